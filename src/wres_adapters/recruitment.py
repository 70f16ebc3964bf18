"""Application lists out of recruitment systems such as Trac and NHS Jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import DATED_ON, LooseTables
from wres.errors import Problem, raise_all
from wres.files import Field, Scan, by_distinct, csv_bytes
from wres.records import Application
from wres_adapters import _esr, _lists, _rows, _words
from wres_adapters._esr_words import STAFF_GROUPS, word
from wres_adapters._recruitment_steps import (
    DATES,
    STEPS,
    dated_on,
    lacking_steps,
    reached,
    sources,
)


def _optional(*aliases: str) -> Field:
    return Field(*aliases, required=False)


FIELDS = {
    "application": Field(
        *("Application ID", "Application Number", "Application No", "Application Reference"),
        *("Application Ref",),
        one_of="application",
    ),
    "candidate": Field("Candidate ID", "Applicant ID", "Candidate Number", one_of="application"),
    "vacancy": _optional(
        "Vacancy ID", "Vacancy Reference", "Vacancy Ref", "Job Reference", "Job Ref"
    ),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN),
    "stage": _optional(
        "Stage", "Application Stage", "Status", "Application Status", "Current Stage"
    ),
    "shortlisted": _optional("Shortlisted", "Was Shortlisted", "Is Shortlisted"),
    "appointed": _optional("Appointed", "Was Appointed", "Is Appointed", "Recruited"),
    "shortlisted_date": _optional("Shortlisted Date", "Date Shortlisted", "Shortlisting Date"),
    "offered_date": _optional("Offer Date", "Date Offered", "Offered Date"),
    "appointed_date": _optional(
        "Appointed Date", "Date Appointed", "Appointment Date", "Start Date"
    ),
    "international": _optional(
        "International", "International Recruitment", "International Recruit"
    ),
    "staff_group": _optional("Staff Group", "Main Staff Group"),
    "pay_band": _optional("Pay Band", "Band", "AfC Band", "Pay Scale", "Grade"),
    "organisation_code": _lists.ORGANISATION,
}
"""Headers of an application list: some as NHS Jobs' vacancy data has them, the rest our choice."""

DIMENSIONS = (
    "Contract Type",
    "Working Pattern",
    "Vacancy ID",
    "Vacancy Reference",
    "Job Reference",
)


class Recruitment:
    """Reads an application list: one row an application."""

    name = "recruitment"
    title = "Applications from a recruitment system such as Trac or NHS Jobs (CSV, XLSX)"
    tables = ("recruitment",)
    options: Mapping[str, str] = {
        **_lists.OPTIONS,
        **_words.translations("stage", "ethnic_category", "workforce_group", "pay_band"),
        "offers_count_as_appointed": "true to count an offer as an appointment; by default it is none",
        "blank_is_no": "true where a blank under shortlisted or appointed means no; by default it is refused",
        **_lists.column_options(FIELDS),
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read an application list lazily."""
        scan = _lists.scan_list(source_file, FIELDS, options)
        _check_columns(scan, options)
        facts = ("ethnic_category", "stage", "vacancy", "shortlisted_date", "appointed_date")
        rows = _rows.list_rows(scan, Application, facts, options, *DIMENSIONS)
        made: _rows.Made = {
            "application": (_application(scan), ["application", "candidate"]),
            "ethnic_category": (_words.ethnicity(scan, options, blank=False), ["ethnic_category"]),
            **{step: (reached(step, scan, options), sources(step, options)) for step in STEPS},
            DATED_ON: (dated_on(scan), DATES),
            "international": (_rows.field(scan, "international"), ["international"]),
            **_place(scan, options),
        }
        return _rows.list_table(self.name, source_file, scan, rows, made=made, record=Application)

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write applications as a list with stages in CSV."""
        applications = tables["recruitment"]
        flag = (
            pl.when("international")
            .then(pl.lit("Yes"))
            .when(pl.col("international").not_())
            .then(pl.lit("No"))
        )
        return csv_bytes(
            applications.select(
                pl.col("application").alias("Application ID"),
                pl.lit("V-1001").alias("Vacancy ID"),
                pl.lit("Sample Exampleton").alias("Candidate Name"),
                word("workforce_group", STAFF_GROUPS).alias("Staff Group"),
                pl.col("pay_band").cast(pl.String).alias("Pay Band"),
                pl.when("appointed")
                .then(pl.lit("Starting"))
                .when("shortlisted")
                .then(pl.lit("Interview - Unsuccessful"))
                .otherwise(pl.lit("Shortlisting - Rejected"))
                .alias("Stage"),
                _words.ethnic_word().alias("Ethnic Origin"),
                flag.alias("International Recruitment"),
                pl.col("organisation").alias("ODS Code"),
                *(pl.col(name) for name in applications.columns[8:]),
            )
        )


def _check_columns(scan: Scan, options: Mapping[str, Any]) -> None:
    problems = lacking_steps(scan, FIELDS, options)
    if "application" not in scan.columns and "vacancy" not in scan.columns:
        accepted = "a column headed 'Application ID', or 'Vacancy ID' beside the candidate"
        message = "no column 'Vacancy ID', and a candidate may apply more than once"
        problems.append(Problem("missing-column", scan.where, message, accepted))
    raise_all(problems)


def _application(scan: Scan) -> pl.Expr:
    """Give the application's number or, where a row has none, that of vacancy and candidate."""
    vacancy, candidate = _rows.field(scan, "vacancy"), _rows.field(scan, "candidate")
    both = pl.concat_str(vacancy, candidate, separator=" ", ignore_nulls=True)
    return pl.coalesce(
        _rows.field(scan, "application"), pl.when(candidate.is_not_null()).then(both)
    )


def _place(scan: Scan, options: Mapping[str, Any]) -> dict[str, tuple[pl.Expr, Sequence[str]]]:
    """Give workforce group and pay band; one that is not known stays as it is."""
    words = {name: _esr.given_words(options, name) for name in ("pay_band", "workforce_group")}
    pay, staff = _rows.field(scan, "pay_band"), _rows.field(scan, "staff_group")
    band = by_distinct(pay, lambda text: _esr.pay_band(text, words["pay_band"]))
    medical = by_distinct(pay, _esr.medical_scale).is_not_null()
    known = by_distinct(staff, lambda text: _esr.staff_group(text, words["workforce_group"]))
    group = pl.when(staff.is_not_null()).then(_esr.workforce_group(known, band, medical))
    return {
        "workforce_group": (pl.coalesce(group, staff), ["staff_group"]),
        "pay_band": (pl.coalesce(band, pay), ["pay_band"]),
    }
