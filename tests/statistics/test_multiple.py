"""Adjusted p-values: published families, other libraries, and laws. R is in test_against_r.py."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from wres.errors import FigureError
from wres.statistics import Adjusted, benjamini_hochberg, holm


# Benjamini and Hochberg (1995): their fifteen p-values, as in a dozen later tests of the method.
BENJAMINI_HOCHBERG = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
)  # fmt: skip
FAMILIES = st.lists(st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.05, 1.0]), min_size=1)


def below(adjusted: Adjusted, alpha: float) -> int:
    return sum(p is not None and p <= alpha for p in adjusted.p_values)


def test_benjamini_and_hochbergs_own_example() -> None:
    # They reject four at 0.05, and a procedure that guards against any false claim three.
    assert below(benjamini_hochberg(BENJAMINI_HOCHBERG), 0.05) == 4
    assert below(holm(BENJAMINI_HOCHBERG), 0.05) == 3


def test_their_fourth_by_hand() -> None:
    # 15 / 4 x 0.0095, not lowered by a later one; (15 - 3) x 0.0095.
    assert benjamini_hochberg(BENJAMINI_HOCHBERG).p_values[3] == 0.035625
    assert holm(BENJAMINI_HOCHBERG).p_values[3] == 0.114


def test_the_reference_values_are_met() -> None:
    # peers.md, B1.
    family = (0.001, 0.008, 0.012, 0.02, 0.041, 0.06, 0.2, 0.5, 0.9)

    assert holm(family).p_values == (0.009, 0.064, 0.084, 0.12, 0.205, 0.24, 0.6, 1, 1)
    assert benjamini_hochberg(family).p_values == pytest.approx(
        (0.009, 0.036, 0.036, 0.045, 0.0738, 0.09, 0.2571428571, 0.5625, 0.9), abs=1e-10
    )


@given(family=FAMILIES)
def test_scipy_agrees(family: list[float]) -> None:
    step_up = false_discovery_control(family)

    assert benjamini_hochberg(family).p_values == pytest.approx(step_up, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("method", [holm, benjamini_hochberg])
@given(family=FAMILIES, data=st.data())
def test_order_does_not_matter_and_what_was_not_tested_is_not_in_the_family(
    method: Callable[[Sequence[float | None]], Adjusted], family: list[float], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*enumerate(family), (-1, None), (-2, None)]))

    adjusted, plain = method([p for _, p in shuffled]), method(family)

    assert (adjusted.family, adjusted.left_out, plain.left_out) == (len(family), 2, 0)
    by_place = {place: p for (place, _), p in zip(shuffled, adjusted.p_values, strict=True)}
    assert [by_place[place] for place in range(len(family))] == list(plain.p_values)
    assert by_place[-1] is by_place[-2] is None


@given(family=FAMILIES)
def test_holm_is_never_below_benjamini_and_hochberg_nor_that_below_the_p_value(
    family: list[float],
) -> None:
    careful, screening = holm(family).p_values, benjamini_hochberg(family).p_values

    for p, q, h in zip(family, screening, careful, strict=True):
        assert q is not None
        assert h is not None
        assert p * (1 - 1e-11) <= q <= h * (1 + 1e-11)


def test_one_comparison_is_not_adjusted_and_none_is_no_family() -> None:
    assert holm([0.04]).p_values == benjamini_hochberg([0.04]).p_values == (0.04,)
    assert holm([None]) == Adjusted("holm", (None,), 0, 1)
    assert benjamini_hochberg([]) == Adjusted("benjamini_hochberg", (), 0, 0)


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused(p: float) -> None:
    with pytest.raises(FigureError, match="a p-value must be between 0 and 1; got "):
        holm([0.5, p])


Claims = Callable[[list[Fraction], Fraction], int]


def holm_claims(ordered: list[Fraction], alpha: Fraction) -> int:
    """Count the claims: step down until a p-value is over its share of alpha."""
    family = len(ordered)
    over = (rank for rank, p in enumerate(ordered) if p * (family - rank) > alpha)
    return next(over, family)


def benjamini_hochberg_claims(ordered: list[Fraction], alpha: Fraction) -> int:
    """Count the claims: step up to the last p-value that is within its share of alpha."""
    family = len(ordered)
    within = (rank for rank, p in enumerate(ordered, 1) if p * family <= rank * alpha)
    return max(within, default=0)


@pytest.mark.parametrize(
    ("method", "claims"), [(holm, holm_claims), (benjamini_hochberg, benjamini_hochberg_claims)]
)
@given(family=st.lists(st.floats(0, 1), min_size=1, max_size=6).map(sorted))
def test_each_is_the_smallest_level_at_which_the_claim_is_made(
    method: Callable[[Sequence[float | None]], Adjusted], claims: Claims, family: list[float]
) -> None:
    exact = [Fraction(p) for p in family]
    shares = [Fraction(len(exact), k) for k in range(1, len(exact) + 1)]
    levels = sorted({p * factor for p in exact for factor in (*shares, *range(len(exact) + 1))})
    smallest = [
        min((level for level in levels if claims(exact, level) > place), default=Fraction(1))
        for place in range(len(exact))
    ]

    assert method(family).p_values == pytest.approx(
        tuple(float(min(level, Fraction(1))) for level in smallest), rel=1e-11, abs=1e-300
    )


def test_nothing_is_adjusted_to_more_than_1() -> None:
    assert holm([0.9, 0.6]).p_values == benjamini_hochberg([1.0, 1.0]).p_values == (1, 1)
