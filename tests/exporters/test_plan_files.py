"""A plan as files: accessible, inert, the same bytes, and nothing lost."""

import zipfile
from io import BytesIO

import openpyxl
import polars as pl
import pytest
from attrs import evolve
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

from tests.wording.test_indicators import report
from wres.exporters.plan import PLAN_FORMATS, plan_files
from wres.exporters.word.planned import with_plan
from wres.planning import OPEN, PEOPLES, Plan, plan


LINES = {
    "staff": (1000, 1000, 10),
    "shortlisted": (1000, 1000, 0),
    "appointed": (300, 200, 0),
    "entered_disciplinary": (10, 15, 0),
    "board_voting": (10, 1, 0),
}
FIRST = plan(report(LINES))
HOSTILE = "=HYPERLINK(1)<b>&{{ year }}\x07"
DECIDED = evolve(
    FIRST,
    name=HOSTILE,
    rows=tuple(
        evolve(row, owner=HOSTILE, deadline="-1+1", status="amber", progress="@SUM(A1)")
        for row in FIRST.rows
    ),
)
FILES = plan_files(DECIDED)
BOOK = openpyxl.load_workbook(BytesIO(FILES["plan.xlsx"]))
SHEETS = [pytest.param(sheet, id=sheet.title) for sheet in BOOK]


def test_each_format_has_its_file_and_always_the_same_bytes() -> None:
    assert sorted(FILES) == ["plan.csv", "plan.docx", "plan.json", "plan.xlsx"]
    assert plan_files(DECIDED, PLAN_FORMATS) == FILES
    assert [*plan_files(DECIDED, ["csv"])] == ["plan.csv"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_one_named_table_with_different_headers_and_nothing_merged(
    sheet: Worksheet,
) -> None:
    (table,) = sheet.tables.values()
    headers = [cell.value for cell in sheet[4]]

    assert table.displayName.startswith("wres_plan_")
    assert table.ref == f"A4:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
    assert all(headers)
    assert len(set(headers)) == len(headers)
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes is None
    assert sheet["A2"].value == "This sheet has one table."


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_cell_is_a_formula_and_text_has_twelve_points(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.font.name for cell in cells} == {"Arial"}
    assert min(cell.font.sz for cell in cells) == 12


def test_no_cell_of_the_plan_is_empty_and_what_is_open_says_so() -> None:
    untouched = openpyxl.load_workbook(BytesIO(plan_files(FIRST, ["xlsx"])["plan.xlsx"]))
    sheet = untouched["Action plan"]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]

    assert len(rows) == len(FIRST.rows)
    assert all(value not in {None, ""} for row in rows for value in row)
    assert all(row.count(OPEN) == len(PEOPLES) for row in rows)
    [rule] = sheet.data_validations.dataValidation
    assert "not started" in rule.formula1


def test_the_document_has_every_row_open_or_decided_and_stays_text() -> None:
    document = Document(BytesIO(FILES["plan.docx"]))
    body = zipfile.ZipFile(BytesIO(FILES["plan.docx"])).read("word/document.xml").decode()

    tables = [one for one in document.tables if len(one.columns) == 9]
    actions = [[cell.text for cell in row.cells] for one in tables for row in one.rows[1:]]
    assert [row[0] for row in actions] == sorted(row.number for row in DECIDED.rows)
    assert all("=HYPERLINK(1)<b>&{{ year }}" in row[4] for row in actions)
    assert "&lt;b&gt;&amp;" in body
    assert "\x07" not in body
    assert all(OPEN in row[8] for row in actions)
    said = [paragraph.text for paragraph in document.paragraphs]
    assert all(one.text in said for one in DECIDED.said)
    assert document.core_properties.title.startswith("Workforce Race Equality Standard")


def test_each_indicator_has_its_actions_and_then_what_the_figures_say() -> None:
    document = Document(BytesIO(FILES["plan.docx"]))
    said = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]
    headings = {text[0]: at for at, (style, text) in enumerate(said) if style == "Heading 2"}

    assert [*headings] == ["2", "3", "9"]
    for number, at in headings.items():
        first = next(one.text for one in DECIDED.said if one.metric == int(number))
        assert next(text for _, text in said[at + 1 :] if text) == first


def test_what_was_reported_and_who_approved_is_in_workbook_document_and_csv() -> None:
    told = {"quarter_2": "Two panels trained", "risk": "BAF 7", "earlier": "2024: quarter 1: begun"}
    rows = tuple(evolve(row, **told) for row in FIRST.rows)  # type: ignore[arg-type]
    signed = evolve(FIRST.approvals[0], who="Chief People Officer", assurance="Reasonable")
    some = evolve(FIRST, rows=rows, approvals=(signed, *FIRST.approvals[1:]))

    files = plan_files(some)

    document = Document(BytesIO(files["plan.docx"]))
    cells = {cell.text for one in document.tables for row in one.rows for cell in row.cells}
    [linked] = [one.text for one in document.paragraphs if one.text.startswith("Linked risks")]
    book = openpyxl.load_workbook(BytesIO(files["plan.xlsx"]))
    written = {cell.value for sheet in book for line in sheet.iter_rows() for cell in line}
    frame = pl.read_csv(BytesIO(files["plan.csv"]))
    assert linked == "Linked risks: BAF 7"
    assert any("Quarter 2: Two panels trained\nEarlier: 2024" in text for text in cells)
    assert {"Chief People Officer", "Reasonable"} <= cells & written
    assert {*told.values()} <= written
    assert {name: {*frame[name]} for name in told} == {name: {told[name]} for name in told}
    assert frame["commentary"][0].startswith(some.said[0].text[:20])


def test_the_csv_has_a_line_a_row_and_runs_nothing() -> None:
    frame = pl.read_csv(BytesIO(FILES["plan.csv"]))

    assert frame["number"].to_list() == [row.number for row in DECIDED.rows]
    assert frame["owner"][0].startswith("'=HYPERLINK")
    assert frame["progress"][0] == "'@SUM(A1)"
    assert set(frame["approval"]) == {OPEN}


def test_a_plan_without_rows_is_written_too() -> None:
    nothing = plan(report({"shortlisted": (10, 10, 0), "appointed": (1, 9, 0)}))

    files = plan_files(nothing)

    assert nothing.rows == ()
    assert Plan.from_json(files["plan.json"]) == nothing
    sheet = openpyxl.load_workbook(BytesIO(files["plan.xlsx"]))["Action plan"]
    assert sheet["A5"].value == "none"


def test_the_public_report_shows_the_plans_actions_where_none_is_filled_in() -> None:
    empty = "[To be filled in: action taken and planned]"
    declined = evolve(FIRST.rows[-1], status="declined")
    agreed = evolve(FIRST.rows[0], owner="HR director", deadline="October", status="amber")
    some = evolve(FIRST, rows=(agreed, *FIRST.rows[1:-1], declined))
    number = str(agreed.metric)

    shown = with_plan({number: empty, "4": empty, str(declined.metric): "Our own"}, some)

    assert f"{agreed.number}: {agreed.action} (HR director, October, amber)" in shown[number]
    assert f"EDS 2022 outcome {agreed.eds_outcome}" in shown[number]
    assert shown["4"] == empty
    assert shown[str(declined.metric)] == "Our own"
    assert with_plan({number: empty}, None) == {number: empty}
