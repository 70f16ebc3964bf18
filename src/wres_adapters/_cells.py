"""Cells of a worksheet as they are stored: exact numbers, and whether a formula made them.

The toolkit's `wres.files.read_sheet` gives text with numbers to nine decimals. Shares need all
digits, and the collection form needs to know which of its figures were typed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from attrs import define, field, frozen

from wres.errors import InputError, Location
from wres.files import Field, match_columns, refuse, sheet_names
from wres.files.scan import SEARCHED_ROWS
from wres.records import BLANKS


CHUNK = 1 << 16
A_WORKBOOK = "a whole .xlsx workbook without a password"
MAIN_PART = "xl/workbook.xml"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Kind = Literal["number", "text", "flag", "error"]
KINDS: Mapping[str, Kind] = {
    "s": "text",
    "str": "text",
    "inlineStr": "text",
    "d": "text",
    "b": "flag",
    "e": "error",
}
"""The standard's cell types; any other is a number."""


@frozen
class Cell:
    """A cell that is not empty.

    Parameters
    ----------
    row, column
        From 1.
    text
        The value as stored; that of a formula is the one it had when the workbook was saved.
    formula
        Whether a formula stands in the cell.
    """

    row: int
    column: int
    kind: Kind
    text: str
    formula: bool = False

    @property
    def number(self) -> float | None:
        """The value of a number."""
        return float(self.text) if self.kind == "number" else None


Row = Mapping[int, Cell]
"""Column to cell, from 1."""


@define(frozen=True, slots=False)
class Book:
    """A workbook that was found safe to unpack."""

    path: Path
    parts: Mapping[str, str] = field(repr=False)
    """Sheet name to the part of the archive that holds it."""

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """Texts that cells refer to by number."""
        part = posixpath.join(posixpath.dirname(MAIN_PART), "sharedStrings.xml")
        collected = _Strings()
        with _told(self.path), _archive(self.path) as archive:
            if part in archive.namelist():
                _parse(archive, part, collected.start, collected.end, collected.text)
        return tuple(collected.found)

    def rows(
        self, sheet: str, *, first: int | None = None, columns: Collection[int] | None = None
    ) -> dict[int, Row]:
        """Read the rows of a sheet that are not empty, by row number.

        Parameters
        ----------
        first
            Read no more than this many rows from the top.
        columns
            Read these columns only, from 1.
        """
        collected = _Cells(self.strings, first, columns)
        with _told(self.path), _archive(self.path) as archive:
            _parse(archive, self.parts[sheet], collected.start, collected.end, collected.text)
        return collected.rows


def open_book(path: str | PathLike[str]) -> Book:
    """Open a workbook.

    Raises
    ------
    InputError
        As `wres.files.read_sheet`; also for the old .xls, which has no cells to be read exactly.
    """
    names = sheet_names(path)
    path = Path(path)
    targets: dict[str, str] = {}
    listed: list[tuple[str, str]] = []

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[attributes["Id"]] = _part(attributes["Target"])

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            listed.append((attributes["name"], attributes["id"]))

    with _told(path), _archive(path) as archive:
        _parse(archive, "xl/_rels/workbook.xml.rels", relation)
        _parse(archive, MAIN_PART, sheet)
        parts = {name: targets[key] for name, key in listed if name in names}
    return Book(path, parts)


def _part(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(MAIN_PART), target))


class _told:  # noqa: N801  # reads as a phrase
    """Turn what a damaged archive or part raises into a problem of the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        damaged = (
            expat.ExpatError,
            KeyError,
            ValueError,
            zlib.error,
            OSError,
            EOFError,
            IndexError,
        )
        if isinstance(error, damaged) and not isinstance(error, InputError):
            raise _not_a_workbook(self.path, "the workbook cannot be read") from error


def _not_a_workbook(path: Path, what: str) -> InputError:
    return refuse("not-a-workbook", Location(path.name), what, A_WORKBOOK)


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:  # an .xls, which the toolkit reads and this does not
        raise _not_a_workbook(path, "this is no .xlsx workbook; save it as one") from error


Starts = Callable[[str, Mapping[str, str]], None]


def _nothing(_: str) -> None:
    """Pass over an event of the parser."""


class _EnoughError(Exception):
    """The rows asked for have been read."""


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Starts,
    end: Callable[[str], None] = _nothing,
    text: Callable[[str], None] = _nothing,
) -> None:
    """Go through one part of a workbook, element by element, names without namespace."""

    def refused(*_: object) -> None:
        raise ValueError("a document type has no place in a workbook")

    def started(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        try:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003  # positional only
            parser.Parse(b"", True)  # noqa: FBT003
        except _EnoughError:
            pass


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


@define
class _Strings:
    """Collects the shared texts; phonetic readings (rPh) are no part of them."""

    found: list[str] = field(factory=list)
    pieces: list[str] = field(factory=list)
    inside: bool = False
    phonetic: bool = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.phonetic = True
        self.inside = name == "t" and not self.phonetic

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.inside = False
        if name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.found.append(_unescaped("".join(self.pieces)))


@define
class _Cells:
    """Collects the cells of one sheet, up to a row."""

    strings: tuple[str, ...]
    last: int | None
    wanted: Collection[int] | None
    rows: dict[int, Row] = field(factory=dict)
    cells: dict[int, Cell] = field(factory=dict)
    pieces: list[str] = field(factory=list)
    row: int = 0
    column: int = 0
    type: str = ""
    formula: bool = False
    inside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if self.last is not None and self.row > self.last:
                raise _EnoughError
            self.cells = {}
        elif name == "c":
            self.column = _column(attributes.get("r")) or self.column + 1
            self.type, self.formula, self.pieces = attributes.get("t", "n"), False, []
        elif name == "f":
            self.formula = True
        self.inside = name in {"v", "t"}

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.inside = False
        wanted = self.wanted is None or self.column in self.wanted
        if name == "c" and wanted and (self.pieces or self.formula):
            text = "".join(self.pieces)
            kind = KINDS.get(self.type, "number") if text else "text"
            if kind == "text" and text:
                text = self.strings[int(text)] if self.type == "s" else _unescaped(text)
            if kind == "number":
                float(text)  # raises where the file is damaged
            self.cells[self.column] = Cell(self.row, self.column, kind, text, self.formula)
        elif name == "row" and self.cells:
            self.rows[self.row] = self.cells


def _column(reference: str | None) -> int | None:
    """Give the number of a column, such as 28 of ``AB7``."""
    match = REFERENCE.fullmatch(reference or "")
    if match is None:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


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
    top = book.rows(sheet, first=SEARCHED_ROWS)
    number, _ = header_row(top, wanted)
    where = Location(book.path.name, sheet, number)
    header = top.get(number, {})
    matched = match_columns(_headers(header), wanted, where)
    at = {cell.text: column for column, cell in sorted(header.items(), reverse=True)}
    columns = {name: at[text] for name, text in matched.items()}
    rows = book.rows(sheet, columns=columns.values() if narrow else None)
    below = {row: cells for row, cells in rows.items() if row > number}
    return Table(where, columns, matched, below)
