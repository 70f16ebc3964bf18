"""The formulas of shares, for expressions and for whole columns in memory alike.

Both have the same arithmetic, so that each formula is written once. They are those of
`wres.statistics._score_limits`, `newcombe` and `mover_r`, where they are explained. An
expression is a tree, and names its results on the way (`_let`); hence the small steps.
"""

from __future__ import annotations

from typing import TypeVar

import polars as pl


Numbers = TypeVar("Numbers", pl.Expr, pl.Series)


def pull(x: Numbers, y: Numbers, n: Numbers, z: float) -> Numbers:
    """Give how far Wilson's limits are pulled from x of n, y being the others."""
    return z * z / 2 + z * (x * y / n + z * z / 4).sqrt()


def limits(x: Numbers, y: Numbers, n: Numbers, pull: Numbers) -> dict[str, Numbers]:
    """Give a share, its limits, and their distances below and above it."""
    share, above = x / n, y / n * (pull / (y + pull))
    return {
        "share": share,
        "low": share * (x / (x + pull)),
        # A sum, and so exactly 1 where everybody had the event, whatever the square root did.
        "high": share + above,
        "below": share * (pull / (x + pull)),
        "above": above,
    }


def distance(one: Numbers, other: Numbers) -> Numbers:
    """Give how far a difference's limit lies from it, from the distances of two shares' limits."""
    return (one * one + other * other).sqrt()


def ratio_bound(
    low_of: Numbers, share_of: Numbers, below_of: Numbers, share_to: Numbers, above_to: Numbers
) -> Numbers:
    """Bound a ratio of shares from below; the upper bound is 1 / that of the groups swapped."""
    near = low_of * (share_of + below_of)
    down, up = share_to * below_of, near * (above_to * above_to)
    bound = near / (share_of * share_to + (down * down + up).sqrt())
    return bound.fill_nan(0.0)  # 0 / 0: nobody had the event
