from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from wres.admission import Intake
from wres.errors import InputError
from wres.ledger import State
from wres.profiles import profile
from wres.records import StaffRecord
from wres.tables import to_records
from wres.vocabulary import Engagement, EthnicCategory, PayBand, WorkforceGroup
from wres_adapters.esr_go2 import EsrGo2


# Invented rows with the fields of the real ones; nobody is called Exampleton.
HEADER = "HDR~GO_999_EXP_GOF_20240402_00000001.DAT~20240402 101356~999~20240302 101023~20240402 000000~01"
PERSON = "PRA~9000001~20240401~47121231~09000123~Ms~Exampleton~Sample~~~~~F~19850214~~7000001~20190603~~~~~~CY~~~~~~~~~~~EMP~Employee~~20100906~~20240402 101112~~~~~"
ASSIGNMENT = "ASA~9000001~8000001~20240401~47121231~20190603~E~09000123~ACTIVE_APL~Active Assignment~~999 Monthly~~~~~~~~~Permanent~Yes~30~Week~37.5~.8~~700001~600001~1234567|Staff Nurse Band 5|N6H|Community Health Services|~NHS|XR05|Review Body Band 5~~~~Nursing and Midwifery Registered|Staff Nurse~~GTA||~~~~~~~~20240402 101112~~~~~"
NURSE = StaffRecord(
    "",
    "09000123",
    "09000123",
    EthnicCategory("C"),
    WorkforceGroup.CLINICAL,
    PayBand.BAND_5,
    Engagement.SUBSTANTIVE,
    primary=True,
    fte=0.8,
    started_on=date(2019, 6, 3),
)


def changed(row: str, **fields: str) -> str:
    """Write a row with other values: field 22 is ``f22``."""
    cells = row.split("~")
    for name, value in fields.items():
        cells[int(name[1:])] = value
    return "~".join(cells)


def written(tmp_path: Path, *rows: str, header: str = HEADER, count: int | None = None) -> Path:
    path = tmp_path / "GO_999.DAT"
    lines = [header, *rows, f"TRL~{len(rows) if count is None else count}"]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def intake(path: Path, year: int | None = None, **options: Any) -> Intake:  # noqa: ANN401
    loose = EsrGo2().read(path, {"year": year, "organisation": None, **options})
    return Intake(loose.tables, None if year is None else profile(year))


def read(tmp_path: Path, *rows: str, year: int | None = None, **options: Any) -> Intake:  # noqa: ANN401
    return intake(written(tmp_path, *rows), year, **options)


def staff(found: Intake) -> list[StaffRecord]:
    records = to_records(found.tables["workforce"], StaffRecord)
    return sorted(records, key=lambda record: (record.person, record.assignment))


def reasons(found: Intake, state: State) -> dict[str, int]:
    assert found.ledger.balances
    return {entry.rule: entry.rows for entry in found.ledger.entries if entry.state is state}


def the_problem(path: Path, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        intake(path, **options)
    (problem,) = caught.value.problems
    return str(problem)


def test_a_person_and_an_assignment_make_a_record(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON, ASSIGNMENT, year=2025)

    assert staff(found) == [NURSE]
    assert found.problems == ()
    assert reasons(found, State.COUNTED) == {"person in post": 1}
    assert reasons(found, State.OUT_OF_SCOPE) == {"header record": 1, "trailer record": 1}
    assert reasons(found, State.MERGED) == {"person row joined to its assignments": 1}


def test_all_assignments_of_a_person_have_the_person_s_ethnicity(tmp_path: Path) -> None:
    second = changed(ASSIGNMENT, f2="8000002", f7="09000123-2", f21="No")

    found = read(tmp_path, PERSON, ASSIGNMENT, second)

    assert [
        (record.assignment, record.ethnic_category, record.primary) for record in staff(found)
    ] == [
        ("09000123", "C", True),
        ("09000123-2", "C", False),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"f20": "Fixed Term Temp"}, "engagement", "fixed_term"),
        ({"f20": "", "f29": "3559596|Bank Nurse Band 5|N7B|Bank"}, "engagement", "bank"),
        ({"f20": ""}, "engagement", "substantive"),
        ({"f34": "Board|Non Executive Director"}, "engagement", "non_executive"),
        ({"f30": "NHS|XR08|Review Body Band 8 - Range A"}, "pay_band", "Band 8a"),
        ({"f30": "Band 6"}, "pay_band", "Band 6"),
        ({"f29": "1|Clerk|G2D|Admin|"}, "workforce_group", "non_clinical"),
        (
            {"f29": "1|Clerk||Admin|", "f34": "Estates and Ancillary|Porter"},
            "workforce_group",
            "non_clinical",
        ),
        ({"f29": "", "f34": "Administrative and Clerical"}, "workforce_group", "non_clinical"),
        ({"f21": "No"}, "primary", False),
        ({"f25": " "}, "fte", None),
        ({"f25": ".5"}, "fte", 0.5),
        ({"f5": ""}, "started_on", date(2019, 6, 3)),
        ({"f5": "20210101"}, "started_on", date(2021, 1, 1)),
    ],
)
def test_the_words_of_esr_mean_what_they_should(
    tmp_path: Path, fields: dict[str, str], field: str, value: object
) -> None:
    (record,) = staff(read(tmp_path, PERSON, changed(ASSIGNMENT, **fields)))

    assert getattr(record, field) == value


