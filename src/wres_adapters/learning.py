"""Completions and enrolments out of learning systems: who took up non-mandatory training."""

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
    **RECORDS,
}
"""Headers of ESR competencies and of Moodle or Totara completions, and our choice of others."""


class Learning:
    """Reads a learning list: one row a person and course."""

    name = "learning"
    title = (
        "Learning completions or enrolments: ESR competencies, Moodle, Totara, others (CSV, XLSX)"
    )
    tables = ("training",)
    capabilities = Capabilities(files=(MANDATORY, PEOPLE))
    options: Mapping[str, str] = {**OPTIONS, **_lists.column_options(FIELDS)}

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a learning list."""
        return uptake(self.name, source_file, FIELDS, options)

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
