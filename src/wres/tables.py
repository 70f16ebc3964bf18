"""The records as polars frames: a table's schema is derived from its record class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import attrs
import polars as pl

from wres.fields import Column
from wres.records import RECORDS, Record, ReturnLine, columns


RecordT = TypeVar("RecordT", bound=Record)

TABLES: dict[str, type[Record]] = {record.table: record for record in RECORDS}
"""Table name to record class of row-level sources, in the order of the nine metrics."""

ALL_TABLES: dict[str, type[Record]] = {**TABLES, ReturnLine.table: ReturnLine}
"""The same with ``return``, the figures that were counted elsewhere."""


def _dtype(column: Column) -> pl.DataType:
    if column.kind == "choice":
        return pl.Enum(column.labels)
    return {
        "text": pl.String(),
        "flag": pl.Boolean(),
        "number": pl.Float64(),
        "whole": pl.Int64(),
        "day": pl.Date(),
    }[column.kind]


def schema(record: type[Record]) -> pl.Schema:
    """Give the polars schema of a record class's table.

    Parameters
    ----------
    record
        One of the six record classes.

    Returns
    -------
    polars.Schema
        The record's fields in order. Choices are `polars.Enum` with the standard's labels.

    Examples
    --------
    >>> from wres.records import BoardMember
    >>> schema(BoardMember)["voting"]
    Boolean
    """
    return pl.Schema({name: _dtype(column) for name, column in columns(record).items()})


def to_frame(records: Iterable[RecordT], record: type[RecordT] | None = None) -> pl.DataFrame:
    """Put records of one class into a frame, one row each, order kept.

    Parameters
    ----------
    records
        Records of one class.
    record
        Their class; needed only where there may be no record at all.

    Raises
    ------
    TypeError
        Where the records are of several classes, or none is given and no class either.

    Examples
    --------
    >>> from wres.records import BoardMember
    >>> to_frame([BoardMember("RXX", "7", "A", voting=True, executive=False)]).rows()
    [('RXX', '7', 'A', True, False)]
    """
    listed = list(records)
    kinds = {type(item) for item in listed} | ({record} if record else set())
    if len(kinds) != 1:
        raise TypeError(
            f"records must be of one class; got {sorted(kind.__name__ for kind in kinds)}"
        )
    return pl.DataFrame(
        [attrs.astuple(item, recurse=False) for item in listed],
        schema=schema(kinds.pop()),
        orient="row",
    )


def to_records(frame: pl.DataFrame | pl.LazyFrame, record: type[RecordT]) -> list[RecordT]:
    """Read a table back into records, order kept; the inverse of `to_frame`.

    Parameters
    ----------
    frame
        The record's columns in any order, choices as `polars.Enum` or text. Further columns
        (breakdown dimensions) are left out.
    record
        The class to make.

    Raises
    ------
    ValueError
        Where a value is not allowed; the message names the field, not the person.

    Examples
    --------
    >>> from wres.records import BoardMember
    >>> members = [BoardMember("RXX", None, "Z", voting=True, executive=True)]
    >>> to_records(to_frame(members), BoardMember) == members
    True
    """
    rows = frame.lazy().select(list(columns(record))).collect().rows()
    return [record(*row) for row in rows]


def empty(record: type[Record]) -> pl.DataFrame:
    """Make the table with no rows."""
    return pl.DataFrame(schema=schema(record))


def dimensions(names: Sequence[str], record: type[Record]) -> list[str]:
    """Keep the column names that are not the record's own: its breakdown dimensions."""
    return [name for name in names if name not in columns(record)]
