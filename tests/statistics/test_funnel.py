"""Funnel limits: from the binomial distribution, and with organisations that differ."""

from fractions import Fraction
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wres.errors import FigureError
from wres.statistics import koopman
from wres.statistics.funnel import (
    Funnel,
    Point,
    exact_share_limits,
    funnel,
    ratio_point,
    share_point,
)


totals = st.integers(1, 5000)
targets = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=100)
values = st.floats(-2, 2, allow_subnormal=False)
errors = st.floats(0.01, 1)


@given(totals, targets, st.sampled_from([0.95, 0.998]))
def test_exact_limits_are_scipys_binomial_quantiles_interpolated(
    total: int, target: Fraction, level: float
) -> None:
    low, high = exact_share_limits(total, target, level=level)

    tail = (1 - level) / 2
    below = stats.binom.ppf(tail, total, float(target)) / total
    above = stats.binom.isf(tail, total, float(target)) / total
    assert below - 1 / total - 1e-9 <= low <= below + 1e-9
    assert above - 1e-9 <= high <= above + 1 / total + 1e-9


@given(st.integers(2000, 5000), st.fractions(Fraction(1, 5), Fraction(4, 5), max_denominator=20))
def test_exact_limits_come_near_the_normal_ones_where_there_are_many(
    total: int, target: Fraction
) -> None:
    exact = exact_share_limits(total, target)
    point = share_point(0, total, target)

    assert point is not None
    assert exact == pytest.approx(funnel([], float(target)).limits(point.error), abs=1.5 / total)


def test_spiegelhalters_formula_by_hand() -> None:
    points = [Point(0.1, 0.1), Point(-0.1, 0.1), Point(0.4, 0.1), Point(-0.4, 0.1)]

    drawn = funnel(points, 0.0, tail=0)

    # z = 1, -1, 4, -4: squares 34, phi 8.5; w = 100 each: 400 - 40000/400 = 300.
    assert drawn.dispersion == 8.5
    assert drawn.between == pytest.approx((34 - 3) / 300)


def test_winsorising_keeps_an_outlier_from_hiding_itself() -> None:
    points = [Point(value / 100, 0.1) for value in range(-9, 10)] + [Point(2.0, 0.1)]

    assert funnel(points, 0.0).place(points[-1]) == "far_above"
    assert funnel(points, 0.0).between == 0
    assert funnel(points, 0.0, tail=0).between > 0


@given(st.lists(st.builds(Point, values, errors), min_size=1, max_size=40), values)
def test_overdispersion_only_widens(points: list[Point], target: float) -> None:
    drawn = funnel(points, target)

    assert drawn.between >= 0
    for point in points:
        assert abs(drawn.z(point)) <= abs(drawn.z(point, adjusted=False))
        low, high = drawn.limits(point.error)
        assert (drawn.place(point) == "inside") == (low <= point.value <= high) or (
            min(abs(point.value - low), abs(point.value - high)) < 1e-9
        )


@given(st.lists(st.builds(Point, values, errors), max_size=20))
def test_order_does_not_matter(points: list[Point]) -> None:
    shuffled = sorted(points, key=lambda point: (point.error, point.value))

    one, other = funnel(points, 0.0), funnel(shuffled, 0.0)

    assert one.between == pytest.approx(other.between)
    assert one.dispersion == pytest.approx(other.dispersion)


@given(st.integers(50, 400), st.integers(50, 400))
def test_the_log_ratio_agrees_with_koopmans_interval_where_there_are_many(a: int, b: int) -> None:
    point = ratio_point(a, 1000, b, 1000)
    interval = koopman(a, 1000, b, 1000)

    assert point is not None
    assert interval is not None
    assert exp(point.value) == pytest.approx(a / b)
    assert exp(point.value - 1.96 * point.error) == pytest.approx(interval.low, rel=0.02)


def test_halves_are_counts_too() -> None:
    point = ratio_point(Fraction(1, 2), 10, Fraction(3, 2), 20)

    assert point is not None
    assert point.value == pytest.approx(log(2 / 3))
    assert point.error == pytest.approx(sqrt(2 - 1 / 10 + 2 / 3 - 1 / 20))


@pytest.mark.parametrize("counts", [(0, 5, 1, 5), (1, 5, 0, 5), (0, 0, 1, 5), (5, 5, 7, 7)])
def test_what_has_no_place(counts: tuple[int, int, int, int]) -> None:
    assert ratio_point(*counts) is None


