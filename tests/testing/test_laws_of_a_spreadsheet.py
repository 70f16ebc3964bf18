"""A workbook that LibreOffice calculates is an implementation like any other."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from wres.testing.laws import Batch, Question, check_all


def calculated(
    questions: Sequence[Question], formula: str, folder: Path
) -> list[dict[str, object]]:
    """Write a row a question without results, let LibreOffice work it out, and read it back."""
    program = shutil.which("soffice")
    if program is None:  # CI installs it, and fails on any skip
        pytest.skip("LibreOffice is needed: apt-get install libreoffice-calc")
    book = openpyxl.Workbook()
    for number, question in enumerate(questions, start=1):
        population, events = question.counts("shortlisted"), question.counts("appointed")
        row = (events.white, population.white, events.bme, population.bme)
        book.active.append([*row, formula.format(row=number)])
    book.save(folder / "asked.xlsx")
    options = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    convert = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"]
    command = [program, *options, *convert, "--outdir", str(folder), str(folder / "asked.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with (folder / "asked.csv").open(encoding="utf-8") as file:
        shown = [line[4] for line in csv.reader(file)]
    return [{"ratio": None if text.startswith("#") else float(text)} for text in shown]


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        pytest.param("=(A{row}/B{row})/(C{row}/D{row})", "holds", id="from counts"),
        pytest.param("=ROUND(A{row}/B{row},2)/ROUND(C{row}/D{row},2)", "broken", id="rounded"),
    ],
)
def test_a_spreadsheet_is_held_to_a_law(formula: str, status: str, tmp_path: Path) -> None:
    sheet = Batch(lambda questions: calculated(questions, formula, tmp_path))

    (verdict,) = check_all(
        sheet, family="likelihood", metric=2, examples=50, only=["ratio-from-counts"]
    )

    assert verdict.status == status
