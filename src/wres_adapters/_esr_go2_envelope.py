"""What holds a GO2 file together: header record, trailer record, and the widths of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from wres.errors import Location, Problem, raise_all
from wres_adapters._esr_kinds import LINE, Kind, kinds_of


SEPARATOR = "~"
FILE_NAME = re.compile(r"GO_(?P<vpd>\d{1,4})_EXP_GO(?P<kind>[FC])_\d{8}_\d{8}\.DAT", re.IGNORECASE)
NAME_PATTERN = "GO_<VPD>_EXP_GOF_<yyyymmdd>_<8 digits>.DAT"

LAYOUTS = ({"PRA": 44, "ASA": 50}, {"PRA": 41, "ASA": 52})
"""Widths of person and assignment rows: as ESR sends them, and as a later warehouse holds them."""

OTHER_WIDTHS = {"POA": 24, "ORA": 15}
DELETIONS = ("PRD", "ASD", "POD", "ORD")
TRAILER_COUNTS = ("records", "all", "ignore")


RECORDS_OF_PEOPLE = ("PRA", "ASA")
HEADER_FIELDS = 7


@frozen
class Envelope:
    """What a GO2 file says of itself, and how many rows of each type it has."""

    vpd: str
    rows: Mapping[str, int]
    has_deletion_flags: bool


def envelope(text: Path, name: str, options: Mapping[str, Any]) -> Envelope:
    """Check the envelope in one pass over the lines; nothing of a row but its type is looked at.

    Parameters
    ----------
    text
        The file as UTF-8.
    name
        Its own name, for messages.
    options
        ``trailer_counts``, ``allow_changes``.

    Raises
    ------
    InputError
        With every fault found: ``missing-header-record``, ``wrong-header-record``,
        ``change-file``, ``missing-trailer``, ``wrong-trailer-count``, ``wrong-width``,
        ``no-people``, ``wrong-option``.
    """
    kinds = _kinds(text)
    problems = [*_header(kinds, name, options), *_option(name, options)]
    # Without a header this may be any file at all: what else is wrong with it says nothing.
    if not any(problem.code == "missing-header-record" for problem in problems):
        problems += [*_trailer(kinds, name, options), *_widths(kinds, name)]
        problems += [*_deletions(kinds, name, options), *_nobody(kinds, name)]
    raise_all(sorted(problems, key=lambda problem: problem.where.row or 0))
    flagged = any(LAYOUTS[1].get(kind.type) == kind.width for kind in kinds)
    return Envelope(_fields(kinds[0])[3], _totals(kinds), flagged)


def _kinds(text: Path) -> list[Kind]:
    """Group the lines that are not blank."""
    kinds = kinds_of(
        text,
        type=LINE.str.extract("^([^~]{0,4})"),
        width=LINE.str.count_matches(SEPARATOR, literal=True) + 1,
        is_end=LINE.str.starts_with("HDR") | LINE.str.starts_with("TRL"),
    )
    return [kind for kind in kinds if kind.type.strip() or kind.width > 1]


def _fields(kind: Kind) -> list[str]:
    return (kind.start or "").split(SEPARATOR)


def _totals(kinds: Sequence[Kind]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for kind in kinds:
        totals[kind.type] = totals.get(kind.type, 0) + kind.rows
    return totals


def _header(kinds: Sequence[Kind], name: str, options: Mapping[str, Any]) -> list[Problem]:
    where = Location(name, row=1)
    accepted = f"HDR~{NAME_PATTERN}~<created>~<VPD>~<previous run>~<run date>~<version>"
    first = kinds[0] if kinds else None
    if first is None or first.type != "HDR" or first.first != 1:
        message = "the first row is no header record"
        return [Problem("missing-header-record", where, message, accepted)]
    fields = _fields(first)
    found = FILE_NAME.fullmatch(fields[1]) if len(fields) == HEADER_FIELDS else None
    if found is None or found["vpd"] != fields[3]:
        message = "the header record is not that of a GO2 file"
        return [Problem("wrong-header-record", where, message, accepted)]
    if _totals(kinds)["HDR"] > 1:
        message = "there is more than one header record"
        return [Problem("wrong-header-record", where, message, "one file at a time")]
    if found["kind"].upper() == "C" and not _is_on(options.get("allow_changes")):
        return [_change(where, "this is a file of changes, not of everyone in post")]
    return []


def _change(where: Location, message: str, rows: int = 1) -> Problem:
    accepted = "a full file (GOF), or option allow_changes"
    return Problem("change-file", where, message, accepted, rows)


def _deletions(kinds: Sequence[Kind], name: str, options: Mapping[str, Any]) -> list[Problem]:
    deleted = [kind for kind in kinds if kind.type in DELETIONS]
    if not deleted or _is_on(options.get("allow_changes")):
        return []
    message = "a deletion record, as only files of changes have them"
    return [
        _change(Location(name, row=deleted[0].first), message, sum(kind.rows for kind in deleted))
    ]


def _nobody(kinds: Sequence[Kind], name: str) -> list[Problem]:
    """Tell a file of other records alone; one without any record has nobody in post."""
    if {kind.type for kind in kinds} <= {"HDR", "TRL"} or any(
        kind.type in (*RECORDS_OF_PEOPLE, *DELETIONS) for kind in kinds
    ):
        return []
    accepted = "a file with PRA and ASA rows"
    return [Problem("no-people", Location(name), "no person or assignment rows", accepted)]


def _option(name: str, options: Mapping[str, Any]) -> list[Problem]:
    counts = options.get("trailer_counts")
    if counts is None or counts in TRAILER_COUNTS:
        return []
    message = "option 'trailer_counts' has another value than it can have"
    return [Problem("wrong-option", Location(name), message, ", ".join(TRAILER_COUNTS))]


def _trailer(kinds: Sequence[Kind], name: str, options: Mapping[str, Any]) -> list[Problem]:
    last = max(kinds, key=lambda kind: kind.last, default=None)
    if last is None or last.type != "TRL":
        where = Location(name, row=last.last if last else 1)
        accepted = "TRL~<count> as the last row; the file may have been cut off"
        return [Problem("missing-trailer", where, "the last row is no trailer record", accepted)]
    totals, counts = _totals(kinds), options.get("trailer_counts")
    records = sum(totals.values()) - totals["TRL"] - totals.get("HDR", 0)
    allowed = {"records": [records], "all": [records + 2]}.get(str(counts), [records, records + 2])
    fields = _fields(last)
    said = fields[1].strip() if len(fields) > 1 else ""
    if counts == "ignore" or (totals["TRL"] == 1 and said in map(str, allowed)):
        return []
    shown = said if said.isdecimal() else "nothing"
    numbers = " or ".join(map(str, allowed))
    accepted = f"{numbers}: the file has {records} rows without header and trailer"
    message = f"the trailer record counts {shown}"
    return [Problem("wrong-trailer-count", Location(name, row=last.last), message, accepted)]


def _widths(kinds: Sequence[Kind], name: str) -> list[Problem]:
    """Find rows of another width than the layout that the first person or assignment row shows."""
    people = [kind for kind in kinds if kind.type in RECORDS_OF_PEOPLE]
    layout = next(
        (each for each in LAYOUTS if people and each[people[0].type] == people[0].width), {}
    )
    pairs = " or ".join(
        f"PRA of {pra} with ASA of {asa} fields" for pra, asa in map(_pair, LAYOUTS)
    )
    problems = []
    for kind in kinds:
        width = OTHER_WIDTHS.get(kind.type, layout.get(kind.type, 0))
        if kind.type in {*RECORDS_OF_PEOPLE, *OTHER_WIDTHS} and kind.width != width:
            accepted = pairs if kind in people else f"{kind.type} of {width} fields"
            where, message = (
                Location(name, row=kind.first),
                f"a {kind.type} row of {kind.width} fields",
            )
            problems.append(Problem("wrong-width", where, message, accepted, kind.rows))
    return problems


def _pair(layout: Mapping[str, int]) -> tuple[int, int]:
    return layout["PRA"], layout["ASA"]


def _is_on(value: object) -> bool:
    return str(value).lower() in {"true", "1", "yes"}
