"""Exporter ``csv``: ``metrics.csv``, every figure in a row, and what its columns mean.

A report with breakdowns has a second table, ``breakdowns.csv``. The file beside each is metadata as the W3C recommends them for CSV on the web (CSVW): a program
that knows them reads the types of the columns, a person their titles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from wres.exporters._csv import csv_bytes
from wres.report import Report


FILE, BREAKDOWNS = "metrics.csv", "breakdowns.csv"

COLUMNS = {
    "organisation": ("string", "Organisation code"),
    "year": ("integer", "WRES year"),
    "metric": ("integer", "Number of the metric"),
    "name": ("string", "Name of the metric"),
    "figure": ("string", "Kind of figure"),
    "part": ("string", "What the figure is of, where a metric has several"),
    "workforce_group": ("string", "Workforce group"),
    "pay_band": ("string", "Pay band"),
    "ethnic_group": ("string", "Ethnic group, or the two of a ratio"),
    "value": ("number", "Value; shares and their differences in units of 1"),
    "exact": ("string", "Value as a fraction"),
    "display": ("string", "Value as people read it"),
    "low": ("number", "Low end of the 95% interval, in the unit of value"),
    "high": ("number", "High end of the 95% interval; empty where it is unbounded"),
    "interval": ("string", "Method of the interval; empty where there is none"),
    "status": ("string", "measured, undefined, no_data or hidden"),
    "reason": ("string", "Why there is no value"),
}
"""Column of `wres.Report.to_frame` to its CSVW datatype and title."""

OF_BREAKDOWNS = {
    "breakdown": ("string", "Dimensions that the counts are broken down by"),
    "breakdown_value": ("string", "Values of the dimensions"),
}
"""The same for the further columns of `wres.Report.breakdowns_to_frame`."""


class MetricsCsv:
    """Writes every figure as a row of ``metrics.csv``, described as CSV on the web."""

    name: str = "csv"
    title: str = "Every figure as CSV, with its description (CSVW)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:  # noqa: ARG002
        """Give ``metrics.csv`` and, where there are breakdowns, ``breakdowns.csv``.

        Each with its ``-metadata.json``. Columns as `wres.Report.to_frame` and
        `wres.Report.breakdowns_to_frame`; an empty cell is null.
        """
        files = _table(FILE, report.to_frame(), report)
        if report.breakdowns:
            files |= _table(BREAKDOWNS, report.breakdowns_to_frame(), report, " (breakdowns)")
        return files


def _table(name: str, frame: pl.DataFrame, report: Report, what: str = "") -> dict[str, bytes]:
    described = json.dumps(_metadata(name, frame, report, what), ensure_ascii=False, indent=2)
    return {name: csv_bytes(frame), f"{name}-metadata.json": f"{described}\n".encode()}


def _metadata(url: str, frame: pl.DataFrame, report: Report, what: str) -> dict[str, Any]:
    organisation = report.organisation.name or report.organisation.code
    whose = f" of {organisation}" if organisation else ""
    known = COLUMNS | OF_BREAKDOWNS
    columns = [
        {"name": name, "titles": name, "dc:description": known[name][1], "datatype": known[name][0]}
        for name in frame.columns
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": f"Workforce Race Equality Standard {report.year}{whose}{what}",
        "dc:source": [source.file for source in report.provenance.sources],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": {"null": "", "columns": columns},
    }
