"""The rows of a plan as a frame."""

from __future__ import annotations

import polars as pl

from wres.planning.drafting import Plan
from wres.planning.rows import OPEN, PEOPLES, QUARTERS


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
    *QUARTERS,
    "figures",
    "earlier",
    "commentary",
    "eds_outcome",
    "edi_action",
    "risk",
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
    told = {one.metric: commentary(plan, one.metric) for one in plan.rows}
    rows = [
        [
            told[row.metric]
            if name == "commentary"
            else getattr(row, name) or (OPEN if name in PEOPLES else None)
            for name in COLUMNS
        ]
        for row in plan.rows
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def commentary(plan: Plan, number: int) -> str:
    """Say what the figures say of an indicator, in one text; empty where nothing is said."""
    return " ".join(one.text for one in plan.said if one.metric == number)
