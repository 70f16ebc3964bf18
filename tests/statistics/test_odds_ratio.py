"""The score interval of an odds ratio, against other solvers and its own laws."""

import warnings
from fractions import Fraction
from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep

from wres.statistics import Interval, koopman, odds_ratio, score_test


Counts = tuple[int, int, int, int]


def known(interval: Interval | None) -> Interval:
    assert interval is not None
    return interval


def fitted(counts: Counts, odds: float) -> float:
    """The first group's likelihood that fits best where the odds ratio is `odds`."""
    a, n, b, m = counts
    # The second group's likelihood solves a quadratic; the first follows from the odds.
    quadratic = m * (odds - 1)
    linear = n * odds + m - (a + b) * (odds - 1)
    spread = sqrt(linear**2 + 4 * quadratic * (a + b))
    second = 2 * (a + b) / (linear + spread)
    return second * odds / (1 + second * (odds - 1))


def statistic(counts: Counts, odds: float) -> float:
    """Miettinen and Nurminen's chi-square, from the fitted likelihoods."""
    a, n, b, m = counts
    p = fitted(counts, odds)
    q = (a + b - n * p) / m
    variance = 1 / (1 / (n * p * (1 - p)) + 1 / (m * q * (1 - q)))
    return (a - n * p) ** 2 / variance


@given(
    st.tuples(*[st.integers(1, 400)] * 4).map(lambda x: (x[0], x[0] + x[1], x[2], x[2] + x[3])),
    st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_the_ends_are_where_the_fitted_statistic_is_critical(counts: Counts, level: float) -> None:
    interval = known(odds_ratio(*counts, level=level))
    critical = norm.isf((1 - level) / 2) ** 2
    a, n, b, m = counts
    middle = a * (m - b) / (b * (n - a))

    low = brentq(lambda odds: statistic(counts, odds) - critical, middle * 1e-5, middle)
    high = brentq(lambda odds: statistic(counts, odds) - critical, middle, middle * 1e5)

    assert interval.low == pytest.approx(low, rel=1e-6)
    assert interval.high == pytest.approx(high, rel=1e-6)


def test_statsmodels_agrees_where_nobody_is_saturated(random_tables: list[Counts]) -> None:
    inside = [(a, n, b, m) for a, n, b, m in random_tables if 0 < a < n and 0 < b < m][:400]

    for counts in inside:
        ours = known(odds_ratio(*counts))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = confint_proportions_2indep(
                *counts, method="score", compare="odds-ratio", correction=False
            )

        assert (ours.low, ours.high) == pytest.approx(theirs, rel=2e-6)


def test_it_excludes_1_exactly_where_the_score_test_is_below_5_percent(
    small_tables: list[Counts], random_tables: list[Counts]
) -> None:
    wrong = []

    for counts in [*small_tables, *random_tables]:
        p = score_test(*counts)
        assert p is not None
        if (p < 0.05) == known(odds_ratio(*counts)).contains(1):
            wrong.append(counts)

    assert wrong == []


def test_it_contains_the_estimate_and_is_finite_on_every_small_table(
    small_tables: list[Counts],
) -> None:
    for a, n, b, m in small_tables:
        interval = known(odds_ratio(a, n, b, m))

        assert isfinite(interval.low)
        assert interval.high is None or isfinite(interval.high)
        if b * (n - a):
            assert interval.contains(Fraction(a * (m - b), b * (n - a)))
        assert (interval.low == 0) == (a == 0 or b == m)
        assert (interval.high is None) == (b == 0 or a == n)


def test_swapping_groups_inverts_it(random_tables: list[Counts]) -> None:
    for a, n, b, m in random_tables[:1000]:
        one, other = known(odds_ratio(a, n, b, m)), known(odds_ratio(b, m, a, n))

        assert one.low == (0 if other.high is None else pytest.approx(1 / other.high, rel=1e-12))


def test_where_events_are_rare_it_is_the_interval_of_the_ratio() -> None:
    counts = (12, 60_000_000, 20, 240_000_000)
    odds, ratio = known(odds_ratio(*counts)), known(koopman(*counts))

    assert (odds.low, odds.high) == pytest.approx((ratio.low, ratio.high), rel=1e-6)


def test_an_empty_group_has_none() -> None:
    assert odds_ratio(0, 0, 3, 5) is None
    assert odds_ratio(3, 5, 0, 0) is None
