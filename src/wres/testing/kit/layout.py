"""A good text file as lines and columns, so that variants of it can be made."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl
from attrs import frozen

from wres.admission import MERGED_INTO, OUT_OF_SCOPE, ROW
from wres.testing.kit.subject import CheckError, Subject


SEPARATORS = ",;\t|~"


@frozen
class Layout:
    """A text file in lines.

    Parameters
    ----------
    lines
        Without line ends.
    rows
        Indexes of the lines that count, in order.
    separator
        Between the values of a line.
    newline
        Between the lines.
    """

    lines: tuple[str, ...]
    rows: tuple[int, ...]
    separator: str
    newline: str
    mark: bytes

    @property
    def header(self) -> int:
        """Index of the line above the first row that counts."""
        return max(self.rows[0] - 1, 0)

    def cells(self) -> list[list[str]]:
        """Split the lines from the header on into values."""
        return list(csv.reader(self.lines[self.header :], delimiter=self.separator))

    def with_lines(self, lines: Sequence[str]) -> bytes:
        """Write a file of other lines."""
        return self.mark + "".join(line + self.newline for line in lines).encode()

    def with_cells(self, cells: Sequence[Sequence[str]]) -> bytes:
        """Write a file of other values from the header on."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator=self.newline).writerows(cells)
        above = self.newline.join([*self.lines[: self.header], ""]) if self.header else ""
        return self.mark + (above + out.getvalue()).encode()


def layout_of(subject: Subject) -> Layout:
    """Find the rows of the good file, by the numbers that the adapter gives them."""
    try:
        text = subject.good.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CheckError("the good file must be UTF-8 for the kit to vary it") from error
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = tuple(text.removesuffix(newline).split(newline))
    rows = _numbers(subject)
    if not rows or rows[-1] > len(lines):
        raise CheckError("the rows that count have no number that is a line of the good file")
    # Commas for a row of one value.
    separator = max(SEPARATORS, key=lines[rows[0] - 1].count)
    mark = b"\xef\xbb\xbf" if subject.good.startswith(b"\xef\xbb\xbf") else b""
    return Layout(lines, tuple(row - 1 for row in rows), separator, newline, mark)


def _numbers(subject: Subject) -> list[int]:
    found: set[int] = set()
    for table in subject.loose(subject.write(subject.good)).tables:
        have = table.frame.collect_schema().names()
        hints = [name for name in (OUT_OF_SCOPE, MERGED_INTO) if name in have]
        counted = pl.all_horizontal(pl.lit(value=True), pl.col(hints).is_null())
        if ROW in have:
            found |= set(table.frame.filter(counted).select(ROW).collect()[ROW])
    return sorted(found)
