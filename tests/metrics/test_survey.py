from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import GroupCounts, measure_experience, metric
from wres.profiles import profile
from wres.returns import SurveyFigure
from wres.statistics import mover_r, settled, wilson_weighted


NOW = profile(2025)
SHARES = st.fractions(0, 1, max_denominator=1000)


def test_a_survey_metric_worked_by_hand() -> None:
    # BME 31.2 % less White 24.9 % = 6.3 points; 0.312 / 0.249 = 1.253.
    white = SurveyFigure(Fraction(249, 1000), 812)
    bme = SurveyFigure(Fraction(312, 1000), 97)

    result = measure_experience(metric(5), white, bme, None, NOW)

    assert (result.number, result.name, result.status) == (
        5,
        "harassed_by_public",
        "measured",
    )
    assert [
        one and one.display for one in (result.share.white, result.share.bme, result.share.unknown)
    ] == [
        "24.9%",
        "31.2%",
        None,
    ]
    assert result.respondents == GroupCounts(812, 97, None)
    assert result.difference.bme is not None
    assert (result.difference.bme.exact, result.difference.bme.display) == (
        Fraction(63, 1000),
        "6.3",
    )
    assert (result.ratio.of, result.ratio.to, result.ratio.display) == (
        "bme",
        "white",
        "1.25",
    )
    # 312/249 is 1.253: above the range, though it shows as its end.
    assert result.ratio.four_fifths == "above"
    ratio = result.ratio
    assert (ratio.p_value, ratio.test, ratio.exact_tests, ratio.people_needed) == (
        None,
        None,
        (),
        None,
    )
    assert ratio.interval == settled(mover_r(bme.share, 97, white.share, 812))  # type: ignore[arg-type]
    assert ratio.note == "approximate: weighted answers are taken for equal ones"
    assert ratio.verdict == "cannot_tell"


def test_without_the_number_of_respondents_there_is_no_interval_and_no_verdict() -> None:
    white, bme = SurveyFigure(Fraction(249, 1000), 812), SurveyFigure(Fraction(312, 1000), None)

    result = measure_experience(metric(5), white, bme, None, NOW)

    assert result.ratio.display == "1.25"
    assert (result.ratio.interval, result.ratio.verdict, result.ratio.low_count) == (
        None,
        None,
        False,
    )
    assert result.ratio.note == "no interval without the number of respondents of both groups"
    assert result.difference.bme is not None
    assert result.difference.bme.interval is None
    assert result.share.bme is not None
    assert result.share.bme.interval is None
    assert result.share.white is not None
    assert result.share.white.interval == settled(wilson_weighted(Fraction(249, 1000), 812))


@pytest.mark.parametrize(
    ("number", "verdict"), [(5, "worse_for_bme"), (7, "worse_for_white"), (8, "worse_for_bme")]
)
def test_who_fares_worse_depends_on_what_is_wanted(number: int, verdict: str) -> None:
    white, bme = SurveyFigure(Fraction(1, 5), 2000), SurveyFigure(Fraction(3, 10), 2000)

    assert measure_experience(metric(number), white, bme, None, NOW).ratio.verdict == verdict


@given(SHARES, st.integers(1, 5000), SHARES, st.integers(1, 5000))
def test_the_ratio_excludes_1_exactly_where_the_difference_excludes_0(
    white: Fraction, white_base: int, bme: Fraction, bme_base: int
) -> None:
    of, to = SurveyFigure(bme, bme_base), SurveyFigure(white, white_base)

    result = measure_experience(metric(5), to, of, None, NOW)

    assert result.difference.bme is not None
    ratio, gap = result.ratio.interval, result.difference.bme.interval
    assert ratio is not None
    assert gap is not None
    assert gap.high is not None
    # Rounding may part them within a hair of the end.
    if abs(gap.low) > 1e-9 and abs(gap.high) > 1e-9:
        assert ratio.contains(1) == gap.contains(0)


@pytest.mark.parametrize(
    ("white", "bme", "reason"),
    [
        pytest.param(Fraction(0), Fraction(1, 5), "no events in comparator", id="0"),
        pytest.param(Fraction(0), Fraction(0), "no events", id="both 0"),
        pytest.param(None, Fraction(0), "a figure of White was not supplied", id="White"),
        pytest.param(Fraction(0), None, "a figure of BME was not supplied", id="BME"),
    ],
)
def test_a_ratio_of_shares_that_cannot_be_says_why(
    white: Fraction | None, bme: Fraction | None, reason: str
) -> None:
    result = measure_experience(
        metric(8), SurveyFigure(white, None), SurveyFigure(bme, None), None, NOW
    )

    assert (result.ratio.exact, result.ratio.reason) == (None, reason)
    assert (result.difference.bme is None) == (white is None or bme is None)


@given(SHARES, SHARES)
def test_swapping_the_groups_turns_the_difference(white: Fraction, bme: Fraction) -> None:
    one, other = SurveyFigure(white, None), SurveyFigure(bme, None)

    there = measure_experience(metric(7), one, other, None, NOW)
    back = measure_experience(metric(7), other, one, None, NOW)

    assert there.difference.bme is not None
    assert back.difference.bme is not None
    assert there.difference.bme.exact == -back.difference.bme.exact


@pytest.mark.parametrize(("white", "bme"), [(12, 800), (800, 12)])
def test_few_answers_of_either_group_are_few(white: int, bme: int) -> None:
    share = Fraction(1, 2)

    result = measure_experience(
        metric(5), SurveyFigure(share, white), SurveyFigure(share, bme), None, NOW
    )

    assert result.ratio.low_count is True


def test_one_groups_share_alone_needs_no_words_about_an_interval() -> None:
    one, none = SurveyFigure(Fraction(1, 2), 100), SurveyFigure(None, None)

    for white, bme in ((one, none), (none, one)):
        ratio = measure_experience(metric(5), white, bme, None, NOW).ratio
        assert (ratio.exact, ratio.note) == (None, None)
