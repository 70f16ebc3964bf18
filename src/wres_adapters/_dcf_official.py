"""The data collection form as it was sent out, filled in: one year's columns as lines."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from wres.errors import Problem, raise_all
from wres.files.cells import Book
from wres.profiles import Profile
from wres.returns.dcf import ITEMS, Item
from wres.returns.dcf.expected import item_rows, quoted, where, year_columns
from wres.returns.dcf.official import OpenForm, letters_of, open_form


@frozen
class Figure:
    """A figure on the form; a share is a number from 0 to 1."""

    item: Item
    group: str
    row: int
    value: float


@frozen
class Filled:
    """One year's columns.

    Parameters
    ----------
    columns
        Group to the letters of its column.
    """

    sheet: str
    year: int | None
    columns: Mapping[str, str]
    figures: tuple[Figure, ...]


def read_official(book: Book, rules: Profile, year: int | None, *, last: bool) -> Filled | None:
    """Read the columns of a year, or of the year before; ``None`` where there is no such form.

    Parameters
    ----------
    year
        The newest that the form has, where none is given.

    Raises
    ------
    InputError
        With every label, heading and figure that is not as expected.
    """
    form = open_form(book, rules)
    if form is None:
        return None
    found = {one.when for one in form.places.columns}
    newest = max((when for when in found if isinstance(when, int)), default=None)
    this = newest if year is None else year
    wanted = this if this is None or not last else this - 1
    when = ("last_year" if last else "this_year") if "this_year" in found else wanted
    columns, problems = year_columns(form, when, rules)
    rows, more = item_rows(form, rules)
    problems += more
    figures = []
    for number, row in rows.items():
        for group, column in columns.items():
            value = _value(form, ITEMS[number - 1], row, column, problems)
            if value is not None:
                figures.append(Figure(ITEMS[number - 1], group, row, value))
    raise_all(problems)
    letters = {group: letters_of(column) for group, column in columns.items()}
    return Filled(form.sheet, wanted, letters, tuple(figures))


def _value(
    form: OpenForm, item: Item, row: int, column: int, problems: list[Problem]
) -> float | None:
    cell, place = form.cell(row, column), where(form, row, column)
    if cell is None or not (cell.text.strip() or cell.formula):
        return None
    if not cell.text.strip():
        message = "a formula whose result was not saved"
        problems.append(Problem("formula-without-value", place, message, "a number"))
    elif cell.number is None:
        message = f"{quoted(cell.text)} in a cell for a number"
        problems.append(Problem("text-in-number-cell", place, message, "a number, or nothing"))
    elif item.kind != "percentage":
        return cell.number
    elif (unit := form.unit(row, column)) is None:
        message = "nothing says whether 50% is written as 0.5 or as 50"
        accepted = "a percent format, or a rule that accepts no more than 1, or 100"
        problems.append(Problem("unclear-percentage", place, message, accepted))
    else:
        return float(Fraction(cell.text) / unit)
    return None
