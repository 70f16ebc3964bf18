"""How big a figure is, in words."""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import Figure
from wres.rounding import display
from wres.statistics import Interval


ONE_PERCENT = Fraction(1, 100)
LEAST_SHOWN = Fraction(1, 2000)
"""Differences of shares below this round to 0.0 points."""


def percent(exact: Fraction) -> str:
    """Show a share to one decimal, below 1% to two.

    Examples
    --------
    >>> percent(Fraction(1, 8)), percent(Fraction(67, 10_000)), percent(Fraction(0))
    ('12.5%', '0.67%', '0.0%')
    """
    return display(exact, 2 if 0 < exact < ONE_PERCENT else 1, percent=True)


def points(difference: Fraction) -> str:
    """Say how large a difference of shares is, without its direction.

    Examples
    --------
    >>> points(Fraction(-312, 10_000)), points(Fraction(1, 10_000))
    ('3.1 percentage points', 'less than 0.1 percentage points')
    """
    size = abs(difference)
    if 0 < size < LEAST_SHOWN:
        return "less than 0.1 percentage points"
    return f"{display(100 * size, 1)} percentage points"


def apart(difference: Fraction, more: str, fewer: str, same: str) -> str:
    """Say the direction and size of a difference of shares.

    Examples
    --------
    >>> apart(Fraction(-1, 10), "above", "below", "the same as")
    '10.0 percentage points below'
    """
    if not difference:
        return same
    return f"{points(difference)} {more if difference > 0 else fewer}"


def percent_of(figure: Figure | None) -> str | None:
    """Show a share that may be missing."""
    return None if figure is None else percent(figure.exact)


def of_ratio(interval: Interval) -> str:
    """Say an interval of a ratio in brackets, to two decimals.

    Examples
    --------
    >>> of_ratio(Interval(0.95, 1.0812, None, "koopman"))
    '(95% interval 1.08 and more)'
    """
    low, high = _shown(interval, 2, 1)
    return f"({_named(interval)} {low} {'and more' if high is None else f'to {high}'})"


def of_difference(interval: Interval) -> str:
    """Say an interval of a difference of shares in brackets, in points.

    Examples
    --------
    >>> of_difference(Interval(0.95, -0.0021, 0.0712, "newcombe_weighted"))
    '(95% interval, approximate, from -0.2 to 7.1)'
    """
    low, high = _shown(interval, 1, 100)
    return f"({_named(interval)} from {low} to {high})"


def _named(interval: Interval) -> str:
    level = display(Fraction(str(interval.level)), 0, percent=True)
    return f"{level} interval, approximate," if interval.approximate else f"{level} interval"


def _shown(interval: Interval, places: int, unit: int) -> tuple[str | None, ...]:
    return tuple(
        None if bound is None else display(unit * Fraction(str(bound)), places)
        for bound in (interval.low, interval.high)
    )
