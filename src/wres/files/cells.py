"""Cells of a worksheet as they are stored: exact numbers, and whether a formula made them.

`read_sheet` gives text with numbers to nine decimals. Shares need all
digits, and the collection form needs to know which of its figures were typed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property
from os import PathLike
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from attrs import define, field, frozen

from wres.errors import InputError, Location
from wres.files.inspect import refuse
from wres.files.markup import Element, elements
from wres.files.packages import DAMAGED
from wres.files.scan import SEARCHED_ROWS
from wres.files.workbook import A_WORKBOOK, sheet_names


CHUNK = 1 << 16
MAIN_PART = "xl/workbook.xml"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

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
    shared: str | None = None
    """The part that holds texts which cells refer to by number."""
    _tops: dict[str, Mapping[int, Row]] = field(factory=dict, init=False, repr=False)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """Texts that cells refer to by number."""
        collected = _Strings()
        if self.shared is not None:
            with told(self.path), _archive(self.path) as archive:
                _parse(archive, self.shared, collected.start, collected.end, collected.text)
        return tuple(collected.found)

    def top(self, sheet: str) -> Mapping[int, Row]:
        """Give the rows that are searched for a header, read once."""
        if sheet not in self._tops:
            self._tops[sheet] = self.rows(sheet, first=SEARCHED_ROWS)
        return self._tops[sheet]

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
        with told(self.path), _archive(self.path) as archive:
            _parse(archive, self.parts[sheet], collected.start, collected.end, collected.text)
        return collected.rows

    def part(self, name: str) -> bytes:
        """Give a part of the archive, unpacked and otherwise as it is stored."""
        with told(self.path), _archive(self.path) as archive:
            return archive.read(name)

    def elements(self, name: str, wanted: Collection[str]) -> list[Element]:
        """Find the elements of a part, as `wres.files.markup.elements`."""
        part = self.part(name)
        with told(self.path):
            return elements(part, wanted)


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
            kind = attributes["Type"].rpartition("/")[2]
            key = "shared" if kind == "sharedStrings" else attributes["Id"]
            targets[key] = _part(attributes["Target"])

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            key = next(value for name, value in attributes.items() if name.endswith(":id"))
            listed.append((attributes["name"], key))

    with told(path), _archive(path) as archive:
        _parse(archive, "xl/_rels/workbook.xml.rels", relation)
        _parse(archive, MAIN_PART, sheet)
        parts = {name: targets[key] for name, key in listed if name in names}
    return Book(path, parts, targets.get("shared"))


def _part(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(MAIN_PART), target))


class told:  # noqa: N801  # reads as a phrase
    """Turn what a damaged archive or part raises into a problem of the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, DAMAGED) and not isinstance(error, InputError):
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
    """Go through one part of a workbook, element by element, names without prefix."""

    def refused(*_: object) -> None:
        raise ValueError("a document type has no place in a workbook")

    def started(name: str, attributes: dict[str, str]) -> None:
        start(local[name], attributes)

    local = _Local()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        try:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003  # positional only
            parser.Parse(b"", True)  # noqa: FBT003
        except _EnoughError:
            pass


class _Local(dict[str, str]):
    """Names without prefix; a part has few different ones and many elements."""

    def __missing__(self, name: str) -> str:
        self[name] = made = name.rpartition(":")[2]
        return made


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
    skipped: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self.column = column_of(attributes.get("r", "")) or self.column + 1
            self.skipped = self.wanted is not None and self.column not in self.wanted
            self.type, self.formula, self.pieces = attributes.get("t", "n"), False, []
        elif name in {"v", "t"}:
            self.inside = not self.skipped
        elif name == "f":
            self.formula = True
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if self.last is not None and self.row > self.last:
                raise _EnoughError
            self.cells = {}

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.inside = False
        if name == "c" and not self.skipped and (self.pieces or self.formula):
            self.cells[self.column] = self._cell("".join(self.pieces))
        elif name == "row" and self.cells:
            self.rows[self.row] = self.cells

    def _cell(self, text: str) -> Cell:
        kind = KINDS.get(self.type, "number") if text else "text"
        if kind == "number":
            float(text)  # raises where the file is damaged
        elif text and self.type == "s":
            text = self.strings[int(text)]
        elif kind == "text":
            text = _unescaped(text)
        return Cell(self.row, self.column, kind, text, self.formula)


@cache
def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_of(reference: str) -> int:
    """Give the number of a column, such as 28 of ``AB7``; 0 where there is no reference."""
    letters = reference.rstrip("0123456789")
    return _number_of(letters) if letters.isalpha() and letters.isupper() else 0
