"""Intervals of shares and their differences, column by column; see `ratios`."""

from __future__ import annotations

import polars as pl

from wres.statistics._level import alpha_of, critical_value
from wres.statistics.columnar._let import Column, interval, let, named, result
from wres.statistics.columnar._limits import distance, limits, pull, ratio_bound
from wres.statistics.columnar._table import group


f = pl.field


def wilson(events: Column, total: Column, *, level: float = 0.95) -> pl.Expr:
    """Bound shares by Wilson's score interval: `wres.statistics.wilson` for columns.

    Parameters
    ----------
    events, total
        Columns of counts, by name or as expressions; halves are counts too.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    polars.Expr
        Struct of ``level``, ``low``, ``high``, ``method``, the fields of `Interval`; null ends
        where there is no interval.

    Raises
    ------
    FigureError
        `level` is out of range.

    Examples
    --------
    >>> groups = pl.DataFrame({"x": [81, 0, 3], "n": [263, 20, 0]})
    >>> ends = groups.select(wilson("x", "n")).unnest("wilson")
    >>> ends.select(pl.col("low", "high").round(4)).rows()
    [(0.2553, 0.3662), (0.0, 0.1611), (None, None)]
    """
    return _wilson(events, total, level, "wilson")


def newcombe(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    level: float = 0.95,
) -> pl.Expr:
    """Bound differences of shares: `wres.statistics.newcombe` for columns.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `wres.statistics.newcombe`, as columns.

    Returns
    -------
    polars.Expr
        As for `wilson`.

    Examples
    --------
    >>> groups = pl.DataFrame({"a": [56], "n": [70], "b": [48], "m": [80]})
    >>> ends = groups.select(newcombe("a", "n", "b", "m")).unnest("newcombe")
    >>> ends.select(pl.col("low", "high").round(4)).rows()
    [(0.0524, 0.3339)]
    """
    return _newcombe((events_of, total_of), (events_to, total_to), level, "newcombe")


def wilson_weighted(share: Column, base: Column, *, level: float = 0.95) -> pl.Expr:
    """Bound weighted shares: `wres.statistics.wilson_weighted` for columns.

    Examples
    --------
    >>> answers = pl.DataFrame({"share": [0.25, 0.25], "base": [400, None]})
    >>> ends = answers.select(wilson_weighted("share", "base")).unnest("wilson_weighted")
    >>> ends.select(pl.col("low", "high").round(3)).rows()
    [(0.21, 0.295), (None, None)]
    """
    return _wilson(*_answers(share, base), level, "wilson_weighted")


def newcombe_weighted(
    share_of: Column,
    base_of: Column,
    share_to: Column,
    base_to: Column,
    *,
    level: float = 0.95,
) -> pl.Expr:
    """Bound differences of weighted shares: `wres.statistics.newcombe_weighted` for columns.

    Examples
    --------
    >>> answers = pl.DataFrame({"p": [0.25], "n": [400], "q": [0.2], "m": [900]})
    >>> ends = answers.select(newcombe_weighted("p", "n", "q", "m")).unnest("newcombe_weighted")
    >>> ends.select(pl.col("low", "high").round(3)).rows()
    [(0.002, 0.101)]
    """
    of, to = _answers(share_of, base_of), _answers(share_to, base_to)
    return _newcombe(of, to, level, "newcombe_weighted")


def mover_r(
    share_of: Column,
    base_of: Column,
    share_to: Column,
    base_to: Column,
    *,
    level: float = 0.95,
) -> pl.Expr:
    """Bound ratios of weighted shares: `wres.statistics.mover_r` for columns.

    Examples
    --------
    >>> answers = pl.DataFrame({"p": [0.25, 0.1], "n": [400, 90], "q": [0.2, 0.0], "m": [900, 80]})
    >>> ends = answers.select(mover_r("p", "n", "q", "m")).unnest("mover_r")
    >>> ends.select(pl.col("low", "high").round(3)).rows()
    [(1.007, 1.544), (1.932, None)]
    """
    of, to = _answers(share_of, base_of), _answers(share_to, base_to)
    ends = _two_limits(of, to, level)
    ends = let(ends, low=_ratio_bound("of", "to"), reciprocal=_ratio_bound("to", "of"))
    ends = let(ends, high=pl.when(f("reciprocal") > 0).then(1 / f("reciprocal")))
    return result(ends, interval(level, "mover_r")).alias("mover_r")


def _answers(share: Column, base: Column) -> tuple[pl.Expr, pl.Expr]:
    answers = named(share=share, base=base)
    return result(answers, f("share") * f("base")), result(answers, f("base"))


def _limits(events: Column, total: Column, level: float) -> pl.Expr:
    """Work out `wres.statistics._score_limits` as fields."""
    z = critical_value(alpha_of(level))
    counts = group(events, total)
    counts = let(counts, pull=pull(f("x"), f("y"), f("n"), z))
    return let(counts, **limits(f("x"), f("y"), f("n"), f("pull")))


def _wilson(events: Column, total: Column, level: float, method: str) -> pl.Expr:
    return result(_limits(events, total, level), interval(level, method)).alias(method)


Group = tuple[Column, Column]


def _two_limits(of: Group, to: Group, level: float) -> pl.Expr:
    """Give both groups' limits, each name followed by the group."""
    names = ("x", "n", "share", "low", "below", "above")
    both = pl.struct(of=_limits(*of, level), to=_limits(*to, level))
    picked = {
        f"{name}_{side}": f(side).struct.field(name) for side in ("of", "to") for name in names
    }
    return let(both, **picked)


def _newcombe(of: Group, to: Group, level: float, method: str) -> pl.Expr:
    ends = _two_limits(of, to, level)
    cross = f("x_of") * f("n_to") - f("x_to") * f("n_of")
    ends = let(ends, difference=cross / (f("n_of") * f("n_to")))
    down = distance(f("below_of"), f("above_to"))
    up = distance(f("above_of"), f("below_to"))
    ends = let(ends, low=f("difference") - down, high=f("difference") + up)
    return result(ends, interval(level, method)).alias(method)


def _ratio_bound(of: str, to: str) -> pl.Expr:
    names = (f"low_{of}", f"share_{of}", f"below_{of}", f"share_{to}", f"above_{to}")
    return ratio_bound(*map(f, names))
