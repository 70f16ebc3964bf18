"""Staff lists out of ESR BI or Discoverer, as CSV or XLSX, however the report was laid out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import EFFECTIVE_FROM, EFFECTIVE_TO, OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.admission.loose import HINTS
from wres.files import (
    Field,
    Scan,
    clean,
    is_workbook,
    read_sheet,
    same,
    scan_text,
    source,
    where_rare,
)
from wres.files.stray import TOTALS
from wres.records import StaffRecord, columns
from wres.vocabulary import fold
from wres_adapters import _esr
from wres_adapters._esr_bi_specimen import staff_list
from wres_adapters._esr_staff import Raw, staff


FIRST, DIMENSION = "first", "dimension:"
FACTS = (
    "assignment",
    "primary",
    "ethnic_category",
    "staff_group",
    "pay_scale",
    "grade",
    "pay_grade",
)


def _optional(*aliases: str) -> Field:
    return Field(*aliases, required=False)


FIELDS = {
    "person": Field("Employee Number", "Employee No", "Staff Number", "Personal Number"),
    "assignment": _optional("Assignment Number", "Assignment No"),
    "primary": Field("Primary Assignment", "Primary Assignment Flag", "Primary Flag", "Primary"),
    "status": _optional("Assignment Status", "Asg Status", "User Assignment Status"),
    "category": Field("Assignment Category", "Asg Category", "Contract Type", one_of="engagement"),
    "employee_category": Field("Employee Category", one_of="engagement"),
    "person_type": Field("Person Type", "User Person Type", one_of="engagement"),
    "occupation": Field("Occupation Code", "Occ Code", one_of="group"),
    "staff_group": Field("Staff Group", "Main Staff Group", one_of="group"),
    "role": _optional("Role", "Job Role"),
    "position": _optional("Position Title", "Position Name"),
    "pay_scale": Field("Pay Scale", "Payscale", "Pay Scale Code", "Payscale Code", one_of="grade"),
    "grade": Field("Grade", "Grade Name", "Grade Code", one_of="grade"),
    "pay_grade": Field("Pay Grade", "Pay Band", "Band", "AfC Band", one_of="grade"),
    "ethnic_category": Field(
        "Ethnic Origin", "Ethnic Category", "Ethnic Origin Code", "Ethnic Group", "Ethnicity"
    ),
    "fte": _optional("FTE", "Contracted FTE", "Assignment FTE", "WTE", "Contracted WTE"),
    "headcount": _optional("Headcount"),
    "organisation": _optional("ODS Code", "Organisation Code", "Org Code", "NACS Code", "OCS Code"),
    "started_on": _optional("Latest Start Date", "Latest Hire Date"),
    "start_date": _optional("Start Date", "Hire Date", "Date Started"),
    "effective_from": _optional("Assignment Effective Start Date", "Effective Start Date"),
    "effective_to": _optional("Assignment Effective End Date", "Effective End Date"),
    "terminated_on": _optional("Termination Date", "Actual Termination Date", "Leaving Date"),
}
"""Headers of a staff list: those of a health board's warehouse and usual ones; none is official."""

DIMENSIONS = (
    *(f"Org L{level}" for level in range(1, 10)),
    "Organisation",
    "Organisation Name",
    "Directorate",
    "Division",
    "Department",
    "Care Group",
    "Site",
    "Staff Group",
    "Role",
    "Job Role",
    "Area Of Work",
    "Employee Category",
    "Gender",
    "Age Band",
    "Disability",
    "Religious Belief",
    "Sexual Orientation",
)
"""Columns that travel along for breakdowns: an allow list, so that no personal column ever does."""


