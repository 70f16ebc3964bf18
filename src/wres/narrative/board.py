"""Indicator 9 in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wres.metrics import HIDDEN, BoardRepresentation, Headcount
from wres.narrative.comparability import nothing_before, why_not_compared
from wres.narrative.forms import compared_with, counted, known
from wres.narrative.sentence import Sentence, Stated, are, people, stated
from wres.narrative.size import apart, percent, points
from wres.profiles import profile
from wres.report import Report


PARTS = {"voting": "voting members", "total": "members", "executive": "executive members"}


def of_board(
    report: Report, result: BoardRepresentation, earlier: Report | None
) -> Iterator[Sentence]:
    """Say who is on the board, beside the workforce; how coarse that is; and what changed."""
    order = sorted(PARTS, key=lambda part: part != result.headline)
    for part in order:
        yield from _part(report, result, part)
    headline = getattr(result.headcount, result.headline)
    yield from _one_member(report, headline, result.headline)
    shares = (getattr(result.share, part) for part in PARTS)
    if any(figures.hidden for figures in shares):
        yield Sentence(f"Some figures of the board are {HIDDEN}.")
    elif not any(counted(getattr(result.headcount, part), result.base) for part in PARTS):
        yield Sentence(
            "How many members of each ethnic group the board has is not known, so there are no "
            "shares.",
            tuple(one for part in PARTS for one in _counts(report, part)),
        )
    if earlier is not None:
        yield from _change(report, result, earlier)


def _counts(report: Report, part: str) -> tuple[Stated, ...]:
    keys = ("white", "bme", "unknown", "total")
    return stated(report, *(f"9.headcount.{part}.{key}" for key in keys))


def _part(report: Report, result: BoardRepresentation, part: str) -> Iterator[Sentence]:
    headcount: Headcount = getattr(result.headcount, part)
    figure = getattr(result.difference, part).bme
    counts = counted(headcount, result.base)
    if counts is None:
        return
    bme, total = counts
    label = profile(report.year)["label_bme"]
    share = percent(Fraction(bme) / Fraction(total))
    members = PARTS[part] if total != 1 else PARTS[part].removesuffix("s")
    text = f"Of {people(total)} {members} of the board{known(result)}, {are(bme)} {label} ({share})"
    if figure is not None:
        beside = apart(figure.exact, "above", "below", "the same as")
        text = f"{text}: {beside} the {label} share of {compared_with(result)}"
    figures = (*_counts(report, part), *stated(report, f"9.difference.{part}.bme"))
    yield Sentence(f"{text}.", figures)


def _one_member(report: Report, headcount: Headcount, part: str) -> Iterator[Sentence]:
    if headcount.total:
        step = points(1 / Fraction(headcount.total))
        yield Sentence(
            f"One person of {people(headcount.total)} is {step}.",
            stated(report, f"9.headcount.{part}.total"),
        )


def _change(report: Report, result: BoardRepresentation, earlier: Report) -> Iterator[Sentence]:
    before, part = earlier[9], result.headline
    if not isinstance(before, BoardRepresentation):
        yield nothing_before(earlier, 9)
        return
    if reason := why_not_compared(earlier, report, 9):
        yield Sentence(f"The figure of {earlier.year} is not compared: {reason}.", ())
        return
    then, now = getattr(before.difference, part).bme, getattr(result.difference, part).bme
    if then is None or now is None:
        return
    label = profile(report.year)["label_bme"]
    beside = apart(then.exact, "above", "below", "the same as")
    yield Sentence(
        f"In {earlier.year} the {label} share of {PARTS[part]} of the board was {beside} that of "
        f"{compared_with(result)}; "
        "a board changes by single people, so that two years show no trend.",
        (*stated(earlier, f"9.difference.{part}.bme"), *stated(report, f"9.difference.{part}.bme")),
    )
