"""Where things stand in the workbook, and how its sheets are set up."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from wres.profiles import Profile
from wres.returns.dcf.form import Filled
from wres.returns.dcf.items import GROUPS, Item
from wres.returns.dcf.style import Style
from wres.returns.dcf.xlsx import Sheet


COVER, CONTENTS, FORM, BASES, NOTES = (
    "Cover",
    "Contents",
    "WRES return",
    "Survey bases",
    "Notes",
)
"""Names of the sheets, in order."""

ONE_TABLE = "This sheet has one table."

CODE, NAME, YEAR, LAST_YEAR, SNAPSHOT = (
    "Organisation code",
    "Organisation name",
    "WRES year",
    "WRES year of last year's columns",
    "Snapshot of this year",
)
"""Labels on the cover; each has its value to the right."""

LAST, THIS = "Last year", "This year"
HEADER_ROW = 3
"""Row of the headers in every table, from 0; rows of figures follow it."""

HEADER_HEIGHT, WIDE_HEADER_HEIGHT = 24, 56
LINE, CHARACTERS = 16, 0.95
"""Points that a line takes, and characters that surely fit a unit of column width."""

PAPER_A4 = 9


@frozen
class Columns:
    """Where the two years stand on a sheet.

    Parameters
    ----------
    before
        Headers to the left of the figures.
    after
        Headers to their right.
    widths
        Of all columns, in characters.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    widths: tuple[float, ...]

    def headers(self, rules: Profile) -> list[str]:
        """Give all headers in order."""
        groups = group_labels(rules)
        years = [f"{when}: {groups[group]}" for when in (LAST, THIS) for group in GROUPS]
        return [*self.before, *years, *self.after]

    def of(self, when: str, group: str) -> int:
        """Give the column of a year and group, from 0."""
        return len(self.before) + (len(GROUPS) if when == THIS else 0) + GROUPS.index(group)


ON_FORM = Columns(
    ("Item", "Indicator", "Label", "Measure"), ("Notes",), (8, 28, 50, 16, *[13] * 6, 55)
)
ON_BASES = Columns(("Item", "Indicator", "Label"), (), (8, 12, 70, *[15] * 6))
ON_NOTES = Columns(("Note", "Text"), (), (8, 120))
ON_COVER = Columns(("About this form", "Value"), (), (40, 90))
ON_CONTENTS = Columns(("Sheet", "What is there"), (), (24, 106))


def group_labels(rules: Profile) -> dict[str, str]:
    """Give the form's headings of the three groups."""
    labels = {group: rules[f"label_{group}"] for group in GROUPS}
    return {**labels, "unknown": "Ethnicity unknown"}


def respondents_label(item: Item) -> str:
    """Give the label of a survey item's line on the sheet of bases."""
    return f"Respondents: {item.label}"


def title(what: str, filled: Filled) -> str:
    """Give a sheet's title: what it is, the year, whose."""
    return " ".join(filter(None, [what, str(filled.year or ""), filled.organisation]))


def plain(value: Fraction) -> int | float:
    """Give the number that a cell holds: whole numbers as such, others the nearest float."""
    return int(value) if value.denominator == 1 else float(value)


def set_up(sheet: Sheet, style: Style, heading: str, widths: Sequence[float], told: str) -> None:
    """Write the title and how to read the sheet, and set the columns and the printed page."""
    sheet.write_string(0, 0, heading, style.title)
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, ONE_TABLE, style.of())
    sheet.write_string(2, 0, told, style.of())
    for row in (1, 2):
        sheet.set_row(row, LINE + 3)
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)


def add_table(sheet: Sheet, style: Style, headers: Sequence[str], rows: int, name: str) -> None:
    """Mark a table up, for people who do not see it; its cells are written by the caller."""
    options: Mapping[str, object] = {
        "name": name,
        "autofilter": False,
        "style": None,
        "columns": [{"header": header, "header_format": style.header} for header in headers],
    }
    is_wide = len(headers) > len(ON_NOTES.before)
    sheet.set_row(HEADER_ROW, WIDE_HEADER_HEIGHT if is_wide else HEADER_HEIGHT)
    sheet.add_table(HEADER_ROW, 0, HEADER_ROW + rows, len(headers) - 1, options)
    sheet.repeat_rows(HEADER_ROW)


def write_text(sheet: Sheet, row: int, column: int, text: str | None, form: Any) -> None:  # noqa: ANN401
    """Write a text, or an empty cell where there is none."""
    if text:
        sheet.write_string(row, column, text, form)
    else:
        sheet.write_blank(row, column, None, form)


def write_count(sheet: Sheet, row: int, column: int, count: Fraction | None, form: Any) -> None:  # noqa: ANN401
    """Write a number, or an empty cell where there is none."""
    if count is None:
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, plain(count), form)


def heighten(sheet: Sheet, row: int, texts: Mapping[float, str]) -> None:
    """Make a row as high as its texts need, by column width: not every program does it itself."""
    lines = max(len(textwrap.wrap(text, int(width * CHARACTERS))) for width, text in texts.items())
    sheet.set_row(row, LINE * max(lines, 1) + 3)
