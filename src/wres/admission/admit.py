"""The one place that decides what is valid and what counts, and writes the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl
from attrs import field, frozen

from wres.admission.classify import FATE, FILE, Classified, classify, missing_columns, weight
from wres.admission.contested import CONFLICT, LOST_BY, contested, hashes, repeated
from wres.admission.loose import HINTS, STANDS_FOR, LooseTable
from wres.admission.people import standing, unfound
from wres.admission.refusals import refusals
from wres.admission.rules import NOWHERE, ORIGIN, RULES
from wres.errors import Problem, raise_all
from wres.ledger import Entry, Ledger, Read, State
from wres.profiles import Profile
from wres.tables import ALL_TABLES, dimensions


ROWS = "rows"


@frozen(eq=False)
class Admitted:
    """What admission let through, and where every row went.

    Parameters
    ----------
    counted
        Table name to its counted rows, grouped: columns organisation, what counting needs,
        breakdown dimensions under `DIMENSION`, `FILE`, and ``rows`` (Int64).
    problems
        One for each distinct fault, in source order.
    organisations
        Table name to the organisations that its rows name, counted or out of scope.
    warnings
        What a reader of the counts should know, in words.
    """

    counted: Mapping[str, pl.DataFrame]
    ledger: Ledger
    problems: tuple[Problem, ...]
    organisations: Mapping[str, tuple[str, ...]] = field(factory=dict)
    warnings: tuple[str, ...] = ()


def classified_tables(
    loose: Sequence[LooseTable], profile: Profile | None, by: Sequence[str] = ()
) -> dict[str, Classified]:
    """Classify every table; events take ethnicity and standing from the workforce by person.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without, or has some that cannot be read; all
        of them are listed.
    """
    raise_all(
        [fault for table in loose for fault in missing_columns(table, ALL_TABLES[table.table], by)]
    )
    grouped = {name: [item for item in loose if item.table == name] for name in ALL_TABLES}
    made = {
        name: _classified(name, sources, profile, by)
        for name, sources in grouped.items()
        if sources
    }
    events = {name: item for name, item in made.items() if item.rules.by_person}
    if "workforce" in made and events:
        found = standing(made["workforce"], list(events.values())).lazy()
        for name, item in events.items():
            made[name] = classify(item.sources, item.record, item.rules, by, found)
    return made


def _classified(
    name: str, sources: Sequence[LooseTable], profile: Profile | None, by: Sequence[str]
) -> Classified:
    record, rules = ALL_TABLES[name], RULES[name](profile)
    if rules.by_every_dimension:
        by = further_columns(sources)
    return classify(sources, record, rules, by)


def further_columns(loose: Iterable[LooseTable]) -> tuple[str, ...]:
    """Name the columns that are neither a field nor a hint, sorted: the breakdown dimensions."""
    names = {
        name
        for table in loose
        for name in dimensions(table.frame.collect_schema().names(), ALL_TABLES[table.table])
    }
    return tuple(sorted(names - set(HINTS)))


def admit(loose: Sequence[LooseTable], profile: Profile | None, by: Sequence[str] = ()) -> Admitted:
    """Decide what becomes of each row of some loose tables.

    Parameters
    ----------
    loose
        From one or more sources; tables of one name count as one.
    profile
        Rules of the year; ``None`` tests no date.
    by
        Breakdown dimensions to keep in the counted rows; lines of a return keep all theirs.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without, or has some that cannot be read.
        Faulty rows do not raise: they are in `Admitted.problems` and in the ledger.
    """
    tables = classified_tables(loose, profile, by)
    settled = {name: _settle(name, item) for name, item in tables.items()}
    return Admitted(
        {name: one.counted for name, one in settled.items()},
        sum((one.ledger for one in settled.values()), start=Ledger()),
        tuple(problem for one in settled.values() for problem in one.problems),
        {name: one.organisations for name, one in settled.items()},
        tuple(
            warning
            for name, one in settled.items()
            if one.nowhere
            for warning in unfound(tables[name], tables.get("workforce"), one.nowhere)
        ),
    )


@frozen(eq=False)
class _Settled:
    """One table's part of `Admitted`, and how many counted events found no ethnicity."""

    counted: pl.DataFrame
    ledger: Ledger
    problems: tuple[Problem, ...]
    organisations: tuple[str, ...]
    nowhere: int


def _settle(name: str, item: Classified) -> _Settled:
    """Group the rows of one table, then take out those for which another row stands."""
    keys = list(dict.fromkeys([*item.counts, *item.decisive]))
    groups, hashed, *lengths = pl.collect_all(
        [
            item.frame.group_by(keys).agg(item.rows.alias(ROWS)),
            hashes(item),
            *(source.frame.select(pl.len(), _people(source)) for source in item.sources),
        ],
        engine="streaming",
    )
    read = tuple(
        Read(name, source.source.file, *_read(*length.row(0)))
        for source, length in zip(item.sources, lengths, strict=True)
    )
    shared = repeated(hashed)
    lost = contested(item, shared, keys) if len(shared) else None
    if lost is not None:
        groups = _without(groups, lost.group_by(keys).agg(item.rows.alias("gone")), keys)
    groups = groups.with_columns(item.fate)
    entries, problems = refusals(name, item, groups, lost)
    entries += _entries(name, item, groups, lost)
    kept = groups.filter(pl.col(FATE) == len(item.steps) - 1)
    named = groups.filter(pl.col(FATE).is_in(item.fates_of_records))
    return _Settled(
        kept.select(*item.counts, ROWS),
        Ledger(tuple(sorted(entries)), read),
        tuple(problems),
        tuple(named["organisation"].unique().sort()),
        int(kept.filter(pl.col(ORIGIN) == NOWHERE)[ROWS].sum()) if item.rules.by_person else 0,
    )


def _people(source: LooseTable) -> pl.Expr:
    """How many the counted rows of a source stand for; null where it has none."""
    schema = source.frame.collect_schema()
    people = weight(schema).sum() if STANDS_FOR in schema else pl.lit(None, pl.Int64)
    return people.alias(STANDS_FOR)


def _read(rows: int, people: int | None) -> tuple[int, int | None]:
    return (rows, None) if people is None else (people, rows)


def _without(groups: pl.DataFrame, gone: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return (
        groups.join(gone, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col(ROWS) - pl.col("gone").fill_null(0))
        .filter(pl.col(ROWS) > 0)
        .drop("gone")
    )


def _entries(
    name: str, item: Classified, groups: pl.DataFrame, lost: pl.DataFrame | None
) -> Iterator[Entry]:
    """Ledger entries of what was counted, out of scope or merged."""
    sums: dict[tuple[str, State, str], int] = {}
    for file, state, words, rows in (*_decided(item, groups), *_merged(item, lost)):
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


def _merged(item: Classified, lost: pl.DataFrame | None) -> Iterator[tuple[int, State, str, int]]:
    if lost is not None:
        rows = lost.filter(pl.col(LOST_BY) != CONFLICT).group_by(FILE, LOST_BY).agg(item.rows)
        for file, reason, number in rows.rows():
            yield file, State.MERGED, reason, number
