r"""Where Koopman's score statistic reaches its critical value.

With :math:`a` of :math:`n` persons against :math:`b` of :math:`m`, the likelihoods that fit
best when their ratio is held at some value are

.. math:: p = \frac{a - \lambda}{n - \lambda}, \qquad r = \frac{b + \lambda}{m + \lambda},

where :math:`\lambda`, the multiplier that holds the ratio, is a number of events moved from one
group to the other. Koopman's statistic becomes a sum of two terms that both grow as
:math:`\lambda` leaves 0, and the bound lies where it reaches the critical value :math:`z^2`:

.. math:: \lambda^2 \left(\frac{1 - a/n}{a - \lambda} + \frac{1 - b/m}{b + \lambda}\right) = z^2

That is a cubic, as in Nam (1995). In the odds :math:`w = \lambda / (a - \lambda)` its
coefficients change sign once: one positive root, which rounding hardly moves, on every table.
"""

from __future__ import annotations

from math import sqrt

from wres.statistics._table import Group


def lower_bound(of: Group, to: Group, critical: float) -> float:
    """Return the lower bound of the ratio; the upper one is 1 / that of the groups swapped."""
    if not of.events:
        return 0.0
    cubic, square, linear, constant = _coefficients(of, to, critical)
    if cubic:
        odds = _cubic_root(cubic, square, linear, constant)
    elif square > 0:
        odds = _quadratic_root(square, linear, constant)
    else:
        return _saturated(of, to, -square)
    kept, moved = of.events / (1 + odds), of.events * odds / (1 + odds)
    return kept * (to.total + moved) / ((of.others + kept) * (to.events + moved))


def _saturated(of: Group, to: Group, short: float) -> float:
    """Return the bound where everybody had the event and moving it all falls short."""
    events = of.events + to.events
    fitted = of.total / (of.total + short / events)
    return fitted * (of.total + to.total) / events


def _coefficients(of: Group, to: Group, critical: float) -> tuple[float, float, float, float]:
    """Return the cubic in the odds, highest power first; the first may be 0, the third is < 0."""
    a, b, events = of.events, to.events, of.events + to.events
    totals = of.total * to.total
    # The one difference: in whole numbers, or a saturated table would lose its digits here.
    above, below = critical.as_integer_ratio()
    pull = a * b * of.others * to.total + a * a * to.others * of.total
    square = (pull * below - above * events * totals) / (totals * below)
    return (
        a * events * of.others / of.total,
        square,
        -critical * (b + events),
        -critical * b,
    )


def _cubic_root(cubic: float, square: float, linear: float, constant: float) -> float:
    """Return the one positive root, by Newton's steps down from a point above it."""
    # The quadratic that leaves out the (negative) constant has its root below the cubic's, so
    # one that charges the constant at that point's rate has its root above.
    under = _quadratic_root(cubic, square, linear)
    root = _quadratic_root(cubic, square, linear + constant / under)
    while True:
        value = ((cubic * root + square) * root + linear) * root + constant
        slope = (3 * cubic * root + 2 * square) * root + linear
        closer = root - value / slope
        # Right of the root the cubic is convex: steps go down until rounding stops them.
        if not closer < root:
            return root
        root = closer


def _quadratic_root(square: float, linear: float, constant: float) -> float:
    """Return the positive root where `square` > 0 and `constant` <= 0, without cancellation."""
    spread = sqrt(linear * linear - 4 * square * constant)
    if linear > 0:
        return -2 * constant / (linear + spread)
    return (spread - linear) / (2 * square)
