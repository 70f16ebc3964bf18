"""What holds for every adapter of a plain list, whatever the list is about."""

import codecs
import io
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from attrs import astuple

import wres
from wres.errors import InputError
from wres.plugins import installed
from wres.records import Application, BoardMember, DisciplinaryEntry, Record, TrainingUptake
from wres.tables import to_frame, to_records


RECORDS: dict[str, type[Record]] = {
    "board": BoardMember,
    "er-cases": DisciplinaryEntry,
    "learning": TrainingUptake,
    "recruitment": Application,
}
ADAPTERS = sorted(RECORDS)
PERSONAL = {"name", "full_name", "candidate_name", "employee_name", "email", "date_of_birth"}

LISTS = {
    "board": (
        "Name,Employee Number,Role,Voting Member,Ethnic Origin,E-mail,Date of Birth,Directorate\n"
        "Jane Secret,00071234,Executive Director,Yes,A White British,jane@secret.example,01/02/1970,Corporate\n"
        "John Secret,00071235,Non-Executive Director,No,,john@secret.example,01/02/1971,Corporate\n"
    ),
    "er-cases": (
        "Case ID,Employee Name,Employee Number,Case Type,Formal Start Date,Outcome,Closed Date,"
        "Ethnic Origin,Date of Birth,Directorate\n"
        "0017,Jane Secret,00071234,Disciplinary,03/06/2024,Warning,,A White British,01/02/1970,Surgery\n"
        "0018,John Secret,00071235,Disciplinary,2024-07-01,,,,01/02/1971,Medicine\n"
    ),
    "learning": (
        "Full name,E-mail address,Employee Number,Course,Completion status,Time completed,Mandatory,"
        "Ethnic Origin,Date of Birth,Directorate\n"
        "Jane Secret,jane@secret.example,00071234,Leading teams,Completed,03/06/2024,No,A White British,01/02/1970,Surgery\n"
        "John Secret,john@secret.example,00071235,Fire safety,Completed,03/06/2024,Yes,,01/02/1971,Medicine\n"
    ),
    "recruitment": (
        "Application ID,Vacancy ID,Candidate Name,Stage,Ethnic Origin,E-mail,Date of Birth,Directorate\n"
        "00071234,V-1,Jane Secret,Interview,A White British,jane@secret.example,01/02/1970,Surgery\n"
        "00071235,V-1,John Secret,Appointed,,john@secret.example,01/02/1971,Medicine\n"
    ),
}
NEEDED = {
    "board": ["Ethnic Origin", "Voting Member", "Role"],
    "er-cases": ["Case ID", "Case Type", "Formal Start Date"],
    "learning": [],
    "recruitment": ["Application ID", "Ethnic Origin", "Stage"],
}
every_adapter = pytest.mark.parametrize("adapter", ADAPTERS)


def write(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(adapter: str) -> list[list[str]]:
    return [line.split(",") for line in LISTS[adapter].splitlines()]


def joined(lines: list[list[str]], separator: str = ",") -> str:
    return "".join(separator.join(line) + "\n" for line in lines)


def workbook(lines: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fits_a_text_file(records: list[Record]) -> bool:
    return not any("\0" in str(value) for record in records for value in astuple(record))


def read_back(path: Path, adapter: str, **options: Any) -> list[Record]:  # noqa: ANN401
    intake = wres.read(path, adapter=adapter, **options)
    assert intake.problems == ()
    assert intake.ledger.balances
    record = RECORDS[adapter]
    return to_records(intake.tables[record.table], record)


def problem(path: Path, adapter: str, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        wres.read(path, adapter=adapter, **options)
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


@every_adapter
def test_a_zero_byte_is_refused_rather_than_written_to_a_file_that_nobody_can_read(
    adapter: str,
) -> None:
    record = RECORDS[adapter]
    frame = to_frame([], record).clear(1).with_columns(organisation=pl.lit("\0"))

    with pytest.raises(ValueError, match="zero byte"):
        installed().adapter(adapter).specimen({record.table: frame})  # type: ignore[attr-defined]


@every_adapter
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda text: text.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(
            lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), id="Moodle's excelcsv"
        ),
        pytest.param(lambda text: text.replace("Surgery", "Café").encode("cp1252"), id="cp1252"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.replace(",", ";").encode(), id="semicolons"),
        pytest.param(lambda text: text.replace(",", "\t").encode(), id="tabs"),
        pytest.param(lambda text: text.replace(",", "~").encode(), id="tildes"),
        pytest.param(lambda text: text.replace(",", "\t").encode("utf-16"), id="tabs in UTF-16"),
        pytest.param(
            lambda text: ("Report,,\n\nRun on 3 April,,\n" + text).encode(), id="title rows"
        ),
        pytest.param(
            lambda text: text.replace("Ethnic Origin", "ETHNIC_ORIGIN").encode(),
            id="header in other words",
        ),
        pytest.param(
            lambda text: workbook([line.split(",") for line in text.splitlines()]), id="XLSX"
        ),
    ],
)
def test_a_file_of_any_usual_form_gives_the_same(
    adapter: str, content: object, tmp_path: Path
) -> None:
    plain = write(tmp_path, LISTS[adapter], "plain.csv")

    other = write(tmp_path, content(LISTS[adapter]))  # type: ignore[operator]

    assert len(read_back(plain, adapter)) == 2
    assert read_back(other, adapter) == read_back(plain, adapter)


