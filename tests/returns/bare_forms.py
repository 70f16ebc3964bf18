"""Forms of a few elements, for tests of one function each: written by hand, without a library."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from wres.files.cells import Book
from wres.returns.dcf import ITEMS
from wres.returns.dcf.official import ON_SHEET, OpenForm, reference
from wres.returns.dcf.places import Area, Grid, Places


Texts = Mapping[int, Mapping[int, str]]
LABELS, MEASURES = 2, 3
FIRST = 6
NOTHING = Places(1, {}, None, ())

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def book_of(folder: Path, styles: str = "", **sheets: str) -> Book:
    """Make a workbook of sheets, each given as the elements in it."""
    parts = {name: f"xl/{name}.xml" for name in sheets}
    with zipfile.ZipFile(folder / "BARE.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels", RELATIONS.format("rId1", "officeDocument", "xl/workbook.xml")
        )
        archive.writestr("xl/workbook.xml", MAIN)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format("rId1", "worksheet", "S.xml")
        )
        archive.writestr("xl/styles.xml", f"<styleSheet>{styles}</styleSheet>")
        for name, content in sheets.items():
            archive.writestr(parts[name], f"<worksheet>{content}</worksheet>")
    return Book(folder / "BARE.xlsx", parts)


def opened(
    folder: Path, content: str, *, styles: str = "", merged: tuple[Area, ...] = ()
) -> OpenForm:
    """Open a sheet without labels."""
    book = book_of(folder, styles, S=content)
    return OpenForm(book, "S", Grid({}, merged), NOTHING, book.elements("xl/S.xml", ON_SHEET))


def data(texts: Texts) -> str:
    """Give the elements of a sheet with texts."""
    rows = (
        f'<row r="{row}">'
        + "".join(
            f'<c r="{reference(row, column)}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for column, text in sorted(cells.items())
        )
        + "</row>"
        for row, cells in sorted(texts.items())
    )
    return f"<sheetData>{''.join(rows)}</sheetData>"


def form_texts(
    *headings: Mapping[int, str], fewest: int = 1, last: int = 63
) -> dict[int, dict[int, str]]:
    """Give the texts of a form: item 1 in row 6 and so on, headings of rows 5 and up before them."""
    made: dict[int, dict[int, str]] = {
        FIRST - 1 + item.number: {LABELS: item.label} for item in ITEMS[fewest - 1 : last]
    }
    for above, cells in enumerate(headings, 1):
        made[FIRST - above] = dict(cells)
    return made
