"""What the readers give: a lazy frame of text under the source's own headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from attrs import field, frozen

from wres.admission import ROW
from wres.errors import InputError, Location
from wres.files.columns import Field, match_columns, needed
from wres.files.inspect import refuse


SEARCHED_ROWS = 20
"""How many rows at the top are searched for the header."""


@frozen(eq=False)
class Scan:
    """Rows below the header of a text file or worksheet.

    Parameters
    ----------
    frame
        Lazy. One text column for each header, under the header's own text without outer blanks (a
        repeated one gets " (2)", a blank one is called "column 7"); and `ROW`: the row as a
        spreadsheet counts it, in which a value with line breaks is one row.
    headers
        Header cells in order, repeats included.
    where
        File, sheet and header row (None where the file has no header).
    columns
        Field name to the frame's column, for the fields asked for that are there.
    """

    frame: pl.LazyFrame
    headers: tuple[str, ...]
    where: Location
    columns: Mapping[str, str] = field(factory=dict)

    def fields(self, *others: str) -> pl.LazyFrame:
        """Give the fields under their own names: trimmed text, blank as null.

        Parameters
        ----------
        others
            Further columns of the frame to keep, as they are.

        Returns
        -------
        polars.LazyFrame
            `ROW` (Int64), the fields that the source has, and the others.
        """
        made = [clean(pl.col(column)).alias(name) for name, column in self.columns.items()]
        return self.frame.select(ROW, *made, *others)

    @property
    def names(self) -> list[str]:
        """Names of the frame's columns, in the source's order, without `ROW`."""
        return named(self.headers)

    def header(self, *names: str) -> str | None:
        """Give the header of the first of these fields that the source has, for messages."""
        return next((self.columns[name] for name in names if name in self.columns), None)


def clean(expr: pl.Expr) -> pl.Expr:
    """Trim text; a blank becomes null."""
    trimmed = expr.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def named(headers: Sequence[str | None]) -> list[str]:
    """Make a different column name of each header.

    Examples
    --------
    >>> named(["Grade", " Grade ", None, "Sex"])
    ['Grade', 'Grade (2)', 'column 3', 'Sex']
    """
    taken = {ROW}
    names = []
    for position, header in enumerate(headers, 1):
        name = base = (header or "").strip() or f"column {position}"
        times = 1
        while name in taken:
            times += 1
            name = f"{base} ({times})"
        taken.add(name)
        names.append(name)
    return names


def find_header(
    rows: Sequence[Sequence[str | None]], wanted: Mapping[str, Field]
) -> tuple[int | None, int]:
    """Find which of some rows looks most like the header.

    Returns
    -------
    tuple
        Index of the first row with the most of the required fields (of all, where none is
        required), None where no row has any; and how many it lacks.
    """
    sets = needed(wanted) or [[item] for item in wanted.values()]
    best, most = None, 0
    for index, cells in enumerate(rows):
        have = sum(any(item.found(cells) for item in alike) for alike in sets)
        if have > most:
            best, most = index, have
    return best, len(sets) - most


def no_header(where: Location, wanted: Mapping[str, Field]) -> InputError:
    """Make the error of a file in whose first rows no header was found."""
    names = ", ".join(dict.fromkeys(f"'{alike[0].aliases[0]}'" for alike in needed(wanted)))
    return refuse(
        "missing-header",
        where,
        f"no header row within the first {SEARCHED_ROWS} rows",
        f"a row with the columns {names}" if names else "a row of column headers",
    )


def located(
    headers: Sequence[str | None],
    names: Sequence[str],
    wanted: Mapping[str, Field],
    where: Location,
) -> dict[str, str]:
    """Match fields to the names of a frame's columns."""
    matched = match_columns(headers, wanted, where)
    cells = list(headers)
    return {name: names[cells.index(header)] for name, header in matched.items()}
