"""Words and marks beside a verdict that rests on few people."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.statistics import (
    Interval,
    caution,
    census_sentence,
    fisher,
    low_count,
    mid_p,
    score_test,
    sparse,
)


Counts = tuple[int, int, int, int]


def p_values(counts: Counts) -> tuple[float, float, float]:
    score, middle, exact = score_test(*counts), mid_p(*counts), fisher(*counts)
    assert score is not None
    assert middle is not None
    assert exact is not None
    return score, middle.p_value, exact.p_value


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_every_small_table_is_cautioned_about_where_tests_disagree(
    small_tables: list[Counts], level: float
) -> None:
    alpha = Fraction(str(1 - Fraction(str(level))))
    named = {"mid_p_minlike": 0, "fisher": 0}

    for counts in small_tables:
        score, middle, exact = p_values(counts)
        said = caution(*counts, level=level)
        sides = [p < alpha for p in (score, middle, exact)]
        if not sparse(*counts) or len(set(sides)) == 1:
            assert said is None
            continue
        assert said is not None
        expected = ("mid_p_minlike", middle) if sides[0] != sides[1] else ("fisher", exact)
        assert (said.test, said.p_value) == expected
        assert ("does not find" in said.sentence) == (not sides[0])
        named[said.test] += 1

    assert min(named.values()) > 10


@pytest.mark.parametrize("counts", [(0, 0, 3, 9), (3, 9, 0, 0), (Fraction(1, 2), 40, 2, 850)])
def test_without_an_exact_test_there_is_no_caution(
    counts: tuple[int | Fraction, int, int, int],
) -> None:
    assert caution(*counts) is None


@given(
    a=st.integers(0, 3), n=st.integers(3, 40), b=st.integers(0, 3), m=st.integers(3, 900),
    level=st.floats(1e-12, 1 - 1e-12),
)  # fmt: skip
def test_both_p_values_are_shown_and_told_apart(
    a: int, n: int, b: int, m: int, level: float
) -> None:
    said = caution(a, n, b, m, level=level)

    if said is not None:
        first, second = (part.split(")")[0] for part in said.sentence.split("(p = ")[1:])
        assert first
        assert second
        assert first != second


def test_p_values_too_small_for_twelve_places_are_still_told_apart() -> None:
    said = caution(6, 10, 0, 900, level=1 - 1e-14)

    assert said is not None
    assert said.p_value > 1e-14
    assert f"(p = {score_test(6, 10, 0, 900)})" in said.sentence
    assert f"(p = {said.p_value})" in said.sentence


@pytest.mark.parametrize(
    ("interval", "figure", "words"),
    [
        (Interval(0.95, 1.08, 2.19, "koopman"), "ratio", "1.08 to 2.19 (95%, Koopman's"),
        (Interval(0.95, 9.8, None, "koopman"), "ratio", "from 9.80 without an upper limit (95%"),
        (Interval(0.999, 0.1, 0.25, "wilson"), "share", "10.0% to 25.0% (99.9%, Wilson's"),
        (Interval(1 - 1e-9, 0.1, 0.25, "wilson"), "share", "(99.9999999%, Wilson's"),
        (
            Interval(0.9, -0.015, 0.03, "newcombe"),
            "difference",
            "-1.5 to 3.0 percentage points (90%, Newcombe's",
        ),
    ],
)
def test_what_an_interval_of_a_census_is_said_to_mean(
    interval: Interval, figure: str, words: str
) -> None:
    said = census_sentence(interval, figure)  # type: ignore[arg-type]  # one of three, as a text

    assert words in said
    assert said.startswith("Everybody is counted, so this is no sample.")
    assert said.endswith(f"next year's {figure}.")


@pytest.mark.parametrize("method", ["wilson_weighted", "newcombe_weighted", "mover_r"])
def test_weighted_answers_are_said_to_be_approximate(method: str) -> None:
    said = census_sentence(Interval(0.95, 0.5, 2.0, method))

    assert said.startswith("Those who answered are counted.")
    assert said.endswith("it is approximate, since the answers are weighted.")


@pytest.mark.parametrize(
    ("events", "expected"),
    [((9, 120), True), ((10, 10), False), ((None, 10), False), ((None,), False), ((), False)],
    ids=str,
)
def test_fewer_than_ten_events_are_few(events: tuple[int | None, ...], expected: bool) -> None:  # noqa: FBT001  # a table of cases
    assert low_count(*events) is expected


def test_how_few_is_a_setting() -> None:
    assert low_count(9, fewest=9) is False
    assert low_count(Fraction(17, 2), fewest=9) is True


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (1, 40, 2, 850),
            "finds more than chance (p = 0.016), the mid-p test (minlike) does not (p = 0.067).",
        ),
        (
            (1, 4, 8, 10),
            "does not find more than chance (p = 0.05235), the mid-p test (minlike) does (p = 0.04995).",
        ),
    ],
)
def test_the_sentence_says_which_test_finds_more_than_chance(counts: Counts, sentence: str) -> None:
    said = caution(*counts)

    assert said is not None
    assert said.sentence == (
        f"This rests on few people: the score test, which decides the verdict, {sentence}"
    )
