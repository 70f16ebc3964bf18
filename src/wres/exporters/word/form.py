"""Our own Word template: every field of the public report, made of headings and plain tables.

It has the same placeholders as a user's own, and is filled in by the same code.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION

from wres.exporters.word.building import add_table, set_footer, set_page, set_styles


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


def form_bytes() -> bytes:
    """Make the template."""
    document = Document()
    set_styles(document)
    set_page(document.sections[0], landscape=False)
    set_footer(document.sections[0], "{{ organisation }}, WRES {{ year }}, page ")
    _first_page(document)
    set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    _indicators(document)
    set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=False)
    _last_pages(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _first_page(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph("Workforce Race Equality Standard", style="Title")
    document.add_paragraph("Public report of {{ year }}: {{ organisation }}", style="Subtitle")
    add_table(
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
    add_table(
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
    add_table(
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
