"""What lists of learning have in common: who took a place up, when, and whether it counts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import OUT_OF_SCOPE, ROW, LooseTables
from wres.files import Field, Scan, folded
from wres.records import TrainingUptake
from wres_adapters import _lists, _rows, _words
from wres_adapters._beside import DIFFERS, KEY, SAID, Beside, beside
from wres_adapters._titles import ACCEPTED, is_mandatory


DATES = ("completed", "started", "enrolled")
LONG_DATE = r"^(?:[A-Za-z]+day,? )?(\d{1,2} [A-Za-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{2,4}),.*$"
"""A date as Moodle writes it, with the day of the week and the time around it."""

MANDATORY, PEOPLE = "mandatory", "people"
PEOPLE_FIELDS = {
    "people_id": Field("Person ID"),
    "people_number": Field(*_lists.PERSON),
}
"""Headers of a list of people: ESR's own number of a person, and the employee number."""

OPTIONS = {
    **_lists.OPTIONS,
    **_lists.PERSON_DIGITS,
    **_words.translations("learning_status", "ethnic_category"),
    MANDATORY: f"which courses are mandatory, whatever a column says: {ACCEPTED}",
    PEOPLE: "path of a list (CSV, XLSX) of people with ESR's PersonID and the employee number, where "
    "the list of learning has PersonID alone: ethnicity comes from the workforce by employee number",
    **_lists.column_options(PEOPLE_FIELDS),
}
RECORDS = {
    "deleted": Field("Deletion Flag", required=False),
    "record_type": Field("Record Type", required=False),
}
"""What ESR's interface has beside, and other systems have not."""

DELETED = ("y", "yes", "1", "true")


def uptake(
    adapter: str, source_file: Path, fields: Mapping[str, Field], options: Mapping[str, Any]
) -> LooseTables:
    """Read a list; where it has statuses, in one pass it sees that all are known."""
    scan = _lists.scan_list(source_file, fields, options)
    mandatory = is_mandatory(scan, options.get(MANDATORY), Field("Mandatory"))
    facts = [n for n in ("course", "learning_status", "mandatory_flag", *DATES) if n in fields]
    rows = _scoped(_rows.list_rows(scan, TrainingUptake, facts, options), scan, options)
    if "learning_status" in scan.columns:
        _words.check_words(rows, scan, "learning_status", "learning_statuses", "accessed")
    number = _rows.person_number(source_file, scan, options)
    known = _people(source_file, options)
    if known is not None:
        rows = rows.with_columns(number.alias(KEY)).join(
            known.said().drop("first"), on=KEY, how="left"
        )
        # A number of another kind must not meet an employee number by chance.
        apart = pl.format("PersonID {}", KEY)
        number = pl.when(DIFFERS).then(apart).otherwise(pl.coalesce(SAID, apart))
    person = pl.coalesce(number, _rows.field(scan, "email").str.to_lowercase())
    told_by = "mandatory_flag" if options.get(MANDATORY) is None else "course"
    made = {
        "person": (person, ["person", "email"]),
        "ethnic_category": (_words.ethnicity(scan, options, blank=True), ["ethnic_category"]),
        "course": (_rows.field(scan, "course"), ["course"]),
        "accessed_on": (_date(scan).str.replace(LONG_DATE, "$1"), DATES),
        "mandatory": (mandatory, [told_by]),
    }
    found = _rows.list_table(adapter, source_file, scan, rows, made=made, record=TrainingUptake)
    if known is None:
        return found
    keys = rows.select(KEY).drop_nulls().unique()
    return LooseTables((*found.tables, known.accounted(adapter, found.tables[0], keys)))


def _people(source_file: Path, options: Mapping[str, Any]) -> Beside | None:
    """Open the list of people, if one is named."""
    if options.get(PEOPLE) is None:
        return None
    own = {name: given for name, given in options.items() if name not in {"sheet", "separator"}}
    path, scan, rows = beside(PEOPLE, PEOPLE_FIELDS, own, source_file, TrainingUptake)
    number = pl.col("people_number")
    kept = rows.select(ROW, OUT_OF_SCOPE, pl.col("people_id").alias(KEY), number.alias(SAID))
    return Beside(path, scan, kept)


def _date(scan: Scan) -> pl.Expr:
    """Give the day that says which year an uptake belongs to."""
    return pl.coalesce(_rows.field(scan, name) for name in DATES)


def _scoped(rows: pl.LazyFrame, scan: Scan, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Say why a row is no uptake: the place was not taken, or there is neither status nor date."""
    flag, kind = (_rows.field(scan, name) for name in RECORDS)
    rows = rows.with_columns(
        pl.when(pl.col(OUT_OF_SCOPE).is_not_null())
        .then(OUT_OF_SCOPE)
        .when(kind.str.to_uppercase().is_in(["TRL", "HDR"]))
        .then(pl.lit("header or trailer record"))
        .when(flag.str.to_lowercase().is_in(DELETED))
        .then(pl.lit("deleted record"))
        .alias(OUT_OF_SCOPE)
    )
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
