"""A return written into a form that was made elsewhere: the figures' cells, and nothing else.

No library keeps everything that a workbook holds. So nothing is read and written again: the bytes
of the figures' cells are replaced within the part of their sheet, results of formulas that are no
longer right are taken out, and the workbook asks whoever opens it to calculate.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from os import PathLike
from pathlib import Path

from attrs import frozen

from wres.errors import InputError, Location, Problem, raise_all
from wres.files.cells import Book, open_book, told
from wres.files.inspect import refuse
from wres.returns.dcf.expected import item_rows, quoted, where, year_columns
from wres.returns.dcf.form import Filled, fill
from wres.returns.dcf.items import ITEMS, SURVEY, Item
from wres.returns.dcf.layout import CODE, YEAR, plain
from wres.returns.dcf.official import OpenForm, letters_of, open_form, reference
from wres.returns.dcf.package import with_figures
from wres.returns.filed import WresReturn
from wres.vocabulary import fold


SIGNATURES = "_xmlsignatures/"


@frozen
class WrittenForm:
    """A form with figures in it.

    Parameters
    ----------
    name
        Of the file, as the form's own.
    cells
        Reference of each cell that was written, such as ``E7``, to its figure, in the form's
        order; a share is a number from 0 to 1 here, whatever the cell holds.
    left
        Items that were left as they are, at least for one group, as they were not supplied.
    unchecked
        Cells whose rule for what may be typed depends on something that was not calculated.
    """

    name: str
    content: bytes
    sheet: str
    cells: Mapping[str, Fraction]
    left: tuple[int, ...]
    unchecked: tuple[str, ...]


def write_into(
    form: str | PathLike[str],
    filed: WresReturn,
    *,
    year: int | None = None,
    organisation: str | None = None,
) -> WrittenForm:
    """Write a return's counts and survey shares into a copy of a form.

    Rows are found by their labels, columns by their headings. Where the form has prepopulated
    and verified figures side by side, the verified ones are written. Calculated items are not
    written, nor the columns of other years; a figure that was not supplied leaves its cell as
    it is.

    Parameters
    ----------
    form
        Path of an .xlsx workbook; it is not changed.
    filed
        One organisation's return of one year, without breakdowns.
    year, organisation
        What to call it where it has no figures that say so.

    Returns
    -------
    WrittenForm
        The same bytes for the same input. Every part of the workbook but those with figures or
        results of formulas, and the one that asks to calculate, is as it was.

    Raises
    ------
    InputError
        With everything about the form that is not as expected: a label or heading that is
        missing or changed, a cell that is locked, has a formula or text, or would not accept
        the figure.
    FigureError
        Where a form has no place for the return.
    """
    path = Path(form)
    filled = fill(filed, organisation=organisation, year=year)
    book = open_book(path)
    with told(path):
        opened = open_form(book, filled.rules)
        if opened is None:
            raise _no_form(path)
        targets, problems = _targets(opened, filled)
        raise_all([*problems, *_identity(book, filled), *_signed(path)])
        return _written(opened, targets)


def _no_form(path: Path) -> InputError:
    labels = ", ".join(f"'{ITEMS[number - 1].label}'" for number in (34, 39, 43))
    return refuse(
        "missing-header",
        Location(path.name),
        "no sheet has the labels of the data collection form",
        f"a sheet with labels such as {labels}",
    )


@frozen
class _Target:
    item: Item
    group: str
    row: int
    column: int
    figure: Fraction | None


def _targets(form: OpenForm, filled: Filled) -> tuple[list[_Target], list[Problem]]:
    """Find the cell of each figure, and check that it is the one that is meant."""
    relative = any(one.when == "this_year" for one in form.places.columns)
    chosen, problems = year_columns(form, "this_year" if relative else filled.year, filled.rules)
    rows, more = item_rows(form, filled.rules)
    made = [
        _Target(ITEMS[number - 1], group, row, column, filled.given.get((number, group)))
        for number, row in rows.items()
        for group, column in chosen.items()
    ]
    faults = [fault for one in made if one.figure is not None for fault in _cell(form, one)]
    return made, [*problems, *more, *faults]


def _identity(book: Book, filled: Filled) -> Iterator[Problem]:
    """Compare the form's own year and organisation, where it names them, with the return's."""
    expected = {fold(CODE): filled.organisation, fold(YEAR): str(filled.year or "")}
    for sheet in book.parts:
        for number, row in book.top(sheet).items():
            for column, cell in row.items():
                beside, wanted = row.get(column + 1), expected.get(fold(cell.text))
                if cell.kind != "text" or not wanted or beside is None:
                    continue
                given = beside.text.strip()
                if given and fold(given) != fold(wanted):
                    place = Location(book.path.name, sheet, number, letters_of(column + 1))
                    message = f"the form is of {quoted(given)}"
                    yield Problem("other-form", place, message, f"a form of {wanted}")


def _signed(path: Path) -> Iterator[Problem]:
    with zipfile.ZipFile(path) as archive:
        if any(name.startswith(SIGNATURES) for name in archive.namelist()):
            message = "the workbook is signed, and would not be any more"
            accepted = "a workbook without a digital signature"
            yield Problem("signed-workbook", Location(path.name), message, accepted)


def _cell(form: OpenForm, target: _Target) -> Iterator[Problem]:
    """Say what speaks against writing a figure into its cell."""
    at = (target.row, target.column)
    place, name = where(form, *at), reference(*at)
    cell = form.cell(*at)
    if form.is_hidden_by_merge(*at):
        message = f"cell {name} is covered by a merged cell"
        yield Problem("merged-cell", place, message, "a cell of its own for each figure")
    if form.is_locked(*at):
        message = f"cell {name} is locked, and the sheet is protected"
        yield Problem("locked-cell", place, message, "an unlocked cell for each figure")
    if (cell is not None and cell.formula) or at in form.calculated:
        message = f"cell {name} has a formula"
        yield Problem("formula-in-cell", place, message, "a cell to type a figure into")
    elif cell is not None and cell.kind != "number" and cell.text.strip():
        message = f"cell {name} holds {quoted(cell.text)}"
        yield Problem("text-in-number-cell", place, message, "a number, or nothing")
    unit = _unit(form, target)
    if unit is None:
        message = f"nothing says whether cell {name} takes 0.5 or 50 for 50%"
        accepted = "a percent format, or a rule that accepts no more than 1, or 100"
        yield Problem("unclear-percentage", place, message, accepted)
        return
    number = (target.figure or Fraction()) * unit
    for rule in form.validations(*at):
        if rule.admits(number) is False:
            message = f"cell {name} does not accept {plain(number):g}"
            yield Problem("rejected-figure", place, message, rule.accepted)


def _unit(form: OpenForm, target: _Target) -> int | None:
    is_share = target.item.kind == "percentage"
    return form.unit(target.row, target.column) if is_share else 1


def _written(form: OpenForm, targets: list[_Target]) -> WrittenForm:
    numbers: dict[tuple[int, int], str] = {}
    cells, unchecked = {}, []
    for one in targets:
        if one.figure is not None:
            at = (one.row, one.column)
            number = one.figure * (_unit(form, one) or 1)
            numbers[at], cells[reference(*at)] = repr(plain(number)), one.figure
            if any(rule.admits(number) is None for rule in form.validations(*at)):
                unchecked.append(reference(*at))
    left = {one.item.number for one in targets if one.figure is None and not _is_usual(one)}
    return WrittenForm(
        form.book.path.name,
        with_figures(form, numbers),
        form.sheet,
        cells,
        tuple(sorted(left)),
        tuple(unchecked),
    )


def _is_usual(target: _Target) -> bool:
    """Whether a figure is never supplied: the survey does not publish those of unknown ethnicity."""
    return target.item.number in SURVEY and target.group == "unknown"
