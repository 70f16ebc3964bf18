"""What people do by hand: hide what is small, and forget what gives it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


Json = dict[str, Any]
COUNTS = ("headcount", "population", "events", "respondents", "senior_medical_managers")
BESIDE = ("value", "exact", "interval")


def by_threshold(text: str, threshold: int = 5, *, figures: str = "kept") -> str:
    """Hide counts below a threshold in ``report.json``.

    Parameters
    ----------
    figures
        ``kept``: only counts are hidden; ``rounded``: figures are left as they are displayed,
        without tests; ``none``: no figure is left, only counts and their totals.
    """
    content = json.loads(text)
    for counts in _counts([content["metrics"], content.get("breakdowns", [])]):
        for group, count in counts.items():
            if count is not None and 0 < count < threshold:
                counts[group] = None
    if figures != "kept":
        content["comparisons"] = {"tests": []}
        content["data_quality"] = {}
        for figure in _figures(content):
            _strip(figure, displayed=figures == "rounded")
    return json.dumps(content)


def hide(text: str, *paths: tuple[str | int, ...], figures: str = "none") -> str:
    """Hide what stands at some places, such as ``("metrics", 0, "overall", "headcount", "bme")``."""
    content = json.loads(by_threshold(text, 0, figures=figures))
    for path in paths:
        where: Any = content
        for key in path[:-1]:
            where = where[key]
        where[path[-1]] = None
    return json.dumps(content)


def taken_out(full: Any, left: Any, at: str = "/metrics") -> Iterator[str]:  # noqa: ANN401
    """Give the JSON pointers of what was there and is null."""
    if isinstance(full, dict):
        for key, value in full.items():
            yield from taken_out(value, left[key], f"{at}/{key}")
    elif isinstance(full, list):
        for number, value in enumerate(full):
            yield from taken_out(value, left[number], f"{at}/{number}")
    elif full is not None and left is None:
        yield at


def _counts(node: object) -> Iterator[Json]:
    """Give every set of counts by group, at any depth; those of the board lie one deeper."""
    if isinstance(node, list):
        for one in node:
            yield from _counts(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in COUNTS and isinstance(value, dict):
                yield from _by_group(value)
            else:
                yield from _counts(value)


def _by_group(value: Json) -> Iterator[Json]:
    inner = [one for one in value.values() if isinstance(one, dict)]
    yield from inner or [value]


def _figures(node: object) -> Iterator[Json]:
    if isinstance(node, list):
        for one in node:
            yield from _figures(one)
    elif isinstance(node, dict):
        if "display" in node and "exact" in node:
            yield node
        for value in node.values():
            yield from _figures(value)


def _strip(figure: Json, *, displayed: bool) -> None:
    for key in [*figure]:
        if key not in {"of", "to", "display"}:
            figure.pop(key)
    if not displayed:
        figure.pop("display", None)
