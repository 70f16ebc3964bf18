"""Koopman's interval against reference values, a solver of another kind, and its own laws."""

import itertools
import json
import random
import warnings
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
import statsmodels
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from wres.errors import FigureError
from wres.statistics import Interval, koopman


Counts = tuple[Fraction | int, int, Fraction | int, int]

ORACLES = json.loads((Path(__file__).parents[1] / "cases" / "oracles.json").read_text())
SATURATED = {
    # peers.md, B1, table L: statsmodels returns (0.9900, 0.9900) here.
    "L": {
        "table": [570, 600, 2400, 2400],
        "koopman": ["0.929519736872", "0.964754732215"],
    },
    # By hand: n / (n + z^2) and 1 + z^2 / n, with z^2 = 3.84145882069412.
    "by-hand": {
        "table": [15, 15, 210, 210],
        "koopman": ["0.79611669896413", "1.01829266105092"],
    },
}
# The normal quantiles to 40 digits: 0.95 is what an interval has unless told, the rest for laws.
CRITICAL = {
    0.5: Decimal("0.6744897501960817432022270145413071538091"),
    0.95: Decimal("1.959963984540054235524594430520551527956"),
    0.99: Decimal("2.575829303548900760978534115795979567081"),
}
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999])


@st.composite
def groups(draw: st.DrawFn) -> tuple[Fraction | int, int]:
    total = draw(st.integers(1, 10) | st.integers(1, 3000) | st.integers(1, 2_000_000))
    halves = draw(
        st.integers(0, 2 * total)
        | st.integers(0, min(6, 2 * total))
        | st.integers(max(0, 2 * total - 6), 2 * total)
    )
    return Fraction(halves, 2), total


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    return draw(groups()) + draw(groups())


def known(interval: Interval | None) -> Interval:
    assert interval is not None
    return interval


def at_most(x: float, y: float | Fraction) -> bool:
    """Whether x <= y but for the last digits, and for the nudge off 1."""
    return x <= y * (1 + 2e-11)


def statistic(theta: Decimal, counts: Counts) -> Decimal:
    """Koopman's statistic as he has it: the fitted likelihoods by the quadratic formula."""
    a, n, b, m = (Decimal(x.numerator) / x.denominator for x in counts)
    linear = n * theta + a + m + b * theta
    r = (linear - (linear**2 - 4 * (n + m) * theta * (a + b)).sqrt()) / (2 * (n + m) * theta)
    p = theta * r
    variance = p * (1 - p) / n + theta**2 * r * (1 - r) / m
    return (a / n - theta * b / m) ** 2 / variance


def is_bound(end: float, outward: int, counts: Counts, level: float, within: str) -> bool:
    """Whether the statistic crosses its critical value between `end` and a hair's breadth."""
    with localcontext() as context:
        context.prec = 60
        hair = outward * Decimal(within)
        inside, outside = (statistic(Decimal(end) * (1 + step), counts) for step in (-hair, hair))
        return inside < CRITICAL[level] ** 2 < outside


def is_right(counts: Counts, level: float = 0.95, within: str = "1e-13") -> bool:
    """Whether both ends are right to that relative error, the open ones included."""
    interval = known(koopman(*counts, level=level))
    low = is_bound(interval.low, -1, counts, level, within) if counts[0] else interval.low == 0
    if not counts[2]:
        return low and interval.high is None
    high = interval.high
    return low and high is not None and is_bound(high, 1, counts, level, within)


@pytest.mark.parametrize("name", [*ORACLES, *SATURATED])
def test_the_reference_values_are_met(name: str) -> None:
    case = (ORACLES | SATURATED)[name]
    low, high = (float(end) for end in case["koopman"])

    interval = known(koopman(*case["table"]))

    assert interval.low == pytest.approx(low, rel=1e-9, abs=0)
    assert (interval.high or float("inf")) == pytest.approx(high, rel=1e-9)


def test_every_table_of_up_to_12_against_12_is_right() -> None:
    sides = [(events, total) for total in range(1, 13) for events in range(total + 1)]
    every = [of + to for of, to in itertools.product(sides, repeat=2)]

    wrong = [counts for counts in every if not is_right(counts)]

    assert len(every) == 8100
    assert wrong == []


@pytest.mark.parametrize("level", CRITICAL)
def test_parts_of_persons_and_other_levels_are_right_too(level: float) -> None:
    sides = [
        (Fraction(events, parts), total)
        for parts, total in ((2, 1), (2, 9), (3, 4))
        for events in range(parts * total + 1)
    ]

    wrong = [
        of + to
        for of, to in itertools.product(sides, repeat=2)
        if not is_right(of + to, level=level)
    ]

    assert wrong == []