@every_adapter
def test_identifiers_keep_their_leading_zeros(adapter: str, tmp_path: Path) -> None:
    path = write(tmp_path, LISTS[adapter])

    record = read_back(path, adapter)[0]

    assert "00071234" in str(record)


@every_adapter
def test_a_name_a_birth_date_or_an_address_is_no_column(adapter: str, tmp_path: Path) -> None:
    (table,) = installed().adapter(adapter).read(write(tmp_path, LISTS[adapter]), {}).tables

    names = table.frame.collect_schema().names()

    assert not PERSONAL & {name.lower() for name in names}
    assert "Secret" not in str(table.frame.collect().rows())
    assert "secret" not in str(table.frame.collect().rows())
    assert "1970" not in str(table.frame.collect().rows())
    assert "directorate" in names


@every_adapter
def test_a_column_that_is_asked_for_travels_along(adapter: str, tmp_path: Path) -> None:
    text = LISTS[adapter].replace("Directorate", "Local Group")
    path = write(tmp_path, text)

    (table,) = installed().adapter(adapter).read(path, {"dimensions": ["local_group"]}).tables
    (also,) = installed().adapter(adapter).read(path, {"dimensions": "Local Group,Other"}).tables

    assert "local_group" in table.frame.collect_schema()
    assert "local_group" in also.frame.collect_schema()


@every_adapter
def test_rows_that_are_none_are_out_of_scope_and_say_why(adapter: str, tmp_path: Path) -> None:
    header, *body = rows(adapter)
    width = len(header)
    stray = [
        header,
        [""] * width,
        ["Total: 2", *[""] * (width - 1)],
    ]
    path = write(tmp_path, joined([header, *body, *stray]))

    ledger = wres.read(path, adapter=adapter).ledger

    reasons = [entry.rule for entry in ledger.entries if entry.state == "out_of_scope"]
    assert ledger.balances
    assert ledger.rows_read == 5
    assert {"blank row", "repeated header", "totals row"} <= set(reasons)


@pytest.mark.parametrize("adapter", sorted(set(ADAPTERS) - {"board"}))
def test_a_note_below_the_list_is_no_row_of_it(adapter: str, tmp_path: Path) -> None:
    width = len(rows(adapter)[0])
    note = ["Run by workforce information", *[""] * (width - 1)]
    path = write(tmp_path, joined([*rows(adapter), note]))

    entries = wres.read(path, adapter=adapter).ledger.entries

    assert ("note beside the list", 1) in [(entry.rule, entry.rows) for entry in entries]


def test_a_board_member_of_whom_nothing_is_known_is_no_note(tmp_path: Path) -> None:
    path = write(tmp_path, LISTS["board"] + "Jim Secret,,,,,,,\n")

    intake = wres.read(path, adapter="board")

    assert [str(found) for found in intake.problems] == [
        (
            "list.csv, row 4, column 'Voting Member': no voting; "
            "accepted: true or false (also yes, no, y, n, 1, 0) [missing-value]"
        ),
        (
            "list.csv, row 4, column 'Role': no executive; "
            "accepted: true or false (also yes, no, y, n, 1, 0) [missing-value]"
        ),
    ]


@every_adapter
@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "list.csv: there is no such file", id="missing"),
        pytest.param(b"", "list.csv: the file is empty", id="empty"),
        pytest.param(b" \n\n", "list.csv: the file has no text", id="blank"),
        pytest.param(b"\x81\x8d", "byte 0x81, which is not text", id="wrong encoding"),
        pytest.param(
            b"Application,b\n1\0,1\n", "list.csv, row 2: the file has a zero byte", id="zero bytes"
        ),
        pytest.param(
            b"nothing,here\n1,2\n", "no header row within the first 20 rows", id="another file"
        ),
        pytest.param(b"PK\x03\x04cut", "the workbook is cut off or damaged", id="cut off"),
    ],
)
def test_what_is_no_such_list_is_refused_in_one_line(
    adapter: str, content: bytes | None, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)

    message = problem(path, adapter)

    assert told in message
    assert "\n" not in message
    assert str(tmp_path) not in message


