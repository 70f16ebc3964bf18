"""The detailed spreadsheets of 2018, laid out as the one real file that was seen."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import wres
from wres.errors import FigureError, InputError
from wres.records import SurveyShare
from wres.tables import to_frame
from wres.vocabulary import EthnicGroup, Measure
from wres_adapters.nss_older import NssOlder


OFTEN = ["Never", "1 - 2", "3 - 5", "6 - 10", "More than 10", "Base (number of respondents)"]
HAD = ["Yes ", "No ", "Base (number of respondents)"]
PUBLIC = "a) Patients / service users, their relatives or other members of the public"
MANAGER = "b) Manager / team leader or other colleagues"
ABUSE = "In the last 12 months how many times have you personally experienced harassment, bullying or abuse at work from..."
FAIR = "Does your organisation act fairly with regard to career progression / promotion?"
BIAS = "In the last 12 months have you personally experienced discrimination at work from any of the following?"
VIOLENCE = ABUSE.replace("harassment, bullying or abuse", "physical violence")
ITEMS = [  # number, question, item, answers; the first two stand above the first item of a question
    ("Q12", VIOLENCE, PUBLIC, OFTEN),
    ("Q13", ABUSE, PUBLIC, OFTEN),
    ("", "", "b) Managers", OFTEN),
    ("Q14", "", FAIR, ["Yes ", "No ", "Don't Know", "Base (number of respondents)"]),
    ("Q15", BIAS, PUBLIC, HAD),
    ("", "", MANAGER, HAD),
]
FIGURES: Mapping[str, list[float | str]] = {
    "ALL TRUSTS": [0.5] * 27,
    "No religion": [0.5] * 27,
    # Violence, abuse, by managers, fairness, discrimination by the public, by managers.
    "White staff": [
        *(99, 1, 0, 0, 0, 900),
        *(75.1, 20, 3, 1, 0.9, 1000),
        *(88, 12, 0, 0, 0, 999),
        *(60, 15, 25, 800),
        *(1, 99, 700),
        *(6.5, 93.5, 600),
    ],
    "BME staff": [
        *(98, 2, 0, 0, 0, 90),
        *(70, 30, 0, 0, 0, 100),
        *(80, 20, 0, 0, 0, 99),
        *(30, 30, 40, 80),
        *(1, 99, 70),
        *(15, 85, 60),
    ],
}


def workbook(
    folder: Path, figures: Mapping[str, list[float | str]] = FIGURES, *, year: int = 2018
) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active["A1"] = f"National NHS Staff Survey {year} - Detailed Spreadsheets"
    book.active["A6"] = "Comparisons to the 2017 data should be made by using the dashboards."
    sheet, left = book.create_sheet("abuse_sheet5_mean"), 3
    sheet["A1"], sheet["A2"] = "Data is Unweighted", f"National NHS Staff Survey {year}"
    sheet["A3"], sheet["A4"] = "This sheet contains questions on violence", "Note: fewer than 11"
    for number, question, item, answers in ITEMS:
        for row, text in enumerate((number, question, item), 1):
            sheet.cell(row, left).value = text or None
        for at, answer in enumerate(answers, left):
            sheet.cell(4, at).value = answer
            sheet.cell(5, at).value = "n" if answer.startswith("Base") else "%"
        left += len(answers)
    for row, (label, values) in enumerate(figures.items(), 6):
        sheet.cell(row, 1).value = None if label.isupper() else " "
        sheet.cell(row, 2).value = label.rstrip("2")
        for at, value in enumerate(values, 3):
            sheet.cell(row, at).value = value
    path = folder / "ST18.xlsx"
    book.save(path)
    return path


def read(path: Path, **options: object) -> wres.Intake:
    return wres.read(path, adapter="nss-older", **options)  # type: ignore[arg-type]


def figures_of(intake: wres.Intake) -> dict[tuple[str, str], tuple[float, int | None]]:
    assert intake.problems == ()
    rows = intake.tables["survey"].filter(pl.col("share").is_not_null()).collect()
    return {
        (row["measure"], row["ethnic_group"]): (row["share"], row["respondents"])
        for row in rows.rows(named=True)
        if row["ethnic_group"] is not None
    }


EXPECTED = {
    ("harassed_by_public", "white"): (0.249, 1000),
    ("harassed_by_public", "bme"): (0.3, 100),
    # The base of 2018 leaves those out who don't know: 60 of 75, 30 of 60.
    ("believes_equal_opportunities", "white"): (0.8, 600),
    ("believes_equal_opportunities", "bme"): (0.5, 48),
    ("discriminated_against", "white"): (0.065, 600),
    ("discriminated_against", "bme"): (0.15, 60),
}


def test_questions_are_found_by_the_texts_above_them(tmp_path: Path) -> None:
    intake = read(workbook(tmp_path), year=2019)

    assert figures_of(intake) == EXPECTED
    assert {one.rule: one.rows for one in intake.ledger.entries} == {
        "survey result": 6,
        "another group": 6,
        "no group's name": 3,  # percent or number
    }
    assert "from either" in intake.missing["harassed_by_staff"]
    assert intake.warnings[1].startswith("survey figures are unweighted")


def test_the_old_format_of_workbooks_is_read(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-calc (as .ci/run does)"
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    convert = [program, "--headless", home, "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(workbook(tmp_path))], check=True, timeout=300)

    assert figures_of(read(tmp_path / "ST18.xls", year=2019)) == EXPECTED


def test_those_who_dont_know_are_in_the_base_from_2021_on(tmp_path: Path) -> None:
    found = figures_of(read(workbook(tmp_path, year=2021), year=2022))

    assert found["believes_equal_opportunities", "white"] == (0.6, 800)


def test_fractions_are_percentages_and_withheld_results_are_told(tmp_path: Path) -> None:
    bases = {5, 11, 17, 21, 24, 27}
    fractions = [
        float(value) if at in bases else round(float(value) / 100, 4)
        for at, value in enumerate(FIGURES["White staff"])
    ]
    withheld: list[float | str] = ["*"] * len(fractions)
    path = workbook(tmp_path, {"White staff": [*fractions], "BME staff": withheld})

    intake = read(path, year=2019)

    assert figures_of(intake) == {
        key: value for key, value in EXPECTED.items() if key[1] == "white"
    }
    reason = "suppressed: fewer than 10 or 11 respondents"
    assert {one.rule: one.rows for one in intake.ledger.entries}[reason] == 3
    assert intake.missing["discriminated_against"] == reason


def test_what_is_no_number_is_refused_with_its_cell(tmp_path: Path) -> None:
    odd = [*FIGURES["White staff"]]
    odd[6] = "about 75"

    (problem,) = read(workbook(tmp_path, {"White staff": odd}), year=2019).problems

    assert (problem.code, problem.where.row) == ("impossible-number", 6)


def test_groups_that_stand_there_twice_have_to_be_chosen_from(tmp_path: Path) -> None:
    again = {f"{label}2": values for label, values in FIGURES.items()}
    path = workbook(tmp_path, {**FIGURES, **again})

    with pytest.raises(InputError) as caught:
        read(path, year=2019)

    assert str(caught.value.problems[0]) == (
        "ST18.xlsx, sheet 'abuse_sheet5_mean': one group in 2 rows, 8, 12; "
        "accepted: option rows, such as 8-9 [which-results]"
    )
    assert figures_of(read(path, year=2019, rows="6-9")) == EXPECTED
    assert "outside the rows asked for" in str(read(path, year=2019, rows="8 - 9").ledger)
    for wrong in ("9-8", "all"):
        with pytest.raises(InputError, match=r"option 'rows' cannot be read.*\[wrong-option\]"):
            read(path, rows=wrong)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("B8", "Grey staff", None),
        ("I4", "Not once", "missing-column"),
        ("U3", "Something else?", "missing-question"),
        ("C2", ABUSE, "repeated-question"),
        ("A2", "National NHS Staff Survey 2017", "survey-year-differs"),
        ("W4", "Unsure" * 50, "missing-column"),
    ],
)
def test_a_workbook_that_lacks_something_is_refused(
    tmp_path: Path, cell: str, value: str, code: str | None
) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["abuse_sheet5_mean"][cell] = value
    book.save(path)

    if code is None:  # one group may be missing
        assert {group for _, group in figures_of(read(path, year=2019))} == {"bme"}
        return
    with pytest.raises(InputError) as caught:
        read(path, year=2019)
    assert [problem.code for problem in caught.value.problems] == [code]
    if code in {"missing-column", "missing-question"}:
        assert value not in str(caught.value)


def test_no_ethnic_group_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="accepted: 'White staff' and 'BME staff'"):
        read(workbook(tmp_path, {"ALL TRUSTS": FIGURES["ALL TRUSTS"]}), year=2019)


def test_what_a_workbook_has_no_place_for_is_not_written() -> None:
    bme = EthnicGroup.BME
    first = SurveyShare("", 2018, Measure.HARASSED_BY_PUBLIC, bme, 0.25, 10)
    for records in (
        [SurveyShare("", 2018, Measure.HARASSED_BY_STAFF, bme, 0.25, 10)],
        [first, SurveyShare("", 2017, Measure.HARASSED_BY_PUBLIC, bme, 0.25, 10)],
        [SurveyShare("", 2018, Measure.HARASSED_BY_PUBLIC, bme, 1 / 3, 10)],
    ):
        with pytest.raises(FigureError):
            NssOlder().specimen({"survey": to_frame(records, SurveyShare)})
