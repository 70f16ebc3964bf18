"""A report beside published figures and beside its peers."""

from wres.benchmarks.comparing import Benchmark, Line, benchmark
from wres.benchmarks.peers import reports_by_file, reports_in
from wres.benchmarks.published import PLACES, Key, Published, nearest, published
from wres.benchmarks.schema import benchmark_schema
from wres.benchmarks.sentences import sentences_of
from wres.benchmarks.standing import Standing


__all__ = [
    "PLACES",
    "Benchmark",
    "Key",
    "Line",
    "Published",
    "Standing",
    "benchmark",
    "benchmark_schema",
    "nearest",
    "published",
    "reports_by_file",
    "reports_in",
    "sentences_of",
]
