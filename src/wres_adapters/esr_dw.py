"""The ESR national data warehouse's "Staff in Post" extract: one row an assignment and month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.errors import Location
from wres.files import Field, Scan, clean, csv_bytes, folded, refuse, scan_text, source
from wres.hookspecs import Capabilities
from wres.profiles import profile
from wres.records import StaffRecord
from wres.tables import dimensions
from wres.vocabulary import EthnicCategory
from wres_adapters import _esr
from wres_adapters._esr_staff import Raw, staff
from wres_adapters._esr_words import CATEGORIES, GRADES, OCCUPATIONS, word


ETHNIC_COLUMN = "ethnic_category"
SPECIMEN_HEADER = "Ethnic Origin"
FIELDS = {
    "person": Field("Unique Nhs Identifier"),
    "assignment": Field("Asg Number", required=False),
    "month": Field("Tm Year Month"),
    "organisation": Field("Ocs Code", "Org Ocs Code", "ODS Code"),
    "occupation": Field("Occupation Code"),
    "status": Field("Status"),
    "category": Field("Asg Type Of Contract"),
    "fte": Field("Contracted Wte"),
    "person_type": Field("User Person Type", required=False),
    "grade": Field("Grade Code", "Payscale Code", "Grade"),
}
"""Headers of public code that reads these extracts; that of ethnic origin is the user's."""

MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]


class EsrDw:
    """Reads a month of a "Staff in Post" extract; the largest WTE stands for a person."""

    name = "esr-dw"
    title = "ESR national data warehouse, Staff in Post (CSV)"
    tables = ("workforce",)
    capabilities = Capabilities(
        options={ETHNIC_COLUMN: SPECIMEN_HEADER},
        unsaid={
            "primary": pl.lit(value=True),
            "started_on": pl.lit(None),
            "senior_medical_manager": pl.lit(value=False),
        },
    )
    options: Mapping[str, str] = {
        ETHNIC_COLUMN: "header of the column of ethnic origin: these extracts have no usual one",
        "translations": "meaning of local words, by field: pay_band, workforce_group, engagement, "
        "ethnic_category (a table of tables)",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read an extract lazily."""
        _esr.check_translations(source_file.name, options)
        header = str(options.get(ETHNIC_COLUMN) or "").strip()
        if not header:
            message, accepted = (
                f"option '{ETHNIC_COLUMN}' is missing",
                "the header of ethnic origin",
            )
            raise refuse("wrong-option", Location(source_file.name), message, accepted)
        scan = scan_text(source_file, wanted={**FIELDS, ETHNIC_COLUMN: Field(header)})
        frame = _staff(scan, options)
        described = source(self.name, source_file)
        return LooseTables((LooseTable("workforce", frame, described, dict(scan.columns)),))

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write staff as the extract of March 2025, with ethnicity as ``Ethnic Origin``.

        Raises
        ------
        ValueError
            Where the extract could not say what a record has: its start, a post that is not the
            primary one, a senior medical manager, no WTE; or a text has a zero byte.
        """
        rows = tables["workforce"]
        _refuse_what_has_no_column(rows)
        ethnic = {str(item): f"{item} {item.label}" for item in EthnicCategory}
        return csv_bytes(
            rows.select(
                pl.col("person").alias("Unique Nhs Identifier"),
                pl.col("assignment").alias("Asg Number"),
                pl.lit("2025-March").alias("Tm Year Month"),
                pl.col("organisation").alias("Ocs Code"),
                word("workforce_group", OCCUPATIONS).alias("Occupation Code"),
                pl.lit("Active Assignment").alias("Status"),
                word("engagement", CATEGORIES).alias("Asg Type Of Contract"),
                pl.col("fte").cast(pl.String).alias("Contracted Wte"),
                word("pay_band", GRADES).alias("Grade Code"),
                word("ethnic_category", ethnic).alias(SPECIMEN_HEADER),
                *dimensions(rows.columns, StaffRecord),
            )
        )


def _refuse_what_has_no_column(rows: pl.DataFrame) -> None:
    faults = {
        "a post that is not the primary one": ~pl.col("primary"),
        "the start": pl.col("started_on").is_not_null(),
        "a senior medical manager": pl.col("senior_medical_manager"),
        "no WTE": pl.col("fte") == 0,
    }
    found = rows.select(fault.any().alias(what) for what, fault in faults.items()).row(
        0, named=True
    )
    if told := [what for what, holds in found.items() if holds]:
        raise ValueError(f"an extract has no column for {', '.join(told)}")


def _staff(scan: Scan, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Make table ``workforce``; every row is primary, so that the largest WTE is kept."""
    have = [name for name in ("person_type",) if name in scan.columns]
    raw = Raw(
        grades=["grade"],
        headers=scan.columns,
        category=["category"],
        engagements=have,
        occupations=["occupation"],
        statuses=["status"],
    )
    rows = scan.fields().with_columns(_scope(options.get("year")).alias(OUT_OF_SCOPE))
    assignment = "assignment" if "assignment" in scan.columns else "person"
    return staff(rows, raw, options).select(
        ROW,
        *("organisation", "person"),
        pl.col(assignment).alias("assignment"),
        *("ethnic_category", "workforce_group", "pay_band", "engagement", "fte"),
        pl.lit(value=True).alias("primary"),
        OUT_OF_SCOPE,
    )


def _scope(year: int | None) -> pl.Expr:
    """Say why a row is not of the snapshot's headcount: no identifier, no WTE, another month."""
    reason = (
        pl.when(pl.col("person").is_null())
        .then(pl.lit("no unique NHS identifier"))
        .when(clean(pl.col("fte")).str.contains(r"^[+-]?0*\.?0*$"))
        .then(pl.lit("no contracted WTE"))
    )
    if year is None:
        return reason
    snapshot = profile(year).snapshot
    month = f"{snapshot.year} {MONTHS[snapshot.month - 1]}"
    return pl.coalesce(
        reason,
        pl.when(folded(pl.col("month")) != month).then(pl.lit("another month than the snapshot's")),
    )
