"""A report beside published figures and beside its peers."""

from wres.benchmarks.comparing import Benchmark, Line, benchmark
from wres.benchmarks.own import Own, own_figures
from wres.benchmarks.peers import reports_by_file, reports_in
from wres.benchmarks.published import (
    ENGLAND,
    PLACES,
    Key,
    Published,
    check_region,
    nearest,
    published,
)
from wres.benchmarks.schema import benchmark_schema
from wres.benchmarks.sentences import sentences_of
from wres.benchmarks.standing import Standing


__all__ = [
    "ENGLAND",
    "PLACES",
    "Benchmark",
    "Key",
    "Line",
    "Own",
    "Published",
    "Standing",
    "benchmark",
    "benchmark_schema",
    "check_region",
    "nearest",
    "own_figures",
    "published",
    "reports_by_file",
    "reports_in",
    "sentences_of",
]
