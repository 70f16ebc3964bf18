"""What is hidden, as ``report.json`` has it: in one list, so that its objects keep their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


HIDDEN = "hidden"


def taken_out(content: Any, start: str = "") -> Iterator[str]:  # noqa: ANN401
    """Take the names of what is hidden out of all objects; give JSON pointers (RFC 6901) instead.

    Examples
    --------
    >>> counts = {"events": {"white": 12, "bme": None, "hidden": ["bme"]}}
    >>> list(taken_out(counts)), counts
    (['/events/bme'], {'events': {'white': 12, 'bme': None}})
    """
    if isinstance(content, dict):
        yield from (f"{start}/{name}" for name in content.pop(HIDDEN, ()))
        for key, value in content.items():
            yield from taken_out(value, f"{start}/{key}")
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from taken_out(value, f"{start}/{number}")


def put_back(content: Any, pointers: Iterable[str]) -> None:  # noqa: ANN401
    """Put the names of what is hidden where they belong; the inverse of `taken_out`.

    Raises
    ------
    KeyError
        There is nothing at a pointer.
    """
    for pointer in pointers:
        _, *path, name = pointer.split("/")
        place = content
        for key in path:
            try:
                place = place[int(key)] if isinstance(place, list) else place[key]
            except (IndexError, KeyError, TypeError, ValueError) as error:
                raise KeyError(pointer) from error
        if not isinstance(place, dict) or place.get(name, ()) is not None:
            raise KeyError(pointer)
        place.setdefault(HIDDEN, []).append(name)
