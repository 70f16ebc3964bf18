from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from wres.admission import Intake
from wres.errors import InputError
from wres.ledger import State
from wres.profiles import profile
from wres.records import StaffRecord
from wres.tables import to_frame, to_records
from wres.vocabulary import Engagement, EthnicCategory, PayBand, WorkforceGroup
from wres_adapters.esr_bi import EsrBi


HEADER = (
    "Employee Number,Assignment Number,Last Name,Date Of Birth,Primary Assignment,"
    "Assignment Status,Assignment Category,Staff Group,Role,Occupation Code,Pay Scale,"
    "Ethnic Origin,FTE,Org L3,Latest Start Date"
)
NURSE = {
    "Employee Number": "09000123",
    "Assignment Number": "09000123-2",
    "Last Name": "Exampleton",
    "Date Of Birth": "14-Feb-1985",
    "Primary Assignment": "Y",
    "Assignment Status": "Active Assignment",
    "Assignment Category": "Permanent",
    "Staff Group": "Nursing and Midwifery Registered",
    "Role": "Staff Nurse",
    "Occupation Code": "N6H",
    "Pay Scale": "NHS|XR05|Review Body Band 5",
    "Ethnic Origin": "A White - British",
    "FTE": ".8",
    "Org L3": "999 Surgery L3",
    "Latest Start Date": "03-Jun-2019",
}


def line(**changed: str) -> str:
    """Write the nurse with other values; a blank in a header is an underscore."""
    values = NURSE | {name.replace("_", " "): value for name, value in changed.items()}
    return ",".join(values[header] for header in HEADER.split(","))


def read(
    tmp_path: Path,
    *lines: str,
    header: str = HEADER,
    year: int | None = None,
    **options: Any,  # noqa: ANN401
) -> Intake:
    path = tmp_path / "staff.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return intake(path, year, **options)


def intake(path: Path, year: int | None = None, **options: Any) -> Intake:  # noqa: ANN401
    loose = EsrBi().read(path, {"year": year, "organisation": None, **options})
    return Intake(loose.tables, None if year is None else profile(year))


def staff(found: Intake) -> list[StaffRecord]:
    return to_records(found.tables["workforce"], StaffRecord)


def told(found: Intake) -> list[str]:
    return [str(problem) for problem in found.problems]


def reasons(found: Intake, state: State) -> dict[str, int]:
    assert found.ledger.balances
    return {entry.rule: entry.rows for entry in found.ledger.entries if entry.state is state}


def test_a_row_is_read_as_a_record_with_its_leading_zeros(tmp_path: Path) -> None:
    found = read(tmp_path, line())

    assert staff(found) == [
        StaffRecord(
            "",
            "09000123",
            "09000123-2",
            EthnicCategory("A"),
            WorkforceGroup.CLINICAL,
            PayBand.BAND_5,
            Engagement.SUBSTANTIVE,
            primary=True,
            fte=0.8,
            started_on=date(2019, 6, 3),
        )
    ]


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"Assignment_Category": "Fixed Term Temp"}, "engagement", "fixed_term"),
        ({"Assignment_Category": "BANK"}, "engagement", "bank"),
        ({"Role": "Non-Executive Director"}, "engagement", "non_executive"),
        ({"Pay_Scale": "Review Body Band 8 - Range A"}, "pay_band", "Band 8a"),
        ({"Pay_Scale": "XR12"}, "pay_band", "Band 9"),
        ({"Pay_Scale": "Very Senior Manager"}, "pay_band", "VSM"),
        ({"Occupation_Code": "G2D"}, "workforce_group", "non_clinical"),
        (
            {"Occupation_Code": "", "Staff_Group": "Estates & Ancillary"},
            "workforce_group",
            "non_clinical",
        ),
        ({"Occupation_Code": "XXX"}, "workforce_group", "clinical"),
        ({"Ethnic_Origin": "CY"}, "ethnic_category", "C"),
        ({"Ethnic_Origin": "h1"}, "ethnic_category", "H"),
        ({"Ethnic_Origin": "Z Not Stated"}, "ethnic_category", "Z"),
        ({"Ethnic_Origin": " "}, "ethnic_category", "99"),
        ({"Primary_Assignment": "No"}, "primary", False),
        ({"FTE": " "}, "fte", None),
        ({"Assignment_Number": ""}, "assignment", "09000123"),
    ],
)
def test_the_words_of_esr_mean_what_they_should(
    tmp_path: Path, changed: dict[str, str], field: str, value: object
) -> None:
    (record,) = staff(read(tmp_path, line(**changed)))

    assert getattr(record, field) == value


