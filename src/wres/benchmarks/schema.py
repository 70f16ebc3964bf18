"""The JSON Schema of ``benchmark.json``, shipped beside the rules."""

from __future__ import annotations

from typing import Any

from wres.vocabulary import read_schema


def benchmark_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of format ``wres-benchmark/1``.

    Examples
    --------
    >>> benchmark_schema()["$defs"]["Benchmark"]["properties"]["format"]
    {'const': 'wres-benchmark/1'}
    """
    return read_schema("wres-benchmark-1")
