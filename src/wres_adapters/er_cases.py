"""Case lists out of employee relations trackers: who entered the formal disciplinary process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import OUT_OF_SCOPE, LooseTables
from wres.files import Field, csv_bytes, folded
from wres.records import DisciplinaryEntry
from wres_adapters import _lists, _rows, _words


FIELDS = {
    "case": Field("Case ID", "Case Number", "Case No", "Case Reference", "Case Ref"),
    "person": Field(*_lists.PERSON, one_of="person"),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN, one_of="person"),
    "case_type": Field("Case Type", "Type of Case", "Case Category"),
    "formal_start": Field(
        *("Formal Start Date", "Formal Process Start Date", "Formal Process Started"),
        *("Date Formal Process Started", "Formal Investigation Start Date", "Formal Date"),
    ),
    "organisation_code": _lists.ORGANISATION,
}
"""Headers of a case list: our choice, as no tracker's export is public."""

DIMENSIONS = ("Outcome", "Case Outcome", "Case Status")


class ErCases:
    """Reads a case list: one row a case, of which disciplinary ones count."""

    name = "er-cases"
    title = "Employee relations case list (CSV, XLSX)"
    tables = ("disciplinary",)
    options: Mapping[str, str] = {
        **_lists.OPTIONS,
        **_lists.PERSON_DIGITS,
        **_words.translations("case_type", "ethnic_category"),
        "all_disciplinary": "true where every case of the file is disciplinary: no type is read",
        **_lists.column_options(FIELDS),
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a case list; where it has types, in one pass over them it sees that all are known."""
        fields = dict(FIELDS)
        if _lists.is_on(options.get("all_disciplinary")):
            del fields["case_type"]
        scan = _lists.scan_list(source_file, fields, options)
        facts = ("case_type", "formal_start", "person", "ethnic_category")
        rows = _rows.list_rows(scan, DisciplinaryEntry, facts, options, *DIMENSIONS)
        rows = _scoped(rows, options, typed="case_type" in fields)
        if "case_type" in fields:
            _words.check_words(rows, scan, "case_type", "case_types", "disciplinary")
        made = {
            "case": (pl.col("case"), ["case"]),
            "person": (_rows.person_number(source_file, scan, options), ["person"]),
            "ethnic_category": (_words.ethnicity(scan, options, blank=True), ["ethnic_category"]),
            "entered_on": (pl.col("formal_start"), ["formal_start"]),
        }
        return _rows.list_table(
            self.name, source_file, scan, rows, made=made, record=DisciplinaryEntry
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write entries as a case list in CSV."""
        cases = tables["disciplinary"]
        return csv_bytes(
            cases.select(
                pl.col("case").alias("Case ID"),
                pl.col("person").alias("Employee Number"),
                pl.lit("Exampleton").alias("Employee Name"),
                pl.lit("Disciplinary").alias("Case Type"),
                pl.col("entered_on").dt.strftime("%d/%m/%Y").alias("Formal Start Date"),
                pl.lit("").alias("Outcome"),
                pl.lit("").alias("Closed Date"),
                _words.ethnic_word().alias("Ethnic Origin"),
                pl.col("organisation").alias("ODS Code"),
                *(pl.col(name) for name in cases.columns[5:]),
            )
        )


def _scoped(rows: pl.LazyFrame, options: Mapping[str, Any], *, typed: bool) -> pl.LazyFrame:
    """Say why a case is not counted: of another type, or without a formal start."""
    other = pl.lit(None, pl.String)
    if typed:
        kind = _words.word("case_type", options)
        rows = rows.with_columns(
            kind.alias("case_type"),
            _words.meaning(kind, "case_types", "disciplinary").alias("disciplinary"),
        )
        said = pl.format("not disciplinary: {}", folded(pl.col("case_type")))
        other = pl.when(pl.col("disciplinary") == "no").then(said)
    informal = pl.when(pl.col("formal_start").is_null()).then(pl.lit("no formal start date"))
    return rows.with_columns(pl.coalesce(OUT_OF_SCOPE, other, informal).alias(OUT_OF_SCOPE))
