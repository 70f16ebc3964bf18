"""Values that admission has no fault for: how many a row stands for, and days that steer it."""

from __future__ import annotations

import polars as pl
from attrs import evolve

from wres.admission import DATED_ON, EFFECTIVE_FROM, EFFECTIVE_TO, OUT_OF_SCOPE, ROW, parse
from wres.admission.refusals import HIDDEN, shown
from wres.errors import Location, Problem, raise_all
from wres.fields import Column
from wres.files import Scan
from wres.mappings.rules import COUNT, DAY, PEOPLE, SourceMapping


MOST_TOLD = 20
DAYS = (EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON)


def impossible(frame: pl.LazyFrame, mapping: SourceMapping, scan: Scan) -> None:
    """Raise where a count is none, or a day that steers admission is none.

    Rows out of scope are not looked at. One pass over the file, and none without such columns.

    Raises
    ------
    InputError
        ``impossible-count``, ``missing-value`` or ``impossible-date``: each value once, with its
        first row and how many rows have it.
    """
    problems = [
        problem
        for name, column in ((COUNT, PEOPLE), *((name, DAY) for name in DAYS))
        if name in scan.columns and name in mapping.columns
        for problem in _problems(frame, name, column, mapping, scan)
    ]
    raise_all(problems)


def _problems(
    frame: pl.LazyFrame, name: str, column: Column, mapping: SourceMapping, scan: Scan
) -> list[Problem]:
    value = pl.col(name)
    if name == COUNT:
        number = value.cast(pl.Int64, strict=False)
        fault = ~number.is_between(0, int(column.maximum or 0)).fill_null(value=False)
    else:
        fault = value.is_not_null() & parse.day(value).is_null()
    found = (
        frame.filter(pl.col(OUT_OF_SCOPE).is_null(), fault)
        .group_by(name)
        .agg(pl.col(ROW).min().alias("first"), pl.len().cast(pl.Int64).alias("rows"))
        .sort("first", name)
        .collect(engine="streaming")
    )
    accepted = column.accepted
    if name == COUNT:
        accepted += f", or its meaning under [columns.{COUNT}.values] of {mapping.known}"
    elif mapping.dates:
        accepted += f" in one of the forms of {mapping.known}: {', '.join(mapping.dates)}"
    where = Location(scan.where.file, scan.where.sheet, column=scan.columns[name])
    told = [
        Problem(
            _code(text, name),
            evolve(where, row=first),
            _message(text, name, column),
            accepted,
            rows,
        )
        for text, first, rows in found.head(MOST_TOLD).rows()
    ]
    rest = found[MOST_TOLD:]
    if len(rest):
        message = f"{len(rest):,} further values that are no {name.replace('_', ' ')}"
        code = _code("", name)
        here = evolve(where, row=rest[0, "first"])
        told.append(Problem(code, here, message, accepted, int(rest["rows"].sum())))
    return told


def _code(text: str | None, name: str) -> str:
    if text is None:
        return "missing-value"
    return "impossible-count" if name == COUNT else "impossible-date"


def _message(text: str | None, name: str, column: Column) -> str:
    if text is None:
        return f"no {name.replace('_', ' ')}"
    what = "count" if name == COUNT else "date"
    safe = shown(text, Column("choice", "") if name == COUNT else column)
    return f"impossible {what} {safe if safe == HIDDEN else repr(safe)}"
