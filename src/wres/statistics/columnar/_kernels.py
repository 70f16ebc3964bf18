"""The score test and Koopman's interval on columns of counts.

Newton's method has no place in a polars expression, which is a tree: a root that the next step
uses five times would be worked out five times, in every step. So these are functions of whole
columns, called batch by batch (`map_batches`); nothing is done row by row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from wres.statistics._as_tested import JUST_OFF_PARITY
from wres.statistics._level import alpha_of, critical_value
from wres.statistics.columnar._normal import two_tails
from wres.statistics.columnar._score_bound import lower_bound


Fields = dict[str, pl.Series]


def tested(counts: pl.Expr) -> pl.Expr:
    """Add the events, the cross product and the p-value to the fields of a table."""
    return _worked_out(counts, _tested, "events", "cross", "p_value")


def bounded(counts: pl.Expr, level: float) -> pl.Expr:
    """Add the ends of the interval as well."""
    work = partial(_bounded, alpha=alpha_of(level))
    return _worked_out(counts, work, "events", "cross", "p_value", "low", "high")


def _worked_out(counts: pl.Expr, work: Callable[[Fields], Fields], *added: str) -> pl.Expr:
    def batch(struct: pl.Series) -> pl.Series:
        fields = struct.struct.unnest().to_dict()
        return pl.DataFrame(work(fields)).to_struct(struct.name)

    dtype = pl.Struct(dict.fromkeys((*"anbmpq", *added), pl.Float64))
    return counts.map_batches(batch, dtype, is_elementwise=True)


def _tested(counts: Fields) -> Fields:
    a, n, p = counts["a"], counts["n"], counts["p"]
    b, m, q = counts["b"], counts["m"], counts["q"]
    events, others = a + b, p + q
    cross = a * q - b * p  # exact: a whole number of quarters
    statistic = cross * cross * (n + m) / (n * m * events * others)
    varies = (events > 0) & (others > 0)
    p_value = two_tails(statistic.zip_with(varies, cross))  # where nothing varies, cross is 0
    return counts | {"events": events, "cross": cross, "p_value": p_value}


def _bounded(counts: Fields, alpha: float) -> Fields:
    counts = _tested(counts)
    of, to = (counts["a"], counts["p"]), (counts["b"], counts["q"])
    critical = critical_value(alpha) ** 2
    low = lower_bound(*of, *to, critical)
    high = 1 / lower_bound(*to, *of, critical)
    # Keep the ends to the side of 1 that the test says, whatever the last digits did.
    parity = counts["p_value"] >= alpha
    above, below = ~parity & (counts["cross"] > 0), ~parity & (counts["cross"] < 0)
    low = low.clip(upper_bound=1.0).zip_with(parity, low)
    low = low.clip(1 + JUST_OFF_PARITY).zip_with(above, low)
    high = high.clip(1.0).zip_with(parity, high)
    high = high.clip(upper_bound=1 - JUST_OFF_PARITY).zip_with(below, high)
    return counts | {"low": low, "high": high.set(counts["b"] == 0, None)}
