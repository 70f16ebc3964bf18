"""Every way in which a file can be wrong: exit code 1, a line for each problem, nothing written."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from wres.hookspecs import WritesSpecimen
from wres.plugins import installed
from wres.records import StaffRecord, SurveyShare
from wres.tables import to_frame
from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    EthnicCategory,
    EthnicGroup,
    PayBand,
    WorkforceGroup,
)


Run = Callable[..., Result]
WHO = ("--organisation", "RXX", "--year", "2025")
NURSE = "Active Assignment,Permanent,Nursing and Midwifery Registered"
STAFF = (
    "Employee Number,Assignment Number,Primary Assignment,Assignment Status,"
    "Assignment Category,Staff Group,Grade,Ethnic Origin\n"
    f"00001001,00001001,Y,{NURSE},NHS|XR05|Review Body Band 5,A\n"
    f"00001002,00001002,Y,{NURSE},NHS|XR06|Review Body Band 6,H\n"
)
CASES = "Case ID,Employee Number,Ethnic Origin,Case Type,Formal Start Date\n"
LINES = "measure,workforce_group,pay_band,ethnic_group,value\n"


def specimen(adapter: str, table: str, *records: StaffRecord | SurveyShare) -> bytes:
    found = installed().adapter(adapter)
    assert isinstance(found, WritesSpecimen)
    return found.specimen({table: to_frame(records)})


def interface_file() -> bytes:
    nurse = StaffRecord(
        "RXX",
        "00001001",
        "00001001",
        EthnicCategory.WHITE_BRITISH,
        WorkforceGroup.CLINICAL,
        PayBand.BAND_5,
        Engagement.SUBSTANTIVE,
        primary=True,
    )
    return specimen("esr-go2", "workforce", nurse)


def workbook() -> bytes:
    shares = (
        SurveyShare("RXX", 2024, measure, group, 0.25, 400)
        for measure in SURVEY_MEASURES
        for group in list(EthnicGroup)[:2]
    )
    return specimen("nss-benchmark", "survey", *shares)


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (80 << 20))
    return content.getvalue()


def without_last_column(text: str) -> str:
    return "".join(f"{line.rpartition(',')[0]}\n" for line in text.splitlines())


def with_last_column_twice(text: str) -> str:
    return "".join(f"{line},{line.rpartition(',')[2]}\n" for line in text.splitlines())


def case(
    adapter: str, name: str, content: str | bytes | Callable[[], bytes] | None, *told: str
) -> tuple[str, str, str | bytes | Callable[[], bytes] | None, tuple[str, ...]]:
    return adapter, name, content, told


BAD = {
    "missing file": case(
        "esr-bi", "staff.csv", None,
        "staff.csv: there is no such file; accepted: a file that is there, can be read and has "
        "content [missing-file]",
    ),
    "empty file": case(
        "esr-bi", "staff.csv", "",
        "staff.csv: the file is empty; accepted: a file that is there, can be read and has content "
        "[empty-file]",
    ),
    "wrong delimiter": case(
        "esr-bi", "staff.csv", STAFF.replace(",", ";"),
        "staff.csv, row 1: the header's columns are separated by semicolons, not commas; accepted: "
        "columns separated by commas [wrong-delimiter]",
    ),
    "wrong encoding": case(
        "esr-bi", "staff.csv", STAFF.encode() + b"00001003,\x81\n",
        "staff.csv, row 4: the file has byte 0x81, which is not text; accepted: UTF-8, UTF-16 or "
        "Windows-1252 text [wrong-encoding]",
    ),
    "missing column": case(
        "esr-bi", "staff.csv", without_last_column(STAFF),
        "staff.csv, row 1: no column 'Ethnic Origin'; accepted: a column headed 'Ethnic Origin' or "
        "'Ethnic Category' or 'Ethnic Origin Code' or 'Ethnic Group' or 'Ethnicity' [missing-column]",
    ),
    "repeated column": case(
        "esr-bi", "staff.csv", with_last_column_twice(STAFF),
        "staff.csv, row 1: 2 columns that could each be the ethnic category: 'Ethnic Origin' and "
        "'Ethnic Origin'; accepted: one such column; rename or remove the others [repeated-column]",
    ),
    "unknown ethnicity and unknown band": case(
        "esr-bi", "staff.csv",
        STAFF.replace(",A\n", ",Q\n").replace("NHS|XR06|Review Body Band 6", "Band 12"),
        "staff.csv, row 2, column 'Ethnic Origin': unknown ethnic category 'Q'; accepted: an NHS "
        "ethnic category code: A to S without I, O and Q, or Z, or 99 [unknown-ethnic-category]",
        "staff.csv, row 3, column 'Grade': unknown pay band 'Band 12'; accepted: Under Band 1, Band "
        "1 to Band 9 (8a to 8d), VSM or, for medical staff, Consultant, Non-consultant career "
        "grade, Trainee grade, Other medical [unknown-pay-band]",
    ),
    "impossible dates": case(
        "er-cases", "cases.csv",
        f"{CASES}1,00001001,A,Disciplinary,31/02/2025\n2,00001002,A,Disciplinary,2025-13-01\n",
        "cases.csv, row 2, column 'Formal Start Date': impossible date '31/02/2025'; accepted: a "
        "date from 1900 to 2199, such as 2025-03-31 or 31/03/2025 [impossible-date]",
        "cases.csv, row 3, column 'Formal Start Date': impossible date '2025-13-01'; accepted: a "
        "date from 1900 to 2199, such as 2025-03-31 or 31/03/2025 [impossible-date]",
    ),
    "wrong trailer count": case(
        "esr-go2", "go2.dat", lambda: interface_file().replace(b"TRL~3", b"TRL~7"),
        "go2.dat, row 5: the trailer record counts 7; accepted: 3 or 5: the file has 3 rows without "
        "header and trailer [wrong-trailer-count]",
    ),
    "truncated workbook": case(
        "nss-benchmark", "survey.xlsx", lambda: workbook()[:3000],
        "survey.xlsx: the workbook is cut off or damaged; accepted: a whole .xlsx workbook without a "
        "password [not-a-workbook]",
    ),
    "bomb": case(
        "nss-benchmark", "survey.xlsx", bomb,
        "survey.xlsx: the workbook would be far larger when unpacked than a worksheet can be; "
        "accepted: a workbook of at most 2 GB when unpacked [too-large-when-unpacked]",
    ),
    "appointed more than shortlisted": case(
        "return-csv", "return.csv", f"{LINES}shortlisted,,,white,10\nappointed,,,white,11\n",
        "return.csv, row 3, column 'value': 11 appointed of white, but 10 shortlisted; accepted: no "
        "more appointed than shortlisted [more-appointed-than-shortlisted]",
    ),
    "negative count": case(
        "return-csv", "return.csv", f"{LINES}shortlisted,,,bme,-4\n",
        "return.csv, row 2, column 'value': impossible value '-4'; accepted: a number of at least 0 "
        "and at most 1,000,000,000,000 [impossible-number]",
    ),
}  # fmt: skip  # one case reads as a row


def put(here: Path, name: str, content: str | bytes | Callable[[], bytes] | None) -> None:
    made = content() if callable(content) else content
    if made is not None:
        (here / name).write_bytes(made.encode() if isinstance(made, str) else made)


@pytest.mark.parametrize("command", ["report", "check"])
@pytest.mark.parametrize("name", BAD)
def test_each_problem_is_one_clear_line(name: str, command: str, run: Run, here: Path) -> None:
    adapter, file, content, told = BAD[name]
    put(here, file, content)
    out = ("--out", "out") if command == "report" else ()

    result = run(command, "--source", f"{adapter}={file}", *WHO, *out)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[:-1] == list(told)
    assert result.stderr.splitlines()[-1].startswith(f"error: {len(told)} problem")
    assert not (here / "out").exists()


@pytest.mark.parametrize("adapter", ["esr-bi", "nss-benchmark", "return-csv"])
def test_a_folder_is_no_file(adapter: str, run: Run, here: Path) -> None:
    (here / "folder").mkdir()

    result = run("report", "--source", f"{adapter}=folder", *WHO, "--out", "out")

    assert result.exit_code == 1
    assert result.stderr.startswith("folder: this is a folder; accepted: a file ")


def test_the_problems_of_all_sources_are_listed_at_once(run: Run, here: Path) -> None:
    bad = (
        "unknown ethnicity and unknown band",
        "truncated workbook",
        "impossible dates",
        "negative count",
    )
    sources = []
    for name in bad:
        adapter, file, content, _ = BAD[name]
        put(here, file, content)
        sources += ["--source", f"{adapter}={file}"]

    result = run("report", *sources, "--return", "missing.csv", *WHO, "--out", "out")

    told = [line for name in bad for line in BAD[name][3]]
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        *told,
        BAD["missing file"][3][0].replace("staff.csv", "missing.csv"),
        f"error: {len(told) + 1} problems; nothing was written",
    ]
    assert not (here / "out").exists()


def test_a_person_is_never_shown(run: Run, here: Path) -> None:
    slipped = STAFF.replace(",A\n", ",AB123456C\n").replace(",H\n", ",exampleton@example.org\n")
    put(here, "staff.csv", slipped)

    result = run("report", "--source", "esr-bi=staff.csv", *WHO, "--out", "out")

    assert result.exit_code == 1
    assert "AB123456C" not in result.output
    assert "exampleton" not in result.output
    assert "00001001" not in result.output


def test_a_value_cannot_steer_the_terminal(run: Run, here: Path) -> None:
    put(here, "staff.csv", STAFF.replace(",A\n", ",\x1b[2JQ\n"))

    result = run("report", "--source", "esr-bi=staff.csv", *WHO, "--out", "out")

    assert result.exit_code == 1
    assert "\x1b" not in result.output
