"""Completions and enrolments out of learning systems: who took up non-mandatory training."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import OUT_OF_SCOPE, LooseTables
from wres.files import Field, Scan, csv_bytes, folded
from wres.hookspecs import Capabilities
from wres.records import TrainingUptake
from wres_adapters import _lists, _rows, _words
from wres_adapters._titles import ACCEPTED, is_mandatory


FIELDS = {
    "person": Field(
        *_lists.PERSON, "Employee ID", "Staff ID", "Person ID", "ID number", one_of="person"
    ),
    "email": Field("Email", "Email Address", "Work Email", one_of="person"),
    "course": Field(
        *("Course", "Course Title", "Course Name", "Course Full Name", "Lesson", "Learning Title"),
        *("Competency Name", "Competence Name"),
        one_of="course",
    ),
    "learning_status": Field(
        *("Completion Status", "Status", "Learning Status", "Enrolment Status", "Booking Status"),
        *("Attendance Status", "Training Status"),
        required=False,
    ),
    "completed": Field(
        *("Completion Date", "Date Completed", "Time Completed", "Date Attended"),
        *("Date From", "Awarded Date"),
        required=False,
    ),
    "started": Field("Start Date", "Date Started", "Time Started", required=False),
    "enrolled": Field(
        "Enrolment Date", "Date Enrolled", "Booking Date", "Date Booked", required=False
    ),
    "mandatory_flag": Field(
        *("Mandatory", "Mandatory Flag", "Is Mandatory", "Mandatory Training"),
        *("Statutory and Mandatory", "Essential Flag"),
        one_of="course",
    ),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN, required=False),
    "organisation_code": _lists.ORGANISATION,
}
"""Headers of ESR competencies and of Moodle or Totara completions, and our choice of others."""

DATES = ("completed", "started", "enrolled")
LONG_DATE = r"^(?:[A-Za-z]+day,? )?(\d{1,2} [A-Za-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{2,4}),.*$"
"""A date as Moodle writes it, with the day of the week and the time around it."""

MANDATORY = "mandatory"


class Learning:
    """Reads a learning list: one row a person and course."""

    name = "learning"
    title = (
        "Learning completions or enrolments: ESR competencies, Moodle, Totara, others (CSV, XLSX)"
    )
    tables = ("training",)
    capabilities = Capabilities(files=(MANDATORY,))
    options: Mapping[str, str] = {
        **_lists.OPTIONS,
        **_lists.PERSON_DIGITS,
        **_words.translations("learning_status", "ethnic_category"),
        MANDATORY: f"which courses are mandatory, whatever a column says: {ACCEPTED}",
        **_lists.column_options(FIELDS),
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a learning list; where it has statuses, in one pass it sees that all are known."""
        scan = _lists.scan_list(source_file, FIELDS, options)
        mandatory = is_mandatory(scan, options.get(MANDATORY), FIELDS["mandatory_flag"])
        facts = ("course", "learning_status", "mandatory_flag", *DATES)
        rows = _scoped(_rows.list_rows(scan, TrainingUptake, facts, options), scan, options)
        if "learning_status" in scan.columns:
            _words.check_words(rows, scan, "learning_status", "learning_statuses", "accessed")
        person = pl.coalesce(
            _rows.person_number(source_file, scan, options),
            _rows.field(scan, "email").str.to_lowercase(),
        )
        told_by = "mandatory_flag" if options.get(MANDATORY) is None else "course"
        made = {
            "person": (person, ["person", "email"]),
            "ethnic_category": (_words.ethnicity(scan, options, blank=True), ["ethnic_category"]),
            "course": (_rows.field(scan, "course"), ["course"]),
            "accessed_on": (_date(scan).str.replace(LONG_DATE, "$1"), DATES),
            "mandatory": (mandatory, [told_by]),
        }
        return _rows.list_table(
            self.name, source_file, scan, rows, made=made, record=TrainingUptake
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write uptake as a list of completions in CSV."""
        uptake = tables["training"]
        return csv_bytes(
            uptake.select(
                pl.lit("Sample Exampleton").alias("Full name"),
                pl.col("person").alias("Employee Number"),
                pl.col("course").alias("Course"),
                pl.lit("Completed").alias("Completion status"),
                pl.col("accessed_on").dt.strftime("%d/%m/%Y").alias("Time completed"),
                pl.when("mandatory").then(pl.lit("Yes")).otherwise(pl.lit("No")).alias("Mandatory"),
                _words.ethnic_word().alias("Ethnic Origin"),
                pl.col("organisation").alias("ODS Code"),
                *(pl.col(name) for name in uptake.columns[6:]),
            )
        )


def _date(scan: Scan) -> pl.Expr:
    """Give the day that says which year an uptake belongs to."""
    return pl.coalesce(_rows.field(scan, name) for name in DATES)


def _scoped(rows: pl.LazyFrame, scan: Scan, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Say why a row is no uptake: the place was not taken, or there is neither status nor date."""
    undated = _date(scan).is_null()
    if "learning_status" not in scan.columns:
        dated = any(name in scan.columns for name in DATES)
        reason: pl.Expr = pl.when(undated & dated).then(pl.lit("no date of taking it up"))
        return rows.with_columns(pl.coalesce(OUT_OF_SCOPE, reason).alias(OUT_OF_SCOPE))
    status = _words.word("learning_status", options)
    # Without a status, a date shows that the place was taken.
    taken = pl.when(status.is_null() & ~undated).then(pl.lit("completed")).otherwise(status)
    accessed = _words.meaning(taken, "learning_statuses", "accessed")
    reason = (
        pl.when(taken.is_null())
        .then(pl.lit("neither status nor date"))
        .when(accessed == "no")
        .then(pl.format("not taken up: {}", folded(taken)))
    )
    return rows.with_columns(
        taken.alias("learning_status"), pl.coalesce(OUT_OF_SCOPE, reason).alias(OUT_OF_SCOPE)
    )
