from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import wres
from tests.returns.form_returns import filed, plain, returns
from wres.errors import InputError
from wres.hookspecs import Adapter, WritesSpecimen
from wres.plugins import installed
from wres.records import ReturnLine
from wres.returns import WresReturn
from wres.tables import to_frame, to_records
from wres.testing.frames import tables_of
from wres_adapters.return_csv import ReturnCsv


CASES = Path(__file__).parents[1] / "cases"


def read(content: bytes | str, folder: Path) -> wres.Intake:
    path = folder / "return.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return wres.read(path, adapter="return-csv")


def test_the_adapter_is_found_by_name() -> None:
    adapter = installed().adapter("return-csv")

    assert isinstance(adapter, Adapter)
    assert isinstance(adapter, WritesSpecimen)


@given(form=returns())
@settings(max_examples=40)
def test_what_is_written_is_counted_back(
    form: WresReturn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = ReturnCsv().specimen({"return": form.to_frame()})

    intake = read(content, tmp_path_factory.mktemp("csv"))

    assert wres.count(intake) == form
    assert intake.ledger.balances


@given(lines=tables_of(ReturnLine))
@settings(max_examples=60)
def test_any_return_is_counted_back(
    lines: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        form = WresReturn.from_frame(lines)
    except InputError:
        assume(condition=False)

    content = ReturnCsv().specimen({"return": form.to_frame()})

    assert wres.count(read(content, tmp_path_factory.mktemp("csv"))) == form


@given(lines=tables_of(ReturnLine))
@settings(max_examples=40)
def test_records_are_read_back(
    lines: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = ReturnCsv().specimen({"return": lines})

    intake = read(content, tmp_path_factory.mktemp("csv"))

    assert to_records(intake.tables["return"], ReturnLine) == to_records(lines, ReturnLine)


NAMES = st.sampled_from(["site", "Care group", "directorate"])
VALUES = st.sampled_from(["", "North", "South, East", 'the "old" site', "Zürich"])


@given(
    names=st.lists(NAMES, min_size=1, max_size=2, unique=True),
    values=st.lists(VALUES, min_size=2, max_size=2),
)
@settings(max_examples=20)
def test_breakdowns_travel_along(
    names: list[str], values: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines: Mapping[str, list[object]] = {
        "measure": ["appointed"] * 2,
        "ethnic_group": ["white", "bme"],
        "value": [3, 4],
    }
    form = WresReturn.from_frame(pl.DataFrame({**lines, **dict.fromkeys(names, values)}))

    content = ReturnCsv().specimen({"return": form.to_frame()})
    intake = read(content, tmp_path_factory.mktemp("csv"))

    assert wres.count(intake, by=names) == form
    assert wres.count(intake).value("appointed", "bme") == 4


@pytest.mark.parametrize("name", ["bpas-2020", "ncic-2025"])
def test_the_published_returns_are_read(name: str) -> None:
    lines = pl.read_csv(CASES / f"{name}.csv")

    assert wres.count(
        wres.read(CASES / f"{name}.csv", adapter="return-csv")
    ) == WresReturn.from_frame(lines)


def test_nothing_but_the_header_is_read_before_it_is_needed(tmp_path: Path) -> None:
    intake = read(
        ReturnCsv().specimen({"return": filed(plain("staff", 3, 2, 1)).to_frame()}), tmp_path
    )

    assert isinstance(intake.loose[0].frame, pl.LazyFrame)
    assert "CSV" in intake.loose[0].frame.explain().upper()


HEADER = "Measure,Workforce Group,Pay Band,Ethnic Group,Value\n"


def test_a_bad_line_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    intake = read(
        f"{HEADER}staff,clinical,Band 12,bme,3\nstaff,,,bme,many\nhired,,,bme,1\nstaff,,,asian,1\n",
        tmp_path,
    )

    assert {(one.code, one.where.row, one.where.column) for one in intake.problems} == {
        ("unknown-pay-band", 2, "Pay Band"),
        ("impossible-number", 3, "Value"),
        ("unknown-measure", 4, "Measure"),
        ("unknown-ethnic-group", 5, "Ethnic Group"),
    }


def test_a_percentage_is_no_share(tmp_path: Path) -> None:
    intake = read(f"{HEADER}harassed_by_staff,,,bme,24.9\n", tmp_path)

    with pytest.raises(InputError) as caught:
        wres.count(intake)

    assert str(caught.value.problems[0]) == (
        "return.csv, row 2, column 'Value': harassed_by_staff is 24.9; "
        "accepted: a share from 0 to 1 (24.9% is 0.249) [share-over-1]"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param("", "empty-file", id="empty"),
        pytest.param("measure,value\nstaff,1\n", "missing-column", id="column missing"),
        pytest.param(HEADER.replace("\n", ",VALUE\n"), "repeated-column", id="column twice"),
        pytest.param(f"{HEADER}staff,,,bme,1,2,3\n", "wrong-width", id="more values than columns"),
        pytest.param(
            HEADER.replace("\n", ",out_of_scope\n"), "reserved-column", id="reserved name"
        ),
        pytest.param("PK\x03\x04", "not-text", id="workbook"),
    ],
)
def test_a_file_that_is_no_return_is_refused(content: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(content, tmp_path)

    assert {one.code for one in caught.value.problems} == {code}


def test_a_specimen_of_no_lines_is_a_header() -> None:
    assert ReturnCsv().specimen({"return": to_frame([], ReturnLine)}) == (
        b"organisation,year,measure,workforce_group,pay_band,ethnic_group,value\n"
    )
