"""A synthetic return of many organisations: every measure, every pay band, and the survey."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from wres import WresReturn
from wres.metrics import PLACES
from wres.vocabulary import SURVEY_MEASURES, respondents_of


SHARES = {"white": 0.72, "bme": 0.24, "unknown": 0.04}
COLUMNS = ("organisation", "year", "measure", "workforce_group", "pay_band", "ethnic_group")
Line = tuple[str, int, str, str | None, str | None, str, float]


def filed(organisations: int, seed: int = 2025) -> WresReturn:
    """Make the return of a year; the same for the same seed."""
    random = np.random.default_rng(seed)
    lines = [line for number in range(organisations) for line in _lines(f"R{number:03}", random)]
    frame = pl.DataFrame(lines, schema=[*COLUMNS, "value"], orient="row")
    return WresReturn.from_cells(frame)


def _lines(code: str, random: np.random.Generator) -> Iterator[Line]:
    people = random.integers(1500, 20_000)
    bands = random.dirichlet(np.full(len(PLACES), 2.0)) * people
    for group, part in SHARES.items():
        staff = random.poisson(bands * part)
        for place, count in zip(PLACES, staff, strict=True):
            yield code, 2025, "staff", *place, group, float(count)
        for measure, value in _others(int(staff.sum()), random).items():
            yield code, 2025, measure, None, None, group, float(value)


def _others(staff: int, random: np.random.Generator) -> dict[str, float]:
    shortlisted, board = staff * 3 // 5 + 1, int(random.integers(1, 12))
    shares = {str(name): round(random.uniform(0.05, 0.6), 4) for name in SURVEY_MEASURES}
    asked = {str(respondents_of(name)): random.integers(30, 3000) for name in SURVEY_MEASURES}
    return {
        "senior_medical_manager": random.integers(0, 3),
        "shortlisted": shortlisted,
        "appointed": random.binomial(shortlisted, 0.2),
        "entered_disciplinary": random.binomial(staff, 0.012),
        "accessed_training": random.binomial(staff, 0.4),
        "board": board,
        "board_voting": random.binomial(board, 0.7),
        "board_executive": random.binomial(board, 0.5),
        **shares,
        **asked,
    }
