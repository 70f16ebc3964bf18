"""Nothing hidden is left in any file, however deep: text, cells, formulas, drawings, properties."""

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest

from tests.disclosure.tables import report_of
from wres.disclosure import Policy, publishable
from wres.errors import FigureError
from wres.exporters.template import Template
from wres.plugins import installed
from wres.report import Report
from wres.writing import export


# Counts below 9,000 are "small": each is a prime that nothing else in a file is.
LARGE = Policy(id="large", threshold=9000, rounding=None, survey_base=9000, description="")
SMALL_STAFF = (7919, 6833, 4603)
REPORT = report_of(
    {
        "shortlisted": (78173, 21179, 10301),
        "appointed": (17539, 3571, 1321),
        "entered_disciplinary": (9871, 2939, 1733),
        "accessed_training": (31337, 9973, 8311),
        "board": (20011, 6271, 12007),
        "board_voting": (19013, 5881, 11003),
        "harassed_by_staff": (0.2031, 0.4177),
        "harassed_by_staff_respondents": (99991, 7433),
    },
    {
        ("clinical", "Band 5"): (60161, 30161, 20161),
        ("clinical", "Band 6"): (40177, 20177, 15187),
        ("clinical", "Band 8a"): SMALL_STAFF,
        ("medical", "Consultant"): (50153, 25153, 12653),
    },
)
FORMATS = ("json", "csv", "template", "word", "html", "ledger")


@pytest.fixture(scope="module")
def safe() -> Report:
    return publishable(REPORT, LARGE)


@pytest.fixture(scope="module")
def texts(safe: Report) -> dict[str, str]:
    before = publishable(report_of({"staff": (70001, 8009, 9001)}, year=2024), LARGE)
    files: dict[str, bytes] = {}
    for name in FORMATS:
        files |= installed().exporter(name).export(safe, {"previous": before, "template": {}})
    return dict(_texts(files))


def _texts(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        if zipfile.is_zipfile(BytesIO(content)):
            with zipfile.ZipFile(BytesIO(content)) as package:
                for part in package.namelist():
                    yield f"{name}/{part}", package.read(part).decode("utf-8", "replace")
        else:
            yield name, content.decode()


def _hidden_numbers(safe: Report) -> set[str]:
    """Give what the full report shows of figures that the published one hides."""
    full = REPORT.to_frame().rows(named=True)
    keys = ("metric", "figure", "part", "workforce_group", "pay_band", "ethnic_group")
    shown = {
        tuple(row[key] for key in keys)
        for row in safe.to_frame().rows(named=True)
        if row["status"] == "measured"
    }
    left = [row for row in full if tuple(row[key] for key in keys) not in shown]
    there = {row["exact"] for row in safe.to_frame().rows(named=True)}
    exact = {row["exact"] for row in left if row["exact"]} - there
    return {one for one in exact if len(one) >= 4}  # a shorter one may be anything


def test_no_hidden_number_is_in_any_byte(safe: Report, texts: dict[str, str]) -> None:
    numbers = _hidden_numbers(safe)
    assert {"7919", "6833", "4603", "3571", "2939", "6271", "8311", "7433"} <= numbers
    written = {one: one for one in numbers} | {
        f"{int(one):,}": one for one in numbers if one.isdigit()
    }
    pattern = re.compile(r"(?<![\d.,/])(" + "|".join(map(re.escape, written)) + r")(?!\d|[.,/]\d)")

    found = {(name, match[0]) for name, text in texts.items() for match in pattern.finditer(text)}

    assert found == set()


def test_a_number_left_in_a_file_would_be_found(safe: Report) -> None:
    content = Template().export(REPORT, {})
    texts = dict(_texts(content))

    assert any(">7919<" in text for text in texts.values())
    assert "7919" in _hidden_numbers(safe)


def test_people_read_that_it_is_hidden(texts: dict[str, str]) -> None:
    page, document = texts["report.html"], texts["template.docx/word/document.xml"]

    for text in (page, document):
        assert "[c]" in text
        assert "[c] stands for what is hidden" in text
        assert "not supplied, so" not in text
    assert ">nan<" not in page
    assert "Where the rows went" not in page
    assert "ledger.csv" not in texts
    assert ",hidden," in texts["metrics.csv"]


def test_no_formula_of_the_workbook_rests_on_a_hidden_cell(safe: Report) -> None:
    content = Template().export(safe, {})["template.xlsx"]
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["WRES return"]
    hidden = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == "[c]"}
    formulas = [
        str(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]

    assert hidden
    for formula in formulas:
        named = set(re.findall(r"\b[A-Z]\d+\b", formula))
        for first, last in re.findall(r"\b([A-Z]\d+):([A-Z]\d+)\b", formula):
            named |= {cell.coordinate for row in sheet[first:last] for cell in row}
        assert not named & hidden, formula


def test_the_workforce_is_shown_though_a_pay_band_is_hidden(safe: Report) -> None:
    content = Template().export(safe, {})["template.xlsx"]
    sheet = openpyxl.load_workbook(BytesIO(content))["WRES return"]
    staff = next(row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] == 38)
    first = safe.metrics[0]

    shown = [value for value in staff[7:10] if value != "[c]"]

    known = [getattr(first.overall.headcount, group) for group in ("white", "bme", "unknown")]  # type: ignore[union-attr]
    assert shown == [count for count in known if count is not None]


def test_json_names_what_is_hidden(texts: dict[str, str]) -> None:
    content = json.loads(texts["report.json"])
    hidden = content["publication"]["hidden"]

    assert "/metrics/1/events/bme" in hidden
    assert content["metrics"][1]["events"]["bme"] is None
    assert list(content)[-1] == "publication"
    assert "small" not in content["publication"]


def test_a_full_report_of_last_year_is_not_shown_beside_a_published_one(
    safe: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out") / "public"

    with pytest.raises(FigureError, match="must be one too"):
        export(safe, out, formats=["template"], previous=REPORT)

    assert not out.exists()
