"""A form that was made elsewhere, opened: its cells, and what each of them accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import define, frozen

from wres.files.cells import Book, Cell
from wres.files.markup import Element
from wres.files.percents import STYLES, percent_formats
from wres.profiles import Profile
from wres.returns.dcf.places import Area, Grid, Places, find


ON_SHEET = (
    *("c", "col", "dataValidation", "f", "formula1", "formula2", "is", "mergeCell"),
    *("row", "sheetProtection", "sqref", "v"),
)
Operator = Callable[[Fraction, Fraction, Fraction], bool]
OPERATORS: Mapping[str, tuple[str, Operator]] = {
    "between": ("from {} to {}", lambda value, low, high: low <= value <= high),
    "notBetween": ("not from {} to {}", lambda value, low, high: not low <= value <= high),
    "equal": ("that is {}", lambda value, one, _: value == one),
    "notEqual": ("other than {}", lambda value, one, _: value != one),
    "lessThan": ("below {}", lambda value, one, _: value < one),
    "lessThanOrEqual": ("of at most {}", lambda value, one, _: value <= one),
    "greaterThan": ("above {}", lambda value, one, _: value > one),
    "greaterThanOrEqual": ("of at least {}", lambda value, one, _: value >= one),
}
"""The standard's operators: in words, and as a test of a number."""


@frozen
class Validation:
    """What a form lets be typed into some cells; both limits are formulas as written."""

    areas: tuple[Area, ...]
    kind: str
    operator: str
    first: str
    second: str

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is among those that it is about."""
        return any(_in(area, row, column) for area in self.areas)

    @property
    def accepted(self) -> str:
        """What it accepts, in words."""
        noun = "a whole number" if self.kind == "whole" else "a number"
        told = OPERATORS[self.operator][0].format(self.first, self.second or self.first)
        return f"{noun} {told}"

    def admits(self, value: Fraction) -> bool | None:
        """Whether a number may be typed; ``None`` where that cannot be told from the rule."""
        if self.kind == "none":
            return True
        limits = [_number(text) for text in (self.first, self.second or self.first)]
        if self.kind == "whole" and value.denominator != 1:
            return False
        if self.kind not in {"whole", "decimal"} or self.operator not in OPERATORS:
            return None
        low, high = limits
        if low is None or high is None:
            return None
        return OPERATORS[self.operator][1](value, low, high)

    @property
    def most(self) -> Fraction | None:
        """The greatest number that it accepts, where it says one."""
        if self.kind in {"whole", "decimal"} and self.operator in {"between", "lessThanOrEqual"}:
            return _number(self.second or self.first)
        return None


@define(frozen=True, slots=False)
class OpenForm:
    """A sheet with the form's labels, and where its items and columns are."""

    book: Book
    sheet: str
    grid: Grid
    places: Places
    found: list[Element]
    """Elements of the sheet, in order."""

    def cell(self, row: int, column: int) -> Cell | None:
        """Give what stands in a cell."""
        return self.rows.get(row, {}).get(column)

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """All cells of the sheet that are not empty."""
        return self.book.rows(self.sheet)

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], Element]:
        """Row and column to the element of the cell."""
        return cells_of(self.found)

    @cached_property
    def row_elements(self) -> Mapping[int, Element]:
        """Row number to its element."""
        made: dict[int, Element] = {}
        for one in self.found:
            if one.name == "row":
                made[int(one.attributes.get("r", max(made, default=0) + 1))] = one
        return made

    @cached_property
    def calculated(self) -> frozenset[tuple[int, int]]:
        """Cells whose value comes from a formula, their own or that of an area."""
        return calculated(self.found, self.cells)

    @cached_property
    def is_protected(self) -> bool:
        """Whether locked cells cannot be typed into."""
        return any(
            one.name == "sheetProtection" and one.attributes.get("sheet") in {"1", "true"}
            for one in self.found
        )

    def is_locked(self, row: int, column: int) -> bool:
        """Whether a person could not type into a cell."""
        return self.is_protected and self._style(row, column)[1]

    def is_hidden_by_merge(self, row: int, column: int) -> bool:
        """Whether a cell is covered by another that it was merged with."""
        area = self.grid.area(row, column)
        return area is not None and (row, column) != area[:2]

    def validations(self, row: int, column: int) -> list[Validation]:
        """Give the rules for what may be typed into a cell."""
        return [one for one in self._validations if one.covers(row, column)]

    def unit(self, row: int, column: int) -> int | None:
        """Give the number that stands for 100% in a cell: 1, 100, or ``None`` if none can tell."""
        if self._style(row, column)[0]:
            return 1
        limits = {rule.most for rule in self.validations(row, column)}
        return next((unit for unit in (1, 100) if limits == {Fraction(unit)}), None)

    def _style(self, row: int, column: int) -> tuple[bool, bool]:
        """Whether the cell's numbers are shown as percentages, and whether it is locked."""
        index = self._style_number(row, column)
        return self._styles[index] if index < len(self._styles) else (False, True)

    def _style_number(self, row: int, column: int) -> int:
        cell, whole = self.cells.get((row, column)), self.row_elements.get(row)
        if cell is not None:
            return int(cell.attributes.get("s", 0))
        if whole is not None and whole.attributes.get("customFormat") in {"1", "true"}:
            return int(whole.attributes.get("s", 0))
        for one in self.found:
            low, high = (int(one.attributes.get(name, 0)) for name in ("min", "max"))
            if one.name == "col" and low <= column <= high:
                return int(one.attributes.get("style", 0))
        return 0

    def style_attribute(self, row: int, column: int) -> str:
        """Give the attribute that a new cell needs to look as its row or column does."""
        number = self._style_number(row, column)
        return f' s="{number}"' if number else ""

    @cached_property
    def _styles(self) -> list[tuple[bool, bool]]:
        wanted = ("numFmt", "cellXfs", "xf", "protection")
        named = self.book.elements(STYLES, wanted)
        percent = percent_formats(named)
        unlocked = {
            one.within.start
            for one in named
            if one.name == "protection" and one.within and one.attributes.get("locked") in FALSE
        }
        return [
            (one.attributes.get("numFmtId", "0") in percent, one.start not in unlocked)
            for one in named
            if one.name == "xf" and one.within and one.within.name == "cellXfs"
        ]

    @cached_property
    def _validations(self) -> list[Validation]:
        made = []
        for one in self.found:
            if one.name == "dataValidation":
                inside = {part.name: part.text for part in self.found if part.within is one}
                areas = one.attributes.get("sqref") or inside.get("sqref", "")
                made.append(
                    Validation(
                        tuple(_area(area) for area in areas.split()),
                        one.attributes.get("type", "none"),
                        one.attributes.get("operator", "between"),
                        inside.get("formula1", "").strip(),
                        inside.get("formula2", "").strip(),
                    )
                )
        return made


