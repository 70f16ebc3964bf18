"""``plan.docx``: the plan as a document for a committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION

from wres.exporters.plan.tables import (
    APPROVALS,
    DRAFT,
    LINES,
    NONE,
    PEOPLE,
    QUARTERLY,
    STATUS,
    WEIGHTS,
    Table,
    approvals_of,
    closings_of,
    indicator,
    priorities_of,
    risks_of,
    text_of,
    trajectories_of,
    weights_of,
)
from wres.exporters.word.building import add_table, set_footer, set_page, set_styles
from wres.exporters.word.inert import in_xml, unbroken
from wres.exporters.word.package import document_bytes
from wres.planning import Plan, Row, sentences_of
from wres.planning.edited import HEADERS
from wres.planning.rows import QUARTERS
from wres.profiles import profile


NO_ACTION = "No action is proposed: there is no gap to the disadvantage of {bme} staff."
TITLE = "Workforce Race Equality Standard: action plan"
ACTIONS = (
    ("No.", 1.1),
    ("Action and objective", 5.2),
    ("Measure", 3.0),
    ("Baseline and target", 2.6),
    ("Owner", 2.0),
    ("Deadline", 1.9),
    ("Status (RAG) and progress", 4.4),
    ("EDS 2022, EDI action, risk", 2.6),
    ("Approval", 2.3),
)
"""Heading and width in centimetres of each column of the plan."""


def document_of(plan: Plan) -> bytes:
    """Write the document; the same bytes for the same plan."""
    document = Document()
    set_styles(document)
    whose = in_xml(plan.name or plan.organisation)
    set_page(document.sections[0], landscape=False)
    set_footer(document.sections[0], f"{whose}, WRES action plan {plan.year}, page ")
    _first_pages(document, plan, whose)
    set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    _rows(document, plan)
    set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=False)
    _last_pages(document, plan)
    return document_bytes(document, title=f"{TITLE} {plan.year}: {whose}")


def _first_pages(document: Any, plan: Plan, whose: str) -> None:  # noqa: ANN401  # docx has no types
    label = profile(plan.year)["label_bme"]
    document.add_paragraph("WRES action plan", style="Title")
    document.add_paragraph(f"Draft of {plan.year}: {whose}", style="Subtitle")
    document.add_paragraph(DRAFT)
    document.add_heading("1. Approval", 1)
    document.add_paragraph(APPROVALS)
    of_steps = (1.6, 3.6, 3.4, 2.4, 2.8, 3.2)
    _table(document, approvals_of(plan), of_steps, "Steps of approval, with who and when")
    document.add_paragraph(in_xml(f"Linked risks: {risks_of(plan)}"))
    document.add_heading("2. What matters most", 1)
    document.add_paragraph(WEIGHTS)
    widths = (1.4, 4.4, 2.2, 1.6, 1.4, 2.1, 1.9, 2.3)
    _table(document, priorities_of(plan), widths, "Indicators by rank, with gap and points")
    document.add_heading("3. What closing each gap would have taken", 1)
    document.add_paragraph(PEOPLE.format(bme=label))
    widths = (3.3, 2.8, 1.5, 2.8, 1.8, 1.3, 2.0, 1.9)
    _table(document, closings_of(plan), widths, "People who would have closed each gap")
    document.add_heading("4. Senior bands, year by year", 1)
    document.add_paragraph(LINES.format(bme=label, year=plan.goal_year))
    table = trajectories_of(plan)
    years = len(table.headers) - 5
    of_years = [7.4 / max(years, 1)] * years
    _table(
        document,
        table,
        [2.4, 1.8, 2.0, 1.6, 1.8, *of_years],
        "Goals of the senior bands in each year",
    )


def _rows(document: Any, plan: Plan) -> None:  # noqa: ANN401  # as above
    """Write the actions of each indicator, and below them what the figures say of it."""
    document.add_heading("5. Indicators: actions, and what the figures say", 1)
    document.add_paragraph(f"{STATUS} {QUARTERLY}")
    said = sentences_of(plan)
    label = profile(plan.year)["label_bme"]
    for number in sorted({*said, *(row.metric for row in plan.rows)}):
        document.add_heading(indicator(number), 2)
        rows = tuple(_row(row) for row in plan.rows if row.metric == number)
        if rows:
            table = Table(tuple(name for name, _ in ACTIONS), rows)
            widths = [width for _, width in ACTIONS]
            _table(document, table, widths, f"Actions for indicator {number}")
        else:
            document.add_paragraph(NO_ACTION.format(bme=label))
        for sentence in said.get(number, ()):
            document.add_paragraph(unbroken(in_xml(sentence.text)))


def _row(row: Row) -> tuple[str, ...]:
    texts = text_of(row)
    return (
        row.number,
        f"{row.action}\nObjective: {row.objective}",
        row.measure,
        f"{row.baseline}\nTarget: {row.target}",
        texts["owner"],
        texts["deadline"],
        "\n".join(_progress(row, texts)),
        f"EDS {row.eds_outcome}\nEDI {row.edi_action}\nRisk: {texts['risk']}",
        texts["approval"],
    )


def _progress(row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    """Give status and notes, the quarters of which something is reported, and the figures."""
    yield texts["status"]
    yield f"Notes: {texts['progress']}"
    for name in QUARTERS:
        if getattr(row, name):
            yield f"{HEADERS[name]}: {texts[name]}"
    if row.earlier:
        yield f"Earlier: {texts['earlier']}"
    yield f"Figures: {texts['figures']}"


def _last_pages(document: Any, plan: Plan) -> None:  # noqa: ANN401  # as above
    document.add_heading("6. Where the actions come from", 1)
    table = Table(("No.", "Source"), tuple(_sources(plan)))
    _table(document, table, (1.4, 15.6), "Source of each action")
    document.add_heading("7. What the ranking goes by", 1)
    _table(document, weights_of(plan), (9.0, 1.6, 6.4), "Weights and where they come from")


def _sources(plan: Plan) -> Iterator[tuple[str, str]]:
    for row in plan.rows:
        yield row.number, text_of(row)["source"]


def _table(document: Any, table: Table, widths: Sequence[float], description: str) -> None:  # noqa: ANN401
    rows = table.rows or ((NONE,) * len(table.headers),)
    columns = [(header, "", width) for header, width in zip(table.headers, widths, strict=True)]
    texts = [tuple(in_xml(str(value)) for value in row) for row in rows]
    add_table(document, columns, description, rows=texts)
