"""Databases: one query for each table, run where the data are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import LooseTable, LooseTables
from wres.errors import Location, Problem, raise_all
from wres.files import ethnic_category, source, translate
from wres.hookspecs import Capabilities
from wres.records import columns
from wres.tables import ALL_TABLES
from wres.vocabulary import fold
from wres_adapters._sql_file import FURTHER, Query, database_of
from wres_adapters._sql_query import address, rows_of
from wres_adapters._sqlite import sqlite_bytes


class Sql:
    """Reads what the queries of a TOML file select, or the tables of a SQLite file as they are."""

    name = "sql"
    title = (
        "Database: PostgreSQL or SQLite, by a TOML file with one query a table; or a SQLite file"
    )
    tables = tuple(ALL_TABLES)
    capabilities = Capabilities(suffix=".db")
    options: Mapping[str, str] = {
        "uri_from": "name of the environment variable that holds the database's address; by default "
        "the file's own uri_from",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Run the queries; what they select is held in memory, and nothing is written."""
        database = database_of(source_file)
        uri = address(source_file, database, options.get("uri_from"))
        made, problems = [], []
        for table, query in database.tables.items():
            where = Location(source_file.name, table)
            rows = rows_of(query.query, uri, where)
            problems += _missing(query, rows, where)
            described = source(self.name, source_file, table)
            made.append(_loose(table, query, rows, described))
        raise_all(problems)
        return LooseTables(tuple(made))

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write tables as a SQLite file, under their own names.

        Raises
        ------
        ValueError
            Where a text has a zero byte.
        """
        return sqlite_bytes(tables)


def _missing(query: Query, rows: pl.DataFrame, where: Location) -> list[Problem]:
    """Tell the columns that the file names and the query does not select."""
    wanted = [*query.columns.values(), *query.dimensions]
    accepted = f"a column that the query selects: {', '.join(rows.columns)}"
    return [
        Problem("missing-column", where, f"the query selects no column '{name}'", accepted)
        for name in wanted
        if name not in rows.columns
    ]


def _loose(table: str, query: Query, rows: pl.DataFrame, described: Any) -> LooseTable:  # noqa: ANN401
    """Give the result the record's names; a column that is not asked for is left behind."""
    fields = [*columns(ALL_TABLES[table]), *FURTHER]
    named = {name: query.columns.get(name, name) for name in fields}
    found = {name: column for name, column in named.items() if column in rows.columns}
    further = [name for name in query.dimensions if name in rows.columns]
    frame = rows.lazy().select(
        *(_value(name, pl.col(column), rows, query) for name, column in found.items()),
        *(name for name in further if name not in found),
    )
    return LooseTable(table, frame, described, named)


def _value(name: str, value: pl.Expr, rows: pl.DataFrame, query: Query) -> pl.Expr:
    """Give a field's value, translated where the file says what it means."""
    column = query.columns.get(name, name)
    words = {fold(text): label for text, label in query.translations.get(name, {}).items()}
    text = value if rows.schema[column] == pl.String else value.cast(pl.String)
    if name == "ethnic_category":
        value = ethnic_category(translate(text, words) if words else text, nhs_codes=True)
        return pl.when(text.str.strip_chars() != "").then(value).alias(name)
    return (translate(text, words) if words else value).alias(name)
