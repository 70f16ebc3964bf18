"""Synthetic staff for the benchmarks: bands and ethnicity spread as in England's NHS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl


BANDS = {
    "Band 2": 14.0,
    "Band 3": 13.5,
    "Band 4": 9.5,
    "Band 5": 18.5,
    "Band 6": 17.0,
    "Band 7": 10.0,
    "Band 8a": 3.6,
    "Band 8b": 1.6,
    "Band 8c": 0.9,
    "Band 8d": 0.4,
    "Band 9": 0.25,
    "VSM": 0.2,
    "Consultant": 5.0,
    "Trainee grade": 5.5,
}
CATEGORIES = {
    "A": 60,
    "B": 2,
    "C": 6,
    "H": 8,
    "N": 7,
    "L": 5,
    "J": 3,
    "M": 2,
    "S": 2,
    "R": 1,
    "Z": 3,
    "99": 1,
}
ENGAGEMENTS = {"substantive": 85, "fixed_term": 7, "bank": 8}
ORGANISATIONS = 220
SECOND_ASSIGNMENTS = 0.03


def staff(rows: int, seed: int = 2025) -> pl.DataFrame:
    """Make a workforce table: 3% of the rows are second assignments, in no order."""
    random = np.random.default_rng(seed)

    def drawn(weights: dict[str, float]) -> pl.Series:
        odds = np.array(list(weights.values()), float)
        return pl.Series(
            np.array(list(weights))[random.choice(len(odds), rows, p=odds / odds.sum())]
        )

    people = random.permutation(rows)
    second = int(rows * SECOND_ASSIGNMENTS)
    people[:second] = people[second : 2 * second]
    primary = np.ones(rows, bool)
    primary[:second] = False
    band = drawn(BANDS)
    medical = band.is_in(["Consultant", "Trainee grade"])
    return pl.DataFrame(
        {
            "organisation": pl.Series(people % ORGANISATIONS).cast(pl.String).str.zfill(3),
            "person": pl.Series(people).cast(pl.String).str.zfill(9),
            "assignment": pl.Series(np.arange(rows)).cast(pl.String).str.zfill(9),
            "ethnic_category": drawn(CATEGORIES),
            "workforce_group": drawn({"non_clinical": 35, "clinical": 65}),
            "pay_band": band,
            "engagement": drawn(ENGAGEMENTS),
            "primary": primary,
            "fte": np.round(random.random(rows), 2),
            "started_on": pl.Series(random.integers(10000, 20000, rows))
            .cast(pl.Int32)
            .cast(pl.Date),
            "senior_medical_manager": np.zeros(rows, bool),
        }
    ).with_columns(
        workforce_group=pl.when(medical).then(pl.lit("medical")).otherwise("workforce_group")
    )


def files(folder: Path, rows: int) -> dict[str, Path]:
    """Write the table as Parquet and CSV, once."""
    made = {kind: folder / f"staff-{rows}.{kind}" for kind in ("parquet", "csv")}
    if not all(path.exists() for path in made.values()):
        folder.mkdir(parents=True, exist_ok=True)
        frame = staff(rows)
        frame.write_parquet(made["parquet"])
        frame.write_csv(made["csv"])
    return made
