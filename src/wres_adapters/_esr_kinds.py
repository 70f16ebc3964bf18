"""Lines of an ESR interface by record type and width: what both interfaces check at their ends."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from attrs import frozen


LINE = pl.col("line").str.strip_chars_end("\r").str.strip_prefix("\ufeff")
"""A line without what may stand around it."""

ALL = pl.lit(value=True)


@frozen
class Kind:
    """Rows of one record type and width.

    Parameters
    ----------
    first, last
        Numbers of their lines, from 1.
    start
        The first of them whole, if it is a header, footer or trailer.
    open_quotes
        The first line whose quotation marks do not match; 0 where there is none.
    """

    type: str
    width: int
    rows: int
    first: int
    last: int
    start: str | None
    open_quotes: int = 0


def kinds_of(
    path: Path,
    *,
    type: pl.Expr,  # noqa: A002  # the field's own name
    width: pl.Expr,
    is_end: pl.Expr,
    where: pl.Expr = ALL,
    is_open: pl.Expr | None = None,
) -> list[Kind]:
    """Group lines in one pass, in the order of first lines; nothing else of a line is kept."""
    first_open = pl.when("open").then("number").min().fill_null(0).alias("open_quotes")
    frame = (
        pl.scan_lines(path, row_index_name="number", row_index_offset=1)
        .filter(where)
        .select(
            pl.col("number").cast(pl.Int64),
            type.alias("type"),
            width.cast(pl.Int64).alias("width"),
            pl.when(is_end).then(LINE).alias("start"),
            *([] if is_open is None else [is_open.alias("open")]),
        )
        .group_by("type", "width")
        .agg(
            pl.len().cast(pl.Int64),
            pl.col("number").min().alias("first"),
            pl.col("number").max().alias("last"),
            pl.col("start").first(),
            *([] if is_open is None else [first_open]),
        )
        .collect(engine="streaming")
    )
    return [Kind(*row) for row in frame.sort("first").rows()]