@pytest.mark.parametrize(
    ("changed", "group", "band"),
    [
        pytest.param({}, "medical", "Consultant", id="scale and occupation"),
        pytest.param({"Occupation_Code": "N6H"}, "medical", "Consultant", id="scale alone"),
        pytest.param({"Pay_Scale": "VSM"}, "clinical", "VSM", id="a doctor on other pay"),
        pytest.param({"Pay_Scale": "Consultant"}, "medical", "Consultant", id="label, occupation"),
    ],
)
def test_the_pay_scale_says_who_is_medical(
    tmp_path: Path, changed: dict[str, str], group: str, band: str
) -> None:
    doctor = {"Occupation_Code": "021", "Pay_Scale": "NHS|YC72|Consultant"}

    (record,) = staff(read(tmp_path, line(**{**doctor, **changed})))

    assert (record.workforce_group, record.pay_band) == (group, band)


def test_a_medical_grade_by_its_label_does_not_make_a_clerk_a_doctor(tmp_path: Path) -> None:
    found = read(tmp_path, line(Occupation_Code="G2D", Pay_Scale="Specialist"))

    assert [problem.code for problem in found.problems] == ["band-outside-group"]


def test_a_consultant_who_is_medical_director_is_a_senior_medical_manager(tmp_path: Path) -> None:
    doctor = {"Occupation_Code": "021", "Pay_Scale": "NHS|YC72|Consultant"}
    found = read(
        tmp_path,
        line(**doctor, Role="Medical Director"),
        line(**doctor, Role="Consultant"),
        line(Role="Medical Director"),
    )

    assert [record.senior_medical_manager for record in staff(found)] == [True, False, False]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param(
            {"Pay_Scale": "123|AB01|Local 1"},
            "column 'Pay Scale': unknown pay band '123|AB01|Local 1'",
            id="local grade",
        ),
        pytest.param(
            {"Pay_Scale": "Band 8"},
            "column 'Pay Scale': unknown pay band 'Band 8'",
            id="bare band 8",
        ),
        pytest.param(
            {"Occupation_Code": "XXX", "Staff_Group": "Clowns"},
            "column 'Staff Group': unknown workforce group 'Clowns'",
            id="staff group",
        ),
        pytest.param(
            {"Assignment_Category": "Gig"},
            "column 'Assignment Category': unknown engagement 'Gig'",
            id="category",
        ),
        pytest.param(
            {"Ethnic_Origin": "T"},
            "column 'Ethnic Origin': unknown ethnic category 'T'",
            id="ethnic origin",
        ),
        pytest.param(
            {"Assignment_Status": "On The Moon"},
            "column 'Assignment Category': unknown engagement 'Assignment Status: On The Moon'",
            id="status, which no field holds",
        ),
        pytest.param({"FTE": "1,0"}, "column 'FTE': impossible", id="full-time equivalent"),
    ],
)
def test_an_unknown_value_is_refused_and_shown_with_its_column(
    tmp_path: Path, changed: dict[str, str], message: str
) -> None:
    values = {name: f'"{value}"' for name, value in changed.items()}

    found = read(tmp_path, line(), line(**values))

    (problem,) = told(found)
    assert problem.startswith(f"staff.csv, row 3, {message}")
    assert reasons(found, State.REJECTED).popitem()[1] == 1


def test_local_words_can_be_translated(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        line(
            Pay_Scale="123|AB01|Local 1",
            Occupation_Code="",
            Staff_Group="Clowns",
            Assignment_Category="Gig",
            Ethnic_Origin="Martian",
        ),
        translations={
            "pay_band": {"123|ab01|local 1": "VSM"},
            "workforce_group": {"clowns": "clinical"},
            "engagement": {"GIG": "fixed_term"},
            "ethnic_category": {"Martian": "S"},
        },
    )

    (record,) = staff(found)
    assert (record.pay_band, record.workforce_group) == ("VSM", "clinical")
    assert (record.engagement, record.ethnic_category) == ("fixed_term", "S")


@pytest.mark.parametrize("given", ["x", {"grade": {}}, {"pay_band": "VSM"}])
def test_a_translation_that_cannot_be_read_is_told(tmp_path: Path, given: object) -> None:
    with pytest.raises(
        InputError, match=r"staff.csv: option 'translations' cannot be read; .*wrong-option"
    ):
        read(tmp_path, line(), translations=given)


