"""Intervals of weighted shares, such as the Staff Survey's.

A weighted share is taken for that many equal answers among its base, so that all of these are
approximate, and say so in their method. Without a base there is no interval.
"""

from __future__ import annotations

from fractions import Fraction
from math import hypot, isinf, sqrt

from attrs import evolve

from wres.errors import FigureError
from wres.statistics._level import alpha_of, critical_value
from wres.statistics._score_limits import ScoreLimits, score_limits
from wres.statistics.interval import Interval
from wres.statistics.newcombe import newcombe
from wres.statistics.wilson import wilson


Share = Fraction | float


def wilson_weighted(share: Share, base: int | None, *, level: float = 0.95) -> Interval | None:
    """Bound a weighted share by Wilson's score interval, as if its answers weighed the same.

    Parameters
    ----------
    share
        From 0 to 1.
    base
        Number of respondents; ``None`` where not known.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Approximate. ``None`` without a base.

    Raises
    ------
    FigureError
        The share is not from 0 to 1, the base is negative, or `level` is out of range.

    References
    ----------
    .. [1] Wilson (1927), as for `wilson`.

    Examples
    --------
    >>> interval = wilson_weighted(Fraction(1, 4), 400)
    >>> print(f"{interval.low:.3f} to {interval.high:.3f}, {interval.method}")
    0.210 to 0.295, wilson_weighted
    """
    answers = _answers(share, base, "")
    if answers is None:
        return None
    interval = wilson(*answers, level=level)
    return interval and evolve(interval, method="wilson_weighted")


def newcombe_weighted(
    share_of: Share,
    base_of: int | None,
    share_to: Share,
    base_to: int | None,
    *,
    level: float = 0.95,
) -> Interval | None:
    """Bound the difference share_of - share_to by Newcombe's hybrid score interval.

    Parameters
    ----------
    share_of, share_to
        From 0 to 1.
    base_of, base_to
        Numbers of respondents; ``None`` where not known.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Differences in units of 1; approximate. ``None`` without both bases.

    Raises
    ------
    FigureError
        A share is not from 0 to 1, a base is negative, or `level` is out of range.

    References
    ----------
    .. [1] Newcombe (1998), as for `newcombe`.

    Examples
    --------
    >>> interval = newcombe_weighted(Fraction(1, 4), 400, Fraction(1, 5), 900)
    >>> print(f"{interval.low:.3f} to {interval.high:.3f}")
    0.002 to 0.101
    """
    of, to = _answers(share_of, base_of, "_of"), _answers(share_to, base_to, "_to")
    if of is None or to is None:
        return None
    interval = newcombe(*of, *to, level=level)
    return interval and evolve(interval, method="newcombe_weighted")


def mover_r(
    share_of: Share,
    base_of: int | None,
    share_to: Share,
    base_to: int | None,
    *,
    level: float = 0.95,
) -> Interval | None:
    r"""Bound the ratio share_of / share_to by the method of variance estimates recovery.

    From the shares :math:`p, q` and Wilson's limits :math:`l_p, u_p, l_q, u_q`, the lower
    bound is where :math:`p - \theta q` is as far from 0 as the limits allow,
    :math:`(p - \theta q)^2 = (p - l_p)^2 + \theta^2 (u_q - q)^2`; the upper one is the
    reciprocal of that of the groups swapped.

    Parameters
    ----------
    share_of, share_to
        From 0 to 1.
    base_of, base_to
        Numbers of respondents; ``None`` where not known.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    Interval or None
        Dimensionless and approximate, from 0 where the first share is 0, unbounded where the
        second is. Relative error below 1e-14. ``None`` without both bases.

    Raises
    ------
    FigureError
        A share is not from 0 to 1, a base is negative, or `level` is out of range.

    References
    ----------
    .. [1] Donner, A. and Zou, G. Y. (2012). Closed-form confidence intervals for functions of
       the normal mean and standard deviation. Statistical Methods in Medical Research 21,
       347-359.
    .. [2] Fagerland, M. W., Lydersen, S. and Laake, P. (2015). Recommended confidence intervals
       for two independent binomial proportions. Statistical Methods in Medical Research 24,
       224-254. With Wilson's limits: MOVER-R Wilson.

    Examples
    --------
    >>> interval = mover_r(Fraction(1, 4), 400, Fraction(1, 5), 900)
    >>> print(f"{interval.low:.3f} to {interval.high:.3f}, approximate: {interval.approximate}")
    1.007 to 1.544, approximate: True
    """
    z = critical_value(alpha_of(level))
    answers = _answers(share_of, base_of, "_of"), _answers(share_to, base_to, "_to")
    if answers[0] is None or answers[1] is None:
        return None
    of, to = score_limits(*answers[0], z), score_limits(*answers[1], z)
    low, reciprocal = _lower_bound(of, to), _lower_bound(to, of)
    # Beyond the largest float there is no bound either.
    high = 1 / reciprocal if reciprocal and not isinf(1 / reciprocal) else None
    return Interval(level, low, high, "mover_r")


def _lower_bound(of: ScoreLimits, to: ScoreLimits) -> float:
    """Solve the quadratic by its root that needs no subtraction, whatever the signs.

    Divided through by the first share, whose square the smallest floats have no room for.
    """
    kept, moved = of.kept, 1 - of.kept
    if not of.share or not kept:
        return 0.0
    gain = kept * (1 + moved)  # (p^2 - (p - l)^2) / p^2
    return of.share * (gain / (to.share + hypot(to.share * moved, sqrt(gain) * to.above)))


def _answers(share: Share, base: int | None, which: str) -> tuple[Fraction, int] | None:
    """Give the number of equal answers that a share stands for; ``None`` without a base."""
    if not 0 <= share <= 1:
        raise FigureError(f"a share must be between 0 and 1; got share{which}={share}")
    if base is not None and base < 0:
        raise FigureError(f"a base must not be negative; got base{which}={base}")
    return (Fraction(share) * base, base) if base else None
