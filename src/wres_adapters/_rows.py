"""The rows of a plain list: which of them are none, what is kept of them, and writing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import HINTS, OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.files import (
    Scan,
    clean,
    same,
    source,
)
from wres.files.stray import stray
from wres.records import Record, columns
from wres.vocabulary import fold
from wres_adapters._lists import wrong_option
from wres_adapters.esr_bi import DIMENSIONS


DIMENSION = "dimension:"
Made = Mapping[str, tuple[pl.Expr, Sequence[str]]]
"""Field of a record, or hint, to what it is and which fields of the list it is read from."""


def list_rows(
    scan: Scan,
    record: type[Record],
    facts: Sequence[str],
    options: Mapping[str, Any],
    *dimensions: str,
    notes: bool = True,
) -> pl.LazyFrame:
    """Give the rows below the header: nothing of a person's but the fields.

    Parameters
    ----------
    facts
        Fields of which a row of the list has at least one.
    dimensions
        Headers to keep besides the usual.
    notes
        Whether a row with nothing but words in its first column is a note, not a faulty row.

    Returns
    -------
    polars.LazyFrame
        `ROW`, the fields (trimmed text, blank as null), the breakdowns under `DIMENSION`, and in
        `OUT_OF_SCOPE` why a row is no row of the list.
    """
    asked = options.get("dimensions") or ()
    asked = asked.split(",") if isinstance(asked, str) else asked
    allowed = {same(header) for header in (*DIMENSIONS, *dimensions, *asked)}
    kept = {_snake(header): header for header in scan.names if same(header) in allowed}
    return scan.frame.select(
        ROW,
        *(clean(pl.col(column)).alias(name) for name, column in scan.columns.items()),
        *(
            pl.col(header).alias(DIMENSION + name)
            for name, header in kept.items()
            if name not in {*columns(record), *HINTS}
        ),
        stray(scan, facts, notes=notes).alias(OUT_OF_SCOPE),
    )


def _snake(header: str) -> str:
    """Give the name by which a breakdown asks for a column."""
    return fold(header).replace(" ", "_").replace("organization", "organisation")


def person_number(path: Path, scan: Scan, options: Mapping[str, Any]) -> pl.Expr:
    """Give the employee number, filled up with leading zeros where the user says so."""
    digits = options.get("person_digits")
    number = field(scan, "person")
    if digits is None:
        return number
    if not str(digits).isascii() or not str(digits).isdecimal() or not 1 <= int(digits) <= 20:  # noqa: PLR2004
        raise wrong_option(path, "person_digits", "a whole number from 1 to 20")
    is_number = number.str.contains(r"^\d+$")
    return pl.when(is_number).then(number.str.zfill(int(digits))).otherwise(number)


def list_table(
    adapter: str,
    path: Path,
    scan: Scan,
    rows: pl.LazyFrame,
    *,
    made: Made,
    record: type[Record],
) -> LooseTables:
    """Hand a list over as the table of one record.

    Parameters
    ----------
    rows
        From `list_rows`.
    made
        All fields but the organisation, which is added.
    """
    made = {**made, "organisation": (field(scan, "organisation_code"), ["organisation_code"])}
    names = [name for name in rows.collect_schema().names() if name.startswith(DIMENSION)]
    frame = rows.select(
        ROW,
        OUT_OF_SCOPE,
        *(value.alias(name) for name, (value, _) in made.items()),
        *(pl.col(name).alias(name.removeprefix(DIMENSION)) for name in names),
    )
    headers = {name: scan.header(*fields) for name, (_, fields) in made.items()}
    known = {name: header for name, header in headers.items() if header is not None}
    described = source(adapter, path, scan.where.sheet)
    return LooseTables((LooseTable(record.table, frame, described, known),))


def field(scan: Scan, name: str) -> pl.Expr:
    """Give a field of `list_rows`; null where the list has no such column."""
    return pl.col(name) if name in scan.columns else pl.lit(None, pl.String)


def list_file(rows: pl.DataFrame) -> bytes:
    """Write a list as a recruitment or learning system does: CSV in UTF-8 with its mark.

    Raises
    ------
    ValueError
        Where a text has a zero byte, which no text file can hold.
    """
    if any(rows[name].str.contains("\0", literal=True).any() for name in rows.columns):
        raise ValueError("no value must have a zero byte in a text file")
    return rows.write_csv(line_terminator="\r\n", include_bom=True).encode()
