"""``comparison.json``: the comparison's fields in order, written and read as ``report.json`` is."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs import ClassValidationError, Converter, transform_error

from wres.errors import SHOWN_IN_SUMMARY, FigureError
from wres.metrics.figures import whole
from wres.narrative import Stated
from wres.report._json import no_number, report_converter, told


if TYPE_CHECKING:
    from wres.comparison.comparison import Comparison

    ComparisonT = TypeVar("ComparisonT", bound=Comparison)


def to_json(comparison: Comparison) -> str:
    """Write a comparison."""
    content = _converter().unstructure(comparison)
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def from_json(kind: type[ComparisonT], text: str | bytes) -> ComparisonT:
    """Read a comparison."""
    try:
        content = json.loads(text, parse_constant=no_number)
    except ValueError as error:
        raise FigureError(f"a comparison is JSON in UTF-8; {error}") from error
    given = content.get("format") if isinstance(content, dict) else None
    if given != "wres-comparison/1":
        raise FigureError(f"a comparison has format 'wres-comparison/1'; got {given!r}")
    try:
        return _converter().structure(content, kind)
    except (ClassValidationError, KeyError) as error:
        faults = transform_error(error, format_exception=told)
        shown = "; ".join(faults[:SHOWN_IN_SUMMARY])
        rest = len(faults) - SHOWN_IN_SUMMARY
        more = f"; and {rest} more" if rest > 0 else ""
        raise FigureError(f"this is no wres-comparison/1: {shown}{more}") from error


@cache
def _converter() -> Converter:
    converter = report_converter()
    converter.register_unstructure_hook(Stated, _stated)
    converter.register_structure_hook(Stated, lambda content, _: _read(content))
    return converter


def _stated(one: Stated) -> dict[str, Any]:
    """Write a figure that a sentence rests on: numbers as exact fractions, words as text."""
    number = isinstance(one.value, int | Fraction)
    value = {"exact": str(one.value)} if number else {"text": one.value}
    return {"year": one.year, "path": one.path, **value}


def _read(content: object) -> Stated:
    match content:
        case {"year": int(year), "path": str(path), "exact": str(exact), **rest} if not rest:
            return Stated(year, path, whole(Fraction(exact)))
        case {"year": int(year), "path": str(path), "text": str() | None as text, **rest} if (
            not rest
        ):
            return Stated(year, path, text)
    raise TypeError(f"{content!r} is no figure of a sentence")
