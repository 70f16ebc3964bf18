r"""The score interval for a ratio of odds, such as the race disparity ratio.

Of :math:`a` with the event and :math:`c` without, against :math:`b` and :math:`e`, the counts
that fit best when the odds ratio is held at some value are :math:`a - d, c + d` and
:math:`b + d, e - d`: :math:`d` people moved. The lower bound lies where the score statistic
reaches the critical value:

.. math:: d^2 \left(\frac{1}{a - d} + \frac{1}{c + d} + \frac{1}{b + d} + \frac{1}{e - d}\right) = z^2

Each term grows with :math:`d` and is convex, so there is one root, and Newton's steps from a
point above it go down to it.
"""

from __future__ import annotations

from math import sqrt

from wres.statistics._as_tested import as_tested
from wres.statistics._level import alpha_of, critical_value
from wres.statistics._table import Count, Group, Table
from wres.statistics.interval import Interval


def odds_ratio(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
) -> Interval | None:
    """Bound the ratio of the odds of two groups by its score interval.

    The odds are events over those without the event. The interval excludes 1 exactly where
    `score_test` is below 1 - level, on every table; no continuity correction, nothing added to
    empty cells.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `koopman`.

    Returns
    -------
    Interval or None
        Dimensionless, from 0 where an odds of 0 is possible, unbounded where an infinite one is.
        Relative error below 1e-12. ``None`` where a group has nobody in it.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    References
    ----------
    .. [1] Cornfield, J. (1956). A statistical problem arising from retrospective studies.
       Proceedings of the Third Berkeley Symposium on Mathematical Statistics and Probability 4,
       135-148. Without its continuity correction.
    .. [2] Miettinen, O. and Nurminen, M. (1985). Comparative analysis of two rates. Statistics in
       Medicine 4, 213-226. Without the factor N / (N - 1).

    Examples
    --------
    >>> interval = odds_ratio(60, 200, 10, 80)
    >>> print(f"{interval.low:.2f} to {interval.high:.2f}")
    1.46 to 6.14
    """
    alpha = alpha_of(level)
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    if table is None:
        return None
    critical = critical_value(alpha) ** 2 * table.unit
    low = _lower_bound(table.of, table.to, critical)
    reciprocal = _lower_bound(table.to, table.of, critical)
    high = 1 / reciprocal if reciprocal else None
    return Interval(level, *as_tested(low, high, table, alpha), "odds_ratio_score")


def _lower_bound(of: Group, to: Group, critical: float) -> float:
    if not of.events or not to.others:
        return 0.0
    moved = min(_alone(of.events, critical), _alone(to.others, critical))
    while True:
        value, slope = _statistic(of, to, moved)
        closer = moved - (value - critical) / slope
        if not closer < moved:
            break
        moved = closer
    odds_of = (of.events - moved) / (of.others + moved)
    return odds_of * ((to.others - moved) / (to.events + moved))


def _alone(count: int, critical: float) -> float:
    """Solve for the move at which one shrinking cell reaches the critical value by itself."""
    return 2 * count / (1 + sqrt(1 + 4 * count / critical))


def _statistic(of: Group, to: Group, moved: float) -> tuple[float, float]:
    """Give the score statistic and its slope."""
    value = slope = 0.0
    for cell in (of.others + moved, to.events + moved):
        value += moved * moved / cell
        slope += moved * (2 * cell - moved) / (cell * cell)
    for cell in (of.events - moved, to.others - moved):
        value += moved * moved / cell
        slope += moved * (2 * cell + moved) / (cell * cell)
    return value, slope
