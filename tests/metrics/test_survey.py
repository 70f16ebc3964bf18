from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import GroupCounts, measure_experience, metric
from wres.profiles import profile
from wres.returns import SurveyFigure


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
    assert (ratio.interval, ratio.p_value, ratio.test, ratio.verdict) == (None,) * 4


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
