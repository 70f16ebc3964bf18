from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.rounding import display, half_up


PLACES = st.integers(0, 6)
FRACTIONS = st.fractions(-(10**6), 10**6, max_denominator=10**6)
# Halves, eighths and hundredths are where the ways of rounding part.
NEAR_TIES = st.builds(
    Fraction, st.integers(-5000, 5000), st.sampled_from([2, 8, 20, 80, 200, 2000])
)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        pytest.param(Fraction(1, 2), 0, "1", id="half"),
        pytest.param(Fraction(5, 2), 0, "3", id="not-half-even"),
        pytest.param(Fraction(-5, 2), 0, "-3", id="away-from-zero"),
        pytest.param(Fraction(1005, 1000), 2, "1.01", id="where-a-float-lies-below-the-tie"),
        pytest.param(Fraction(2, 3), 3, "0.667", id="endless"),
        pytest.param(7, 2, "7.00", id="whole-number"),
        pytest.param(-7, 0, "-7", id="whole-negative-number"),
        pytest.param(Fraction(-1, 3), 0, "0", id="to-zero"),
    ],
)
def test_a_tie_rounds_away_from_zero(value: Fraction | int, places: int, expected: str) -> None:
    assert str(half_up(value, places)) == expected


@given(value=FRACTIONS | NEAR_TIES, places=PLACES)
def test_half_up_is_what_the_decimal_module_says(value: Fraction, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        expected = quotient.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

    assert half_up(value, places) == expected
    assert half_up(value, places).as_tuple().exponent == -places


@given(value=FRACTIONS | NEAR_TIES, places=PLACES)
def test_half_up_moves_a_value_by_half_a_unit_at_most(value: Fraction, places: int) -> None:
    moved = abs(Fraction(half_up(value, places)) - value)

    assert 2 * moved <= Fraction(1, 10**places)


@given(value=FRACTIONS | NEAR_TIES, places=PLACES)
def test_rounding_the_opposite_gives_the_opposite(value: Fraction, places: int) -> None:
    assert half_up(-value, places) == -half_up(value, places)


def test_more_digits_than_the_decimal_context_holds_stay_exact() -> None:
    assert half_up(10**40 + 1, 2) == Decimal(f"1{'0' * 39}1.00")


@pytest.mark.parametrize(
    ("value", "places", "percent", "expected"),
    [
        pytest.param(Fraction(165, 1237), 1, True, "13.3%", id="share"),
        pytest.param(Fraction(119, 78), 2, False, "1.53", id="ratio"),
        pytest.param(Fraction(-31, 10), 1, False, "-3.1", id="gap-in-points"),
        pytest.param(Fraction(-1, 1000), 1, False, "0.0", id="nearly-zero"),
        pytest.param(Fraction(-1, 100_000), 1, True, "0.0%", id="nearly-zero-share"),
        pytest.param(0, 8, False, "0.00000000", id="no-exponent"),
        pytest.param(1, 0, True, "100%", id="everybody"),
        pytest.param(1234567, 0, False, "1234567", id="no-separators"),
    ],
)
def test_a_figure_is_shown_as_people_read_it(
    value: Fraction | int,
    places: int,
    percent: bool,  # noqa: FBT001 - a parameter of the table above
    expected: str,
) -> None:
    assert display(value, places, percent=percent) == expected


@given(value=FRACTIONS | NEAR_TIES, places=PLACES, percent=st.booleans())
def test_nothing_shows_a_negative_zero(value: Fraction, places: int, *, percent: bool) -> None:
    shown = display(value, places, percent=percent)

    assert not shown.startswith("-") or float(shown.rstrip("%")) < 0
