"""XmR charts: by hand, against NHSRplotthedots' own example, and laws."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wres.comparison.control import rules
from wres.errors import FigureError
from wres.statistics import Signal, control_chart


def chart(*values: float) -> list[Signal]:
    return list(control_chart([Fraction(str(value)) for value in values], rules()).signals)


def test_the_limits_are_those_of_the_excel_tool() -> None:
    """The series of NHSRplotthedots' vignette on deviations, without screening, by hand.

    Mean 35 / 18; moving ranges fifteen 1s, one 8 and one 9, mean 32 / 17.
    """
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

    found = control_chart([Fraction(value) for value in values], rules())

    assert found.mean == Fraction(35, 18)
    assert (
        found.high - found.mean == found.mean - found.low == Fraction(266, 100) * Fraction(32, 17)
    )
    assert [(one.kind, one.places) for one in found.signals if one.kind == "astronomical"] == [
        ("astronomical", (4,))
    ]


def test_seven_on_one_side_are_a_shift_and_six_are_none() -> None:
    (below, above) = [one for one in chart(*[0, 1] * 4, *[3, 4] * 4) if one.kind == "shift"]
    assert (below.side, below.places) == ("low", tuple(range(8)))
    assert (above.side, above.places) == ("high", tuple(range(8, 16)))
    assert [one for one in chart(*[0, 1] * 3, *[3, 4] * 3) if one.kind == "shift"] == []


def test_seven_rising_are_a_trend_and_six_are_none() -> None:
    (trend,) = [one for one in chart(5, 1, 2, 3, 4, 5, 6, 7) if one.kind == "trend"]
    assert trend == Signal("trend", "high", (1, 2, 3, 4, 5, 6, 7))
    assert [one for one in chart(9, 2, 3, 4, 5, 6, 7, 3) if one.kind == "trend"] == []


def test_two_of_three_near_a_limit_stand_out() -> None:
    # Mean 0, moving ranges 1 0 1 ...: see the numbers below.
    values = [Fraction(value) for value in (0, 1, 0, -1, 0, 1, 0, -1, 0, 3, 3, 1)]
    found = control_chart(values, rules())
    near = rules().near_factor * (found.high - found.mean)

    expected = [
        place
        for place, value in enumerate(values)
        if near < value - found.mean <= found.high - found.mean
    ]

    assert expected == [9, 10]
    assert Signal("near_limit", "high", (9, 10)) in found.signals


def test_one_value_is_no_series() -> None:
    with pytest.raises(FigureError, match="needs two values at least; got 1"):
        control_chart([Fraction(1)], rules())


VALUES = st.lists(st.fractions(-10, 10, max_denominator=50), min_size=2, max_size=12)
TURNED = {"high": "low", "low": "high"}


@given(VALUES, st.fractions(-5, 5, max_denominator=9))
def test_what_is_moved_has_the_same_signals(values: list[Fraction], by: Fraction) -> None:
    one, other = (
        control_chart(values, rules()),
        control_chart([value + by for value in values], rules()),
    )

    assert other.signals == one.signals
    assert (other.mean, other.low, other.high) == (one.mean + by, one.low + by, one.high + by)


@given(VALUES)
def test_what_is_turned_upside_down_has_the_signals_on_the_other_side(
    values: list[Fraction],
) -> None:
    one, other = (
        control_chart(values, rules()),
        control_chart([-value for value in values], rules()),
    )

    turned = {(signal.kind, TURNED[signal.side], signal.places) for signal in one.signals}
    assert {(signal.kind, signal.side, signal.places) for signal in other.signals} == turned


@given(st.fractions(-5, 5, max_denominator=9), st.integers(2, 12))
def test_what_never_varies_never_stands_out(value: Fraction, length: int) -> None:
    assert control_chart([value] * length, rules()).signals == ()


def test_a_point_beyond_a_limit_has_the_side_of_the_limit() -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

    high = [one for one in chart(*values) if one.kind == "astronomical"]
    low = [one for one in chart(*(20 - value for value in values)) if one.kind == "astronomical"]

    assert high == [Signal("astronomical", "high", (4,))]
    assert low == [Signal("astronomical", "low", (4,))]


def test_exactly_seven_on_one_side_are_a_shift() -> None:
    shifts = [one for one in chart(0, 1, 0, 1, 0, 1, 0, 4, 5, 4, 5, 4, 5, 4) if one.kind == "shift"]

    assert [(one.side, len(one.places)) for one in shifts] == [("low", 7), ("high", 7)]


def test_a_point_at_a_limit_is_near_it_and_both_sides_are_told() -> None:
    # Mean 1.5; moving ranges 0, 0, 3, 0, 0: mean 0.6; 2.5 x 0.6 = 1.5 to either limit.
    exact = evolve(rules(), limit_factor=Fraction(5, 2))

    found = control_chart([Fraction(value) for value in (0, 0, 0, 3, 3, 3)], exact)

    assert (found.low, found.high) == (Fraction(0), Fraction(3))
    assert found.signals == (
        Signal("near_limit", "high", (3, 4, 5)),
        Signal("near_limit", "low", (0, 1, 2)),
    )


def test_two_near_a_limit_are_no_signal_where_the_third_is_on_the_other_side() -> None:
    # Mean 1; moving ranges 0, 0, 3, 0, 3: mean 1.2; 5/3 x 1.2 = 2 to either limit.
    exact = evolve(rules(), limit_factor=Fraction(5, 3))

    found = control_chart([Fraction(value) for value in (0, 0, 0, 3, 3, 0)], exact)

    assert (found.mean, found.high) == (Fraction(1), Fraction(3))
    assert found.signals == ()
