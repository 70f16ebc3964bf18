"""The nine together: each is measured from its own counts, added up over the return."""

from fractions import Fraction

import polars as pl
import pytest

from wres.errors import FigureError
from wres.metrics import (
    BOARD_PARTS,
    METRICS,
    BoardRepresentation,
    Counts,
    Forms,
    GroupCounts,
    Likelihood,
    NoData,
    Representation,
    Result,
    counts_of,
    measure_board,
    measure_experience,
    measure_likelihood,
    measure_representation,
    metric,
    nine,
)
from wres.profiles import profile
from wres.returns import SurveyFigure, WresReturn


NOW = profile(2025)
SURVEY = (
    "harassed_by_public",
    "harassed_by_staff",
    "believes_equal_opportunities",
    "discriminated_against",
)
# Organisation, measure, workforce group, pay band, values of White, BME and unknown.
Line = tuple[str, str, str | None, str | None, tuple[float, float, float]]
LINES: list[Line] = [
    ("RXX", "staff", "clinical", "Band 5", (60, 40, 1)),
    ("RYY", "staff", "clinical", "Band 5", (6, 4, 1)),
    ("RXX", "staff", "clinical", "Band 8a", (9, 2, 1)),
    ("RXX", "staff", "medical", "Consultant", (7, 8, 2)),
    ("RXX", "senior_medical_manager", None, None, (3, 1, 0)),
    ("RXX", "shortlisted", None, None, (780, 210, 10)),
    ("RXX", "appointed", None, None, (170, 30, 1)),
    ("RXX", "entered_disciplinary", None, None, (2.5, 3, 0)),
    ("RXX", "accessed_training", None, None, (20, 10, 1)),
    ("RXX", "board", None, None, (10, 2, 1)),
    ("RXX", "board_voting", None, None, (6, 1, 0)),
    ("RXX", "board_executive", None, None, (4, 1, 1)),
    *(
        ("RXX", measure, None, None, ((1 + place) / 10, (2 + place) / 10, 0.3))
        for place, measure in enumerate(SURVEY)
    ),
    *(("RXX", f"{measure}_respondents", None, None, (100, 50, 10)) for measure in SURVEY),
]


def filed(lines: list[Line]) -> WresReturn:
    rows = [
        (*line[:4], group, float(value))
        for line in lines
        for group, value in zip(("white", "bme", "unknown"), line[4], strict=True)
    ]
    names = ["organisation", "measure", "workforce_group", "pay_band", "ethnic_group"]
    schema = dict.fromkeys(names, pl.String) | {"value": pl.Float64}
    return WresReturn.from_frame(pl.DataFrame(rows, schema=schema, orient="row"))


def measured(lines: list[Line]) -> tuple[Result, ...]:
    return nine(counts_of(filed(lines)), NOW)


def test_each_metric_is_measured_from_its_own_counts() -> None:
    staff = GroupCounts(82, 54, 5)
    places = {
        ("clinical", "Band 5"): GroupCounts(66, 44, 2),
        ("clinical", "Band 8a"): GroupCounts(9, 2, 1),
        ("medical", "Consultant"): GroupCounts(7, 8, 2),
    }
    board = {"total": (10, 2, 1), "voting": (6, 1, 0), "executive": (4, 1, 1)}
    disciplinary = GroupCounts(Fraction(5, 2), 3, 0)

    results = measured(LINES)

    assert results[0] == measure_representation(metric(1), staff, places, GroupCounts(3, 1, 0), NOW)
    assert results[1] == measure_likelihood(
        metric(2), GroupCounts(780, 210, 10), GroupCounts(170, 30, 1), NOW
    )
    assert results[2] == measure_likelihood(metric(3), staff, disciplinary, NOW)
    assert results[3] == measure_likelihood(metric(4), staff, GroupCounts(20, 10, 1), NOW)
    for place in range(4):
        shares = (Fraction(1 + place, 10), Fraction(2 + place, 10), Fraction(3, 10))
        white, bme, unknown = map(SurveyFigure, shares, (100, 50, 10))
        assert results[4 + place] == measure_experience(metric(5 + place), white, bme, unknown, NOW)
    parts = {part: GroupCounts(*board[part]) for part in BOARD_PARTS}
    assert results[8] == measure_board(metric(9), parts, staff, NOW)


