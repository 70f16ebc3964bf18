"""In which form a metric was measured, in words."""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import BoardRepresentation, Count, Headcount, Likelihood, Representation, Result
from wres.profiles import profile
from wres.report import Report


KNOWN_ONLY = "known_only"
KNOWN = " of known ethnicity"
OTHERS = {"workforce": "all staff", "population": "the local population"}


def known(result: Result) -> str:
    """Give the words that follow those whom shares are of."""
    if isinstance(result, Representation | BoardRepresentation) and result.base == KNOWN_ONLY:
        return KNOWN
    return ""


def compared_with(result: Result) -> str:
    """Say what shares are compared with, in words."""
    against = result.compared_with if isinstance(result, BoardRepresentation) else "workforce"
    return f"{OTHERS[against]}{known(result)}"


def counted(headcount: Headcount, base: str) -> tuple[Count, Count] | None:
    """Give BME people and all whom shares are of; ``None`` where that is not known or nobody.

    Examples
    --------
    >>> counted(Headcount(6, 3, 1, 10), "everybody"), counted(Headcount(6, 3, 1, 10), "known_only")
    ((3, 10), (3, 9))
    """
    bme, white, total = headcount.bme, headcount.white, headcount.total
    if base == KNOWN_ONLY:
        total = None if bme is None or white is None else bme + white
    return None if bme is None or not total else (bme, total)


def basis_of(report: Report) -> str:
    """Give the years that indicator 3 covers; ``choose`` where that is not known."""
    result = report[3]
    if not isinstance(result, Likelihood):
        return profile(report.year)["metric_3_basis"]
    # Half a person can only be an average.
    if any(isinstance(result.events[group], Fraction) for group in ("white", "bme")):
        return "two_year_average"
    return result.basis or profile(report.year)["metric_3_basis"]
