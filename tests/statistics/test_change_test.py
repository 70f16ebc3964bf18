"""The test of a change: consistent with its interval, and near Wald's where counts are large."""

from math import exp, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from wres.statistics import (
    Interval,
    change_p_value,
    difference_change,
    koopman,
    newcombe,
    ratio_change,
)
from wres.statistics.change_test import Bounds


Table = tuple[int, int, int, int]
TABLES = st.tuples(
    st.integers(1, 400), st.integers(400, 3000), st.integers(1, 100), st.integers(100, 900)
)


def of_ratios(before: Table, after: Table) -> Bounds:
    quotients = [a * n / (m * c) for a, m, c, n in (before, after)]

    def bounds(level: float) -> Interval | None:
        then, now = koopman(*before, level=level), koopman(*after, level=level)
        assert then is not None
        assert now is not None
        return ratio_change(quotients[0], then, quotients[1], now)

    return bounds


def of_differences(before: Table, after: Table) -> Bounds:
    gaps = [a / m - c / n for a, m, c, n in (before, after)]

    def bounds(level: float) -> Interval | None:
        then, now = newcombe(*before, level=level), newcombe(*after, level=level)
        assert then is not None
        assert now is not None
        return difference_change(gaps[0], then, gaps[1], now)

    return bounds


@given(TABLES, TABLES, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
@settings(max_examples=40)
def test_the_test_and_the_interval_never_contradict_each_other(
    before: Table, after: Table, level: float
) -> None:
    for bounds, equality in ((of_ratios(before, after), 1), (of_differences(before, after), 0)):
        p_value, interval = change_p_value(bounds, equality), bounds(level)
        assert p_value is not None
        assert interval is not None
        if abs(p_value - (1 - level)) > 1e-4:
            assert (p_value < 1 - level) == (not interval.contains(equality))


@given(TABLES, TABLES)
@settings(max_examples=20)
def test_the_order_of_the_years_changes_no_p_value(before: Table, after: Table) -> None:
    for make, equality in ((of_ratios, 1), (of_differences, 0)):
        there = change_p_value(make(before, after), equality)
        back = change_p_value(make(after, before), equality)
        assert there == pytest.approx(back, rel=1e-4)


def test_equal_years_have_a_p_value_of_1() -> None:
    table = (170, 780, 30, 210)

    assert change_p_value(of_ratios(table, table), 1) == 1
    assert change_p_value(of_differences(table, table), 0) == 1


def test_very_different_years_have_the_least_p_value() -> None:
    before, after = (9000, 10_000, 100, 10_000), (100, 10_000, 9000, 10_000)

    assert change_p_value(of_ratios(before, after), 1) == 1e-12


def test_without_an_interval_there_is_no_p_value() -> None:
    assert change_p_value(lambda _: None, 1) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param((1800, 8000, 300, 2200), (1700, 7800, 360, 2100), id="shortlisting"),
        pytest.param((400, 20_000, 250, 9000), (380, 20_500, 190, 9400), id="disciplinary"),
        pytest.param((900, 4000, 210, 1000), (880, 4000, 209, 1000), id="hardly changed"),
    ],
)
def test_large_counts_agree_with_the_logarithm_of_the_ratio_of_ratios(
    before: Table, after: Table
) -> None:
    # Katz: the variance of a logarithm of a ratio is 1/a - 1/m + 1/c - 1/n; two years add up.
    ratios = [a * n / (m * c) for a, m, c, n in (before, after)]
    error = sqrt(sum(1 / a - 1 / m + 1 / c - 1 / n for a, m, c, n in (before, after)))
    moved = log(ratios[1] / ratios[0])

    p_value, interval = change_p_value(of_ratios(before, after), 1), of_ratios(before, after)(0.95)

    assert p_value == pytest.approx(2 * norm.sf(abs(moved) / error), abs=0.01)
    assert interval is not None
    ends = [exp(moved + side * norm.ppf(0.975) * error) for side in (-1, 1)]
    assert [interval.low, interval.high] == pytest.approx(ends, rel=0.01)


def test_large_answers_agree_with_the_difference_of_differences() -> None:
    before, after = (800, 2700, 251, 870), (700, 2700, 300, 870)
    gaps = [a / m - c / n for a, m, c, n in (before, after)]
    shares = [(x / y, y) for a, m, c, n in (before, after) for x, y in ((a, m), (c, n))]
    error = sqrt(sum(p * (1 - p) / total for p, total in shares))

    p_value = change_p_value(of_differences(before, after), 0)

    assert p_value == pytest.approx(2 * norm.sf(abs(gaps[1] - gaps[0]) / error), abs=0.01)
