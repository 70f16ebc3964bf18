"""What the columns take and give: names, expressions, settings, edges; see test_columnar.py."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from wres.statistics import columnar, four_fifths, koopman, score_test, verdict
from wres.statistics._as_tested import JUST_OFF_PARITY
from wres.statistics.columnar._kernels import _as_tested


Counts = tuple[float, float, float, float]
NAMES = ("a", "n", "b", "m")

EVERY: dict[str, Callable[..., pl.Expr]] = {
    "koopman": columnar.koopman,
    "odds_ratio": columnar.odds_ratio,
    "score_test": columnar.score_test,
    "newcombe": columnar.newcombe,
    "newcombe_weighted": columnar.newcombe_weighted,
    "mover_r": columnar.mover_r,
    "four_fifths": columnar.four_fifths,
    "verdict": lambda *counts: columnar.verdict(*counts, above="above", below="below"),
    "evidence": lambda *counts: columnar.evidence(*counts, above="above", below="below"),
    "wilson": lambda *counts: columnar.wilson(*counts[:2]),
    "wilson_weighted": lambda *counts: columnar.wilson_weighted(*counts[:2]),
}
TABLES: list[Counts] = [(0.5, 8, 0.25, 9), (1, 3, 0, 4), (30, 70, 10, 90), (0, 5, 6, 6)]
NO_TABLE: list[tuple[float | None, ...]] = [
    (0, 0, 0.5, 10),
    (0.5, 0, 0.5, 10),
    (3, 2, 0.5, 8),
    (-1, 2, 0.5, 8),
    (None, 2, 0.5, 8),
    (0.5, None, 0.5, 8),
    (float("nan"), 2, 0.5, 8),
    (0.5, float("nan"), 0.5, 8),
    (0.5, float("inf"), 0.5, 8),
]


def columns(tables: Sequence[Sequence[float | None]]) -> pl.DataFrame:
    return pl.DataFrame(tables, schema=dict.fromkeys(NAMES, pl.Float64), orient="row")


def rows(tables: Sequence[Sequence[float | None]], expression: pl.Expr) -> list[Any]:
    return columns(tables).select(expression).to_series().to_list()


def is_silent(value: object) -> bool:
    """Whether nothing is said: null, or a struct that only names its method, level and test."""
    if isinstance(value, dict):
        said = {key: one for key, one in value.items() if key not in {"level", "method", "test"}}
        return all(is_silent(one) for one in said.values())
    return value is None


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("counts", NO_TABLE, ids=str)
def test_a_row_that_is_no_table_is_silent_and_stops_nobody(
    name: str, counts: tuple[float | None, ...]
) -> None:
    # With the gap in the second group as well, where there are two.
    swapped = counts if "wilson" in name else (*counts[2:], *counts[:2])
    fine = (0.2, 8, 0.3, 9)

    said = rows([fine, counts, swapped, fine], EVERY[name](*NAMES))

    assert [is_silent(value) for value in said] == [False, True, True, False]


@pytest.mark.parametrize("name", EVERY)
def test_columns_are_names_or_expressions_and_the_result_has_the_functions_name(name: str) -> None:
    prefixed = columns(TABLES).select(pl.all().name.prefix("the_"))

    by_name = columns(TABLES).select(EVERY[name](*NAMES))
    by_expression = prefixed.select(EVERY[name](*(pl.col(f"the_{column}") for column in NAMES)))

    assert by_name.columns == [name]
    assert by_expression.equals(by_name)


@pytest.mark.parametrize("name", EVERY)
def test_whole_numbers_do_as_well_as_floats(name: str) -> None:
    whole = pl.DataFrame([(0, 8, 1, 9)], schema=dict.fromkeys(NAMES, pl.UInt32), orient="row")

    said = whole.select(EVERY[name](*NAMES))

    assert said.to_series().to_list() == rows([(0, 8, 1, 9)], EVERY[name](*NAMES))


@pytest.mark.parametrize("name", EVERY)
def test_a_lazy_frame_knows_what_it_will_get(name: str) -> None:
    lazy = columns(TABLES).lazy().select(EVERY[name](*NAMES))

    assert lazy.collect_schema() == lazy.collect().schema


INTERVALS = {
    "koopman": "koopman",
    "odds_ratio": "odds_ratio_score",
    "newcombe": "newcombe",
    "newcombe_weighted": "newcombe_weighted",
    "mover_r": "mover_r",
}


@pytest.mark.parametrize(("name", "method"), INTERVALS.items())
def test_an_interval_names_its_method_and_level(name: str, method: str) -> None:
    (said,) = rows(TABLES[:1], getattr(columnar, name)(*NAMES, level=0.9))

    assert (said["method"], said["level"]) == (method, 0.9)


@pytest.mark.parametrize("name", INTERVALS)
def test_the_level_is_95_percent_unless_told(name: str) -> None:
    function = getattr(columnar, name)

    assert rows(TABLES, function(*NAMES)) == rows(TABLES, function(*NAMES, level=0.95))


@pytest.mark.parametrize("name", ["wilson", "wilson_weighted"])
def test_the_level_of_a_share_is_95_percent_unless_told(name: str) -> None:
    function = getattr(columnar, name)

    assert rows(TABLES[:1], function("a", "n")) == rows(TABLES[:1], function("a", "n", level=0.95))


def test_the_range_and_the_level_are_settings(random_tables: list[Counts]) -> None:
    low, high = Fraction(1, 3), Fraction(11, 10)
    tables = [counts for counts in random_tables[::20] if counts[2]]
    exact = [tuple(map(Fraction, counts)) for counts in tables]
    expected = [
        {
            "four_fifths": four_fifths(a * m / (n * b), low, high),
            "verdict": verdict(
                koopman(a, n, b, m, level=0.5), above="above", below="below", low=low, high=high
            ),
        }
        for a, n, b, m in exact
    ]
    options: dict[str, Any] = {"above": "above", "below": "below", "level": 0.5}

    place = columnar.four_fifths(*NAMES, low=low, high=high)
    alone = columnar.verdict(*NAMES, **options, low=low, high=high)
    said = columnar.evidence(*NAMES, **options, low=low, high=high)

    assert rows(tables, pl.struct(place, alone)) == expected
    together = [{name: one[name] for name in expected[0]} for one in rows(tables, said)]
    assert together == expected
    levels = {one["interval"]["level"] for one in rows(tables, said)}
    assert levels == {0.5}


@pytest.mark.parametrize("edge", ["low", "high"])
def test_a_range_that_ends_where_an_interval_does_holds_it(edge: str) -> None:
    table = [(500, 1000, 500, 1000)]
    (ends,) = rows(table, columnar.koopman(*NAMES))
    least, most = Fraction(ends["low"]), Fraction(ends["high"])
    hair = Fraction(1, 2**60)
    narrower = {"low": (least + hair, most), "high": (least, most - hair)}[edge]

    said = [
        rows(table, columnar.verdict(*NAMES, above="above", below="below", low=low, high=high))
        for low, high in ((least, most), narrower)
    ]

    assert said == [["similar"], ["cannot_tell"]]


@pytest.mark.parametrize("table", [(45, 53, 58, 59), (58, 59, 45, 53)], ids=str)
def test_an_interval_that_ends_at_1_does_not_exclude_it(table: tuple[int, int, int, int]) -> None:
    p_value = score_test(*table)
    assert p_value is not None
    level = 1 - p_value

    (ends,) = rows([table], columnar.koopman(*NAMES, level=level))
    said = rows([table], columnar.verdict(*NAMES, above="above", below="below", level=level))

    assert 1 in (ends["low"], ends["high"])
    assert said == ["cannot_tell"]


@pytest.mark.parametrize("level", [1e-6, 0.5])
def test_half_persons_in_tiny_groups_at_low_levels(level: float) -> None:
    sides = [(events / 2, total) for total in (1, 2, 3, 33) for events in range(2 * total + 1)]
    tables = [of + to for of in sides for to in sides]
    scalar = [koopman(*map(Fraction, counts), level=level) for counts in tables]

    ours = rows(tables, columnar.koopman(*NAMES, level=level))

    for one, expected in zip(ours, scalar, strict=True):
        assert expected is not None
        assert one["low"] == pytest.approx(expected.low, rel=1e-12, abs=0)
        assert one["high"] == (
            None if expected.high is None else pytest.approx(expected.high, rel=1e-12, abs=0)
        )


def test_at_the_edge_of_a_level_the_interval_and_the_test_say_the_same(
    random_tables: list[Counts],
) -> None:
    edges = [(1, 1, 0, 1), (0, 1, 1, 1), *random_tables[::25]]
    differ = []

    for table in edges:
        p_value = score_test(*(Fraction(count) for count in table))
        assert p_value is not None
        for level in (1 - p_value, 1 - p_value * (1 + 1e-12), 1 - p_value * (1 - 1e-12)):
            if not 0 < round(1 - level, 12) < 1:
                continue
            (said,) = rows(
                [table],
                pl.struct(
                    columnar.koopman(*NAMES, level=level), columnar.score_test(*NAMES).alias("p")
                ),
            )
            low, high = said["koopman"]["low"], said["koopman"]["high"]
            excludes_1 = low > 1 or (high is not None and high < 1)
            if excludes_1 != (said["p"] < float(f"{1 - level:.12g}")):
                differ.append((table, level))

    assert differ == []


def test_whatever_the_last_digits_did_the_ends_are_on_the_side_that_the_test_says() -> None:
    # p-value, cross product, low and high as they came out, and as they have to be.
    cases = [
        (0.5, 0.25, 1.5, 0.5, 1.0, 1.0),
        (0.05, 0.25, 0.75, 1.5, 0.75, 1.5),  # at the level itself, equal likelihoods are possible
        (0.01, 0.25, 0.75, 1.5, 1 + JUST_OFF_PARITY, 1.5),
        (0.01, -0.25, 0.5, 1.25, 0.5, 1 - JUST_OFF_PARITY),
    ]
    p_value, cross, low, high, *expected = (
        pl.Series(column, dtype=pl.Float64) for column in zip(*cases, strict=True)
    )

    ends = _as_tested({"p_value": p_value, "cross": cross}, low, 1 / high, 0.05)

    for name, wanted in zip(("low", "high"), expected, strict=True):
        assert ends[name].to_list() == pytest.approx(wanted.to_list(), rel=1e-15, abs=0)
