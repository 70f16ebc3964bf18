"""The data collection form as a workbook: live formulas, exact figures, ready to print."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from wres.dates import day as written
from wres.returns.dcf.form import Filled, fill
from wres.returns.dcf.form_sheet import write_form
from wres.returns.dcf.hidden import NOTHING, Hidden
from wres.returns.dcf.items import GROUPS, ITEMS, SURVEY
from wres.returns.dcf.layout import (
    BASES,
    CODE,
    CONTENTS,
    COVER,
    FORM,
    HEADER_ROW,
    LAST,
    LAST_YEAR,
    NAME,
    NOTES,
    ON_BASES,
    ON_CONTENTS,
    ON_COVER,
    ON_NOTES,
    SNAPSHOT,
    THIS,
    YEAR,
    add_table,
    heighten,
    respondents_label,
    set_up,
    title,
    write_count,
)
from wres.returns.dcf.notes import notes
from wres.returns.dcf.style import Style
from wres.returns.dcf.xlsx import Book, Sheet, workbook_bytes
from wres.returns.filed import WresReturn
from wres.vocabulary import CONFIDENTIAL, HIDDEN


PROPERTIES = {
    "title": "Workforce Race Equality Standard: data collection form",
    "subject": "NHS Workforce Race Equality Standard",
    "comments": "Counts of the return and the figures that follow from them.",
}
SYMBOL = (
    f"{CONFIDENTIAL} stands for what is {HIDDEN}. What would be "
    "calculated from it is hidden too, and has no formula."
)
SHEETS = {
    COVER: "whose form it is, and of which year",
    FORM: "items 1 to 63 in the order of the data collection form; grey cells are formulas",
    BASES: "how many people answered the Staff Survey's questions behind items 46 to 49",
    NOTES: "how to read the figures, and what to know before they are used",
}


def dcf_bytes(
    filed: WresReturn,
    *,
    year: int | None = None,
    organisation: str | None = None,
    name: str | None = None,
    previous: WresReturn | None = None,
    hidden: Hidden = NOTHING,
    previous_hidden: Hidden = NOTHING,
) -> bytes:
    """Write the form.

    Parameters
    ----------
    filed
        One organisation's return of one year, without breakdowns.
    year, organisation
        What to call it where it has no figures that say so.
    name
        The organisation's, for people.
    previous
        The return of an earlier year, for the columns of last year.
    hidden, previous_hidden
        What is not shown of either, where they are of published reports.

    Returns
    -------
    bytes
        An XLSX workbook; the same for the same input.

    Raises
    ------
    FigureError
        Where the form has no place for the return.
    MissingExtraError
        Where XlsxWriter is not installed.
    """
    this = fill(filed, organisation=organisation, year=year, hidden=hidden)
    # Labels, and with them the directions of the ratios, are those of this year.
    last = None
    if previous is not None:
        last = evolve(fill(previous, hidden=previous_hidden), rules=this.rules)

    def write(book: Book) -> None:
        style = Style(book)
        order = (COVER, CONTENTS, FORM, BASES, NOTES)
        sheets = {name: book.add_worksheet(name) for name in order}
        _cover(sheets[COVER], style, this, last, name)
        _contents(sheets[CONTENTS], style)
        write_form(sheets[FORM], style, this, last)
        _bases(sheets[BASES], style, this, last)
        told = [hidden.sentence, SYMBOL] if hidden.sentence else []
        _notes(sheets[NOTES], style, [*told, *notes(this, filed.evidence.warnings)])

    return workbook_bytes(write, properties=PROPERTIES)


def _cover(sheet: Sheet, style: Style, this: Filled, last: Filled | None, name: str | None) -> None:
    """Write whose form it is, as far as that is known."""
    told = f"The next sheet, {CONTENTS}, has links to the others."
    set_up(sheet, style, PROPERTIES["title"], ON_COVER.widths, told)
    years = {YEAR: this.year, LAST_YEAR: None if last is None else last.year}
    facts = {CODE: this.organisation, NAME: name, **years, SNAPSHOT: _snapshot(this)}
    known = {label: value for label, value in facts.items() if value}
    add_table(sheet, style, ON_COVER.before, max(len(known), 1), "wres_cover")
    written = style.of(border=True, align="left")
    for row, (label, value) in enumerate(known.items(), HEADER_ROW + 1):
        sheet.write_string(row, 0, label, style.of(bold=True, border=True))
        if isinstance(value, int):
            sheet.write_number(row, 1, value, written)
        else:
            sheet.write_string(row, 1, value, written)


def _contents(sheet: Sheet, style: Style) -> None:
    """Write what is on which sheet."""
    set_up(sheet, style, CONTENTS, ON_CONTENTS.widths, "The names of sheets are links to them.")
    add_table(sheet, style, ON_CONTENTS.before, len(SHEETS), "wres_contents")
    for row, (where, told) in enumerate(SHEETS.items(), HEADER_ROW + 1):
        sheet.write_url(row, 0, f"internal:'{where}'!A1", style.of(link=True, border=True), where)
        sheet.write_string(row, 1, told, style.of(border=True, wrap=True))


def _snapshot(filled: Filled) -> str | None:
    day = filled.rules.snapshot
    return None if filled.year is None else written(day)


def _bases(sheet: Sheet, style: Style, this: Filled, last: Filled | None) -> None:
    """Write how many people answered."""
    told = "A blank cell is a number that was not supplied."
    set_up(sheet, style, title("Staff Survey: respondents", this), ON_BASES.widths, told)
    add_table(sheet, style, ON_BASES.headers(this.rules), len(SURVEY), "wres_survey_bases")
    words, number = style.of(border=True, wrap=True), style.of(border=True, number="#,##0")
    mark = style.of(border=True, number="#,##0", align="right")
    for row, item in enumerate((ITEMS[at - 1] for at in SURVEY), HEADER_ROW + 1):
        sheet.write_number(row, 0, item.number, style.of(border=True, align="left"))
        sheet.write_string(row, 1, item.indicator, words)
        sheet.write_string(row, 2, respondents_label(item), words)
        heighten(sheet, row, {ON_BASES.widths[2]: respondents_label(item)})
        for when, filled in ((LAST, last), (THIS, this)):
            for group in GROUPS:
                place = (row, ON_BASES.of(when, group))
                if filled is not None and (item.number, group) in filled.hidden_bases:
                    sheet.write_string(*place, CONFIDENTIAL, mark)
                    continue
                base = None if filled is None else filled.bases.get((item.number, group))
                write_count(sheet, *place, base, number)


def _notes(sheet: Sheet, style: Style, told: Sequence[str]) -> None:
    set_up(sheet, style, "Notes", ON_NOTES.widths, "How to read the figures of this form.")
    add_table(sheet, style, ON_NOTES.before, len(told), "wres_notes")
    for number, text in enumerate(told, 1):
        row = HEADER_ROW + number
        sheet.write_number(row, 0, number, style.of(border=True, align="left"))
        sheet.write_string(row, 1, text, style.of(border=True, wrap=True))
        heighten(sheet, row, {ON_NOTES.widths[1]: text})
