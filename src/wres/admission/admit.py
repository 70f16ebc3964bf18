"""The one place that decides what is valid and what counts, and writes the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl
from attrs import field, frozen

from wres.admission.classify import Classified, classify, missing_columns, with_standing
from wres.admission.contested import contested, hashes, repeated
from wres.admission.held import HELD_AT_MOST, held, in_text
from wres.admission.loose import HINTS, STANDS_FOR, LooseTable
from wres.admission.people import standing, unfound
from wres.admission.rules import RULES
from wres.admission.settled import ROWS, Settled, settled
from wres.admission.typed import weight
from wres.errors import Problem, raise_all
from wres.ledger import Ledger
from wres.profiles import Profile
from wres.tables import ALL_TABLES, dimensions


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


def as_it_is(item: Classified) -> Classified:
    """Read rows anew whenever they are looked at."""
    return item


def classified_tables(
    loose: Sequence[LooseTable],
    profile: Profile | None,
    by: Sequence[str] = (),
    keep: Callable[[Classified], Classified] = as_it_is,
) -> dict[str, Classified]:
    """Classify every table; events take ethnicity and standing from the workforce by person.

    Parameters
    ----------
    loose
        Tables that have all columns they need (`require_columns`).
    keep
        What becomes of classified rows before they are looked at: `held` or `as_it_is`.
    """
    grouped = {name: [item for item in loose if item.table == name] for name in ALL_TABLES}
    made = {
        name: keep(_classified(name, sources, profile, by))
        for name, sources in grouped.items()
        if sources
    }
    events = {name: item for name, item in made.items() if item.rules.by_person}
    staff = made.get("workforce")
    found = standing(staff, [*events.values()]) if staff and events else None
    return made | {name: keep(with_standing(item, found)) for name, item in events.items()}


def require_columns(loose: Sequence[LooseTable], by: Sequence[str] = ()) -> None:
    """Check what can be told from the headers alone.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without, or has some that cannot be read; all
        of them are listed.
    """
    raise_all(
        [fault for table in loose for fault in missing_columns(table, ALL_TABLES[table.table], by)]
    )


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
    here = [item for item in loose if item.elsewhere is None]
    require_columns(here, by)
    lengths = _lengths(here)
    few = sum(rows for rows, _ in lengths.values()) <= HELD_AT_MOST
    tables = classified_tables(here, profile, by, held if few else as_it_is)
    made = {
        name: _settle(name, item, [lengths[source] for source in item.sources])
        for name, item in tables.items()
    }
    warnings = [
        warning
        for name, one in made.items()
        if one.nowhere
        for warning in unfound(tables[name], tables.get("workforce"), one.nowhere)
    ]
    if len(here) < len(loose):
        from wres.admission.engine import settle_elsewhere  # noqa: PLC0415  # optional narwhals

        there, further = settle_elsewhere(loose, profile, by)
        made = {name: {**made, **there}[name] for name in ALL_TABLES if name in {*made, *there}}
        warnings += further
    return Admitted(
        {name: one.counted for name, one in made.items()},
        sum((one.ledger for one in made.values()), start=Ledger()),
        tuple(problem for one in made.values() for problem in one.problems),
        {name: one.organisations for name, one in made.items()},
        tuple(warnings),
    )


def _lengths(loose: Sequence[LooseTable]) -> dict[LooseTable, tuple[int, int | None]]:
    """Count the rows of each source and, where it has counted rows, the people they stand for."""
    frames = [source.frame.select(pl.len(), _people(source)) for source in loose]
    made = pl.collect_all(frames, engine="streaming")
    return {source: one.row(0) for source, one in zip(loose, made, strict=True)}


def _people(source: LooseTable) -> pl.Expr:
    """How many the counted rows of a source stand for; null where it has none."""
    schema = source.frame.collect_schema()
    people = weight(schema).sum() if STANDS_FOR in schema else pl.lit(None, pl.Int64)
    return people.alias(STANDS_FOR)


def _settle(name: str, item: Classified, lengths: Sequence[tuple[int, int | None]]) -> Settled:
    """Group the rows of one table, then take out those for which another row stands."""
    keys = list(dict.fromkeys([*item.counts, *item.decisive]))
    groups, hashed = pl.collect_all(
        [item.frame.group_by(keys).agg(item.rows.alias(ROWS)), hashes(item)], engine="streaming"
    )
    shared = repeated(hashed)
    lost = contested(item, shared, keys) if len(shared) else None
    return settled(
        name,
        item,
        in_text(groups.with_columns(item.fate)),
        None if lost is None else in_text(lost.with_columns(_weight(item).alias(ROWS))),
        [_read(*length) for length in lengths],
        keys=keys,
    )


def _weight(item: Classified) -> pl.Expr:
    return pl.col(STANDS_FOR) if item.weighted else pl.lit(1, pl.Int64)


def _read(rows: int, people: int | None) -> tuple[int, int | None]:
    return (rows, None) if people is None else (people, rows)
