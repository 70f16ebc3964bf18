"""Bounds of odds ratios in whole columns: the arithmetic of `wres.statistics.odds_ratio`.

The same equation, and Newton's steps from the same point above its root until no row moves.
"""

from __future__ import annotations

import polars as pl


def lower_bound(
    a: pl.Series, c: pl.Series, b: pl.Series, e: pl.Series, critical: float
) -> pl.Series:
    """Bound odds ratios from below: a and c have and have not the event, b and e likewise."""
    alone, other = _alone(a, critical), _alone(e, critical)
    moved = alone.zip_with(alone < other, other)
    while True:
        closer = moved - _step((a - moved, e - moved), (c + moved, b + moved), moved, critical)
        falls = closer < moved
        if not falls.any():
            break
        moved = closer.zip_with(falls, moved)
    bound = (a - moved) / (c + moved) * ((e - moved) / (b + moved))
    return bound.zip_with((a > 0) & (e > 0), a * e)  # nothing to move: no bound but 0


def _alone(count: pl.Series, critical: float) -> pl.Series:
    """Solve for the move at which one shrinking cell reaches the critical value by itself."""
    return 2 * count / (1 + (1 + 4 / critical * count).sqrt())


Pair = tuple[pl.Series, pl.Series]


def _step(shrinking: Pair, growing: Pair, moved: pl.Series, critical: float) -> pl.Series:
    """Give Newton's step: how far the score statistic is over the critical value, by its slope."""
    inverse = [1 / cell for cell in (*shrinking, *growing)]
    total = inverse[0] + inverse[1] + inverse[2] + inverse[3]
    bends = [one * one for one in inverse]
    bend = bends[0] + bends[1] - bends[2] - bends[3]
    value = moved * moved * total
    return (value - critical) / (moved * (2 * total + moved * bend))
