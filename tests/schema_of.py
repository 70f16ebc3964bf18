"""What the JSON Schema of a document made of frozen classes has to say, from the classes."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from wres.metrics import Figure
from wres.statistics import Interval


Schema = dict[str, Any]
SIMPLE: Mapping[Any, Schema] = {
    Fraction: {"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
    type(None): {"type": "null"},
}


def schema_of(kind: type[Any], *, title: str) -> Schema:
    """Describe a document as JSON Schema (draft 2020-12)."""
    definitions: dict[str, Schema] = {}
    top = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _schema(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(one, definitions) for one in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)} if len(arguments) > 1 else {"const": arguments[0]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return dict(SIMPLE[kind])


def _object(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    fields = {one.name: _schema(hints[one.name], definitions) for one in attrs.fields(kind)}
    needed = list(fields)
    if kind is Figure:
        fields = {"value": {"type": "number"}, **fields}
        needed = ["value", "exact", "display"]
    if kind is Interval:
        fields["approximate"] = {"const": True}
    return {
        "type": "object",
        "properties": fields,
        "required": needed,
        "additionalProperties": False,
    }
