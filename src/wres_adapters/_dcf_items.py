"""Items of a form that came back: all of them there, as they were, with numbers in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wres.admission.refusals import shown
from wres.errors import Problem
from wres.files.cells import Cell
from wres.records import ReturnLine, columns
from wres.returns.dcf import ITEMS, Item
from wres.vocabulary import fold
from wres_adapters._sheet_tables import Table


def shown_in(cell: Cell) -> str:
    """Quote what stands in a cell, unless it may be about a person."""
    value = shown(cell.text, columns(ReturnLine)["measure"]) or ""
    return value if value.startswith("(") else f"'{value}'"


Items = tuple[dict[int, int], list[Problem]]
"""Item number to its row, and what is wrong with the items."""


def items_of(table: Table, label_of: Callable[[Item], str], wanted: Iterable[int]) -> Items:
    """Find the row of each item, and check that it is labelled as it should be."""
    found: dict[int, int] = {}
    problems = []
    expected = list(wanted)
    for row in sorted(table.rows):
        number = table.cell(row, "item")
        if number is None or not number.text.strip():
            continue
        item = int(number.number or 0) if (number.number or 0.5).is_integer() else 0
        where = table.place(row, "item")
        if item not in expected:
            accepted = f"an item from {expected[0]} to {expected[-1]}"
            problems.append(Problem("unknown-item", where, f"no item {shown_in(number)}", accepted))
        elif item in found:
            told = f"item {item} is also in row {found[item]}"
            problems.append(Problem("repeated-item", where, told, "each item once"))
        else:
            found[item] = row
            problems += _label(table, row, label_of(ITEMS[item - 1]))
    lacking = [item for item in expected if item not in found]
    problems += [_missing(table, item, label_of(ITEMS[item - 1])) for item in lacking]
    return found, problems


def _label(table: Table, row: int, label: str) -> Iterator[Problem]:
    given = table.text(row, "label")
    if fold(given) != fold(label):
        cell = table.cell(row, "label")
        told = "no label" if cell is None else f"the label is {shown_in(cell)}"
        yield Problem("edited-label", table.place(row, "label"), told, f"'{label}'")


def _missing(table: Table, item: int, label: str) -> Problem:
    return Problem("missing-item", table.where, f"no item {item}", f"item {item}: '{label}'")


def number_in(table: Table, row: int, group: str, problems: list[Problem]) -> float | None:
    """Read a cell; ``None`` where it is blank. What is no number is a problem."""
    cell = table.cell(row, group)
    if cell is None or not (cell.text.strip() or cell.formula):
        return None
    where = table.place(row, group)
    if not cell.text.strip():
        told = "a formula whose result was not saved"
        problems.append(Problem("formula-without-value", where, told, "a number"))
    elif cell.number is None:
        told = f"{shown_in(cell)} in a cell for a number"
        problems.append(Problem("text-in-number-cell", where, told, "a number, or nothing"))
    return cell.number
