"""The sheet with items 1 to 63."""

from __future__ import annotations

from fractions import Fraction

from wres.returns.dcf.auto import AUTO, Likelihood
from wres.returns.dcf.form import Filled
from wres.returns.dcf.items import GROUPS, ITEMS, LAST_STAFF, MEASURES, RATIOS, SHARES, STAFF, Item
from wres.returns.dcf.layout import (
    HEADER_ROW,
    LAST,
    ON_FORM,
    THIS,
    add_table,
    heighten,
    plain,
    set_up,
    title,
    write_count,
    write_text,
)
from wres.returns.dcf.style import Style
from wres.returns.dcf.xlsx import Sheet
from wres.vocabulary import CONFIDENTIAL


BLANKS = (
    "Grey cells are formulas. A blank cell is not zero: column Notes, or the sheet Notes, says why "
    "it is blank."
)
NO_LAST_YEAR = "No report of last year was given, so its columns are blank."


def write_form(sheet: Sheet, style: Style, this: Filled, last: Filled | None) -> None:
    """Write the form, with last year's columns empty where there is no last year."""
    told = BLANKS if last is not None else f"{BLANKS} {NO_LAST_YEAR}"
    set_up(sheet, style, title("WRES return", this), ON_FORM.widths, told)
    # Indicator 1 on a page of its own, where the program keeps breaks when it fits the width.
    sheet.set_h_pagebreaks([HEADER_ROW + 1 + LAST_STAFF])
    add_table(sheet, style, ON_FORM.headers(this.rules), len(ITEMS), "wres_return")
    for item in ITEMS:
        _describe(sheet, style, item, this, last)
        for when, filled in ((LAST, last), (THIS, this)):
            for group in GROUPS:
                _figure(sheet, style, item, when=when, group=group, filled=filled)
        if not item.is_auto:
            _validate(sheet, item)


def _row(item: Item) -> int:
    return HEADER_ROW + item.number


def _opens(item: Item) -> bool:
    """Whether an item is the first of its block."""
    return item.number > 1 and ITEMS[item.number - 2].indicator != item.indicator


def _describe(sheet: Sheet, style: Style, item: Item, this: Filled, last: Filled | None) -> None:
    """Write what stands around an item's figures."""
    row, top, label = _row(item), _opens(item), item.labelled(this.rules)
    words = style.of(border=True, wrap=True, top=top)
    said = " ".join(
        f"{when}: {note}."
        for when, filled in ((THIS, this), (LAST, last))
        if filled is not None and (note := filled.note(item))
    )
    sheet.write_number(row, 0, item.number, style.of(border=True, align="left", top=top))
    for column, text in enumerate((item.indicator, label, MEASURES[item.kind]), 1):
        sheet.write_string(row, column, text, words)
    write_text(sheet, row, len(ON_FORM.widths) - 1, said, words)
    heighten(sheet, row, {ON_FORM.widths[2]: label, ON_FORM.widths[-1]: said})


def _figure(
    sheet: Sheet, style: Style, item: Item, *, when: str, group: str, filled: Filled | None
) -> None:
    """Write one cell: a formula with its value, a value, or nothing."""
    place = (_row(item), ON_FORM.of(when, group))
    value = None if filled is None else filled.figures.get((item.number, group))
    number = _number_format(item, value)
    is_gone = filled is not None and (item.number, group) in filled.not_shown
    align = "right" if is_gone else None
    form = style.of(border=True, shaded=item.is_auto, number=number, top=_opens(item), align=align)
    formula = None if filled is None else _formula(item, when, group, filled)
    if is_gone:
        sheet.write_string(*place, CONFIDENTIAL, form)
    elif formula is None:
        write_count(sheet, *place, value, form)
    else:
        sheet.write_formula(*place, formula, form, "" if value is None else plain(value))


def _formula(item: Item, when: str, group: str, filled: Filled) -> str | None:
    if not item.is_auto or (filled.has_totals_only and item.number in STAFF):
        return None
    if filled.is_fixed(item.number, group):
        return None

    def cell(number: int, of: str) -> str:
        letter = chr(ord("A") + ON_FORM.of(when, of))  # there are fewer than 26 columns
        return f"{letter}{HEADER_ROW + number + 1}"

    return AUTO[item.number].formula(cell, group, filled.rules)


def _number_format(item: Item, value: Fraction | None) -> str:
    if item.number in RATIOS:
        return "0.00"
    if isinstance(AUTO.get(item.number), Likelihood):
        return "0.0000"
    if item.kind == "percentage" or item.number in SHARES:
        return "0.0%"
    return "#,##0" if value is None or value.denominator == 1 else "#,##0.0"


def _validate(sheet: Sheet, item: Item) -> None:
    """Let only possible numbers be typed."""
    share = item.kind == "percentage"
    limits = {"minimum": 0, "maximum": 1} if share else {"value": 0}
    sheet.data_validation(
        _row(item),
        ON_FORM.of(LAST, GROUPS[0]),
        _row(item),
        ON_FORM.of(THIS, GROUPS[-1]),
        {
            "validate": "decimal",
            "criteria": "between" if share else ">=",
            "error_title": "Not possible here",
            "error_message": "A share from 0% to 100%." if share else "A count, 0 or more.",
            **limits,
        },
    )
