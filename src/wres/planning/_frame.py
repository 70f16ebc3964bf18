"""The rows of a plan as a frame."""

from __future__ import annotations

import polars as pl

from wres.planning.drafting import Plan
from wres.planning.rows import OPEN, PEOPLES


COLUMNS = (
    "number",
    "metric",
    "priority",
    "objective",
    "baseline",
    "target",
    "action",
    "owner",
    "deadline",
    "measure",
    "status",
    "proposed_status",
    "progress",
    "figures",
    "eds_outcome",
    "edi_action",
    "approval",
    "source",
    "url",
    "verified",
    "key",
)


def frame_of(plan: Plan) -> pl.DataFrame:
    """Give one line a row, in order; what a person has not decided says so."""
    schema = {
        name: pl.Int64() if name in {"metric", "priority"} else pl.String() for name in COLUMNS
    }
    rows = [
        [getattr(row, name) or (OPEN if name in PEOPLES else None) for name in COLUMNS]
        for row in plan.rows
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")
