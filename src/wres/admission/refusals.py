"""Rejected rows, told as problems: rule, column, value, first row, how many."""

from __future__ import annotations

import re

import polars as pl
from attrs import frozen

from wres.admission.classify import FATE, FILE, RAW, Classified
from wres.admission.contested import CONFLICT, LOST_BY
from wres.admission.loose import ROW
from wres.admission.rules import Step
from wres.errors import Location, Problem
from wres.ledger import Entry, State
from wres.records import Column, columns


DISTINCT_VALUES_SHOWN = 20

MAY_IDENTIFY = re.compile(r"\d{5}|@|\d{1,2}[-/. ]\w{2,9}[-/. ]\d{2}|^[A-Za-z]{2}\s?\d{2}\s?\d{2}")
"""Long numbers, e-mail addresses, dates, National Insurance numbers: never shown."""

DATE_LIKE = re.compile(r"[\d\-/.: T]{1,25}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}")
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
        return value if re.fullmatch(r"[-+.,\d%eE ]{1,12}", value) else HIDDEN
    return HIDDEN if MAY_IDENTIFY.search(value) or len(value) > LONGEST_SHOWN else value


def refusals(
    name: str, item: Classified, groups: pl.DataFrame, lost: pl.DataFrame | None
) -> tuple[list[Entry], list[Problem]]:
    """Tell each distinct fault of a table once, with the first row that has it.

    A rejected row is in the ledger under its first fault; the problems name all its faults.
    Looks at the rejected rows only, and only where there are any.
    """
    rejected = groups["fate"].is_in(item.fates(State.REJECTED)).any()
    faults = _faults(item) if rejected else []
    if lost is not None:
        conflicts = lost.filter(pl.col(LOST_BY) == CONFLICT)
        counts = conflicts.group_by(FILE).agg(pl.col(ROW).min(), pl.len())
        step = Step(State.REJECTED, "conflicting-rows", pl.lit(value=True), column="".join(item.rules.agree[:1]))
        faults += [Fault(step, file, None, first, rows, rows) for file, first, rows in counts.rows()]
    told = sorted(faults, key=lambda fault: (fault.file, fault.first))
    entries = [_entry(name, item, fault) for fault in told if fault.decided]
    return entries, [_problem(item, fault) for fault in told]


@frozen
class Fault:
    """Rows of one file with one wrong value in one column.

    `rows` have the fault; for `decided` of them it is the first, under which the ledger has them.
    """

    step: Step
    file: int
    value: str | None
    first: int
    rows: int
    decided: int


def _faults(item: Classified) -> list[Fault]:
    fates = item.fates(State.REJECTED)
    rejected = item.frame.with_columns(item.fate).filter(pl.col(FATE).is_in(fates))
    queries = [
        rejected.filter(item.steps[fate].when)
        .group_by(FILE, pl.col(f"{RAW}{item.steps[fate].column}").alias("value"))
        .agg(
            pl.col(ROW).min().alias("first"),
            pl.len().alias("rows"),
            (pl.col(FATE) == fate).sum().alias("decided"),
        )
        for fate in fates
    ]
    found = zip(fates, pl.collect_all(queries, engine="streaming"), strict=True)
    return [
        Fault(item.steps[fate], *row) for fate, rows in found for row in _without_the_tail(rows).rows()
    ]


def _without_the_tail(rows: pl.DataFrame) -> pl.DataFrame:
    """Tell the values beyond the first few of a column together."""
    rank = pl.int_range(pl.len()).over(FILE)
    few = rank < DISTINCT_VALUES_SHOWN
    return (
        rows.sort("first", FILE, "value")
        .with_columns(pl.when(few).then("value").alias("value"), few.alias("few"))
        .group_by(FILE, "value", "few", maintain_order=True)
        .agg(pl.col("first").min(), pl.col("rows", "decided").sum())
        .drop("few")
    )


def _entry(name: str, item: Classified, fault: Fault) -> Entry:
    source, field = item.sources[fault.file], str(fault.step.column)
    return Entry(
        name,
        source.source.file,
        State.REJECTED,
        fault.step.rule,
        fault.decided,
        source.headers.get(field, field),
        shown(fault.value, columns(item.record)[field]),
        fault.first,
    )


def _problem(item: Classified, fault: Fault) -> Problem:
    source, field, code = item.sources[fault.file], str(fault.step.column), fault.step.rule
    column = columns(item.record)[field]
    safe = shown(fault.value, column)
    where = Location(source.source.file, source.source.sheet, fault.first, source.headers.get(field, field))
    rules = [rule.accepted for rule in item.record.requirements if (rule.code, rule.other) == (code, field)]
    return Problem(code, where, _message(code, field, safe), " or ".join(rules) or column.accepted, fault.rows)


def _message(code: str, field: str, value: str | None) -> str:
    what = field.replace("_", " ")
    quoted = "" if value is None else f" {value}" if value == HIDDEN else f" '{value}'"
    if code.startswith("unknown-"):
        return f"unknown {what}{quoted}"
    return {
        "missing-value": f"no {what}",
        "unreadable-text": f"{what} has a control character",
        "neither-true-nor-false": f"{what}{quoted} is neither true nor false",
        "impossible-number": f"impossible {what}{quoted}",
        "impossible-date": f"impossible date{quoted}",
        "conflicting-rows": f"another {what} than an earlier row gives for the same thing",
    }.get(code, f"{what}{quoted} does not go with the rest of the row")
