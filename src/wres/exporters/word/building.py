"""What our Word documents are made of: styles, pages, and tables that can be read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor


LANGUAGE = "en-GB"
FONT = "Arial"
DARK_BLUE = RGBColor(0x00, 0x30, 0x87)
PALE = "E8EDEE"
MARGIN = Cm(2)
TABLE_TEXT = "Table text"
HEADINGS = (("Title", 22, 6), ("Subtitle", 14, 12), ("Heading 1", 15, 6), ("Heading 2", 12, 4))
"""Style, size of its letters and space below it, in points."""

STYLES = {
    "Default Paragraph Font",
    "Footer",
    "Heading 1",
    "Heading 2",
    "No List",
    "Normal",
    "Normal Table",
    "Subtitle",
    "Table Grid",
    "Title",
}
"""Of the 160 styles that python-docx begins with, those that the template uses."""

SHORT, LONG = Cm(21), Cm(29.7)

Columns = Sequence[tuple[str, str, float]]
"""Heading, content and width in centimetres of each column."""


def set_styles(document: Any) -> None:  # noqa: ANN401  # docx.Document is a function
    """Set font, sizes and colours, and drop the styles that are not used."""
    styles = document.styles
    _drop_unused(styles)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    styles.add_style(TABLE_TEXT, 1).base_style = styles["Normal"]
    for name, size, after in (("Normal", 11, 6), (TABLE_TEXT, 10, 3), *HEADINGS):
        style = styles[name]
        _set_font(style.element)
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    styles[TABLE_TEXT].paragraph_format.space_before = Pt(3)
    for name, *_ in HEADINGS:
        style = styles[name]
        style.font.color.rgb, style.font.italic = DARK_BLUE, False
        style.paragraph_format.keep_with_next = True


def _drop_unused(styles: Any) -> None:  # noqa: ANN401
    for style in list(styles):
        if style.name not in STYLES:
            style.delete()
    root = styles.element
    for name in ("w:link", "w:next", "w:pBdr"):
        for found in list(root.iter(qn(name))):
            found.getparent().remove(found)
    for properties in root.iter(qn("w:rPr")):
        for spacing in properties.findall(qn("w:spacing")):
            properties.remove(spacing)


def _set_font(style: Any) -> None:  # noqa: ANN401
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(part), FONT)


def set_page(section: Any, *, landscape: bool) -> None:  # noqa: ANN401
    """Make a section A4, upright or across."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def set_footer(section: Any, text: str) -> None:  # noqa: ANN401
    """Write the footer: a text, then the number of the page."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style.font.size = Pt(9)
    paragraph.add_run(text)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no fields


def add_table(
    document: Any,  # noqa: ANN401
    columns: Columns,
    description: str,
    *,
    loop: str | None = None,
    rows: Sequence[tuple[str, ...]] = (),
) -> None:
    """Add a table: a header row that is repeated on each page, then rows, or a loop's one.

    Parameters
    ----------
    description
        Its alternative text.
    loop
        Repeats the columns' contents for each of these, in a template.
    rows
        Texts of the rows; without a loop.
    """
    contents = [tuple(heading for heading, _, _ in columns), *rows]
    if loop is not None:
        blank = ("",) * (len(columns) - 1)
        contents += [
            (f"{{%tr for {loop} %}}", *blank),
            tuple(content for _, content, _ in columns),
            ("{%tr endfor %}", *blank),
        ]
    table = document.add_table(len(contents), len(columns), style="Table Grid")
    table.autofit = False
    _describe(table, description)
    for row, texts in zip(table.rows, contents, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # no such property
        for cell, text, (_, _, width) in zip(row.cells, texts, columns, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = TABLE_TEXT
            cell.paragraphs[0].add_run(text)
    for column, (_, _, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    _head(table.rows[0])
    document.add_paragraph()


def _describe(table: Any, description: str) -> None:  # noqa: ANN401
    """Give a table its alternative text."""
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), description)
        table._tbl.tblPr.append(element)  # noqa: SLF001  # python-docx has no such property


def _head(row: Any) -> None:  # noqa: ANN401
    """Make a row the header: repeated on each page, bold on pale grey."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # as above
    properties.append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # as above
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
