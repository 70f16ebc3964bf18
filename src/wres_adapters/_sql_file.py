"""The file that describes a database source: where it is, and a query for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from wres.errors import InputError, Location, Problem
from wres.files import parsed_toml, readable
from wres.records import columns
from wres.tables import ALL_TABLES
from wres_adapters._sqlite import SQLITE, is_sqlite, own_tables


TOP = ("uri", "uri_from", "tables")
FURTHER = ("stands_for", "effective_from", "effective_to", "dated_on", "out_of_scope")
"""Hints that a query may give beside the fields."""


@frozen
class Query:
    """A query, and what the columns of its result are.

    Parameters
    ----------
    columns
        Field or hint to the column that has it; a column called as the field needs none.
    translations
        Field to what the words of the database mean.
    dimensions
        Further columns to keep for breakdowns.
    """

    query: str
    columns: Mapping[str, str] = field(factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(factory=dict)
    dimensions: tuple[str, ...] = ()


@frozen
class Database:
    """A database source: its address, or the environment variable that has it, and its queries."""

    uri: str | None
    uri_from: str | None
    tables: Mapping[str, Query]


KEYS: dict[str, tuple[type[Any], str]] = {
    "query": (str, "an SQL query that selects one row a record"),
    "columns": (dict, "a table of fields and the columns that have them"),
    "translations": (dict, "a table of tables by field: what the database says to what it means"),
    "dimensions": (list, "a list of further columns to keep for breakdowns"),
}


def database_of(path: Path) -> Database:
    """Read the description of a database source; a SQLite file needs none.

    Of a SQLite file each table or view is read that is called as one of ours.

    Raises
    ------
    InputError
        ``not-toml``, or with every ``unknown-key``, ``missing-key`` and ``wrong-type``.
    """
    where = Location(readable(path).name)
    if is_sqlite(path):
        # The names are ours.
        queries = {name: Query(f"select * from {name}") for name in own_tables(path)}  # noqa: S608
        return Database(f"{SQLITE}{path.name}", None, queries)
    accepted = "a TOML file with a query for each table"
    given = parsed_toml(path.read_bytes(), where, accepted, has_secrets=True)
    if problems := list(_faults(given, where)):
        raise InputError(tuple(problems))
    tables = {name: Query(**_frozen(item)) for name, item in given["tables"].items()}
    return Database(given.get("uri"), given.get("uri_from"), tables)


def _frozen(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "dimensions": tuple(item.get("dimensions", ()))}


def _faults(given: Mapping[str, Any], where: Location) -> Iterator[Problem]:
    for name, value in given.items():
        if name not in TOP:
            yield Problem("unknown-key", where, f"unknown key '{name}'", ", ".join(TOP))
        elif name != "tables" and not isinstance(value, str):
            yield Problem("wrong-type", where, f"'{name}' is no text", "text")
    tables = given.get("tables")
    accepted = f"tables [tables.NAME] with a query; NAME is one of {', '.join(ALL_TABLES)}"
    if not isinstance(tables, dict) or not tables:
        yield Problem("missing-key", where, "no key 'tables'", accepted)
        return
    for name, item in tables.items():
        if name not in ALL_TABLES:
            yield Problem("unknown-key", where, f"unknown key 'tables.{name}'", accepted)
        elif not isinstance(item, dict):
            yield Problem("wrong-type", where, f"'tables.{name}' is no table", accepted)
        else:
            yield from _faults_of_query(name, item, where)


def _faults_of_query(table: str, item: Mapping[str, Any], where: Location) -> Iterator[Problem]:
    if "query" not in item:
        yield Problem("missing-key", where, f"no key 'tables.{table}.query'", KEYS["query"][1])
    for name, value in item.items():
        key = f"tables.{table}.{name}"
        if name not in KEYS:
            yield Problem("unknown-key", where, f"unknown key '{key}'", ", ".join(KEYS))
        elif not (isinstance(value, KEYS[name][0]) and _is_of_texts(name, value)):
            yield Problem("wrong-type", where, f"'{key}' cannot be read", KEYS[name][1])
        elif name in {"columns", "translations"}:
            known = [*columns(ALL_TABLES[table]), *(FURTHER if name == "columns" else ())]
            for one in value:
                if one not in known:
                    message = f"unknown key '{key}.{one}'"
                    yield Problem("unknown-key", where, message, ", ".join(known))


def _is_of_texts(name: str, value: Any) -> bool:  # noqa: ANN401
    """Whether the values within a value are texts, as deep as they have to be."""
    inner = value.values() if isinstance(value, dict) else value
    if name == "translations":
        return all(isinstance(one, dict) and _is_of_texts("", one) for one in inner)
    return isinstance(value, str) or all(isinstance(one, str) for one in inner)
