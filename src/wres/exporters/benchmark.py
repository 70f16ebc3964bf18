"""A benchmark as files: ``benchmark.json`` and ``benchmark.csv``."""

from __future__ import annotations

from collections.abc import Sequence

from wres.benchmarks import Benchmark
from wres.exporters._csv import csv_bytes


BENCHMARK_FORMATS = ("json", "csv")


def benchmark_files(benchmark: Benchmark, formats: Sequence[str]) -> dict[str, bytes]:
    """Give the files of a benchmark: name to content, always the same bytes."""
    files = {}
    if "json" in formats:
        files["benchmark.json"] = benchmark.to_json().encode()
    if "csv" in formats:
        files["benchmark.csv"] = csv_bytes(benchmark.to_frame())
    return files
