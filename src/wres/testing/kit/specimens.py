"""The strongest test: what an adapter writes, it reads back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.errors import InputError
from wres.ledger import State
from wres.records import ReturnLine
from wres.tables import ALL_TABLES
from wres.testing.counts import returns
from wres.testing.frames import survey_tables, tables_of
from wres.testing.kit.subject import (
    SQLITE,
    ZIP,
    CheckError,
    Subject,
    Tables,
    facts,
    facts_of,
    require,
    writable,
)


EXAMPLES, EXAMPLE_WORKBOOKS = 15, 6
"""How many sets of records are drawn; a workbook takes longer."""
NONSENSE = "Xyzzy"
NO_CODE = ord("Y")
"""A letter that is no category's code, where one letter has to stand for another."""


def drawn_tables(tables: tuple[str, ...]) -> SearchStrategy[Tables]:
    """Give tables of any records at all; formats that cannot hold some are given the rest."""

    def one(name: str) -> SearchStrategy[pl.DataFrame]:
        if name == "survey":
            return survey_tables()
        if name == ReturnLine.table:
            return returns().map(lambda filed: filed.to_frame())
        return tables_of(ALL_TABLES[name], max_size=6)

    return st.fixed_dictionaries({name: one(name) for name in tables})


def round_trip(subject: Subject) -> None:
    """Records are read back as they were written: read(specimen(records)) == records."""
    kept = 0
    examples = EXAMPLE_WORKBOOKS if "workbook" in subject.has else EXAMPLES

    @settings(
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(subject.drawn or drawn_tables(subject.adapter.tables))
    def holds(tables: Tables) -> None:
        nonlocal kept
        held, content = writable(subject, tables)
        kept += sum(frame.height for frame in held.values())
        _read_back(subject, held, content)

    holds()
    require(kept, "the specimen refused every record that was drawn")


def _read_back(subject: Subject, tables: Tables, content: bytes) -> None:
    intake = subject.read(content)
    problems = "; ".join(str(problem) for problem in intake.problems[:3])
    require(not problems, f"the specimen has problems: {problems}")
    require(intake.ledger.balances, "the ledger does not add up")
    found, expected = facts(intake), facts_of(tables, intake.missing)
    for name, rows in expected.items():
        require(
            found.get(name, []) == rows,
            f"'{name}' is not read back: {found.get(name, [])[:3]} in place of {rows[:3]}",
        )


def specimen_order(subject: Subject) -> None:
    """Records in another order give the same records."""
    tables, content = subject.sample()
    turned = subject.specimen({name: frame.reverse() for name, frame in tables.items()})
    same = facts(subject.read(turned)) == facts(subject.read(content))
    require(same, "records in another order gave other records")


def specimen_twice(subject: Subject) -> None:
    """The same records give the same bytes."""
    tables, content = subject.sample()
    require(subject.specimen(tables) == content, "the same records gave other bytes")


def unknown_ethnicity(subject: Subject) -> None:
    """An ethnic category that is not known is reported: neither guessed nor dropped."""
    (_, one), (_, other) = (subject.sample(category=code) for code in ("C", "H"))
    spoilt = _replaced(one, other)
    try:
        intake = subject.read(spoilt)
    except InputError:
        return
    require(intake.ledger.balances, "the ledger does not add up")
    require(
        intake.ledger.rows_read == subject.read(one).ledger.rows_read,
        "a row with an unknown ethnic category was dropped",
    )
    require(
        intake.ledger.totals()[State.REJECTED] and intake.problems,
        f"'{NONSENSE}' was taken for an ethnic category",
    )


def _replaced(one: bytes, other: bytes) -> bytes:
    """Put nonsense in the place of what differs between two files."""
    if not one.startswith(ZIP):
        return _spoilt(one, other)
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(one)) as first,
        zipfile.ZipFile(BytesIO(other)) as second,
        zipfile.ZipFile(out, "w") as made,
    ):
        for name in first.namelist():
            made.writestr(name, _spoilt(first.read(name), second.read(name)))
    return out.getvalue()


def _spoilt(one: bytes, other: bytes) -> bytes:
    if one == other:
        return one
    if one.startswith(SQLITE):  # whose pages have a fixed length
        return bytes(a if a == b else NO_CODE for a, b in zip(one, other, strict=True))
    here, there = one.split(b"\n"), other.split(b"\n")
    if len(here) != len(there):
        raise CheckError("another ethnic category changes the number of lines of the specimen")
    return b"\n".join(_nonsense(a, b) for a, b in zip(here, there, strict=True))


def _nonsense(one: bytes, other: bytes) -> bytes:
    if one == other:
        return one
    shortest = min(len(one), len(other))
    start = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    rest = shortest - start
    end = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return one[:start] + NONSENSE.encode() + one[len(one) - end :]


CHECKS: Mapping[Callable[[Subject], None], tuple[str, ...]] = {
    round_trip: ("specimen",),
    specimen_order: ("specimen",),
    specimen_twice: ("specimen",),
    unknown_ethnicity: ("specimen", "ethnicity"),
}
"""Check to what it needs."""