def test_no_share_point_without_people_or_chance() -> None:
    assert share_point(0, 0, Fraction(1, 2)) is None
    assert share_point(3, 3, 1) is None


@pytest.mark.parametrize(
    ("z", "place"),
    [(0, "inside"), (2, "above"), (-2, "below"), (3.2, "far_above"), (-3.2, "far_below")],
)
def test_places(z: float, place: str) -> None:
    assert funnel([], 0.0).place(Point(z, 1.0)) == place


def test_what_is_out_of_range_is_refused() -> None:
    with pytest.raises(FigureError, match=r"tail must be from 0 to below 0\.5; got tail=0\.5"):
        funnel([], 0.0, tail=0.5)
    with pytest.raises(FigureError, match="between 0 and 1; got target=2"):
        share_point(1, 2, 2)
    with pytest.raises(FigureError, match=r"got total=0, target=0\.5"):
        exact_share_limits(0, 0.5)


def test_limits_and_places_with_and_without_what_organisations_differ_by() -> None:
    # A standard error of 0.1 and a variance of 0.03: the square root of 0.04 is 0.2.
    drawn, point = Funnel(0.5, 4, 8.5, 0.03), Point(0.9, 0.1)

    assert (drawn.z(point), drawn.z(point, adjusted=False)) == (2.0, 4.0)
    assert drawn.limits(0.1) == pytest.approx((0.5 - 0.2 * 1.959964, 0.5 + 0.2 * 1.959964))
    assert drawn.limits(0.1, adjusted=False) == pytest.approx((0.5 - 0.1959964, 0.5 + 0.1959964))
    assert drawn.limits(0.1, level=0.998)[1] == pytest.approx(0.5 + 0.2 * 3.090232)
    assert (drawn.place(point), drawn.place(point, adjusted=False)) == ("above", "far_above")


def test_the_target_is_the_middle_wherever_it_lies() -> None:
    points = [Point(0.5 + value, 0.1) for value in (0.1, -0.1, 0.4, -0.4)]

    drawn = funnel(points, 0.5, tail=0)

    assert drawn.dispersion == pytest.approx(8.5)
    assert (drawn.target, drawn.points) == (0.5, 4)


@pytest.mark.parametrize(
    ("values", "error", "between"),
    [
        pytest.param((1, -1), 0.1, 199 / 100, id="two"),
        pytest.param((0.1, -0.1), 0.1, 1 / 100, id="a little more than chance"),
        pytest.param((10, -10), 2, 49 / 0.25, id="large errors"),
        pytest.param((1,), 0.1, 0, id="one"),
    ],
)
def test_the_variance_between_few(values: tuple[float, ...], error: float, between: float) -> None:
    drawn = funnel([Point(value, error) for value in values], 0.0, tail=0)

    assert drawn.between == pytest.approx(between)


def test_one_that_outweighs_all_others_says_nothing_of_their_variance() -> None:
    assert funnel([Point(1.0, 1e-10), Point(0.0, 1.0)], 0.0, tail=0).between == 0


def test_without_organisations_chance_is_all() -> None:
    assert funnel([], 0.2) == Funnel(0.2, 0, 1.0, 0.0)


def test_nearly_half_may_be_pulled_in() -> None:
    points = [Point(value, 0.1) for value in (-5.0, -0.1, 0.1, 5.0, 0.0)]

    assert funnel(points, 0.0, tail=0.4).dispersion == 0


def test_a_share_has_its_value_and_the_error_under_the_target() -> None:
    assert share_point(30, 100, Fraction(1, 5)) == Point(0.3, 0.04)
    assert share_point(0, 3, 0) is None


def test_an_exact_limit_is_interpolated_by_hand() -> None:
    # Of two, none with 0.25, one with 0.5: 0.3 is reached a tenth of the way from 0 to 1.
    limits = exact_share_limits(2, Fraction(1, 2), level=0.4)

    assert limits == pytest.approx((0.05, 0.95))


@pytest.mark.parametrize("target", [0, 1, 1.5, -0.5])
def test_an_exact_limit_needs_a_target_that_leaves_something_to_chance(target: float) -> None:
    says = f"a funnel needs total >= 1 and a target between 0 and 1; got total=5, target={target}"

    with pytest.raises(FigureError, match=f"^{says}$"):
        exact_share_limits(5, target)
