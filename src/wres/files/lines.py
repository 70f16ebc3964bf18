"""Whether every line of a delimited text file has the shape of its header."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from wres.errors import InputError, Location
from wres.files.inspect import refuse
from wres.files.translation import where_rare


LINE, NUMBER = "line", "number"

LONGEST_ROW = 1 << 20
"""Characters of a row beyond which a quotation mark is taken to be not closed."""

WIDEST_PATTERN = 1000
"""Columns beyond which rows with quotation marks are put together one by one.

A pattern that counts more values may be too large for polars, from about 9,000 on.
"""


def check_lines(
    path: Path, header: Location, width: int, header_line: int, separator: str, *, quoting: bool
) -> None:
    """Raise where a row has more values than the header, or quotation marks that do not pair.

    One pass of polars over the lines. Only where lines with quotation marks do not fit, as with
    a line break within a value, are rows put together one by one.

    Parameters
    ----------
    header
        File and row of the header.
    header_line
        Line on which the header ends; more than its row where a value above has line breaks.
    """
    lines = pl.scan_lines(path, name=LINE, row_index_name=NUMBER, row_index_offset=1)
    below = lines.filter(pl.col(NUMBER) > header_line)
    found = (
        below.filter(_fault(separator, width, quoting=quoting))
        .select(pl.len(), pl.col(NUMBER).min())
        .collect(engine="streaming")
        .row(0)
    )
    if not found[0]:
        return
    if quoting:
        _check_rows(path, header, width, header_line, separator)
    else:
        row = found[1] - header_line + (header.row or 0)
        raise _wrong_width(header, row, width, found[0])


def _fault(separator: str, width: int, *, quoting: bool) -> pl.Expr:
    """Whether a line is no row by itself; looked at only where it has many values, or quotes."""
    line = pl.col(LINE)
    many = line.str.count_matches(separator, literal=True) >= width
    # Blank values beyond the last column, as a spreadsheet leaves them, do not matter.
    bare = line.str.strip_chars_end(separator + "\r ")
    wide = bare.str.count_matches(separator, literal=True) >= width
    if quoting:
        quoted = line.str.contains('"', literal=True)
        many, wide = many | quoted, (quoted & _unlike_quoted(separator, width)) | (~quoted & wide)
    return where_rare(many, pl.when(wide).then(pl.lit("fault")), [LINE, NUMBER]).is_not_null()


def _value(separator: str) -> str:
    """Pattern of a value: without quotation marks, or wholly within them."""
    return rf'(?:"(?:[^"]|"")*"|[^"{re.escape(separator)}]*)'


def _unlike_quoted(separator: str, width: int) -> pl.Expr:
    """Whether a line is not, by itself, a row of at most `width` well quoted values."""
    if width > WIDEST_PATTERN:
        return pl.lit(value=True)
    mark, value = re.escape(separator), _value(separator)
    # Blanks beyond the last column do not matter; right after a quotation mark they do, to polars.
    row = rf"{value}(?:{mark}{value}){{0,{width - 1}}}(?:{mark} *)*"
    return ~pl.col(LINE).str.contains(rf"^{row}\r?$")


def _check_rows(path: Path, header: Location, width: int, header_line: int, separator: str) -> None:
    """Put rows together line by line, slowly and exactly."""
    mark, value = re.escape(separator), _value(separator)
    well_quoted, each = re.compile(f"{value}(?:{mark}{value})*\r?"), re.compile(f"{mark}({value})")
    wide = first_wide = 0
    for row, text in enumerate(_rows(path, header_line), (header.row or 0) + 1):
        if not well_quoted.fullmatch(text):
            raise refuse(
                "unbalanced-quotes",
                Location(header.file, row=row),
                "a quotation mark that is not closed, or not at the end of its value",
                "values without quotation marks, or wholly within them and those inside written twice",
            )
        if any(cell.strip(' "\r') for cell in each.findall(separator + text)[width:]):
            wide, first_wide = wide + 1, first_wide or row
    if wide:
        raise _wrong_width(header, first_wide, width, wide)


def _rows(path: Path, header_line: int) -> Iterator[str]:
    """Join the lines of each row: those until the quotation marks pair."""
    parts: list[str] = []
    quotes = length = 0
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for line in itertools.islice(file, header_line, None):
            parts.append(line)
            quotes += line.count('"')
            length += len(line)
            if quotes % 2 == 0 or length > LONGEST_ROW:
                yield "".join(parts).removesuffix("\n")
                parts, quotes, length = [], 0, 0
    if parts:
        yield "".join(parts)


def _wrong_width(header: Location, row: int, width: int, rows: int) -> InputError:
    return refuse(
        "wrong-width",
        Location(header.file, row=row),
        f"more values than the {width} columns",
        f"at most {width} values in a row",
        rows,
    )
