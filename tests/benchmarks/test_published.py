"""The published figures as data: whole, consistent, and the nearest of them found."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wres.benchmarks import PLACES, Key, Published, nearest, published
from wres.profiles import profile
from wres.vocabulary import read_table


ROWS = read_table("national_benchmarks")
USABLE = [row for row in ROWS if row["standing"] == "usable"]
STANDINGS = {"usable", "not_a_figure", "context", "target", "quoted", "suspect"}
keys = st.sampled_from(sorted({one.key for one in published()}, key=str))
years = st.integers(2014, 2030)
definitions = st.sampled_from(sorted({one.definition for one in published()}))
regions = st.sampled_from([None, *PLACES[1:]])


def test_every_row_has_a_year_a_value_a_source_and_a_vintage() -> None:
    for row in ROWS:
        assert row["year"]
        assert row["printed"]
        assert row["source"]
        assert row["url"].startswith("http")
        assert re.fullmatch(r"20\d\d|unknown", row["vintage"])
        assert row["standing"] in STANDINGS
        assert row["restated"] in {"yes", "no"}


def test_only_a_usable_row_is_a_figure_of_a_report() -> None:
    for row in ROWS:
        is_usable = row["standing"] == "usable"
        assert is_usable == bool(row["figure"]) == bool(row["value"]) == bool(row["wres_year"])
        assert not is_usable or row["vintage"] != "unknown"
    assert len(published()) == len(USABLE) > 80


def test_suspect_rows_stay_marked_and_are_never_compared_with() -> None:
    suspect = [row for row in ROWS if "SUSPECT" in row["scope"] or "quoted by" in row["scope"]]

    assert {row["printed"] for row in suspect} >= {"0.71", "0.79", "1.25", "1.54%", "48.8%"}
    assert {row["standing"] for row in suspect} == {"suspect", "quoted"}
    assert {row["verified"] for row in suspect} == {"weak"}


def test_a_value_is_the_number_that_was_printed() -> None:
    for row in USABLE:
        [number, *_] = re.findall(r"[\d.]+", row["printed"])
        unit = Fraction(1, 100) if row["figure"] == "share" else Fraction(1)
        assert Fraction(row["value"]) == Fraction(number) * unit
        assert row["wres_year"] == row["year"]
        assert int(row["vintage"]) >= int(row["year"])
        assert 0 < Fraction(row["value"]) < (1 if row["figure"] == "share" else 10)


def test_a_direction_and_a_definition_are_those_of_the_year() -> None:
    for row in USABLE:
        year, number = int(row["wres_year"]), int(row["metric"])
        rules = profile(year)
        if row["figure"] == "ratio":
            assert row["ethnic_group"] == "/".join(rules.direction(number))
        expected = {
            3: {"choose": ""}.get(rules["metric_3_basis"], rules["metric_3_basis"]),
            7: rules["metric_7_base"],
            1: "everybody",
            9: "everybody",
        }
        assert row["definition"] == expected.get(number, "")


def test_a_restated_value_differs_from_one_that_was_printed_before() -> None:
    restated = [one for one in published() if one.restated]

    assert restated
    for one in restated:
        assert any(
            other.vintage < one.vintage and other.exact != one.exact
            for other in published()
            if (other.key, other.year, other.place) == (one.key, one.year, one.place)
        )


def test_values_of_one_year_that_differ_say_so() -> None:
    by_place: dict[object, list[Published]] = {}
    for one in published():
        by_place.setdefault((one.key, one.year, one.place, one.definition), []).append(one)

    for several in by_place.values():
        if len({one.exact for one in several}) > 1:
            assert all(one.note or one.restated or len(several) > 1 for one in several)
            assert any("printed" in one.note or "prints" in one.note for one in several)


@given(keys, years, definitions, regions)
def test_the_nearest_is_comparable_and_none_is_nearer(
    key: Key, year: int, definition: str, region: str | None
) -> None:
    found = nearest(key, year=year, definition=definition, region=region)
    fit = [
        one
        for one in published()
        if one.key == key and one.definition == definition and one.year <= year
        if one.place in {PLACES[0], region}
    ]

    assert bool(found) == bool(fit)
    for one in found[:1]:
        newest = max(other.year for other in fit)
        places = {other.place for other in fit if other.year == newest}
        assert one.year == newest
        assert one.place == (region if region in places else PLACES[0])
        same = [other for other in fit if (other.year, other.place) == (one.year, one.place)]
        assert one.vintage == max(other.vintage for other in same)
        assert sorted(map(str, found)) == sorted(map(str, same))
