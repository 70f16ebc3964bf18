"""No call with counts that can be raises, or gives an infinity or what is not a number."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from math import inf, isfinite
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import wres.statistics
from wres.statistics import (
    ControlRules,
    Interval,
    benjamini_hochberg,
    caution,
    census_sentence,
    change_p_value,
    control_chart,
    difference_change,
    exact_share_limits,
    fisher,
    four_fifths,
    funnel,
    holm,
    katz_log,
    koopman,
    low_count,
    mid_p,
    mover_r,
    newcombe,
    newcombe_weighted,
    odds_ratio,
    people_needed,
    ratio_change,
    ratio_point,
    score_test,
    settle,
    settled,
    share_point,
    sparse,
    verdict,
    wilson,
    wilson_weighted,
)


Group = tuple[Fraction | int, int]
LEVELS = st.sampled_from([1e-9, 0.5, 0.8, 0.95, 0.99, 0.999999, 1 - 1e-12])

COUNTS = (
    koopman,
    katz_log,
    odds_ratio,
    newcombe,
    people_needed,
    caution,
)
NO_LEVEL = (score_test, sparse, fisher, mid_p)
SHARES = (mover_r, newcombe_weighted)


@st.composite
def groups(draw: st.DrawFn, most: int = 10**12) -> Group:
    """Empty, all, none, nearly; halves; from nobody to more people than there are."""
    total = draw(st.integers(0, 10) | st.integers(0, min(most, 3000)) | st.integers(0, most))
    halves = draw(
        st.integers(0, 2 * total)
        | st.integers(0, min(6, 2 * total))
        | st.integers(max(0, 2 * total - 6), 2 * total)
    )
    return (Fraction(halves, 2) if draw(st.booleans()) else halves // 2), total


def numbers(answer: Any) -> Iterator[float]:  # noqa: ANN401  # whatever a function gives
    """Every float in an answer, however deep."""
    if isinstance(answer, float):
        yield answer
    elif isinstance(answer, tuple):
        for one in answer:
            yield from numbers(one)
    elif attrs.has(type(answer)):
        yield from numbers(attrs.astuple(answer, recurse=False))


def finite(answer: object) -> bool:
    return all(isfinite(number) for number in numbers(answer))


@given(of=groups(), to=groups(), level=LEVELS)
@example(of=(0, 0), to=(0, 0), level=0.95)
@example(of=(0, 5), to=(0, 5), level=0.95)
@example(of=(5, 5), to=(5, 5), level=0.95)
@example(of=(0, 10**12), to=(10**12, 10**12), level=1 - 1e-12)
@pytest.mark.parametrize("method", COUNTS)
def test_of_two_groups_at_any_level(method: object, of: Group, to: Group, level: float) -> None:
    assert callable(method)
    assert finite(method(*of, *to, level=level))


@given(of=groups(most=10**7), to=groups(most=10**7))
@example(of=(0, 0), to=(0, 0))
@pytest.mark.parametrize("method", NO_LEVEL)
def test_of_two_groups(method: object, of: Group, to: Group) -> None:
    assert callable(method)
    answer = method(*of, *to)
    assert finite(answer)
    # An empty group has none; nor has half a person an exact test.
    halves = any(Fraction(count).denominator > 1 for count in (of[0], to[0]))
    exact = method in {fisher, mid_p}
    assert (answer is None) == (not of[1] or not to[1] or (exact and halves))


@given(of=groups(), to=groups(), level=LEVELS)
@pytest.mark.parametrize("method", SHARES)
def test_of_two_shares(method: object, of: Group, to: Group, level: float) -> None:
    (a, n), (b, m) = of, to
    shares = (float(a / n) if n else 0.0, n, Fraction(b, m) if m else Fraction(0), m)

    assert callable(method)
    answer = method(*shares, level=level)
    assert finite(answer)
    assert (answer is None) == (not n or not m)


@given(group=groups(), level=LEVELS)
def test_of_a_group(group: Group, level: float) -> None:
    events, total = group
    interval = wilson(events, total, level=level)

    assert finite(interval)
    assert (interval is None) == (not total)
    assert finite(wilson_weighted(Fraction(events, total) if total else 0, total, level=level))
    assert low_count(events, None) in (True, False)


@given(of=groups(), to=groups(), level=LEVELS)
def test_every_interval_has_a_verdict_and_a_sentence(of: Group, to: Group, level: float) -> None:
    interval = koopman(*of, *to, level=level)

    assert (verdict(interval, above="more", below="less") is None) == (interval is None)
    assert finite(settled(interval))
    if interval is not None:
        assert "nan" not in census_sentence(interval)
        assert "inf" not in census_sentence(interval)


@given(ratio=st.fractions(min_value=0))
def test_every_ratio_has_a_place(ratio: Fraction) -> None:
    assert four_fifths(ratio) in {"below", "within", "above"}


@given(p_values=st.lists(st.none() | st.floats(0, 1), max_size=30))
def test_every_family_is_adjusted(p_values: list[float | None]) -> None:
    for adjusted in (holm(p_values), benjamini_hochberg(p_values)):
        assert finite(adjusted)
        assert [p is None for p in adjusted.p_values] == [p is None for p in p_values]
        assert adjusted.family + adjusted.left_out == len(p_values)


@given(st.tuples(*[groups()] * 4))
def test_every_change_between_two_years_is_finite(sides: tuple[Group, ...]) -> None:
    before, after = (*sides[0], *sides[1]), (*sides[2], *sides[3])
    one, other = koopman(*before), koopman(*after)
    if one is not None and other is not None and before[2] and after[2]:
        ratios = [float(Fraction(a * m, n * b)) for a, n, b, m in (before, after)]

        assert finite(ratio_change(ratios[0], one, ratios[1], other))
    first, second = newcombe(*before), newcombe(*after)
    if first is not None and second is not None:
        gaps = [float(Fraction(a) / n - Fraction(b) / m) for a, n, b, m in (before, after)]

        assert finite(difference_change(gaps[0], first, gaps[1], second))


@given(st.lists(st.tuples(groups(), groups()), max_size=8))
def test_every_funnel_is_finite(sides: list[tuple[Group, Group]]) -> None:
    ratios = [ratio_point(*of, *to) for of, to in sides]
    shares = [share_point(*of, Fraction(1, 3)) for of, _ in sides]

    for points in (ratios, shares):
        known = [point for point in points if point is not None]
        drawn = funnel(known, 0.1)
        assert finite(drawn)
        assert all(finite((drawn.z(point), *drawn.limits(point.error))) for point in known)


@given(st.integers(1, 10**6), st.fractions(Fraction(1, 10**6), Fraction(1, 2)))
def test_every_exact_limit_is_a_share(total: int, target: Fraction) -> None:
    low, high = exact_share_limits(total, target)

    assert 0 <= low <= high <= 1


@given(st.lists(st.fractions(-(10**6), 10**6, max_denominator=1000), min_size=2, max_size=12))
def test_every_control_chart_is_finite(values: list[Fraction]) -> None:
    rules = ControlRules(
        limit_factor=Fraction("2.66"),
        near_factor=Fraction(2, 3),
        shift_points=7,
        trend_points=7,
        near_points=2,
    )

    chart = control_chart(values, rules)

    assert all(isfinite(end) for end in (chart.low, chart.mean, chart.high))
    assert chart.low <= chart.mean <= chart.high


@given(groups(), groups(), st.floats(0.01, 100))
def test_every_p_value_of_a_change_is_one(of: Group, to: Group, equality: float) -> None:
    p_value = change_p_value(lambda level: koopman(*of, *to, level=level), equality)

    assert p_value is None or 0 < p_value <= 1


def test_nothing_public_is_left_out() -> None:
    classes = {name for name in wres.statistics.__all__ if name[0].isupper()}
    functions = {one.__name__ for one in (*COUNTS, *NO_LEVEL, *SHARES)} | {
        wilson.__name__,
        wilson_weighted.__name__,
        low_count.__name__,
        verdict.__name__,
        census_sentence.__name__,
        four_fifths.__name__,
        holm.__name__,
        benjamini_hochberg.__name__,
        settle.__name__,
        settled.__name__,
        change_p_value.__name__,
        control_chart.__name__,
        ratio_change.__name__,
        difference_change.__name__,
        exact_share_limits.__name__,
        funnel.__name__,
        ratio_point.__name__,
        share_point.__name__,
    }

    # settle refuses what is not finite: test_verdict.py.
    assert functions | classes == set(wres.statistics.__all__)


def test_an_infinity_would_be_seen() -> None:
    assert not finite((1.0, Interval(0.95, 0.0, float("inf"), "koopman")))


@pytest.mark.parametrize("tiny", [5e-324, 1e-310, 6.5e-116], ids=str)
def test_the_smallest_shares_have_a_finite_ratio_too(tiny: float) -> None:
    for shares in itertools.product([0.0, tiny, 1.0], repeat=2):
        interval = mover_r(shares[0], 1, shares[1], 1)

        assert interval is not None
        assert isfinite(interval.low)
        assert interval.high is None or isfinite(interval.high)
        assert interval.low <= (interval.high or inf)
