"""Wilson's score interval for a share."""

from __future__ import annotations

from wres.statistics._level import alpha_of, critical_value
from wres.statistics._score_limits import score_limits
from wres.statistics._table import Count, check
from wres.statistics.interval import Interval


def wilson(events: Count, total: Count, *, level: float = 0.95) -> Interval | None:
    """Bound the share events / total by its score interval.

    Parameters
    ----------
    events, total
        Those who had the event and everybody in the group; halves are counts too.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Shares from 0 to 1, from exactly 0 where nobody had the event, to exactly 1 where
        everybody had. Relative error below 1e-15. ``None`` where nobody is in the group.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.
    .. [2] Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion:
       comparison of seven methods. Statistics in Medicine 17, 857-872. Method 3.

    Examples
    --------
    Newcombe's first example, 81 of 263:

    >>> interval = wilson(81, 263)
    >>> print(f"{interval.low:.4f} to {interval.high:.4f}")
    0.2553 to 0.3662
    """
    z = critical_value(alpha_of(level))
    check(events, total)
    if not total:
        return None
    limits = score_limits(events, total, z)
    return Interval(level, limits.low, limits.high, "wilson")
