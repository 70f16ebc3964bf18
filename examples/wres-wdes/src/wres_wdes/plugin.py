"""The door into `wres`: exporter ``wdes``, for a report that is broken down by disability."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pluggy


if TYPE_CHECKING:
    from wres import Report

hookimpl = pluggy.HookimplMarker("wres")
Line = tuple[str, str | None, str | None, str, str | None, float]
MISSING = {
    "entered_disciplinary": "capability cases are not part of a WRES report",
    "board": "a board is not broken down",
}


class Wdes:
    """Writes ``wdes.json`` from the breakdown by disability: metrics 1 and 2."""

    name: str = "wdes"
    title: str = "Disability metrics 1 and 2 (experimental), with --by disability"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:
        """Give ``wdes.json``.

        Raises
        ------
        FigureError
            The report has no breakdown by disability.
        """
        import polars as pl  # noqa: PLC0415  # nothing is loaded until it is asked for

        from wres import WresReturn  # noqa: PLC0415
        from wres.errors import FigureError  # noqa: PLC0415
        from wres_wdes import DIMENSION, grouped, measure  # noqa: PLC0415

        found = [one for one in report.breakdowns if one.by == (DIMENSION,)]
        if not found:
            raise FigureError(f"exporter 'wdes' needs a breakdown by {DIMENSION}: --by {DIMENSION}")
        names = ["measure", "workforce_group", "pay_band", "ethnic_group", DIMENSION, "value"]
        lines = pl.DataFrame(list(_lines(found[0])), schema=names, orient="row")
        filed = grouped(WresReturn.from_cells(lines))
        made = measure(
            filed, year=report.year, organisation=report.organisation.code, missing=MISSING
        )
        return {"wdes.json": made.to_json().encode()}


def _lines(breakdown: Any) -> Iterator[Line]:
    """Give the counts of each part again."""
    for part in breakdown:
        (value,) = part.values
        staff, applied = part[1], part[2]
        if staff.status == "measured":
            for row in staff.rows:
                yield from _counts("staff", row.headcount, value, row.workforce_group, row.pay_band)
            if not staff.rows:
                yield from _counts("staff", staff.overall.headcount, value)
        if applied.status == "measured":
            yield from _counts("shortlisted", applied.population, value)
            yield from _counts("appointed", applied.events, value)


def _counts(
    measure: str,
    counts: Any,
    value: str | None,
    group: str | None = None,
    band: str | None = None,
) -> Iterator[Line]:
    for ethnic in ("white", "bme", "unknown"):
        number = counts[ethnic]
        if number is not None:
            yield measure, group, band, ethnic, value, float(number)


@hookimpl
def wres_exporters() -> list[Wdes]:
    """Give the exporter."""
    return [Wdes()]
