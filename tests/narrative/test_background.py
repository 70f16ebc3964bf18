"""What stands before the figures: how complete they are, and what they compare with."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wording.test_indicators import Lines, report
from wres.ledger import Entry, Ledger, State
from wres.narrative import comparison, completeness
from wres.report import DataQuality, Organisation, Report
from wres.testing import reports


STAFF: Lines = {"staff": (700.0, 250.0, 50.0)}
ENTRIES = (
    Entry("workforce", "staff.csv", State.COUNTED, "person in post", 1200),
    Entry("workforce", "staff.csv", State.OUT_OF_SCOPE, "bank-only worker", 30),
    Entry("board", "board.csv", State.COUNTED, "board member", 12),
    Entry(
        "board", "board.csv", State.REJECTED, "unknown-ethnic-category", 1, "Ethnic Origin", "Q", 3
    ),
)


def with_ledger(entries: tuple[Entry, ...]) -> Report:
    one = report(STAFF)
    return evolve(one, data_quality=evolve(one.data_quality, ledger=entries))


def said(report: Report, previous: Report | None) -> list[str]:
    return [str(sentence) for sentence in comparison(report, previous)]


def test_the_rows_are_accounted_for() -> None:
    assert [str(one) for one in completeness(with_ledger(ENTRIES))[:3]] == [
        (
            "1,243 rows were read from 2 files: 1,212 counted, 30 out of scope, 0 merged into another and 1 "
            "rejected."
        ),
        "The rejected row is in no figure.",
        "The ethnicity of 95.0% of staff is known.",
    ]


def test_figures_without_rows_say_so() -> None:
    assert str(completeness(report(STAFF))[0]) == (
        "The figures were supplied as counts, so there is no account of the rows behind them."
    )


def test_who_did_not_state_and_what_has_no_figures_is_told() -> None:
    one = report(STAFF)
    told = evolve(one.data_quality.self_reported, not_stated=30, not_known=20)
    quality = DataQuality(self_reported=told, warnings=("indicator 3: few events",))

    sentences = [str(one) for one in completeness(evolve(one, data_quality=quality))]

    assert sentences[1:4] == [
        "The ethnicity of 95.0% of staff is known; 30 chose not to state it, and of 20 nothing is recorded.",
        "There are no figures for indicator 2: appointed was not supplied.",
        "There are no figures for indicator 3: entered_disciplinary was not supplied.",
    ]
    assert sentences[-1] == "Indicator 3: few events."


def test_without_staff_nothing_is_said_of_their_ethnicity() -> None:
    assert str(completeness(report({"board": (8.0, 2.0, 0.0)}))[1]) == (
        "How much of the ethnicity of staff is known cannot be told."
    )


@pytest.mark.parametrize(
    ("years", "says"),
    [
        pytest.param(
            (2024, 2025),
            ["Both years were measured by the same rules and can be compared."],
            id="same",
        ),
        pytest.param(
            (2025, 2025),
            [
                (
                    "The report to compare with is of 2025, which is not an earlier year, so nothing is compared "
                    "with it."
                )
            ],
            id="not earlier",
        ),
        pytest.param(
            (2021, 2022),
            [
                (
                    "Indicator 7 cannot be compared: the figure of 2021 leaves out those who answered that they do "
                    "not know, that of 2022 counts those who answered that they do not know."
                ),
                (
                    "The Staff Survey's questions behind indicators 5, 6, 7 and 8 have other numbers in 2021 than in "
                    "2022."
                ),
            ],
            id="survey of 2021",
        ),
        pytest.param(
            (2015, 2016),
            [
                "Indicator 2 cannot be compared: the ratio of 2015 is of BME to White, the other way round.",
                "Indicator 4 cannot be compared: the ratio of 2015 is of BME to White, the other way round.",
                "The standard asked for another form of indicator 1 in 2015.",
                "The standard asked for another form of indicator 9 in 2015.",
                (
                    "The Staff Survey's questions behind indicators 5, 6, 7 and 8 have other numbers in 2015 than in "
                    "2016."
                ),
            ],
            id="revision of 2016",
        ),
        pytest.param(
            (2023, 2025),
            ["The report to compare with is of 2023; the years between are left out."],
            id="two years before",
        ),
    ],
)
def test_what_stands_against_a_comparison_is_told(years: tuple[int, int], says: list[str]) -> None:
    then, now = (report(STAFF, year) for year in years)

    assert said(now, then) == says


def test_without_an_earlier_report_nothing_is_compared() -> None:
    assert said(report(STAFF), None) == [
        "No report of an earlier year was at hand, so nothing is compared with one."
    ]


def test_another_organisation_and_another_share_known_are_told() -> None:
    then = evolve(report({"staff": (700.0, 200.0, 100.0)}, 2024), organisation=Organisation("RYY"))

    assert said(report(STAFF), then) == [
        "The report of 2024 is of organisation 'RYY', this one of 'RXX'.",
        (
            "The ethnicity of 90.0% of staff was known in 2024 and of 95.0% in 2025; a figure may differ for that "
            "alone."
        ),
    ]


def test_what_only_one_year_measured_is_told() -> None:
    more = {**STAFF, "board": (8.0, 2.0, 0.0), "harassed_by_staff": (0.2, 0.3)}

    assert "Indicators 6 and 9 have no figures in 2025, unlike 2024." in said(
        report(STAFF), report(more, 2024)
    )
    assert "Indicator 9 has no figures in 2024, unlike 2025." in said(
        report({**STAFF, "board": (8.0, 2.0, 0.0)}), report(STAFF, 2024)
    )


@given(reports(), st.none() | reports())
@settings(max_examples=25)
def test_the_background_of_any_report_adds_up(now: Report, previous: Report | None) -> None:
    first, *_ = completeness(now)

    rows = Ledger(now.data_quality.ledger)
    figures = {figure.path: figure.value for figure in first.figures}
    assert figures == {f"rows {state}": rows.totals()[state] for state in State}
    assert all(
        str(sentence)[-1] == "." for sentence in (*completeness(now), *comparison(now, previous))
    )
