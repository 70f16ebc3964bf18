"""Forms as they may be sent out: made here, as the official one is not ours to ship."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter
from attrs import field, frozen

from wres.metrics import GROUPS
from wres.profiles import profile
from wres.returns.dcf import AUTO, ITEMS, Item
from wres.returns.dcf.official import reference


SHEET = "WRES Template"
HEADINGS = {"white": "WHITE", "bme": "BME", "unknown": "ETHNICITY UNKNOWN/NULL"}
BLOCKS = {
    1: "1a) Non Clinical workforce",
    15: "1b) Clinical workforce, of which Non Medical",
    29: "of which Medical & Dental",
}
FIRST_ROW = 9
LABELS, MEASURES, FIRST_COLUMN = 3, 4, 5


@frozen(kw_only=True)
class Form:
    """What is on the form, from which tests deviate.

    Parameters
    ----------
    labels, measures, blocks
        Item number to what stands there instead of the usual.
    validation
        Item number to a rule of XlsxWriter, instead of the usual.
    locked
        Items whose cells are locked.
    values
        Cell to what stands there at first.
    """

    years: tuple[int | str, int | str] = (2024, 2025)
    labels: Mapping[int, str] = field(factory=dict)
    measures: Mapping[int, str] = field(factory=dict)
    blocks: Mapping[int, str] = field(factory=lambda: BLOCKS)
    validation: Mapping[int, dict[str, Any]] = field(factory=dict)
    locked: frozenset[int] = frozenset()
    values: Mapping[str, Any] = field(factory=dict)
    code: str = "RXX"
    two_sets: bool = True
    percent: str = "0.0%"
    blank_cells: bool = True
    protected: bool = True
    extra: Callable[[Any, Any], None] = lambda *_: None

    @property
    def rows(self) -> dict[int, int]:
        """Item number to its row, from 1: headings stand between."""
        made, row = {}, FIRST_ROW
        for item in ITEMS:
            row += item.number in BLOCKS
            made[item.number] = row
            row += 1
        return made

    def column(self, group: str, *, this: bool = True, verified: bool = True) -> int:
        """Column of a group, from 1."""
        each = 2 if self.two_sets else 1
        start = FIRST_COLUMN + (3 * each if this else 0) + each * GROUPS.index(group)
        return start + (each - 1 if verified else 0)

    def cell(self, item: int, group: str, **which: bool) -> str:
        """Reference of a figure's cell, such as ``L10``."""
        return reference(self.rows[item], self.column(group, **which))

    def content(self) -> bytes:
        """Write it, with all that libraries lose."""
        content = BytesIO()
        book = xlsxwriter.Workbook(content, {"in_memory": True})
        cover, sheet = book.add_worksheet("Cover"), book.add_worksheet(SHEET)
        cover.write_row("A2", ["Organisation code:", self.code])
        cover.write_formula("A4", f"=SUM('{SHEET}'!L:L)", None, 12345)
        Writing(self, book, sheet).all()
        self.extra(book, sheet)
        book.close()
        return content.getvalue()


