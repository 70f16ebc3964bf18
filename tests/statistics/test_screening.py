"""Columns of p-values are adjusted as the scalar function adjusts lists, group by group."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wres.statistics import benjamini_hochberg
from wres.statistics.columnar import screening


P_VALUES = st.lists(st.none() | st.floats(1e-9, 1) | st.just(0.05), max_size=15)


@given(st.lists(P_VALUES, min_size=1, max_size=4))
def test_each_group_is_a_family(families: list[list[float | None]]) -> None:
    rows = [(number, p) for number, family in enumerate(families) for p in family]
    frame = pl.DataFrame(rows, schema={"of": pl.Int64, "p": pl.Float64}, orient="row")
    mixed = frame.with_row_index("at").sort(pl.col("at").hash(7))

    adjusted = screening.benjamini_hochberg(mixed, "p", ["of"])

    assert adjusted.drop("adjusted").equals(mixed)
    found = adjusted.sort("at")["adjusted"].to_list()
    expected = [p for family in families for p in benjamini_hochberg(family).p_values]
    assert [p is None for p in found] == [p is None for p in expected]
    for one, other in zip(found, expected, strict=True):
        assert one is None or (other is not None and abs(one - other) <= 1e-11 * other)


def test_columns_may_have_any_names_and_several_may_tell_groups() -> None:
    frame = pl.DataFrame(
        {"year": [2024, 2024, 2025], "x": ["a", "a", "a"], "score": [0.5, 0.01, 0.5]}
    )

    adjusted = screening.benjamini_hochberg(frame, "score", ["year", "x"])

    assert adjusted["adjusted"].to_list() == [0.5, 0.02, 0.5]
    assert adjusted.columns == [*frame.columns, "adjusted"]


def test_twelve_digits_are_kept() -> None:
    frame = pl.DataFrame({"of": [1], "p": [1 / 3]})

    assert screening.benjamini_hochberg(frame, "p", ["of"])["adjusted"].to_list() == [
        0.333333333333
    ]
