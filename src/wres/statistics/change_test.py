"""The test that belongs to an interval of a change: how sure one must be for it to reach so far."""

from __future__ import annotations

import math
from collections.abc import Callable

from wres.statistics.interval import Interval


Bounds = Callable[[float], Interval | None]
"""Gives the interval at a confidence level; those of higher levels hold those of lower ones."""

LEAST = 1e-12
"""P-values below this are said to be this: a level nearer to 1 has too few digits."""
STEPS = 60
CLOSE = 1e-9
"""Relative width at which a p-value is known well enough."""
DIGITS = 6


def change_p_value(bounds: Bounds, equality: float) -> float | None:
    """Give the p-value of no change: 1 less the highest level whose interval excludes it.

    So test and interval never contradict each other: the p-value is below 0.05 exactly where the
    95% interval excludes `equality`.

    Parameters
    ----------
    bounds
        The interval of the change at a level, such as `ratio_change` of two of `koopman`'s.
    equality
        What no change is: 1 of a ratio, 0 of a difference.

    Returns
    -------
    float or None
        To 6 significant digits, from 1e-12 to 1. ``None`` where there is no interval.

    Examples
    --------
    >>> from wres.statistics import koopman, ratio_change
    >>> def bounds(level):
    ...     last = koopman(180, 800, 30, 220, level=level)
    ...     this = koopman(170, 780, 30, 210, level=level)
    ...     return ratio_change(1.65, last, 119 / 78, this)
    >>> change_p_value(bounds, 1)
    0.76079
    """
    if bounds(0.5) is None:
        return None
    if not _excludes(bounds, LEAST, equality):
        return _settled(_crossing(bounds, equality))
    return LEAST


def _crossing(bounds: Bounds, equality: float) -> float:
    """Bisect on the logarithm: at `high` the interval excludes equality, at `low` it holds it."""
    low, high = math.log(LEAST), 0.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _excludes(bounds, math.exp(middle), equality):
            high = middle
        else:
            low = middle
        if high - low < CLOSE:
            break
    return math.exp((low + high) / 2)


def _excludes(bounds: Bounds, alpha: float, equality: float) -> bool:
    interval = bounds(1 - alpha)
    return interval is not None and not interval.contains(equality)


def _settled(p_value: float) -> float:
    return float(f"{p_value:.{DIGITS}g}")
