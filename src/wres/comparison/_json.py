"""``comparison.json``: the comparison's fields in order, written and read as ``report.json`` is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs import Converter

from wres.documents import dumped, loaded
from wres.metrics.figures import whole
from wres.narrative import Stated
from wres.report._json import report_converter


if TYPE_CHECKING:
    from wres.comparison.comparison import Comparison

    ComparisonT = TypeVar("ComparisonT", bound=Comparison)


LEFT_OUT: Mapping[str, Any] = {"region": None}
LEFT_OUT_OF_SERIES: Mapping[str, Any] = {"published": []}
"""Keys that a comparison written by an earlier version does not have."""


def to_json(comparison: Comparison) -> str:
    """Write a comparison."""
    return dumped(_converter().unstructure(comparison))


def from_json(kind: type[ComparisonT], text: str | bytes) -> ComparisonT:
    """Read a comparison."""

    def structure(content: dict[str, Any]) -> ComparisonT:
        return _converter().structure({**LEFT_OUT, **content, **_complete(content)}, kind)

    return loaded(text, structure, named="wres-comparison/1", what="a comparison")


def _complete(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the series with the keys that were added since."""
    match content.get("series"):
        case list() as every if all(isinstance(one, dict) for one in every):
            return {"series": [{**LEFT_OUT_OF_SERIES, **one} for one in every]}
    return {}


@cache
def _converter() -> Converter:
    converter = report_converter()
    converter.register_unstructure_hook(Fraction, str)
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
