"""Whether a form that was made elsewhere is as expected: its labels, measures, blocks and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wres.admission.refusals import shown
from wres.errors import Location, Problem
from wres.profiles import Profile
from wres.records import ReturnLine, columns
from wres.returns.dcf.items import GROUPS, ITEMS, MEASURES, Item
from wres.returns.dcf.official import OpenForm, letters_of
from wres.returns.dcf.places import BLOCKS, Column, When, instead_of, wrong_block
from wres.vocabulary import fold


def where(form: OpenForm, row: int | None = None, column: int | None = None) -> Location:
    """Say where something on the form's sheet is; the column by its letters."""
    letters = None if column is None else letters_of(column)
    return Location(form.book.path.name, form.sheet, row, letters)


def quoted(text: str) -> str:
    """Quote what a form holds, unless it may be about a person."""
    value = shown(text, columns(ReturnLine)["measure"]) or ""
    return value if value.startswith("(") else f"'{value}'"


def item_rows(form: OpenForm, rules: Profile) -> tuple[dict[int, int], list[Problem]]:
    """Give the row of each item that is filled in, and what is not as expected about them."""
    problems = [*_blocks(form)]
    made: dict[int, int] = {}
    for item in ITEMS:
        if item.is_auto:
            continue
        row = form.places.items.get(item.number)
        if row is None:
            problems.append(_label(form, item, rules))
        else:
            made[item.number] = row
            problems += _measure(form, item, row)
    return made, problems


def _label(form: OpenForm, item: Item, rules: Profile) -> Problem:
    row, text = instead_of(form.grid, form.places, item)
    accepted = f"item {item.number}: '{item.labelled(rules)}'"
    place = where(form, row, form.places.labels)
    if row is None:
        return Problem("missing-item", place, f"no item {item.number}", accepted)
    return Problem("edited-label", place, f"the label is {quoted(text)}", accepted)


def _measure(form: OpenForm, item: Item, row: int) -> Iterator[Problem]:
    column = form.places.measures
    if column is None:
        return
    given, expected = form.grid.heading(row, column), MEASURES[item.kind]
    if fold(given) != fold(expected):
        message = f"the measure of item {item.number} is {quoted(given)}"
        yield Problem("edited-label", where(form, row, column), message, f"'{expected}'")


def _blocks(form: OpenForm) -> Iterator[Problem]:
    for block, items in BLOCKS.items():
        said = wrong_block(form.grid, form.places, block)
        if said is not None:
            row = next((form.places.items[one] for one in items if one in form.places.items), None)
            message = f"the heading is {quoted(said)}" if said else "no heading above the items"
            of = f"items {items[0]} to {items[-1]}"
            accepted = f"a heading of {of} that says {block.replace('_', '-')}"
            yield Problem("edited-label", where(form, row, form.places.labels), message, accepted)


def year_columns(
    form: OpenForm, when: When, rules: Profile
) -> tuple[dict[str, int], list[Problem]]:
    """Give the column of each group in a year, of verified figures where there are two.

    Parameters
    ----------
    when
        A year, or ``this_year`` or ``last_year`` where the form speaks so.
    """
    own = [one for one in form.places.columns if one.when == when]
    if not own:
        return {}, [_no_year(form, when, rules)]
    chosen, problems = {}, []
    for group in GROUPS:
        found = [one for one in own if one.group == group and one.verified is not False]
        if len(found) == 1:
            chosen[group] = found[0].number
            continue
        which = f"columns {', '.join(_letters(found))}" if found else "no column"
        message = f"{which} for the figures of {rules[f'label_{group}']}"
        accepted = "one column for each group and year, of verified figures where there are two"
        code = "repeated-column" if found else "missing-column"
        problems.append(Problem(code, where(form, own[0].row), message, accepted))
    return chosen, problems


def _letters(found: Iterable[Column]) -> list[str]:
    return [f"'{letters_of(one.number)}'" for one in found]


def _no_year(form: OpenForm, when: When, rules: Profile) -> Problem:
    if not form.places.columns:
        labels = ", ".join(f"'{rules[f'label_{group}']}'" for group in GROUPS)
        place = where(form, form.places.first_row)
        return Problem("missing-column", place, "no headings of the groups above", labels)
    years = sorted({str(one.when) for one in form.places.columns if one.when is not None})
    message = f"the columns are of {', '.join(years)}" if years else "the columns name no year"
    place = where(form, form.places.columns[0].row)
    return Problem("wrong-year", place, message, f"columns of {when}")
