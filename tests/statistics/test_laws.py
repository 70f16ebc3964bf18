"""What has to hold for every table, whatever the method."""

from collections.abc import Callable
from fractions import Fraction
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.errors import FigureError
from wres.statistics import (
    Interval,
    fisher,
    katz_log,
    mid_p,
    mover_r,
    newcombe,
    newcombe_weighted,
    wilson,
    wilson_weighted,
)


Group = tuple[Fraction, int]
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999])
HAIR = 1e-13


@st.composite
def groups(draw: st.DrawFn) -> Group:
    total = draw(st.integers(1, 12) | st.integers(1, 3000) | st.integers(1, 2_000_000))
    halves = draw(
        st.integers(0, 2 * total)
        | st.integers(0, min(6, 2 * total))
        | st.integers(max(0, 2 * total - 6), 2 * total)
    )
    return Fraction(halves, 2), total


def mover_of_counts(
    a: Fraction, n: int, b: Fraction, m: int, *, level: float = 0.95
) -> Interval | None:
    return mover_r(a / n, n, b / m, m, level=level)


def known(interval: Interval | None) -> Interval:
    assert interval is not None
    return interval


def inside(narrow: Interval, wide: Interval) -> bool:
    """Whether one lies in the other but for the last digits."""
    if wide.low - HAIR * abs(wide.low) - HAIR > narrow.low:
        return False
    if wide.high is None or narrow.high is None:
        return wide.high is None
    return narrow.high <= wide.high * (1 + HAIR) + HAIR


Method = Callable[..., Interval | None]
TWO_GROUPS = pytest.mark.parametrize("method", [newcombe, mover_of_counts, katz_log])


@given(group=groups(), level=LEVELS)
def test_wilson_contains_the_share_and_stays_between_0_and_1(group: Group, level: float) -> None:
    interval = known(wilson(*group, level=level))

    assert interval.contains(group[0] / group[1])
    assert interval.high is not None
    assert 0 <= interval.low < interval.high <= 1
    assert (interval.low == 0) == (group[0] == 0)
    assert (interval.high == 1) == (group[0] == group[1])


@given(group=groups(), level=LEVELS)
def test_wilson_of_those_without_the_event_mirrors_it(group: Group, level: float) -> None:
    x, n = group
    interval, mirrored = (known(wilson(x, n, level=level)), known(wilson(n - x, n, level=level)))

    assert interval.high is not None
    assert mirrored.low == pytest.approx(1 - interval.high, abs=1e-15)


@given(of=groups(), to=groups(), level=LEVELS)
def test_newcombe_swapped_changes_sign(of: Group, to: Group, level: float) -> None:
    interval = known(newcombe(*of, *to, level=level))
    swapped = known(newcombe(*to, *of, level=level))

    assert (interval.low, interval.high) == (-(swapped.high or 0), -swapped.low)


@given(of=groups(), to=groups(), level=LEVELS)
def test_newcombe_contains_the_difference_and_stays_between_minus_1_and_1(
    of: Group, to: Group, level: float
) -> None:
    interval = known(newcombe(*of, *to, level=level))

    assert interval.contains(float(of[0] / of[1] - to[0] / to[1]))
    assert interval.high is not None
    assert interval.low >= -1
    assert interval.high <= 1


@given(of=groups(), to=groups(), level=LEVELS)
def test_mover_r_swapped_gives_the_reciprocals(of: Group, to: Group, level: float) -> None:
    interval = known(mover_of_counts(*of, *to, level=level))
    swapped = known(mover_of_counts(*to, *of, level=level))

    for low, high in ((interval.low, swapped.high), (swapped.low, interval.high)):
        if high is None:
            assert low == 0
        else:
            assert low * high == pytest.approx(1, rel=1e-15)


@given(of=groups(), to=groups(), level=LEVELS)
def test_mover_r_contains_the_ratio(of: Group, to: Group, level: float) -> None:
    (a, n), (b, m) = of, to
    interval = known(mover_of_counts(*of, *to, level=level))

    if b:
        ratio = float(a * m / (n * b))
        assert interval.low <= ratio * (1 + HAIR)
        assert interval.high is not None
        assert interval.high >= ratio * (1 - HAIR)
    assert (interval.low == 0) == (a == 0)
    assert (interval.high is None) == (b == 0)