@pytest.mark.parametrize(
    ("origin", "category"),
    [("A White - British", "A"), ("h", "H"), ("", "99"), ("Z", "Z"), ("SD", "S")],
)
def test_ethnic_origin_is_a_code_or_a_label(tmp_path: Path, origin: str, category: str) -> None:
    (record,) = staff(read(tmp_path, changed(PERSON, f22=origin), ASSIGNMENT))

    assert record.ethnic_category == category


def test_a_consultant_who_is_medical_director_is_a_senior_medical_manager(tmp_path: Path) -> None:
    doctor = {"f30": "NHS|YC72|Consultant", "f29": "1|Doctor|021|Surgery|"}
    director = changed(ASSIGNMENT, **doctor, f34="Medical and Dental|Medical Director")

    (record,) = staff(read(tmp_path, PERSON, director))

    assert (record.workforce_group, record.pay_band) == ("medical", "Consultant")
    assert record.senior_medical_manager


def test_positions_and_organisations_fill_what_assignments_lack(tmp_path: Path) -> None:
    position = changed(
        "POA" + "~" * 23, f1="600001", f8="Administrative and Clerical", f10="G2D", f11="XR03"
    )
    organisation = changed("ORA" + "~" * 14, f1="700001", f2="999 Finance", f11="RXX")
    bare = changed(ASSIGNMENT, f29="", f30="", f34="")

    found = read(tmp_path, organisation, position, PERSON, bare)

    (record,) = staff(found)
    assert (record.organisation, record.workforce_group, record.pay_band) == (
        *("RXX", "non_clinical", "Band 3"),
    )
    assert reasons(found, State.OUT_OF_SCOPE) == {
        "header record": 1,
        "organisation record": 1,
        "position record": 1,
        "trailer record": 1,
    }


@pytest.mark.parametrize(
    ("row", "fields", "message"),
    [
        (
            ASSIGNMENT,
            {"f30": "123|AB01|Local"},
            "row 3, column 'Grade': unknown pay band '123|AB01|Local'",
        ),
        (
            ASSIGNMENT,
            {"f29": "", "f34": "Clowns|Clown"},
            "row 3, column 'JobName': unknown workforce group 'Clowns'",
        ),
        (
            ASSIGNMENT,
            {"f20": "Gig"},
            "row 3, column 'AssignmentCategory': unknown engagement 'Gig'",
        ),
        (
            ASSIGNMENT,
            {"f8": "", "f9": "On The Moon"},
            "row 3, column 'AssignmentCategory': unknown engagement 'UserAssignmentStatus: On The Moon'",
        ),
        (PERSON, {"f22": "T"}, "row 3, column 'EthnicOrigin': unknown ethnic category 'T'"),
        (PERSON, {"f4": ""}, "row 3, column 'EmployeeNumber': no person"),
    ],
)
def test_an_unknown_value_is_refused_and_shown_with_its_field(
    tmp_path: Path, row: str, fields: dict[str, str], message: str
) -> None:
    rows = [changed(each, **fields) if each is row else each for each in (PERSON, ASSIGNMENT)]

    found = read(tmp_path, *rows)

    (problem,) = found.problems
    assert str(problem).startswith(f"GO_999.DAT, {message}")


