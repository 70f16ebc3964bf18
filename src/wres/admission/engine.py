"""Admission on another engine (DuckDB, PySpark): it does the work, and only counts come back.

The rules, the tests and their order are those that polars follows; `wres.admission.rules` makes
them with either module. What comes back is groups of rows without any identifier, from which the
same code as ever makes the counts and the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from wres.admission.classify import Classified, missing_columns
from wres.admission.contested import AT_ODDS
from wres.admission.engine_choice import group_keys, lost_rows, standing_elsewhere
from wres.admission.engine_rows import classify_elsewhere, unusable_columns
from wres.admission.loose import ROW, STANDS_FOR, LooseTable
from wres.admission.names import FATE, FILE, RAW
from wres.admission.people import WHO, unfound
from wres.admission.refusals import is_hidden
from wres.admission.rules import NOWHERE, ORIGIN, RULES
from wres.admission.settled import ROWS, Settled, settled
from wres.errors import FigureError, raise_all
from wres.ledger import State
from wres.profiles import Profile
from wres.tables import ALL_TABLES


def settle_elsewhere(
    loose: Sequence[LooseTable], profile: Profile | None, by: Sequence[str]
) -> tuple[Mapping[str, Settled], list[str]]:
    """Decide what becomes of the rows that other engines have.

    Parameters
    ----------
    loose
        All tables, those that polars has among them: nothing is read of these.

    Returns
    -------
    tuple
        What is settled by table name, and warnings.

    Raises
    ------
    InputError
        Where a table lacks columns it cannot do without, or has some of a type that the engine
        cannot compare.
    FigureError
        Where events and the workforce are on different engines, or several frames are of a table
        of which another engine has rows.
    """
    _one_frame_a_table(loose)
    tables = {item.table: item for item in loose if item.elsewhere is not None}
    faults = [
        *(
            fault
            for name, item in tables.items()
            for fault in missing_columns(item, ALL_TABLES[name], by)
        ),
        *(
            fault
            for name, item in tables.items()
            for fault in unusable_columns(item, ALL_TABLES[name])
        ),
    ]
    raise_all(list(dict.fromkeys(faults)))
    rules = {name: RULES[name](profile, nw) for name in tables}
    _on_one_engine({item.table: item for item in loose})
    made = {
        name: classify_elsewhere(item, ALL_TABLES[name], rules[name], by)
        for name, item in tables.items()
    }
    events = [name for name, item in made.items() if item.rules.by_person]
    if "workforce" in made and events:
        found = standing_elsewhere(made["workforce"], [made[name].frame for name in events])
        for name in events:
            made[name] = classify_elsewhere(tables[name], ALL_TABLES[name], rules[name], by, found)
    done = {name: _settle(name, item) for name, item in made.items()}
    warnings = [
        warning
        for name, one in done.items()
        if one.nowhere
        for warning in unfound(made[name], made.get("workforce"), one.nowhere, _found_otherwise)
    ]
    return done, warnings


def _one_frame_a_table(loose: Sequence[LooseTable]) -> None:
    """Refuse what would have to be counted across frames: one may have rows of the other's people."""
    frames = Counter(item.table for item in loose)
    for item in loose:
        if item.elsewhere is not None and frames[item.table] > 1:
            raise FigureError(
                f"rows of {item.table} that are on {_engine(item)} must be in one frame; got "
                f"{frames[item.table]} frames: put them together on one engine first"
            )


def _engine(item: LooseTable) -> str:
    engine = None if item.elsewhere is None else item.elsewhere.implementation
    return "polars" if engine is None else str(engine).lower()


def _on_one_engine(tables: Mapping[str, LooseTable]) -> None:
    """Refuse events whose people cannot be looked up where they are."""
    engines = {
        name: _engine(item)
        for name, item in tables.items()
        if name == "workforce" or RULES[name](None).by_person
    }
    if "workforce" in engines and len(set(engines.values())) > 1:
        told = ", ".join(f"{name} on {engine}" for name, engine in engines.items())
        raise FigureError(f"people are looked up in the workforce on one engine; got {told}")


def _settle(name: str, item: Classified) -> Settled:
    keys = group_keys(item)
    rows: Any = item.frame
    people = nw.col(STANDS_FOR).sum().alias(ROWS)
    groups = _collected(rows.group_by(*keys).agg(people, nw.len().alias("height")))
    lost = _collected(lost_rows(item)).with_columns(
        pl.lit(None, pl.String).alias(AT_ODDS), pl.lit(None, pl.Int64).alias(ROW)
    )
    number, height = int(groups[ROWS].sum()), int(groups["height"].sum())
    counted = STANDS_FOR in item.sources[0].frame.collect_schema()
    length = (number, height if counted else None)
    return settled(
        name, item, groups.drop("height"), lost, [length], keys=keys, find=_faulty_values
    )


def _collected(frame: Any) -> pl.DataFrame:  # noqa: ANN401  # of narwhals
    """Bring a small frame here, in types that do not depend on the engine."""
    made: pl.DataFrame = frame.collect(backend="polars").to_native()
    return made.cast({pl.Null: pl.String}).cast(
        {name: pl.Int64 for name, dtype in made.schema.items() if dtype.is_integer()}
    )


def _faulty_values(item: Classified) -> list[pl.DataFrame]:
    """Find the values that fail each test, as `faulty_values` does, in one query."""
    fates = item.fates(State.REJECTED)
    rejected: Any = item.frame
    rejected = rejected.filter(nw.col(FATE).is_in(fates))
    parts = [
        rejected.filter(item.steps[fate].when).select(
            FILE,
            ROW,
            _value(item, fate).alias("value"),
            nw.lit(fate).alias("test"),
            nw.when(nw.col(FATE) == fate).then(nw.col(STANDS_FOR)).otherwise(0).alias("decided"),
        )
        for fate in fates
    ]
    found = _collected(
        nw.concat(parts)
        .group_by("test", FILE, "value")
        .agg(nw.col(ROW).min().alias("first"), nw.len().alias("rows"), nw.col("decided").sum())
    ).cast({"value": pl.String, "first": pl.Int64})
    return [
        found.filter(test=fate).select(FILE, "value", "first", "rows", "decided") for fate in fates
    ]


def _value(item: Classified, fate: int) -> nw.Expr:
    step = item.steps[fate]
    return nw.lit(None, nw.String) if is_hidden(item, step) else nw.col(f"{RAW}{step.column}")


def _found_otherwise(events: Classified, workforce: Classified) -> tuple[int, int]:
    """Count the people who are nearly found, as `wres.admission.people.found_otherwise` does."""
    tests: list[Any] = [step.when for step in events.steps if not step.reads]
    sought = (nw.col(ORIGIN) == NOWHERE) & ~nw.col("person").is_null()
    asked: Any = events.frame
    likely: list[Any] = list(events.rules.likely)
    people = (
        asked.filter(sought, ~nw.any_horizontal(*tests, ignore_nulls=True), *likely)
        .select(WHO)
        .unique()
    )
    staff: Any = workforce.frame
    staff = staff.select(WHO)
    bare = nw.col("person").str.replace_all("^0+", "")
    padded = people.with_columns(bare).join(staff.with_columns(bare), on=WHO, how="semi")
    elsewhere = people.join(staff, on="person", how="semi")
    lengths = [_collected(each.select(nw.len())).item() for each in (padded, elsewhere)]
    return int(lengths[0]), int(lengths[1])
