r"""Wilson's limits of one share, and how far they lie from it, without cancellation.

With :math:`x` of :math:`n`, :math:`y = n - x` and
:math:`s = z^2 / 2 + z \sqrt{x y / n + z^2 / 4}`,

.. math::

   \text{low} = \frac{x}{n} \cdot \frac{x}{x + s}, \qquad
   \text{high} = \frac{x + s}{n + z^2}, \qquad
   \frac{x}{n} - \text{low} = \frac{x}{n} \cdot \frac{s}{x + s}

are the usual formulas, rewritten so that no two nearly equal numbers are subtracted.
"""

from __future__ import annotations

from math import sqrt

from attrs import frozen

from wres.statistics._table import Count


@frozen
class ScoreLimits:
    """A share, its limits, their distances below and above it, and low / share."""

    share: float
    low: float
    high: float
    below: float
    above: float
    kept: float


def score_limits(events: Count, total: Count, z: float) -> ScoreLimits:
    """Bound a share of a group that has somebody in it."""
    # The exact subtraction: a float could lose the last person of a crowd.
    x, y, n = float(events), float(total - events), float(total)
    pull = z * z / 2 + z * sqrt(x * y / n + z * z / 4)
    return ScoreLimits(
        share=x / n,
        low=x / n * (x / (x + pull)),
        # Exactly 1 where everybody had the event, whatever the square root did.
        high=(x + pull) / (n + z * z) if y else 1.0,
        below=x / n * (pull / (x + pull)),
        above=y / n * (pull / (y + pull)),
        kept=x / (x + pull),
    )
