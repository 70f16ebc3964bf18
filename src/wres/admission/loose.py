"""What an adapter hands over: frames under the records' names, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from attrs import field, frozen


ROW = "source_row"
"""Row as the reader counts (Int64); numbered from 1 where an adapter leaves it out."""

OUT_OF_SCOPE = "out_of_scope"
"""Reason why a source row is no record of this table (a totals row, a trailer), or null."""

MERGED_INTO = "merged_into"
"""Reason why a source row was folded into another (a person row into assignments), or null."""

EFFECTIVE_FROM, EFFECTIVE_TO = "effective_from", "effective_to"
"""Dates between which an effective-dated row holds; null is open."""

DATED_ON = "dated_on"
"""Date by which an application belongs to a reporting year; null belongs to any."""

STANDS_FOR = "stands_for"
"""How many people, applications or cases a counted row stands for; 1 where it is not there."""

HINTS = (ROW, OUT_OF_SCOPE, MERGED_INTO, EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON, STANDS_FOR)


@frozen
class Source:
    """One file, or one sheet of it, that an adapter read.

    Parameters
    ----------
    file
        Name without its folder; empty for a frame.
    sha256
        Digest of the file's bytes, hexadecimal.
    """

    adapter: str
    file: str
    sheet: str | None = None
    sha256: str | None = None


@frozen(eq=False)
class LooseTable:
    """Rows of one source under the field names of one record class.

    Parameters
    ----------
    table
        Table name, such as ``workforce``.
    frame
        Lazy, one row per source row. Columns named as the record's fields hold text or the
        field's own type; columns named in `HINTS` guide admission; any other column is a
        breakdown dimension. A field that may be null can be left out.
    headers
        Field name to the column header in the source, for messages.
    mending
        Field name to what a user can do about a value that is not accepted, such as the place in
        a mapping where its meaning is said.
    elsewhere
        The rows as a lazy frame of narwhals, where another engine than polars has them; `frame`
        then has their columns and no rows.
    """

    table: str
    frame: pl.LazyFrame
    source: Source
    headers: Mapping[str, str] = field(factory=dict)
    mending: Mapping[str, str] = field(factory=dict)
    elsewhere: Any = field(default=None, kw_only=True)


@frozen(eq=False)
class LooseTables:
    """All that an adapter read from one source.

    Parameters
    ----------
    missing
        Measure name to the reason why this kind of source cannot give it.
    warnings
        What a reader of figures from this source should know, in words.
    """

    tables: tuple[LooseTable, ...]
    missing: Mapping[str, str] = field(factory=dict)
    warnings: tuple[str, ...] = ()
