"""What every result holds besides its figures, and the settings of a year that figures follow."""

from fractions import Fraction

import pytest
from attrs import evolve

from wres.metrics import (
    GroupCounts,
    Headcount,
    likelihood_ratio,
    measure_board,
    measure_likelihood,
    measure_representation,
    metric,
)
from wres.profiles import profile


NOW = profile(2025)
STAFF = GroupCounts(80, 60, 0)
PLACES = {
    ("clinical", "Band 5"): GroupCounts(60, 40, 0),
    ("clinical", "Band 8a"): GroupCounts(9, 2, 0),
}


def test_a_result_names_its_metric_and_keeps_its_counts() -> None:
    shortlisted, appointed = GroupCounts(780, 210, 10), GroupCounts(170, 30, 1)
    likelihood = measure_likelihood(metric(2), shortlisted, appointed, NOW)
    staff = measure_representation(metric(1), STAFF, {}, GroupCounts(), NOW)
    board = measure_board(metric(9), {}, STAFF, NOW)

    assert (likelihood.number, likelihood.name) == (2, "appointed_from_shortlisting")
    assert (likelihood.population, likelihood.events) == (shortlisted, appointed)
    assert (staff.number, staff.name) == (1, "representation")
    assert (board.number, board.name) == (9, "board_representation")


def test_a_likelihood_is_exact() -> None:
    result = measure_likelihood(metric(2), GroupCounts(780, 210), GroupCounts(170, 30), NOW)

    assert result.likelihood.white is not None
    assert result.likelihood.white.exact == Fraction(17, 78)


def test_pay_bands_give_disparities_and_a_total_alone_gives_none() -> None:
    banded, total = (
        measure_representation(metric(1), STAFF, places, GroupCounts(), NOW)
        for places in (PLACES, {})
    )

    assert banded.disparity[-1].ratio.exact == Fraction(3)
    assert total.disparity == ()


def test_halves_that_add_up_to_people_are_whole_numbers() -> None:
    total = Headcount.of(GroupCounts(Fraction(3, 2), Fraction(1, 2), 0)).total

    assert (total, type(total)) == (2, int)


@pytest.mark.parametrize(
    ("edge", "value", "place"),
    [
        pytest.param("four_fifths_low", "0.995", "within", id="low"),
        pytest.param("four_fifths_high", "1.01", "above", id="high"),
    ],
)
def test_the_years_range_decides_what_counts_as_similar(edge: str, value: str, place: str) -> None:
    # 1,000 of 2,000 against 950 of 2,000: 1.05, from 0.99 to 1.12.
    counts = GroupCounts(2000, 2000), GroupCounts(1000, 950)
    narrow = evolve(NOW, rules={**NOW.rules, edge: evolve(NOW.rules[edge], value=value)})

    now = likelihood_ratio(metric(2), *counts, NOW)
    strict = likelihood_ratio(metric(2), *counts, narrow)

    assert (now.four_fifths, now.verdict) == ("within", "similar")
    assert (strict.four_fifths, strict.verdict) == (place, "cannot_tell")


def test_more_events_than_people_in_both_groups_is_said_of_both() -> None:
    ratio = likelihood_ratio(metric(3), GroupCounts(3, 4), GroupCounts(5, 6), NOW)

    assert ratio.note == "more events than people in BME and White: no interval"


@pytest.mark.parametrize(
    ("population", "events"),
    [
        pytest.param(GroupCounts(780, 210), GroupCounts(170, 30, 1), id="no-population"),
        pytest.param(GroupCounts(780, 210, 10), GroupCounts(170, 30), id="no-events"),
    ],
)
def test_what_is_not_known_of_unknown_ethnicity_cannot_be_moved(
    population: GroupCounts, events: GroupCounts
) -> None:
    result = measure_likelihood(metric(2), population, events, NOW)

    assert (result.if_unknown_were.white, result.if_unknown_were.bme) == (None, None)


def test_a_group_that_is_not_known_stays_so_when_unknown_ethnicity_is_moved() -> None:
    population, events = GroupCounts(780, None, 10), GroupCounts(170, None, 1)

    result = measure_likelihood(metric(2), population, events, NOW)

    assert (result.if_unknown_were.white, result.if_unknown_were.bme) == (None, None)