@given(of=groups(), to=groups(), level=LEVELS)
def test_mover_r_excludes_1_where_newcombe_excludes_0(of: Group, to: Group, level: float) -> None:
    # Both ask whether p - q is further from 0 than the limits allow.
    difference = known(newcombe(*of, *to, level=level))
    ratio = known(mover_of_counts(*of, *to, level=level))

    if not any(abs(end or 0) < 1e-12 for end in (difference.low, difference.high)):
        assert ratio.contains(1) == difference.contains(0)


@TWO_GROUPS
@given(of=groups(), to=groups(), levels=st.tuples(LEVELS, LEVELS).map(sorted))
def test_a_higher_level_widens(method: Method, of: Group, to: Group, levels: list[float]) -> None:
    narrow, wide = (method(*of, *to, level=level) for level in levels)

    if narrow is None or wide is None:
        assert narrow is wide is None
    else:
        assert inside(narrow, wide)


@given(of=groups(), to=groups())
def test_katz_is_the_same_in_half_persons_and_in_persons(of: Group, to: Group) -> None:
    # 1/a - 1/n + 1/b - 1/m: four times the people, half the width of the logarithm.
    few, many = katz_log(*of, *to), katz_log(*(4 * count for count in (*of, *to)))

    if few is not None and many is not None and few.high is not None and many.high is not None:
        assert few.high / few.low == pytest.approx((many.high / many.low) ** 2, rel=1e-9)


@given(group=groups(), levels=st.tuples(LEVELS, LEVELS).map(sorted))
def test_a_higher_level_widens_wilson(group: Group, levels: list[float]) -> None:
    narrow, wide = (known(wilson(*group, level=level)) for level in levels)

    assert inside(narrow, wide)


@TWO_GROUPS
@given(of=groups(), to=groups(), times=st.integers(2, 50))
def test_more_people_with_the_same_likelihoods_narrow(
    method: Method, of: Group, to: Group, times: int
) -> None:
    few = method(*of, *to)
    many = method(*(times * count for count in (*of, *to)))

    if few is None or many is None:
        assert few is many is None
    else:
        assert inside(many, few)


@given(of=groups(), to=groups())
def test_the_methods_name_themselves_and_their_level(of: Group, to: Group) -> None:
    intervals = {
        "wilson": wilson(*of, level=0.9),
        "newcombe": newcombe(*of, *to, level=0.9),
        "katz_log": katz_log(*of, *to, level=0.9) if of[0] and to[0] else None,
        "mover_r": mover_of_counts(*of, *to, level=0.9),
        "wilson_weighted": wilson_weighted(of[0] / of[1], of[1], level=0.9),
        "newcombe_weighted": newcombe_weighted(
            of[0] / of[1], of[1], to[0] / to[1], to[1], level=0.9
        ),
    }

    for method, interval in intervals.items():
        if interval is not None:
            assert (interval.method, interval.level) == (method, 0.9)
            assert interval.approximate == (method == "mover_r" or "weighted" in method)


@given(of=groups(), to=groups())
def test_the_weighted_intervals_are_those_of_as_many_equal_answers(of: Group, to: Group) -> None:
    (a, n), (b, m) = of, to
    share, counted = known(wilson_weighted(a / n, n)), known(wilson(a, n))
    gap, difference = known(newcombe_weighted(a / n, n, b / m, m)), known(newcombe(a, n, b, m))

    assert (share.low, share.high) == (counted.low, counted.high)
    assert (gap.low, gap.high) == (difference.low, difference.high)


@given(of=groups())
def test_newcombe_is_wilson_where_the_other_group_had_no_event_and_is_huge(of: Group) -> None:
    (a, n), m = of, 10**18
    alone, gap = known(wilson(a, n)), known(newcombe(a, n, 0, m))

    assert (gap.low, gap.high) == pytest.approx((alone.low, alone.high), abs=1e-15)


