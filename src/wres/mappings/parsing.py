"""From the text of a mapping to its rules; every fault is told at once."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any

import polars as pl

from wres.admission import HINTS
from wres.errors import Location, UnknownNameError
from wres.files import readable, refuse
from wres.files.text import SEPARATORS
from wres.mappings.column_rules import column_rule, needed_fields
from wres.mappings.document import Document, Key
from wres.mappings.rules import (
    COUNT,
    FORMATS,
    NUMBERED,
    ODATA,
    SourceMapping,
    fields_of,
)
from wres.mappings.scope_rules import ACCEPTED, scope_rules
from wres.tables import ALL_TABLES
from wres.vocabulary import fold


NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LARGEST = 1 << 20
"""Bytes that a mapping may have."""

SEPARATOR_NAMES = {name.removesuffix("s"): mark for mark, name in SEPARATORS.items()}
Base = Callable[[str], Mapping[str, Any]]
"""Gives the content of the mapping that another one extends, by its name."""

STRING = (str,)
TOP = {
    "name": Key(STRING, "lower case words with hyphens, such as 'city-workforce'", required=True),
    "title": Key(STRING, "one line for people"),
    "table": Key(STRING, f"one of {', '.join(ALL_TABLES)}", required=True),
    "extends": Key(STRING, "the name of a preset; 'wres adapters' lists them"),
    "format": Key(STRING, f"one of {', '.join(FORMATS)}, or none: it is then found out"),
    "sheet": Key(STRING, "the name of a worksheet"),
    "encoding": Key(STRING, "an encoding such as 'iso-8859-15'"),
    "separator": Key(STRING, f"{', '.join(SEPARATOR_NAMES)} or one character"),
    "records": Key(STRING, "where a JSON file has its list, such as 'data.employees'"),
    "dates": Key((list,), "a list of forms such as ['%m/%d/%Y']"),
    "dimensions": Key((list,), "a list of headers to keep for breakdowns"),
    "notes": Key((list,), "a list of sentences for people"),
    "columns": Key((dict,), "a table [columns.FIELD] for each field", required=True),
    "out_of_scope": Key((list,), ACCEPTED),
}


def load_mapping(path: str | PathLike[str], *, base: Base | None = None) -> SourceMapping:
    """Read a mapping from a TOML file.

    Parameters
    ----------
    base
        Gives the content of the preset that it extends; see `extended`.

    Raises
    ------
    InputError
        With every fault: its line, the key, the value and what would be accepted.
    """
    path = readable(path)
    content = path.read_bytes() if path.stat().st_size <= LARGEST else b"\0"
    if b"\0" in content:
        where, accepted = Location(path.name), "a text of at most 1 MB"
        raise refuse("not-toml", where, "this is no mapping", accepted)
    return parse_mapping(content.decode("utf-8-sig", errors="replace"), path.name, base=base)


def parse_mapping(text: str, file: str = "", *, base: Base | None = None) -> SourceMapping:
    """Read a mapping from TOML.

    Parameters
    ----------
    file
        What messages call it.

    Raises
    ------
    InputError
        As `load_mapping`.

    Examples
    --------
    >>> mapping = parse_mapping('''
    ... name = "city-board"
    ... table = "board"
    ... [columns.ethnic_category]
    ... headers = ["Race"]
    ... values = { "White" = "C", "Hispanic" = "S" }
    ... [columns.voting]
    ... constant = true
    ... [columns.executive]
    ... headers = ["Position"]
    ... values = { "Chief*" = true }
    ... others = false
    ... ''')
    >>> mapping.columns["executive"].values
    {'Chief*': 'true'}
    """
    document = Document(file or "mapping", text)
    own = document.parsed()
    given = extended(document, own, base)
    document.check(given, TOP)
    settings = _settings(document, given)
    table = given.get("table")
    if not (isinstance(table, str) and table in ALL_TABLES):
        document.settle()
    fields = fields_of(str(table))
    read = {
        name: column_rule(document, str(table), name, value)
        for name, value in _tables(given.get("columns"))
        if _is_known(document, name, fields)
    }
    scope = scope_rules(document, settings["out_of_scope"], list(read))
    _complete(document, str(table), read, settings["dimensions"])
    document.settle()
    columns = {name: rule for name, rule in read.items() if rule is not None}
    return SourceMapping(
        columns=columns,
        **{**settings, "out_of_scope": scope},
        file=file,
        document=given,
    )


def extended(
    document: Document, own: Mapping[str, Any], base: Base | None = None
) -> Mapping[str, Any]:
    """Put what a mapping says over the preset that it extends: tables by key, the rest whole."""
    name = own.get("extends")
    if not isinstance(name, str):
        return own
    try:
        if base is None:
            raise UnknownNameError.of("preset", name, ["none here"])
        below = dict(base(name))
    except UnknownNameError as error:
        known = str(error).partition("there are: ")[2]
        document.fault("unknown-name", ["extends"], f"no preset named '{name}'", known)
        document.settle()
        raise
    below.pop("notes", None)
    return _over(below, {"name": f"{name}-own", **own})


def _over(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(below)
    for one, other in (("headers", "constant"), ("constant", "headers")):
        if one in own:
            made.pop(other, None)
    for name, value in own.items():
        there = made.get(name)
        both = isinstance(there, Mapping) and isinstance(value, Mapping)
        made[name] = _over(there, value) if both else value  # type: ignore[arg-type]
    return made


def _tables(columns: object) -> list[tuple[str, Any]]:
    return list(columns.items()) if isinstance(columns, dict) else []


def _is_known(document: Document, name: str, fields: Mapping[str, object]) -> bool:
    if name not in fields:
        document.unknown(["columns", name], list(fields))
    return name in fields


def _settings(document: Document, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check what is said of the file as such, and give it."""
    name, table = given.get("name"), given.get("table")
    checks: list[tuple[str, Callable[[str], bool]]] = [
        ("name", lambda value: NAME.fullmatch(value) is not None),
        ("table", lambda value: value in ALL_TABLES),
        ("format", lambda value: value in FORMATS),
        ("encoding", _is_encoding),
        ("separator", lambda value: _mark(value) is not None),
    ]
    for key, is_right in checks:
        value = given.get(key)
        if isinstance(value, str) and not is_right(value):
            document.wrong([key], value, TOP[key].accepted)
    separator = given.get("separator")
    return {
        "name": name,
        "title": given.get("title", f"Mapping {name}"),
        "table": table,
        "separator": _mark(separator) if isinstance(separator, str) else None,
        **{key: given.get(key) for key in ("format", "sheet", "encoding", "records")},
        "dates": _texts(document, given, "dates", _is_date_form),
        "dimensions": _texts(document, given, "dimensions", bool),
        "notes": _texts(document, given, "notes", bool),
        "out_of_scope": given.get("out_of_scope")
        if isinstance(given.get("out_of_scope"), list)
        else [],
    }


