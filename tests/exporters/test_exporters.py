import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import csvw
import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wres.exporters import wres_exporters
from wres.exporters._csv import csv_bytes
from wres.exporters.ledger_csv import LedgerCsv
from wres.exporters.metrics_csv import COLUMNS, MetricsCsv
from wres.exporters.report_json import ReportJson
from wres.hookspecs import Exporter
from wres.ledger import LEDGER_SCHEMA, Entry, Ledger, Read, State
from wres.metrics import GROUPS, PLACES
from wres.report import Report, measure
from wres.returns import Evidence, SourceUsed, WresReturn


EVIDENCE = Evidence(
    ledger=Ledger(
        (
            Entry("workforce", "staff.csv", State.COUNTED, "staff in post", 96),
            Entry(
                "workforce", "staff.csv", State.REJECTED, "unknown-pay-band", 2, "=Grade", "-1+1", 7
            ),
        ),
        (Read("workforce", "staff.csv", 98),),
    ),
    sources=(SourceUsed("esr-bi", "staff.csv", "00" * 32, 98),),
)


@pytest.fixture(scope="module")
def report() -> Report:
    lines: list[tuple[object, ...]] = [
        ("staff", *place, group, 1.0) for place in PLACES for group in GROUPS
    ]
    lines += [("shortlisted", None, None, group, 90.0) for group in GROUPS]
    lines += [("appointed", None, None, group, 20.0) for group in GROUPS]
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    frame = pl.DataFrame(lines, schema=columns, orient="row", infer_schema_length=None)
    filed = evolve(WresReturn.from_frame(frame), evidence=EVIDENCE)
    return measure(filed, year=2025, organisation="=RXX", name="Ysbyty Example")


def exporter(name: str) -> Exporter:
    return {one.name: one for one in wres_exporters() if isinstance(one, Exporter)}[name]


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_the_exporters_are_those_of_the_contract() -> None:
    own: tuple[Exporter, ...] = (ReportJson(), MetricsCsv(), LedgerCsv())

    offered = wres_exporters()

    assert all(isinstance(one, Exporter) for one in offered)
    assert {(one.name, type(one)) for one in own} <= {
        (one.name, type(one)) for one in offered if isinstance(one, Exporter)
    }
    assert all(one.title for one in own)


def test_asking_for_the_hook_loads_no_exporter() -> None:
    code = "import sys, wres.exporters; print([m for m in sys.modules if m.startswith('wres.')])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert ran.stdout == "['wres.exporters']\n"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        pytest.param("json", ["report.json"], id="json"),
        pytest.param("csv", ["metrics.csv", "metrics.csv-metadata.json"], id="csv"),
        pytest.param("ledger", ["ledger.csv"], id="ledger"),
    ],
)
def test_an_exporter_gives_its_files_the_same_bytes_each_time(
    report: Report, name: str, files: list[str]
) -> None:
    first, second = (exporter(name).export(report, {"previous": None}) for _ in range(2))

    assert list(first) == files
    assert first == second
    assert all(b"\r" not in content and content.endswith(b"\n") for content in first.values())
    assert all(content.decode("utf-8") for content in first.values())


def test_report_json_is_read_back(report: Report) -> None:
    content = exporter("json").export(report, {})["report.json"]

    assert Report.from_json(content) == report


def test_metrics_csv_holds_the_tidy_frame(report: Report) -> None:
    rows = read(exporter("csv").export(report, {})["metrics.csv"])

    frame = report.to_frame()
    assert list(rows[0]) == list(COLUMNS) == frame.columns
    assert [row["display"] for row in rows] == [shown or "" for shown in frame["display"]]
    assert [float(row["value"]) for row in rows if row["value"]] == [
        value for value in frame["value"] if value is not None
    ]
    assert {row["organisation"] for row in rows} == {"'=RXX"}
    assert any(row["display"].startswith("-") for row in rows) is bool(
        frame["display"].str.starts_with("-").any()
    )