def test_survey_figures_of_two_organisations_are_pooled() -> None:
    # (0.1 x 100 + 0.4 x 50) / 150.
    more: list[Line] = [
        ("RYY", "harassed_by_public", None, None, (0.4, 0.2, 0.3)),
        ("RYY", "harassed_by_public_respondents", None, None, (50, 50, 10)),
    ]

    counts = counts_of(filed([*LINES, *more]))

    assert counts.respondents("harassed_by_public")[0] == SurveyFigure(Fraction(1, 5), 150)


def test_survey_figures_without_respondents_cannot_be_pooled() -> None:
    shares: list[Line] = [
        (code, "harassed_by_public", None, None, (0.1, 0.1, 0.1)) for code in ("RXX", "RYY")
    ]

    with pytest.raises(FigureError) as caught:
        counts_of(filed(shares))

    assert str(caught.value) == (
        "two results for harassed_by_public, bme cannot be pooled: "
        "both need a share and its number of respondents"
    )


@pytest.mark.parametrize("part", BOARD_PARTS.values())
def test_one_part_of_the_board_will_do(part: str) -> None:
    others = [line for line in LINES if line[1] not in BOARD_PARTS.values() or line[1] == part]

    assert not isinstance(measured(others)[8], NoData)


@pytest.mark.parametrize(
    ("number", "lacking"),
    [(2, "appointed"), (2, "shortlisted"), (3, "staff"), (5, "harassed_by_public")],
)
def test_any_other_metric_needs_all_that_it_rests_on(number: int, lacking: str) -> None:
    others = [line for line in LINES if line[1] != lacking]
    reason = f"{lacking} was not supplied"

    assert measured(others)[number - 1] == NoData(
        number=number, name=metric(number).name, reason=reason
    )


def test_respondents_without_a_share_supply_nothing() -> None:
    lines: list[Line] = [("RXX", "harassed_by_public_respondents", None, None, (9, 9, 9))]
    counts = counts_of(filed(lines))

    assert counts.respondents("harassed_by_public") == (SurveyFigure(None, 9),) * 3
    assert not counts.supplies("harassed_by_public")


def test_without_counts_there_are_nine_reasons() -> None:
    results = nine(Counts(), NOW)

    assert [(one.number, one.name, one.status) for one in results] == [
        (one.number, one.name, "no_data") for one in METRICS
    ]


def test_other_forms_reach_the_metrics_that_have_them() -> None:
    counts = counts_of(filed([*LINES, ("RXX", "local_population", None, None, (9000, 1000, 0))]))

    first, *_, last = nine(
        counts, NOW, forms=Forms(clusters=["wdes"], known_only=True, board_against="population")
    )

    assert isinstance(first, Representation)
    assert (first.base, {cluster.scheme for cluster in first.clusters}) == ("known_only", {"wdes"})
    assert isinstance(last, BoardRepresentation)
    assert (last.base, last.compared_with) == ("known_only", "population")
    assert last.difference.total.bme is not None
    assert last.difference.total.bme.exact == Fraction(2, 12) - Fraction(1, 10)


def test_international_recruits_are_set_apart_by_their_own_counts() -> None:
    lines: list[Line] = [
        ("RXX", "shortlisted_international", None, None, (80, 110, 0)),
        ("RXX", "appointed_international", None, None, (20, 10, 0)),
    ]

    second = nine(counts_of(filed([*LINES, *lines])), NOW)[1]

    assert isinstance(second, Likelihood)
    apart = second.without_international
    assert apart is not None
    assert apart.ratio.exact == Fraction(150, 700) / Fraction(20, 100)
