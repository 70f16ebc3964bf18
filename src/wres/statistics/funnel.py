"""Where organisations lie in a funnel about their pooled figure, given how much they differ.

A point is a figure and its standard error, shares on their own scale and ratios on the log
scale. `funnel` asks whether the points differ from the target by more than chance allows; if
they do, the limits widen by the variance between organisations (additive overdispersion), so
that an outlier is one among organisations, not one among coin tosses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, exp, floor, lgamma, log, log1p, sqrt
from typing import Literal

from attrs import frozen

from wres.errors import FigureError
from wres.statistics._level import alpha_of, critical_value
from wres.statistics._table import Count, Table
from wres.statistics.settle import settle


WARNING, ALARM = 0.95, 0.998  # two and three standard errors, nearly
TAIL = 0.1  # of the points at each end, pulled in before dispersion is estimated
Place = Literal["inside", "above", "far_above", "below", "far_below"]


@frozen
class Point:
    """One organisation's figure on the funnel's scale.

    Parameters
    ----------
    value, error
        A share from 0 to 1, or the natural logarithm of a ratio; `error` is its standard error,
        above 0.
    """

    value: float
    error: float


@frozen
class Funnel:
    """Limits about a target, in units of the points' scale.

    Parameters
    ----------
    target
        What all would have if only chance differed.
    points
        How many organisations the dispersion was estimated from.
    dispersion
        Mean square of the winsorised z-scores; 1 is what chance alone gives.
    between
        Variance between organisations, 0 where chance explains the spread.
    """

    target: float
    points: int
    dispersion: float
    between: float

    def z(self, point: Point, *, adjusted: bool = True) -> float:
        """How many standard errors a point lies above the target; below is negative."""
        between = self.between if adjusted else 0.0
        return settle((point.value - self.target) / sqrt(point.error**2 + between))

    def limits(
        self, error: float, *, level: float = WARNING, adjusted: bool = True
    ) -> tuple[float, float]:
        """Give both limits for a figure with this standard error."""
        between = self.between if adjusted else 0.0
        reach = critical_value(alpha_of(level)) * sqrt(error**2 + between)
        return settle(self.target - reach), settle(self.target + reach)

    def place(self, point: Point, *, adjusted: bool = True) -> Place:
        """Say on which side of the 95% and the 99.8% limits a point lies."""
        z = self.z(point, adjusted=adjusted)
        if abs(z) <= critical_value(alpha_of(WARNING)):
            return "inside"
        far = abs(z) > critical_value(alpha_of(ALARM))
        if z > 0:
            return "far_above" if far else "above"
        return "far_below" if far else "below"


def share_point(events: Count, total: Count, target: float | Fraction) -> Point | None:
    """Place events / total, with the standard error that it has if the target is true.

    Returns
    -------
    Point or None
        ``None`` where nobody is in the group or the target leaves nothing to chance (0 or 1).

    Raises
    ------
    FigureError
        The target is not from 0 to 1.

    Examples
    --------
    >>> share_point(30, 100, Fraction(1, 5))
    Point(value=0.3, error=0.04)
    """
    if not 0 <= target <= 1:
        raise FigureError(f"a target share must be between 0 and 1; got target={target}")
    if not total or target in (0, 1):
        return None
    error = sqrt(float(target) * (1 - float(target)) / float(total))
    return Point(settle(float(Fraction(events) / Fraction(total))), settle(error))


def ratio_point(
    events_of: Count, total_of: Count, events_to: Count, total_to: Count
) -> Point | None:
    """Place a ratio of two likelihoods on the log scale, with its delta-method standard error.

    Returns
    -------
    Point or None
        ``None`` where a group is empty or has no event, as the log of 0 is no number, and where
        everybody in both groups had the event, as nothing is left to chance.

    Raises
    ------
    FigureError
        Events are negative or more than the total.

    References
    ----------
    .. [1] Katz, D. et al. (1978). Obtaining confidence intervals for the risk ratio in cohort
       studies. Biometrics 34, 469-474.

    Examples
    --------
    >>> point = ratio_point(170, 780, 30, 210)
    >>> print(f"{exp(point.value):.3f}, {point.error:.3f}")
    1.526, 0.182
    """
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    if table is None or not table.of.events or not table.to.events:
        return None
    of, to = table.of, table.to
    unit = float(table.unit)
    variance = (
        (of.total - of.events) / (of.events * of.total)
        + (to.total - to.events) / (to.events * to.total)
    ) * unit
    if not variance:
        return None
    ratio = Fraction(of.events * to.total, of.total * to.events)
    return Point(settle(log(ratio)), settle(sqrt(variance)))


def funnel(points: Sequence[Point], target: float, *, tail: float = TAIL) -> Funnel:
    r"""Estimate how far organisations differ by more than chance.

    With z-scores :math:`z_i` winsorised at both ends, the dispersion is
    :math:`\phi = \sum z_i^2 / I`. Where :math:`I \phi > I - 1`, the variance between
    organisations is :math:`\tau^2 = (I \phi - (I - 1)) / (\sum w_i - \sum w_i^2 / \sum w_i)`
    with :math:`w_i = 1 / s_i^2`, else 0.

    Parameters
    ----------
    points
        One of each organisation; those without a figure left out.
    target
        On the scale of the points: the pooled share, or the log of the pooled ratio.
    tail
        Share of the points at each end that is pulled in to the next one, so that a true outlier
        does not hide itself by widening the limits; below one half.

    Raises
    ------
    FigureError
        `tail` is not from 0 to below 0.5.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance.
       Statistics in Medicine 24, 1185-1202.
    .. [2] Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators.
       Quality and Safety in Health Care 14, 347-351. Equations for phi and tau squared.

    Examples
    --------
    Ten like each other: chance explains them, and the limits are the plain ones.

    >>> alike = [Point(0.2 + step / 100, 0.04) for step in range(-5, 5)]
    >>> funnel(alike, 0.2).between
    0.0
    """
    if not 0 <= tail < 1 / 2:
        raise FigureError(f"tail must be from 0 to below 0.5; got tail={tail}")
    count = len(points)
    if not count:
        return Funnel(target, 0, 1.0, 0.0)
    scores = sorted((point.value - target) / point.error for point in points)
    squares = sum(score**2 for score in _winsorised(scores, tail))
    weights = [1 / point.error**2 for point in points]
    spread = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    excess = squares - (count - 1)
    between = excess / spread if count > 1 and excess > 0 and spread > 0 else 0.0
    return Funnel(target, count, settle(squares / count), settle(between))


def _winsorised(scores: Sequence[float], tail: float) -> Iterator[float]:
    """Pull the lowest and the highest ones in to the next; `scores` are sorted."""
    beyond = floor(len(scores) * tail)
    low, high = scores[beyond], scores[len(scores) - 1 - beyond]
    return (min(max(score, low), high) for score in scores)


def exact_share_limits(
    total: int, target: float | Fraction, *, level: float = WARNING
) -> tuple[float, float]:
    """Give the limits of a share among `total` people from the binomial distribution itself.

    Between two whole numbers of people the limit is interpolated, as in [1]_, so that the funnel
    has no steps. Without overdispersion.

    Parameters
    ----------
    total
        People, at least 1.
    target
        The share if only chance differed, above 0 and below 1.
    level
        Share of organisations between the limits if only chance differed.

    Returns
    -------
    tuple
        Shares from 0 to 1.

    Raises
    ------
    FigureError
        A parameter is out of range.

    References
    ----------
    .. [1] Spiegelhalter (2005), as for `funnel`, appendix A.1.1.

    Examples
    --------
    >>> low, high = exact_share_limits(100, Fraction(1, 5))
    >>> print(f"{low:.4f} to {high:.4f}")
    0.1197 to 0.2865
    """
    if total < 1 or not 0 < target < 1:
        raise FigureError(
            "a funnel needs total >= 1 and a target between 0 and 1; "
            f"got total={total}, target={target}"
        )
    alpha = alpha_of(level)
    p = float(target)
    low = _quantile(total, p, alpha / 2)
    high = total - _quantile(total, 1 - p, alpha / 2)
    return settle(low / total), settle(high / total)


def _quantile(total: int, p: float, tail: float) -> float:
    """Find where the lower tail holds `tail`, interpolated between whole numbers, at least 0."""
    reach = 40 * sqrt(total * p * (1 - p)) + 40  # beyond it no float is left
    first = max(0, ceil(total * p - reach))
    below, log_one = 0.0, _log_binomial(first, total, p)
    for events in range(first, total + 1):
        here = exp(log_one)
        if below + here >= tail:
            return max(0.0, events - (below + here - tail) / here)
        below += here
        log_one += log((total - events) / (events + 1)) + log(p) - log1p(-p)
    raise AssertionError("a tail below one half ends before the total")


def _log_binomial(events: int, total: int, p: float) -> float:
    ways = lgamma(total + 1) - lgamma(events + 1) - lgamma(total - events + 1)
    return ways + events * log(p) + (total - events) * log1p(-p)
