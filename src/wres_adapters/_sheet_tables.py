"""Tables in worksheets: found by their headers, wherever on the sheet they stand."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from wres.errors import Location
from wres.fields import BLANKS
from wres.files import Field, match_columns
from wres.files.cells import Book, Cell, Row


@frozen
class Table:
    """The rows below a header.

    Parameters
    ----------
    where
        File, sheet and header row.
    columns
        Field name to the column, from 1; fields that are not required may be absent.
    headers
        Field name to the header as the sheet has it.
    rows
        Row number to cells, from the first row below the header.
    """

    where: Location
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    rows: Mapping[int, Row]

    def cell(self, row: int, field: str) -> Cell | None:
        """Give a field's cell in a row; ``None`` where it is empty or has no column."""
        return self.rows[row].get(self.columns.get(field, 0))

    def text(self, row: int, field: str) -> str:
        """Give a field's text in a row, trimmed; empty where there is none."""
        cell = self.cell(row, field)
        return "" if cell is None else cell.text.strip(BLANKS)

    def place(self, row: int, field: str) -> Location:
        """Say where a cell is."""
        where = self.where
        return Location(where.file, where.sheet, row, self.headers.get(field, field))


def header_row(rows: Mapping[int, Row], wanted: Mapping[str, Field]) -> tuple[int, int]:
    """Find the row that has most of the required fields; give it and how many it has."""
    needed = [item for item in wanted.values() if item.required]
    best = (0, 0)
    for number, row in sorted(rows.items()):
        have = sum(item.found(_headers(row)) for item in needed)
        if have > best[1]:
            best = (number, have)
    return best


def _headers(row: Row) -> list[str]:
    return [cell.text for _, cell in sorted(row.items()) if cell.kind == "text"]


def read_table(
    book: Book, sheet: str, wanted: Mapping[str, Field], *, narrow: bool = False
) -> Table:
    """Read the table of a sheet whose header has the wanted fields.

    Parameters
    ----------
    narrow
        Leave out the columns of no field.

    Raises
    ------
    InputError
        ``missing-column`` or ``repeated-column``, as `wres.files.match_columns`.
    """
    top = book.top(sheet)
    number, _ = header_row(top, wanted)
    where = Location(book.path.name, sheet, number)
    header = top.get(number, {})
    matched = match_columns(_headers(header), wanted, where)
    at = {cell.text: column for column, cell in sorted(header.items(), reverse=True)}
    columns = {name: at[text] for name, text in matched.items()}
    rows = book.rows(sheet, columns=columns.values() if narrow else None)
    below = {row: cells for row, cells in rows.items() if row > number}
    return Table(where, columns, matched, below)
