"""What ratios let one say, column by column; see `ratios`."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from wres.statistics.columnar._kernels import bounded
from wres.statistics.columnar._let import Column, interval, result
from wres.statistics.columnar._table import table
from wres.statistics.four_fifths import outermost_floats
from wres.statistics.small_counts import FEW_EXPECTED
from wres.statistics.verdict import CANNOT_TELL, SIMILAR


LOW, HIGH = Fraction(4, 5), Fraction(5, 4)

f = pl.field


def four_fifths(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    low: Fraction = LOW,
    high: Fraction = HIGH,
) -> pl.Expr:
    """Place exact ratios against the non-adverse range, without dividing.

    Parameters
    ----------
    events_of, total_of, events_to, total_to
        As for `ratios.koopman`. Exact while five times the product of two counts is below 2**53.
    low, high
        The range, both ends inside.

    Returns
    -------
    polars.Expr
        ``below``, ``within`` or ``above``; null where the ratio is undefined.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [5, 17], "n": [100, 78], "b": [4, 1], "m": [100, 7]})
    >>> tables.select(four_fifths("a", "n", "b", "m")).to_series().to_list()
    ['within', 'above']
    """
    counts = table(events_of, total_of, events_to, total_to)
    return result(counts, _four_fifths(low, high)).alias("four_fifths")


def verdict(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    above: str,
    below: str,
    level: float = 0.95,
    low: Fraction = LOW,
    high: Fraction = HIGH,
) -> pl.Expr:
    """Say which group fares worse: `wres.statistics.verdict` for columns of counts.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `ratios.koopman`.
    above, below, low, high
        As for `wres.statistics.verdict`.

    Returns
    -------
    polars.Expr
        `above`, `below`, ``similar`` or ``cannot_tell``; null where the ratio is undefined.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [17, 170], "n": [78, 780], "b": [3, 30], "m": [21, 210]})
    >>> said = verdict("a", "n", "b", "m", above="worse_for_bme", below="worse_for_white")
    >>> tables.select(said).to_series().to_list()
    ['cannot_tell', 'worse_for_bme']
    """
    ends = bounded(table(events_of, total_of, events_to, total_to), level)
    return result(ends, _verdict(above, below, low, high)).alias("verdict")


def evidence(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    above: str,
    below: str,
    level: float = 0.95,
    low: Fraction = LOW,
    high: Fraction = HIGH,
) -> pl.Expr:
    """Give all of the above in one pass.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, above, below, level, low, high
        As for `verdict`.

    Returns
    -------
    polars.Expr
        Struct of ``interval`` (as `ratios.koopman` gives it), ``p_value``, ``test``, ``four_fifths``,
        ``verdict``, ``sparse``.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [1], "n": [40], "b": [2], "m": [850]})
    >>> said = evidence("a", "n", "b", "m", above="worse_for_bme", below="worse_for_white")
    >>> tables.select(said).unnest("evidence").select("test", "four_fifths", "verdict", "sparse").rows()
    [('score', 'above', 'worse_for_bme', True)]
    """
    ends = bounded(table(events_of, total_of, events_to, total_to), level)
    every = pl.struct(
        interval(level, "koopman").alias("interval"),
        f("p_value"),
        pl.lit("score").alias("test"),
        _four_fifths(low, high).alias("four_fifths"),
        _verdict(above, below, low, high).alias("verdict"),
        _sparse().alias("sparse"),
    )
    return result(ends, every).alias("evidence")


def _four_fifths(low: Fraction, high: Fraction) -> pl.Expr:
    of, to = f("a") * f("m"), f("b") * f("n")
    place = (
        pl.when(of * low.denominator < to * low.numerator)
        .then(pl.lit("below"))
        .when(of * high.denominator > to * high.numerator)
        .then(pl.lit("above"))
        .otherwise(pl.lit("within"))
    )
    return pl.when(f("b") > 0).then(place)


def _verdict(above: str, below: str, low: Fraction, high: Fraction) -> pl.Expr:
    first, last = outermost_floats(low, high)
    said = (
        pl.when(f("low") > 1)
        .then(pl.lit(above))
        .when(f("high") < 1)
        .then(pl.lit(below))
        .when((f("low") >= first) & (f("high") <= last))
        .then(pl.lit(SIMILAR))
        .otherwise(pl.lit(CANNOT_TELL))
    )
    return pl.when(f("b") > 0).then(said)


def _sparse() -> pl.Expr:
    events = pl.min_horizontal(f("events"), f("p") + f("q"))
    smallest = pl.min_horizontal(f("n"), f("m")) * events
    return smallest < FEW_EXPECTED * (f("n") + f("m"))
