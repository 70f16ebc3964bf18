"""Intervals and tests of ratios, column by column.

Each function gives a polars expression that says for every row what the scalar function of the
same name says for one table. A row without an interval (an empty group, more events than people,
a null) has nulls: a file of 220 organisations does not stop at one of them.
"""

from __future__ import annotations

import polars as pl

from wres.statistics.columnar._kernels import bounded, odds_bounded, tested
from wres.statistics.columnar._let import Column, interval, result
from wres.statistics.columnar._table import table


def koopman(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    level: float = 0.95,
) -> pl.Expr:
    """Bound ratios by Koopman's score interval: `wres.statistics.koopman` for columns.

    Parameters
    ----------
    events_of, total_of, events_to, total_to
        Columns of counts, by name or as expressions; halves are counts too.
    level
        Confidence, above 0 and below 1.

    Returns
    -------
    polars.Expr
        Struct of ``level``, ``low``, ``high``, ``method``, the fields of `Interval`. `high` is
        null where it is unbounded; `low` too where there is no interval. Within 1e-12 of the
        scalar function, relative.

    Raises
    ------
    FigureError
        `level` is out of range.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [12, 3], "n": [600, 40], "b": [20, 0], "m": [2400, 500]})
    >>> ends = tables.select(koopman("a", "n", "b", "m")).unnest("koopman")
    >>> ends.select(pl.col("low", "high").round(4), "method").rows()
    [(1.195, 4.8056, 'koopman'), (9.7954, None, 'koopman')]
    """
    ends = bounded(table(events_of, total_of, events_to, total_to), level)
    return result(ends, interval(level, "koopman")).alias("koopman")


def odds_ratio(
    events_of: Column,
    total_of: Column,
    events_to: Column,
    total_to: Column,
    *,
    level: float = 0.95,
) -> pl.Expr:
    """Bound ratios of odds by their score interval: `wres.statistics.odds_ratio` for columns.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `koopman`.

    Returns
    -------
    polars.Expr
        As for `koopman`. Within 1e-12 of the scalar function, relative.

    Raises
    ------
    FigureError
        `level` is out of range.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [60, 3], "n": [200, 3], "b": [10, 0], "m": [80, 0]})
    >>> ends = tables.select(odds_ratio("a", "n", "b", "m")).unnest("odds_ratio")
    >>> ends.select(pl.col("low", "high").round(2), "method").rows()
    [(1.46, 6.14, 'odds_ratio_score'), (None, None, 'odds_ratio_score')]
    """
    ends = odds_bounded(table(events_of, total_of, events_to, total_to), level)
    return result(ends, interval(level, "odds_ratio_score")).alias("odds_ratio")


def score_test(events_of: Column, total_of: Column, events_to: Column, total_to: Column) -> pl.Expr:
    """Test equal likelihoods by the score test: `wres.statistics.score_test` for columns.

    Parameters
    ----------
    events_of, total_of, events_to, total_to
        As for `koopman`.

    Returns
    -------
    polars.Expr
        Float64, two-sided p-values; null where there is no test. Not rounded to 12 digits.

    Examples
    --------
    >>> tables = pl.DataFrame({"a": [12, 0], "n": [600, 0], "b": [20, 0], "m": [2400, 500]})
    >>> tables.select(score_test("a", "n", "b", "m").round(10)).to_series().to_list()
    [0.0128398872, None]
    """
    counts = tested(table(events_of, total_of, events_to, total_to))
    return counts.struct.field("p_value").alias("score_test")
