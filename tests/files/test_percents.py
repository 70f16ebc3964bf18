"""Which numbers of a worksheet are percentages, and how they read."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from wres.files import percents
from wres.files.percents import percent_cells


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0.0%", "0.0%"),
        ('0"%"', "0"),
        (r"0\%", "0"),
        ('"a"0%"b"', "0%"),
        ('0" % "\\%%', "0%"),
        ('""0', "0"),
    ],
)
def test_formats_without_what_they_quote(code: str, expected: str) -> None:
    assert percents._unquoted(code) == expected


def test_percentages_by_row_and_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Plan")
    for place, value, shown_as in (
        ("A1", 0.4, "0%"),
        ("C2", 0.07, "0.00%"),
        ("AA3", -0.125, "0.0%"),
        ("A4", 0.4, "0.0"),
        ("B4", "40%", "0%"),
    ):
        sheet[place].value, sheet[place].number_format = value, shown_as
    book.save(tmp_path / "plan.xlsx")

    found = percent_cells(tmp_path / "plan.xlsx", "Plan")

    assert found == {(1, 1): "40%", (2, 3): "7%", (3, 27): "-12.5%"}

    with zipfile.ZipFile(tmp_path / "plan.xlsx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as odd:
        for name, content in parts.items():
            odd.writestr(name, re.sub(rb' s="\d+"', b' s="x"', content))
    assert percent_cells(tmp_path / "odd.xlsx", "Plan") == {}
