"""Our own Word template: every field of the public report, made of headings and plain tables.

It has the same placeholders as a user's own, and is filled in by the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
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

HEADER_FIELDS = (
    ("Name of organisation", "organisation"),
    ("Date of report: month and year", "date"),
    ("Board lead for the WRES: name and title", "board_lead"),
    ("Lead manager compiling this report: name and contact details", "lead_manager"),
    ("Commissioners this report has been sent to", "commissioners"),
    (
        "Co-ordinating commissioner this report has been sent to: name and contact details",
        "coordinating_commissioner",
    ),
    ("Page where this report and its action plan are found", "url"),
    ("Signed off on behalf of the Board by", "signed_off_by"),
    ("Signed off on", "signed_off_on"),
)
INDICATORS = (
    ("Indicator", "{{ one.number }}. {{ one.title }}", 3.4),
    ("Reporting year {{ year }}", "{{ one.this_year }}", 3.5),
    ("Previous year {{ previous_year }}", "{{ one.last_year }}", 3.5),
    ("What the figures say", "{{ one.narrative }}", 10.8),
    ("Action taken and planned", "{{ one.action }}", 4.5),
)
BANDS = (
    ("Staff", "{{ band.workforce_group }}", 2.4),
    ("Pay band", "{{ band.pay_band }}", 4.0),
    ("{{ label_white }}", "{{ band.white }}", 1.6),
    ("{{ label_bme }}", "{{ band.bme }}", 1.6),
    ("{{ label_unknown }}", "{{ band.unknown }}", 2.0),
    ("All", "{{ band.total }}", 1.6),
    ("{{ label_bme }}, {{ year }}", "{{ band.share_bme }}", 1.8),
    ("{{ label_bme }}, previous year {{ previous_year }}", "{{ band.last_share_bme }}", 2.0),
)
Columns = Sequence[tuple[str, str, float]]
"""Heading, content and width in centimetres of each column."""


def form_bytes() -> bytes:
    """Make the template."""
    document = Document()
    _styles(document)
    _page(document.sections[0], landscape=False)
    _footer(document.sections[0])
    _first_page(document)
    _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    _indicators(document)
    _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=False)
    _last_pages(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _styles(document: Any) -> None:  # noqa: ANN401  # docx.Document is a function
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


def _page(section: Any, *, landscape: bool) -> None:  # noqa: ANN401
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _footer(section: Any) -> None:  # noqa: ANN401
    paragraph = section.footer.paragraphs[0]
    paragraph.style.font.size = Pt(9)
    paragraph.add_run("{{ organisation }}, WRES {{ year }}, page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no fields


def _first_page(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph("Workforce Race Equality Standard", style="Title")
    document.add_paragraph("Public report of {{ year }}: {{ organisation }}", style="Subtitle")
    _table(
        document,
        (("About this report", "", 7.0), ("Entry", "", 10.0)),
        "Header fields of the report: what each is, and its entry",
        rows=[(label, f"{{{{ {name} }}}}") for label, name in HEADER_FIELDS],
    )
    document.add_heading("1. Background", 1)
    _part(document, "1a. Completeness of the data", "{{ completeness }}")
    _part(document, "1b. Comparison with the previous year", "{{ comparison }}")
    document.add_heading("2. Staff in all", 1)
    _part(document, "2a. Staff employed on {{ snapshot }}", "{{ total_staff }}")
    _part(document, "2b. {{ label_bme }} staff, as a share of staff", "{{ share_bme }}")
    document.add_heading("3. Self-reporting of ethnicity", 1)
    _part(document, "3a. Staff whose ethnicity is known, of all staff", "{{ self_reported }}")
    _part(document, "3b. Steps taken in the last reporting period", "{{ self_reporting_taken }}")
    _part(document, "3c. Steps planned for the current period", "{{ self_reporting_planned }}")
    document.add_heading("4. Workforce data", 1)
    _part(document, "4a. What the data refer to", "{{ period }}")


def _part(document: Any, heading: str, text: str) -> None:  # noqa: ANN401
    document.add_heading(heading, 2)
    document.add_paragraph(text)


def _indicators(document: Any) -> None:  # noqa: ANN401
    document.add_heading("5. The nine indicators", 1)
    document.add_paragraph(
        "Indicators 1 to 4 compare the data of {{ label_white }} and {{ label_bme }} staff, "
        "indicators 5 to 8 their answers to the Staff Survey, and indicator 9 the members of the "
        "Board with the workforce."
    )
    _table(
        document,
        INDICATORS,
        "The nine indicators: this year, the year before, what the figures say, and action",
        loop="one in indicators",
    )


def _last_pages(document: Any) -> None:  # noqa: ANN401
    document.add_heading("6. Other factors", 1)
    document.add_paragraph("{{ other_factors }}")
    document.add_heading("7. Action plan", 1)
    document.add_paragraph("{{ action_plan }}")
    _part(document, "EDS2 evidence and equality objectives", "{{ eds2 }}")
    document.add_heading("Annex: indicator 1 by pay band", 1)
    document.add_paragraph(
        "Headcount on {{ snapshot }}, and the {{ label_bme }} share of each band, staff of unknown "
        "ethnicity {{ unknown_in_shares }}. Unknown means that ethnicity was not stated or is not recorded. A "
        "dash means that nobody is there, or that it is not known."
    )
    for text in ("{%p if small_numbers %}", "{{ small_numbers }}", "{%p endif %}"):
        document.add_paragraph(text)
    _table(
        document,
        BANDS,
        "Headcount by staff, pay band and ethnicity, with the share of BME "
        "staff in this year and the year before",
        loop="band in pay_bands",
    )
    document.add_heading("How to read this report", 1)
    document.add_paragraph(
        "A 95% interval says how far chance alone could move a figure. Where it holds equality and "
        "is wide, the figures are too few to tell. Figures are worked out from exact counts and "
        "rounded once, half up. {{ made_by }}"
    )


def _table(
    document: Any,  # noqa: ANN401
    columns: Columns,
    description: str,
    *,
    loop: str | None = None,
    rows: Sequence[tuple[str, ...]] = (),
) -> None:
    """Add a table: a header row that is repeated on each page, then rows, or a loop's one."""
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
