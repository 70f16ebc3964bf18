"""A benchmark as a tidy frame."""

from __future__ import annotations

from typing import Any

import polars as pl

from wres.benchmarks.comparing import Benchmark, Line


SCHEMA = {
    "organisation": pl.String(),
    "year": pl.Int64(),
    "metric": pl.Int64(),
    "figure": pl.String(),
    "part": pl.String(),
    "ethnic_group": pl.String(),
    "label": pl.String(),
    "definition": pl.String(),
    "own": pl.Float64(),
    "own_exact": pl.String(),
    "own_display": pl.String(),
    "own_low": pl.Float64(),
    "own_high": pl.Float64(),
    "reason": pl.String(),
    "published": pl.Float64(),
    "published_as_printed": pl.String(),
    "published_year": pl.Int64(),
    "published_place": pl.String(),
    "published_period": pl.String(),
    "published_vintage": pl.String(),
    "published_restated": pl.Boolean(),
    "published_source": pl.String(),
    "published_url": pl.String(),
    "published_verified": pl.String(),
    "gap": pl.Float64(),
    "gap_exact": pl.String(),
    "gap_display": pl.String(),
    "reading": pl.String(),
    "chance": pl.Boolean(),
    "organisations": pl.Int64(),
    "rank": pl.Int64(),
    "rank_1_is": pl.String(),
    "level_with": pl.Int64(),
    "median": pl.Float64(),
    "pooled": pl.Float64(),
    "funnel_place": pl.String(),
    "funnel_z": pl.Float64(),
}


def frame_of(benchmark: Benchmark) -> pl.DataFrame:
    """Give one row a line; columns as `SCHEMA`, null where there is nothing."""
    rows = [_row(benchmark, line) for line in benchmark.lines]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(benchmark: Benchmark, line: Line) -> tuple[Any, ...]:
    own, other, gap, peers = line.own, line.published, line.gap, line.peers
    interval = None if own is None else own.interval
    published = (
        (None,) * 10
        if other is None
        else (
            float(other.exact),
            other.printed,
            other.year,
            other.place,
            other.period,
            other.vintage,
            other.restated,
            other.source,
            other.url,
            other.verified,
        )
    )
    return (
        benchmark.organisation,
        benchmark.year,
        line.metric,
        line.figure,
        line.part,
        line.group,
        line.label,
        line.definition,
        *((None,) * 3 if own is None else (own.value, str(own.exact), own.display)),
        None if interval is None else interval.low,
        None if interval is None else interval.high,
        line.reason,
        *published,
        *((None,) * 3 if gap is None else (gap.value, str(gap.exact), gap.display)),
        line.reading,
        line.chance,
        *(
            (None,) * 8
            if peers is None
            else (
                peers.organisations,
                peers.rank,
                peers.first,
                peers.level,
                peers.median.value,
                None if peers.pooled is None else peers.pooled.value,
                peers.place,
                peers.z,
            )
        ),
    )