def test_large_groups_and_those_near_saturation_are_right() -> None:
    chance = random.Random(2025)
    wrong = []

    for _ in range(1000):
        n, m = (chance.randint(1, 10 ** chance.randint(1, 7)) for _ in range(2))
        a, b = (
            chance.choice([0, 1, total // 2, total - 1, total, chance.randint(0, total)])
            for total in (n, m)
        )
        if not is_right((a, n, b, m)):
            wrong.append((a, n, b, m))

    assert wrong == []


def by_statsmodels(counts: tuple[int, int, int, int]) -> list[complex]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ends = confint_proportions_2indep(
            *counts, method="score", compare="ratio", correction=False
        )
    return [complex(end) for end in ends]


def test_where_statsmodels_differs_the_solver_decides_for_us(
    random_tables: list[tuple[int, int, int, int]],
) -> None:
    differ = []

    for counts in random_tables:
        ours = known(koopman(*counts))
        high = float("inf") if ours.high is None else ours.high
        if by_statsmodels(counts) != pytest.approx([ours.low, high], rel=1e-6, abs=1e-9):
            differ.append(counts)

    assert [counts for counts in random_tables if not is_right(counts)] == []
    # It differs at the edges only (peers.md, rule 2): everybody in a group, or nobody, or nearly.
    assert len(differ) > 1000
    assert all(a > 0.99 * n or b > 0.99 * m or a == 0 for a, n, b, m in differ)


def test_statsmodels_is_right_on_small_tables_but_where_everybody_or_nobody_had_the_event(
    small_tables: list[tuple[int, int, int, int]],
) -> None:
    differ = {"all of the second group": 0, "all of the first group": 0, "nobody": 0, "else": 0}

    for a, n, b, m in small_tables:
        ours = known(koopman(a, n, b, m))
        high = float("inf") if ours.high is None else ours.high
        if by_statsmodels((a, n, b, m)) != pytest.approx([ours.low, high], rel=1e-6, abs=1e-9):
            where = (
                "all of the second group" if b == m
                else "all of the first group" if a == n
                else "nobody" if a == b == 0
                else "else"
            )  # fmt: skip
            differ[where] += 1

    assert differ["else"] == 0
    # Shown in docs/explanation/statistics.md. The solver above finds ours right on all of them.
    if statsmodels.__version__.startswith(("0.14.", "0.15.")):
        assert differ["all of the second group"] == 1080  # that is all there are
        assert 600 < differ["all of the first group"] < 936
        assert differ["nobody"] == 144  # that is all there are


def test_next_to_saturation_statsmodels_is_off_by_more_than_1_in_100() -> None:
    counts = (1, 4, 2595, 2596)
    ours = known(koopman(*counts))

    assert is_right(counts)
    if statsmodels.__version__.startswith(("0.14.", "0.15.")):
        assert by_statsmodels(counts) != pytest.approx([ours.low, ours.high], rel=0.01)


def test_no_event_in_the_first_group_puts_the_low_end_at_0() -> None:
    assert known(koopman(0, 60, 7, 900)).low == 0


def test_no_event_in_the_second_group_leaves_the_interval_unbounded() -> None:
    assert known(koopman(3, 40, 0, 500)).high is None


def test_no_event_at_all_contradicts_no_ratio() -> None:
    assert koopman(0, 30, 0, 200) == Interval(0.95, 0.0, None, "koopman")


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param((0, 0, 5, 10), id="first"),
        pytest.param((5, 10, 0, 0), id="second"),
        pytest.param((0, 0, 0, 0), id="both"),
    ],
)
def test_an_empty_group_has_no_interval(counts: Counts) -> None:
    assert koopman(*counts) is None


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        pytest.param(
            (3, 2, 1, 8),
            "events must be between 0 and total; got events_of=3, total_of=2",
            id="more-events-than-people",
        ),
        pytest.param(
            (1, 2, Fraction(-1, 2), 8),
            "events must be between 0 and total; got events_to=-1/2, total_to=8",
            id="negative",
        ),
    ],
)
def test_counts_that_cannot_be_are_refused(counts: Counts, message: str) -> None:
    with pytest.raises(FigureError) as caught:
        koopman(*counts)

    assert str(caught.value) == message


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, 1e-20, float("nan")])
def test_a_level_out_of_range_is_refused(level: float) -> None:
    with pytest.raises(FigureError, match="level must be above 0 and below 1; got level="):
        koopman(1, 2, 3, 4, level=level)


@given(counts=tables(), level=LEVELS)
def test_swapping_the_groups_gives_the_reciprocals(counts: Counts, level: float) -> None:
    a, n, b, m = counts
    interval, swapped = (
        known(koopman(a, n, b, m, level=level)),
        known(koopman(b, m, a, n, level=level)),
    )

    for low, high in ((interval.low, swapped.high), (swapped.low, interval.high)):
        if high is None:
            assert low == 0
        else:
            assert low * high == pytest.approx(1, rel=1e-11)


@given(counts=tables(), level=LEVELS)
def test_the_interval_contains_the_estimate(counts: Counts, level: float) -> None:
    a, n, b, m = counts
    interval = known(koopman(*counts, level=level))

    assert not b or interval.contains(Fraction(a * m) / (n * b))


@given(counts=tables(), levels=st.tuples(LEVELS, LEVELS).map(sorted))
def test_a_higher_level_widens(counts: Counts, levels: list[float]) -> None:
    narrow, wide = (known(koopman(*counts, level=level)) for level in levels)

    assert at_most(wide.low, narrow.low)
    assert wide.high is None or (narrow.high is not None and at_most(narrow.high, wide.high))


@given(counts=tables(), times=st.integers(2, 50))
def test_more_people_with_the_same_likelihoods_narrow(counts: Counts, times: int) -> None:
    a, n, b, m = counts
    few, many = (
        known(koopman(*counts)),
        known(koopman(a * times, n * times, b * times, m * times)),
    )

    assert at_most(few.low, many.low)
    assert few.high is None or (many.high is not None and at_most(many.high, few.high))


@given(counts=tables())
def test_fractions_and_whole_numbers_give_the_same(counts: Counts) -> None:
    a, n, b, m = (int(count) for count in counts)

    assert koopman(Fraction(a), n, b, m) == koopman(a, n, Fraction(b), m)
