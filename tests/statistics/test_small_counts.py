"""Few people, and chances that are no number; `sparse` is held to its definition elsewhere."""

from fractions import Fraction
from typing import Literal

import pytest

from wres.errors import FigureError
from wres.statistics import fisher, low_count, mid_p, sparse


@pytest.mark.parametrize(
    ("events", "few"),
    [
        pytest.param((9, 120), True, id="first"),
        pytest.param((120, 9), True, id="second"),
        pytest.param((10, 120), False, id="ten-is-not-few"),
        pytest.param((Fraction(19, 2), 120), True, id="nine-and-a-half"),
        pytest.param((0, None), True, id="nobody"),
        pytest.param((None, None), False, id="not-supplied"),
        pytest.param((), False, id="no-group"),
    ],
)
def test_fewer_than_ten_events_are_few(events: tuple[int | None, ...], few: bool) -> None:  # noqa: FBT001
    assert low_count(*events) is few


def test_what_is_few_is_a_setting() -> None:
    assert [low_count(count, fewest=6) for count in (5, 6)] == [True, False]


def test_people_are_few_not_parts_of_people() -> None:
    # Ten half events are five people, of whom two and a half are expected in each group.
    assert sparse(Fraction(5, 2), 10, Fraction(5, 2), 10) is True
    assert sparse(Fraction(9, 2), 10, Fraction(11, 2), 10) is False


@pytest.mark.parametrize("counts", [(0, 0, 5, 10), (5, 10, 0, 0)])
def test_a_table_with_an_empty_group_is_neither(counts: tuple[int, int, int, int]) -> None:
    assert sparse(*counts) is None


def test_more_events_than_people_are_refused() -> None:
    with pytest.raises(FigureError, match="got events_to=3, total_to=2"):
        sparse(1, 2, 3, 2)


@pytest.mark.parametrize("kind", ["minlike", "doubled"])
def test_what_is_too_rare_for_a_float_has_a_p_value_of_0(
    kind: Literal["minlike", "doubled"],
) -> None:
    # From 1,622 of 2,000 against 378 a table's weight is below the last of 1,200 binary digits.
    tables = [(x, 2000, 2000 - x, 2000) for x in range(1618, 1627)]

    for a, n, b, m in tables:
        exact = fisher(a, n, b, m), mid_p(a, n, b, m, kind=kind), fisher(b, m, a, n)
        assert [one and one.p_value for one in exact] == [0.0, 0.0, 0.0]
