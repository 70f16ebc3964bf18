"""What the survey's intervals give back: how many people answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from wres.auditing.book import Book
from wres.auditing.cells import Cell
from wres.auditing.knowledge import Choices
from wres.auditing.said import HIDDEN, Said
from wres.statistics import Interval, mover_r, newcombe_weighted, settled, wilson_weighted


LARGEST = 10**6
NEAR = range(-2, 3)

Ends = tuple[float, float | None]


@frozen
class GivenBack:
    """A share of the survey that is hidden, and that a published figure gives back."""

    cell: Cell
    source: str


def survey(book: Book, said: Iterable[Said]) -> list[GivenBack]:
    """Note what the survey's intervals say of its bases; give the shares that others give back."""
    given: list[GivenBack] = []
    by_metric: dict[tuple[str, int, int], list[Said]] = {}
    for one in said:
        if 5 <= one.metric <= 8:  # noqa: PLR2004  # the survey's metrics
            by_metric.setdefault((one.organisation, one.year, one.metric), []).append(one)
    for lines in by_metric.values():
        shares = {
            one.ethnic_group: one.exact
            for one in lines
            if one.figure == "share" and one.exact is not None
        }
        for one in lines:
            if one.low is not None:
                _interval(book, one, shares)
        given += _given_back(lines)
    return given


def _given_back(lines: list[Said]) -> Iterator[GivenBack]:
    """Find a hidden share beside a shown one and their difference or ratio."""
    shown = {one.ethnic_group for one in lines if one.figure == "share" and one.range()}
    for one in lines:
        if one.figure == "share" and one.status == HIDDEN and one.ethnic_group in {"white", "bme"}:
            others = shown & {"white", "bme"}
            tied = [
                other
                for other in lines
                if other.figure in {"difference", "ratio"} and other.range() is not None
            ]
            if others and tied:
                cell = Cell(
                    one.organisation, one.year, (), one.metric, "share", "", one.ethnic_group
                )
                yield GivenBack(cell, tied[0].source)


def _interval(book: Book, one: Said, shares: dict[str, Fraction]) -> None:
    """Find the one hidden base that an interval can be of."""
    groups = ("bme", "white") if one.figure in {"difference", "ratio"} else (one.ethnic_group,)
    cells = [
        Cell(one.organisation, one.year, (), one.metric, "respondents", "", group)
        for group in groups
    ]
    hidden = [index for index, cell in enumerate(cells) if not book.is_settled([cell])]
    if len(hidden) != 1 or any(group not in shares for group in groups):
        return
    known = [shares[group] for group in groups]
    bases: list[int | None] = [
        None if index in hidden else book.known[cell][0] for index, cell in enumerate(cells)
    ]

    def ends(base: int) -> Ends | None:
        own = [base if at is None else at for at in bases]
        interval = _worked_out(one.figure, known, own)
        return None if interval is None else (interval.low, interval.high)

    wanted = (one.low or 0.0, one.high)
    shown = book.shown.get(cells[hidden[0]])
    if book.rounding > 1 and shown and ends(int(shown)) == wanted:
        return  # worked out from the rounded base
    rows = tuple((base,) for base in _bases(wanted, ends))
    if rows:
        cell = cells[hidden[0]]
        book.facts.append(Choices((cell,), rows, f"interval of {one.source}"))


def _worked_out(figure: str, shares: list[Fraction], bases: list[int]) -> Interval | None:
    if figure == "share":
        return settled(wilson_weighted(shares[0], bases[0]))
    method = newcombe_weighted if figure == "difference" else mover_r
    return settled(method(shares[0], bases[0], shares[1], bases[1]))


def _bases(wanted: Ends, ends: Callable[[int], Ends | None]) -> Iterator[int]:
    """Halve the bases: the more answers, the closer the ends."""
    first, last = 1, LARGEST
    while first < last:
        middle = (first + last) // 2
        found = ends(middle)
        if found is None:
            return
        if _is_wider(found, wanted):
            first = middle + 1
        else:
            last = middle
    for base in (first + step for step in NEAR):
        if base > 0 and ends(base) == wanted:
            yield base


def _is_wider(found: Ends, wanted: Ends) -> bool:
    if wanted[0] > 0:
        return found[0] < wanted[0]
    if wanted[1] is None:
        return False
    return found[1] is None or found[1] > wanted[1]
