"""The ESR "GO1" outbound interface: persons and assignments, with ethnicity from another file."""

from __future__ import annotations

from collections.abc import Mapping
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
from wres.errors import Location
from wres.files import Field, clean, ethnic_category, readable, refuse, source, text_rows, utf8_text
from wres.hookspecs import Capabilities
from wres.records import StaffRecord
from wres_adapters import _esr, _lists, _rows, _words
from wres_adapters._beside import DIFFERS, KEY, SAID, Beside, beside
from wres_adapters._esr_go1_envelope import check_envelope
from wres_adapters._esr_go1_layout import (
    ASSIGNMENT,
    DIMENSIONS,
    HEADERS,
    OTHER_ROWS,
    PERSON,
    WIDEST,
    WIDTHS,
)
from wres_adapters._esr_staff import Raw, staff


ETHNICITY, UNMATCHED = "ethnicity", "unmatched"
UNMATCHED_CHOICES = ("refuse", "unknown")
NOT_THERE = "person not in the file of ethnicity"
SEVERAL = "several of one person in the file of ethnicity"
FIELDS = {
    "person": Field(*_lists.PERSON),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN),
}
"""Headers of the file of ethnicity: usual ones; none is official."""

EXAMPLES = Path(__file__).parent / "examples"
RAW = Raw(
    category=["category"],
    engagements=["employee_category"],
    grades=["grade"],
    headers=HEADERS,
    posts=["position_name"],
    occupations=["occupation_code", "position_occupation"],
    groups=["staff_group"],
    roles=["job_role"],
    statuses=["status"],
    ends=["assignment_end", "terminated_on"],
)


