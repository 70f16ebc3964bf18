"""Katz' log interval for the ratio of two likelihoods, to match other tools."""

from __future__ import annotations

from math import exp, sqrt

from wres.statistics._level import alpha_of, critical_value
from wres.statistics._table import Count, Table
from wres.statistics.interval import Interval


def katz_log(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
) -> Interval | None:
    """Bound the ratio (events_of / total_of) / (events_to / total_to) as other tools do.

    Only to match their figures: it does not exist where a group had no event, is a single
    point where everybody in both had it, and contradicts `score_test` at times. Use `koopman`.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `koopman`.

    Returns
    -------
    Interval or None
        Dimensionless. ``None`` where a group has nobody in it or had no event.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    References
    ----------
    .. [1] Katz, D., Baptista, J., Azen, S. P. and Pike, M. C. (1978). Obtaining confidence
       intervals for the risk ratio in cohort studies. Biometrics 34, 469-474. Method C.

    Examples
    --------
    >>> interval = katz_log(12, 600, 20, 2400)
    >>> print(f"{interval.low:.4f} to {interval.high:.4f}")
    1.1799 to 4.8819
    >>> katz_log(3, 40, 0, 500) is None
    True
    """
    z = critical_value(alpha_of(level))
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    if table is None or not table.of.events or not table.to.events:
        return None
    of, to = table.of, table.to
    ratio = of.events * to.total / (of.total * to.events)
    # 1/a - 1/n, as one division so that a saturated group adds exactly nothing.
    parts = sum(group.others / (group.events * group.total) for group in (of, to))
    factor = exp(z * sqrt(parts * table.unit))
    return Interval(level, ratio / factor, ratio * factor, "katz_log")
