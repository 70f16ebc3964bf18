"""In which form a metric was measured, where its result says so.

A result without the field has the form of the year's rules.
"""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import Count, Headcount, Likelihood
from wres.profiles import profile
from wres.report import Report


EVERYBODY, KNOWN_ONLY = "everybody", "known_only"
KNOWN = " of known ethnicity"
OTHERS = {"workforce": "all staff", "population": "the local population"}


def base_of(result: object) -> str:
    """Say whom shares are of: ``everybody`` or ``known_only``."""
    base: str = getattr(result, "base", EVERYBODY)
    return base


def known(result: object) -> str:
    """Give the words that follow those whom shares are of."""
    return KNOWN if base_of(result) == KNOWN_ONLY else ""


def compared_with(result: object) -> str:
    """Say what the board is compared with, in words."""
    return f"{OTHERS[getattr(result, 'compared_with', 'workforce')]}{known(result)}"


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
    told: str | None = getattr(result, "basis", None)
    return told or profile(report.year)["metric_3_basis"]
