"""Rejected rows, told as problems: rule, column, value, first row, how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import polars as pl
from attrs import frozen

from wres.admission.classify import Classified
from wres.admission.contested import AT_ODDS, CONFLICT, LOST_BY
from wres.admission.loose import ROW
from wres.admission.names import FATE, FILE, RAW
from wres.admission.rules import Step
from wres.errors import Location, Problem
from wres.fields import Column
from wres.ledger import Entry, State
from wres.records import columns


DISTINCT_VALUES_SHOWN = 20

MAY_IDENTIFY = re.compile(r"\d{5}|@|\d[-/. ]\w{1,9}[-/. ]\d|\b[A-Za-z]{2}\s?\d{2}\s?\d{2}")
"""Long numbers, e-mail addresses, dates, National Insurance numbers: never shown."""

DATE_LIKE = re.compile(
    r"(\d{1,4}([-/. ])\d{1,2}\2\d{1,4}|\d{4,6}|\d{8})([T ]\d{1,2}:?\d\d(:?\d\d)?(\.\d{1,6})?)?"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}"
)
NUMBER_LIKE = re.compile(
    r"[-+]?(\d{0,6}([.,]\d{1,6})?(e[-+]?\d{1,3})?( ?%)?|inf(inity)?|nan)", re.IGNORECASE
)
LONGEST_SHOWN = 60
HIDDEN = "(not shown: it may identify a person)"


def shown(value: str | None, column: Column) -> str | None:
    """Give a faulty value as a message may show it.

    Codes are shown. A value of a column that identifies a person is not, nor one that looks as
    if it had slipped in from such a column.

    Examples
    --------
    >>> from wres.records import StaffRecord, columns
    >>> fields = columns(StaffRecord)
    >>> shown("Band 12", fields["pay_band"]), shown("QQ123456C", fields["pay_band"])
    ('Band 12', '(not shown: it may identify a person)')
    """
    if value is None or column.personal:
        return None
    if column.kind == "day":
        return value if DATE_LIKE.fullmatch(value) else HIDDEN
    if column.kind in {"number", "whole"}:
        return value if NUMBER_LIKE.fullmatch(value) else HIDDEN
    return HIDDEN if MAY_IDENTIFY.search(value) or len(value) > LONGEST_SHOWN else value


def faulty_values(item: Classified) -> list[pl.DataFrame]:
    """Find, for each test that rejects, the values that fail it.

    Returns
    -------
    list of polars.DataFrame
        `FILE`, ``value``, ``first`` row, ``rows``, and for how many of them the test ``decided``.
    """
    fates = item.fates(State.REJECTED)
    rejected = item.whole.with_columns(item.fate).filter(pl.col(FATE).is_in(fates))
    queries = [
        rejected.filter(item.steps[fate].when)
        .group_by(FILE, _value(item, item.steps[fate]).alias("value"))
        .agg(
            pl.col(ROW).min().alias("first"),
            pl.len().cast(pl.Int64).alias("rows"),
            item.rows_where(pl.col(FATE) == fate).cast(pl.Int64).alias("decided"),
        )
        for fate in fates
    ]
    return pl.collect_all(queries, engine="streaming")


def is_hidden(item: Classified, step: Step) -> bool:
    """Whether the faulty value is a person's, or there is none."""
    return columns(item.record)[str(step.column)].personal or step.rule == "missing-value"


def refusals(
    name: str,
    item: Classified,
    groups: pl.DataFrame,
    lost: pl.DataFrame | None,
    find: Callable[[Classified], Sequence[pl.DataFrame]] = faulty_values,
) -> tuple[list[Entry], list[Problem]]:
    """Tell each distinct fault of a table once, with the first row that has it.

    A rejected row is in the ledger under its first fault; the problems name all its faults.
    Looks at the rejected rows only, and only where there are any.

    Parameters
    ----------
    find
        What finds the faulty values: `faulty_values` or, on another engine, its like.
    """
    rejected = groups[FATE].is_in(item.fates(State.REJECTED)).any()
    faults = _faults(item, find(item)) if rejected else []
    if lost is not None:
        faults += _conflicts(item, lost)
    told = sorted(faults, key=lambda fault: (fault.file, fault.first or 0))
    entries = [_entry(name, item, fault) for fault in told if fault.decided]
    return entries, [_problem(item, fault) for fault in told]


