"""The score test and the score intervals on columns of counts.

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
from wres.statistics.columnar import _odds_bound, _score_bound
from wres.statistics.columnar._normal import two_tails


Fields = dict[str, pl.Series]
"""Columns a, n, b, m, p and q of `_table.table`, and what is worked out from them."""


def tested(counts: pl.Expr) -> pl.Expr:
    """Add the events, the cross product and the p-value to the fields of a table."""
    return _worked_out(counts, with_test, "events", "cross", "p_value")


def bounded(counts: pl.Expr, level: float) -> pl.Expr:
    """Add the ends of Koopman's interval as well."""
    work = partial(with_koopman, alpha=alpha_of(level))
    return _worked_out(counts, work, "events", "cross", "p_value", "low", "high")


def odds_bounded(counts: pl.Expr, level: float) -> pl.Expr:
    """Add the ends of the odds ratio's interval instead."""
    work = partial(with_odds_ratio, alpha=alpha_of(level))
    return _worked_out(counts, work, "events", "cross", "p_value", "low", "high")


def _worked_out(counts: pl.Expr, work: Callable[[Fields], Fields], *added: str) -> pl.Expr:
    def batch(struct: pl.Series) -> pl.Series:
        fields = struct.struct.unnest().to_dict()
        return pl.DataFrame(work(fields)).to_struct(struct.name)

    dtype = pl.Struct(dict.fromkeys((*"anbmpq", *added), pl.Float64))
    return counts.map_batches(batch, dtype, is_elementwise=True)


def with_test(counts: Fields) -> Fields:
    """Test every table; a null where there is none."""
    a, n, p = counts["a"], counts["n"], counts["p"]
    b, m, q = counts["b"], counts["m"], counts["q"]
    events, others = a + b, p + q
    cross = a * q - b * p  # exact: a whole number of quarters
    statistic = cross * cross * (n + m) / (n * m * events * others)
    varies = (events > 0) & (others > 0)
    p_value = two_tails(statistic.zip_with(varies, cross))  # where nothing varies, cross is 0
    return counts | {"events": events, "cross": cross, "p_value": p_value}


def with_koopman(counts: Fields, alpha: float) -> Fields:
    """Test every table, and bound the ratio of its likelihoods."""
    low, reciprocal = _both_ways(_score_bound.lower_bound, counts, alpha)
    return _as_tested(with_test(counts), low, reciprocal, alpha)


def with_odds_ratio(counts: Fields, alpha: float) -> Fields:
    """Test every table, and bound the ratio of its odds."""
    low, reciprocal = _both_ways(_odds_bound.lower_bound, counts, alpha)
    return _as_tested(with_test(counts), low, reciprocal, alpha)


Bound = Callable[[pl.Series, pl.Series, pl.Series, pl.Series, float], pl.Series]


def _both_ways(bound: Bound, counts: Fields, alpha: float) -> tuple[pl.Series, pl.Series]:
    """Bound the ratios and their reciprocals, in one go."""
    a, p, b, q = (counts[name] for name in "apbq")
    there, back = _side_by_side(a, b), _side_by_side(b, a)
    others, others_back = _side_by_side(p, q), _side_by_side(q, p)
    bounds = bound(there, others, back, others_back, critical_value(alpha) ** 2)
    return bounds[: len(a)], bounds[len(a) :]


def _side_by_side(one: pl.Series, other: pl.Series) -> pl.Series:
    return pl.concat([one, other], rechunk=True)


def _as_tested(counts: Fields, low: pl.Series, reciprocal: pl.Series, alpha: float) -> Fields:
    """Keep the ends to the side of 1 that the test says, whatever the last digits did."""
    high = (1 / reciprocal).set(reciprocal == 0, None)
    parity = counts["p_value"] >= alpha
    above, below = ~parity & (counts["cross"] > 0), ~parity & (counts["cross"] < 0)
    low = low.clip(upper_bound=1.0).zip_with(parity, low)
    low = low.clip(1 + JUST_OFF_PARITY).zip_with(above, low)
    high = high.clip(1.0).zip_with(parity, high)
    high = high.clip(upper_bound=1 - JUST_OFF_PARITY).zip_with(below, high)
    return counts | {"low": low, "high": high}
