"""Published figures beside those of a comparison: comparable, dated, sourced, and none but those."""

import json

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.comparison.series import report, years_of_reports
from tests.comparison.truth import published, told
from wres.benchmarks import ENGLAND, PLACES
from wres.comparison import Comparison, Series, compare, json_schema, tells_published
from wres.errors import UnknownNameError
from wres.report import Report
from wres.vocabulary import read_table


LINES = {
    "staff": (5389, 2248, 363),
    "shortlisted": (1180, 830, 70),
    "appointed": (313, 146, 12),
    "entered_disciplinary": (36, 18, 2),
    "harassed_by_staff": (0.206, 0.249),
    "believes_equal_opportunities": (0.6, 0.45),
    "board": (15, 2, 0),
}


def beside(comparison: Comparison, number: int) -> dict[tuple[str | None, str | None], list[str]]:
    """Give what is published of a metric, by part and group."""
    return {
        (one.part, one.ethnic_group): [f"{other.display} {other.cited}" for other in one.published]
        for one in comparison.of_metric(number)
        if one.published
    }


def test_a_trust_of_2025_beside_what_was_published() -> None:
    """By hand, from national.md, 1.1: 2024 for shares, 2023 for ratios, 2022 for metric 7.

    Metric 6 of 2024 was printed for both groups. Of the likelihoods behind the ratios, of
    headcounts and of gaps nothing was published, so nothing stands beside them.
    """
    comparison = compare(report(LINES, 2024), report(LINES, 2025))

    employers = (
        "NHS trusts in England, 2024: NHS Employers, on the WRES report of 2024, printed 2025"
    )
    assert beside(comparison, 1) == {("overall", "bme"): [f"28.6% {employers}"]}
    assert beside(comparison, 2) == {
        (None, "white/bme"): [
            "1.59 NHS trusts in England, 2023: Health Business, on the WRES report of 2023, printed 2024"
        ]
    }
    assert beside(comparison, 3) == {
        (None, "bme/white"): [
            "1.03 NHS trusts in England, 2023: The King's Fund, on the WRES report of 2023, printed 2024"
        ]
    }
    assert beside(comparison, 4) == {}
    assert beside(comparison, 6) == {
        (None, "white"): [f"20.7% {employers}"],
        (None, "bme"): [f"24.9% {employers}"],
    }
    assert beside(comparison, 7) == {
        (None, "bme"): [
            "44.4% NHS trusts in England, 2022: NHS Employers, on the WRES report of 2022, printed 2023"
        ]
    }
    assert beside(comparison, 9) == {("total", "bme"): [f"16.5% {employers}"]}
    assert str(comparison[6].sentences[-1]) == (
        f"The nearest comparable figures published are White share 20.7% and BME share 24.9% ({employers})."
    )


@given(years_of_reports())
@settings(max_examples=25)
def test_each_is_the_nearest_comparable_row_of_the_data(years: dict[int, Report]) -> None:
    comparison = compare(*years.values())

    for number in range(1, 10):
        rows = published(number, years)
        shown = {
            (one.part if number == 9 else "", one.ethnic_group): one.published
            for one in comparison.of_metric(number)
            if one.published
        }
        assert shown.keys() == rows.keys()
        for key, (found,) in shown.items():
            row = rows[key]  # type: ignore[index]  # the keys are the same
            assert (found.year, found.printed) == (int(row["wres_year"]), row["printed"])
            assert (found.source, found.vintage) == (row["source"], row["vintage"])
        said = [str(one) for one in comparison[number].sentences if tells_published(one)]
        assert said == told(number, years)


