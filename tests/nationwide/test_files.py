"""What is written: valid, the same every time, inert, readable by people and programs."""

import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.nationwide.england import england, filed_of, line, table
from wres.errors import UnknownNameError
from wres.exporters.national import FORMATS, national_files
from wres.exporters.national.wording import pooled_words, spread_words
from wres.nationwide import National, json_schema, national
from wres.nationwide.distribution import figure
from wres.profiles import profile


FOUND = national([england(12, 2024), england(12)], table(12), whole="Some of England")
FILES = national_files(FOUND)
FEW = national(
    filed_of(
        [
            line("RXX", "shortlisted", "white", 5.0),
            line("RXX", "shortlisted", "bme", 0.0),
            line("RXX", "appointed", "white", 5.0),
            line("RXX", "appointed", "bme", 0.0),
        ]
    )
)


@pytest.mark.parametrize(
    "found", [pytest.param(FOUND, id="many"), pytest.param(FEW, id="one, undefined")]
)
def test_the_json_is_what_its_schema_says(found: National) -> None:
    text = found.to_json()

    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(text), json_schema())
    assert "NaN" not in text
    assert "Infinity" not in text


def test_the_same_figures_give_the_same_bytes() -> None:
    again = national([england(12, 2025), england(12, 2024)], table(12), whole="Some of England")

    assert national_files(again) == FILES


def test_only_what_is_asked_for_is_written() -> None:
    assert [*national_files(FOUND, ["json"])] == ["national.json"]
    with pytest.raises(
        UnknownNameError, match="no format named 'pdf'; there are: json, csv, xlsx, html"
    ):
        national_files(FOUND, ["pdf"])


def test_even_one_organisation_without_a_ratio_can_be_written() -> None:
    files = national_files(FEW)

    assert "no BME in denominator" in files["national.html"].decode()


def test_no_cell_of_a_table_can_run() -> None:
    known = table(12).with_columns(name=pl.lit("=cmd()"))
    files = national_files(national(england(12), known), ["csv"])

    assert b",'=cmd()," in files["national-standings.csv"]


def test_the_workbook_has_one_table_a_sheet_with_the_figures() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FILES["national.xlsx"]))

    assert book.sheetnames[:2] == ["Cover", "Contents"]
    assert {row[0].value for row in book["Contents"].iter_rows(min_row=5)} == {*book.sheetnames[2:]}
    assert all(len(sheet.tables) == 1 for sheet in book)
    heads = [cell.value for cell in book["Rankings"][4]]
    code, measure, year, figure, rank = map(
        heads.index, ("Code", "Measure", "Year", "Figure", "Rank")
    )
    cells = {
        (row[code], row[year]): (row[figure], row[rank])
        for row in book["Rankings"].iter_rows(min_row=5, values_only=True)
        if row[measure] == "2. Appointment from shortlisting"
    }
    own = FOUND.standings.filter(measure="2")
    assert cells == {
        (row["organisation"], row["year"]): (row["value"], row["rank"]) for row in own.to_dicts()
    }


PAGE = FILES["national.html"].decode()


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    assert "<script" not in PAGE
    assert "http://" not in PAGE.replace("http://www.w3.org", "")
    assert "https://" not in PAGE


def test_the_page_says_every_pooled_figure() -> None:
    for row in FOUND.pooled.filter(scope="all", year=2025).to_dicts():
        assert pooled_words(row, profile(2025)).replace("'", "&#39;") in PAGE


def test_years_that_do_not_compare_are_told_apart_in_the_table_of_years() -> None:
    """Question 7 was asked of others from 2022 on: 2021 and 2022 are no trend."""

    def starred(*years: int) -> str:
        found = national([england(3, year) for year in years])
        page = national_files(found, ["html"])["national.html"].decode()
        (rows,) = re.findall(r'id="by-year".*?</table>', page, re.DOTALL)
        return str(rows)

    apart, alike = starred(2021, 2022), starred(2022, 2023)
    assert apart.count(" *</td>") == 1
    assert "by the rules of its year not measured as in the year above it" in apart
    assert "*" not in alike


def test_a_name_cannot_be_markup() -> None:
    known = table(12).with_columns(name=pl.lit("<b>Trust</b>"))
    page = national_files(national(england(12), known), ["html"])["national.html"].decode()

    assert "<b>Trust" not in page


def test_sentences_are_true_of_the_organisations_they_count() -> None:
    own = FOUND.standings.filter(year=2025, measure="3").drop_nulls("value")
    row = FOUND.distribution.filter(scope="all", year=2025, measure="3").row(0, named=True)
    worse = own.filter(pl.col("value") > 1).height
    told = spread_words(row, profile(2025))

    middle = figure(own["value"].quantile(0.5, "linear"), "ratio")
    assert told.startswith(f"{worse} of {own.height} organisations (")
    assert f"the median is {middle}," in told
    significant = own.filter(pl.col("q_value") <= 0.05, pl.col("value") > 1).height
    assert f" {significant} of {own.height} tested (" in told


def test_axe_finds_no_fault_in_the_page(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "national.html"
    path.write_text(PAGE, encoding="utf-8")

    for width in (1280, 320):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert [one["id"] for one in found.response["violations"]] == []
        page.close()


def test_all_formats_are_there() -> None:
    assert FORMATS == ("json", "csv", "xlsx", "html")
    assert {name.partition(".")[2] for name in FILES} == {*FORMATS}
