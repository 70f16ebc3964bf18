import shutil
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import wres
from tests.wres_adapters.hostile import HOSTILE, Make
from wres.errors import FigureError, InputError
from wres.hookspecs import Adapter, WritesSpecimen
from wres.ledger import State
from wres.metrics import NoData
from wres.plugins import installed
from wres.records import SurveyShare
from wres.tables import to_frame, to_records
from wres.testing.strategies import IDENTIFIERS
from wres.vocabulary import EthnicGroup, Measure, fold
from wres_adapters._nss import decimal, share_of
from wres_adapters._nss_questions import QUESTIONS
from wres_adapters.nss_national import NssNational


NATIONAL = Path(__file__).parents[3] / "shared" / "cases" / "nss24-national.xlsx"
MEASURES = [question.measure for question in QUESTIONS]


@pytest.fixture
def national(tmp_path: Path) -> Path:
    if not NATIONAL.exists():  # CI has it, and fails on any skip
        pytest.skip(f"{NATIONAL.name} is not in the repository: put shared/ beside the clone")
    return Path(shutil.copy(NATIONAL, tmp_path))


def read(path: Path, **options: object) -> wres.Intake:
    return wres.read(path, adapter="nss-national", **options)  # type: ignore[arg-type]


def figures(intake: wres.Intake) -> dict[tuple[str, str], tuple[object, int | None]]:
    rows = intake.tables["survey"].collect().sort("measure", "ethnic_group").rows(named=True)
    return {
        (row["measure"], row["ethnic_group"]): (row["share"], row["respondents"])
        for row in rows
        if row["share"] is not None
    }


def test_the_adapter_is_found_by_name() -> None:
    adapter = installed().adapter("nss-national")

    assert isinstance(adapter, Adapter)
    assert isinstance(adapter, WritesSpecimen)


def test_the_published_workbook_gives_metrics_5_7_and_8(national: Path) -> None:
    intake = read(national, year=2025)

    # Never 76.490774701113281 and 71.37314241940...; Yes as published.
    assert figures(intake) == {
        ("harassed_by_public", "white"): (pytest.approx(0.235092253), 530_727),
        ("harassed_by_public", "bme"): (pytest.approx(0.286268576), 200_354),
        ("believes_equal_opportunities", "white"): (pytest.approx(0.588500220), 527_842),
        ("believes_equal_opportunities", "bme"): (pytest.approx(0.495053139), 198_916),
        ("discriminated_against", "white"): (pytest.approx(0.067661306), 526_236),
        ("discriminated_against", "bme"): (pytest.approx(0.151981625), 197_656),
    }
    assert set(intake.tables["survey"].collect()["survey_year"]) == {2024}
    assert intake.problems == ()


def test_every_row_of_the_published_workbook_is_accounted_for(national: Path) -> None:
    ledger = read(national, year=2025).ledger

    # 171 rows below the header, under each of three questions.
    assert ledger.balances
    assert ledger.rows_read == 3 * 171
    assert {(entry.state, entry.rule): entry.rows for entry in ledger.entries} == {
        (State.COUNTED, "survey result"): 6,
        (State.OUT_OF_SCOPE, "another breakdown"): 507,
    }


def test_the_weighting_that_is_taken_travels_along(national: Path) -> None:
    frame = pl.concat([table.frame for table in read(national).loose]).collect()

    assert set(frame.filter(pl.col("out_of_scope").is_null())["weighting"]) == {"Organisation Size"}
    assert frame["weighting"].n_unique() == 2  # all staff are weighted by occupation too


def test_the_report_of_the_published_workbook(national: Path) -> None:
    report = wres.measure(wres.count(read(national, year=2025)), year=2025, organisation="England")

    shown = {
        number: (report[number].share.white.display, report[number].share.bme.display)  # type: ignore[union-attr]
        for number in (5, 7, 8)
    }
    assert shown == {5: ("23.5%", "28.6%"), 7: ("58.9%", "49.5%"), 8: ("6.8%", "15.2%")}
    assert isinstance(report[6], NoData)
    assert "from either" in report[6].reason
    assert [source.rows for source in report.provenance.sources] == [513]


def test_national_results_can_stand_in_a_report_which_then_says_so(national: Path) -> None:
    report = wres.measure(wres.count(read(national, organisation="RXX")), year=2025)

    assert report.organisation.code == "RXX"
    assert report.data_quality.warnings == (
        "survey figures are national results of all trusts, not one organisation's own",
    )


