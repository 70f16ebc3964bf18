"""Columns in memory say what the scalar functions say, table by table."""

import math
from collections.abc import Callable, Iterable
from fractions import Fraction

import polars as pl
import pytest

from wres.statistics import (
    Interval,
    koopman,
    mover_r,
    newcombe_weighted,
    odds_ratio,
    score_test,
    wilson_weighted,
)
from wres.statistics.columnar import series


Counts = tuple[int, int, int, int]
End = float | None

EDGES = [(0, 5, 0, 7), (5, 5, 7, 7), (0, 5, 7, 7), (5, 5, 0, 7), (1, 2, 1, 2)]


@pytest.fixture(scope="module")
def tables(random_tables: list[Counts]) -> list[Counts]:
    return [*EDGES, *random_tables[::11]]


def columns(tables: Iterable[Counts]) -> tuple[pl.Series, pl.Series, pl.Series, pl.Series]:
    a, n, b, m = (pl.Series(column, dtype=pl.Float64) for column in zip(*tables, strict=True))
    return a, n, b, m


def ends(bounds: series.Bounds) -> list[tuple[End, End]]:
    return list(zip(bounds.low, bounds.high, strict=True))


def expected(intervals: Iterable[Interval | None], least: float = 1e-300) -> list[object]:
    return [
        (
            pytest.approx(one.low, rel=6e-12, abs=least),
            None if one.high is None else pytest.approx(one.high, rel=6e-12, abs=least),
        )
        for one in intervals
        if one is not None
    ]


@pytest.mark.parametrize(
    ("ours", "scalar"), [(series.koopman, koopman), (series.odds_ratio, odds_ratio)]
)
def test_ratios_and_their_tests(
    tables: list[Counts],
    ours: Callable[..., series.Bounds],
    scalar: Callable[..., Interval | None],
) -> None:
    bounds = ours(*columns(tables))

    assert ends(bounds) == expected(scalar(*counts) for counts in tables)
    assert bounds.p_value is not None
    for p_value, counts in zip(bounds.p_value, tables, strict=True):
        assert p_value == pytest.approx(score_test(*counts), rel=6e-12)


def test_shares_differences_and_ratios_of_answers(tables: list[Counts]) -> None:
    a, n, b, m = columns(tables)

    shares = series.wilson(a, n)
    differences, ratios = series.newcombe_and_mover_r(a, n, b, m)

    answers = [(Fraction(a, n), n, Fraction(b, m), m) for a, n, b, m in tables]
    assert ends(shares) == expected(wilson_weighted(*one[:2]) for one in answers)
    assert ends(differences) == expected((newcombe_weighted(*one) for one in answers), 1e-14)
    assert ends(ratios) == expected(mover_r(*one) for one in answers)
    assert (shares.p_value, differences.p_value, ratios.p_value) == (None, None, None)


def test_twelve_digits_are_kept() -> None:
    numbers = series.settled(pl.Series([1 / 3, 2000 / 3, None]))

    assert numbers.to_list() == [0.333333333333, 666.666666667, None]


def test_a_gap_is_a_gap() -> None:
    a, n, b, m = (pl.Series([number, None], dtype=pl.Float64) for number in (3, 9, 4, 8))

    for bounds in (
        series.wilson(a, n),
        *series.newcombe_and_mover_r(a, n, b, m),
        series.koopman(a, n, b, m),
        series.odds_ratio(a, n, b, m),
    ):
        assert ends(bounds)[1] == (None, None)
        assert bounds.low[0] is not None


def test_error_and_p_value_are_worked_back_from_an_interval() -> None:
    # Altman and Bland, BMJ 2011;343:d2304: 0.81 (0.70 to 0.94) has z = -2.803, p = 0.005.
    ratio, low, high = (pl.Series([number]) for number in (0.81, 0.70, 0.94))

    found = series.from_interval(ratio, low, high)

    error = (math.log(0.94) - math.log(0.70)) / (2 * 1.959963984540054)
    assert found.error.to_list() == [pytest.approx(error, rel=1e-11)]
    z = math.log(0.81) / error
    assert found.p_value.to_list() == [pytest.approx(math.erfc(-z / math.sqrt(2)), rel=1e-11)]
    assert round(found.p_value[0], 3) == 0.005


@pytest.mark.parametrize(
    ("ratio", "low", "high"),
    [
        (0.0, 0.0, 3.0),
        (1.5, 0.0, 3.0),
        (1.5, -1.0, 3.0),
        (1.5, 1.5, 1.5),
        (1.5, 0.5, None),
        (None, 0.5, 2.0),
        (0.0, 0.5, 2.0),
    ],
)
def test_where_an_interval_says_nothing_there_is_a_gap(
    ratio: float | None, low: float | None, high: float | None
) -> None:
    columns = (pl.Series([number], dtype=pl.Float64) for number in (ratio, low, high))

    found = series.from_interval(*columns)

    assert (found.error.to_list(), found.p_value.to_list()) == ([None], [None])
