"""How many people it would take, against adding them one by one."""

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.statistics import (
    PeopleNeeded,
    Steps,
    four_fifths,
    koopman,
    people_needed,
    verdict,
)


Counts = tuple[Fraction, int, Fraction, int]


def said(a: Fraction, n: int, b: Fraction, m: int) -> str | None:
    return verdict(koopman(a, n, b, m), above="more", below="less") if b else None


def one_by_one(counts: Counts, side: str, sign: int) -> Iterator[tuple[int, Counts]]:
    """Every table with more, or fewer, events in one group, as long as it has a ratio."""
    a, n, b, m = counts
    for people in itertools.count(1):
        moved = (a + sign * people, n, b, m) if side == "of" else (a, n, b + sign * people, m)
        if not (0 <= moved[0] <= n and 0 < moved[2] <= m):
            return
        yield people, moved


def searched(counts: Counts, side: str, holds: Callable[[Counts], bool]) -> Steps:
    def first(sign: int) -> int | None:
        tables = one_by_one(counts, side, sign)
        return next((people for people, moved in tables if holds(moved)), None)

    return Steps(more=first(1), fewer=first(-1))


def ratio(counts: Counts) -> Fraction:
    a, n, b, m = counts
    return a * m / (n * b)


def is_right(counts: Counts, needed: PeopleNeeded) -> bool:
    """Whether adding people one by one comes to the same."""
    now, here = said(*counts), ratio(counts)

    def crossed(moved: Counts) -> bool:
        return ratio(moved) == 1 or (ratio(moved) > 1) != (here > 1)

    for side in ("of", "to"):
        if getattr(needed.verdict, side) != searched(counts, side, lambda t: said(*t) != now):
            return False
        if needed.parity and getattr(needed.parity, side) != searched(counts, side, crossed):
            return False
        within = searched(counts, side, lambda t: four_fifths(ratio(t)) == "within")
        if needed.four_fifths and getattr(needed.four_fifths, side) != within:
            return False
    return (needed.parity is None) == (here == 1) and (needed.four_fifths is None) == (
        four_fifths(here) == "within"
    )


def test_every_table_of_up_to_7_against_7_is_right() -> None:
    sides = [(Fraction(events), total) for total in range(1, 8) for events in range(total + 1)]
    wrong = []

    for of, to in itertools.product(sides, repeat=2):
        needed = people_needed(*of, *to)
        if (needed is None) != (to[0] == 0) or (needed and not is_right((*of, *to), needed)):
            wrong.append((*of, *to))

    assert wrong == []


def test_every_table_of_half_persons_in_tiny_groups_is_right() -> None:
    sides = [
        (Fraction(halves, 2), total) for total in range(1, 4) for halves in range(2 * total + 1)
    ]

    for of, to in itertools.product(sides, repeat=2):
        needed = people_needed(*of, *to)
        assert needed is None or is_right((*of, *to), needed)


@st.composite
def groups(draw: st.DrawFn) -> tuple[Fraction, int]:
    total = draw(st.integers(1, 300))
    return Fraction(draw(st.integers(0, 2 * total)), 2), total


@given(of=groups(), to=groups())
def test_larger_groups_and_half_persons_are_right(
    of: tuple[Fraction, int], to: tuple[Fraction, int]
) -> None:
    needed = people_needed(*of, *to)

    assert (needed is None) == (to[0] == 0)
    assert needed is None or is_right((*of, *to), needed)


def test_a_million_people_are_no_different() -> None:
    # By hand: parity is 1 in 10 of either group; five in a thousand have it, ten in a thousand.
    needed = people_needed(10_000, 1_000_000, 5_000, 1_000_000)

    assert needed is not None
    assert needed.parity is not None
    assert (needed.parity.to.more, needed.parity.of.fewer) == (5_000, 5_000)
    assert needed.parity.fewest == 5_000
    assert needed.four_fifths is not None
    # 10,000 / 1.25 = 8,000 and 5,000 x 1.25 = 6,250.
    assert (needed.four_fifths.to.more, needed.four_fifths.of.fewer) == (3_000, 3_750)


def test_the_range_and_the_level_are_settings() -> None:
    low, high, level = Fraction(1, 2), Fraction(11, 10), 0.5
    sides = [(Fraction(events), total) for total in (2, 5) for events in range(total + 1)]
    tables = [(*of, *to) for of, to in itertools.product(sides, repeat=2) if to[0]]

    def another(counts: Counts) -> str | None:
        interval = koopman(*counts, level=level)
        return verdict(interval, above="more", below="less", low=low, high=high)

    def is_within(counts: Counts) -> bool:
        return four_fifths(ratio(counts), low, high) == "within"

    def differs_from(now: str | None) -> Callable[[Counts], bool]:
        return lambda counts: another(counts) != now

    for counts in tables:
        needed = people_needed(*counts, level=level, low=low, high=high)
        assert needed is not None
        assert needed.level == level
        assert (needed.four_fifths is None) == is_within(counts)
        for side in ("of", "to"):
            moved = searched(counts, side, differs_from(another(counts)))
            assert getattr(needed.verdict, side) == moved
            if needed.four_fifths is not None:
                assert getattr(needed.four_fifths, side) == searched(counts, side, is_within)


@pytest.mark.parametrize("counts", [(0, 0, 3, 9), (3, 9, 0, 0), (3, 9, 0, 9)])
def test_without_a_ratio_there_is_nothing_to_change(counts: tuple[int, int, int, int]) -> None:
    assert people_needed(*counts) is None
