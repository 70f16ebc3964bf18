"""Exporter ``template``: ``template.xlsx``, the counts and figures on the data collection form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wres.report import Report
from wres.returns.dcf import dcf_bytes


class Template:
    """Writes the data collection form as a workbook with live formulas."""

    name: str = "template"
    title: str = "The data collection form as a workbook (XLSX)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:
        """Give ``template.xlsx``; option ``previous``, a report, fills the columns of last year."""
        previous: Report | None = options.get("previous")
        content = dcf_bytes(
            report.filed,
            year=report.year,
            organisation=report.organisation.code,
            name=report.organisation.name,
            previous=None if previous is None else previous.filed,
        )
        return {"template.xlsx": content}