@frozen
class Writing:
    """Writes the sheet of a form."""

    form: Form
    book: Any
    sheet: Any

    def all(self) -> None:
        form, sheet = self.form, self.sheet
        sheet.write("A1", "Workforce Race Equality Standard data collection")
        if form.protected:
            sheet.protect("secret", {"format_cells": False})
        self.headings()
        rows = form.rows
        for item in ITEMS:
            row = rows[item.number]
            if item.number in BLOCKS:
                sheet.write(row - 2, 0, form.blocks.get(item.number, ""))
            if item.number > 33:
                sheet.write(row - 1, 0, f"Indicator {item.metric}")
            sheet.write(row - 1, 1, item.number)
            sheet.write(row - 1, LABELS - 1, form.labels.get(item.number, item.label))
            measure = {"headcount": "Headcount", "percentage": "Percentage"}.get(item.kind)
            measure = form.measures.get(item.number, measure or "Auto calculated")
            sheet.write(row - 1, MEASURES - 1, measure)
            for this in (False, True):
                for group in GROUPS:
                    self.figures(item, group, this=this)
        for cell, value in form.values.items():
            sheet.write(cell, value, self.book.add_format({"locked": False}))

    def headings(self) -> None:
        form, sheet = self.form, self.sheet
        sheet.write_row(5, 0, ["INDICATOR", "ITEM", "DATA ITEM", "MEASURE"])
        for this, year in zip((False, True), form.years, strict=True):
            first = form.column("white", this=this, verified=False)
            last = form.column("unknown", this=this)
            text = f"31st MARCH {year}" if isinstance(year, int) else year
            sheet.merge_range(4, first - 1, 4, last - 1, text)
            for group, heading in HEADINGS.items():
                column = form.column(group, this=this, verified=False)
                if form.two_sets:
                    sheet.merge_range(5, column - 1, 5, column, heading)
                    sheet.write_row(6, column - 1, ["Prepopulated figures", "Verified\nfigures"])
                else:
                    sheet.write(5, column - 1, heading)
        sheet.write(5, form.column("unknown"), "Notes")

    def figures(self, item: Item, group: str, *, this: bool) -> None:
        form, sheet = self.form, self.sheet
        row = form.rows[item.number] - 1
        if form.two_sets:
            column = form.column(group, this=this, verified=False) - 1
            sheet.write(row, column, 7 if not item.is_auto else "", self.format(item, locked=True))
        column = form.column(group, this=this) - 1
        if item.is_auto:
            self.formula(item, group, row, column, this=this)
            return
        if form.blank_cells:
            locked = item.number in form.locked
            sheet.write_blank(row, column, None, self.format(item, locked=locked))
        rule = {"validate": "integer", "criteria": ">=", "value": 0}
        if item.kind == "percentage":
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        rule = form.validation.get(item.number, {} if item.number == 39 else rule)
        if rule:
            sheet.data_validation(row, column, row, column, rule)

    def format(self, item: Item, *, locked: bool) -> Any:  # noqa: ANN401  # has no types
        number = self.form.percent if item.kind == "percentage" else "#,##0"
        return self.book.add_format({"locked": locked, "num_format": number, "border": 1})

    def formula(self, item: Item, group: str, row: int, column: int, *, this: bool) -> None:
        formula = AUTO[item.number].formula(
            lambda number, of: self.form.cell(number, of, this=this), group, profile(2025)
        )
        if formula is not None:
            self.sheet.write_formula(row, column, formula, self.format(item, locked=True), 99)


def adorned(book: Any, sheet: Any) -> None:  # noqa: ANN401  # have no types
    """Put on the form what libraries that read and write lose."""
    sheet.conditional_format("K9:K50", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("L9:L50", {"type": "icon_set", "icon_style": "3_flags"})
    sheet.conditional_format(
        "M9:M50",
        {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})},
    )
    sheet.add_sparkline("R10", {"range": f"'{SHEET}'!K9:P9"})
    sheet.insert_textbox("R12", "Read the guidance first", {"description": "a note"})
    sheet.insert_checkbox("R30", True)  # noqa: FBT003  # positional
    sheet.write_comment("L10", "Whole people only")
    sheet.write_rich_string("R2", "Fill in ", book.add_format({"bold": True}), "all", " cells")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$L$10:$L$23"})
    sheet.insert_chart("R40", chart, {"description": "Staff by band"})
    book.define_name("Bands", f"='{SHEET}'!$L$10:$L$23")
    lists = book.add_worksheet("Lists")
    lists.write_column("A1", ["RXX", "RYY"])
    lists.write_array_formula("C1:C2", "{=A1:A2}", None, "RXX")
    lists.hide()
    sheet.set_header("&CWRES")
    sheet.freeze_panes(7, 4)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a workbook, in order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
