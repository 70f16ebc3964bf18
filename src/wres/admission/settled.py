"""From groups of rows with a fate to what was counted, and the ledger's entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import polars as pl
from attrs import frozen

from wres.admission.classify import Classified
from wres.admission.contested import CONFLICT, LOST_BY
from wres.admission.names import FATE, FILE
from wres.admission.refusals import faulty_values, refusals
from wres.admission.rules import NOWHERE, ORIGIN
from wres.errors import Problem
from wres.ledger import Entry, Ledger, Read, State


ROWS = "rows"
"""Column with the number of rows of a group."""


@frozen(eq=False)
class Settled:
    """One table's part of what admission let through.

    Parameters
    ----------
    counted
        Counted rows, grouped.
    organisations
        Those that its rows name, counted or out of scope.
    nowhere
        How many counted events found no ethnicity.
    """

    counted: pl.DataFrame
    ledger: Ledger
    problems: tuple[Problem, ...]
    organisations: tuple[str, ...]
    nowhere: int


def settled(
    name: str,
    item: Classified,
    groups: pl.DataFrame,
    lost: pl.DataFrame | None,
    lengths: Sequence[tuple[int, int | None]],
    *,
    keys: Sequence[str],
    find: Callable[[Classified], Sequence[pl.DataFrame]] = faulty_values,
) -> Settled:
    """Take out the rows for which another stands, and say where every row went.

    Parameters
    ----------
    name
        Table name.
    item
        Its tests; no row is read but through `find`.
    groups
        `keys`, `FATE` and `ROWS`: every row of the table, in groups of one fate.
    lost
        `keys`, `LOST_BY` and `ROWS`: those of the rows that another stands for.
    lengths
        Of each source, what its rows stand for; and its rows, where that is another number.
    find
        What finds the faulty values where rows are rejected.
    """
    if lost is not None:
        groups = _without(groups, lost, keys)
    entries, problems = refusals(name, item, groups, lost, find)
    entries += _entries(name, item, groups, lost)
    kept = groups.filter(pl.col(FATE) == len(item.steps) - 1)
    named = groups.filter(pl.col(FATE).is_in(item.fates_of_records))
    read = tuple(
        Read(name, source.source.file, *length)
        for source, length in zip(item.sources, lengths, strict=True)
    )
    return Settled(
        kept.select(*item.counts, ROWS),
        Ledger(tuple(sorted(entries)), read),
        tuple(problems),
        tuple(named["organisation"].unique().sort()),
        int(kept.filter(pl.col(ORIGIN) == NOWHERE)[ROWS].sum()) if item.rules.by_person else 0,
    )


def _without(groups: pl.DataFrame, lost: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    gone = lost.group_by(keys).agg(pl.col(ROWS).sum().alias("gone"))
    return (
        groups.join(gone, on=list(keys), how="left", nulls_equal=True)
        .with_columns(pl.col(ROWS) - pl.col("gone").fill_null(0))
        .filter(pl.col(ROWS) > 0)
        .drop("gone")
    )


def _entries(
    name: str, item: Classified, groups: pl.DataFrame, lost: pl.DataFrame | None
) -> Iterator[Entry]:
    """Ledger entries of what was counted, out of scope or merged."""
    sums: dict[tuple[str, State, str], int] = {}
    for file, state, words, rows in (*_decided(item, groups), *_merged(lost)):
        key = (item.sources[file].source.file, state, words)
        sums[key] = sums.get(key, 0) + rows
    for (file_name, state, words), rows in sums.items():
        if rows:
            yield Entry(name, file_name, state, words, rows)


def _decided(item: Classified, groups: pl.DataFrame) -> Iterator[tuple[int, State, str, int]]:
    reasons = list(dict.fromkeys(step.reason for step in item.steps if step.reason))
    sums = groups.group_by(FILE, FATE, *reasons).agg(pl.col(ROWS).sum())
    for row in sums.with_columns(pl.col(reasons).cast(pl.String)).rows(named=True):
        step = item.steps[row[FATE]]
        if step.state is not State.REJECTED:
            words = row[step.reason] if step.reason else step.rule
            yield row[FILE], step.state, step.words.get(words, words), row[ROWS]


def _merged(lost: pl.DataFrame | None) -> Iterator[tuple[int, State, str, int]]:
    if lost is not None:
        merged = lost.filter(pl.col(LOST_BY) != CONFLICT)
        rows = merged.group_by(FILE, LOST_BY).agg(pl.col(ROWS).sum())
        for file, reason, number in rows.rows():
            yield file, State.MERGED, reason, number
