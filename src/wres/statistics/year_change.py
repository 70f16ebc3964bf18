"""How far a ratio or a difference has moved from one year to the next, and what chance allows."""

from __future__ import annotations

import math
import sys

from wres.statistics.interval import Interval


LARGEST = math.log(sys.float_info.max)  # beyond it there is no bound


def ratio_change(
    before: float, before_interval: Interval, after: float, after_interval: Interval
) -> Interval | None:
    """Give the interval of the later ratio over the earlier one.

    Parameters
    ----------
    before, after
        The ratios of two years that share no events.
    before_interval, after_interval
        Each inside its own, of one level.

    Returns
    -------
    Interval or None
        Method ``mover_log``. It excludes 1 where chance alone would not explain the change.
        ``None`` where a ratio is 0, which has no logarithm.

    References
    ----------
    .. [1] Donner and Zou, Closed-form confidence intervals for functions of the normal mean and
       standard deviation, Statistical Methods in Medical Research 21 (2012), on the logarithms.

    Examples
    --------
    >>> from wres.statistics.koopman import koopman
    >>> last, this = koopman(180, 800, 30, 220), koopman(170, 780, 30, 210)
    >>> change = ratio_change(1.65, last, 1.53, this)
    >>> change.contains(1), round(change.low, 2), round(change.high, 2)
    (True, 0.56, 1.53)
    """
    if not (before > 0 and after > 0):
        return None
    down = _away(_log(after) - _log(after_interval.low), _log(before_interval.high) - _log(before))
    up = _away(_log(after_interval.high) - _log(after), _log(before) - _log(before_interval.low))
    middle = _log(after) - _log(before)
    high = math.exp(middle + up) if middle + up < LARGEST else None
    return Interval(after_interval.level, math.exp(middle - down), high, "mover_log")


def difference_change(
    before: float, before_interval: Interval, after: float, after_interval: Interval
) -> Interval | None:
    """Give the interval of the later difference less the earlier one.

    Parameters
    ----------
    before, after
        Differences of shares in two years that share no answers.
    before_interval, after_interval
        Each inside its own, of one level.

    Returns
    -------
    Interval or None
        Method ``mover``. It excludes 0 where chance alone would not explain the change. ``None``
        where an end is unbounded.

    Examples
    --------
    >>> from wres.statistics.newcombe import newcombe
    >>> last, this = newcombe(120, 400, 225, 900), newcombe(115, 400, 240, 900)
    >>> change = difference_change(0.05, last, 115 / 400 - 240 / 900, this)
    >>> change.contains(0), round(change.low, 3), round(change.high, 3)
    (True, -0.104, 0.046)
    """
    if before_interval.high is None or after_interval.high is None:
        return None
    down = _away(after - after_interval.low, before_interval.high - before)
    up = _away(after_interval.high - after, before - before_interval.low)
    middle = after - before
    return Interval(after_interval.level, middle - down, middle + up, "mover")


def _log(value: float | None) -> float:
    """Give the logarithm, of an unbounded end and of 0 too."""
    if value is None:
        return math.inf
    return math.log(value) if value > 0 else -math.inf


def _away(one: float, other: float) -> float:
    return math.hypot(max(one, 0.0), max(other, 0.0))
