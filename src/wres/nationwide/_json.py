"""``national.json``: the tables of an analysis as objects, in order, without people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from wres.documents import dumped
from wres.nationwide.measures import measures
from wres.version import version
from wres.vocabulary import read_schema


if TYPE_CHECKING:
    from wres.nationwide.analysis import National

FORMAT = "wres-national/1"
SECTIONS = ("pooled", "distribution", "standings", "funnels", "challenged")


def to_json(analysis: National) -> str:
    """Write an analysis."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "whole": analysis.whole,
        "years": list(analysis.years),
        "measures": [
            {"key": one.key, "metric": one.metric, "title": one.title, "scale": one.scale}
            for one in measures()
        ],
        "organisations": [_organisation(row) for row in analysis.organisations.to_dicts()],
    }
    for name in SECTIONS:
        content[name] = _rows(getattr(analysis, name))
    content["warnings"] = list(analysis.warnings)
    content["provenance"] = {
        "wres": version(),
        "sources": [
            {"adapter": one.adapter, "file": one.file, "sha256": one.sha256, "rows": one.rows}
            for one in sorted(analysis.evidence.sources, key=str)
        ],
    }
    return dumped(content)


def _organisation(row: dict[str, Any]) -> dict[str, Any]:
    predecessors, years = (row[name].split() for name in ("predecessors", "years"))
    return {**row, "predecessors": predecessors, "years": list(map(int, years))}


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Give rows as objects; what is infinite in the frame is left to `display`."""
    kept = frame.drop("gap", "worse_above", strict=False)
    finite = kept.with_columns(
        pl.when(pl.col(pl.Float64).is_finite()).then(pl.col(pl.Float64)).name.keep()
    )
    return finite.to_dicts()


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of format ``wres-national/1``.

    Examples
    --------
    >>> json_schema()["properties"]["format"]
    {'const': 'wres-national/1'}
    """
    return read_schema("wres-national-1")
