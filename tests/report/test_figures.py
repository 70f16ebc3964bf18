"""Figures of many organisations at once are those of each organisation's own report."""

from collections.abc import Iterable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.errors import FigureError
from wres.metrics import GROUPS, PLACES
from wres.report import Report, figures, measure_all
from wres.report._frame import FIGURES
from wres.returns import Evidence, WresReturn
from wres.testing import returns
from wres.vocabulary import SURVEY_MEASURES, respondents_of


LEFT_OUT = [
    *("mid_p_minlike", "fisher", "caution", "change"),
    *("distribution", "base", "compared_with", "basis", "question"),
]
OTHER_FORMS = "^(without_international|local_population|wres_2015/.*)$"
CODES = st.lists(st.sampled_from(["RXX", "RYY", "0R1"]), min_size=1, max_size=3, unique=True)
Line = tuple[str, int | None, str, str | None, str | None, str, float]
Place = tuple[str | None, str | None]
NOWHERE: Place = (None, None)
OTHERS = [
    "shortlisted",
    "appointed",
    "accessed_training",
    "senior_medical_manager",
    "board",
    "board_voting",
    "board_executive",
]
COLUMNS = {
    "organisation": pl.String(),
    "year": pl.Int64(),
    "measure": pl.String(),
    "workforce_group": pl.String(),
    "pay_band": pl.String(),
    "ethnic_group": pl.String(),
    "value": pl.Float64(),
}


def filed_of(lines: Iterable[Line], evidence: Evidence | None = None) -> WresReturn:
    return WresReturn.from_cells(pl.DataFrame(list(lines), schema=COLUMNS, orient="row"), evidence)


@st.composite
def any_returns(draw: st.DrawFn) -> WresReturn:
    """Whatever a return can hold, gaps, leavers and shares of many digits included."""
    lines: list[Line] = []
    counts = st.none() | st.integers(0, 12) | st.integers(0, 3000)
    shares = st.sampled_from([0.0, 1.0, 0.1235, 0.25]) | st.floats(1e-6, 1)
    places = draw(st.lists(st.sampled_from(PLACES), max_size=6, unique=True))
    for code in draw(CODES):
        where: list[Place] = [*places] or [NOWHERE]
        names = [("staff", *place) for place in where]
        names += [(other, *NOWHERE) for other in OTHERS]
        for name in names:
            for group in GROUPS:
                count = draw(counts)
                lines += [] if count is None else [(code, 2025, *name, group, float(count))]
        for group in GROUPS:
            halves = draw(st.none() | st.integers(0, 60))
            key = ("entered_disciplinary", *NOWHERE, group)
            lines += [] if halves is None else [(code, 2025, *key, halves / 2)]
            for measure in SURVEY_MEASURES:
                share, base = draw(st.none() | shares), draw(st.none() | st.integers(0, 3000))
                named = (str(measure), *NOWHERE, group)
                asked = (str(respondents_of(measure)), *NOWHERE, group)
                lines += [] if share is None else [(code, 2025, *named, share)]
                lines += [] if base is None else [(code, 2025, *asked, float(base))]
    missing = draw(st.dictionaries(st.sampled_from(["staff", "appointed", "board"]), st.text()))
    return filed_of(lines, Evidence(missing=missing))


def one_by_one(reports: Iterable[Report]) -> pl.DataFrame:
    """The rows that both paths have, from each organisation's own report."""
    rows = pl.concat([FIGURES.to_frame(), *(report.to_frame() for report in reports)])
    board_in_2015 = (pl.col("metric") == 9) & (pl.col("year") == 2015)
    left_out = [
        pl.col("figure").is_in(LEFT_OUT),
        pl.col("part").str.contains(OTHER_FORMS),
        board_in_2015 & (pl.col("figure") == "difference"),
    ]
    return rows.drop("exact").filter(~one.fill_null(value=False) for one in left_out)


def differing(ours: pl.DataFrame, theirs: pl.DataFrame) -> list[str]:
    """Columns in which two frames differ; numbers by more than their last digits."""
    assert ours.columns == theirs.columns
    assert ours.height == theirs.height
    found = []
    for name in ours.columns:
        one, other = ours[name], theirs[name]
        if name in {"value", "low", "high"}:
            # Reports settle p-values and ends to 12 digits, of which the last may differ.
            far = ((one - other).abs() > 1e-11 * other.abs().clip(1e-4)).fill_null(value=False)
            far = far | (one.is_null() != other.is_null())
        else:
            far = one.cast(other.dtype).ne_missing(other)
        if far.any():
            found.append(
                f"{name}: {ours.filter(far).rows()[:3]} is not {theirs.filter(far).rows()[:3]}"
            )
    return found