def test_local_words_can_be_translated(tmp_path: Path) -> None:
    local = changed(ASSIGNMENT, f30="123|AB01|Local")

    found = read(tmp_path, PERSON, local, translations={"pay_band": {"123|AB01|Local": "VSM"}})

    assert [record.pay_band for record in staff(found)] == ["VSM"]


def test_a_person_without_an_assignment_is_out_of_scope(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON, changed(PERSON, f1="9000002"), ASSIGNMENT)

    assert reasons(found, State.OUT_OF_SCOPE)["person without an assignment"] == 1
    assert reasons(found, State.MERGED) == {"person row joined to its assignments": 1}


def test_an_assignment_without_a_person_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON, ASSIGNMENT, changed(ASSIGNMENT, f1="9000009"))

    assert [problem.code for problem in found.problems] == ["missing-value"]


def test_of_the_rows_of_a_person_the_one_at_the_snapshot_holds(tmp_path: Path) -> None:
    rows = [
        changed(PERSON, f2="20200101", f3="20241231", f22="A"),
        changed(PERSON, f2="20250101", f3="20250601", f22="D"),
        changed(PERSON, f2="20250602", f3="47121231", f22="Z"),
        ASSIGNMENT,
    ]

    held = {
        year: staff(read(tmp_path, *rows, year=year))[0].ethnic_category for year in (2024, 2025)
    }

    assert held == {2024: "A", 2025: "D"}
    assert staff(read(tmp_path, *rows))[0].ethnic_category == "Z"
    assert staff(read(tmp_path, *rows[::-1]))[0].ethnic_category == "Z"


def test_dates_decide_who_is_in_post_at_the_snapshot(tmp_path: Path) -> None:
    ends = ["47121231", "19000101", "", "20250331", "20250330"]
    rows: list[str] = []
    for number, end in enumerate(ends):
        rows += [
            changed(PERSON, f1=str(number), f4=str(number)),
            changed(ASSIGNMENT, f1=str(number), f4=end),
        ]
    rows += [
        changed(PERSON, f1="8", f4="8", f17="20250101"),
        changed(ASSIGNMENT, f1="8"),
        changed(PERSON, f1="9", f4="9"),
        changed(ASSIGNMENT, f1="9", f48="20250101"),
    ]

    found = read(tmp_path, *rows, year=2025)

    assert found.ledger.totals()[State.COUNTED] == 4
    assert reasons(found, State.OUT_OF_SCOPE)["not in post at the snapshot"] == 3


def test_statuses_put_people_in_or_out_of_post(tmp_path: Path) -> None:
    rows = [
        *(PERSON, changed(ASSIGNMENT, f9="Terminate Assignment")),
        *(changed(PERSON, f1="2"), changed(ASSIGNMENT, f1="2", f9="Our Own Word")),
        *(
            changed(PERSON, f1="3"),
            changed(ASSIGNMENT, f1="3", f8="TERM_ASSIGN", f9="Our Own Word"),
        ),
    ]

    found = read(tmp_path, *rows)

    assert reasons(found, State.OUT_OF_SCOPE)["assignment ended"] == 2
    assert found.problems == ()


def test_breakdowns_travel_along_and_personal_fields_are_never_read(tmp_path: Path) -> None:
    path = written(tmp_path, PERSON, ASSIGNMENT)

    (loose,) = EsrGo2().read(path, {}).tables
    rows = loose.frame.collect()

    assert rows.filter(pl.col("person").is_not_null() & pl.col("assignment").is_not_null()).select(
        "staff_group", "job_role", "area_of_work"
    ).rows() == [("Nursing and Midwifery Registered", "Staff Nurse", "Community Health Services")]
    text = str(rows.to_dicts())
    assert not any(personal in text for personal in ("Exampleton", "Sample", "19850214", "Ms"))


def test_messages_never_have_a_person_in_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        PERSON,
        changed(ASSIGNMENT, f30="QQ123456C", f9="09000123"),
        changed(ASSIGNMENT, f30="QQ123456C"),
        changed(ASSIGNMENT, f8="", f9="09000123"),
    )

    texts = [*map(str, found.problems), found.ledger.to_frame().write_csv()]
    assert len(texts) > 1
    assert not any(secret in text for text in texts for secret in ("QQ123456C", "09000123"))


