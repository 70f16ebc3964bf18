"""The return as tidy CSV: figures that were counted elsewhere, or by this library before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

from wres.admission import ROW, LooseTable, LooseTables
from wres.admission.loose import HINTS
from wres.errors import Problem, raise_all
from wres.files import Field, Scan, scan_text, source
from wres.hookspecs import Capabilities
from wres.records import ReturnLine, columns


FIELDS = {
    "organisation": Field("organisation", required=False),
    "year": Field("year", required=False),
    "measure": Field("measure"),
    "workforce_group": Field("workforce_group", required=False),
    "pay_band": Field("pay_band", required=False),
    "ethnic_group": Field("ethnic_group"),
    "value": Field("value"),
}


class ReturnCsv:
    """Reads the tidy form of a return, line by line."""

    name = "return-csv"
    title = "WRES return as tidy CSV"
    tables = ("return",)
    capabilities = Capabilities(
        expected_failures={
            "further-columns": "a further column of a return is a dimension that its figures are "
            "broken down by; a return has nothing about a person"
        }
    )
    options: Mapping[str, str] = {}

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:  # noqa: ARG002
        """Read a return lazily; further columns are breakdown dimensions."""
        scan = scan_text(source_file, wanted=FIELDS)
        frame = scan.fields(*_dimensions(scan))
        described = source(self.name, source_file)
        return LooseTables((LooseTable("return", frame, described, scan.columns),))

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write a return as tidy CSV."""
        frame = tables["return"]
        own = [name for name in columns(ReturnLine) if name in frame.columns]
        return frame.select(*own, pl.exclude(ROW, *own)).write_csv().encode()


def _dimensions(scan: Scan) -> list[str]:
    """Give the columns that are no field; a name that would steer admission is refused."""
    further = [name for name in scan.names if name not in scan.columns.values()]
    raise_all(
        [
            Problem(
                "reserved-column",
                evolve(scan.where, column=name),
                f"a column '{name}', a name that this library uses itself",
                "another name for the breakdown",
            )
            for name in further
            if name in HINTS
        ]
    )
    return further
