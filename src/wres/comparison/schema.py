"""The JSON Schema of ``comparison.json``, shipped beside the rules."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of format ``wres-comparison/1``.

    Examples
    --------
    >>> json_schema()["properties"]["format"]
    {'const': 'wres-comparison/1'}
    """
    file = resources.files("wres") / "data" / "wres-comparison-1.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
