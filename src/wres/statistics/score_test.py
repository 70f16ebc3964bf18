"""Whether two likelihoods are equal: the score test."""

from __future__ import annotations

from math import erfc, sqrt

from wres.statistics._table import Count, Table
from wres.statistics.settle import settle


def score_test(
    events_of: Count, total_of: Count, events_to: Count, total_to: Count
) -> float | None:
    """How often chance alone would part two equally likely groups at least this far.

    Pearson's chi-square with one degree of freedom and no continuity correction, which is the
    score test of equal likelihoods. It agrees with `koopman` on every table: the interval
    excludes 1 exactly where this is below 1 - level.

    Parameters
    ----------
    events_of, total_of
        Those who had the event in the first group and everybody in it. Halves are counts too.
    events_to, total_to
        The same of the second group.

    Returns
    -------
    float or None
        The two-sided p-value to 12 significant digits (`settle`); 1.0 where everybody or nobody
        in both groups had the event, 0.0 where it is too small for a float. ``None`` where a
        group has nobody in it.

    Raises
    ------
    FigureError
        Events are negative or more than the total.

    References
    ----------
    .. [1] Pearson, K. (1900). On the criterion that a given system of deviations ... can be
       reasonably supposed to have arisen from random sampling. Philosophical Magazine 50,
       157-175.
    .. [2] Koopman, P. A. R. (1984). Confidence intervals for the ratio of two binomial
       proportions. Biometrics 40, 513-517.

    Examples
    --------
    >>> score_test(12, 600, 20, 2400)
    0.0128398872061
    """
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    return None if table is None else p_value(table)


def p_value(table: Table) -> float:
    """Return the p-value of a table that has somebody in both groups."""
    # P(chi-square with one degree of freedom > x) = erfc(sqrt(x / 2)).
    return settle(erfc(sqrt(chi_square(table) / 2)))


def chi_square(table: Table) -> float:
    """Pearson's statistic, one division away from exact; 0 where nothing varies."""
    of, to = table.of, table.to
    events, others = of.events + to.events, of.others + to.others
    if not events or not others:
        return 0.0
    cross = of.events * to.others - to.events * of.others
    return cross**2 * (events + others) / (of.total * to.total * events * others * table.unit)
