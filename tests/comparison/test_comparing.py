"""What is compared with what: breaks, restated years, hidden figures, chance, JSON, frames."""

import json
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import wres
from tests.comparison.series import report, years_of_reports
from wres.comparison import Comparison, compare, json_schema
from wres.comparison.breaks import rules
from wres.errors import FigureError, UnknownNameError
from wres.metrics import Likelihood, Ratio
from wres.report import Report
from wres.vocabulary import read_table


SCHEMA = Draft202012Validator(json_schema())
HIRED = {"shortlisted": (1180, 830, 70), "appointed": (313, 146, 12)}
SURVEY = {
    "believes_equal_opportunities": (0.6, 0.45),
    "believes_equal_opportunities_respondents": (2724, 871),
}
STAFF = {"staff": (5389, 2248, 363)}


def statuses(comparison: Comparison, number: int) -> list[tuple[int, int, str]]:
    return [(one.from_year, one.to_year, one.status) for one in comparison[number].changes]


@given(years_of_reports(most=4))
@settings(max_examples=8)
def test_json_is_valid_and_gives_the_comparison_back(years: dict[int, Report]) -> None:
    comparison = compare(*years.values())

    text = comparison.to_json()

    SCHEMA.validate(json.loads(text))
    assert Comparison.from_json(text) == comparison
    assert compare(*reversed(years.values())).to_json() == text


@given(years_of_reports(most=5))
@settings(max_examples=8)
def test_a_change_is_the_difference_or_the_ratio_and_crosses_no_break(
    years: dict[int, Report],
) -> None:
    for series in compare(*years.values()).series:
        figures = dict(series.measured)
        for change in series.changes:
            between = [
                one
                for one in series.breaks
                if not one.crossed
                and change.from_year <= one.from_year
                and one.to_year <= change.to_year
            ]
            then, now = figures[change.from_year].exact, figures[change.to_year].exact
            if between or (change.kind == "ratio" and not then):
                assert change.status == "not_compared"
                assert change.change is None
                assert change.reason
            else:
                assert change.change is not None
                moved = now / then if change.kind == "ratio" else now - then
                assert change.change.exact == moved
                interval = change.change.interval
                if change.chance is not None:
                    assert interval is not None
                    holds = interval.contains(1 if change.kind == "ratio" else 0)
                    assert (change.chance == "within_chance") == holds
                    assert change.p_value is not None
                    assert (change.p_value > 0.0499) >= holds
                else:
                    assert change.reason


@pytest.mark.parametrize(
    ("number", "lines", "years", "name"),
    [
        pytest.param(7, SURVEY, (2021, 2022), "metric_7_base", id="metric 7, survey of 2021"),
        pytest.param(3, {**STAFF, "entered_disciplinary": (36, 18, 2)}, (2019, 2021), "metric_3_basis", id="metric 3"),
        pytest.param(9, {**STAFF, "board_voting": (12, 2, 0)}, (2016, 2017), "metric_9_form", id="the board"),
    ],
)  # fmt: skip
def test_a_break_is_shown_and_not_crossed(
    number: int, lines: dict[str, tuple[float, ...]], years: tuple[int, int], name: str
) -> None:
    before, after = years
    comparison = compare(*(report(lines, year) for year in (before, after, after + 1)))

    (found,) = [one for one in comparison[number].breaks if not one.crossed]
    assert (found.name, found.from_year, found.to_year) == (name, before, after)
    assert statuses(comparison, number) == [
        (before, after, "not_compared"),
        (after, after + 1, "compared"),
        (before, after + 1, "not_compared"),
    ]
    assert len(comparison[number].segments) == 2


def test_bands_1_and_2_are_not_compared_across_the_closure_of_band_1() -> None:
    rows = [
        {"measure": "staff", "workforce_group": "clinical", "pay_band": band, "ethnic_group": group, "value": 30.0}
        for band in ("Band 1", "Band 2", "Band 3")
        for group in ("white", "bme", "unknown")
    ]  # fmt: skip
    filed = wres.WresReturn.from_frame(pl.DataFrame(rows))
    comparison = compare(*(wres.measure(filed, year=year) for year in (2018, 2019)))

    apart = {
        one.pay_band: [found.name for found in one.breaks]
        for one in comparison.of_metric(1)
        if one.figure == "share" and one.workforce_group == "clinical" and one.measured
    }
    closed = ["band_1_closure"]
    assert apart == {"Band 1": closed, "Band 2": closed, "Band 3": []}


def test_every_row_of_the_breaks_has_a_source_and_is_used() -> None:
    assert len(rules()) == len(read_table("comparability_breaks"))
    for row in read_table("comparability_breaks"):
        assert row["source"]
        assert row["verified"] in {"yes", "likely", "plausible", "weak", "choice"}
        assert bool(row["first_year"]) != bool(row["rule"])


def test_a_restated_year_is_compared_with_later_ones_only() -> None:
    years = [report(HIRED, year) for year in (2023, 2025)]
    first, again = (
        report({**HIRED, "appointed": appointed}, 2024)
        for appointed in ((313, 120, 9), (313, 130, 9))
    )

    ratio = compare(*years, first, restated=[again])[2]

    point = ratio.points[1]
    assert point.figure is not None
    assert point.restated_from is not None
    assert (point.restated_from.display, point.figure.display) == ("1.83", "1.69")
    assert [(one.from_year, one.to_year, one.status) for one in ratio.changes] == [
        (2023, 2024, "not_compared"),
        (2024, 2025, "compared"),
        (2023, 2025, "not_compared"),
    ]
    assert "The figure of 2024 was first given as 1.83 and has been restated since." in [
        str(one) for one in ratio.sentences
    ]