WAREHOUSE_PERSON = "~".join(PERSON.split("~")[:40]) + "~"
WAREHOUSE_ASSIGNMENT = ASSIGNMENT + "~New Starter~"


def test_the_warehouse_layout_is_known_by_its_widths(tmp_path: Path) -> None:
    deleted = changed(WAREHOUSE_ASSIGNMENT, f2="8", f7="8", f51="Y")

    found = read(tmp_path, WAREHOUSE_PERSON, WAREHOUSE_ASSIGNMENT, deleted)

    assert staff(found) == [NURSE]
    assert reasons(found, State.OUT_OF_SCOPE)["deleted record"] == 1


def test_a_payroll_number_is_no_deletion_flag(tmp_path: Path) -> None:
    assert staff(read(tmp_path, changed(PERSON, f40="1"), ASSIGNMENT)) == [NURSE]


BOTH_LAYOUTS = (
    "accepted: PRA of 44 with ASA of 50 fields or PRA of 41 with ASA of 52 fields [wrong-width]"
)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            [PERSON + "~", ASSIGNMENT], "row 2: a PRA row of 45 fields", id="person too wide"
        ),
        pytest.param([PERSON, ASSIGNMENT[:-1]], "row 3: a ASA row of 49 fields", id="too narrow"),
        pytest.param(
            [PERSON, WAREHOUSE_ASSIGNMENT], "row 3: a ASA row of 52 fields", id="mixed layouts"
        ),
    ],
)
def test_another_width_is_refused_with_the_row_and_the_widths_accepted(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, *rows)

    assert f"GO_999.DAT, {message}; {BOTH_LAYOUTS}" in map(str, caught.value.problems)


def test_a_tilde_within_a_value_is_a_wrong_width(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 3: a ASA row of 51 fields \(and in 1 more row\)"):
        read(tmp_path, PERSON, *[ASSIGNMENT.replace("Staff Nurse Band", "Staff~Nurse Band")] * 2)


@pytest.mark.parametrize("count", [2, 4])
def test_a_trailer_may_count_the_envelope_or_not(tmp_path: Path, count: int) -> None:
    assert staff(intake(written(tmp_path, PERSON, ASSIGNMENT, count=count))) == [NURSE]


@pytest.mark.parametrize(
    ("option", "count", "accepted"),
    [
        ({}, 3, "2 or 4"),
        ({"trailer_counts": "records"}, 4, "2"),
        ({"trailer_counts": "all"}, 2, "4"),
    ],
)
def test_a_trailer_that_counts_other_rows_is_refused(
    tmp_path: Path, option: dict[str, str], count: int, accepted: str
) -> None:
    path = written(tmp_path, PERSON, ASSIGNMENT, count=count)

    assert the_problem(path, **option) == (
        f"GO_999.DAT, row 4: the trailer record counts {count}; accepted: {accepted}: "
        "the file has 2 rows without header and trailer [wrong-trailer-count]"
    )


def test_the_trailer_s_count_can_be_ignored(tmp_path: Path) -> None:
    path = written(tmp_path, PERSON, ASSIGNMENT, count=99)

    assert staff(intake(path, trailer_counts="ignore")) == [NURSE]


def test_an_option_with_an_impossible_value_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, PERSON, ASSIGNMENT)

    assert "[wrong-option]" in the_problem(path, trailer_counts="some")
    assert "[wrong-option]" in the_problem(path, translations="some")


CHANGES = HEADER.replace("GOF", "GOC")


def test_a_file_of_changes_is_no_snapshot(tmp_path: Path) -> None:
    assert the_problem(written(tmp_path, PERSON, ASSIGNMENT, header=CHANGES)) == (
        "GO_999.DAT, row 1: this is a file of changes, not of everyone in post; "
        "accepted: a full file (GOF), or option allow_changes [change-file]"
    )
    assert "row 4: a deletion record" in the_problem(
        written(tmp_path, PERSON, ASSIGNMENT, "PRD~9000001")
    )


