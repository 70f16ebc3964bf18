import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from wres.errors import FigureError
from wres.statistics import koopman, score_test, settle


ORACLES = json.loads((Path(__file__).parents[1] / "cases" / "oracles.json").read_text())


@st.composite
def groups(draw: st.DrawFn) -> tuple[Fraction, int]:
    total = draw(st.integers(1, 12) | st.integers(1, 3000) | st.integers(1, 10**6))
    return Fraction(draw(st.integers(0, 2 * total)), 2), total


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("A", 0.000340498619, id="A"),
        pytest.param("B", 0.0128398872, id="B"),
        pytest.param("C", 0.492943726, id="C"),
        pytest.param("D", 8.2e-10, id="D"),
        pytest.param("E", 1.0, id="E-nobody"),
        pytest.param("F", 1.0, id="F-everybody"),
        pytest.param("G", 0.252243831, id="G"),
    ],
)
def test_the_reference_values_are_met(table: str, expected: float) -> None:
    # peers.md, B1, column "chi2 no corr".
    assert score_test(*ORACLES[table]["table"]) == pytest.approx(
        expected, rel=5e-3 if table == "D" else 1e-8
    )


@given(
    of=st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    to=st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
def test_scipy_has_the_same_p_value(of: tuple[int, int], to: tuple[int, int]) -> None:
    (a, n), (b, m) = of, to
    assume(0 < a + b < n + m)

    theirs = chi2_contingency([[a, n - a], [b, m - b]], correction=False).pvalue

    assert score_test(a, n, b, m) == pytest.approx(theirs, rel=1e-9, abs=1e-300)


@given(of=groups(), to=groups())
def test_swapping_the_groups_or_the_event_changes_nothing(
    of: tuple[Fraction, int], to: tuple[Fraction, int]
) -> None:
    (a, n), (b, m) = of, to

    p = score_test(a, n, b, m)

    assert score_test(b, m, a, n) == p
    assert score_test(n - a, n, m - b, m) == p


@given(of=groups(), to=groups())
@example(of=(Fraction(0), 5), to=(Fraction(5), 5))
@example(of=(Fraction(2400), 2400), to=(Fraction(570), 600))
def test_the_interval_excludes_1_exactly_where_p_is_below_a_twentieth(
    of: tuple[Fraction, int], to: tuple[Fraction, int]
) -> None:
    p, interval = score_test(*of, *to), koopman(*of, *to)

    assert p is not None
    assert interval is not None
    assert interval.contains(1) == (p >= 0.05)


@given(of=groups(), to=groups(), step=st.sampled_from([-1e-11, 0, 1e-11]))
def test_they_agree_even_where_p_stands_on_the_boundary(
    of: tuple[Fraction, int], to: tuple[Fraction, int], step: float
) -> None:
    p = score_test(*of, *to)
    assert p is not None
    assume(1e-9 < p < 0.999)

    level = 1 - p * (1 + step)
    interval = koopman(*of, *to, level=level)

    assert interval is not None
    # As settled, so that the figures in a report agree with each other.
    low, high = settle(interval.low), interval.high and settle(interval.high)
    assert (low <= 1 and (high is None or high >= 1)) == (p >= settle(1 - level))


@pytest.mark.parametrize(
    "counts",
    [pytest.param((0, 0, 5, 10), id="first"), pytest.param((5, 10, 0, 0), id="second")],
)
def test_an_empty_group_has_no_test(counts: tuple[int, int, int, int]) -> None:
    assert score_test(*counts) is None


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(FigureError, match="got events_to=9, total_to=8"):
        score_test(1, 2, 9, 8)
