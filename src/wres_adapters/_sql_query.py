"""Asking a database: a query in, a frame out; what goes wrong is told without its address."""

from __future__ import annotations

import os
import re
from pathlib import Path

import polars as pl
from attrs import evolve

from wres.errors import InputError, Location, MissingExtraError
from wres.files import refuse
from wres_adapters._sql_file import Database
from wres_adapters._sqlite import SQLITE, check_whole, has_readable_names, read_only


ADDRESSES = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE or sqlite:FILE"
READ_ONLY = "-c%20default_transaction_read_only%3Don"
OPTIONS = "options="
VARIABLE = re.compile(r"[A-Za-z_]\w*")
"""What names an environment variable: anything else may be an address, and is not repeated."""

PASSWORD = re.compile(r"//[^/?@]*:[^/?]*@|[?&]\w*(password|passphrase|key)=", re.IGNORECASE)
"""A password before the host, or a parameter that holds one."""


NO_TABLE = re.compile(r'relation "([\w. ]+)" does not exist|no such table: ([\w.]+)')
NO_COLUMN = re.compile(r'column "?([\w.]+)"? does not exist|no such column: ([\w.]+)')
DENIED = ("28", "42501")
"""SQLSTATE of a name or password that is not accepted, and of a table that may not be read."""


def address(path: Path, database: Database, uri_from: str | None) -> str:
    """Give the address of a database, to be read only.

    Parameters
    ----------
    path
        The file that describes the source; a SQLite file is looked for beside it.
    uri_from
        The environment variable that has the address, in place of what the file says.

    Raises
    ------
    InputError
        ``no-address``, ``secret-in-file``, ``unknown-database``, ``missing-file`` or
        ``damaged-database``.
    """
    where = Location(path.name)
    variable = uri_from or database.uri_from
    if variable is not None and not VARIABLE.fullmatch(variable):
        message, accepted = "uri_from is no name", "the name of an environment variable"
        raise refuse("no-address", where, message, accepted)
    uri = database.uri if variable is None else os.environ.get(variable)
    if not uri:
        message = (
            "no address" if variable is None else f"environment variable {variable} is not set"
        )
        accepted = f"uri_from = the name of an environment variable that holds {ADDRESSES}"
        raise refuse("no-address", where, message, accepted)
    if variable is None and PASSWORD.search(uri):
        message, accepted = (
            "a password in the file",
            "uri_from = the name of an environment variable",
        )
        raise refuse("secret-in-file", where, message, accepted)
    scheme = uri.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite(path, uri)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(uri)
    raise refuse("unknown-database", where, "a database of another kind", ADDRESSES)


def _sqlite(path: Path, uri: str) -> str:
    bare = uri.partition("?")[0]
    file = path.parent / re.sub(r"^sqlite:(?://)?(?=/)|^sqlite:", "", bare)
    if not file.is_file():
        raise refuse(
            "missing-file", Location(file.name), "there is no such file", "a SQLite database"
        )
    check_whole(file)
    return f"{SQLITE}{read_only(file)}"


def _postgresql(uri: str) -> str:
    """Add to an address that nothing is written, after any options that it has itself."""
    bare, _, query = uri.partition(":")[2].partition("?")
    given = [one for one in query.split("&") if one]
    own = [one.removeprefix(OPTIONS) for one in given if one.startswith(OPTIONS)]
    kept = [one for one in given if not one.startswith(OPTIONS)]
    options = OPTIONS + "%20".join([*own, READ_ONLY])
    return f"postgresql:{bare}?{'&'.join([*kept, options])}"


def rows_of(query: str, uri: str, where: Location) -> pl.DataFrame:
    """Run a query that reads.

    Parameters
    ----------
    where
        The source, for messages: they never have the address or a value.

    Raises
    ------
    InputError
        ``no-connection``, ``no-access``, ``missing-table``, ``missing-column`` or ``query-failed``;
        ``wrong-encoding`` of names or values that are no UTF-8, which neither SQLite nor its
        driver looks at.
    """
    try:
        from adbc_driver_manager import Error  # noqa: PLC0415  # optional
    except ImportError as error:
        raise MissingExtraError.of("reading a database", "sql") from error
    if uri.startswith(SQLITE) and not has_readable_names(uri.removeprefix(SQLITE), query):
        raise _wrong_encoding(where)
    try:
        rows = pl.read_database_uri(query, uri, engine="adbc")
    except Error as error:
        raise _failure(error, where) from None
    # A type that the driver does not know (numeric is one) comes as an extension of text.
    unknown = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.BaseExtension)]
    # Of a column without any value SQLite's driver makes whole numbers.
    empty = [name for name in rows.columns if rows[name].null_count() == rows.height]
    plain = rows.with_columns(
        *(pl.col(name).ext.storage() for name in unknown if name not in empty),
        *(pl.lit(None, pl.String).alias(name) for name in empty),
    )
    _check_texts(plain, where)
    return plain


def _check_texts(rows: pl.DataFrame, where: Location) -> None:
    """See that texts are text, which polars takes from a driver unseen and may not survive."""
    for text in rows.select(pl.col(pl.String).cast(pl.Binary)):
        try:
            text.cast(pl.String)
        except pl.exceptions.ComputeError:
            raise _wrong_encoding(evolve(where, column=text.name)) from None


def _wrong_encoding(where: Location) -> InputError:
    accepted = "a database whose names and texts are UTF-8"
    return refuse("wrong-encoding", where, "text that is no UTF-8", accepted)


def _failure(error: Exception, where: Location) -> InputError:
    text, state = str(error), str(getattr(error, "sqlstate", None) or "")
    if not state and re.search(r"[Ff]ailed to (connect|open)", text):
        refused = re.search(
            r"password authentication failed|no pg_hba.conf entry|role .* does not", text
        )
        return _no_access(where) if refused else _no_connection(where)
    if state.startswith(DENIED):
        return _no_access(where)
    if found := NO_TABLE.search(text):
        name = found[1] or found[2]
        accepted = "a table or view that the database has and that may be read"
        return refuse("missing-table", where, f"the database has no table '{name}'", accepted)
    if found := NO_COLUMN.search(text):
        name = found[1] or found[2]
        accepted = "a column that the tables of the query have"
        return refuse("missing-column", where, f"the database has no column '{name}'", accepted)
    told = f" (SQLSTATE {state})" if state else ""
    accepted = "a query that the database can run and that only reads"
    return refuse("query-failed", where, f"the database refuses the query{told}", accepted)


def _no_connection(where: Location) -> InputError:
    accepted = "a database that runs and can be reached at the address given"
    return refuse("no-connection", where, "the database cannot be reached", accepted)


def _no_access(where: Location) -> InputError:
    accepted = "the name and password of a user who may read"
    return refuse("no-access", where, "the database does not let this user in", accepted)
