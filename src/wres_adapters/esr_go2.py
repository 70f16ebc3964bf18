"""The ESR "GO2" outbound interface: tilde-separated records of people and assignments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import (
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    LooseTable,
    LooseTables,
)
from wres.files import Utf8Text, by_distinct, readable, source, text_rows, utf8_text
from wres.hookspecs import Capabilities
from wres.profiles import profile
from wres_adapters import _esr
from wres_adapters._esr_go2_envelope import SEPARATOR, Envelope, envelope
from wres_adapters._esr_go2_layout import (
    ASSIGNMENT,
    DIMENSIONS,
    HEADERS,
    HELD,
    JOB,
    ORGANISATION,
    OTHER_ROWS,
    PERSON,
    PERSON_ID,
    POSITION,
    RAW_HEADERS,
    TYPE,
    WIDEST,
)
from wres_adapters._esr_go2_specimen import go2_file
from wres_adapters._esr_staff import Raw, staff


KEPT = "kept:"
"""Prefix of breakdowns that are also read for what they mean."""


class EsrGo2:
    """Reads a full GO2 file: persons joined to their assignments."""

    name = "esr-go2"
    title = "ESR GO2 outbound interface (.DAT, tilde-separated)"
    tables = ("workforce",)
    capabilities = Capabilities(suffix=".DAT", header=False, trailer=True)
    options: Mapping[str, str] = {
        "trailer_counts": "what the trailer counts: records, all (header and trailer too) or ignore; "
        "by default either of the first two is accepted",
        "allow_changes": "true to read a file of changes, which is no snapshot",
        "translations": "meaning of local words, by field: pay_band, workforce_group, engagement, "
        "ethnic_category (a table of tables)",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a GO2 file lazily; one pass over its lines checks the envelope and the widths."""
        path = readable(source_file)
        _esr.check_translations(path.name, options)
        text = utf8_text(path)
        found = envelope(text.path, path.name, options)
        frame = _staff(text, found, options)
        return LooseTables((LooseTable("workforce", frame, source(self.name, path), HEADERS),))

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write staff as a full GO2 file.

        Raises
        ------
        ValueError
            Where a text has a tilde or a line break, which the format cannot hold.
        """
        return go2_file(tables["workforce"])


def _rows(text: Utf8Text, branch: str = "") -> pl.LazyFrame:
    """Scan the file for one branch of the plan.

    The branches get different plans on purpose: polars would otherwise read the file once and
    keep all of it in memory for the other branches.
    """
    names = [f"f{index}" for index in range(WIDEST)]
    return text_rows(text, [*names, f"beyond{branch}"], separator=SEPARATOR)


def _staff(text: Utf8Text, found: Envelope, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Make table ``workforce``, one row for each row of the file."""
    people = _people(_rows(text, " people"), options.get("year"))
    made = _with_people(_rows(text), people, found)
    looked_up = [
        ("POA", "position_id", POSITION),
        ("ORA", "organisation_id", ORGANISATION),
        ("ASD", "assignment_id", {"assignment_gone": 0}),
    ]
    for kind, key, positions in looked_up:
        if found.rows.get(kind):
            made = made.join(_table(text, kind, key, positions), on=key, how="left")
    have = made.collect_schema().names()
    kept = [pl.col(name).alias(KEPT + name) for name in DIMENSIONS]
    return staff(made.with_columns(*_fate(have), *kept), _raw(have), options).select(
        *(pl.col(KEPT + name).alias(name) for name in DIMENSIONS),
        *(name for name in ORGANISATION if name in have),
        ROW,
        *("person", "assignment", "ethnic_category", "workforce_group", "pay_band", "engagement"),
        *("primary", "fte", "started_on", "senior_medical_manager"),
        *(OUT_OF_SCOPE, MERGED_INTO, EFFECTIVE_FROM, EFFECTIVE_TO),
    )


def _raw(have: Collection[str]) -> Raw:
    """Say which columns mean what; the assignment's own before those of its position."""

    def there(*names: str) -> list[str]:
        return [name for name in names if name in have]

    return Raw(
        category=["category"],
        engagements=["user_person_type", "system_person_type"],
        grades=there("grade", "payscale"),
        headers=RAW_HEADERS,
        posts=["position_name"],
        occupations=there("occupation", "position_occupation"),
        groups=there("staff_group", "position_staff_group"),
        roles=there("job_role", "position_role"),
        statuses=["user_status", "system_status"],
        starts=["effective_from"],
        ends=["effective_to", "assignment_end", "terminated_on"],
    )


def _of_type(rows: pl.LazyFrame, *kinds: str) -> pl.LazyFrame:
    return rows.filter(pl.col(TYPE).is_in(kinds))


