"""The sentence below each indicator, from returns worked by hand."""

from collections.abc import Mapping

import polars as pl
import pytest

import wres
from wres.profiles import profile
from wres.wording import figures_of, words_of


GROUPS = ("white", "bme", "unknown")
Lines = Mapping[str, tuple[float, ...]]


def report(lines: Lines, year: int = 2025) -> wres.Report:
    rows = [
        (measure, group, value)
        for measure, values in lines.items()
        for group, value in zip(GROUPS, values, strict=False)
    ]
    tidy = pl.DataFrame(rows, schema=["measure", "ethnic_group", "value"], orient="row")
    return wres.measure(wres.WresReturn.from_frame(tidy), year=year, organisation="RXX")


@pytest.mark.parametrize(
    ("number", "lines", "figures", "says"),
    [
        pytest.param(
            1,
            {"staff": (6307, 990, 125)},
            ("85.0%", "13.3%"),
            "7,422 staff; how they are spread over pay bands is not known",
            id="only a total",
        ),
        pytest.param(
            3,
            {"staff": (2505, 725, 66), "entered_disciplinary": (17, 9, 0)},
            ("0.68%", "1.2%"),
            "BME staff 1.83 times as likely to enter the process, in one year (95% interval 0.83 to 4.00): "
            "too few to tell. 2 more BME disciplinary entries would change the verdict to: worse for "
            "BME",
            id="few cases",
        ),
        pytest.param(
            3,
            {"staff": (2505, 725, 66), "entered_disciplinary": (0, 9, 0)},
            ("0.0%", "1.2%"),
            "no ratio: no events in comparator",
            id="no ratio",
        ),
        pytest.param(
            4,
            {"staff": (1000, 400, 0), "accessed_training": (300, 180, 0)},
            ("30.0%", "45.0%"),
            "White staff 0.67 times as likely to take up training (95% interval 0.58 to 0.77): worse "
            "for White staff. 39 fewer BME staff in training would change the verdict to: too few to tell",
            id="worse for White",
        ),
        pytest.param(
            4,
            {"staff": (5000, 4000, 0), "accessed_training": (2500, 2000, 0)},
            ("50.0%", "50.0%"),
            "White staff 1.00 times as likely to take up training (95% interval 0.96 to 1.04): similar "
            "for both. 84 fewer BME staff in training would change the verdict to: worse for BME",
            id="similar",
        ),
        pytest.param(
            4,
            {"staff": (10, 40, 0), "accessed_training": (12, 18, 0)},
            ("120.0%", "45.0%"),
            "White staff 2.67 times as likely to take up training: more events than people in White: "
            "no interval",
            id="more events than people",
        ),
        pytest.param(
            3,
            {"staff": (500, 100, 0), "entered_disciplinary": (0, 0, 0)},
            ("0.0%", "0.0%"),
            "no ratio: no events",
            id="no events",
        ),
        pytest.param(
            5,
            {"harassed_by_public": (0.25, 0.3)},
            ("25.0%", "30.0%"),
            "BME staff 1.20 times as likely to say so, 5.0 points higher (higher is worse)",
            id="survey",
        ),
        pytest.param(
            5,
            {
                "harassed_by_public": (0.25, 0.3),
                "harassed_by_public_respondents": (900, 400),
            },
            ("25.0%", "30.0%"),
            "BME staff 1.20 times as likely to say so (95% approximate interval 0.99 to 1.44), 5.0 "
            "points higher (higher is worse): too few to tell",
            id="survey with its respondents",
        ),
        pytest.param(
            3,
            {"staff": (850, 40, 0), "entered_disciplinary": (2, 1, 0)},
            ("0.24%", "2.5%"),
            "BME staff 10.63 times as likely to enter the process, in one year (95% interval 1.40 to "
            "78.68): worse for BME staff. This rests on few people: the score test, which decides the verdict, finds "
            "more than chance (p = 0.016), the mid-p test (minlike) does not (p = 0.067). 1 fewer BME "
            "disciplinary entry would change the verdict to: too few to tell",
            id="so few that a caution stands beside the verdict",
        ),
        pytest.param(
            7,
            {"believes_equal_opportunities": (0.6, 0.45)},
            ("60.0%", "45.0%"),
            "BME staff 0.75 times as likely to say so, 15.0 points lower (lower is worse)",
            id="survey where more is better",
        ),
        pytest.param(
            7,
            {"believes_equal_opportunities": (0.6,)},
            ("60.0%", "-"),
            "no comparison: a figure of BME was not supplied",
            id="survey without BME",
        ),
        pytest.param(
            9,
            {"staff": (300, 100, 0), "board": (12, 3, 0), "board_voting": (10, 2, 0)},
            ("83.3%", "16.7%"),
            "BME share beside that of the workforce: voting members 8.3 points below, the whole board "
            "5.0 points below",
            id="board",
        ),
        pytest.param(
            9,
            {"board": (12, 3, 0)},
            ("-", "-"),
            "nothing to compare the board with",
            id="board without workforce",
        ),
        pytest.param(2, {}, ("-", "-"), "no data: appointed was not supplied", id="no data"),
    ],
)
def test_an_indicator_is_said_in_words(
    number: int, lines: Lines, figures: tuple[str, str], says: str
) -> None:
    result = report({"senior_medical_manager": (0, 0, 0), **lines})[number]

    assert figures_of(result) == figures
    assert words_of(result, profile(2025)) == says


def test_a_band_that_is_known_in_part_is_in_no_share() -> None:
    lines = pl.DataFrame(
        {
            "measure": ["staff"] * 4,
            "workforce_group": ["clinical"] * 4,
            "pay_band": ["Band 8a", "Band 8a", "Band 8a", "Band 8b"],
            "ethnic_group": ["white", "bme", "unknown", "bme"],
            "value": [3, 1, 0, 7],
        }
    )
    result = wres.measure(wres.WresReturn.from_frame(lines), year=2025)[1]

    assert "how they are spread over pay bands is not known" in words_of(result, profile(2025))


def test_the_direction_of_2015_is_said_too() -> None:
    lines = {"shortlisted": (780, 210, 10), "appointed": (170, 30, 1)}

    says = words_of(report(lines, 2015)[2], profile(2015))

    assert says.startswith("BME applicants 0.66 times as likely to be appointed ")
    assert ": worse for BME applicants. 3 more BME appointments would change" in says


def test_the_basis_and_the_figures_without_international_recruits_are_said() -> None:
    recruits = {
        "shortlisted_international": (5, 20, 0),
        "appointed_international": (5, 15, 0),
    }
    lines = {"shortlisted": (780, 210, 10), "appointed": (170, 30, 1), **recruits}
    cases = {"staff": (2505, 725, 66), "entered_disciplinary": (17.5, 9, 0)}

    second = words_of(report(lines)[2], profile(2025))
    third = words_of(report(cases, 2019)[3], profile(2019))

    assert ": worse for BME applicants; 2.70 without international recruits. 3 more" in second
    assert third.startswith(
        "BME staff 1.78 times as likely to enter the process, on average of two years (95% "
    )
