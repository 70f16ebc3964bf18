from pathlib import Path
from typing import Any

import polars as pl
import pytest

import wres
from wres.admission.frames import intake_of
from wres.errors import InputError
from wres.vocabulary import read_table


HEADER = "Case ID,Employee Number,Case Type,Formal Start Date"


def read(tmp_path: Path, *lines: str, header: str = HEADER, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return wres.read(path, adapter="er-cases", **options)


def fates(intake: wres.Intake) -> dict[str, int]:
    assert intake.ledger.balances
    return {entry.rule: entry.rows for entry in intake.ledger.entries}


def test_only_disciplinary_cases_count(tmp_path: Path) -> None:
    lines = [
        "1,01,Disciplinary,03/06/2024",
        "2,02,Grievance,03/06/2024",
        "3,03,BULLYING AND HARASSMENT,03/06/2024",
        "4,04,Gross misconduct,03/06/2024",
    ]

    intake = read(tmp_path, *lines, year=2025)

    assert intake.problems == ()
    assert fates(intake) == {
        "person entering the process, ethnicity not found": 2,
        "not disciplinary: grievance": 1,
        "not disciplinary: bullying and harassment": 1,
    }


def test_a_case_without_a_formal_start_is_informal(tmp_path: Path) -> None:
    intake = read(tmp_path, "1,01,Disciplinary,", "2,02,Fact finding,", "3,03,Grievance,")

    assert fates(intake) == {
        "no formal start date": 1,
        "not disciplinary: fact finding": 1,
        "not disciplinary: grievance": 1,
    }


def test_the_type_decides_before_the_missing_start(tmp_path: Path) -> None:
    assert fates(read(tmp_path, "1,01,Grievance,")) == {"not disciplinary: grievance": 1}


def test_an_unknown_type_is_told_once_with_its_first_row(tmp_path: Path) -> None:
    lines = [
        "1,01,Disciplinary,03/06/2024",
        *(f"{n},0{n},Conduct panel,03/06/2024" for n in (2, 3)),
    ]

    with pytest.raises(InputError) as caught:
        read(tmp_path, *lines)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "cases.csv, row 3, column 'Case Type': unknown case type 'Conduct panel' (and in 1 more "
            "row); accepted: a case type of case_types.csv (disciplinary, grievance, harassment, "
            "capability, flexible working and others), or its meaning in option translations "
            "[unknown-word]"
        )
    ]


def test_an_unknown_type_does_not_matter_without_a_formal_start(tmp_path: Path) -> None:
    assert fates(read(tmp_path, "1,01,Conduct panel,")) == {"no formal start date": 1}


def test_a_case_without_a_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 2, column 'Case Type': no case type"):
        read(tmp_path, "1,01,,03/06/2024")


def test_many_unknown_types_do_not_fill_the_screen(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, *(f"{n},0{n},Kind {n},03/06/2024" for n in range(30)))

    assert len(caught.value.problems) == 21
    assert "row 22, column 'Case Type': unknown case type in 10 further words" in str(
        caught.value.problems[-1]
    )
    assert caught.value.problems[-1].count == 10


def test_a_type_that_looks_like_a_person_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "1,01,jane@secret.example,03/06/2024")

    assert "secret" not in str(caught.value)
    assert "not shown" in str(caught.value)


def test_a_local_type_can_be_translated(tmp_path: Path) -> None:
    words = {"case_type": {"Conduct panel": "Disciplinary", "Chat": "informal"}}
    lines = ["1,01,conduct panel,03/06/2024", "2,02,Chat,03/06/2024"]

    intake = read(tmp_path, *lines, translations=words)

    assert fates(intake) == {
        "person entering the process, ethnicity not found": 1,
        "not disciplinary: informal": 1,
    }


