"""The warehouse's extract: one month, the largest WTE, an ethnic column that the user names."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings

import wres
from wres.errors import InputError
from wres.testing.frames import staff_tables
from wres_adapters.esr_dw import written


HEAD = "Unique Nhs Identifier,Tm Year Month,Ocs Code,Occupation Code,Status,Asg Type Of Contract,Contracted Wte,Grade Code,Ethnic Origin,Date Of Birth\n"
ROWS = """\
0001,2025-March,RXX,N6H,Active Assignment,Permanent,0.4,NHS|XR05|Review Body Band 5,A White - British,1980-01-01
0001,2025-March,RXX,N6H,Acting Up,Permanent,0.6,NHS|XR06|Review Body Band 6,A White - British,1980-01-01
0002,2025-March,RXX,N6H,Internal Secondment,Fixed Term Temp,1,NHS|XR05|Review Body Band 5,H Indian,1980-01-01
0003,2025-February,RXX,N6H,Active Assignment,Permanent,1,NHS|XR05|Review Body Band 5,H,1980-01-01
0004,2025-March,RXX,N6H,Active Assignment,Permanent,0.0,NHS|XR05|Review Body Band 5,H,1980-01-01
,2025-March,RXX,N6H,Active Assignment,Permanent,1,NHS|XR05|Review Body Band 5,H,1980-01-01
"""


def _read(path: Path, text: str, **options: str) -> wres.Intake:
    path.write_text(text)
    return wres.read(path, adapter="esr-dw", year=2025, **options)


def test_a_month_is_counted_by_the_largest_wte(tmp_path: Path) -> None:
    intake = _read(tmp_path / "a.csv", HEAD + ROWS, ethnic_category="Ethnic Origin")

    filed = wres.count(intake)

    assert intake.problems == ()
    assert filed.value("staff", "white", pay_band="Band 6", organisation="RXX") == 1
    assert filed.value("staff", "white", pay_band="Band 5", organisation="RXX") == 0
    assert filed.value("staff", "bme", pay_band="Band 5", organisation="RXX") == 1
    assert {entry.rule: entry.rows for entry in intake.ledger.entries} == {
        "person in post": 2,
        "second assignment; the largest FTE is kept": 1,
        "another month than the snapshot's": 1,
        "no contracted WTE": 1,
        "no unique NHS identifier": 1,
    }
    assert "Date Of Birth" not in intake.loose[0].frame.collect_schema()


def test_the_ethnic_column_is_never_guessed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="option 'ethnic_category' is missing"):
        _read(tmp_path / "a.csv", HEAD + ROWS)
    with pytest.raises(InputError, match="no column 'Ethnicity'"):
        _read(tmp_path / "a.csv", HEAD + ROWS, ethnic_category="Ethnicity")


def test_an_unknown_status_is_a_problem(tmp_path: Path) -> None:
    text = HEAD + ROWS.replace("Acting Up", "On Loan")

    (problem,) = _read(tmp_path / "a.csv", text, ethnic_category="Ethnic Origin").problems

    assert (problem.where.row, problem.code) == (3, "unknown-engagement")


@settings(max_examples=12)
@given(staff_tables())
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: pl.DataFrame
) -> None:
    assume(
        not rows.select(pl.col(pl.String).str.contains("\0", literal=True).any())
        .sum_horizontal()
        .sum()
    )
    expected = rows.filter(pl.col("fte").is_null() | (pl.col("fte") > 0)).with_columns(
        primary=pl.lit(value=True),
        started_on=pl.lit(None, pl.Date),
        senior_medical_manager=pl.lit(value=False),
    )
    path = tmp_path_factory.mktemp("dw") / "a.csv"
    path.write_bytes(written(expected))

    intake = wres.read(path, adapter="esr-dw", year=2025, ethnic_category="Ethnic Origin")

    assert (
        intake.tables["workforce"]
        .collect()
        .equals(expected.select(intake.tables["workforce"].collect_schema().names()))
    )
