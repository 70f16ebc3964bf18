from datetime import date
from pathlib import Path
from typing import Any

import pytest

import wres
from wres.errors import InputError
from wres.records import TrainingUptake
from wres.tables import to_records
from wres.vocabulary import read_table


HEADER = "Employee Number,Course,Status,Completion Date,Mandatory"


def read(tmp_path: Path, *lines: str, header: str = HEADER, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "lms.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return wres.read(path, adapter="learning", **options)


def fates(intake: wres.Intake) -> dict[str, int]:
    assert intake.ledger.balances
    return {entry.rule: entry.rows for entry in intake.ledger.entries}


def records(intake: wres.Intake) -> list[TrainingUptake]:
    assert intake.problems == ()
    return to_records(intake.tables["training"], TrainingUptake)


@pytest.mark.parametrize("status", ["Accepted", "ENROLLED", "Completed", "In progress", "Attended"])
def test_a_place_that_was_taken_counts(status: str, tmp_path: Path) -> None:
    intake = read(tmp_path, f"01,Leading teams,{status},,No")

    assert fates(intake) == {"person accessing training, ethnicity not found": 1}


@pytest.mark.parametrize("status", ["Declined", "Cancelled", "Did not attend", "Waiting list"])
def test_a_place_that_was_not_taken_is_out_of_scope(status: str, tmp_path: Path) -> None:
    intake = read(tmp_path, f"01,Leading teams,{status},03/06/2024,No")

    assert fates(intake) == {f"not taken up: {status.lower()}": 1}


def test_an_unknown_status_is_told_once_with_its_first_row(tmp_path: Path) -> None:
    lines = ["01,Leading teams,Completed,,No", "02,Leading teams,Bespoke,,No", "03,X,Bespoke,,No"]

    with pytest.raises(InputError) as caught:
        read(tmp_path, *lines)

    (problem,) = caught.value.problems
    assert str(problem).startswith(
        "lms.csv, row 3, column 'Status': unknown learning status 'Bespoke' (and in 1 more row); "
        "accepted: a learning status of learning_statuses.csv (accepted,"
    )
    assert problem.code == "unknown-word"
    words = {"learning_status": {"Bespoke": "Completed"}}
    assert len(records(read(tmp_path, *lines, translations=words))) == 3


def test_without_a_status_a_date_says_that_the_place_was_taken(tmp_path: Path) -> None:
    intake = read(tmp_path, "01,Leading teams,,03/06/2024,No", "02,Leading teams,,,No")

    assert fates(intake) == {
        "person accessing training, ethnicity not found": 1,
        "neither status nor date": 1,
    }


def test_a_list_without_statuses_is_of_uptake_where_there_is_a_date(tmp_path: Path) -> None:
    header = "Employee Number,Course,Completion Date,Mandatory"

    intake = read(tmp_path, "01,Leading teams,03/06/2024,No", "02,X,,No", header=header)

    assert fates(intake) == {
        "person accessing training, ethnicity not found": 1,
        "no date of taking it up": 1,
    }


def test_a_list_without_statuses_and_dates_is_of_uptake(tmp_path: Path) -> None:
    intake = read(tmp_path, "01,No", header="Employee Number,Mandatory", year=2025)

    assert records(intake) == [TrainingUptake("", "01", None, None, None, mandatory=False)]


def test_nothing_that_says_what_is_mandatory_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "01,Leading teams", header="Employee Number,Course")

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "lms.csv, row 1: no column 'Mandatory', and nothing else says which courses are mandatory; "
            "accepted: a column headed 'Mandatory' with yes and no, or option 'mandatory': a list of "
            "course titles, * for any text, or the path of a text file with one a line "
            "[missing-column]"
        )
    ]


def test_mandatory_titles_can_be_listed_with_stars(tmp_path: Path) -> None:
    titles = ["FIRE safety*", "Safeguarding [children] (level ?)", "*resuscitation*"]
    courses = {
        "Fire  Safety - level 2": True,
        "safeguarding [children] (level ?)": True,
        "Safeguarding [children] (level 2)": False,
        "Adult Basic Resuscitation update": True,
        "Leading teams": False,
        "How we improved fire safety": False,
    }
    lines = [f"01,{course}" for course in courses]

    intake = read(tmp_path, *lines, header="Employee Number,Course", mandatory=titles)

    assert {r.course: r.mandatory for r in records(intake)} == courses


def test_mandatory_titles_can_stand_in_a_file(tmp_path: Path) -> None:
    listed = tmp_path / "mandatory.txt"
    listed.write_bytes("Fire safety*\r\n\r\nCafé hygiene\r\n".encode("cp1252"))
    lines = ["01,Fire safety 1", "01,café hygiene", "01,Leading teams"]

    intake = read(tmp_path, *lines, header="Employee Number,Course", mandatory=str(listed))

    assert [record.mandatory for record in records(intake)] == [True, True, False]


def test_a_file_of_titles_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^1 problem in the input:\n- none.txt: there is no such"):
        read(tmp_path, "01,X,,,No", mandatory=str(tmp_path / "none.txt"))


def test_what_is_no_list_of_titles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="option 'mandatory' cannot be read"):
        read(tmp_path, "01,X,,,No", mandatory=7)


