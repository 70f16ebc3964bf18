"""Strategies for reports of several years of one organisation."""

from collections.abc import Mapping, Sequence

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS
from wres.report import Report, measure
from wres.returns import WresReturn


Lines = Mapping[str, Sequence[float]]
SCHEMA = {
    "measure": pl.String,
    "workforce_group": pl.String,
    "pay_band": pl.String,
    "ethnic_group": pl.String,
    "value": pl.Float64,
}


def report(lines: Lines, year: int, *, organisation: str = "RXX", **forms: object) -> Report:
    """Measure figures that belong together; those of a group that is left out are not there."""
    rows = [
        (name, None, None, group, float(value))
        for name, values in lines.items()
        for group, value in zip(GROUPS, values, strict=False)
    ]
    tidy = pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(
        organisation=pl.lit(organisation)
    )
    filed = WresReturn.from_cells(tidy.with_columns(year=pl.lit(year, dtype=pl.Int64)))
    return measure(filed, year=year, organisation=organisation, **forms)  # type: ignore[arg-type]


PEOPLE: SearchStrategy[float] = st.sampled_from([0, 1, 30, 31, 300, 305, 310, 700]).map(float)
FEW: SearchStrategy[float] = st.sampled_from([0, 1, 9, 10, 11, 30]).map(float)
SHARES: SearchStrategy[float] = st.sampled_from([0.0, 0.2, 0.2001, 0.25, 0.5, 1.0])
BASES: SearchStrategy[float] = st.sampled_from([1.0, 50.0, 900.0])


WIDE: SearchStrategy[float] = st.integers(100, 30_000).map(float)
WIDE_SHARES: SearchStrategy[float] = st.integers(100, 9_000).map(lambda part: part / 10_000)


@st.composite
def wide_lines(draw: st.DrawFn) -> dict[str, tuple[float, ...]]:
    """Draw figures that hardly ever repeat."""
    shortlisted = draw(st.tuples(WIDE, WIDE))
    return {
        "staff": draw(st.tuples(WIDE, WIDE, WIDE)),
        "shortlisted": shortlisted,
        "appointed": tuple(min(one, draw(WIDE)) for one in shortlisted),
        "harassed_by_public": draw(st.tuples(WIDE_SHARES, WIDE_SHARES)),
        "harassed_by_public_respondents": draw(st.tuples(BASES, BASES)),
        "board_voting": draw(st.tuples(*[st.integers(1, 60).map(float)] * 3)),
    }


@st.composite
def lines(draw: st.DrawFn) -> dict[str, tuple[float, ...]]:
    """Draw figures from few values, so that they often repeat, rise or fall."""
    three = st.tuples(PEOPLE, PEOPLE, st.sampled_from([0.0, 5.0]))
    shortlisted, board = draw(three), draw(st.tuples(FEW, FEW, st.just(0.0)))
    found: dict[str, tuple[float, ...]] = {
        "staff": draw(three),
        "shortlisted": shortlisted,
        "appointed": tuple(min(one, draw(PEOPLE)) for one in shortlisted),
        "entered_disciplinary": draw(st.tuples(FEW, FEW, st.just(0.0))),
        "accessed_training": draw(st.tuples(PEOPLE, PEOPLE, st.just(0.0))),
        "board": board,
        "board_voting": tuple(min(one, 9.0) for one in board),
    }
    for name in ("harassed_by_public", "believes_equal_opportunities"):
        if draw(st.booleans()):
            found[name] = draw(st.tuples(SHARES, SHARES))
            if draw(st.booleans()):
                found[f"{name}_respondents"] = draw(st.tuples(BASES, BASES))
    return found


@st.composite
def years_of_reports(draw: st.DrawFn, *, most: int = 9, wide: bool = False) -> dict[int, Report]:
    """Draw reports of several years, often in a row, by year; wide, no figure repeats."""
    first = draw(st.integers(2015, 2024))
    length = draw(st.integers(2, most))
    years = [year for year in range(first, first + length) if draw(st.integers(0, 5))]
    years = years if len(years) > 1 else [first, first + 1]
    pool = st.sampled_from(draw(st.lists(lines(), min_size=1, max_size=4)))
    return {
        year: report(
            draw(wide_lines() if wide else pool),
            year,
            known_only=draw(st.sampled_from([False, False, False, True])),
        )
        for year in years
    }
