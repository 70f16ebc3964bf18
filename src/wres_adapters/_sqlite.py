"""SQLite files: whole or not, which of our tables they have, and records written as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import polars as pl

from wres.errors import Location
from wres.files import refuse
from wres.tables import ALL_TABLES


SQLITE = "sqlite:"
"""How the address of such a file begins."""

MAGIC = b"SQLite format 3\0"
A_DATABASE = "a whole SQLite database"


def is_sqlite(path: Path) -> bool:
    """Whether a file begins as a SQLite database does."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def read_only(path: Path) -> str:
    """Give the address of a file that is to be read only."""
    return f"file:{quote(str(path.resolve()))}?mode=ro"


def check_whole(path: Path) -> None:
    """See that a database is whole: of one that is cut off, a driver may read nulls.

    Raises
    ------
    InputError
        ``damaged-database``.
    """
    if _asked(path, "pragma quick_check(1)") != ["ok"]:
        raise refuse("damaged-database", Location(path.name), "the database is damaged", A_DATABASE)


def own_tables(path: Path) -> list[str]:
    """Name the tables and views that are called as ours.

    Raises
    ------
    InputError
        ``missing-table`` where there is none; ``damaged-database``.
    """
    check_whole(path)
    have = _asked(path, "select name from sqlite_master where type in ('table', 'view')")
    if found := [name for name in ALL_TABLES if name in have]:
        return found
    message = "the database has no table or view that is called as one of ours"
    accepted = f"tables or views called {', '.join(ALL_TABLES)}; or a TOML file with queries"
    raise refuse("missing-table", Location(path.name), message, accepted)


def _asked(path: Path, query: str) -> list[object]:
    """Give the first column of an answer; of a database that gives none, nothing."""
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as database:
            return [row[0] for row in database.execute(query)]
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def has_readable_names(address: str, query: str) -> bool:
    """Whether the columns that a query selects have names that are text; no row is read."""
    bare = query.strip().removesuffix(";")
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute(f"select * from ({bare}\n) limit 0")  # noqa: S608  # read only
    except UnicodeDecodeError:
        return False
    except sqlite3.Error:  # the driver says what is wrong with the query
        return True
    return True


def sqlite_bytes(tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Write tables as a SQLite file, under their own names.

    Raises
    ------
    ValueError
        Where a text has a zero byte, at which a driver may end it.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for name, frame in tables.items():
            rows = _plain(frame)
            if any(
                value.str.contains("\0", literal=True).any()
                for value in rows.select(pl.col(pl.String))
            ):
                raise ValueError("no value must have a zero byte")
            named = ", ".join(f'"{column}" {_type(dtype)}' for column, dtype in rows.schema.items())
            database.execute(f'create table "{name}" ({named})')
            marks = ", ".join("?" * rows.width)
            database.executemany(f'insert into "{name}" values ({marks})', rows.rows())  # noqa: S608  # our own names
        database.commit()
        return database.serialize()


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Give values of SQLite's own types: text, whole numbers, numbers."""
    numbers = [name for name, dtype in frame.schema.items() if dtype.is_numeric()]
    flags = [name for name, dtype in frame.schema.items() if dtype == pl.Boolean]
    return frame.with_columns(
        pl.exclude([*numbers, *flags]).cast(pl.String), pl.col(flags).cast(pl.Int64)
    )


def _type(dtype: pl.DataType) -> str:
    return "integer" if dtype.is_integer() else "real" if dtype.is_numeric() else "text"