@given(any_returns())
def test_they_are_those_of_each_report(filed: WresReturn) -> None:
    expected = one_by_one(measure_all(filed, year=2025).values())

    assert differing(figures(filed, year=2025), expected) == []


@given(returns(organisations=CODES, year=2016, complete=True))
def test_they_are_those_of_each_complete_report(filed: WresReturn) -> None:
    expected = one_by_one(measure_all(filed).values())

    assert differing(figures(filed), expected) == []


@given(returns(organisations=CODES), returns(organisations=CODES), st.integers(2015, 2030))
def test_every_year_has_its_own_rules(one: WresReturn, other: WresReturn, year: int) -> None:
    both = in_year(one, 2015) + in_year(other, year)
    if not both.organisations:
        return
    years = sorted({*both.counts["year"], *(key.year for key in both.survey)})
    expected = one_by_one(
        report for each in years for report in measure_all(both, year=each).values()
    ).sort("organisation", "year", maintain_order=True)

    assert differing(figures(both), expected) == []


def in_year(filed: WresReturn, year: int) -> WresReturn:
    tidy = filed.to_frame().with_columns(year=pl.lit(year))
    return WresReturn.from_cells(tidy)


COUNTED = [
    ("RXX", 2025, "shortlisted", *NOWHERE, "white", 780.0),
    ("RXX", 2025, "shortlisted", *NOWHERE, "bme", 210.0),
    ("RXX", 2025, "appointed", *NOWHERE, "white", 170.0),
    ("RXX", 2025, "appointed", *NOWHERE, "bme", 30.0),
]


def test_breakdowns_are_added_up() -> None:
    filed = filed_of(COUNTED)
    by_band = filed_of(
        [
            (code, year, measure, "clinical", band, group, value / 2)
            for code, year, measure, _, _, group, value in COUNTED
            for band in ("Band 5", "Band 6")
        ]
    )

    assert figures(by_band).equals(figures(filed))
    ratio = figures(filed).filter(pl.col("figure") == "ratio")
    assert ratio.select("organisation", "metric", "display").rows() == [("RXX", 2, "1.53")]


def test_lines_that_name_nobody_are_for_the_one_that_is_named() -> None:
    named, unnamed = filed_of(COUNTED[:2]), filed_of(("", None, *line[2:]) for line in COUNTED[2:])

    assert figures(named + unnamed).equals(figures(filed_of(COUNTED)))
    assert set(figures(unnamed, year=2024)["organisation"]) == {""}


def test_one_year_of_several_is_chosen() -> None:
    before = filed_of((line[0], 2024, *line[2:]) for line in COUNTED)
    both = before + filed_of(COUNTED)

    assert figures(both, year=2025).equals(figures(filed_of(COUNTED)))
    assert set(figures(both)["year"]) == {2024, 2025}


def test_nothing_has_no_figures() -> None:
    assert figures(WresReturn(), year=2025).is_empty()
    assert figures(WresReturn(), year=2025).columns == figures(filed_of(COUNTED)).columns


@pytest.mark.parametrize(
    ("lines", "year", "said"),
    [
        pytest.param([("RXX", None, *COUNTED[0][2:])], None, "say which year", id="no year"),
        pytest.param(COUNTED, 2024, "the return is for 2025, not for 2024", id="another year"),
        pytest.param(
            [("RXX", each, *COUNTED[0][2:]) for each in (2024, 2025, None)],
            None,
            "figures that name no year",
            id="year unknown",
        ),
        pytest.param(
            [(code, 2025, *COUNTED[0][2:]) for code in ("RXX", "RYY", "")],
            None,
            "figures that name no organisation",
            id="organisation unknown",
        ),
        pytest.param(
            [(*COUNTED[0][:-1], 1e9)], None, "up to 33,554,432 people", id="too many to be exact"
        ),
    ],
)
def test_what_cannot_be_measured_is_told(lines: list[Line], year: int | None, said: str) -> None:
    with pytest.raises(FigureError, match=said):
        figures(filed_of(lines), year=year)