def test_the_metadata_say_what_the_columns_are(report: Report) -> None:
    described = json.loads(exporter("csv").export(report, {})["metrics.csv-metadata.json"])

    columns = described["tableSchema"]["columns"]
    kinds = {pl.String(): "string", pl.Int64(): "integer", pl.Float64(): "number"}
    assert {one["name"]: one["datatype"] for one in columns} == {
        name: kinds[kind] for name, kind in report.to_frame().schema.items()
    }
    assert described["url"] == "metrics.csv"
    assert described["dc:title"] == "Workforce Race Equality Standard 2025 of Ysbyty Example"
    assert described["dc:source"] == ["staff.csv"]


def test_a_reader_of_csv_on_the_web_takes_the_table(report: Report, tmp_path: Path) -> None:
    write(tmp_path, exporter("csv").export(report, {}))

    table = csvw.CSVW(str(tmp_path / "metrics.csv-metadata.json"), validate=True)

    assert table.is_valid
    rows = list(table.t)
    assert len(rows) == report.to_frame().height
    assert rows[0]["value"] == 32
    assert rows[0]["workforce_group"] is None


def test_breakdowns_are_a_table_of_their_own(tmp_path: Path) -> None:
    lines = {"measure": ["staff"] * 3, "ethnic_group": list(GROUPS), "value": [6, 3, 1]}
    filed = WresReturn.from_frame(pl.DataFrame(lines | {"site": ["=North", None, "South"]}))
    report = measure(filed, year=2025, by=["site"])
    files = exporter("csv").export(report, {})
    write(tmp_path, files)

    table = csvw.CSVW(str(tmp_path / "breakdowns.csv-metadata.json"), validate=True)

    assert list(files) == [
        "metrics.csv",
        "metrics.csv-metadata.json",
        "breakdowns.csv",
        "breakdowns.csv-metadata.json",
    ]
    assert table.is_valid
    rows = read(files["breakdowns.csv"])
    assert len(list(table.t)) == len(rows) == report.breakdowns_to_frame().height
    assert [*rows[0]] == report.breakdowns_to_frame().columns
    assert list(dict.fromkeys(row["breakdown_value"] for row in rows)) == [
        "'=North",
        "South",
        "not recorded",
    ]
    assert (
        files["metrics.csv"] == exporter("csv").export(measure(filed, year=2025), {})["metrics.csv"]
    )


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


def test_ledger_csv_holds_the_ledger(report: Report) -> None:
    rows = read(exporter("ledger").export(report, {})["ledger.csv"])

    assert list(rows[0]) == list(LEDGER_SCHEMA)
    assert [(row["state"], row["rows"], row["column"], row["value"]) for row in rows] == [
        ("counted", "96", "", ""),
        ("rejected", "2", "'=Grade", "'-1+1"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+44 20", "'+44 20", id="plus"),
        pytest.param("-cmd", "'-cmd", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param("-3.1", "-3.1", id="number"),
        pytest.param("-97/3118", "-97/3118", id="fraction"),
        pytest.param("-3.1%", "-3.1%", id="percentage"),
        pytest.param("-1-1", "'-1-1", id="sum"),
        pytest.param("a=1", "a=1", id="inside"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_inert(text: str, written: str) -> None:
    content = csv_bytes(pl.DataFrame({"text": [text], "number": [-1]}))

    assert read(content) == [{"text": written, "number": "-1"}]


def test_the_names_of_columns_are_made_inert_too() -> None:
    content = csv_bytes(pl.DataFrame({"=cmd": ["a"], "-1": ["b"], "Site": ["c"]}))

    assert content == b"'=cmd,-1,Site\na,b,c\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_no_cell_starts_like_a_formula_unless_it_is_a_number(text: str) -> None:
    (row,) = read(csv_bytes(pl.DataFrame({"text": [text], "end": [0]})))

    cell = row["text"]
    assert cell in {text, f"'{text}"}
    if cell[:1] in set("=+-@\t\r\n"):
        assert set(cell) <= set("+-0123456789./%")
