"""JSON documents: the same content gives the same bytes, and is read back as it was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from cattrs import ClassValidationError, Converter, transform_error
from cattrs.preconf.json import configure_converter

from wres.errors import SHOWN_IN_SUMMARY, FigureError, UnknownNameError


Kind = TypeVar("Kind")


def dumped(content: object) -> str:
    """Write a document: two blanks a level, text as it is, a line end at the end.

    Raises
    ------
    ValueError
        For NaN and the infinities, which JSON does not have.

    Examples
    --------
    >>> print(dumped({"name": "é"}), end="")
    {
      "name": "é"
    }
    """
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def loaded(
    text: str | bytes, structure: Callable[[dict[str, Any]], Kind], *, named: str, what: str
) -> Kind:
    """Read a document of one format back.

    Parameters
    ----------
    structure
        Makes of the content what was written.
    named
        Its ``format``, such as ``wres-plan/1``.
    what
        It is called that in messages: ``a plan``.

    Raises
    ------
    FigureError
        The text is no JSON, of another format, or lacks or adds a field; the message says where.
    """
    try:
        content = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FigureError(f"{what} is JSON in UTF-8; {error}") from error
    given = content.get("format") if isinstance(content, dict) else None
    if given != named:
        raise FigureError(f"{what} has format '{named}'; got {given!r}")
    try:
        return structure(content)
    except (ClassValidationError, KeyError) as error:
        faults = transform_error(error, format_exception=_told)
        shown = "; ".join(faults[:SHOWN_IN_SUMMARY])
        rest = len(faults) - SHOWN_IN_SUMMARY
        more = f"; and {rest} more" if rest > 0 else ""
        raise FigureError(f"this is no {named}: {shown}{more}") from error


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _told(error: BaseException, _: type | None) -> str:
    """Say what is wrong with a field."""
    if isinstance(error, KeyError) and not isinstance(error, UnknownNameError):
        return f"{error} is not there"
    return str(error)


def strict_converter() -> Converter:
    """Make a converter that takes numbers and text as they are, and no further key."""
    converter = Converter(forbid_extra_keys=True)
    configure_converter(converter)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, lambda value, _: number(value))
    converter.register_structure_hook(Fraction, lambda text, _: _fraction(text))
    return converter


def _exactly(wanted: type) -> Callable[[Any, Any], Any]:
    def structure(value: object, _: object) -> object:
        if type(value) is not wanted:
            raise TypeError(f"{value!r} is no {wanted.__name__}")
        return value

    return structure


def number(value: object) -> float:
    """Take a number of JSON.

    Raises
    ------
    TypeError
        It is none; ``True`` is none either.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _fraction(text: object) -> Fraction:
    try:
        return Fraction(text if isinstance(text, str) else "")
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{text!r} is no fraction") from error