def test_statuses_put_people_in_or_out_of_post(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        line(Employee_Number="1", Assignment_Status="Maternity & Adoption"),
        line(Employee_Number="2", Assignment_Status="Career Break"),
        line(Employee_Number="3", Assignment_Status="Terminate Assignment"),
        line(Employee_Number="4", Assignment_Status="Offer Accepted"),
        line(Employee_Number="5", Assignment_Status=""),
    )

    assert reasons(found, State.OUT_OF_SCOPE) == {"assignment ended": 1, "not started yet": 1}
    assert found.ledger.totals()[State.COUNTED] == 3


def test_without_a_category_the_next_best_column_decides(tmp_path: Path) -> None:
    header = "Employee Number,Primary Assignment,Assignment Category,Person Type,Employee Category,"
    header += "Position Title,Staff Group,Grade,Ethnic Origin"
    end = "Nursing and Midwifery Registered,Band 5,A"
    found = read(
        tmp_path,
        f"1,Y,,Employee,Full Time,Staff Nurse,{end}",
        f"2,Y,,Employee,Full Time,Bank Nurse,{end}",
        f"3,Y,,,Part Time,Staff Nurse,{end}",
        f"4,Y,Permanent,Bank Staff,,Bank Nurse,{end}",
        header=header,
    )

    assert [record.engagement for record in staff(found)] == [
        *("substantive", "bank", "substantive", "substantive")
    ]


def test_stray_rows_are_out_of_scope_with_their_reason(tmp_path: Path) -> None:
    blank = "," * HEADER.count(",")
    found = read(
        tmp_path,
        line(),
        HEADER,
        line(Employee_Number="2"),
        blank,
        "",
        "Grand Total" + blank,
        ",,,,,,,,,,,,1.8,,",
        "Page 1 of 2",
        header=f"Staff in post{blank}\nEffective Date: 31-Mar-2025\n\n{HEADER}",
    )

    assert reasons(found, State.OUT_OF_SCOPE) == {
        "repeated header": 1,
        "blank row": 2,
        "totals row": 2,
        "note beside the list": 1,
    }
    assert found.problems == ()
    assert found.ledger.totals()[State.COUNTED] == 2


def test_a_person_without_anything_else_is_refused_not_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, line(), "09000999" + "," * HEADER.count(","))

    assert {problem.code for problem in found.problems} == {"missing-value"}
    assert found.ledger.totals()[State.REJECTED] == 1


def test_dates_decide_who_is_in_post_at_the_snapshot(tmp_path: Path) -> None:
    dates = "Effective Start Date,Effective End Date,Termination Date"
    header = f"{HEADER},{dates}"
    found = read(
        tmp_path,
        line(Employee_Number="1") + ",01-Apr-2020,31-Dec-4712,",
        line(Employee_Number="2") + ",01-Apr-2020,1900-01-01,31-Mar-2025",
        line(Employee_Number="3") + ",01-Apr-2020,,30-Mar-2025",
        line(Employee_Number="4") + ",01-Apr-2025,,",
        line(Employee_Number="5", Latest_Start_Date="01-May-2025") + ",,,",
        header=header,
        year=2025,
    )

    assert found.ledger.totals()[State.COUNTED] == 2
    assert reasons(found, State.OUT_OF_SCOPE) == {
        "not in post at the snapshot": 2,
        "starts after the snapshot": 1,
    }


def test_an_end_date_that_is_none_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, line() + ",31-Foo-25", header=f"{HEADER},Termination Date")

    assert [problem.code for problem in found.problems] == ["unknown-engagement"]


def test_headers_match_in_any_spelling(tmp_path: Path) -> None:
    header = (
        "EmployeeNumber,AssignmentNumber,PrimaryAssignmentFlag,AssignmentStatus,"
        "AssignmentCategory,StaffGroup,Role,Pay Grade,Ethnic_Origin,OrganizationName,ODS Code"
    )
    row = (
        "07,07,Y,Active Assignment,Permanent,Administrative & Clerical,Clerk,Band 3,A,999 Ward,RXX"
    )

    (record,) = staff(read(tmp_path, row, header=header))

    assert (record.organisation, record.person) == ("RXX", "07")


def test_the_first_grade_column_that_is_known_decides(tmp_path: Path) -> None:
    header = HEADER + ",Grade,Pay Grade"

    found = read(
        tmp_path,
        line(Pay_Scale="Local") + ",Band 6,Band 7",
        line(Pay_Scale="") + ",,Band 7",
        header=header,
    )

    assert [record.pay_band for record in staff(found)] == ["Band 6", "Band 7"]


