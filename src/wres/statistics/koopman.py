"""Koopman's score interval for the ratio of two likelihoods."""

from __future__ import annotations

from wres.statistics._as_tested import as_tested
from wres.statistics._level import alpha_of, critical_value
from wres.statistics._score_bound import lower_bound
from wres.statistics._table import Count, Table
from wres.statistics.interval import Interval


def koopman(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
) -> Interval | None:
    """Bound the ratio (events_of / total_of) / (events_to / total_to) by its score interval.

    Parameters
    ----------
    events_of, total_of
        Those who had the event in the group the ratio is of and everybody in it. Halves, which
        two-year averages have, are counts too.
    events_to, total_to
        The same of the group the ratio is to.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Dimensionless, from 0 where the first group had no event, unbounded where the second had
        none. Relative error below 1e-14; within 1e-11 of 1 the ends keep to the side that
        `score_test` says. ``None`` where a group has nobody in it.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    References
    ----------
    .. [1] Koopman, P. A. R. (1984). Confidence intervals for the ratio of two binomial
       proportions. Biometrics 40, 513-517.
    .. [2] Nam, J. (1995). Confidence limits for the ratio of two binomial proportions based on
       likelihood scores: non-iterative method. Biometrical Journal 37, 375-379.

    Examples
    --------
    >>> interval = koopman(12, 600, 20, 2400)
    >>> print(f"{interval.low:.4f} to {interval.high:.4f}")
    1.1950 to 4.8056
    """
    alpha = alpha_of(level)
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    return None if table is None else bounds(table, alpha, level)


def bounds(table: Table, alpha: float, level: float) -> Interval:
    """Bound the ratio of a table that has somebody in both groups."""
    critical = critical_value(alpha) ** 2 * table.unit
    low = lower_bound(table.of, table.to, critical)
    reciprocal = lower_bound(table.to, table.of, critical)
    high = 1 / reciprocal if reciprocal else None
    return Interval(level, *as_tested(low, high, table, alpha), "koopman")
