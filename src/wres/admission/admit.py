"""The one place that decides what is valid and what counts, and writes the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from attrs import frozen

from wres.admission.classify import FATE, FILE, Classified, classify, missing_columns
from wres.admission.contested import CONFLICT, LOST_BY, contested, hashes, repeated
from wres.admission.loose import LooseTable
from wres.admission.people import standing
from wres.admission.refusals import refusals
from wres.admission.rules import RULES
from wres.errors import Problem, raise_all
from wres.ledger import Entry, Ledger, Read, State
from wres.profiles import Profile
from wres.tables import ALL_TABLES


ROWS = "rows"


@frozen(eq=False)
class Admitted:
    """What admission let through, and where every row went.

    Parameters
    ----------
    counted
        Table name to its counted rows, grouped: columns organisation, what counting needs,
        breakdown dimensions, `FILE`, and ``rows`` (Int64).
    problems
        One for each distinct fault, in source order.
    """

    counted: Mapping[str, pl.DataFrame]
    ledger: Ledger
    problems: tuple[Problem, ...]


def classified_tables(
    loose: Sequence[LooseTable], profile: Profile | None, by: Sequence[str] = ()
) -> dict[str, Classified]:
    """Classify every table; events take ethnicity and standing from the workforce by person.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without; all of them are listed.
    """
    raise_all([fault for table in loose for fault in missing_columns(table, ALL_TABLES[table.table])])
    grouped = {name: [item for item in loose if item.table == name] for name in ALL_TABLES}
    made = {
        name: classify(sources, ALL_TABLES[name], RULES[name](profile), by)
        for name, sources in grouped.items()
        if sources
    }
    events = {name: item for name, item in made.items() if item.rules.by_person}
    if "workforce" in made and events:
        found = standing(made["workforce"], [item.frame for item in events.values()]).lazy()
        for name, item in events.items():
            made[name] = classify(item.sources, item.record, item.rules, by, found)
    return made


def admit(loose: Sequence[LooseTable], profile: Profile | None, by: Sequence[str] = ()) -> Admitted:
    """Decide what becomes of each row of some loose tables.

    Parameters
    ----------
    loose
        From one or more sources; tables of one name count as one.
    profile
        Rules of the year; ``None`` tests no date.
    by
        Breakdown dimensions to keep in the counted rows.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without. Faulty rows do not raise: they are in
        `Admitted.problems` and in the ledger.
    """
    counted, ledger, problems = {}, Ledger(), []
    for name, item in classified_tables(loose, profile, by).items():
        counted[name], entries, read, found = _settle(name, item, by)
        ledger += Ledger(tuple(entries), tuple(read))
        problems += found
    return Admitted(counted, ledger, tuple(problems))


def _settle(
    name: str, item: Classified, by: Sequence[str]
) -> tuple[pl.DataFrame, list[Entry], list[Read], list[Problem]]:
    """Group the rows of one table, then take out those for which another row stands."""
    keys = list(dict.fromkeys([FILE, "organisation", *item.rules.counts, *by, *item.decisive]))
    groups, hashed, *lengths = pl.collect_all(
        [
            item.frame.group_by(keys).agg(pl.len().cast(pl.Int64).alias(ROWS)),
            hashes(item),
            *(source.frame.select(pl.len()) for source in item.sources),
        ],
        engine="streaming",
    )
    read = [
        Read(name, source.source.file, int(length.item()))
        for source, length in zip(item.sources, lengths, strict=True)
    ]
    shared = repeated(hashed)
    lost = contested(item, shared, keys) if len(shared) else None
    if lost is not None:
        groups = _without(groups, lost, keys)
    groups = groups.with_columns(item.fate)
    entries, problems = refusals(name, item, groups, lost)
    entries += _entries(name, item, groups, lost)
    kept = groups.filter(pl.col(FATE) == len(item.steps) - 1).select(
        *dict.fromkeys([FILE, "organisation", *item.rules.counts, *by]), ROWS
    )
    return kept, sorted(entries), read, problems


def _without(groups: pl.DataFrame, lost: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    gone = lost.group_by(keys).agg(pl.len().cast(pl.Int64).alias("gone"))
    return (
        groups.join(gone, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col(ROWS) - pl.col("gone").fill_null(0))
        .filter(pl.col(ROWS) > 0)
        .drop("gone")
    )


def _entries(
    name: str, item: Classified, groups: pl.DataFrame, lost: pl.DataFrame | None
) -> Iterable[Entry]:
    """Ledger entries of what was counted, out of scope or merged."""
    for index, step in enumerate(item.steps):
        if step.state is State.REJECTED:
            continue
        words = pl.col(step.reason).cast(pl.String) if step.reason else pl.lit(step.rule)
        rows = (
            groups.filter(pl.col(FATE) == index)
            .group_by(FILE, words.alias("words"))
            .agg(pl.col(ROWS).sum())
        )
        for file, reason, number in rows.rows():
            yield Entry(name, item.sources[file].source.file, step.state, step.words.get(reason, reason), number)
    if lost is not None:
        merged = lost.filter(pl.col(LOST_BY) != CONFLICT).group_by(FILE, LOST_BY).len()
        for file, reason, number in merged.rows():
            yield Entry(name, item.sources[file].source.file, State.MERGED, reason, number)
