"""The text of a mapping, and every fault found in it, with the line and what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from attrs import define, field, frozen

from wres.errors import Location, Problem, raise_all
from wres.files import parsed_toml


@frozen
class Key:
    """What a key may hold.

    Parameters
    ----------
    kinds
        The types that TOML gives its value.
    accepted
        In words, with an example.
    """

    kinds: tuple[type, ...]
    accepted: str
    required: bool = False


LONGEST_SHOWN = 40
KINDS = {
    dict: "a table",
    list: "a list",
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


@define
class Document:
    """A mapping's text and the problems found in it so far."""

    file: str
    text: str
    problems: list[Problem] = field(factory=list)

    def parsed(self) -> dict[str, Any]:
        """Give the content of the file.

        Raises
        ------
        InputError
            ``not-toml``, with the line.
        """
        accepted = "a TOML file such as 'wres map' drafts"
        return parsed_toml(self.text, Location(self.file), accepted)

    def fault(self, code: str, path: Sequence[str], message: str, accepted: str) -> None:
        """Note a fault of the key at some path."""
        where = Location(self.file, row=self._line(path))
        self.problems.append(Problem(code, where, message, accepted))

    def wrong(self, path: Sequence[str], value: object, accepted: str) -> None:
        """Note an impossible value."""
        self.fault("wrong-value", path, f"'{dotted(path)}' is {shown(value)}", accepted)

    def check(
        self, given: Mapping[str, Any], keys: Mapping[str, Key], path: Sequence[str] = ()
    ) -> None:
        """Look for keys that are not known, missing, or of another type."""
        for name, value in given.items():
            here = [*path, name]
            if name not in keys:
                self.unknown(here, list(keys))
            elif not is_a(value, keys[name].kinds):
                message = f"'{dotted(here)}' is {KINDS.get(type(value), 'a date')}"
                self.fault("wrong-type", here, message, keys[name].accepted)
        for name, key in keys.items():
            if key.required and name not in given:
                message = f"no key '{dotted([*path, name])}'"
                self.fault("missing-key", path, message, key.accepted)

    def unknown(self, path: Sequence[str], known: Sequence[str]) -> None:
        """Note a key that does not exist, and the one that may have been meant."""
        near = get_close_matches(path[-1], known, 1)
        listed = ", ".join(known)
        accepted = f"'{near[0]}', or another of {listed}" if near else listed
        self.fault("unknown-key", path, f"unknown key '{dotted(path)}'", accepted)

    def settle(self) -> None:
        """Raise if there was a fault."""
        raise_all(sorted(self.problems, key=lambda problem: problem.where.row or 0))

    def _line(self, path: Sequence[str]) -> int | None:
        """Find the line of a key: in its table, within another's line, or the table's own head."""
        tables = [[*path[:depth]] for depth in range(len(path), -1, -1)]
        heads = _heads(self.text)
        for table in tables:
            start = heads.get(tuple(table))
            if start is None:
                continue
            rest = path[len(table) :]
            if not rest:
                return start or None
            after = [line for line in heads.values() if line > start]
            stop = min(after, default=len(self.text.splitlines()) + 1)
            return _within(self.text.splitlines(), start, stop, rest) or start or None
        return None


def _heads(text: str) -> dict[tuple[str, ...], int]:
    """Table path to the line of its head; the top of the file is line 0."""
    heads: dict[tuple[str, ...], int] = {(): 0}
    times: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*(\[\[?)([^\]]+)\]", line):
            path = tuple(part.strip().strip("\"'") for part in found[2].split("."))
            if found[1] == "[[":
                times[path] = times.get(path, 0) + 1
                heads[*path, str(times[path])] = number
            heads.setdefault(path, number)
    return heads


def _within(lines: Sequence[str], start: int, stop: int, rest: Sequence[str]) -> int | None:
    name = re.escape(dotted(rest[:1]))
    for number in range(start + 1, min(stop, len(lines) + 1)):
        if re.match(rf"\s*[\"']?{name}[\"']?\s*[=.]", lines[number - 1]):
            return number
    return None


def dotted(path: Sequence[str]) -> str:
    """Write a path of keys as TOML does.

    Examples
    --------
    >>> dotted(["columns", "pay_band", "values"])
    'columns.pay_band.values'
    """
    return ".".join(path)


def shown(value: object) -> str:
    """Give a value as a message shows it: short, and nothing of what is inside a table.

    Examples
    --------
    >>> shown("Band 12"), shown({"a": 1}), shown(True)
    ("'Band 12'", 'a table', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= LONGEST_SHOWN else f"'{value[:LONGEST_SHOWN]}...'"
    return KINDS.get(type(value), "a date")


def is_a(value: object, kinds: tuple[type, ...]) -> bool:
    """Whether a value is of one of some types; true and false are no numbers."""
    if isinstance(value, bool):
        return bool in kinds
    return isinstance(value, kinds)
