"""Delimited text as a lazy frame: nothing but the header and the shape of the lines is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path

import polars as pl
from attrs import frozen

from wres.admission import ROW
from wres.errors import InputError, Location
from wres.files.columns import Field
from wres.files.encoding import CHUNK, PrivateCopy, Utf8Text, utf8_text
from wres.files.inspect import readable, refuse
from wres.files.lines import check_lines
from wres.files.scan import SEARCHED_ROWS, Scan, find_header, located, named, no_header


SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "~": "tildes"}
MOST_COLUMNS = 4_000
"""Far more than any export has. A plan of 9,000 took 800 MB, one of 117,000 minutes."""


@frozen
class _Row:
    """Cells of a row near the top, and the line of the file that it ends on."""

    cells: tuple[str, ...]
    line: int


def scan_text(
    path: str | PathLike[str],
    *,
    wanted: Mapping[str, Field] | None = None,
    headers: Sequence[str] | None = None,
    separator: str = ",",
    quoting: bool = True,
    encoding: str | None = None,
) -> Scan:
    """Scan a delimited text file lazily, all values as text.

    Parameters
    ----------
    path
        UTF-8 (with or without byte order mark), UTF-16 or Windows-1252.
    wanted
        Fields to find. The header is then the first of the first 20 rows that has the required
        columns, and rows above it (titles, filters) are left out. Without `wanted` the header is
        the first row that is not blank.
    headers
        Names of the columns of a file without a header, whose rows start at row 1.
    separator
        One character.
    quoting
        Whether a value may stand in double quotes, in which separators and line breaks are text.
    encoding
        Another encoding than those, by its name.

    Returns
    -------
    Scan
        Blank values are null or empty text. A row with more values than the header has columns
        raises; blank ones beyond the last column do not matter. In a row with fewer the missing
        values are blank, so that admission refuses it where they are needed.

    Raises
    ------
    InputError
        A file that is missing, empty, not text (`utf8_text`); ``wrong-delimiter``;
        ``missing-header``, ``missing-column``, ``repeated-column``; ``wrong-width`` or
        ``unbalanced-quotes`` with the first row and how many.
    """
    path = readable(path)
    text = utf8_text(path, encoding)
    if headers is not None:
        where, cells, line = Location(path.name), tuple(headers), 0
    else:
        where, cells, line = _header(path, text, wanted or {}, separator, quoting=quoting)
    names = named(cells)
    columns = located(cells, names, wanted or {}, where)
    quoting = quoting and text.quoted
    check_lines(text.path, where, len(cells), line, separator, quoting=quoting)
    first = (where.row or 0) + 1
    frame = text_rows(
        text, names, separator=separator, quoting=quoting, skipped=line, first_row=first
    )
    return Scan(frame, cells, where, columns)


def scan_separated(
    path: str | PathLike[str], *, wanted: Mapping[str, Field], encoding: str | None = None
) -> Scan:
    """Scan a delimited text file as `scan_text` does, whichever usual separator it has."""
    *others, last = SEPARATORS
    for mark in others:
        try:
            return scan_text(path, wanted=wanted, separator=mark, encoding=encoding)
        except InputError as error:
            if {problem.code for problem in error.problems} != {"wrong-delimiter"}:
                raise
    return scan_text(path, wanted=wanted, separator=last, encoding=encoding)


def text_rows(
    text: Utf8Text,
    names: Sequence[str],
    *,
    separator: str,
    quoting: bool = False,
    skipped: int = 0,
    first_row: int = 1,
) -> pl.LazyFrame:
    """Give the rows of a text file under given names, lazily and without any check.

    Parameters
    ----------
    text
        From `wres.files.utf8_text`.
    skipped
        Lines above the first row.
    first_row
        Number of the first row, as the reader counts.

    Returns
    -------
    polars.LazyFrame
        Text columns `names` and `ROW`. Values missing at the end of a row are blank, those beyond
        the last column are left out.
    """
    frame = pl.scan_csv(
        text.path,
        has_header=False,
        skip_lines=skipped,
        schema=dict.fromkeys(names, pl.String()),
        separator=separator,
        quote_char='"' if quoting else None,
        infer_schema=False,
        missing_columns="insert",
        extra_columns="ignore",
        row_index_name=ROW,
        row_index_offset=first_row,
        glob=False,
    )
    frame = frame.select(*names, pl.col(ROW).cast(pl.Int64))
    return frame if text.copy is None else _holding(frame, text.copy)


def csv_bytes(rows: pl.DataFrame) -> bytes:
    r"""Write a list as most systems do: CSV in UTF-8 with its mark.

    Raises
    ------
    ValueError
        Where a text has a zero byte, which no text file can hold.

    Examples
    --------
    >>> csv_bytes(pl.DataFrame({"Grade": ["Band 5"]}))
    b'\xef\xbb\xbfGrade\r\nBand 5\r\n'
    """
    texts = rows.select(pl.col(pl.String).str.contains("\0", literal=True).any())
    if any(texts.row(0) if texts.width else ()):
        raise ValueError("no value must have a zero byte in a text file")
    return rows.write_csv(line_terminator="\r\n", include_bom=True).encode()


def _holding(frame: pl.LazyFrame, copy: PrivateCopy) -> pl.LazyFrame:
    """Keep the private copy for as long as any plan that reads it."""

    def unchanged(rows: pl.DataFrame, _: PrivateCopy = copy) -> pl.DataFrame:
        return rows

    return frame.map_batches(
        unchanged,
        predicate_pushdown=True,
        projection_pushdown=True,
        slice_pushdown=True,
        validate_output_schema=False,
        streamable=True,
    )


def _header(
    path: Path, text: Utf8Text, wanted: Mapping[str, Field], separator: str, *, quoting: bool
) -> tuple[Location, tuple[str, ...], int]:
    """Find the header: where it is, its cells, and the line of the file that it ends on."""
    rows = _first_rows(text.path, separator, quoting=quoting)
    if wanted:
        index, lacking = find_header([row.cells for row in rows], wanted)
        if lacking:
            _check_separator(path, text, wanted, separator, lacking, quoting=quoting)
    else:
        index = next((i for i, row in enumerate(rows) if any(map(str.strip, row.cells))), None)
    if index is None:
        raise no_header(Location(path.name), wanted)
    cells = rows[index].cells
    filled = (place for place in range(len(cells), 1, -1) if cells[place - 1].strip())
    cells = cells[: next(filled, 1)]
    if len(cells) > MOST_COLUMNS:
        message, accepted = f"{len(cells):,} columns", f"at most {MOST_COLUMNS:,}"
        raise refuse("too-many-columns", Location(path.name, row=index + 1), message, accepted)
    return Location(path.name, row=index + 1), cells, rows[index].line


def _check_separator(
    path: Path,
    text: Utf8Text,
    wanted: Mapping[str, Field],
    separator: str,
    lacking: int,
    *,
    quoting: bool,
) -> None:
    """Raise where another separator finds more of the wanted columns."""
    for other in SEPARATORS:
        rows = _first_rows(text.path, other, quoting=quoting)
        index, lacks = find_header([row.cells for row in rows], wanted)
        if index is not None and lacks < lacking and len(rows[index].cells) > 1:
            raise _wrong_delimiter(path, index, other, separator)


def _wrong_delimiter(path: Path, index: int, other: str, separator: str) -> InputError:
    expected = SEPARATORS.get(separator, f"'{separator}'")
    return refuse(
        "wrong-delimiter",
        Location(path.name, row=index + 1),
        f"the header's columns are separated by {SEPARATORS[other]}, not {expected}",
        f"columns separated by {expected}",
    )


def _first_rows(path: Path, separator: str, *, quoting: bool) -> list[_Row]:
    with path.open("rb") as file:
        head = file.read(CHUNK).decode("utf-8-sig", errors="ignore")
    reader = csv.reader(
        _lines(head),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    rows: list[_Row] = []
    try:
        for cells in reader:
            rows.append(_Row(tuple(cells), reader.line_num))
            if len(rows) == SEARCHED_ROWS:
                break
    except csv.Error:  # a value beyond all measure: not a header, nor anything below it
        pass
    return rows


def _lines(text: str) -> Iterator[str]:
    """Split at line feeds alone, as polars does; a carriage return within a line is a blank."""
    for line in text.split("\n"):
        yield line.removesuffix("\r").replace("\r", " ") + "\n"
