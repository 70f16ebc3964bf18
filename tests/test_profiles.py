from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from wres.errors import UnknownNameError
from wres.profiles import METRIC_3_BASES, Window, profile, years


def test_a_year_is_that_of_its_snapshot() -> None:
    rules = profile(2025)

    assert rules.snapshot == date(2025, 3, 31)
    assert rules.window() == Window(date(2024, 4, 1), date(2025, 3, 31))
    assert rules.survey_year == 2024


def test_a_window_knows_its_leap_day_and_the_one_before_it() -> None:
    assert profile(2024).window(1) == Window(date(2022, 4, 1), date(2023, 3, 31))
    windows = [profile(2024).window(ago) for ago in range(3)]
    assert all((one.start - two.end).days == 1 for one, two in pairwise(windows))


@pytest.mark.parametrize("year", years())
def test_every_year_has_every_rule_once(year: int) -> None:
    rules = profile(year)

    assert rules.rules.keys() == profile(2025).rules.keys()
    assert rules.note is None
    assert rules.id == str(year)
    assert all(
        rules.direction(metric) in {("white", "bme"), ("bme", "white")} for metric in (2, 3, 4)
    )
    assert rules["metric_3_basis"] in {*METRIC_3_BASES, "choose"}


def test_a_year_after_the_newest_carries_its_rules_on_and_says_so() -> None:
    newest = years()[-1]

    later = profile(newest + 3)

    assert later.rules == profile(newest).rules
    assert later.note == f"no rules are known for {newest + 3}; those of {newest} are used"
    assert later.snapshot == date(newest + 3, 3, 31)


@pytest.mark.parametrize(
    ("year", "basis"),
    [(2019, "two_year_average"), (2020, "choose"), (2021, "single_year")],
)
def test_the_two_year_average_ends_where_the_sources_leave_it_open(year: int, basis: str) -> None:
    assert profile(year)["metric_3_basis"] == basis


def test_a_chosen_basis_stands_as_the_users_choice() -> None:
    rule = profile(2020, metric_3_basis="single_year").rules["metric_3_basis"]

    assert (rule.value, rule.source, rule.verified) == (
        "single_year",
        "chosen by the user",
        "choice",
    )
    assert profile(2020)["metric_3_basis"] == "choose"


def test_directions_and_bounds_are_those_of_the_year() -> None:
    assert [profile(2015).direction(metric) for metric in (2, 3, 4)] == [("bme", "white")] * 3
    assert [profile(2016).direction(metric) for metric in (2, 3, 4)] == [
        ("white", "bme"),
        ("bme", "white"),
        ("white", "bme"),
    ]
    assert profile(2025).four_fifths == (Fraction(4, 5), Fraction(5, 4))


def test_a_year_before_the_standard_is_refused() -> None:
    with pytest.raises(
        UnknownNameError, match=r"^no WRES year named '2014'; there are: 2015 and later$"
    ):
        profile(2014)


def test_an_unknown_basis_is_refused() -> None:
    message = "^no basis of metric 3 named 'monthly'; there are: single_year, two_year_average$"

    with pytest.raises(UnknownNameError, match=message):
        profile(2025, metric_3_basis="monthly")
