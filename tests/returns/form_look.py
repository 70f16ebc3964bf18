"""A workbook in words: what it says and how it looks, one line a row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl


PROPERTIES = ("title", "subject", "description", "created")
SIDES = ("left", "right", "top", "bottom")

Book = Any  # openpyxl has no types
Sheet = Any
Cell = Any


def look(content: bytes) -> str:
    """Describe every sheet: page, columns, tables, rules for typing, cells; then the formats."""
    book: Book = openpyxl.load_workbook(BytesIO(content))
    formats: dict[str, int] = {}
    lines = [f"{name}: {getattr(book.properties, name)}" for name in PROPERTIES]
    for sheet in book:
        lines += ["", f"=== {sheet.title}", *_page(sheet), *_tables(sheet), *_rules(sheet)]
        lines += [_row(sheet, number, formats) for number in range(1, sheet.max_row + 1)]
    lines += ["", "=== Formats", *(f"{{{number}}} {told}" for told, number in formats.items())]
    return "\n".join(lines) + "\n"


def _page(sheet: Sheet) -> Iterator[str]:
    page, margins, footer = sheet.page_setup, sheet.page_margins, sheet.oddFooter
    fits = sheet.sheet_properties.pageSetUpPr.fitToPage
    pages = f"{page.fitToWidth or 1} by {page.fitToHeight} pages"
    yield f"page: {page.orientation}, paper {page.paperSize}, fits {fits}: {pages}"
    yield "margins: " + ", ".join(f"{side} {getattr(margins, side):g}" for side in SIDES)
    yield f"footer: {footer.left.text} | {footer.center.text} | {footer.right.text}"
    yield f"gridlines: {sheet.sheet_view.showGridLines}; frozen at {sheet.freeze_panes}"
    yield f"repeated rows: {sheet.print_title_rows}; breaks: {[one.id for one in sheet.row_breaks.brk]}"
    widths = sorted(
        (column.min, column.max, column.width) for column in sheet.column_dimensions.values()
    )
    yield "columns: " + ", ".join(f"{least} to {most} {width:.1f}" for least, most, width in widths)


def _tables(sheet: Sheet) -> Iterator[str]:
    for table in sheet.tables.values():
        headers = ", ".join(column.name for column in table.tableColumns)
        style = table.tableStyleInfo and table.tableStyleInfo.name
        yield f"table: {table.name}, {table.ref}, filter {table.autoFilter}, style {style}: {headers}"


def _rules(sheet: Sheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        limits = f"{rule.operator} {rule.formula1} {rule.formula2}"
        yield f"typed in {rule.sqref}: {rule.type} {limits}; else {rule.errorTitle}: {rule.error}"


def _row(sheet: Sheet, number: int, formats: dict[str, int]) -> str:
    height = sheet.row_dimensions[number].height
    cells = [_cell(cell, formats) for cell in sheet[number] if cell.value or cell.has_style]
    return " | ".join([f"row {number}, {height and f'{height:g}'} high", *cells])


def _cell(cell: Cell, formats: dict[str, int]) -> str:
    link = f" -> {cell.hyperlink.location}" if cell.hyperlink else ""
    number = formats.setdefault(_format(cell), len(formats) + 1)
    return f"{cell.column_letter} {cell.value!r}{link} {{{number}}}"


def _format(cell: Cell) -> str:
    font, place, border = cell.font, cell.alignment, cell.border
    lines = ((side, getattr(border, side)) for side in SIDES)
    told = [
        f"{font.name} {font.sz:g} {font.color.rgb}",
        "bold" if font.b else "",
        f"{font.u} underline" if font.u else "",
        f"on {cell.fill.fgColor.rgb}" if cell.fill.fill_type else "",
        *(f"{side} {line.style} {line.color.rgb}" for side, line in lines if line and line.style),
        place.horizontal,
        place.vertical,
        "wrapped" if place.wrap_text else "",
        cell.number_format,
    ]
    return ", ".join(filter(None, told))
