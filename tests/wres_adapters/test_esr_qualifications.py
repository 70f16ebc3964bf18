"""Qualifications as a health board's copy of ESR's interface has them, and who they are about."""

from pathlib import Path
from typing import Any

import pytest

import wres
from wres.records import TrainingUptake
from wres.tables import to_records


HEADER = (
    "RecordType,PersonID,QualificationID,QualificationType,Title,Status,Grade,AwardedDate,StartDate,"
    "EndDate,Establishment,Country,LastUpdateDate,DeletionFlag"
)
LINES = (
    "QUA,9000001,1,Degree,MSc Leadership,Awarded,,20240603,20220901,,Exampleton,GB,20240604 101112,",
    "QUA,9000002,2,Diploma,Diploma in Care,Ongoing,,,20240901,,Exampleton,GB,20240902 101112,N",
    "QUA,9000002,3,Degree,BSc Nursing,Awarded,,20100701,20070901,,Exampleton,GB,20240902 101112,N",
    "QUA,9000003,4,Certificate,Care Certificate,Awarded,,20240701,,,Exampleton,GB,20240902 101112,",
    "QUA,9000004,5,Degree,MSc Nursing,Awarded,,20240701,,,Exampleton,GB,20240902 101112,Y",
    "QUA,9000005,6,Degree,MSc Nursing,Declined,,,,,Exampleton,GB,20240902 101112,",
    "TRL,6,,,,,,,,,,,,",
)
PEOPLE = (
    "PersonID,EmployeeNumber\n9000001,00071234\n9000002,00071235\n9000002,00071236\n"
    "9000009,00071239\n9000001,00071234\n,00071240\n"
)
STAFF = """\
Employee Number,Primary Assignment,Assignment Category,Staff Group,Grade,Ethnic Origin
00071234,Y,Permanent,Nursing and Midwifery Registered,NHS|XR05|Review Body Band 5,H Indian
9000002,Y,Permanent,Nursing and Midwifery Registered,NHS|XR05|Review Body Band 5,A White - British
"""


def read(tmp_path: Path, *lines: str, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "qualifications.csv"
    path.write_text("\n".join([HEADER, *(lines or LINES)]) + "\n", encoding="utf-8")
    given = {"mandatory": ["care certificate"], "year": 2025, **options}
    return wres.read(path, adapter="esr-qualifications", **given)


def fates(intake: wres.Intake, table: str = "training") -> dict[str, int]:
    assert intake.ledger.balances
    return {entry.rule: entry.rows for entry in intake.ledger.entries if entry.table == table}


def test_a_qualification_counts_in_the_year_of_its_award_or_else_of_its_start(
    tmp_path: Path,
) -> None:
    assert fates(read(tmp_path)) == {
        "person accessing training, ethnicity not found": 2,
        "outside the reporting year": 1,
        "mandatory training": 1,
        "deleted record": 1,
        "not taken up: declined": 1,
        "header or trailer record": 1,
    }


def test_people_are_found_in_the_workforce_through_a_list_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "staff.csv").write_text(STAFF)
    staff = wres.read(tmp_path / "staff.csv", adapter="esr-bi", year=2025)

    found = read(tmp_path, people=str(tmp_path / "people.csv")) + staff

    # 9000002 has two numbers, and is not the colleague whose employee number that is.
    assert fates(found) == {
        "person accessing training, ethnicity from the workforce": 1,
        "person accessing training, ethnicity not found": 1,
        "outside the reporting year": 1,
        "mandatory training": 1,
        "deleted record": 1,
        "not taken up: declined": 1,
        "header or trailer record": 1,
        "joined to the person's rows in the other file": 1,
        "repeats what another row says of the person": 1,
        "rows of one person do not agree": 2,
        "nobody in the other file": 1,
        "no number of a person": 1,
    }
    assert wres.count(found).value("accessed_training", "bme", organisation="") == 1
    assert not any(number in str(found.ledger) for number in ("9000002", "00071234"))


def test_nothing_but_the_user_says_which_are_mandatory(tmp_path: Path) -> None:
    with pytest.raises(wres.InputError, match="nothing else says which courses are mandatory"):
        read(tmp_path, mandatory=None)


def test_a_list_under_employee_numbers_needs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "bi.csv"
    path.write_text("Employee Number,Qualification Title,Start Date\n0071,MSc,01-Jun-2024\n")

    intake = wres.read(path, adapter="esr-qualifications", year=2025, mandatory=[])

    (record,) = to_records(intake.tables["training"], TrainingUptake)
    assert (record.person, record.course) == ("0071", "MSc")
