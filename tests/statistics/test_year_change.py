"""The change between two years: laws, and how often equal years are called different."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wres.statistics import Interval, difference_change, koopman, newcombe, ratio_change


Table = tuple[int, int, int, int]
TABLES = st.tuples(
    st.integers(1, 400), st.integers(400, 3000), st.integers(1, 100), st.integers(100, 900)
)


def ratio_of(table: Table) -> tuple[float, Interval]:
    a, m, c, n = table
    interval = koopman(*table)
    assert interval is not None
    return a * n / (m * c), interval


def difference_of(table: Table) -> tuple[float, Interval]:
    a, m, c, n = table
    interval = newcombe(*table)
    assert interval is not None
    return a / m - c / n, interval


@given(TABLES)
def test_a_year_against_itself_has_not_changed(table: Table) -> None:
    ratio, difference = ratio_of(table), difference_of(table)

    of_ratio, of_difference = (
        ratio_change(*ratio, *ratio),
        difference_change(*difference, *difference),
    )

    assert of_ratio is not None
    assert of_ratio.contains(1)
    assert (of_ratio.level, of_ratio.method) == (0.95, "mover_log")
    assert of_difference is not None
    assert of_difference.contains(0)
    assert (of_difference.level, of_difference.method) == (0.95, "mover")


@given(TABLES, TABLES)
def test_the_years_swapped_give_the_reciprocal_and_the_opposite(one: Table, other: Table) -> None:
    there = ratio_change(*ratio_of(one), *ratio_of(other))
    back = ratio_change(*ratio_of(other), *ratio_of(one))
    out = difference_change(*difference_of(one), *difference_of(other))
    home = difference_change(*difference_of(other), *difference_of(one))

    assert there is not None
    assert back is not None
    assert back.high == pytest.approx(1 / there.low)
    assert out is not None
    assert home is not None
    assert home.high == pytest.approx(-out.low)


@given(TABLES, TABLES)
def test_the_change_lies_in_its_interval(one: Table, other: Table) -> None:
    (before, first), (after, second) = ratio_of(one), ratio_of(other)
    change = ratio_change(before, first, after, second)

    assert change is not None
    assert change.low <= after / before * (1 + 1e-12)
    assert change.high is None or after / before <= change.high * (1 + 1e-12)


@given(TABLES, TABLES)
def test_intervals_that_do_not_meet_are_a_change(one: Table, other: Table) -> None:
    (before, first), (after, second) = ratio_of(one), ratio_of(other)
    assume(first.high is not None and second.low > first.high)

    change = ratio_change(before, first, after, second)

    assert change is not None
    assert change.low > 1


def test_a_ratio_of_zero_has_no_change() -> None:
    nothing = Interval(0.95, 0.0, 3.0, "koopman")

    assert ratio_change(0.0, nothing, 1.0, nothing) is None
    assert ratio_change(1.0, nothing, 0.0, nothing) is None


def test_what_is_unbounded_stays_so() -> None:
    wide, some = Interval(0.95, 0.5, None, "koopman"), Interval(0.95, 0.5, 3.0, "koopman")

    change = ratio_change(2.0, some, 2.0, wide)

    assert change is not None
    assert change.high is None
    assert 0 < change.low < 1
    assert difference_change(0.1, wide, 0.1, some) is None


def test_a_ratio_that_may_have_been_zero_may_have_risen_without_bound() -> None:
    from_zero, some = Interval(0.95, 0.0, 3.0, "koopman"), Interval(0.95, 0.5, 3.0, "koopman")

    change = ratio_change(1.0, from_zero, 1.0, some)
    back = ratio_change(1.0, some, 1.0, from_zero)

    assert change is not None
    assert (change.high, 0 < change.low < 1) == (None, True)
    assert back is not None
    assert back.low == 0


def drawn(source: random.Random, rates: tuple[float, float], sizes: tuple[int, int]) -> Table:
    first, second = (
        sum(source.random() < rate for _ in range(size))
        for rate, size in zip(rates, sizes, strict=True)
    )
    return first, sizes[0], second, sizes[1]


@pytest.mark.parametrize(
    ("rates", "sizes"),
    [
        pytest.param((0.25, 0.17), (780, 210), id="shortlisting"),
        pytest.param((0.02, 0.03), (900, 400), id="disciplinary"),
    ],
)
def test_two_equal_years_are_seldom_called_different(
    rates: tuple[float, float], sizes: tuple[int, int]
) -> None:
    # 95% intervals: 50 of 1,000 expected, 32 to 71 in all but 1 of 1,000 draws.
    source = random.Random(20250331)

    alarms = 0
    for _ in range(1000):
        one, other = (drawn(source, rates, sizes) for _ in range(2))
        if 0 in one or 0 in other:
            continue
        change = ratio_change(*ratio_of(one), *ratio_of(other))
        alarms += change is not None and not change.contains(1)

    assert 20 <= alarms <= 71
