"""The tables [columns.FIELD] of a mapping: what each may say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from wres.fields import Column
from wres.mappings.document import Document, Key
from wres.mappings.rules import COUNT, NUMBERED, ColumnRule, fields_of
from wres.records import columns
from wres.tables import ALL_TABLES
from wres.vocabulary import EthnicCategory, EthnicGroup, fold


ETHNIC = "ethnic_category"
WORDED = (
    *(ETHNIC, "pay_band", "workforce_group", "engagement"),
    *("shortlisted", "appointed", "voting", "executive"),
)
"""Fields whose NHS words the library knows."""

UNKNOWN = tuple(str(one) for one in EthnicCategory if one.group is EthnicGroup.UNKNOWN)
NEVER = "no such key: ethnicity is never guessed; list each value under values"
LABEL = (str, bool, int, float, date)
KEYS = {
    "headers": Key((str, list), "a header, or a list of those that may stand there"),
    "constant": Key(LABEL, "what every row has"),
    "values": Key((dict,), "a table: what the source says = what it means"),
    "others": Key(LABEL, "what every other value means"),
    "blank": Key(LABEL, "what a blank means"),
    "words": Key((bool,), "true to look values up in the library's lists of NHS words"),
    "required": Key((bool,), "false where the source may lack the column"),
    "standing": Key((str,), "sourced or assumed"),
    "source": Key((str,), "where the header is shown"),
}


def needed_fields(table: str, *, counted: bool) -> list[str]:
    """Name the fields that a mapping of a table cannot leave out."""
    record = ALL_TABLES[table]
    fields = attrs.fields_dict(record)
    own = [
        name
        for name, column in columns(record).items()
        if not (column.nullable or column.blank or fields[name].default is not attrs.NOTHING)
    ]
    given = {*NUMBERED.get(table, ()), "primary"} if counted else {"assignment"}
    return [name for name in own if name not in given]


def column_rule(document: Document, table: str, name: str, given: object) -> ColumnRule | None:
    """Read one table [columns.FIELD]; ``None`` where it has a fault."""
    path = ["columns", name]
    if not isinstance(given, dict):
        document.wrong(path, given, "a table with headers or a constant")
        return None
    before = len(document.problems)
    document.check(given, KEYS, path)
    column = fields_of(table)[name]
    headers = headers_of(document, path, given.get("headers"))
    if headers and "constant" in given:
        message, accepted = f"'columns.{name}' has headers and a constant", "one of the two"
        document.fault("wrong-value", path, message, accepted)
    if given.get("words") is True and name not in WORDED:
        document.wrong([*path, "words"], value=True, accepted=f"one of {', '.join(WORDED)} only")
    if given.get("standing") not in {None, "sourced", "assumed"}:
        document.wrong([*path, "standing"], given["standing"], KEYS["standing"].accepted)
    means = {
        key: _meaning(document, [*path, key], given[key], column, _limits(name, key, column))
        for key in ("constant", "others", "blank")
        if key in given
    }
    values = _values(document, [*path, "values"], given.get("values"), column, name)
    if len(document.problems) > before:
        return None
    return ColumnRule(
        headers=headers,
        values=values,
        words=given.get("words", False),
        required=given.get("required", not column.nullable or name == COUNT),
        standing=given.get("standing"),
        source=given.get("source"),
        **means,
    )


def headers_of(document: Document, path: Sequence[str], given: object) -> tuple[str, ...]:
    """Give the headers that a text or a list names; none where they are still open."""
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list):
        return ()
    for header in listed:
        if not isinstance(header, str):
            document.wrong([*path, "headers"], header, KEYS["headers"].accepted)
    return tuple(header for header in listed if isinstance(header, str) and header.strip())


def _limits(name: str, key: str, column: Column) -> tuple[str, ...] | None:
    """Labels that a key may give: of ethnicity only "unknown", where nobody was asked."""
    if name == ETHNIC:
        return () if key == "others" else UNKNOWN
    return column.labels or None


def _meaning(
    document: Document,
    path: Sequence[str],
    value: object,
    column: Column,
    labels: Sequence[str] | None,
) -> str | None:
    """Give what a value is to mean, as text; note a fault where the field cannot hold it."""
    label = label_of(value, column)
    if label is None or (labels is not None and label not in labels):
        never = NEVER if labels == () else f"one of {', '.join(labels)}" if labels else None
        document.wrong(path, value, never or column.accepted)
        return None
    return label


def label_of(value: object, column: Column) -> str | None:
    """Write what TOML gives as text that the field's column is read from; ``None`` if it cannot be.

    Examples
    --------
    >>> from wres.records import BoardMember, columns
    >>> label_of(True, columns(BoardMember)["voting"]), label_of("maybe", columns(BoardMember)["voting"])
    ('true', None)
    """
    if column.kind in {"number", "whole"}:
        return _number(value, column)
    if column.kind == "flag":
        return str(value).lower() if isinstance(value, bool) else None
    if column.kind == "day":
        return value.isoformat() if type(value) is date else None
    is_label = isinstance(value, str) and (not column.labels or value in column.labels)
    return str(value).strip() if is_label else None


def _number(value: object, column: Column) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    if not low <= value <= high or (column.kind == "whole" and value != int(value)):
        return None
    return str(value)


def _values(
    document: Document, path: Sequence[str], given: object, column: Column, name: str
) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    made: dict[str, str] = {}
    folded: dict[str, str] = {}
    if column.kind == "day" and given:
        document.wrong(path, given, "no such table: a date means itself; see the key 'dates'")
    for text, value in given.items():
        if name == ETHNIC and "*" in text and fold(text):
            document.wrong([*path, text], value, "a value as it is: no pattern means an ethnicity")
            continue
        label = (
            ""
            if value == ""
            else _meaning(document, [*path, text], value, column, column.labels or None)
        )
        if label is None:
            continue
        key = fold(text) if "*" not in text else text
        if key and folded.setdefault(key, label) != label:
            message = f"'{'.'.join(path)}' has '{text}' twice, with two meanings"
            document.fault("wrong-value", [*path, text], message, "one meaning for each value")
        made[text] = label
    return made
