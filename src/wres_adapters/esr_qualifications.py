"""Qualifications out of ESR: who took up learning that leads to one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import LooseTables
from wres.files import Field, csv_bytes
from wres.hookspecs import Capabilities
from wres_adapters import _lists, _words
from wres_adapters._uptake import MANDATORY, OPTIONS, PEOPLE, RECORDS, uptake


FIELDS = {
    "person": Field("Person ID", *_lists.PERSON),
    "course": Field("Title", "Qualification Title", "Qualification"),
    "learning_status": Field("Status", "Qualification Status", required=False),
    "completed": Field("Awarded Date", "Date Awarded", required=False),
    "started": Field("Start Date", required=False),
    "mandatory_flag": Field("Mandatory", required=False),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN, required=False),
    "organisation_code": _lists.ORGANISATION,
    **RECORDS,
}
"""Headers of a health board's copy of the interface, and our choice of others."""


class EsrQualifications:
    """Reads a list of qualifications: one row a person and qualification."""

    name = "esr-qualifications"
    title = "ESR qualifications (CSV, XLSX)"
    tables = ("training",)
    capabilities = Capabilities(files=(MANDATORY, PEOPLE))
    options: Mapping[str, str] = {**OPTIONS, **_lists.column_options(FIELDS)}

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a list of qualifications."""
        return uptake(self.name, source_file, FIELDS, options)

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write uptake as qualifications that were awarded, in CSV."""
        uptake = tables["training"]
        return csv_bytes(
            uptake.select(
                pl.lit("QUA").alias("RecordType"),
                pl.col("person").alias("PersonID"),
                pl.col("course").alias("Title"),
                pl.lit("Awarded").alias("Status"),
                pl.col("accessed_on").dt.strftime("%Y%m%d").alias("AwardedDate"),
                pl.lit("Exampleton College").alias("Establishment"),
                pl.lit("").alias("DeletionFlag"),
                pl.when("mandatory").then(pl.lit("Yes")).otherwise(pl.lit("No")).alias("Mandatory"),
                _words.ethnic_word().alias("EthnicOrigin"),
                pl.col("organisation").alias("ODSCode"),
                *(pl.col(name) for name in uptake.columns[6:]),
            )
        )
