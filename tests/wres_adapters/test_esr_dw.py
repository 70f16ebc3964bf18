"""The warehouse's extract: one month, the largest WTE, an ethnic column that the user names."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import wres
from wres.errors import InputError
from wres.tables import to_frame
from wres.testing.kit.samples import sample_records
from wres_adapters.esr_dw import EsrDw


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


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"primary": False}, "a post that is not the primary one"),
        ({"started_on": date(2020, 1, 1)}, "the start"),
        ({"senior_medical_manager": True}, "a senior medical manager"),
        ({"fte": 0.0}, "no WTE"),
    ],
    ids=str,
)
def test_what_an_extract_has_no_column_for_is_not_written(
    change: dict[str, object], told: str
) -> None:
    adapter = EsrDw()
    as_read = {"started_on": pl.lit(None, pl.Date), "senior_medical_manager": pl.lit(value=False)}
    rows = to_frame(sample_records("workforce")).with_columns(**as_read)
    spoilt = rows.with_columns(**{name: pl.lit(value) for name, value in change.items()})

    assert adapter.specimen({"workforce": rows})
    with pytest.raises(ValueError, match=f"no column for {told}$"):
        adapter.specimen({"workforce": spoilt})