def test_a_file_of_changes_can_be_read_on_demand_without_what_it_deletes(tmp_path: Path) -> None:
    rows = [
        *(PERSON, ASSIGNMENT),
        *(changed(PERSON, f1="2", f4="2"), changed(ASSIGNMENT, f1="2", f2="22", f7="2")),
        *(changed(PERSON, f1="3", f4="3"), changed(ASSIGNMENT, f1="3", f2="33", f7="3")),
        *("PRD~2", "ASD~33"),
    ]
    path = written(tmp_path, *rows, header=CHANGES)

    found = intake(path, allow_changes=True)

    assert staff(found) == [NURSE]
    assert reasons(found, State.OUT_OF_SCOPE) == {
        "deleted record": 3,
        "deletion record": 2,
        "header record": 1,
        "trailer record": 1,
    }


def text(rows: Iterable[str]) -> str:
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "GO_999.DAT: the file is empty", id="empty"),
        pytest.param(
            text([PERSON, ASSIGNMENT, "TRL~2"]),
            "GO_999.DAT, row 1: the first row is no header record",
            id="no header",
        ),
        pytest.param(
            text([HEADER, PERSON, ASSIGNMENT]),
            "GO_999.DAT, row 3: the last row is no trailer record",
            id="no trailer",
        ),
        pytest.param(
            text([HEADER, "LOA~1", "TRL~1"]),
            "GO_999.DAT: no person or assignment rows",
            id="nobody",
        ),
        pytest.param(
            text([HEADER.replace("~999~", "~998~"), PERSON, ASSIGNMENT, "TRL~2"]),
            "GO_999.DAT, row 1: the header record is not that of a GO2 file",
            id="another trust's header",
        ),
        pytest.param(
            text(["HDR,GO_123_ASG_20090706_Full_31820181.DAT", PERSON, ASSIGNMENT, "TRL~2"]),
            "GO_999.DAT, row 1: ",
            id="GO1",
        ),
        pytest.param(
            text([HEADER, PERSON, ASSIGNMENT, "TRL~x"]),
            "GO_999.DAT, row 4: the trailer record counts nothing",
            id="no count",
        ),
        pytest.param(
            text([HEADER, HEADER, PERSON, ASSIGNMENT, "TRL~2"]),
            "GO_999.DAT, row 1: there is more than one header record",
            id="two headers",
        ),
        pytest.param(
            text([HEADER, PERSON, "TRL~1\0"]),
            "GO_999.DAT, row 3: the file has a zero byte",
            id="zero byte",
        ),
        pytest.param("PK\x03\x04", "GO_999.DAT: this is a workbook", id="workbook"),
    ],
)
def test_a_hostile_file_gives_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "GO_999.DAT"
    path.write_text(content, encoding="utf-8")

    assert the_problem(path).startswith(message)


def test_a_csv_file_is_told_to_be_no_go2_file(tmp_path: Path) -> None:
    path = tmp_path / "GO_999.DAT"
    path.write_text("Employee Number,Grade\n1,Band 5\n", encoding="utf-8")

    assert the_problem(path).endswith("[missing-header-record]")


def test_blank_lines_and_other_records_are_out_of_scope(tmp_path: Path) -> None:
    path = tmp_path / "GO_999.DAT"
    path.write_text(text([HEADER, PERSON, "", ASSIGNMENT, "LOA~1", "TRL~3", ""]), encoding="utf-8")

    found = intake(path)

    assert staff(found) == [NURSE]
    assert reasons(found, State.OUT_OF_SCOPE) == {
        "blank row": 2,
        "header record": 1,
        "record of another kind": 1,
        "trailer record": 1,
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "GO_999.DAT"
    named = changed(PERSON, f6="Exampl\u00e9ton")
    path.write_text(text([HEADER, named, ASSIGNMENT, "TRL~2"]), encoding=encoding)

    assert staff(intake(path)) == [NURSE]


def test_rows_are_read_only_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, PERSON, ASSIGNMENT)
    columns: list[list[str]] = []
    collect = pl.LazyFrame.collect

    def watched(frame: pl.LazyFrame, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        columns.append(frame.collect_schema().names())
        return collect(frame, *arguments, **options)

    monkeypatch.setattr(pl.LazyFrame, "collect", watched)

    (loose,) = EsrGo2().read(path, {}).tables

    # The envelope alone: record types and widths.
    assert columns == [["type", "width", "len", "first", "last", "start"]]
    assert "Csv SCAN" in loose.frame.explain()
