"""Exporter ``json``: ``report.json``, the contract that other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wres.report import Report


class ReportJson:
    """Writes ``report.json`` (format ``wres-report/1``); `wres.Report.from_json` reads it."""

    name: str = "json"
    title: str = "The whole report as JSON"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:  # noqa: ARG002
        """Give ``report.json``: UTF-8, a line end at the end."""
        return {"report.json": report.to_json().encode()}
