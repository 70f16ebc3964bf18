"""Confidence levels."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

from wres.errors import FigureError
from wres.statistics.settle import settle


@lru_cache(maxsize=256)  # a test that seeks a level asks for many
def alpha_of(level: float) -> float:
    """Return 1 - level as a person would write it: 0.05, not 0.050000000000000044."""
    alpha = settle(1 - level) if 0 < level < 1 else 0
    if not 0 < alpha < 1:
        raise FigureError(f"level must be above 0 and below 1; got level={level}")
    return alpha


@lru_cache(maxsize=256)
def critical_value(alpha: float) -> float:
    """Return how many standard errors the two tails of `alpha` lie away."""
    return -NormalDist().inv_cdf(alpha / 2)