def _texts(
    document: Document, given: Mapping[str, Any], key: str, is_right: Callable[[str], object]
) -> tuple[str, ...]:
    values = given.get(key)
    if not isinstance(values, list):
        return ()
    for value in values:
        if not (isinstance(value, str) and is_right(value)):
            document.wrong([key], value, TOP[key].accepted)
    return tuple(str(value) for value in values)


def _mark(separator: str) -> str | None:
    mark = SEPARATOR_NAMES.get(separator.lower(), separator)
    return mark if len(mark) == 1 and mark.isascii() and mark not in '"\r\n\0' else None


def _is_encoding(name: str) -> bool:
    try:
        "a".encode(codecs.lookup(name).name)
    except (LookupError, TypeError, ValueError):
        return False
    return True


def _is_date_form(form: str) -> bool:
    if form == ODATA:
        return True
    has = [any(part in form for part in parts) for parts in (("%Y", "%y"), ("%m", "%b", "%B"))]
    if not all(has) or not any(part in form for part in ("%d", "%e")):
        return False
    try:
        pl.Series(["1"]).str.to_date(form, strict=False)
    except pl.exceptions.PolarsError:
        return False
    return True


def _complete(
    document: Document, table: str, columns: Mapping[str, Any], dimensions: Sequence[str]
) -> None:
    """Whether a field is missing, or there that cannot be beside a count."""
    counted = COUNT in columns
    for name in needed_fields(table, counted=counted):
        if name not in columns:
            accepted = f"headers, or a constant: {fields_of(table)[name].accepted}"
            document.fault("missing-key", ["columns"], f"no table 'columns.{name}'", accepted)
    for name in NUMBERED.get(table, ()) if counted else ():
        if name in columns:
            message = f"'columns.{name}' beside a count"
            accepted = "one of the two: a row that stands for several is nobody's own"
            document.fault("wrong-value", ["columns", name], message, accepted)
    for header in dimensions:
        if snake(header) in {*fields_of(table), *HINTS}:
            accepted = "the header of a column whose name is no field of the record"
            document.wrong(["dimensions"], header, accepted)


def snake(header: str) -> str:
    """Give the name by which a breakdown asks for a column.

    Examples
    --------
    >>> snake("Organization Name")
    'organisation_name'
    """
    return fold(header).replace(" ", "_").replace("organization", "organisation")
