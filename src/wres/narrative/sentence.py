"""A sentence as a value: its text, and the figures that justify it."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from attrs import frozen

from wres.metrics import Count, Figure, Ratio
from wres.report import Report
from wres.rounding import half_up


Value = Fraction | int | str | None


@frozen
class Stated:
    """A figure of a report that a sentence rests on.

    Parameters
    ----------
    year
        WRES year of the report.
    path
        Where the report has it, such as ``2.ratio.verdict`` for indicator 2; for what is
        worked out from several of its figures, a name with blanks in it.
    value
        Exact; a text for verdicts and reasons.
    """

    year: int
    path: str
    value: Value


@frozen
class Sentence:
    """A sentence and what justifies it.

    Examples
    --------
    >>> said = Sentence("There is no figure.", (Stated(2025, "2.reason", "not supplied"),))
    >>> str(said), said.figures[0].path
    ('There is no figure.', '2.reason')
    """

    text: str
    figures: tuple[Stated, ...] = ()

    def __str__(self) -> str:
        return self.text


def stated(report: Report, *paths: str) -> tuple[Stated, ...]:
    """Take figures out of a report by their paths, those that it does not have left out."""
    found = ((path, value_at(report, path)) for path in paths)
    return tuple(Stated(report.year, path, value) for path, value in found if value is not None)


def value_at(report: Report, path: str) -> Value:
    """Give what a report has at a path; ``None`` where it has nothing there.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = {"measure": ["staff"] * 3, "ethnic_group": ["white", "bme", "unknown"]}
    >>> filed = wres.WresReturn.from_frame(pl.DataFrame({**lines, "value": [6, 3, 1]}))
    >>> report = wres.measure(filed, year=2025)
    >>> value_at(report, "1.overall.share.bme"), value_at(report, "2.reason")
    (Fraction(3, 10), 'appointed was not supplied')
    """
    first, *names = path.split(".")
    start: Any = report[int(first)] if first.isdigit() else getattr(report, first)
    return _plain(reduce(lambda found, name: getattr(found, name, None), names, start))


def _plain(found: object) -> Value:
    match found:
        case Figure() | Ratio():
            return found.exact
        case bool():
            return str(found).lower()
        case float():
            return Fraction(str(found))
        case int() | Fraction() | str() | None:
            return found
    return str(found)


def people(count: Count) -> str:
    """Show a count: thousands apart, a half as one decimal.

    Examples
    --------
    >>> people(12500), people(Fraction(35, 2))
    ('12,500', '17.5')
    """
    return f"{count:,}" if isinstance(count, int) else f"{half_up(count, 1):,}"


def listed(items: list[str]) -> str:
    """Put items in a row: commas, and "and" before the last.

    Examples
    --------
    >>> listed(["2"]), listed(["2", "3"]), listed(["2", "3", "4"])
    ('2', '2 and 3', '2, 3 and 4')
    """
    *most, last = items or [""]
    return f"{', '.join(most)} and {last}" if most else last


def are(count: Count) -> str:
    """Say how many there are.

    Examples
    --------
    >>> are(1), are(2)
    ('1 is', '2 are')
    """
    return f"{people(count)} {'is' if count == 1 else 'are'}"
