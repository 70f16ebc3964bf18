"""One published figure, as it is read from any file."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import frozen

from wres.auditing.cells import LABELS, Slice, place_named
from wres.auditing.knowledge import Range


HIDDEN = "hidden"
COUNTS = ("headcount", "population", "events", "respondents")
FORMULA = "formula"
"""Content of what a workbook calculates from the cells beside it."""

MOST_DIGITS = 10**7
"""Denominators are smaller: a float with all its digits then is one fraction only."""

EXACT = 1e-15


@frozen(kw_only=True)
class Said:
    """One published figure; fields as the columns of ``metrics.csv``.

    Parameters
    ----------
    slice
        The part of a breakdown.
    low, high, method
        The interval that stands beside it.
    decimal
        A number in the unit of `value` with fewer digits than it has.
    content
        What has no column: people needed, as a mapping; how many p-values were adjusted
        together; the ends of an interval as they are displayed.
    """

    organisation: str = ""
    year: int = 0
    slice: Slice = ()
    metric: int = 0
    figure: str = ""
    part: str = ""
    workforce_group: str = ""
    pay_band: str = ""
    ethnic_group: str = ""
    value: float | None = None
    exact: Fraction | None = None
    display: str | None = None
    low: float | None = None
    high: float | None = None
    method: str | None = None
    status: str = "measured"
    reason: str = ""
    decimal: str | None = None
    content: Any = None

    @property
    def place(self) -> str:
        """Where in its metric it stands."""
        return "/".join(filter(None, [self.part, self.workforce_group, self.pay_band]))

    def range(self, unit: Fraction = Fraction(1)) -> Range | None:
        """Give where the figure lies: a point where every digit was published.

        Parameters
        ----------
        unit
            Of the display, where it has no percent sign.
        """
        if self.exact is not None:
            return Range.point(self.exact)
        if self.value is not None:
            return _of_float(self.value)
        if self.decimal is not None:
            return Range.shown(self.decimal)
        return Range.shown(self.display, unit)

    @property
    def source(self) -> str:
        """The figure in words."""
        shown = self.display or ("" if self.value is None else f"{self.value:g}")
        group = "/".join(LABELS.get(one, one) for one in self.ethnic_group.split("/"))
        where = ", ".join(filter(None, [place_named(self.place), group]))
        words = f"indicator {self.metric} {self.figure.replace('_', ' ')} {shown}".rstrip()
        return f"{words} ({where})" if where else words


def _of_float(value: float) -> Range:
    """Give the fraction that a float with all its digits stands for, or the digits' own range."""
    near = Fraction(value).limit_denominator(MOST_DIGITS)
    if abs(float(near) - value) <= EXACT * max(1.0, abs(value)):
        return Range.point(near)
    return Range.shown(repr(value)) or Range.point(Fraction(value))
