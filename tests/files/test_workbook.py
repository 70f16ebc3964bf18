import datetime as dt
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wres.admission import ROW
from wres.errors import InputError, MissingExtraError
from wres.files import Field, is_workbook, read_sheet, sheet_names


WANTED = {"person": Field("Employee Number"), "grade": Field("Grade")}
A_WORKBOOK = "accepted: a whole .xlsx workbook without a password [not-a-workbook]"


def write(path: Path, **sheets: list[list[Any]]) -> Path:
    """Write sheets, cell by cell; dates as spreadsheets hold them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "staff.xlsx"


def the_problem(path: Path, *arguments: str, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        read_sheet(path, *arguments, **options)
    (problem,) = caught.value.problems
    return str(problem)


def test_values_come_as_text_under_the_header_wherever_it_is(path: Path) -> None:
    write(
        path,
        Staff=[
            [],
            ["Staff in post"],
            ["Employee Number", "Grade", "Start Date", "FTE"],
            ["007", "Band 5", dt.date(2024, 4, 5), 0.8],
            [],
            [8, None, dt.datetime(2024, 4, 5, 10, 30), 1],  # noqa: DTZ001  # a spreadsheet has none
        ],
    )

    scan = read_sheet(path, wanted=WANTED)

    assert (scan.where.sheet, scan.where.row) == ("Staff", 3)
    assert scan.frame.select(ROW, "Employee Number", "Start Date", "FTE").collect().rows() == [
        (4, "007", "2024-04-05", "0.8"),
        (5, None, None, None),
        (6, "8", "2024-04-05 10:30:00", "1"),
    ]


def test_the_sheet_with_the_columns_is_found(path: Path) -> None:
    write(path, Notes=[["Read me"]], Empty=[], Staff=[["Employee Number", "Grade"], ["7", "x"]])

    assert read_sheet(path, wanted=WANTED).where.sheet == "Staff"
    assert sheet_names(path) == ["Notes", "Empty", "Staff"]


def test_a_sheet_is_found_by_name_upper_case_aside(path: Path) -> None:
    write(path, Other=[["a"], ["1"]], **{"Staff-List": [["a"], ["2"]]})

    assert read_sheet(path, "staff list").frame.select("a").collect().item() == "2"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(path: Path) -> None:
    write(path, Staff=[["a"]], Notes=[["b"]])

    assert the_problem(path, "Board") == (
        "staff.xlsx: no sheet 'Board'; accepted: one of the sheets 'Staff', 'Notes' [no-such-sheet]"
    )


def test_an_empty_sheet_is_told(path: Path) -> None:
    write(path, Staff=[])

    assert the_problem(path) == (
        "staff.xlsx, sheet 'Staff': the sheet is empty; "
        "accepted: a sheet with a header row and rows below it [empty-sheet]"
    )


def test_missing_and_repeated_columns_are_told_with_sheet_and_row(path: Path) -> None:
    write(path, Staff=[["Title"], ["Grade", "grade"]])

    with pytest.raises(InputError) as caught:
        read_sheet(path, wanted=WANTED)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "staff.xlsx, sheet 'Staff', row 2: no column 'Employee Number'; "
            "accepted: a column headed 'Employee Number' [missing-column]"
        ),
        (
            "staff.xlsx, sheet 'Staff', row 2: 2 columns that could each be the grade: "
            "'Grade' and 'grade'; accepted: one such column; rename or remove the others "
            "[repeated-column]"
        ),
    ]


def test_a_sheet_without_any_of_the_columns_has_no_header(path: Path) -> None:
    write(path, Staff=[["a"], ["b"]])

    assert "[missing-header]" in the_problem(path, wanted=WANTED)


def test_a_cut_off_workbook_is_told(path: Path) -> None:
    write(path, Staff=[["a"], ["b"]])
    path.write_bytes(path.read_bytes()[:-200])

    assert the_problem(path) == f"staff.xlsx: the workbook is cut off or damaged; {A_WORKBOOK}"


def test_a_text_file_is_no_workbook(path: Path) -> None:
    path.write_text("a,b\n1,2\n")

    assert the_problem(path) == f"staff.xlsx: this is not a workbook; {A_WORKBOOK}"
    assert not is_workbook(path)


def test_another_archive_is_no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")

    assert is_workbook(path)
    assert the_problem(path) == f"staff.xlsx: the workbook cannot be read; {A_WORKBOOK}"


def test_a_workbook_with_a_password_is_told(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))

    assert "protected by a password" in the_problem(path)


def test_an_archive_with_a_password_is_told(path: Path) -> None:
    write(path, Staff=[["a"]])
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)

    assert "protected by a password" in the_problem(path)


def test_a_workbook_that_would_fill_the_memory_is_never_unpacked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastexcel", None)  # would raise MissingExtraError
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (100 << 20))

    assert the_problem(path) == (
        "staff.xlsx: the workbook would be far larger when unpacked than a worksheet can be; "
        "accepted: a workbook of at most 2 GB when unpacked [too-large-when-unpacked]"
    )


def test_an_archive_of_too_many_parts_is_never_unpacked(path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), "")
    path.write_bytes(held.getvalue())

    assert "[too-large-when-unpacked]" in the_problem(path)


def test_without_the_extra_the_message_says_how_to_get_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, Staff=[["a"]])
    monkeypatch.setitem(sys.modules, "fastexcel", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'wres\[excel\]'"):
        read_sheet(path)


def test_columns_can_be_named_where_a_sheet_has_no_header(path: Path) -> None:
    write(path, Staff=[["7", "x"]])

    scan = read_sheet(path, headers=["person", "grade"])

    assert scan.frame.collect().rows(named=True) == [{"person": "7", "grade": "x", ROW: 1}]
