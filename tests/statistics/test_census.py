"""The sentence that says what an interval is where everybody was counted."""

import pytest

from wres.statistics import Interval, census_sentence


CENSUS = "Everybody is counted, so this is no sample. The interval, "
CHANCE = ", says how far chance alone could move next year's "


@pytest.mark.parametrize(
    ("interval", "figure", "expected"),
    [
        pytest.param(
            Interval(0.95, 1.085, 2.19, "koopman"),
            "ratio",
            f"{CENSUS}1.08 to 2.19 (95%, Koopman's score interval){CHANCE}ratio.",
            id="ratio",
        ),
        pytest.param(
            Interval(0.99, 9.8, None, "koopman"),
            "ratio",
            f"{CENSUS}from 9.80 without an upper limit (99%, Koopman's score interval)"
            f"{CHANCE}ratio.",
            id="unbounded",
        ),
        pytest.param(
            Interval(0.9, 1.18, 4.88, "katz_log"),
            "ratio",
            f"{CENSUS}1.18 to 4.88 (90%, Katz' log interval){CHANCE}ratio.",
            id="katz",
        ),
        pytest.param(
            Interval(0.5, 0.21, 0.295, "wilson"),
            "share",
            f"{CENSUS}21.0% to 29.5% (50%, Wilson's score interval){CHANCE}share.",
            id="share",
        ),
        pytest.param(
            Interval(0.999, -0.0312, 0.0525, "newcombe"),
            "difference",
            f"{CENSUS}-3.1 to 5.2 percentage points (99.9%, Newcombe's hybrid score interval)"
            f"{CHANCE}difference.",
            id="difference",
        ),
        pytest.param(
            Interval(0.1234567891, 0.5, 2, "koopman"),
            "ratio",
            f"{CENSUS}0.50 to 2.00 (12.34567891%, Koopman's score interval){CHANCE}ratio.",
            id="a-level-in-full",
        ),
        pytest.param(
            Interval(0.995, 0.5, 2, "someone_elses"),
            "ratio",
            f"{CENSUS}0.50 to 2.00 (99.5%, someone_elses){CHANCE}ratio.",
            id="a-method-without-a-name",
        ),
    ],
)
def test_of_everybody_it_is_no_sample(interval: Interval, figure: str, expected: str) -> None:
    assert census_sentence(interval, figure) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "figure", "ends"),
    [
        ("mover_r", "ratio", "0.25 to 0.50 (95%, MOVER-R)"),
        ("wilson_weighted", "share", "25.0% to 50.0% (95%, Wilson's score interval)"),
        (
            "newcombe_weighted",
            "difference",
            "25.0 to 50.0 percentage points (95%, Newcombe's hybrid score interval)",
        ),
    ],
)
def test_of_weighted_answers_it_is_approximate(method: str, figure: str, ends: str) -> None:
    interval = Interval(0.95, 0.25, 0.5, method)

    assert census_sentence(interval, figure) == (  # type: ignore[arg-type]
        f"Those who answered are counted. The interval, {ends}{CHANCE}{figure}; "
        "it is approximate, since the answers are weighted."
    )


def test_a_figure_is_a_ratio_unless_told() -> None:
    interval = Interval(0.95, 1.08, 2.19, "koopman")

    assert census_sentence(interval) == census_sentence(interval, "ratio")