def test_breakdowns_travel_along_and_personal_columns_never_do(tmp_path: Path) -> None:
    (loose,) = (
        EsrBi()
        .read(
            _file(tmp_path, HEADER + ",Cost Centre,E-Mail", line() + ",C1,x@y"),
            {"dimensions": ["cost centre"]},
        )
        .tables
    )

    names = loose.frame.collect_schema().names()

    assert {"org_l3", "staff_group", "role", "cost_centre"} <= set(names)
    assert not {"last_name", "date_of_birth", "e_mail"} & set(names)
    assert loose.frame.select("org_l3", "cost_centre").collect().rows() == [
        ("999 Surgery L3", "C1")
    ]
    assert "Exampleton" not in str(loose.frame.collect().to_dicts())


def test_messages_never_have_a_person_in_them(tmp_path: Path) -> None:
    slipped = line(Pay_Scale="QQ123456C", Ethnic_Origin="A", FTE="09000123", Employee_Number="")

    found = read(tmp_path, slipped, line(Pay_Scale="QQ123456C"))

    for text in (*told(found), found.ledger.to_frame().write_csv()):
        assert "QQ123456C" not in text
        assert "09000123" not in text
        assert "Exampleton" not in text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "staff.csv"
    row = line(Org_L3="Caf\u00e9")
    path.write_text(f"{HEADER}\n{row}\n", encoding=encoding)

    (loose,) = EsrBi().read(path, {}).tables

    assert loose.frame.select("org_l3").collect().item() == "Caf\u00e9"
    assert len(staff(intake(path))) == 1


def test_a_worksheet_is_read_like_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["About this list"])
    sheet = book.create_sheet("Staff")
    cells: dict[str, object] = {**NURSE, "FTE": 0.8, "Latest Start Date": date(2019, 6, 3)}
    for row in [["Staff in post"], [], [], list(cells), list(cells.values()), ["Total"]]:
        sheet.append(row)
    book.save(path)

    found = intake(path)

    assert staff(found) == staff(read(tmp_path, line()))
    assert found.loose[0].source.sheet == "Staff"
    assert reasons(found, State.OUT_OF_SCOPE) == {"totals row": 1}
    with pytest.raises(InputError, match="missing-header"):
        intake(path, sheet="sheet")


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "staff.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "staff.csv: the file is empty", id="empty"),
        pytest.param(
            HEADER.replace(",", ";"),
            "staff.csv, row 1: the header's columns are separated by semicolons",
            id="wrong delimiter",
        ),
        pytest.param(
            "staff\0list", "staff.csv, row 1: the file has a zero byte", id="wrong encoding"
        ),
        pytest.param(
            HEADER.replace("Ethnic Origin", "Thing"),
            "staff.csv, row 1: no column 'Ethnic Origin'; accepted: a column headed 'Ethnic Origin' or ",
            id="missing column",
        ),
        pytest.param(
            HEADER.replace("Pay Scale", "Thing"),
            "staff.csv, row 1: no column 'Pay Scale'; accepted: a column headed 'Pay Scale' or ",
            id="no grade at all",
        ),
        pytest.param(
            HEADER + ",EthnicOrigin",
            "staff.csv, row 1: 2 columns that could each be the ethnic category",
            id="repeated column",
        ),
        pytest.param(
            f"{HEADER}\n{line()},x",
            "staff.csv, row 2: more values than the 15 columns",
            id="too wide",
        ),
        pytest.param(
            "PK\x03\x04", "staff.csv: the workbook is cut off or damaged", id="cut-off XLSX"
        ),
    ],
)
def test_a_hostile_file_gives_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        intake(path)

    (problem,) = caught.value.problems
    assert str(problem).startswith(message)


def test_rows_are_read_only_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, HEADER, line())
    monkeypatch.setattr("wres.files.text.check_lines", lambda *_, **__: None)
    monkeypatch.setattr(pl.LazyFrame, "collect", lambda *_, **__: pytest.fail("collected"))

    (loose,) = EsrBi().read(path, {}).tables

    monkeypatch.undo()
    assert "PROJECT 1/15 COLUMNS" in loose.frame.select("ethnic_category").explain()


def test_a_specimen_keeps_breakdowns(tmp_path: Path) -> None:
    frame = to_frame(staff(read(tmp_path, line()))).with_columns(directorate=pl.lit("Surgery"))
    path = tmp_path / "specimen.csv"
    path.write_bytes(EsrBi().specimen({"workforce": frame}))

    (loose,) = EsrBi().read(path, {}).tables

    assert loose.frame.select("directorate").collect().item() == "Surgery"