FALSE = {"0", "false"}


def open_form(book: Book, rules: Profile) -> OpenForm | None:
    """Find the sheet of a workbook that has most of the form's labels; ``None`` if none has.

    Raises
    ------
    InputError
        ``not-a-workbook`` where a part of it is damaged.
    """
    made = []
    for sheet, part in book.parts.items():
        found = book.elements(part, ON_SHEET)
        merged = tuple(_area(one.attributes["ref"]) for one in found if one.name == "mergeCell")
        grid = Grid(_texts(book, sheet), merged)
        places = find(grid, rules)
        if places is not None:
            made.append(OpenForm(book, sheet, grid, places, found))
    return max(made, key=lambda form: len(form.places.items), default=None)


def cells_of(found: Iterable[Element]) -> dict[tuple[int, int], Element]:
    """Give row and column of each cell among some elements."""
    made: dict[tuple[int, int], Element] = {}
    row = column = 0
    for one in found:
        if one.name == "row":
            row, column = int(one.attributes.get("r", row + 1)), 0
        elif one.name == "c":
            column = _area(one.attributes["r"])[1] if "r" in one.attributes else column + 1
            made[row, column] = one
    return made


def calculated(
    found: Iterable[Element], cells: Mapping[tuple[int, int], Element]
) -> frozenset[tuple[int, int]]:
    """Give the cells that a formula fills, its own or that of an area."""
    own, areas = set(), []
    for one in found:
        if one.name == "f" and one.within is not None and one.within.name == "c":
            own.add(one.within.start)
            if one.attributes.get("t") in {"array", "dataTable"} and "ref" in one.attributes:
                areas.append(_area(one.attributes["ref"]))
    return frozenset(
        at
        for at, cell in cells.items()
        if cell.start in own or any(_in(area, *at) for area in areas)
    )


def _texts(book: Book, sheet: str) -> Mapping[int, Mapping[int, str]]:
    return {
        number: {column: cell.text for column, cell in row.items() if cell.text}
        for number, row in book.rows(sheet).items()
    }


def letters_of(column: int) -> str:
    """Name a column as a spreadsheet does.

    Examples
    --------
    >>> letters_of(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def reference(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does.

    Examples
    --------
    >>> reference(7, 28)
    'AB7'
    """
    return f"{letters_of(column)}{row}"


def _area(text: str) -> Area:
    ends = [re.fullmatch(r"\$?([A-Z]*)\$?(\d*)", end) for end in text.split(":")]
    first, last = (ends[0], ends[-1])
    if first is None or last is None:
        raise ValueError(f"no area: {text!r}")
    return (
        int(first[2] or 1),
        _column(first[1]) or 1,
        int(last[2] or LAST_ROW),
        _column(last[1]) or LAST_COLUMN,
    )


LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _in(area: Area, row: int, column: int) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _number(text: str) -> Fraction | None:
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
