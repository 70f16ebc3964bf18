"""Odds ratios of whole columns are those of the scalar function, table by table."""

from fractions import Fraction

import polars as pl
import pytest

from wres.statistics import columnar, odds_ratio


Counts = tuple[int, int, int, int]


@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_odds_ratios_of_columns(level: float, random_tables: list[Counts]) -> None:
    halves = [(a / 2, n, b / 2, m) for a, n, b, m in random_tables[1::3]]
    crowds = [(a, 2_000_000, b, 1_500_000) for a in (0, 1, 1_000_000) for b in (1, 3, 1_499_999)]
    tables = [*random_tables[::3], *halves, *crowds]
    frame = pl.DataFrame(tables, schema=dict.fromkeys("anbm", pl.Float64), orient="row")
    expression = columnar.odds_ratio("a", "n", "b", "m", level=level)

    ends = frame.select(expression).unnest("odds_ratio").select("low", "high").rows()

    scalar = [odds_ratio(*map(Fraction, counts), level=level) for counts in tables]
    for (low, high), one in zip(ends, scalar, strict=True):
        assert one is not None
        assert low == pytest.approx(one.low, rel=1e-12, abs=1e-300)
        assert high is one.high is None or high == pytest.approx(one.high, rel=1e-12)


def test_a_table_that_cannot_be_has_no_interval() -> None:
    gaps = pl.DataFrame({"a": [None, 0, 6], "n": [5, 0, 5], "b": [1, 1, 1], "m": [5, 5, 5]})

    ends = gaps.select(columnar.odds_ratio("a", "n", "b", "m")).unnest("odds_ratio")

    assert ends.select("low", "high").rows() == [(None, None)] * 3