def test_an_empty_list_says_that_nothing_is_mandatory(tmp_path: Path) -> None:
    intake = read(tmp_path, "01,Leading teams,Completed,,Yes", mandatory=[])

    assert fates(intake) == {"person accessing training, ethnicity not found": 1}


def test_what_the_user_lists_goes_before_the_column(tmp_path: Path) -> None:
    lines = ["01,Leading teams,Completed,,Yes", "02,Fire safety,Completed,,No"]

    intake = read(tmp_path, *lines, mandatory=["fire*"])

    assert [record.mandatory for record in records(intake)] == [False, True]


def test_a_list_of_titles_needs_a_column_of_courses(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'Course', and nothing else says"):
        read(tmp_path, "01,No", header="Employee Number,Mandatory", mandatory=["fire*"])


def test_a_flag_that_is_neither_is_refused(tmp_path: Path) -> None:
    intake = read(tmp_path, "01,X,Completed,,Perhaps")

    assert [str(problem) for problem in intake.problems] == [
        (
            "lms.csv, row 2, column 'Mandatory': mandatory 'Perhaps' is neither true nor false; "
            "accepted: true or false (also yes, no, y, n, 1, 0) [neither-true-nor-false]"
        )
    ]


def test_only_the_reporting_year_counts(tmp_path: Path) -> None:
    days = ["31/03/2024", "01/04/2024", "31-Mar-2025", "01/04/2025", ""]
    lines = [f"0{n},Leading teams,Completed,{day},No" for n, day in enumerate(days)]

    intake = read(tmp_path, *lines, "09,Fire safety,Completed,01/06/2024,Yes", year=2025)

    assert fates(intake) == {
        "person accessing training, ethnicity not found": 3,
        "outside the reporting year": 2,
        "mandatory training": 1,
    }


def test_an_impossible_date_is_refused_and_shown(tmp_path: Path) -> None:
    intake = read(tmp_path, "01,X,Completed,31/02/2024,No")

    (problem,) = intake.problems
    assert "row 2, column 'Completion Date': impossible date '31/02/2024'" in str(problem)


def test_the_day_of_completion_goes_before_those_of_start_and_enrolment(tmp_path: Path) -> None:
    header = "Employee Number,Course,Enrolment Date,Start Date,Completion Date,Mandatory"
    lines = [
        "01,X,01/05/2024,02/05/2024,03/05/2024,No",
        "02,X,01/05/2024,02/05/2024,,No",
        "03,X,01/05/2024,,,No",
    ]

    days = [record.accessed_on for record in records(read(tmp_path, *lines, header=header))]

    assert days == [date(2024, 5, 3), date(2024, 5, 2), date(2024, 5, 1)]


def test_esr_competencies_are_read_as_they_come(tmp_path: Path) -> None:
    header = "RecordType,PersonID,CompetencyElementID,CompetencyName,DateFrom,DateTo,EssentialFlag,VPDCode,DeletionFlag"
    lines = [
        "CMA,9000001,1,999|LOCAL|Leading teams|,20240603,,N,999",
        "CMA,9000001,2,NHS|CSTF|Fire Safety - 1 Year|,20240603,20250603,Y,999",
        "CMA,9000001,3,999|LOCAL|Coaching|,20240403,,N,999,Y",
        "TRL,2,,,,,,",
    ]

    intake = read(tmp_path, *lines, header=header, year=2025)

    assert fates(intake) == {
        "person accessing training, ethnicity not found": 1,
        "mandatory training": 1,
        "deleted record": 1,
        "header or trailer record": 1,
    }


def test_a_moodle_completion_report_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "completion.csv"
    text = (
        '"User\'s full name"\t"Email address"\tCourse\t"Time started"\t"Time completed"\t"Completion status"\r\n'
        '"Jane Secret"\tJane@Secret.example\t"Leading teams"\t"Monday, 3 June 2024, 10:15 AM"\t\t"In progress"\r\n'
        '"John Secret"\tjohn@secret.example\t"Leading teams"\t\t\t"Not yet started"\r\n'
    )
    path.write_bytes(text.encode("utf-16"))

    intake = wres.read(path, adapter="learning", mandatory=["fire*"], year=2025)

    person, day = "jane@secret.example", date(2024, 6, 3)
    assert records(intake)[0] == TrainingUptake(
        "", person, None, "Leading teams", day, mandatory=False
    )
    assert "secret" not in str(intake.ledger)
    assert fates(intake) == {
        "person accessing training, ethnicity not found": 1,
        "not taken up: not yet started": 1,
    }


def test_an_employee_number_goes_before_an_address(tmp_path: Path) -> None:
    header = "Employee Number,E-mail,Course,Mandatory"
    lines = ["0071,a@b.example,X,No", ",A@b.example,X,No"]

    people = [record.person for record in records(read(tmp_path, *lines, header=header))]

    assert people == ["0071", "a@b.example"]


def test_a_person_with_two_courses_counts_once(tmp_path: Path) -> None:
    lines = ["01,X,Completed,01/06/2024,No", "01,Y,Completed,02/06/2024,No"]

    assert fates(read(tmp_path, *lines)) == {
        "person accessing training, ethnicity not found": 1,
        "same person; the first course in the year is kept": 1,
    }


def test_every_status_is_uptake_or_not() -> None:
    rows = read_table("learning_statuses")

    assert {row["accessed"] for row in rows} == {"yes", "no"}
    assert len({row["spelling"] for row in rows}) == len(rows)
