"""Exporter ``ledger``: ``ledger.csv``, where every source row went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wres.exporters._csv import csv_bytes
from wres.ledger import Ledger
from wres.report import Report


class LedgerCsv:
    """Writes ``ledger.csv``: rows by table, file, state and rule; nothing about a person."""

    name: str = "ledger"
    title: str = "Where every source row went, as CSV"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:  # noqa: ARG002
        """Give ``ledger.csv``; columns as `wres.ledger.Ledger.to_frame`.

        Nothing, of a published report: how many rows were read would tell of hidden counts.
        """
        if report.publication is not None:
            return {}
        ledger = Ledger(report.data_quality.ledger)
        return {"ledger.csv": csv_bytes(ledger.to_frame())}