def _fields(positions: Mapping[str, int]) -> list[pl.Expr]:
    return [pl.col(f"f{position}").alias(name) for name, position in positions.items()]


def _with_people(rows: pl.LazyFrame, people: pl.LazyFrame, found: Envelope) -> pl.LazyFrame:
    """Name the fields of assignment rows and join what their person rows say."""
    kind = pl.col(TYPE)
    deleted = pl.lit(None, pl.String)
    if found.has_deletion_flags:
        deleted = pl.when(kind == "PRA").then("f40").when(kind == "ASA").then("f51")
    fields = [pl.when(kind == "ASA").then(value) for value in _fields(ASSIGNMENT)]
    # Position names are nearly as many as positions, job names few.
    position = pl.col("position_name").str.split_exact("|", 4).struct
    job = by_distinct(pl.col("job_name"), _job, pl.Struct(dict.fromkeys(JOB, pl.String()))).struct
    return (
        rows.select(
            ROW,
            kind.alias("type"),
            pl.col(PERSON_ID).alias("person_id"),
            deleted.alias("deleted"),
            *fields,
        )
        .join(people, on="person_id", how="left")
        .with_columns(
            position.field("field_2").alias("occupation"),
            position.field("field_3").alias("area_of_work"),
            *(job.field(name) for name in JOB),
            pl.coalesce("earliest_start", "hired_on").alias("started_on"),
        )
    )


def _job(name: pl.Expr) -> pl.Expr:
    return name.str.split_exact("|", 1).struct.rename_fields(JOB)


def _people(rows: pl.LazyFrame, year: int | None) -> pl.LazyFrame:
    """One row a person id: the person row that holds at the snapshot, else the latest.

    Columns ``person_id``, the fields of `PERSON`, ``has_assignment`` and ``person_gone``.
    """
    is_person = pl.col(TYPE) == "PRA"
    begins, finishes = (pl.col(f"f{position}").str.head(8) for position in HELD)
    begins, finishes = (each.cast(pl.Int64, strict=False) for each in (begins, finishes))
    order = begins.fill_null(0)
    if year is not None:
        day = int(profile(year).snapshot.strftime("%Y%m%d"))
        open_ended = finishes.is_null() | (finishes <= 19000101)  # noqa: PLR2004
        holds = (begins <= day) & (open_ended | (finishes >= day))
        order += pl.when(holds).then(10**8).otherwise(0)
    return (
        _of_type(rows, "PRA", "ASA", "PRD")
        .select(
            TYPE,
            pl.col(PERSON_ID).alias("person_id"),
            pl.when(is_person).then(order).otherwise(-1).alias("order"),
            *(pl.when(is_person).then(value) for value in _fields(PERSON)),
        )
        .group_by("person_id")
        .agg(
            *(pl.col(name).max_by("order") for name in PERSON),
            (pl.col(TYPE) == "ASA").any().alias("has_assignment"),
            (pl.col(TYPE) == "PRD").any().alias("person_gone"),
        )
    )


def _table(text: Utf8Text, kind: str, key: str, positions: Mapping[str, int]) -> pl.LazyFrame:
    """Give some fields of the few rows of a kind, by their number; the last row of each holds."""
    fields = pl.col("line").str.strip_chars_end("\r").str.split(SEPARATOR).list
    return (
        pl.scan_lines(text.path)
        .filter(pl.col("line").str.starts_with(kind + SEPARATOR))
        .select(
            fields.get(position, null_on_oob=True).alias(name)
            for name, position in {key: 1, **positions}.items()
        )
        .unique(key, keep="last", maintain_order=True)
    )


def _fate(have: Collection[str]) -> list[pl.Expr]:
    kind = pl.col("type")
    gone = pl.col("person_gone").fill_null(value=False)
    if "assignment_gone" in have:
        gone |= pl.col("assignment_gone").is_not_null()
    flagged = (
        pl.col("deleted").str.to_lowercase().is_in(["y", "yes", "1", "true"]).fill_null(value=False)
    )
    deleted = kind.is_in(["PRA", "ASA"]) & (gone | flagged)
    blank = pl.when(kind.is_null() | (kind.str.strip_chars() == "")).then(pl.lit("blank row"))
    other = pl.when(~kind.is_in(["PRA", "ASA"])).then(
        kind.replace_strict(OTHER_ROWS, default="record of another kind", return_dtype=pl.String)
    )
    alone = (kind == "PRA") & ~pl.col("has_assignment").fill_null(value=False)
    return [
        pl.coalesce(
            blank,
            other,
            pl.when(deleted).then(pl.lit("deleted record")),
            pl.when(alone).then(pl.lit("person without an assignment")),
        ).alias(OUT_OF_SCOPE),
        pl.when(kind == "PRA")
        .then(pl.lit("person row joined to its assignments"))
        .alias(MERGED_INTO),
    ]
