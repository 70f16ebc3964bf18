"""The JSON Schema of ``plan.json``, shipped beside the rules."""

from __future__ import annotations

from typing import Any

from wres.vocabulary import read_schema


def plan_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of format ``wres-plan/1``.

    Examples
    --------
    >>> plan_schema()["$defs"]["Plan"]["properties"]["format"]
    {'const': 'wres-plan/1'}
    """
    return read_schema("wres-plan-1")
