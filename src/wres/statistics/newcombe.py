"""Newcombe's hybrid score interval for the difference of two shares."""

from __future__ import annotations

from fractions import Fraction
from math import hypot

from wres.statistics._level import alpha_of, critical_value
from wres.statistics._score_limits import score_limits
from wres.statistics._table import Count, check
from wres.statistics.interval import Interval


def newcombe(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
) -> Interval | None:
    """Bound the difference events_of / total_of - events_to / total_to.

    The two groups must not overlap: not for a board beside the workforce that it is part of.

    Parameters
    ----------
    events_of, total_of
        Those who had the event in the first group and everybody in it; halves are counts too.
    events_to, total_to
        The same of the group that is subtracted.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Differences of shares in units of 1, from -1 to 1. Absolute error below 1e-15.
        ``None`` where a group has nobody in it.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Interval estimation for the difference between independent
       proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890. Method 10.

    Examples
    --------
    Newcombe's first example, 56 of 70 against 48 of 80:

    >>> interval = newcombe(56, 70, 48, 80)
    >>> print(f"{interval.low:.4f} to {interval.high:.4f}")
    0.0524 to 0.3339
    """
    z = critical_value(alpha_of(level))
    check(events_of, total_of, "_of")
    check(events_to, total_to, "_to")
    if not total_of or not total_to:
        return None
    difference = float(Fraction(events_of) / total_of - Fraction(events_to) / total_to)
    of, to = score_limits(events_of, total_of, z), score_limits(events_to, total_to, z)
    low = difference - hypot(of.below, to.above)
    high = difference + hypot(of.above, to.below)
    return Interval(level, low, high, "newcombe")