@pytest.mark.parametrize(("make", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_such_workbook_is_refused(
    make: Make, codes: set[str], tmp_path: Path
) -> None:
    make(tmp_path / "survey.xlsx", specimen([record()]))

    with pytest.raises(InputError) as caught:
        read(tmp_path / "survey.xlsx")

    assert {one.code for one in caught.value.problems} <= codes


def record(
    measure: Measure = Measure.HARASSED_BY_PUBLIC,
    group: EthnicGroup = EthnicGroup.BME,
    share: float = 0.249,
    respondents: int | None = 300,
    *,
    organisation: str = "",
    year: int = 2024,
) -> SurveyShare:
    return SurveyShare(organisation, year, measure, group, share, respondents)


def specimen(records: Sequence[SurveyShare]) -> bytes:
    return NssNational().specimen({"survey": to_frame(records, SurveyShare)})


ORGANISATIONS = st.sampled_from(["", "Acute Trusts"]) | IDENTIFIERS.filter(
    lambda text: text != "National"
).filter(lambda name: fold(name) != "national")
SHARES = st.integers(0, 10**12).map(lambda part: part / 10**12)


@st.composite
def results(draw: st.DrawFn) -> list[SurveyShare]:
    """Draw what the workbook can hold: one year, three questions, two groups."""
    year = draw(st.integers(2015, 2099))
    rows = st.builds(
        record,
        st.sampled_from(MEASURES),
        st.sampled_from([EthnicGroup.WHITE, EthnicGroup.BME]),
        SHARES,
        st.none() | st.integers(1, 10**9),
        organisation=ORGANISATIONS,
        year=st.just(year),
    )
    keys = lambda row: (row.organisation, row.measure, row.ethnic_group)  # noqa: E731
    return draw(st.lists(rows, max_size=8, unique_by=keys))


@given(records=results())
@settings(max_examples=40)
def test_what_a_specimen_holds_is_read_back(
    records: list[SurveyShare], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("nss") / "survey.xlsx"
    path.write_bytes(specimen(records))

    intake = read(path)

    back = to_records(intake.tables["survey"].filter(pl.col("share").is_not_null()), SurveyShare)
    assert sorted(back, key=repr) == sorted(records, key=repr)
    assert intake.ledger.balances
    assert intake.problems == ()


@given(SHARES)
def test_a_share_has_no_float_dust(share: float) -> None:
    exact = Decimal(repr(share))

    assert share_of(100 * exact) == share
    for question in QUESTIONS:
        assert question.share(decimal(repr(question.percentage(share)))) == share


def test_spreadsheets_write_more_digits_than_they_mean() -> None:
    assert QUESTIONS[0].share(decimal("75.099999999999994")) == 0.249


HEADERS = ["Base", "Breakdown", "Breakdown subgroup", "Weighting"]
TITLES = {
    "Q14a": "harassment, bullying or abuse at work from patients / service users, their relatives or "
    "other members of the public?",
    "Q14b": "harassment, bullying or abuse at work from managers?",
    "Q15": "Does your organisation act fairly with regard to career progression / promotion?",
    "Q16a": "experienced discrimination at work from patients / service users, or the public?",
    "Q16b": "experienced discrimination at work from manager / team leader or other colleagues?",
}
ANSWERS = {
    "Q14a": ["% 1 to 2", "% Never", "% More than 10", "Base (number of responses)"],
    "Q14b": ["% Never", "% 1 to 2", "Base (number of responses)"],
    "Q15": ["% No", "% Don't know", "% Yes", "Base (number of responses)"],
    "Q16a": ["% Yes", "% No", "Base (number of responses)"],
    "Q16b": ["% Yes", "% No", "Base (number of responses)"],
}
WHITE, BME = "White staff", "Staff from all other ethnic groups combined"
ROWS: list[tuple[str | None, ...]] = [
    ("National", None, None, "Organisation Size and Occupation Group"),
    ("National", "Region", "London", "Organisation Size"),
    ("National", "Ethnic background (detailed)", "White - Irish", "Organisation Size"),
    ("National", "Ethnic background (summary)", BME, "Organisation Size"),
    ("National", "Ethnic background (summary)", WHITE, "Organisation Size"),
]


def fill(
    sheet: Worksheet, questions: list[str], rows: list[tuple[str | None, ...]], title: str
) -> None:
    """Lay a sheet out as the published ones are: titles merged over four rows, headers in row 5."""
    sheet["A1"], sheet["A3"] = title, "Note: fewer than 10 responses are not displayed"
    sheet.merge_cells("A3:B4")
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(5, column).value = header
    left = 5
    for question in questions:
        answers = ANSWERS[question]
        sheet.cell(1, left).value = f"{question} - {TITLES[question]}"
        sheet.merge_cells(
            start_row=1, start_column=left, end_row=4, end_column=left + len(answers) - 1
        )
        for at, answer in enumerate(answers):
            sheet.cell(5, left + at).value = answer
            for row in range(6, 6 + len(rows)):
                base = answer.startswith("Base")
                sheet.cell(row, left + at).value = 1000 + row if base else row + at + 0.1
        left += len(answers)
    for at, values in enumerate(rows, 6):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value


def workbook(
    path: Path,
    rows: list[tuple[str | None, ...]] = ROWS,
    *,
    title: str = "NHS Staff Survey 2023 - WEIGHTED Results",
    sheets: Sequence[Sequence[str]] = (("Q15", "Q16a", "Q16b"), ("Q14b", "Q14a")),
) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active["A1"] = title
    for number, questions in enumerate(sheets):
        fill(book.create_sheet(f"Health & safety {number}"), list(questions), rows, title)
    book.save(path / "small.xlsx")
    return path / "small.xlsx"


def test_columns_are_found_by_question_and_answer_wherever_they_stand(tmp_path: Path) -> None:
    intake = read(workbook(tmp_path), year=2024)

    # In row 9 the third answer is 11.1, in row 10 the second is 11.1: 100 - 11.1 = 88.9.
    assert figures(intake) == {
        ("harassed_by_public", "bme"): (0.899, 1009),
        ("harassed_by_public", "white"): (0.889, 1010),
        ("believes_equal_opportunities", "bme"): (0.111, 1009),
        ("believes_equal_opportunities", "white"): (0.121, 1010),
        ("discriminated_against", "bme"): (0.091, 1009),
        ("discriminated_against", "white"): (0.101, 1010),
    }
    totals = intake.ledger.totals()
    assert (totals[State.COUNTED], totals[State.OUT_OF_SCOPE]) == (6, 9)
    assert set(intake.tables["survey"].collect()["survey_year"]) == {2023}


@pytest.mark.parametrize("form", ["fractions", "texts"])
def test_fractions_and_texts_with_a_sign_are_percentages(form: str, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Health & safety 0"]  # 15: no, don't know, yes; 16a and 16b: yes, no
    for column, percentage in zip(range(5, 8), ("20.1", "25", "54.9"), strict=True):
        as_text = f"{percentage}%" if column % 2 else f"{percentage} %"
        sheet.cell(10, column).value = (
            as_text if form == "texts" else float(Decimal(percentage) / 100)
        )
    book.save(path)

    found = figures(read(path, year=2024))

    assert found["believes_equal_opportunities", "white"] == (0.549, 1010)
    assert found["believes_equal_opportunities", "bme"] == (0.111, 1009)
    assert found["discriminated_against", "white"] == (0.101, 1010)


def test_results_of_another_survey_year_are_out_of_scope(tmp_path: Path) -> None:
    ledger = read(workbook(tmp_path), year=2025).ledger

    assert ledger.totals()[State.COUNTED] == 0
    assert "another survey year" in {entry.rule for entry in ledger.entries}


def test_the_option_says_the_year_where_the_workbook_does_not(tmp_path: Path) -> None:
    path = workbook(tmp_path, title="WEIGHTED Results")

    assert set(read(path, survey_year=2022).tables["survey"].collect()["survey_year"]) == {2022}
    with pytest.raises(InputError, match="no sheet says the survey's year"):
        read(path)
    with pytest.raises(InputError, match=r"option survey_year is 'last'; accepted: a year"):
        read(path, survey_year="last")


def test_an_option_against_the_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(workbook(tmp_path), survey_year=2022)

    assert str(caught.value.problems[0]) == (
        "small.xlsx: option survey_year is 2022, but the workbook is about 2023; "
        "accepted: the workbook's year, or no option [survey-year-differs]"
    )


def test_unweighted_results_give_way_to_weighted_ones(tmp_path: Path) -> None:
    rows = [*ROWS, *((base, kind, group, "Unweighted") for base, kind, group, _ in ROWS)]
    path = workbook(tmp_path, rows)

    intake = read(path)

    assert figures(intake)["believes_equal_opportunities", "white"] == (0.121, 1010)
    assert {entry.rule: entry.rows for entry in intake.ledger.entries} == {
        "survey result": 6,
        "another breakdown": 18,
        "another weighting": 6,
    }
    unweighted = figures(read(path, weighting="unweighted"))
    assert unweighted["believes_equal_opportunities", "white"] == (0.171, 1015)


def test_several_weightings_have_to_be_chosen_from(tmp_path: Path) -> None:
    rows = [*ROWS, *((base, kind, group, "Occupation Group") for base, kind, group, _ in ROWS)]
    path = workbook(tmp_path, rows)

    with pytest.raises(InputError) as caught:
        read(path)

    assert str(caught.value.problems[0]) == (
        "small.xlsx, sheet 'Health & safety 1', row 5, column 'Weighting': several to choose from; "
        "accepted: option weighting, one of 'Organisation Size', 'Occupation Group' [which-results]"
    )
    with pytest.raises(InputError, match="no 'None at all'"):
        read(path, weighting="None at all")


def test_each_other_base_is_an_organisation_unless_one_is_asked_for(tmp_path: Path) -> None:
    rows = [*ROWS, *(("Acute Trusts", *row[1:]) for row in ROWS)]
    path = workbook(tmp_path, rows)

    assert set(read(path).tables["survey"].collect()["organisation"]) == {"", "Acute Trusts"}
    chosen = read(path, base="acute trusts")
    assert wres.count(chosen).organisations == ("Acute Trusts",)
    assert "another base" in {entry.rule for entry in chosen.ledger.entries}


def test_withheld_results_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Health & safety 1"].cell(9, 9).value = "*"  # Never, all other ethnic groups
    book.save(path)

    intake = read(path)

    reason = "suppressed: fewer than 10 or 11 respondents"
    assert intake.missing["harassed_by_public"] == reason
    assert {entry.rule: entry.rows for entry in intake.ledger.entries}[reason] == 1
    assert ("harassed_by_public", "bme") not in figures(intake)
    assert intake.problems == ()


def test_what_is_no_number_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Health & safety 1"].cell(9, 9).value = "n/a"
    book["Health & safety 0"].cell(10, 3).value = "Grey staff"
    book.save(path)

    told = {(one.code, one.where.row, one.where.column) for one in read(path).problems}

    assert told == {
        ("impossible-number", 9, "% Never"),
        ("unknown-ethnic-group", 10, "Breakdown subgroup"),
    }


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        pytest.param([["Q15", "Q16b"]], "no question on harassed_by_public", id="question missing"),
        pytest.param(
            [["Q14a", "Q15", "Q16b"], ["Q16b"]],
            "2 questions could be the one on discriminated_against, in 'Health & safety 0', 'Health & safety 1'",
            id="question twice",
        ),
    ],
)
def test_a_question_has_to_be_there_once(
    sheets: list[list[str]], message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read(workbook(tmp_path, sheets=sheets))

    assert caught.value.problems[0].message == message


def test_without_the_breakdown_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no row of breakdown 'Ethnic background \(summary\)'"):
        read(workbook(tmp_path, ROWS[:3]))


def test_without_the_answer_there_is_nothing_to_read(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Health & safety 1"].cell(5, 9).value = "% None"
    book.save(path)

    with pytest.raises(InputError) as caught:
        read(path)

    assert str(caught.value.problems[0]) == (
        "small.xlsx, sheet 'Health & safety 1', row 5: no columns '% Never' under the question on "
        "harassed_by_public; accepted: one column '% Never' [missing-column]"
    )


@pytest.mark.parametrize(
    ("records", "message"),
    [
        pytest.param(
            [record(Measure.HARASSED_BY_STAFF)], "no place for harassed_by_staff", id="metric 6"
        ),
        pytest.param([record(group=EthnicGroup.UNKNOWN)], "unknown ethnicity", id="unknown"),
        pytest.param([record(), record(share=0.1)], "one result for each", id="twice"),
        pytest.param([record(), record(year=2023)], "one survey year", id="years"),
        pytest.param([record(organisation="national")], "of no organisation", id="its own name"),
    ],
)
def test_a_specimen_holds_what_the_survey_publishes(
    records: list[SurveyShare], message: str
) -> None:
    with pytest.raises(FigureError, match=message):
        specimen(records)


def test_shares_stay_exact_on_their_way_to_the_report(tmp_path: Path) -> None:
    path = tmp_path / "survey.xlsx"
    path.write_bytes(specimen([record()]))

    (figure,) = wres.count(read(path)).survey.values()

    assert figure.share == Fraction(249, 1000)