def test_a_file_of_disciplinary_cases_alone_needs_no_type(tmp_path: Path) -> None:
    header, line = "Case ID,Employee Number,Formal Start Date", "1,01,03/06/2024"

    intake = read(tmp_path, line, header=header, all_disciplinary=True)

    assert fates(intake) == {"person entering the process, ethnicity not found": 1}
    with pytest.raises(InputError, match="no column 'Case Type'"):
        read(tmp_path, line, header=header)


@pytest.mark.parametrize("date", ["31/02/2024", "2024-13-01", "4712-12-31", "06/03/1824"])
def test_an_impossible_date_is_refused_and_shown(date: str, tmp_path: Path) -> None:
    intake = read(tmp_path, f"1,01,Disciplinary,{date}")

    assert [str(problem) for problem in intake.problems] == [
        (
            f"cases.csv, row 2, column 'Formal Start Date': impossible date '{date}'; accepted: "
            "a date from 1900 to 2199, such as 2025-03-31 or 31/03/2025 [impossible-date]"
        )
    ]
    assert intake.ledger.balances


def test_only_the_reporting_year_counts(tmp_path: Path) -> None:
    lines = [
        f"{n},0{n},Disciplinary,{day}"
        for n, day in enumerate(["31/03/2024", "01/04/2024", "31-Mar-2025", "2025-04-01"])
    ]

    intake = read(tmp_path, *lines, year=2025)

    assert fates(intake) == {
        "person entering the process, ethnicity not found": 2,
        "outside the reporting year": 2,
    }


def test_ethnicity_comes_from_the_workforce_by_person(tmp_path: Path) -> None:
    header = f"{HEADER},Ethnic Origin"
    lines = [
        "1,00071,Disciplinary,03/06/2024,",
        "2,00072,Disciplinary,03/06/2024,H Indian",
        "3,00073,Disciplinary,03/06/2024,",
    ]
    staff = pl.DataFrame(
        {
            "person": ["00071", "00072"],
            "assignment": ["00071", "00072"],
            "ethnic_category": ["N", "A"],
            "workforce_group": "clinical",
            "pay_band": "Band 5",
            "engagement": "substantive",
            "primary": True,
        }
    )
    cases = read(tmp_path, *lines, header=header, year=2025)

    together = cases + intake_of({"workforce": staff}, 2025)

    entered = wres.count(together).to_frame().filter(pl.col("measure") == "entered_disciplinary")
    assert dict(entered.select("ethnic_group", "value").rows()) == {
        "white": 0,
        "bme": 2,
        "unknown": 1,
    }


def test_a_person_with_two_cases_in_a_year_counts_once(tmp_path: Path) -> None:
    lines = ["1,01,Disciplinary,03/06/2024", "2,01,Disciplinary,03/09/2024"]

    assert fates(read(tmp_path, *lines, year=2025)) == {
        "person entering the process, ethnicity not found": 1,
        "same person; the first entry in the year is kept": 1,
    }


def test_a_case_needs_a_person_or_an_ethnicity(tmp_path: Path) -> None:
    header = "Case ID,Case Type,Formal Start Date"
    line = "1,Disciplinary,03/06/2024"

    with pytest.raises(InputError, match="no column 'Employee Number'"):
        read(tmp_path, line, header=header)
    own = read(tmp_path, f"{line},N", header=f"{header},Ethnic Origin")
    assert fates(own) == {"person entering the process, own ethnicity": 1}


def test_outcome_travels_along_and_notes_do_not(tmp_path: Path) -> None:
    header = f"{HEADER},Outcome,Allegation Details,Closed Date"
    intake = read(tmp_path, "1,01,Disciplinary,03/06/2024,Warning,Secret,", header=header)

    names = intake.loose[0].frame.collect_schema().names()

    assert "outcome" in names
    assert not {"allegation_details", "closed_date", "case_type"} & set(names)


def test_every_type_is_disciplinary_or_not() -> None:
    rows = read_table("case_types")

    assert {row["disciplinary"] for row in rows} == {"yes", "no"}
    assert len({row["spelling"] for row in rows}) == len(rows)
