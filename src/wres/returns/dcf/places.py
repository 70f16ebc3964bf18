"""Where things stand on a form that was made elsewhere: found by its labels and headings.

Pure functions of the texts on a sheet, for whoever writes into such a form and whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from attrs import frozen

from wres.profiles import Profile
from wres.returns.dcf.items import GROUPS, ITEMS, Item
from wres.vocabulary import fold, read_table


HEADER_ROWS = 15
"""Rows above item 1 that may be headings of its columns."""

NEAR = 2
"""Rows from the first or last item that was found, in which one before or after it may stand."""

FEWEST_LABELS = len(ITEMS) // 3
"""A sheet with fewer labels than this is no form."""

BLOCKS = {"non_clinical": range(1, 15), "clinical": range(15, 29)}
"""Blocks whose labels are the same, so that a heading must tell them apart."""

YEAR = re.compile(r"\b(20\d\d)(?:\s?[/-]\s?(\d\d)\b)?")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1."""

When = int | str | None
"""A year, ``this_year``, ``last_year``, or nothing that tells."""


@frozen
class Grid:
    """The texts on a sheet, by row and column from 1, and its merged areas."""

    rows: Mapping[int, Mapping[int, str]]
    merged: tuple[Area, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell; empty where there is none."""
        return self.rows.get(row, {}).get(column, "").strip()

    def area(self, row: int, column: int) -> Area | None:
        """Give the merged area that a cell is in."""
        for area in self.merged:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area
        return None

    def heading(self, row: int, column: int) -> str:
        """Give what a cell shows: in a merged area, the text of its first cell."""
        area = self.area(row, column)
        return self.text(row, column) if area is None else self.text(area[0], area[1])

    def carried(self, row: int, column: int, after: int) -> str:
        """Give what a cell shows, or the nearest heading to its left."""
        shown = (self.heading(row, at) for at in range(column, after, -1))
        return next(filter(None, shown), "")


@frozen
class Column:
    """A column of figures.

    Parameters
    ----------
    when
        Whose year it is.
    verified
        ``False`` for prepopulated figures, ``None`` where the form has no such two.
    row
        Of the heading that names the group.
    """

    number: int
    group: str
    when: When
    verified: bool | None
    row: int


@frozen
class Places:
    """Where a form has its labels, items, measures and columns of figures."""

    labels: int
    items: Mapping[int, int]
    measures: int | None
    columns: tuple[Column, ...]

    @property
    def first_row(self) -> int:
        """The first row with an item."""
        return min(self.items.values())


def find(grid: Grid, rules: Profile) -> Places | None:
    """Find the form on a sheet; ``None`` where it has too few of the labels.

    Items are matched by label and order, as several labels occur twice.
    """
    labels = _labels(rules)
    best, most = 0, 0
    for column in sorted({column for row in grid.rows.values() for column in row}):
        known = {fold(grid.text(row, column)) for row in grid.rows} & set(labels)
        if len(known) > most:
            best, most = column, len(known)
    if most < FEWEST_LABELS:
        return None
    items = _items(grid, best, labels)
    first = min(items.values())
    return Places(best, items, _measures(grid, best, first), tuple(_columns(grid, best, first)))


def _labels(rules: Profile) -> list[str]:
    return [fold(item.labelled(rules)) for item in ITEMS]


def _items(grid: Grid, column: int, labels: Sequence[str]) -> dict[int, int]:
    rows = [row for row in sorted(grid.rows) if fold(grid.text(row, column)) in labels]
    found = [fold(grid.text(row, column)) for row in rows]
    blocks = SequenceMatcher(None, labels, found, autojunk=False).get_matching_blocks()
    return {
        ITEMS[block.a + step].number: rows[block.b + step]
        for block in blocks
        for step in range(block.size)
    }


def instead_of(grid: Grid, places: Places, item: Item) -> tuple[int | None, str]:
    """Give row and text of what stands where an item was expected; empty where nothing does."""
    before = [row for number, row in places.items.items() if number < item.number]
    after = [row for number, row in places.items.items() if number > item.number]
    bottom = min(after, default=max(before, default=0) + 1 + NEAR)
    top = max(before, default=bottom - 1 - NEAR)
    for row in range(bottom - 1, top, -1):  # headings stand above labels
        if text := grid.text(row, places.labels):
            return row, text
    return None, ""


def wrong_block(grid: Grid, places: Places, block: str) -> str | None:
    """Say under which heading a block of indicator 1 stands, where that is not its own."""
    rows = [places.items[item] for item in BLOCKS[block] if item in places.items]
    for row in range(min(rows, default=0), 0, -1):
        for column in range(places.labels, 0, -1):
            text = grid.text(row, column)
            means = {name for name in BLOCKS if any(word in fold(text) for word in words(name))}
            if means:
                is_own = ("non_clinical" in means) == (block == "non_clinical")
                return None if is_own else text
    return ""


@cache
def words(means: str) -> frozenset[str]:
    """Give the words that mean something in a heading, folded."""
    rows = read_table("dcf_headings")
    return frozenset(fold(row["text"]) for row in rows if row["means"] == means)


def _pieces(text: str) -> list[str]:
    return [fold(piece) for piece in re.split(r"[:\n]", text)]


def _means(text: str, *names: str) -> str | None:
    """Give the first of some meanings that a piece of a heading has."""
    pieces = _pieces(text)
    return next((name for name in names if words(name) & {*pieces}), None)


def _year(text: str) -> When:
    relative = _means(text, "this_year", "last_year")
    if relative is not None:
        return relative
    match = YEAR.search(text)
    if match is None:
        return None
    year, end = int(match[1]), match[2]
    return year + 1 if end and int(end) == (year + 1) % 100 else year


def _measures(grid: Grid, labels: int, first: int) -> int | None:
    for row in range(first - 1, max(first - HEADER_ROWS, 1) - 1, -1):
        for column in range(1, max(grid.rows.get(row, ()), default=0) + 1):
            if column != labels and _means(grid.heading(row, column), "measure"):
                return column
    return None


def _columns(grid: Grid, labels: int, first: int) -> Iterator[Column]:
    zone = [*range(first - 1, max(first - HEADER_ROWS, 1) - 1, -1)]
    last = max((column for row in zone for column in grid.rows.get(row, ())), default=0)
    last = max([last, *(area[3] for area in grid.merged if area[0] in zone)])
    for number in range(labels + 1, last + 1):
        kinds = (_means(grid.heading(row, number), "verified", "prepopulated") for row in zone)
        kind = next(filter(None, kinds), None)
        row, group = _group(grid, labels, zone, number, carried=kind is not None)
        if group is not None:
            order = [at for at in zone if at <= row] + [at for at in zone if at > row]
            years = (_year(grid.carried(at, number, labels)) for at in order)
            when = next((year for year in years if year is not None), None)
            yield Column(number, group, when, None if kind is None else kind == "verified", row)


def _group(
    grid: Grid, labels: int, zone: Sequence[int], number: int, *, carried: bool
) -> tuple[int, str | None]:
    for row in zone:
        text = grid.carried(row, number, labels) if carried else grid.heading(row, number)
        group = _means(text, *GROUPS)
        if group is not None:
            return row, group
    return 0, None
