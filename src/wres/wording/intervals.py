"""Intervals as people read them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from wres.rounding import display
from wres.statistics import Interval


Unit = Literal["share", "points", "ratio"]

SHOWN: dict[Unit, Callable[[Fraction], str]] = {
    "share": lambda value: display(value, 1, percent=True),
    "points": lambda value: display(100 * value, 1),
    "ratio": lambda value: display(value, 2),
}


def ends(interval: Interval | None, unit: Unit) -> str:
    """Show an interval.

    Examples
    --------
    >>> ends(Interval(0.95, 0.5, None, "koopman"), "ratio"), ends(None, "share")
    ('0.50 and more', 'none')
    """
    if interval is None:
        return "none"
    low = SHOWN[unit](Fraction(str(interval.low)))
    if interval.high is None:
        return f"{low} and more"
    return f"{low} to {SHOWN[unit](Fraction(str(interval.high)))}"


def level(interval: Interval) -> str:
    """Say how sure an interval is, and whether it is approximate.

    Examples
    --------
    >>> level(Interval(0.95, 0.5, 2.0, "mover_r"))
    '95% approximate interval'
    """
    kind = "approximate interval" if interval.approximate else "interval"
    return f"{display(Fraction(str(interval.level)), 0, percent=True)} {kind}"