class EsrGo1:
    """Reads a full GO1 file, and a list that says each person's ethnicity."""

    name = "esr-go1"
    title = "ESR GO1 outbound interface (.DAT, comma-separated), with ethnicity from a list"
    tables = ("workforce",)
    capabilities = Capabilities(
        suffix=".DAT",
        header=False,
        trailer=True,
        options={ETHNICITY: str(EXAMPLES / "esr-go1-ethnicity.csv"), UNMATCHED: "unknown"},
        example=EXAMPLES / "esr-go1.DAT",
        files=(ETHNICITY,),
        expected_failures={
            "row-order": "an assignment is of the person whose row stands above it",
            "no-rows-in-python": "a row more makes the footer count wrong; "
            "tests/wres_adapters/test_esr_go1.py holds it to the same",
        },
    )
    options: Mapping[str, str] = {
        ETHNICITY: "path of a list (CSV, XLSX) of employee numbers and ethnic origins: the "
        "interface has none. It must be given",
        UNMATCHED: "refuse (as without it) or unknown: what becomes of a person whom that list does "
        "not have",
        **_lists.PERSON_DIGITS,
        **{name: says for name, says in _lists.OPTIONS.items() if name != "dimensions"},
        **_words.translations(*_esr.TRANSLATED),
        **_lists.column_options(FIELDS),
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a GO1 file lazily; one pass over its lines checks the envelope and the widths."""
        path = readable(source_file)
        _esr.check_translations(path.name, options)
        given = options.get(UNMATCHED, UNMATCHED_CHOICES[0])
        if given not in UNMATCHED_CHOICES:
            message = f"option '{UNMATCHED}' has another value than it can have"
            raise refuse("wrong-option", Location(path.name), message, ", ".join(UNMATCHED_CHOICES))
        listed = _ethnicity(path, options)
        text = utf8_text(path)
        check_envelope(text, path.name)
        names = [f"f{index}" for index in range(WIDEST)]
        rows = text_rows(text, [*names, "beyond"], separator=",", quoting=text.quoted)
        frame = _staff(rows, listed, options, unknown=given != UNMATCHED_CHOICES[0])
        headers = {**HEADERS, "ethnic_category": listed.scan.columns["ethnic_category"]}
        main = LooseTable("workforce", frame, source(self.name, path), headers)
        people = _people(rows)
        told = () if given == UNMATCHED_CHOICES[0] else _warnings(path, listed, people)
        return LooseTables((main, listed.accounted(self.name, main, people)), {}, told)


def _ethnicity(source_file: Path, options: Mapping[str, Any]) -> Beside:
    """Open the file of ethnicity; rows that say the same in other words agree."""
    path, scan, rows = beside(ETHNICITY, FIELDS, options, source_file, StaffRecord)
    said = ethnic_category(_words.word("ethnic_category", options), nhs_codes=True)
    person = _rows.person_number(path, scan, options)
    return Beside(path, scan, rows.select(ROW, OUT_OF_SCOPE, person.alias(KEY), said.alias(SAID)))


def _warnings(path: Path, listed: Beside, people: pl.LazyFrame) -> tuple[str, ...]:
    """Say how many people the list does not have, in one pass over both files."""
    lacking = people.join(listed.said(), on=KEY, how="anti").select(pl.len())
    number = lacking.collect(engine="streaming").item()
    who = "1 person" if number == 1 else f"{number:,} people"
    verbs = ("is", "counts") if number == 1 else ("are", "count")
    said = f"{who} of {path.name} {verbs[0]} not in {listed.path.name} and {verbs[1]}"
    return (f"{said} as of unknown ethnicity",) if number else ()


def _people(rows: pl.LazyFrame) -> pl.LazyFrame:
    return (
        rows.filter(pl.col("f0") == "PER")
        .select(clean(pl.col("f2")).alias(KEY))
        .unique()
        .drop_nulls()
    )


def _staff(
    rows: pl.LazyFrame, listed: Beside, options: Mapping[str, Any], *, unknown: bool
) -> pl.LazyFrame:
    """Make table ``workforce``, one row for each row of the file."""
    kind = clean(pl.col("f0").str.strip_prefix("\ufeff"))
    person = [pl.col(f"f{position}").alias(name) for name, position in PERSON.items()]
    there = pl.when(pl.col(SAID).is_not_null()).then(
        pl.when(DIFFERS).then(pl.lit(SEVERAL)).otherwise(pl.col(SAID))
    )
    nowhere = pl.lit(None if unknown else NOT_THERE, pl.String)
    made = (
        rows.select(
            ROW,
            kind.alias("type"),
            pl.when(kind == "PER").then(pl.struct(person)).forward_fill().alias("above"),
            # The next record, blank lines aside: a person without an assignment has none below.
            kind.backward_fill().shift(-1).alias("next"),
            *(
                pl.when(kind == "ASG").then(f"f{position}").alias(name)
                for name, position in ASSIGNMENT.items()
            ),
        )
        .unnest("above")
        .with_columns(clean(pl.col("person")).alias(KEY))
        .join(listed.said().drop("first"), on=KEY, how="left", maintain_order="left")
        .with_columns(
            *_composites(), *_fate(), pl.coalesce(there, nowhere).alias("ethnic_category")
        )
        .with_columns(pl.col(name).alias(f"kept:{name}") for name in DIMENSIONS)
    )
    own = {name: given for name, given in options.items() if name != "translations"}
    own["translations"] = {
        name: given
        for name, given in (options.get("translations") or {}).items()
        if name != "ethnic_category"  # the list's words are translated already
    }
    return staff(made, RAW, own).select(
        *(pl.col(f"kept:{name}").alias(name) for name in DIMENSIONS),
        ROW,
        *("organisation", "person", "assignment", "ethnic_category", "workforce_group", "pay_band"),
        *("engagement", "primary", "fte", "started_on", "senior_medical_manager"),
        *(OUT_OF_SCOPE, MERGED_INTO, EFFECTIVE_FROM, EFFECTIVE_TO),
    )


def _composites() -> list[pl.Expr]:
    """Take names of positions and jobs apart, and hours: a week's over a full-timer's."""
    position = pl.col("position_name").str.split_exact("|", 4).struct
    job = pl.col("job_name").str.split_exact("|", 1).struct
    normal, full = (
        pl.col(name).str.strip_chars().cast(pl.Float64, strict=False)
        for name in ("normal_hours", "grade_hours")
    )
    weekly = pl.col("frequency").str.strip_chars().str.to_lowercase() == "week"
    share = pl.when(weekly & (full > 0)).then(normal / full).cast(pl.String)
    return [
        position.field("field_2").alias("position_occupation"),
        position.field("field_3").alias("area_of_work"),
        job.field("field_0").alias("staff_group"),
        pl.coalesce(clean(pl.col("job_role_name")), job.field("field_1")).alias("job_role"),
        # What is no number stays, so that admission refuses and shows it.
        pl.when(normal.is_null()).then(clean(pl.col("normal_hours"))).otherwise(share).alias("fte"),
        pl.coalesce(clean(pl.col("earliest_start")), clean(pl.col("hired_on"))).alias("started_on"),
    ]


def _fate() -> list[pl.Expr]:
    """Say which rows are no assignment's."""
    kind = pl.col("type")
    known = kind.is_in(list(WIDTHS))
    other = kind.replace_strict(
        OTHER_ROWS, default="record of another kind", return_dtype=pl.String
    )
    alone = (kind == "PER") & (pl.col("next") != "ASG").fill_null(value=True)
    return [
        pl.when(kind.is_null())
        .then(pl.lit("blank row"))
        .when(~known)
        .then(other)
        .when(alone)
        .then(pl.lit("person without an assignment"))
        .alias(OUT_OF_SCOPE),
        pl.when((kind == "PER") & ~alone)
        .then(pl.lit("person row joined to its assignments"))
        .alias(MERGED_INTO),
    ]
