"""The release ledger: what was published before and elsewhere, to be attacked together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from wres.auditing.files import Release, released
from wres.auditing.said import Said
from wres.auditing.sums import Total
from wres.errors import Location, Problem, raise_all
from wres.files import parsed_toml, readable


KEYS: Mapping[str, Mapping[str, type]] = {
    "": {"policy": str, "release": list, "total": list},
    "release": {"file": str, "organisation": str, "year": int},
    "total": {"whole": str, "parts": list, "year": int},
}
"""Table to its keys and their types."""

NEEDED = {"": (), "release": ("file",), "total": ("whole", "parts")}


@frozen
class Releases:
    """What a ledger lists.

    Parameters
    ----------
    releases
        Files, in its order.
    totals
        Which organisations together are a region.
    policy
        What may not be learnt; ``None`` where the ledger does not say.
    """

    releases: tuple[Release, ...] = ()
    totals: tuple[Total, ...] = ()
    policy: str | None = None


def read_ledger(path: str | PathLike[str]) -> Releases:
    """Read a release ledger and the files that it lists, by paths from its own folder.

    Raises
    ------
    InputError
        ``not-toml``, ``wrong-ledger``, or the problems of the files.
    """
    path = readable(path)
    content = parsed_toml(path.read_bytes(), Location(path.name), "a release ledger")
    raise_all([_problem(path.name, message) for message in _faults(content)])
    releases = [_release(path.parent, one) for one in content.get("release", ())]
    totals = [
        Total(one["whole"], tuple(one["parts"]), one.get("year"))
        for one in content.get("total", ())
    ]
    return Releases(tuple(releases), tuple(totals), content.get("policy"))


def _release(folder: Path, entry: Mapping[str, Any]) -> Release:
    [release] = released([folder / entry["file"]])
    return evolve(release, said=tuple(_whose(one, entry) for one in release.said))


def _whose(one: Said, entry: Mapping[str, Any]) -> Said:
    """Say whose a figure is, and of which year, where its file does not."""
    return evolve(
        one,
        organisation=one.organisation or entry.get("organisation", ""),
        year=one.year or entry.get("year", 0),
    )


def _faults(content: Mapping[str, Any]) -> Iterator[str]:
    yield from _of_table("", content)
    for table in ("release", "total"):
        entries = content.get(table, ())
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield from _of_table(table, entry)
            else:
                yield f"{table} is no table"


def _of_table(table: str, entry: Mapping[str, Any]) -> Iterator[str]:
    before = f"[[{table}]]: " if table else ""
    for key, value in entry.items():
        wanted = KEYS[table].get(key)
        if wanted is None:
            yield f"{before}unknown key {key}"
        elif type(value) is not wanted:
            yield f"{before}{key} must be a {wanted.__name__}"
    for key in NEEDED[table]:
        if key not in entry:
            yield f"{before}no {key}"


def _problem(name: str, message: str) -> Problem:
    accepted = (
        "policy, [[release]] with file, organisation, year; [[total]] with whole, parts, year"
    )
    return Problem("wrong-ledger", Location(name), message, accepted)
