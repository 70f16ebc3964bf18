"""Rows below a header that are none of the list: totals, notes, headers of a new page."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from wres.files.scan import Scan
from wres.files.translation import where_rare


TOTALS = r"(?i)^\W*(?:(?:grand|sub|overall|report)[ -]?)?totals?\b|^(?:sum|count|headcount)\b"


def stray(scan: Scan, facts: Sequence[str], *, notes: bool) -> pl.Expr:
    """Say why a row is no row of the list: a header repeated on a new page, a total, a note.

    Parameters
    ----------
    facts
        Fields of which a row of the list has at least one.
    notes
        Whether a row with nothing but words in its first column is a note, not a faulty row.

    Returns
    -------
    polars.Expr
        The reason, or null.
    """
    have = [scan.columns[name] for name in facts if name in scan.columns]
    first = scan.names[0]
    header = pl.all_horizontal(pl.col(name).str.strip_chars() == name for name in have)
    nothing = pl.all_horizontal(map(_is_blank, have))
    others = [name for name in scan.columns.values() if name != first]
    alone = pl.all_horizontal(pl.lit(value=notes), *map(_is_blank, others))
    reason = (
        pl.when(header)
        .then(pl.lit("repeated header"))
        .when(pl.all_horizontal(map(_is_blank, scan.names)))
        .then(pl.lit("blank row"))
        .when(nothing & pl.col(first).str.contains(TOTALS))
        .then(pl.lit("totals row"))
        .when(nothing & alone & pl.col(first).str.contains(r"\S\s+\S"))
        .then(pl.lit("note beside the list"))
    )
    # In each of these the first fact is blank or its own header, which is soon seen.
    rare = (pl.col(have[0]) == have[0]) | _is_blank(have[0])
    return where_rare(rare, reason, scan.names)


def _is_blank(column: str) -> pl.Expr:
    return pl.col(column).is_null() | (pl.col(column).str.strip_chars() == "")
