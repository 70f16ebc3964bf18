"""Whether an indicator of two years was measured by one rule."""

from __future__ import annotations

from wres.narrative.forms import basis_of, compared_with
from wres.narrative.sentence import Sentence, stated
from wres.profiles import profile
from wres.report import Report


BASES = {
    "two_year_average": "the average of two years",
    "single_year": "a single year",
    "choose": "two years or one (which is not known)",
}
ANSWERS = {
    "excludes_dont_know": "leaves out those who answered that they do not know",
    "includes_dont_know": "counts those who answered that they do not know",
}


def nothing_before(earlier: Report, number: int) -> Sentence:
    """Say that the earlier report has no figure of an indicator."""
    text = f"There is no figure of {earlier.year} to compare with."
    return Sentence(text, stated(earlier, f"{number}.reason", f"{number}.ratio.reason"))


def why_not_compared(earlier: Report, report: Report, number: int) -> str | None:
    """Say why an indicator's figures of two years cannot be compared; ``None`` where they can.

    Returns
    -------
    str or None
        Part of a sentence, from the rules of both years.

    Examples
    --------
    >>> import polars as pl, wres
    >>> share = {"measure": "believes_equal_opportunities", "ethnic_group": "bme", "value": 0.5}
    >>> filed = wres.WresReturn.from_frame(pl.DataFrame([share]))
    >>> old, new = (wres.measure(filed, year=year) for year in (2021, 2022))
    >>> print(why_not_compared(old, new, 7))
    the figure of 2021 leaves out those who answered that they do not know, that of 2022 counts those who answered that they do not know
    >>> why_not_compared(new, wres.measure(filed, year=2023), 7) is None
    True
    """
    match number:
        case 1 | 9:
            return _form(earlier, report, number)
        case 2 | 3 | 4:
            return _direction(earlier, report, number) or (
                _basis(earlier, report) if number == 3 else None  # noqa: PLR2004  # indicator 3
            )
        case 7:
            return _base(earlier, report)
    return None


def _form(earlier: Report, report: Report, number: int) -> str | None:
    """Compare whom shares are of, and what the board is compared with."""
    before, now = (compared_with(one[number]) for one in (earlier, report))
    if before == now:
        return None
    return f"it is measured against {before}, that of {report.year} against {now}"


def _direction(earlier: Report, report: Report, number: int) -> str | None:
    before, now = (profile(one.year).direction(number) for one in (earlier, report))
    if before == now:
        return None
    of, to = (profile(earlier.year)[f"label_{group}"] for group in before)
    return f"the ratio of {earlier.year} is of {of} to {to}, the other way round"


def _basis(earlier: Report, report: Report) -> str | None:
    before, now = (basis_of(one) for one in (earlier, report))
    if before == now != "choose":
        return None
    return f"it rests on {BASES[before]}, that of {report.year} on {BASES[now]}"


def _base(earlier: Report, report: Report) -> str | None:
    before, now = (profile(one.year)["metric_7_base"] for one in (earlier, report))
    if before == now:
        return None
    return f"the figure of {earlier.year} {ANSWERS[before]}, that of {report.year} {ANSWERS[now]}"
