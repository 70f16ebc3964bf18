from fractions import Fraction

import pytest

from wres.errors import FigureError
from wres.statistics import Interval, four_fifths, settle, verdict


def interval(low: float, high: float | None) -> Interval:
    return Interval(0.95, low, high, "koopman")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(interval(1.08, 2.19), "worse_for_bme", id="above-1"),
        pytest.param(interval(1.01, 1.02), "worse_for_bme", id="above-1-inside-the-band"),
        pytest.param(interval(9.8, None), "worse_for_bme", id="above-1-unbounded"),
        pytest.param(interval(0.2, 0.99), "worse_for_white", id="below-1"),
        pytest.param(interval(0.0, 0.5), "worse_for_white", id="below-1-from-0"),
        pytest.param(interval(0.9, 1.1), "similar", id="inside-the-band"),
        pytest.param(interval(0.8, 1.25), "similar", id="on-both-edges-of-the-band"),
        pytest.param(interval(1.0, 1.2), "similar", id="1-is-the-low-end"),
        pytest.param(interval(0.9, 1.0), "similar", id="1-is-the-high-end"),
        pytest.param(interval(0.79, 1.1), "cannot_tell", id="below-the-band"),
        pytest.param(interval(0.9, 1.26), "cannot_tell", id="above-the-band"),
        pytest.param(interval(0.0, None), "cannot_tell", id="everything-is-possible"),
        pytest.param(interval(0.9, None), "cannot_tell", id="unbounded"),
        pytest.param(None, None, id="undefined"),
    ],
)
def test_a_verdict_is_what_the_interval_lets_one_say(
    given: Interval | None, expected: str | None
) -> None:
    assert verdict(given, above="worse_for_bme", below="worse_for_white") == expected


def test_the_band_of_what_counts_as_similar_is_a_setting() -> None:
    said = verdict(
        interval(0.85, 1.1),
        above="more",
        below="less",
        low=Fraction(9, 10),
        high=Fraction(10, 9),
    )

    assert said == "cannot_tell"


def test_both_ends_belong_to_the_interval() -> None:
    assert [x for x in (0.49, 0.5, 1, 2, 2.01) if interval(0.5, 2).contains(x)] == [
        0.5,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        pytest.param(Fraction(7999, 10000), "below", id="below-though-shown-as-0.80"),
        pytest.param(Fraction(4, 5), "within", id="low-end"),
        pytest.param(Fraction(1), "within", id="parity"),
        pytest.param(Fraction(5, 4), "within", id="high-end"),
        pytest.param(Fraction(12504, 10000), "above", id="above-though-shown-as-1.25"),
        pytest.param(Fraction(0), "below", id="none"),
    ],
)
def test_four_fifths_looks_at_the_exact_ratio(ratio: Fraction, expected: str) -> None:
    assert four_fifths(ratio) == expected


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        pytest.param(1 / 3, 0.333333333333, id="endless"),
        pytest.param(123456789012345.0, 123456789012000.0, id="large"),
        pytest.param(1.23456789012345e-300, 1.23456789012e-300, id="tiny"),
        pytest.param(0.1 + 0.2, 0.3, id="the-usual-suspect"),
    ],
)
def test_a_settled_figure_has_twelve_significant_digits(x: float, expected: float) -> None:
    assert settle(x) == expected
    assert settle(settle(x)) == expected


def test_a_settled_zero_has_no_sign() -> None:
    assert str(settle(-0.0)) == "0.0"


@pytest.mark.parametrize("x", [float("inf"), float("-inf"), float("nan")])
def test_what_no_report_may_hold_does_not_settle(x: float) -> None:
    with pytest.raises(FigureError, match="a figure must be finite; got x="):
        settle(x)
