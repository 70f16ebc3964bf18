"""Indicator 1 in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wres.dates import day
from wres.metrics import GROUPS, HIDDEN, Representation
from wres.narrative.comparability import nothing_before, why_not_compared
from wres.narrative.forms import known
from wres.narrative.sentence import Sentence, Stated, are, listed, people, stated
from wres.narrative.size import apart, percent, points
from wres.profiles import Profile, profile
from wres.report import Report
from wres.wording import senior_staff


RECORDED = Fraction(1, 200)
"""A change in the share of unknown ethnicity from which on it is spoken of."""


def of_representation(
    report: Report, result: Representation, earlier: Report | None
) -> Iterator[Sentence]:
    """Say how many staff there are, how the senior bands compare, and what changed."""
    yield _staff(report, result)
    yield from _of_known(report, result)
    yield from _senior(report, result)
    if earlier is not None:
        yield from _change(report, result, earlier)


def _staff(report: Report, result: Representation) -> Sentence:
    rules, headcount = profile(report.year), result.overall.headcount
    on = f"On {day(report.snapshot)}"
    if headcount.total is None:
        if headcount.hidden:
            return Sentence(f"The number of staff is {HIDDEN}.", _headcounts(report))
        missing = [rules[f"label_{group}"] for group in GROUPS if headcount[group] is None]
        so = ", so there are no shares" if result.overall.share.bme is None else ""
        text = f"The number of {listed(missing)} staff was not supplied{so}."
        return Sentence(text, _headcounts(report))
    if not headcount.total:
        return Sentence(f"{on} no staff were counted.", _headcounts(report))
    if headcount.hidden:
        text = f"{on} there were {people(headcount.total)} staff; of some groups the number is"
        return Sentence(f"{text} {HIDDEN}.", _headcounts(report))
    parts = [
        f"{people(headcount[group] or 0)} {_whose(rules, group)}{_in_brackets(result, group)}"
        for group in GROUPS
    ]
    text = f"{on} there were {people(headcount.total)} staff: {listed(parts)}."
    return Sentence(text, _headcounts(report))


def _in_brackets(result: Representation, group: str) -> str:
    figure = result.overall.share[group]
    return "" if figure is None or known(result) else f" ({percent(figure.exact)})"


def _of_known(report: Report, result: Representation) -> Iterator[Sentence]:
    rules, shares = profile(report.year), result.overall.share
    if known(result) and shares.white is not None and shares.bme is not None:
        yield Sentence(
            f"Of the staff whose ethnicity is known, {percent(shares.white.exact)} are "
            f"{rules['label_white']} and {percent(shares.bme.exact)} {rules['label_bme']}.",
            stated(report, "1.overall.share.white", "1.overall.share.bme"),
        )


def _whose(rules: Profile, group: str) -> str:
    return "of unknown ethnicity" if group == "unknown" else rules[f"label_{group}"]


def _headcounts(report: Report) -> tuple[Stated, ...]:
    return stated(report, *(f"1.overall.headcount.{group}" for group in (*GROUPS, "total")))


def _senior(report: Report, result: Representation) -> Iterator[Sentence]:
    staff, overall = senior_staff(result), result.overall.share.bme
    bme, total = staff.bme, staff.total
    if bme is None or not total or overall is None:
        return
    share, label = Fraction(bme) / Fraction(total), profile(report.year)["label_bme"]
    beside = apart(share - overall.exact, "above", "below", "the same as")
    yield Sentence(
        f"Of {people(total)} staff{known(result)} in Band 8a and above, {are(bme)} {label} "
        f"({percent(share)}): {beside} the {label} share of all staff{known(result)}.",
        (
            Stated(report.year, "BME staff in Band 8a and above", bme),
            Stated(report.year, "all staff in Band 8a and above", total),
            *stated(report, "1.overall.share.bme"),
        ),
    )


def _change(report: Report, result: Representation, earlier: Report) -> Iterator[Sentence]:
    before, now = earlier[1], result.overall.share
    if not isinstance(before, Representation):
        yield nothing_before(earlier, 1)
        return
    then, label = before.overall.share, profile(report.year)["label_bme"]
    if reason := why_not_compared(earlier, report, 1):
        yield Sentence(f"The figure of {earlier.year} is not compared: {reason}.", ())
        return
    if now.bme is None or then.bme is None:
        return
    moved = now.bme.exact - then.bme.exact
    said = (
        f"has {'risen' if moved > 0 else 'fallen'} by {points(moved)} since"
        if moved
        else "is the same now"
    )
    figures = (*stated(earlier, "1.overall.share.bme"), *stated(report, "1.overall.share.bme"))
    yield Sentence(
        f"In {earlier.year} the {label} share of all staff{known(result)} was {percent(then.bme.exact)}; it {said}.",
        figures,
    )
    if now.unknown and then.unknown and abs(now.unknown.exact - then.unknown.exact) >= RECORDED:
        yield Sentence(
            f"The share of unknown ethnicity went from {percent(then.unknown.exact)} to "
            f"{percent(now.unknown.exact)} in that time, so part of the change may lie in what "
            "is recorded.",
            (
                *stated(earlier, "1.overall.share.unknown"),
                *stated(report, "1.overall.share.unknown"),
            ),
        )
