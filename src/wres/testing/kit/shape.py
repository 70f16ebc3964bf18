"""What an adapter declares, and what it delivers: tables, columns, rows, ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from wres.admission import DATED_ON, EFFECTIVE_FROM, EFFECTIVE_TO, HINTS, ROW, LooseTable
from wres.ledger import State
from wres.plugins import NAME
from wres.records import columns
from wres.tables import ALL_TABLES, schema, to_frame
from wres.testing.kit.subject import Subject, facts, facts_of, require


def declaration(subject: Subject) -> None:
    """Name, title, tables and options are declared as users meet them."""
    adapter = subject.adapter
    require(NAME.fullmatch(adapter.name), "the name must be lower case words with hyphens")
    require(adapter.title.strip(), "the title is empty")
    require("\n" not in adapter.title, "the title must be one line")
    unknown = [name for name in adapter.tables if name not in ALL_TABLES]
    require(adapter.tables and not unknown, f"tables must be among {', '.join(ALL_TABLES)}")
    bare = [name for name, says in adapter.options.items() if not says.strip()]
    require(not bare, f"options without a description: {', '.join(bare)}")


def good_file(subject: Subject) -> None:
    """There is a good file to test with."""
    require(subject.good, "it is empty")


def output_schema(subject: Subject) -> None:
    """Columns are lazy, named as the record's fields, and of the field's type or text."""
    for table in subject.loose(subject.write(subject.good)).tables:
        require(table.table in ALL_TABLES, f"no table is called '{table.table}'")
        require(isinstance(table.frame, pl.LazyFrame), "the frame must be a polars.LazyFrame")
        record = ALL_TABLES[table.table]
        have, wanted = table.frame.collect_schema(), schema(record)
        for name, column in columns(record).items():
            # The one who reads can name the organisation.
            needed = not column.nullable and name not in {"organisation", "senior_medical_manager"}
            require(name in have or not needed, f"column '{name}' is not there")
            allowed = {pl.String(), pl.Null(), wanted[name]}
            require(
                name not in have or have[name] in allowed or have[name].is_numeric(),
                f"column '{name}' is {have.get(name)}; text or {wanted[name]} is accepted",
            )
            personal = column.personal and name in have
            require(
                not personal or have[name] in {pl.String(), pl.Null()},
                f"column '{name}' is {have.get(name)}: an identifier must be text",
            )
        _hints(have)
    for name, frame in subject.read().tables.items():
        expected = schema(ALL_TABLES[name])
        require(frame.collect_schema() == expected, f"table '{name}' has not its schema")


def _hints(have: pl.Schema) -> None:
    for name in HINTS:
        dtype = have.get(name)
        if name == ROW:
            fits = dtype is None or dtype.is_integer()
        elif name in {EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON}:
            fits = dtype in {None, pl.Date(), pl.String(), pl.Null()}
        else:
            fits = dtype in {None, pl.String(), pl.Null()}
        require(fits, f"column '{name}' cannot be {dtype}")


def good_rows(subject: Subject) -> None:
    """A good file gives at least one row that counts, and no problem."""
    intake = subject.read()
    problems = "; ".join(str(problem) for problem in intake.problems[:3])
    require(not problems, f"the good file has problems: {problems}")
    require(intake.ledger.totals()[State.COUNTED], "no row of the good file counts")


def row_numbers(subject: Subject) -> None:
    """Every row has its number in the source, and no two the same."""
    for table in subject.loose(subject.write(subject.good)).tables:
        if ROW in table.frame.collect_schema():
            rows = table.frame.select(ROW).collect()[ROW]
            require(not rows.null_count(), f"a row of '{table.table}' has no number")
            require(rows.n_unique() == len(rows), f"two rows of '{table.table}' have one number")
            require(len(rows) == 0 or rows.min() >= 1, "rows are counted from 1")  # type: ignore[operator]


def identities(subject: Subject) -> None:
    """What a record must have is never null in an accepted row."""
    for name, frame in subject.read().tables.items():
        needed = [n for n, column in columns(ALL_TABLES[name]).items() if not column.nullable]
        holes = frame.select(pl.col(needed).null_count()).collect().row(0, named=True)
        empty = [column for column, count in holes.items() if count]
        require(not empty, f"null in {', '.join(empty)} of an accepted row")


def tables_declared(subject: Subject) -> None:
    """The tables that are delivered are those that are declared."""
    delivered = {table.table for table in subject.loose(subject.write(subject.good)).tables}
    declared = set(subject.adapter.tables)
    require(delivered <= declared, f"not declared: {', '.join(sorted(delivered - declared))}")
    require(
        delivered == declared or "specimen" not in subject.has,
        f"declared and not delivered: {', '.join(sorted(declared - delivered))}",
    )


def ledger(subject: Subject) -> None:
    """Rows read are rows counted, out of scope, merged and rejected; none is lost."""
    intake = subject.read()
    require(intake.ledger.balances, "the ledger does not add up")
    handed = sum(_height(table) for table in intake.loose)
    require(intake.ledger.rows_read == handed, "the ledger has other rows than the adapter gave")


def ledger_grows(subject: Subject) -> None:
    """A record more in the file is a row more in the ledger."""
    few, many = (subject.sample(size=size) for size in (3, 6))
    before, after = (subject.read(content).ledger for _, content in (few, many))
    more = sum(frame.height for frame in many[0].values())
    more -= sum(frame.height for frame in few[0].values())
    require(
        after.rows_read - before.rows_read >= more,
        f"{more} records more gave {after.rows_read - before.rows_read} rows more",
    )


def _height(table: LooseTable) -> int:
    height: int = table.frame.select(pl.len()).collect().item()
    return height


def golden_records(subject: Subject) -> None:
    """The good file gives the records that it is known to hold."""
    golden = {
        name: to_frame(records, ALL_TABLES[name])
        for name, records in (subject.golden or {}).items()
    }
    found, expected = facts(subject.read()), facts_of(golden)
    for name, rows in expected.items():
        require(
            found.get(name) == rows,
            f"'{name}' has {len(found.get(name, []))} records, of which "
            f"{sum(row in rows for row in found.get(name, []))} of the {len(rows)} expected",
        )


def same_twice(subject: Subject) -> None:
    """The same file gives the same twice, under any name."""
    first, second = (subject.read(subject.write(subject.good, name)) for name in ("one", "two"))
    require(facts(first) == facts(second), "the same bytes gave other records the second time")
    for one, two in zip(first.loose, second.loose, strict=True):
        frames = [table.frame.collect() for table in (one, two)]
        by = [ROW] if ROW in frames[0].columns else []
        first_rows, second_rows = (frame.sort(by) if by else frame for frame in frames)
        require(first_rows.equals(second_rows), "the same bytes gave another frame")


def no_personal_columns(subject: Subject) -> None:
    """No column of the output is a name, an address or a date of birth."""
    for table in subject.loose(subject.write(subject.good)).tables:
        have = {name.lower().replace(" ", "_") for name in table.frame.collect_schema()}
        found = sorted(have & PERSONAL)
        require(not found, f"columns about a person: {', '.join(found)}")


PERSONAL = {
    *("name", "first_name", "forename", "given_name", "last_name", "surname", "family_name"),
    *("full_name", "known_as", "preferred_name", "employee_name", "candidate_name"),
    *("user's_full_name", "email", "e-mail", "email_address", "address", "postcode", "telephone"),
    *("mobile", "date_of_birth", "birth_date", "dob", "national_insurance", "nhs_number"),
    *("national_insurance_number", "ni_number", "nino"),
}
"""Names of columns about a person, in lower case."""


CHECKS: Mapping[Callable[[Subject], None], tuple[str, ...]] = {
    declaration: (),
    good_file: (),
    output_schema: ("file",),
    good_rows: ("file",),
    row_numbers: ("file",),
    identities: ("file",),
    tables_declared: ("file",),
    ledger: ("file",),
    ledger_grows: ("specimen", "people"),
    golden_records: ("file", "golden"),
    same_twice: ("file",),
    no_personal_columns: ("file",),
}
"""Check to what it needs."""