@every_adapter
def test_half_a_workbook_is_refused(adapter: str, tmp_path: Path) -> None:
    whole = workbook(rows(adapter))

    message = problem(write(tmp_path, whole[: len(whole) // 2], "list.xlsx"), adapter)

    assert "list.xlsx: the workbook is cut off or damaged" in message


@every_adapter
def test_another_delimiter_than_the_one_that_is_named_is_refused(
    adapter: str, tmp_path: Path
) -> None:
    path = write(tmp_path, LISTS[adapter])

    message = problem(path, adapter, separator="semicolon")

    assert "the header's columns are separated by commas, not semicolons" in message
    assert len(read_back(path, adapter, separator=",")) == 2


@every_adapter
def test_a_separator_that_is_none_is_refused(adapter: str, tmp_path: Path) -> None:
    message = problem(write(tmp_path, LISTS[adapter]), adapter, separator="comma and blank")

    assert message == (
        "list.csv: option 'separator' cannot be read; accepted: comma, semicolon, tab, bar, tilde "
        "or one character [wrong-option]"
    )


@pytest.mark.parametrize(
    ("adapter", "header"),
    [(adapter, header) for adapter in ADAPTERS for header in NEEDED[adapter]],
)
def test_a_column_that_is_needed_is_missed_by_name(
    adapter: str, header: str, tmp_path: Path
) -> None:
    path = write(tmp_path, LISTS[adapter].replace(header, "Something Else"))

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter=adapter)

    assert {found.code for found in caught.value.problems} == {"missing-column"}
    assert all("list.csv, row 1: no column" in str(found) for found in caught.value.problems)


@every_adapter
def test_a_column_that_is_there_twice_is_refused(adapter: str, tmp_path: Path) -> None:
    path = write(tmp_path, LISTS[adapter].replace("Date of Birth", "Ethnicity"))

    assert problem(path, adapter) == (
        "list.csv, row 1: 2 columns that could each be the ethnic category: 'Ethnic Origin' and "
        "'Ethnicity'; accepted: one such column; rename or remove the others [repeated-column]"
    )


@every_adapter
def test_a_column_can_be_named(adapter: str, tmp_path: Path) -> None:
    text = LISTS[adapter].replace("Date of Birth", "Ethnicity").replace("Ethnic Origin", "Sort")
    path = write(tmp_path, text)

    named = read_back(path, adapter, ethnic_category="SORT")

    assert named == read_back(write(tmp_path, LISTS[adapter]), adapter)


@every_adapter
def test_a_column_that_is_named_and_not_there_is_missed(adapter: str, tmp_path: Path) -> None:
    path = write(tmp_path, LISTS[adapter])

    assert "no column 'My Ethnicity'" in problem(path, adapter, ethnic_category="My Ethnicity")


@every_adapter
def test_a_row_with_too_many_values_is_refused(adapter: str, tmp_path: Path) -> None:
    path = write(tmp_path, LISTS[adapter] + "x," * 15 + "x\n")

    assert problem(path, adapter).startswith("list.csv, row 4: more values than the")


@every_adapter
@pytest.mark.parametrize("said", ["T", "Klingon"])
def test_an_unknown_ethnicity_is_shown_and_never_guessed(
    adapter: str, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, LISTS[adapter].replace("A White British", said))

    intake = wres.read(path, adapter=adapter)

    assert [str(found) for found in intake.problems] == [
        (
            f"list.csv, row 2, column 'Ethnic Origin': unknown ethnic category '{said}'; accepted: "
            "an NHS ethnic category code: A to S without I, O and Q, or Z, or 99 "
            "[unknown-ethnic-category]"
        )
    ]
    assert intake.ledger.balances


@every_adapter
def test_a_local_word_for_an_ethnicity_can_be_translated(adapter: str, tmp_path: Path) -> None:
    path = write(tmp_path, LISTS[adapter].replace("A White British", "Klingon"))

    record = read_back(path, adapter, translations={"ethnic_category": {"klingon": "S"}})[0]

    assert record.ethnic_category == "S"  # type: ignore[attr-defined]


@every_adapter
def test_an_option_that_it_does_not_have_is_refused(adapter: str, tmp_path: Path) -> None:
    with pytest.raises(wres.WresError, match="no option of adapter"):
        wres.read(write(tmp_path, LISTS[adapter]), adapter=adapter, colour="red")


@every_adapter
def test_each_option_says_what_it_does(adapter: str) -> None:
    options = installed().adapter(adapter).options

    assert all(text and text[0].islower() for text in options.values())


@pytest.mark.parametrize("adapter", sorted(set(ADAPTERS) - {"recruitment"}))
def test_leading_zeros_that_a_spreadsheet_took_can_be_put_back(
    adapter: str, tmp_path: Path
) -> None:
    path = write(tmp_path, LISTS[adapter].replace("000712", "712"))

    filled = read_back(path, adapter, person_digits=8)

    assert filled == read_back(write(tmp_path, LISTS[adapter]), adapter)
    assert "option 'person_digits' cannot be read" in problem(path, adapter, person_digits="many")
