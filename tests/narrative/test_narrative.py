"""The narrative is true: by hand, and of any two reports that Hypothesis can think of."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.narrative.truth import false_sentences, falsified
from tests.wording.test_indicators import Lines, report
from wres.metrics import METRICS, Likelihood
from wres.narrative import Sentence, comparison, completeness, narrative
from wres.narrative.sentence import value_at
from wres.report import Report, measure
from wres.returns import WresReturn
from wres.testing import reports


NUMBERS = [one.number for one in METRICS]


def texts(report: Report, number: int, previous: Report | None = None) -> list[str]:
    return [sentence.text for sentence in narrative(report, number, previous)]


@given(reports(), st.none() | reports())
@settings(max_examples=60)
def test_no_sentence_of_any_two_reports_is_false(now: Report, before: Report | None) -> None:
    for number in NUMBERS:
        said = texts(now, number, before)

        assert said
        assert false_sentences(said, number, now, before) == []


@given(reports(complete=True, year=2025), reports(complete=True, year=2024))
@settings(max_examples=15)
def test_a_sentence_with_one_thing_changed_is_false(now: Report, before: Report) -> None:
    for number in NUMBERS:
        for text in texts(now, number, before):
            for other in falsified(text):
                assert false_sentences([other], number, now, before) == [other]


@given(reports(), reports())
@settings(max_examples=25)
def test_every_figure_of_a_sentence_is_that_of_its_report(now: Report, before: Report) -> None:
    of_year = {before.year: before} | {now.year: now}
    sentences = [
        *(one for number in NUMBERS for one in narrative(now, number, before)),
        *completeness(now),
        *comparison(now, before),
    ]
    for sentence in sentences:
        for figure in sentence.figures:
            if " " not in figure.path:
                assert figure.value == value_at(of_year[figure.year], figure.path)


@given(reports(complete=True, year=2025))
@settings(max_examples=10)
def test_every_sentence_of_figures_carries_them(now: Report) -> None:
    assert [
        one.text for number in NUMBERS for one in narrative(now, number) if not one.figures
    ] == []


STAFF = {"staff": (1000.0, 500.0, 0.0)}
HIRED = {"shortlisted": (1000.0, 500.0, 0.0)}


@pytest.mark.parametrize(
    ("number", "lines", "says"),
    [
        pytest.param(
            1,
            {"staff": (6307, 990, 125)},
            [
                (
                    "On 31 March 2025 there were 7,422 staff: 6,307 White (85.0%), 990 BME (13.3%) and 125 of "
                    "unknown ethnicity (1.7%)."
                )
            ],
            id="staff",
        ),
        pytest.param(
            1,
            {"staff": (6307,)},
            ["The number of BME and Unknown staff was not supplied, so there are no shares."],
            id="staff of one group",
        ),
        pytest.param(
            3,
            {"staff": (2505, 725, 66), "entered_disciplinary": (17, 9, 0)},
            [
                (
                    "In the year to 31 March 2025, 0.68% of White staff entered the formal disciplinary process "
                    "(17 of 2,505) and 1.2% of BME staff (9 of 725)."
                ),
                (
                    "BME staff were 1.83 times as likely to enter the formal disciplinary process as White "
                    "staff (95% interval 0.83 to 4.00)."
                ),
                "There are too few to tell whether the groups differ: chance alone could explain it.",
                (
                    "At least one of the groups has fewer than 10 disciplinary entries, so that one more or "
                    "fewer changes its figure much."
                ),
            ],
            id="too few to tell",
        ),
        pytest.param(
            3,
            {"staff": (2505, 725, 0), "entered_disciplinary": (0, 12, 0)},
            [
                (
                    "In the year to 31 March 2025, 0.0% of White staff entered the formal disciplinary process "
                    "(0 of 2,505) and 1.7% of BME staff (12 of 725)."
                ),
                "There is no ratio of BME staff to White staff: no events in comparator.",
                (
                    "At least one of the groups has fewer than 10 disciplinary entries, so that one more or "
                    "fewer changes its figure much."
                ),
            ],
            id="no ratio",
        ),
        pytest.param(
            4,
            {"staff": (10, 40, 0), "accessed_training": (12, 18, 0)},
            [
                "In the year to 31 March 2025, 45.0% of BME staff took up non-mandatory training (18 of 40).",
                (
                    "Among White staff there are more staff in training than people (12 against 10); leavers may "
                    "be among them."
                ),
                "White staff were 2.67 times as likely to take up non-mandatory training as BME staff.",
            ],
            id="more events than people",
        ),
        pytest.param(
            7,
            {
                "believes_equal_opportunities": (0.6, 0.45),
                "believes_equal_opportunities_respondents": (900, 400),
            },
            [
                (
                    "In the Staff Survey of 2024, 45.0% of BME staff (of 400 who answered) and 60.0% of White "
                    "staff (of 900 who answered) said that they believed that the organisation offers equal "
                    "opportunities for career progression."
                ),
                (
                    "The figure of BME staff is 15.0 percentage points lower than that of White staff (95% "
                    "interval, approximate, from -20.7 to -9.1); lower is worse."
                ),
                "That is more than chance alone would explain, to the disadvantage of BME staff.",
            ],
            id="survey",
        ),
        pytest.param(
            9,
            {"staff": (300, 100, 0), "board": (12, 3, 0), "board_voting": (10, 2, 0)},
            [
                (
                    "Of 12 voting members of the board, 2 are BME (16.7%): 8.3 percentage points below the BME "
                    "share of all staff."
                ),
                (
                    "Of 15 members of the board, 3 are BME (20.0%): 5.0 percentage points below the BME share of "
                    "all staff."
                ),
                "One person of 12 is 8.3 percentage points.",
            ],
            id="board",
        ),
        pytest.param(
            2,
            {},
            ["There are no figures for this indicator: appointed was not supplied."],
            id="no data",
        ),
    ],
)
def test_an_indicator_is_told_in_sentences(number: int, lines: Lines, says: list[str]) -> None:
    now = report({"senior_medical_manager": (0, 0, 0), **lines})

    assert texts(now, number) == says
    assert false_sentences(says, number, now, None) == []


def change(number: int, then: Lines, now: Lines, years: tuple[int, int] = (2024, 2025)) -> str:
    before, after = report(then, years[0]), report(now, years[1])

    *_, last = texts(after, number, before)

    assert false_sentences([last], number, after, before) == []
    return last


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        pytest.param(
            (300, 100),
            (290, 105),
            "In 2024 the ratio was 1.50; the change is no more than chance alone could explain.",
            id="within chance",
        ),
        pytest.param(
            (400, 80),
            (300, 150),
            "In 2024 the ratio was 2.50; it has moved towards equality, by more than chance alone would "
            "explain.",
            id="nearer",
        ),
        pytest.param(
            (300, 150),
            (400, 80),
            "In 2024 the ratio was 1.00; it has moved away from equality, by more than chance alone would "
            "explain.",
            id="further",
        ),
        pytest.param(
            (400, 80),
            (200, 180),
            "In 2024 the ratio was 2.50; it has moved to the other side of equality, by more than chance "
            "alone would explain.",
            id="over",
        ),
        pytest.param(
            (400, 80), (400, 80), "In 2024 the ratio was 2.50; it is the same now.", id="same"
        ),
        pytest.param(
            (0, 80),
            (400, 80),
            "In 2024 the ratio was 0.00; whether the change is more than chance cannot be told.",
            id="nothing before",
        ),
        pytest.param(
            (400, 0), (400, 80), "There is no figure of 2024 to compare with.", id="undefined"
        ),
    ],
)
def test_a_ratio_has_changed_only_where_chance_would_not_explain_it(
    then: tuple[int, int], now: tuple[int, int], says: str
) -> None:
    assert change(2, {**HIRED, "appointed": (*then, 0)}, {**HIRED, "appointed": (*now, 0)}) == says


def survey(number_of: str, white: float, bme: float, base: float = 900) -> Lines:
    return {number_of: (white, bme), f"{number_of}_respondents": (base, base)}


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        pytest.param((0.2, 0.4), (0.2, 0.28), "has narrowed, by more than", id="narrower"),
        pytest.param((0.2, 0.28), (0.2, 0.4), "has widened, by more than", id="wider"),
        pytest.param((0.2, 0.4), (0.3, 0.2), "has changed sides, by more than", id="other side"),
        pytest.param((0.2, 0.3), (0.2, 0.28), "no more than chance", id="within chance"),
        pytest.param((0.2, 0.3), (0.2, 0.3), "is the same now", id="same"),
    ],
)
def test_a_gap_has_changed_only_where_chance_would_not_explain_it(
    then: tuple[float, float], now: tuple[float, float], says: str
) -> None:
    last = change(6, survey("harassed_by_staff", *then), survey("harassed_by_staff", *now))

    assert says in last


def test_a_survey_without_its_bases_tells_of_no_change() -> None:
    then, now = {"harassed_by_staff": (0.2, 0.4)}, {"harassed_by_staff": (0.2, 0.28)}

    assert change(6, then, now) == (
        "In 2024 it was 40.0% of BME staff and 20.0% of White staff; whether the change in the gap is more "
        "than chance cannot be told."
    )


def test_indicator_7_is_not_compared_across_the_new_base() -> None:
    lines = survey("believes_equal_opportunities", 0.8, 0.7)

    assert change(7, lines, lines, (2021, 2022)) == (
        "The figures of 2021 are not compared: the figure of 2021 leaves out those who answered that they "
        "do not know, that of 2022 counts those who answered that they do not know."
    )
    assert "is the same now" in change(7, lines, lines, (2022, 2023))


def test_indicator_3_is_not_compared_across_its_two_bases() -> None:
    lines = {**STAFF, "entered_disciplinary": (30.0, 30.0, 0.0)}

    assert change(3, lines, lines, (2019, 2021)) == (
        "The figure of 2019 is not compared: it rests on the average of two years, that of 2021 on a single "
        "year."
    )
    halves = {**STAFF, "entered_disciplinary": (30.5, 30.0, 0.0)}
    assert "that of 2025 on the average of two years" in change(3, lines, halves)


def test_ratios_of_two_directions_are_not_compared() -> None:
    lines = {**HIRED, "appointed": (300.0, 100.0, 0.0)}

    assert change(2, lines, lines, (2015, 2016)) == (
        "The figure of 2015 is not compared: the ratio of 2015 is of BME to White, the other way round."
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_is_compared_with_the_same_year_or_a_later_one(number: int) -> None:
    lines = {**STAFF, **HIRED, "appointed": (300.0, 100.0, 0.0)}
    now = report(lines)

    assert texts(now, number, report(lines, 2026)) == texts(now, number, now) == texts(now, number)


def test_senior_staff_are_compared_where_all_of_them_are_known() -> None:
    rows = [
        ("staff", "clinical", band, group, value)
        for band, values in {"Band 5": (60, 40, 0), "Band 8a": (17, 2, 1)}.items()
        for group, value in zip(("white", "bme", "unknown"), values, strict=True)
    ]
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    whole = pl.DataFrame(rows, schema=columns, orient="row")
    lacking = whole.filter(
        ~((pl.col("pay_band") == "Band 8a") & (pl.col("ethnic_group") == "unknown"))
    )

    now = measure(WresReturn.from_frame(whole), year=2025)

    # 2 of 20 against 42 of 120: 10% less 35%.
    assert texts(now, 1)[1] == (
        "Of 20 staff in Band 8a and above, 2 are BME (10.0%): 25.0 percentage points below the BME share of "
        "all staff."
    )
    assert len(texts(measure(WresReturn.from_frame(lacking), year=2025), 1)) == 1


def test_a_change_in_what_is_recorded_is_spoken_of() -> None:
    then, now = (
        report({"staff": (600.0, 300.0, 100.0)}),
        report({"staff": (600.0, 390.0, 10.0)}, 2026),
    )

    said = texts(now, 1, then)

    assert said[1:] == [
        "In 2025 the BME share of all staff was 30.0%; it has risen by 9.0 percentage points since.",
        (
            "The share of unknown ethnicity went from 10.0% to 1.0% in that time, so part of the change may lie "
            "in what is recorded."
        ),
    ]
    assert false_sentences(said, 1, now, then) == []


def test_a_sentence_is_its_text() -> None:
    assert str(Sentence("There is no figure.")) == "There is no figure."


def test_much_unknown_ethnicity_is_spoken_of() -> None:
    now = report({"shortlisted": (800.0, 150.0, 100.0), "appointed": (200.0, 30.0, 20.0)})

    assert isinstance(now[2], Likelihood)
    assert texts(now, 2)[-1] == (
        "The ethnicity of 9.5% of applicants is unknown; if they were all White the ratio would be 1.22, if "
        "they were all BME 1.25."
    )