def test_the_groups_of_a_difference_widen_it_by_pythagoras() -> None:
    of, to = known(wilson(20, 100)), known(wilson(10, 100))
    assert to.high is not None

    gap = known(newcombe(20, 100, 10, 100))

    assert gap.low == pytest.approx(0.1 - hypot(0.2 - of.low, to.high - 0.1), abs=1e-15)


@pytest.mark.parametrize("method", [newcombe, katz_log, fisher, mid_p])
@pytest.mark.parametrize("counts", [(0, 0, 5, 10), (5, 10, 0, 0), (0, 0, 0, 0)])
def test_an_empty_group_has_nothing(
    method: Callable[..., object], counts: tuple[int, int, int, int]
) -> None:
    assert method(*counts) is None
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("share", "base"), [(Fraction(1, 4), None), (Fraction(1, 4), 0)])
def test_without_a_base_there_is_no_interval(share: Fraction, base: int | None) -> None:
    assert wilson_weighted(share, base) is None
    assert newcombe_weighted(share, base, share, 9) is None
    assert newcombe_weighted(share, 9, share, base) is None
    assert mover_r(share, base, share, 9) is None
    assert mover_r(share, 9, share, base) is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(
            lambda: wilson(3, 2),
            "events must be between 0 and total; got events=3, total=2",
            id="wilson",
        ),
        pytest.param(
            lambda: newcombe(1, 2, Fraction(-1, 2), 8),
            "events must be between 0 and total; got events_to=-1/2, total_to=8",
            id="newcombe",
        ),
        pytest.param(
            lambda: newcombe(3, 2, 1, 8),
            "events must be between 0 and total; got events_of=3, total_of=2",
            id="newcombe-of",
        ),
        pytest.param(
            lambda: katz_log(1, 2, 9, 8),
            "events must be between 0 and total; got events_to=9, total_to=8",
            id="katz",
        ),
        pytest.param(
            lambda: fisher(-1, 2, 1, 8),
            "events must be between 0 and total; got events_of=-1, total_of=2",
            id="fisher",
        ),
        pytest.param(
            lambda: wilson_weighted(1.5, 10),
            "a share must be between 0 and 1; got share=1.5",
            id="share",
        ),
        pytest.param(
            lambda: wilson_weighted(float("nan"), 10),
            "a share must be between 0 and 1; got share=nan",
            id="share-nan",
        ),
        pytest.param(
            lambda: newcombe_weighted(Fraction(-1, 2), 10, 1, 10),
            "a share must be between 0 and 1; got share_of=-1/2",
            id="share-of",
        ),
        pytest.param(
            lambda: mover_r(1.5, 10, 1, 10),
            "a share must be between 0 and 1; got share_of=1.5",
            id="share-of-a-ratio",
        ),
        pytest.param(
            lambda: newcombe_weighted(1, 10, 1.5, 10),
            "a share must be between 0 and 1; got share_to=1.5",
            id="share-to",
        ),
        pytest.param(
            lambda: mover_r(1, 10, 0.5, -3),
            "a base must not be negative; got base_to=-3",
            id="base",
        ),
        pytest.param(
            lambda: mid_p(1, 2, 3, 4, kind="central"),  # type: ignore[arg-type]
            "kind must be minlike or doubled; got kind=central",
            id="kind",
        ),
    ],
)
def test_what_cannot_be_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(FigureError) as caught:
        call()

    assert str(caught.value) == message


@pytest.mark.parametrize(
    "call",
    [
        lambda level: wilson(0, 0, level=level),
        lambda level: newcombe(1, 2, 3, 4, level=level),
        lambda level: katz_log(1, 2, 3, 4, level=level),
        lambda level: wilson_weighted(0.5, 4, level=level),
        lambda level: newcombe_weighted(0.5, 4, 0.5, 4, level=level),
        lambda level: mover_r(0.5, 4, 0.5, None, level=level),
    ],
    ids=["wilson", "newcombe", "katz_log", "wilson_weighted", "newcombe_weighted", "mover_r"],
)
@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_out_of_range_is_refused(call: Callable[[float], object], level: float) -> None:
    with pytest.raises(FigureError, match="level must be above 0 and below 1; got level="):
        call(level)
