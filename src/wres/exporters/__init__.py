"""The formats that a report is written in: a plugin, like anyone's."""

from __future__ import annotations

import pluggy


hookimpl = pluggy.HookimplMarker("wres")


@hookimpl
def wres_exporters() -> list[object]:
    """Give the exporters of this package, in the order that they are listed."""
    # A program that embeds the core asks for none of them, so none is loaded before.
    from wres.exporters.ledger_csv import LedgerCsv  # noqa: PLC0415
    from wres.exporters.metrics_csv import MetricsCsv  # noqa: PLC0415
    from wres.exporters.page import Html  # noqa: PLC0415
    from wres.exporters.report_json import ReportJson  # noqa: PLC0415
    from wres.exporters.template import Template  # noqa: PLC0415
    from wres.exporters.word import Word  # noqa: PLC0415

    return [ReportJson(), MetricsCsv(), LedgerCsv(), Template(), Word(), Html()]
