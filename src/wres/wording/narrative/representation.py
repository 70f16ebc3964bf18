"""Indicator 1 in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wres.metrics import GROUPS, Representation
from wres.profiles import Profile, profile
from wres.report import Report
from wres.vocabulary import PayBand
from wres.wording.dates import day
from wres.wording.narrative.comparability import nothing_before
from wres.wording.narrative.size import apart, percent, points
from wres.wording.sentence import Sentence, Stated, are, listed, people, stated


RECORDED = Fraction(1, 200)
"""A change in the share of unknown ethnicity from which on it is spoken of."""


def of_representation(
    report: Report, result: Representation, earlier: Report | None
) -> Iterator[Sentence]:
    """Say how many staff there are, how the senior bands compare, and what changed."""
    yield _staff(report, result)
    yield from _senior(report, result)
    if earlier is not None:
        yield from _change(report, result, earlier)


def _staff(report: Report, result: Representation) -> Sentence:
    rules, headcount = profile(report.year), result.overall.headcount
    on = f"On {day(report.snapshot)}"
    if headcount.total is None:
        missing = [rules[f"label_{group}"] for group in GROUPS if headcount[group] is None]
        text = f"The number of {listed(missing)} staff was not supplied, so there are no shares."
        return Sentence(text, _headcounts(report))
    if not headcount.total:
        return Sentence(f"{on} no staff were counted.", _headcounts(report))
    parts = [
        f"{people(headcount[group] or 0)} {_whose(rules, group)} "
        f"({percent(Fraction(headcount[group] or 0, headcount.total))})"
        for group in GROUPS
    ]
    text = f"{on} there were {people(headcount.total)} staff: {listed(parts)}."
    return Sentence(text, _headcounts(report))


def _whose(rules: Profile, group: str) -> str:
    return "of unknown ethnicity" if group == "unknown" else rules[f"label_{group}"]


def _headcounts(report: Report) -> tuple[Stated, ...]:
    return stated(report, *(f"1.overall.headcount.{group}" for group in (*GROUPS, "total")))


def senior_staff(result: Representation) -> tuple[int | Fraction, int | Fraction] | None:
    """Give BME and all staff in Band 8a and above; ``None`` where that is not wholly known.

    Medical staff, who have no bands, are not among them.
    """
    rows = [row.headcount for row in result.rows if PayBand(row.pay_band).cluster == "upper"]
    filled = [headcount for headcount in rows if not headcount.is_empty]
    if not filled or any(headcount.total is None for headcount in filled):
        return None
    bme, total = (sum(getattr(one, key) for one in filled) for key in ("bme", "total"))
    return (bme, total) if total else None


def _senior(report: Report, result: Representation) -> Iterator[Sentence]:
    counts, overall = senior_staff(result), result.overall.share.bme
    if counts is None or overall is None:
        return
    bme, total = counts
    share, label = Fraction(bme) / Fraction(total), profile(report.year)["label_bme"]
    beside = apart(share - overall.exact, "above", "below", "the same as")
    yield Sentence(
        f"Of {people(total)} staff in Band 8a and above, {are(bme)} {label} "
        f"({percent(share)}): {beside} the {label} share of all staff.",
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
    if not (now.bme and now.unknown and then.bme and then.unknown):
        return
    moved = now.bme.exact - then.bme.exact
    said = (
        f"has {'risen' if moved > 0 else 'fallen'} by {points(moved)} since"
        if moved
        else "is the same now"
    )
    figures = (*stated(earlier, "1.overall.share.bme"), *stated(report, "1.overall.share.bme"))
    yield Sentence(
        f"In {earlier.year} the {label} share of all staff was {percent(then.bme.exact)}; it {said}.",
        figures,
    )
    if abs(now.unknown.exact - then.unknown.exact) >= RECORDED:
        yield Sentence(
            f"The share of unknown ethnicity went from {percent(then.unknown.exact)} to "
            f"{percent(now.unknown.exact)} in that time, so part of the change may lie in what "
            "is recorded.",
            (
                *stated(earlier, "1.overall.share.unknown"),
                *stated(report, "1.overall.share.unknown"),
            ),
        )
