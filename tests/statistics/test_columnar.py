"""Whole columns say what the scalar functions say, table by table, gaps and limits included."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import erfc, sqrt
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wres.errors import FigureError
from wres.statistics import (
    Interval,
    columnar,
    four_fifths,
    koopman,
    mover_r,
    newcombe,
    newcombe_weighted,
    score_test,
    sparse,
    verdict,
    wilson,
    wilson_weighted,
)
from wres.statistics.columnar._normal import two_tails


Counts = tuple[float, float, float, float]

LEVELS = [0.5, 0.95, 0.999]
# None, an empty group, more events than people, less than none: a scalar function refuses these or
# has no answer; a column has a gap there.
GAPS: list[tuple[float | None, ...]] = [
    (None, 5, 1, 5),
    (1, None, 1, 5),
    (1, 5, None, 5),
    (1, 5, 1, None),
    (0, 0, 1, 5),
    (1, 5, 0, 0),
    (6, 5, 1, 5),
    (1, 5, -1, 5),
    (1, 5, float("nan"), 5),
    (1, float("inf"), 1, 5),
]


def frame(tables: Sequence[tuple[float | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(tables), schema=dict.fromkeys("anbm", pl.Float64), orient="row")


def said(tables: Sequence[tuple[float | None, ...]], expression: pl.Expr) -> list[Any]:
    return frame(tables).select(expression).to_series().to_list()


def exactly(counts: Counts) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    a, n, b, m = (Fraction(count) for count in counts)
    return a, n, b, m


def same(theirs: dict[str, Any], ours: Interval | None) -> bool:
    assert ours is not None
    # A difference of nearly equal shares has lost digits; a ratio or a share never.
    least = 1e-15 if "newcombe" in ours.method else 1e-300
    ends = [(theirs["low"], ours.low), (theirs["high"], ours.high)]
    close = all(
        one is other if other is None else one == pytest.approx(other, rel=1e-12, abs=least)
        for one, other in ends
    )
    return close and (theirs["level"], theirs["method"]) == (ours.level, ours.method)


TWO_GROUPS = {"koopman": koopman, "newcombe": newcombe}
SHARES = {"newcombe_weighted": newcombe_weighted, "mover_r": mover_r}


@pytest.fixture(scope="module")
def tables(random_tables: list[Counts], small_tables: list[Counts]) -> list[Counts]:
    """A third of the random and of the small tables, as many of half persons, and crowds."""
    whole = small_tables[::3] + random_tables[::3]
    halves = [(a / 2, n, b / 2, m) for a, n, b, m in random_tables[1::3]]
    crowds = [
        (a, n, b, m)
        for n, m in ((2_000_000, 3), (2_000_000, 1_500_000), (7, 1_500_000))
        for a in (0, 1, n // 2, n - 1, n)
        for b in (0, 1, m // 2, m - 1, m)
    ]
    return whole + halves + crowds


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", TWO_GROUPS)
def test_intervals_of_two_groups(name: str, level: float, tables: list[Counts]) -> None:
    whole = getattr(columnar, name)("a", "n", "b", "m", level=level)
    scalar: Callable[..., Interval | None] = TWO_GROUPS[name]

    theirs = said(tables, whole)

    differ = [
        counts
        for counts, one in zip(tables, theirs, strict=True)
        if not same(one, scalar(*exactly(counts), level=level))
    ]
    assert differ == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", SHARES)
def test_intervals_of_two_weighted_shares(name: str, level: float, tables: list[Counts]) -> None:
    shares = [(a / n, n, b / m, m) for a, n, b, m in tables]
    whole = getattr(columnar, name)("a", "n", "b", "m", level=level)
    scalar: Callable[..., Interval | None] = SHARES[name]

    theirs = said(shares, whole)

    differ = [
        share
        for share, one in zip(shares, theirs, strict=True)
        if not same(one, scalar(share[0], int(share[1]), share[2], int(share[3]), level=level))
    ]
    assert differ == []


@pytest.mark.parametrize("level", LEVELS)
def test_shares(level: float, tables: list[Counts]) -> None:
    counted = said(tables, columnar.wilson("a", "n", level=level))
    weighted = said(tables, columnar.wilson_weighted(pl.col("a") / pl.col("n"), "n", level=level))

    for (a, n, _, _), one, other in zip(tables, counted, weighted, strict=True):
        assert same(one, wilson(Fraction(a), int(n), level=level))
        assert same(other, wilson_weighted(a / n, int(n), level=level))


def test_the_score_test(tables: list[Counts]) -> None:
    theirs = said(tables, columnar.score_test("a", "n", "b", "m"))

    ours = [score_test(*exactly(counts)) for counts in tables]

    # The scalar p-value has 12 digits.
    assert theirs == pytest.approx(ours, rel=1e-11, abs=1e-300)


def test_evidence_verdicts_and_ranges(tables: list[Counts]) -> None:
    expressions = [
        columnar.evidence("a", "n", "b", "m", above="more", below="less"),
        columnar.verdict("a", "n", "b", "m", above="more", below="less"),
        columnar.four_fifths("a", "n", "b", "m"),
    ]
    rows = frame(tables).select(expressions).rows()

    for counts, (evidence, alone, place) in zip(tables, rows, strict=True):
        a, n, b, m = exactly(counts)
        interval = koopman(a, n, b, m)
        expected = verdict(interval, above="more", below="less") if b else None
        assert alone == expected
        assert place == (four_fifths(a * m / (n * b)) if b else None)
        assert (evidence["verdict"], evidence["four_fifths"]) == (alone, place)
        assert evidence["sparse"] == sparse(a, n, b, m)
        assert evidence["test"] == "score"
        assert same(evidence["interval"], interval)


def test_where_there_is_no_answer_there_is_null() -> None:
    fields = frame(GAPS).select(
        columnar.evidence("a", "n", "b", "m", above="more", below="less"),
        columnar.koopman("a", "n", "b", "m"),
        columnar.newcombe("a", "n", "b", "m"),
    )

    for method in ("koopman", "newcombe"):
        ends = fields[method].struct.unnest().select("low", "high")
        assert ends.rows() == [(None, None)] * len(GAPS)
    evidence = fields["evidence"].struct.unnest()
    for field in ("p_value", "four_fifths", "verdict", "sparse"):
        assert evidence[field].to_list() == [None] * len(GAPS)


def test_a_share_without_a_base_has_no_interval() -> None:
    gaps = pl.DataFrame(
        {"p": [0.5, 0.5, None, 1.5, -0.1], "n": [None, 0, 9, 9, 9], "q": [0.5] * 5, "m": [9] * 5},
        strict=False,
    )
    for expression in (
        columnar.wilson_weighted("p", "n"),
        columnar.newcombe_weighted("p", "n", "q", "m"),
        columnar.newcombe_weighted("q", "m", "p", "n"),
        columnar.mover_r("p", "n", "q", "m"),
        columnar.mover_r("q", "m", "p", "n"),
    ):
        ends = gaps.select(expression.alias("x")).unnest("x").select("low", "high")
        assert ends.rows() == [(None, None)] * 5


def test_an_empty_frame_gives_an_empty_column() -> None:
    assert said([], columnar.evidence("a", "n", "b", "m", above="more", below="less")) == []


def test_it_stays_lazy_and_streams(random_tables: list[Counts]) -> None:
    expression = columnar.evidence("a", "n", "b", "m", above="more", below="less")
    lazy = frame(random_tables).lazy().select(expression)

    assert lazy.collect_schema() == lazy.collect().schema
    assert lazy.collect(engine="streaming").equals(lazy.collect())


@pytest.mark.parametrize("name", ["koopman", "newcombe", "mover_r"])
def test_a_level_out_of_range_is_refused(name: str) -> None:
    with pytest.raises(FigureError, match="level must be above 0 and below 1; got level=95"):
        getattr(columnar, name)("a", "n", "b", "m", level=95)


@given(chi_square=st.floats(0, 1400))
@example(chi_square=0.0)
@example(chi_square=1e-300)
@example(chi_square=3.841458820694124)
def test_the_tails_of_the_normal_distribution(chi_square: float) -> None:
    ours = two_tails(pl.Series([chi_square], dtype=pl.Float64)).item()

    # erfc's own argument is rounded, which a large one turns into an error of 1e-13.
    assert ours == pytest.approx(erfc(sqrt(chi_square / 2)), rel=2e-13, abs=1e-300)
    if chi_square < 40:
        assert ours == pytest.approx(erfc(sqrt(chi_square / 2)), rel=1e-14)
