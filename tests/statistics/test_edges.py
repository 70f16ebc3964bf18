"""Where a float could fall on the wrong side, or half a person be taken for a whole one."""

from fractions import Fraction
from math import erf, isfinite, sqrt

import pytest

from wres.statistics import (
    Interval,
    koopman,
    mover_r,
    odds_ratio,
    score_test,
    verdict,
    wilson,
)


Counts = tuple[int, int, int, int]


def excludes_1(interval: Interval | None) -> bool:
    assert interval is not None
    return not interval.contains(1)


def test_at_the_edge_of_a_level_the_interval_and_the_test_say_the_same(
    random_tables: list[Counts],
) -> None:
    differ = []

    for counts in [(1, 1, 0, 1), (0, 1, 1, 1), *random_tables[::10]]:
        p_value = score_test(*counts)
        assert p_value is not None
        for level in (1 - p_value, 1 - p_value * (1 + 1e-11), 1 - p_value * (1 - 1e-11)):
            alpha = float(f"{1 - level:.12g}")
            if 0 < alpha < 1 and level < 1:
                differ += [
                    (method.__name__, counts, level)
                    for method in (koopman, odds_ratio)
                    if excludes_1(method(*counts, level=level)) != (p_value < alpha)
                ]

    assert differ == []


def test_where_everybody_had_the_event_wilson_ends_at_exactly_1() -> None:
    assert {getattr(wilson(total, total), "high", None) for total in range(1, 2000)} == {1.0}


def test_a_range_that_begins_where_an_interval_does_holds_it() -> None:
    said = verdict(
        Interval(0.95, 0.75, 1.25, "koopman"), above="more", below="less", low=Fraction(3, 4)
    )

    assert said == "similar"


def test_half_persons_are_half_as_much_evidence_for_a_ratio_of_odds() -> None:
    # Four times the people, twice the standard errors: the same interval.
    halves = (Fraction(5, 2), 10, Fraction(3, 2), 12)
    one, two = (erf(errors / sqrt(2)) for errors in (1, 2))

    few, many = odds_ratio(*halves, level=one), odds_ratio(10, 40, 6, 48, level=two)

    assert few is not None
    assert many is not None
    assert (few.low, few.high) == pytest.approx((many.low, many.high), rel=1e-9)
    assert (few.method, few.level) == ("odds_ratio_score", one)


def test_a_bound_beyond_the_largest_float_is_none() -> None:
    below, beyond = (
        mover_r(Fraction(1), 100, Fraction(1, share), 10**300)
        for share in (62875 * 10**299, 10**305)
    )

    assert below is not None
    assert below.high is not None
    assert below.high > 1e308
    assert isfinite(below.high)
    assert beyond is not None
    assert beyond.high is None