class EsrBi:
    """Reads a staff list: one row an assignment."""

    name = "esr-bi"
    title = "ESR Business Intelligence or Discoverer staff list (CSV, XLSX)"
    tables = ("workforce",)
    options: Mapping[str, str] = {
        "sheet": "worksheet of an XLSX file; by default the first that has the columns",
        "dimensions": "headers of further columns to keep for breakdowns (a list)",
        "translations": "meaning of local words, by field: pay_band, workforce_group, engagement, "
        "ethnic_category (a table of tables)",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a staff list lazily; a worksheet is read into memory."""
        _esr.check_translations(source_file.name, options)
        if is_workbook(source_file):
            scan = read_sheet(source_file, options.get("sheet"), wanted=FIELDS)
        else:
            scan = scan_text(source_file, wanted=FIELDS)
        described = source(self.name, source_file, scan.where.sheet)
        return LooseTables(
            (LooseTable("workforce", _staff(scan, options), described, _headers(scan)),)
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write staff as a BI list in CSV.

        Raises
        ------
        ValueError
            Where a text has a zero byte, which no text file can hold.
        """
        return staff_list(tables["workforce"])


def _staff(scan: Scan, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Make table ``workforce``."""

    def have(*names: str) -> list[str]:
        return [name for name in names if name in scan.columns]

    raw = Raw(
        grades=have("pay_scale", "grade", "pay_grade"),
        headers=scan.columns,
        category=have("category"),
        engagements=have("person_type", "employee_category"),
        posts=have("position"),
        occupations=have("occupation"),
        groups=have("staff_group"),
        roles=have("role"),
        statuses=have("status"),
        starts=have("effective_from"),
        ends=have("effective_to", "terminated_on"),
    )
    kept = _dimensions(scan, options)
    rows = scan.frame.select(
        ROW,
        *(pl.col(column).alias(name) for name, column in scan.columns.items()),
        *(pl.col(column).alias(DIMENSION + name) for name, column in kept.items()),
        pl.col(scan.names[0]).alias(FIRST),
    ).with_columns(_stray(scan).alias(OUT_OF_SCOPE))
    started = have("started_on", "start_date")
    return staff(rows, raw, options).select(
        *(pl.col(DIMENSION + name).alias(name) for name in kept),
        ROW,
        *have("organisation", "person"),
        _first_filled(have("assignment", "person")).alias("assignment"),
        *("ethnic_category", "workforce_group", "pay_band", "engagement"),
        *have("primary", "fte"),
        *([_first_filled(started).alias("started_on")] if started else []),
        *("senior_medical_manager", OUT_OF_SCOPE, EFFECTIVE_FROM, EFFECTIVE_TO),
    )


def _first_filled(names: list[str]) -> pl.Expr:
    """Give the first of some text columns that is not blank; one alone as it is."""
    return (
        pl.col(names[0])
        if len(names) == 1
        else pl.coalesce(*(clean(pl.col(name)) for name in names))
    )


def _stray(scan: Scan) -> pl.Expr:
    """Reason why a row is no person's: blank, a header repeated on a new page, a total, a note.

    All but the header lack an assignment category; other rows are not looked at any further.
    """

    def no(*names: str) -> pl.Expr:
        blanks = [_blank(pl.col(name)) for name in names if name in read]
        return pl.all_horizontal(pl.lit(value=True), *blanks)

    read = [FIRST, *scan.columns]
    person, ethnic = (pl.col(name).str.strip_chars() for name in ("person", "ethnic_category"))
    header = (person == scan.columns["person"]) & (ethnic == scan.columns["ethnic_category"])
    no_fact, no_figure = no(*FACTS), no("fte", "headcount")
    total = pl.coalesce(clean(pl.col(FIRST)), person).str.contains(TOTALS) & no("primary")
    reason = (
        pl.when(header)
        .then(pl.lit("repeated header"))
        .when(total | (no("person") & no_fact & ~no_figure))
        .then(pl.lit("totals row"))
        .when(no_fact & no("person", FIRST) & no_figure)
        .then(pl.lit("blank row"))
        .when(no_fact & no_figure & (no("person") | person.str.contains(r"\s")))
        .then(pl.lit("note beside the list"))
    )
    rare = no("category", "person_type", "employee_category") | (
        pl.col("person") == scan.columns["person"]
    )
    return where_rare(rare, reason, read)


def _blank(expr: pl.Expr) -> pl.Expr:
    return expr.is_null() | (expr.str.strip_chars() == "")


def _dimensions(scan: Scan, options: Mapping[str, Any]) -> dict[str, str]:
    """Breakdown to the column that holds it."""
    asked = options.get("dimensions") or ()
    asked = asked.split(",") if isinstance(asked, str) else asked
    allowed = {same(header) for header in (*DIMENSIONS, *asked)}
    reserved = {*columns(StaffRecord), *HINTS}
    found = {_snake(name): name for name in scan.names if same(name) in allowed}
    return {name: column for name, column in found.items() if name not in reserved}


def _snake(header: str) -> str:
    """Give the name by which a breakdown asks for a column."""
    return fold(header).replace(" ", "_").replace("organization", "organisation")


def _headers(scan: Scan) -> dict[str, str]:
    """Field to header, for messages."""
    sources = {
        "workforce_group": ("staff_group", "occupation"),
        "pay_band": ("pay_scale", "grade", "pay_grade"),
        "engagement": ("category", "person_type", "employee_category"),
        "started_on": ("started_on", "start_date"),
        "assignment": ("assignment", "person"),
        "senior_medical_manager": ("role",),
    }
    plain = {
        name: (name,) for name in ("organisation", "person", "ethnic_category", "primary", "fte")
    }
    found = {name: scan.header(*fields) for name, fields in {**plain, **sources}.items()}
    return {name: header for name, header in found.items() if header is not None}