@frozen
class Fault:
    """Rows of one file with one wrong value in one column.

    `rows` have the fault; for `decided` of them, or of what they stand for, it is the first, under
    which the ledger has them.
    `value` is as a message may show it; `further` counts the values that are told together.
    """

    step: Step
    file: int
    value: str | None
    further: int
    first: int | None
    rows: int
    decided: int


def _faults(item: Classified, found: Sequence[pl.DataFrame]) -> list[Fault]:
    fates = item.fates(State.REJECTED)
    return [
        Fault(item.steps[fate], *row)
        for fate, rows in zip(fates, found, strict=True)
        for row in _told(rows, columns(item.record)[str(item.steps[fate].column)]).rows()
    ]


def _value(item: Classified, step: Step) -> pl.Expr:
    return pl.lit(None, pl.String) if is_hidden(item, step) else pl.col(f"{RAW}{step.column}")


def _told(rows: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Put together what reads alike: values that are not shown, and those beyond the first few."""
    ranked = rows.sort("first", FILE, "value").with_columns(rank=pl.int_range(pl.len()).over(FILE))
    few = ranked.filter(pl.col("rank") < DISTINCT_VALUES_SHOWN)
    safe = pl.Series("value", [shown(value, column) for value in few["value"]], pl.String)
    tail = ranked.filter(pl.col("rank") >= DISTINCT_VALUES_SHOWN)
    apart = [
        few.with_columns(safe, further=pl.lit(0, pl.Int64)),
        tail.with_columns(value=pl.lit(None, pl.String), further=pl.lit(1, pl.Int64)),
    ]
    return (
        pl.concat(apart)
        .group_by(FILE, "value", pl.col("further") > 0, maintain_order=True)
        .agg(
            pl.col("further").sum().alias("number"),
            pl.col("first").min(),
            pl.col("rows", "decided").sum(),
        )
        .drop("further")
    )


def _conflicts(item: Classified, lost: pl.DataFrame) -> list[Fault]:
    found = (
        lost.filter(pl.col(LOST_BY) == CONFLICT)
        .group_by(FILE, AT_ODDS)
        .agg(pl.col(ROW).min(), pl.len(), item.rows.alias("decided"))
        .sort(FILE, ROW, AT_ODDS)
    )
    return [
        Fault(_conflict(column), file, None, 0, first, rows, decided)
        for file, column, first, rows, decided in found.rows()
    ]


def _conflict(column: str) -> Step:
    rule, accepted = "conflicting-rows", "one row for each figure"
    return Step(State.REJECTED, rule, pl.lit(value=True), column, accepted)


def _entry(name: str, item: Classified, fault: Fault) -> Entry:
    source, field = item.sources[fault.file], str(fault.step.column)
    return Entry(
        name,
        source.source.file,
        State.REJECTED,
        fault.step.rule,
        fault.decided,
        source.headers.get(field, field),
        fault.value,
        fault.first,
    )


def _problem(item: Classified, fault: Fault) -> Problem:
    source, field = item.sources[fault.file], str(fault.step.column)
    where = Location(
        source.source.file, source.source.sheet, fault.first, source.headers.get(field, field)
    )
    accepted = fault.step.accepted or columns(item.record)[field].accepted
    if fault.step.accepted is None and field in source.mending:
        accepted = f"{accepted}, or {source.mending[field]}"
    return Problem(fault.step.rule, where, _message(fault), accepted, fault.rows)


def _message(fault: Fault) -> str:
    code, what = fault.step.rule, str(fault.step.column).replace("_", " ")
    quoted = _quoted(fault)
    if code.startswith("unknown-"):
        return f"unknown {what}{quoted}"
    return {
        "missing-value": f"no {what}",
        "neither-true-nor-false": f"{what}{quoted} is neither true nor false",
        "impossible-number": f"impossible {what}{quoted}",
        "impossible-date": f"impossible date{quoted}",
        "conflicting-rows": f"rows of the same figure do not agree in {what}",
    }.get(code, f"{what}{quoted} does not go with the rest of the row")


def _quoted(fault: Fault) -> str:
    if fault.value is None:
        plural = "" if fault.further == 1 else "s"
        return f" in {fault.further:,} further value{plural}" if fault.further else ""
    return f" {fault.value}" if fault.value == HIDDEN else f" '{fault.value}'"
