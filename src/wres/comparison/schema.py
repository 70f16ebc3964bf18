"""The JSON Schema of ``comparison.json``, shipped beside the rules."""

from __future__ import annotations

from typing import Any

from wres.vocabulary import read_schema


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of format ``wres-comparison/1``.

    Examples
    --------
    >>> json_schema()["properties"]["format"]
    {'const': 'wres-comparison/1'}
    """
    return read_schema("wres-comparison-1")
