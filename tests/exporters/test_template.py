from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.returns.form_returns import cells, filed, returns
from tests.returns.test_dcf import SOME, cell_of, sheet
from wres.exporters.template import Template
from wres.hookspecs import Exporter
from wres.metrics import GROUPS, BoardRepresentation, Likelihood, Representation
from wres.plugins import installed
from wres.report import Report, measure
from wres.returns import WresReturn
from wres.returns.dcf import fill


def test_the_exporter_is_found_by_name() -> None:
    assert isinstance(installed().exporter("template"), Exporter)


def test_it_gives_one_workbook_with_the_same_bytes_each_time() -> None:
    report = measure(filed(SOME), year=2025, organisation="RXX", name="Example NHS Trust")

    first, second = (Template().export(report, {"previous": None}) for _ in range(2))

    assert list(first) == ["template.xlsx"]
    assert first == second
    cover = openpyxl.load_workbook(BytesIO(first["template.xlsx"]))["Cover"]
    facts = {row[0].value: row[1].value for row in cover.iter_rows(min_row=5)}
    assert facts == {
        "Organisation code": "RXX",
        "Organisation name": "Example NHS Trust",
        "WRES year": 2025,
        "Snapshot of this year": "31 March 2025",
    }


def test_the_year_before_fills_the_columns_of_last_year() -> None:
    report, previous = (measure(filed(SOME, year=year)) for year in (2025, 2024))

    content = Template().export(report, {"previous": previous})["template.xlsx"]

    assert sheet(content).cell(*cell_of(37, "white", "Last year")).value == pytest.approx(1.525641)


def test_warnings_are_among_the_notes() -> None:
    report = measure(filed(SOME), year=2025)
    assert report.data_quality.warnings

    notes = sheet(Template().export(report, {})["template.xlsx"], "Notes")

    said = {row[1].value for row in notes.iter_rows(min_row=5)}
    first = report.data_quality.warnings[0]
    assert f"{first[0].upper()}{first[1:]}." in said


@given(st.builds(filed, cells()))
@settings(max_examples=25)
def test_the_form_shows_the_figures_of_the_report(form: WresReturn) -> None:
    report = measure(form, year=2025)

    figures = fill(report.filed).figures

    for metric, (likelihood, ratio) in {2: (36, 37), 3: (40, 41), 4: (44, 45)}.items():
        result = report[metric]
        if isinstance(result, Likelihood):
            for group in GROUPS:
                figure = result.likelihood[group]
                assert figures.get((likelihood, group)) == (figure.exact if figure else None)
            assert figures.get((ratio, result.ratio.of)) == result.ratio.exact
    board_is_the_reports(report)


def board_is_the_reports(report: Report) -> None:
    form = fill(report.filed)
    board, staff = report[9], report[1]
    if isinstance(board, BoardRepresentation):
        for item, shares in (
            (57, board.share.total),
            (58, board.share.voting),
            (60, board.share.executive),
            (63, board.difference.total),
        ):
            for group in GROUPS:
                figure = shares[group]
                assert form.figures.get((item, group)) == (figure.exact if figure else None)
    if isinstance(staff, Representation):
        for group in GROUPS:
            figure = staff.overall.share[group]
            assert form.figures.get((62, group)) == (figure.exact if figure else None)
            assert form.figures.get((38, group)) == staff.overall.headcount[group]


@given(returns(organisation=st.just("RXX")))
@settings(max_examples=10)
def test_any_report_can_be_exported(form: WresReturn) -> None:
    report = measure(
        form, year=2025 if form.to_frame().get_column("year", default=None) is None else None
    )

    assert Template().export(report, {"previous": report})["template.xlsx"][:2] == b"PK"