def test_what_was_stated_again_as_it_was_is_not_restated() -> None:
    years = [report(HIRED, year) for year in (2023, 2024)]

    assert compare(*years, restated=years) == compare(*years)


def test_a_later_statement_without_a_figure_says_nothing_of_it() -> None:
    """A form whose columns of last year are empty, or have one indicator alone."""
    first = report({**HIRED, **STAFF, "board_voting": (9, 1, 1)}, 2023)
    years = [
        first,
        *(report({**HIRED, **STAFF, "board_voting": (8, 2, 1)}, y) for y in (2024, 2025)),
    ]
    training = report({"accessed_training": (900, 300, 20), **STAFF}, 2023)

    for later in (report({"harassed_by_public": (0.2, 0.3)}, 2023), training):
        found = compare(*years, restated=[later])
        for number in (1, 2, 9):
            assert found[number] == compare(*years)[number]


def test_people_of_two_organisations_are_not_said_to_be_the_same() -> None:
    lines = {**STAFF, **HIRED, "board_voting": (9, 1, 1), "entered_disciplinary": (36.5, 18, 2)}
    other = {**lines, "staff": (5389, 2000, 363), "board_voting": (9, 2, 1)}
    found = compare(report(lines, 2017), report(other, 2018, organisation="RYY"))

    for number in (1, 9):
        reasons = [one.reason for one in found[number].changes]
        assert reasons == ["the years are of different organisations"]
    assert found[3].changes[0].chance == "within_chance"  # their averages have no year in common


def test_several_organisations_are_compared_and_it_says_so() -> None:
    mine, theirs = report(HIRED, 2024), report(HIRED, 2025, organisation="RYY")

    assert compare(mine, theirs).warnings == (
        "the reports are of several organisations: 2024 of RXX and 2025 of RYY",
    )
    assert compare(mine, report(HIRED, 2027)).warnings == ("years left out: 2025 and 2026",)


def test_reports_of_one_year_and_a_single_report_are_no_comparison() -> None:
    with pytest.raises(FigureError, match=r"^more than one report of 2024; give one of each year$"):
        compare(report(HIRED, 2024), report(HIRED, 2024), report(HIRED, 2025))
    with pytest.raises(FigureError, match=r"^a comparison needs two reports at least; got 1$"):
        compare(report(HIRED, 2024))


def test_averages_that_have_a_year_in_common_are_not_tested() -> None:
    lines = {**STAFF, "entered_disciplinary": (36.5, 18, 2)}
    changes = compare(*(report(lines, year) for year in (2016, 2017, 2018)))[3].changes

    assert [one.chance for one in changes] == [None, None, "within_chance"]
    assert changes[0].reason == "the two averages have a year in common"


def test_a_hidden_figure_is_hidden() -> None:
    now = report(HIRED, 2025)
    result = now[2]
    assert isinstance(result, Likelihood)
    hidden: Any = "hidden"
    ratio = Ratio(of="white", to="bme", status=hidden, reason="hidden, so that nobody can be told")
    safe = evolve(now, metrics=(now[1], evolve(result, ratio=ratio), *now.metrics[2:]))

    series = compare(report(HIRED, 2024), safe)[2]

    assert [one.status for one in series.points] == ["measured", "hidden"]
    assert series.changes == ()


def test_the_frame_has_a_row_for_every_figure_of_every_year() -> None:
    comparison = compare(*(report(HIRED, year) for year in (2023, 2024, 2025)))

    frame = comparison.to_frame()

    assert frame.height == sum(len(series.points) for series in comparison.series)
    ratio = frame.filter(headline=True, metric=2)
    assert ratio["display"].to_list() == ["1.51"] * 3
    assert ratio["compared_with"].to_list() == [None, 2023, 2024]
    assert ratio["change"].to_list() == [None, 1.0, 1.0]


def test_the_nine_are_always_there() -> None:
    comparison = compare(report({}, 2024), report({}, 2025))

    assert [one.metric for one in comparison.headlines] == list(range(1, 10))
    with pytest.raises(UnknownNameError, match="no metric named '10'"):
        comparison[10]


def test_another_format_or_a_broken_comparison_is_refused() -> None:
    text = compare(report(HIRED, 2024), report(HIRED, 2025)).to_json()

    with pytest.raises(FigureError, match="has format 'wres-comparison/1'; got 'wres-report/1'"):
        Comparison.from_json(report(HIRED, 2024).to_json())
    with pytest.raises(FigureError, match="is JSON in UTF-8"):
        Comparison.from_json("{")
    content = json.loads(text)
    del content["series"][0]["title"]
    with pytest.raises(FigureError, match=r"this is no wres-comparison/1: .*title"):
        Comparison.from_json(json.dumps(content))


def test_kmpt_and_christie() -> None:
    """Published: 0.68% and 1.24% of staff in 2020 (national.md, 2); half as many the year after."""
    before = report({"staff": (2505, 725, 66), "entered_disciplinary": (17, 9, 0)}, 2021)
    after = report({"staff": (2505, 725, 66), "entered_disciplinary": (17, 5, 0)}, 2022)

    series = compare(before, after)[3]

    assert [figure.display for _, figure in series.measured] == ["1.83", "1.02"]
    assert series.changes[0].change is not None
    assert series.changes[0].change.exact == Fraction(5, 9)
    assert series.changes[0].chance == "within_chance"
