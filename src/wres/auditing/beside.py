"""What stands beside a ratio, worked out anew: intervals, tests, verdicts, people needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import attrs

from wres.auditing.book import Book
from wres.auditing.cells import Cell
from wres.auditing.knowledge import Range, Recomputed
from wres.auditing.said import Said
from wres.errors import FigureError
from wres.rounding import display_p_value
from wres.statistics import (
    Interval,
    fisher,
    koopman,
    mid_p,
    odds_ratio,
    people_needed,
    score_test,
    settled,
    verdict,
)


Count = int | Fraction
Counts = tuple[Count, ...]
Test = Callable[[Counts], bool]
Method = Callable[..., Interval | None]
CHANGE = re.compile(r"([\d,]+) (more|fewer) ")
TESTS: dict[str, Callable[..., object]] = {
    "p_value": score_test,
    "mid_p_minlike": lambda *counts: _p_of(mid_p(*counts)),
    "fisher": lambda *counts: _p_of(fisher(*counts)),
}
SIMILAR = {"similar", "cannot_tell"}
LOW_COUNT = 10


def beside(book: Book, said: Said, cells: tuple[Cell, ...] | None, *, odds: bool = False) -> None:
    """Note a figure that is compared with what counts give.

    Parameters
    ----------
    cells
        Events and total of both groups; of odds, those with and without the event.
    """
    if cells is None or book.is_settled(cells):
        return
    test = _test_of(said, odds=odds)
    if test is None:
        return
    scales = [book.scale(cell) for cell in cells]

    def counts(*units: int) -> Counts:
        people: list[Count] = [
            Fraction(one, scale) for one, scale in zip(units, scales, strict=True)
        ]
        if odds:
            people = [people[0], people[0] + people[1], people[2], people[2] + people[3]]
        return tuple(int(one) if one.denominator == 1 else one for one in people)

    def agrees(*units: int) -> bool:
        try:
            return test(counts(*units))
        except FigureError:  # more events than people
            return False

    shown = book.of_shown(cells)
    if book.rounding > 1 and shown and agrees(*map(int, shown)):
        return
    book.facts.append(Recomputed(cells, agrees, f"{said.source}{_about(said)}"))


def _about(said: Said) -> str:
    return " (its interval)" if said.figure in {"ratio", "disparity"} else ""


def _test_of(said: Said, *, odds: bool) -> Test | None:
    """Give what is to hold of the counts; ``None`` where the figure says nothing of this kind."""
    method = odds_ratio if odds else koopman
    if said.figure in {"ratio", "disparity"}:
        return _interval_test(said, method)
    if said.figure in TESTS:
        return _p_test(said)
    if odds and said.figure != "verdict":
        return _holm_test(said)
    return _word_test(said, method)


def _interval_test(said: Said, method: Method) -> Test | None:
    if said.method is not None:
        ends = said.low, said.high
        return lambda counts: _ends(method(*counts)) == ends
    if isinstance(said.content, tuple):
        ranges = [Range.shown(text) for text in said.content]
        return lambda counts: _shown(method(*counts), ranges)
    return None


def _holm_test(said: Said) -> Test | None:
    if said.figure != "holm" or said.value is None or not said.content:
        return None
    low, high = said.value / said.content, said.value
    return lambda counts: _within(score_test(*counts), low, high)


def _word_test(said: Said, method: Method) -> Test | None:
    if said.figure == "verdict" and said.display is not None:
        words = said.display
        return lambda counts: _agrees(
            verdict(settled(method(*counts)), above="a", below="b"), words
        )
    if said.figure == "low_count":
        return lambda counts: min(counts[0], counts[2]) < LOW_COUNT
    if said.figure == "people_needed" and isinstance(said.content, dict):
        content = said.content
        return lambda counts: _as_dict(people_needed(*counts)) == content
    if said.figure == "change" and (found := CHANGE.match(said.display or "")):
        number = int(found[1].replace(",", ""))
        return lambda counts: _fewest(counts) == number
    return _holm_test(said)


def _p_test(said: Said) -> Test | None:
    method = TESTS[said.figure]
    if said.value is not None:
        value = said.value
        return lambda counts: method(*counts) == value
    if said.decimal is not None:
        where = Range.shown(said.decimal)
        return lambda counts: _lies(method(*counts), where)
    shown = said.display
    return lambda counts: _displayed(method(*counts)) == shown


def _displayed(p_value: object) -> str | None:
    return display_p_value(p_value) if isinstance(p_value, float) else None


def _lies(p_value: object, where: Range | None) -> bool:
    return isinstance(p_value, float) and (where is None or where.contains(Fraction(p_value)))


def _p_of(test: object) -> float | None:
    return getattr(test, "p_value", None)


def _ends(interval: Interval | None) -> tuple[float | None, float | None] | None:
    one = settled(interval)
    return None if one is None else (one.low, one.high)


def _shown(interval: Interval | None, ranges: list[Range | None]) -> bool:
    ends = _ends(interval)
    if ends is None:
        return False
    return all(
        where is None or (end is not None and where.contains(Fraction(end)))
        for end, where in zip(ends, ranges, strict=True)
    )


def _within(p_value: float | None, low: float, high: float) -> bool:
    slack = 1e-9
    return p_value is not None and low * (1 - slack) <= p_value <= high * (1 + slack)


def _agrees(own: str | None, words: str) -> bool:
    """Whether two verdicts can be one: which side is worse depends on what the event is."""
    return own == words if words in SIMILAR else own in {"a", "b"}


def _as_dict(needed: object) -> object:
    return None if needed is None else attrs.asdict(needed)  # type: ignore[arg-type]  # attrs


def _fewest(counts: Counts) -> int | None:
    needed = people_needed(*counts)
    return None if needed is None else needed.verdict.fewest