@given(years_of_reports(most=4), st.sampled_from(PLACES[1:]))
@settings(max_examples=15)
def test_a_region_stands_beside_england_and_is_not_older(
    years: dict[int, Report], region: str
) -> None:
    plain, regional = compare(*years.values()), compare(*years.values(), region=region)

    assert regional.region == region
    usable = [row for row in read_table("national_benchmarks") if row["standing"] == "usable"]
    places = {(row["scope"].removeprefix("region: "), row["printed"]) for row in usable}
    for one, other in zip(plain.series, regional.series, strict=True):
        england = [found for found in other.published if found.place == ENGLAND]
        assert tuple(england) == one.published
        for found in other.published[len(england) :]:
            assert (region, found.printed) in places
            assert found.place == region
            assert found.year <= other.measured[-1][0]
            assert all(found.year >= national.year for national in england)


def test_london_of_2024_stands_beside_england_of_2023() -> None:
    comparison = compare(report(LINES, 2024), report(LINES, 2025), region="London")

    assert [(one.place, one.display, one.year) for one in comparison[2].published] == [
        (ENGLAND, "1.59", 2023),
        ("London", "1.16", 2024),
    ]


@pytest.mark.parametrize(
    "comparison",
    [
        pytest.param(
            compare(report(LINES, 2024), report(LINES, 2025), national=False), id="left out"
        ),
        pytest.param(
            compare(report(LINES, 2024), report(LINES, 2025, organisation="RYY")),
            id="of several organisations",
        ),
    ],
)
def test_nothing_stands_beside(comparison: Comparison) -> None:
    assert [one for one in comparison.series if one.published] == []
    said = [one for series in comparison.series for one in series.sentences]
    assert not any(map(tells_published, said))


def test_the_rest_is_the_same_without_them() -> None:
    years = [report(LINES, year) for year in (2023, 2024, 2025)]

    def bare(one: Series) -> Series:
        kept = tuple(said for said in one.sentences if not tells_published(said))
        return evolve(one, published=(), sentences=kept)

    every = compare(*years)

    assert evolve(every, series=tuple(map(bare, every.series))) == compare(*years, national=False)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"no region named 'Wales'"):
        compare(report(LINES, 2024), report(LINES, 2025), region="Wales")


def test_a_restated_year_is_asked_by_what_was_stated() -> None:
    """A later statement of the last year that lacks a metric does not take its figure away."""
    years = [report(LINES, 2024), report(LINES, 2025)]

    comparison = compare(*years, restated=[report({"staff": LINES["staff"]}, 2025)])

    assert comparison[2].published == compare(*years)[2].published != ()


def test_columns_are_filled_beside_the_last_measured_year() -> None:
    later = {key: value for key, value in LINES.items() if key != "appointed"}
    comparison = compare(
        *(report(LINES, year) for year in (2022, 2023)), report(later, 2024), region="London"
    )

    rows = comparison.to_frame().filter(headline=True, metric=2)
    names = [f"{which}{of}" for which in ("national", "regional") for of in ("", "_year")]
    assert rows.select(names).rows() == [
        (None, None, None, None),
        (1.59, 2023, 1.47, 2023),
        (None, None, None, None),
    ]
    assert rows["national_source"][1].endswith("on the WRES report of 2023, printed 2024")
    assert rows["regional_display"][1] == "1.47"


def test_json_carries_them_and_is_read_without_them() -> None:
    comparison = compare(report(LINES, 2024), report(LINES, 2025), region="London")
    text = comparison.to_json()
    content = json.loads(text)

    Draft202012Validator(json_schema()).validate(content)
    assert list(content)[-1] == "region"
    assert {list(one)[-1] for one in content["series"]} == {"published"}
    ratio = next(one for one in content["series"] if one["headline"] and one["metric"] == 2)
    assert ratio["published"][0]["exact"] == "159/100"
    assert Comparison.from_json(text) == comparison
    del content["region"]
    for one in content["series"]:
        del one["published"]
    Draft202012Validator(json_schema()).validate(content)
    older = Comparison.from_json(json.dumps(content))
    assert older == evolve(
        comparison,
        region=None,
        series=tuple(evolve(one, published=()) for one in comparison.series),
    )
