"""Adjusting many p-values at once: the columns of a frame, group by group."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def benjamini_hochberg(frame: pl.DataFrame, p_value: str, over: Sequence[str]) -> pl.DataFrame:
    """Adjust the p-values of each group: `wres.statistics.benjamini_hochberg` for columns.

    Parameters
    ----------
    p_value
        Column of p-values; null where there is none, and not in the family then.
    over
        Columns that tell groups apart; each group is a family.

    Returns
    -------
    polars.DataFrame
        The same rows in the same order with one column more, ``adjusted`` (Float64, 12
        significant digits).

    Examples
    --------
    >>> tests = pl.DataFrame({"year": [2025] * 4, "p": [0.012, None, 0.001, 0.02]})
    >>> benjamini_hochberg(tests, "p", ["year"])["adjusted"].to_list()
    [0.018, None, 0.003, 0.02]
    """
    p = pl.col(p_value)
    rank, family = p.rank("max").over(over), p.count().over(over)
    numbered = frame.with_row_index("_row")
    raised = (
        numbered.filter(p.is_not_null())
        .sort(p_value, descending=True)
        .with_columns(adjusted=(p * family / rank).cum_min().over(over))
        .select("_row", pl.col("adjusted").round_sig_figs(12))
    )
    return numbered.join(raised, on="_row", how="left", maintain_order="left").drop("_row")
