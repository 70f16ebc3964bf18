"""Exporter ``csv``: ``metrics.csv``, every figure in a row, and what its columns mean.

The second file is metadata as the W3C recommends them for CSV on the web (CSVW): a program
that knows them reads the types of the columns, a person their titles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wres.exporters._csv import csv_bytes
from wres.report import Report


FILE = "metrics.csv"

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
    "status": ("string", "measured, undefined or no_data"),
    "reason": ("string", "Why there is no value"),
}
"""Column of `wres.Report.to_frame` to its CSVW datatype and title."""


class MetricsCsv:
    """Writes every figure as a row of ``metrics.csv``, described as CSV on the web."""

    name: str = "csv"
    title: str = "Every figure as CSV, with its description (CSVW)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:  # noqa: ARG002
        """Give ``metrics.csv`` and ``metrics.csv-metadata.json``.

        Columns as `wres.Report.to_frame`; an empty cell is null.
        """
        described = json.dumps(_metadata(report), ensure_ascii=False, indent=2)
        return {
            FILE: csv_bytes(report.to_frame()),
            f"{FILE}-metadata.json": f"{described}\n".encode(),
        }


def _metadata(report: Report) -> dict[str, Any]:
    organisation = report.organisation.name or report.organisation.code
    whose = f" of {organisation}" if organisation else ""
    columns = [
        {"name": name, "titles": name, "dc:description": title, "datatype": datatype}
        for name, (datatype, title) in COLUMNS.items()
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": FILE,
        "dc:title": f"Workforce Race Equality Standard {report.year}{whose}",
        "dc:source": [source.file for source in report.provenance.sources],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": {"null": "", "columns": columns},
    }
