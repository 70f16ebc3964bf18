"""Returns that the data collection form can hold."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, PLACES
from wres.returns import WresReturn
from wres.testing.strategies import IDENTIFIERS
from wres.vocabulary import SURVEY_MEASURES, respondents_of


Cell = tuple[str, str | None, str | None, str]
"""Measure, workforce group, pay band, ethnic group."""

COLUMNS = [
    "organisation",
    "year",
    "measure",
    "workforce_group",
    "pay_band",
    "ethnic_group",
    "value",
]
PAIRS = (("shortlisted", "appointed"), ("board", "board_voting"), ("board", "board_executive"))
FREE = ("entered_disciplinary", "accessed_training")
CONSULTANT = ("medical", "Consultant")
COUNTS = st.integers(0, 40) | st.integers(0, 10**7)


def filed(
    cells: Mapping[Cell, float], *, organisation: str = "RXX", year: int | None = 2025
) -> WresReturn:
    """Make a return of one organisation and year."""
    rows = [(organisation, year, *cell, float(value)) for cell, value in cells.items()]
    types = [pl.String, pl.Int64, *[pl.String] * 4, pl.Float64]
    frame = pl.DataFrame(rows, schema=dict(zip(COLUMNS, types, strict=True)), orient="row")
    return WresReturn.from_frame(frame)


def plain(measure: str, white: float, bme: float, unknown: float) -> dict[Cell, float]:
    """Give one measure's three figures."""
    values = zip(GROUPS, (white, bme, unknown), strict=True)
    return {(measure, None, None, group): value for group, value in values}


@st.composite
def cells(draw: st.DrawFn) -> dict[Cell, float]:
    """Draw figures, any of which may be missing."""
    made: dict[Cell, float] = draw(staff())
    for group in GROUPS:
        for whole, part in PAIRS:
            limit = draw(COUNTS)
            made.setdefault((whole, None, None, group), limit)
            made[part, None, None, group] = draw(
                st.integers(0, int(made[whole, None, None, group]))
            )
        made[FREE[0], None, None, group] = draw(COUNTS) / 2
        made[FREE[1], None, None, group] = draw(COUNTS)
        most = int(made.get(("staff", *CONSULTANT, group), 3))
        made["senior_medical_manager", None, None, group] = draw(st.integers(0, most))
        for measure in SURVEY_MEASURES:
            share = st.integers(0, 1000).map(lambda part: part / 1000) | st.floats(0, 1)
            made[str(measure), None, None, group] = draw(share)
            made[str(respondents_of(measure)), None, None, group] = draw(COUNTS)
    missing = draw(st.sets(st.sampled_from(sorted({cell[0] for cell in made})), max_size=6))
    holes = draw(st.sets(st.sampled_from(sorted(made, key=str)), max_size=6))
    return {
        cell: value for cell, value in made.items() if cell[0] not in missing and cell not in holes
    }


@st.composite
def staff(draw: st.DrawFn) -> dict[Cell, float]:
    """Draw a workforce: by pay band, or in all."""
    if draw(st.booleans()):
        return {("staff", None, None, group): draw(COUNTS) for group in GROUPS}
    values = iter(draw(st.lists(COUNTS, min_size=96, max_size=96)))
    return {("staff", *place, group): next(values) for place in PLACES for group in GROUPS}


def returns(*, organisation: SearchStrategy[str] | None = None) -> SearchStrategy[WresReturn]:
    """Give returns of one organisation and year, either of which may not be named."""
    return st.builds(
        lambda made, code, year: filed(made, organisation=code, year=year),
        cells(),
        st.just("") | IDENTIFIERS if organisation is None else organisation,
        st.none() | st.integers(2015, 2199),
    )


def random_cells(seed: int) -> dict[Cell, float]:
    """Draw figures of a fixed seed, zeros likely: for tests too slow for Hypothesis."""
    rng = Random(seed)
    made: dict[Cell, float] = {
        ("staff", *place, group): rng.choice([0, rng.randint(0, 900)])
        for place in PLACES
        for group in GROUPS
    }
    for group in GROUPS:
        for whole, part in PAIRS:
            made.setdefault((whole, None, None, group), rng.choice([0, rng.randint(0, 60)]))
            made[part, None, None, group] = rng.randint(0, int(made[whole, None, None, group]))
        made[FREE[0], None, None, group] = rng.choice([0, rng.randint(0, 30) / 2])
        made[FREE[1], None, None, group] = rng.choice([0, rng.randint(0, 500)])
    return made
