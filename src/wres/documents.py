"""JSON documents of frozen classes: exact figures beside their floats, read back strictly."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from wres.errors import SHOWN_IN_SUMMARY, FigureError
from wres.metrics import Figure


Kind = TypeVar("Kind")
Schema = dict[str, Any]


def to_json(document: object) -> str:
    """Write a document: its fields in order, two blanks a level, a line end at the end.

    Fractions are texts such as ``119/78``; a `wres.metrics.Figure` has ``value``, ``exact`` and
    ``display``, and its interval where it has one.
    """
    content = _plain(document)
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON has
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    kind: type[Any] = type(value)
    if not attrs.has(kind):
        return value
    fields = {one.name: _plain(getattr(value, one.name)) for one in attrs.fields(kind)}
    return _with_value(value, fields) if isinstance(value, Figure) else fields


def _with_value(figure: Figure, fields: dict[str, Any]) -> dict[str, Any]:
    if fields["interval"] is None:
        del fields["interval"]
    return {"value": figure.value, **fields}


def from_json(kind: type[Kind], text: str | bytes, *, named: str, what: str) -> Kind:
    """Read a document back; the inverse of `to_json`.

    Parameters
    ----------
    named
        Its ``format``, such as ``wres-plan/1``.
    what
        It is called that in messages: ``a plan``.

    Raises
    ------
    FigureError
        The text is no JSON, of another format, or lacks or adds a field; the message says where.
    """
    from cattrs import ClassValidationError, transform_error  # noqa: PLC0415  # for JSON only

    try:
        content = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FigureError(f"{what} is JSON in UTF-8; {error}") from error
    given = content.get("format") if isinstance(content, dict) else None
    if given != named:
        raise FigureError(f"{what} has format '{named}'; got {given!r}")
    try:
        made: Kind = _converter().structure(content, kind)
    except (ClassValidationError, KeyError, TypeError, ValueError) as error:
        faults = transform_error(error, format_exception=lambda fault, _: str(fault))
        shown = "; ".join(faults[:SHOWN_IN_SUMMARY])
        rest = len(faults) - SHOWN_IN_SUMMARY
        more = f"; and {rest} more" if rest > 0 else ""
        raise FigureError(f"this is no {named}: {shown}{more}") from error
    return made


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")


@cache
def _converter() -> Any:  # noqa: ANN401  # cattrs is imported by those who ask for JSON
    from cattrs import Converter  # noqa: PLC0415  # as above
    from cattrs.gen import make_dict_structure_fn  # noqa: PLC0415  # as above

    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, lambda value, _: _float(value))
    converter.register_structure_hook(Fraction, lambda value, _: _fraction(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))

    def strictly(kind: type[Any], converter: Converter) -> Any:  # noqa: ANN401
        structure = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
        names = {one.name for one in attrs.fields(kind)}

        def of_object(content: object, _: object) -> object:
            if not isinstance(content, dict):
                raise TypeError(f"{content!r} is no object")
            if lacking := sorted(
                names - set(content) - ({"interval"} if kind is Figure else set())
            ):
                raise KeyError(f"no {', '.join(lacking)}")
            derived = {"value"} if kind is Figure else set()
            return structure({k: v for k, v in content.items() if k not in derived}, kind)

        return of_object

    converter.register_structure_hook_factory(attrs.has, strictly)
    return converter


def _exactly(wanted: type) -> Any:  # noqa: ANN401
    def structure(value: object, _: object) -> object:
        if type(value) is not wanted:
            raise TypeError(f"{value!r} is no {wanted.__name__}")
        return value

    return structure


def _float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _fraction(value: object) -> Fraction:
    try:
        return Fraction(value if isinstance(value, str) else "")
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{value!r} is no fraction") from error


def schema_of(kind: type[Any], *, title: str) -> Schema:
    """Describe a document as JSON Schema (draft 2020-12), from its class.

    Examples
    --------
    >>> schema_of(Figure, title="A figure")["$ref"]
    '#/$defs/Figure'
    """
    definitions: dict[str, Schema] = {}
    top = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def shipped_schema(name: str) -> Schema:
    """Read a JSON Schema that is shipped beside the rules."""
    file = resources.files("wres") / "data" / f"{name}.schema.json"
    schema: Schema = json.loads(file.read_text(encoding="utf-8"))
    return schema


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


SIMPLE: Mapping[Any, Schema] = {
    Fraction: {"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
    type(None): {"type": "null"},
}


def _object(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    fields = {one.name: _schema(hints[one.name], definitions) for one in attrs.fields(kind)}
    needed = list(fields)
    if kind is Figure:
        fields = {"value": {"type": "number"}, **fields}
        needed = ["value", "exact", "display"]
    return {
        "type": "object",
        "properties": fields,
        "required": needed,
        "additionalProperties": False,
    }
