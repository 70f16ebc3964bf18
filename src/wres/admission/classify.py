"""Each loose row gets a fate: one lazy pass over the columns, the first test that holds decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import polars as pl
from attrs import frozen

from wres.admission import parse
from wres.admission.loose import (
    DATED_ON,
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    HINTS,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    LooseTable,
)
from wres.admission.rules import PERIOD, STANDING, Step, TableRules
from wres.errors import Location, Problem
from wres.ledger import State
from wres.profiles import Window
from wres.records import Column, Record, columns
from wres.vocabulary import EthnicCategory


FATE = "fate"
"""Index of the step that decided, as `Classified.steps` lists them."""

FILE = "source_file"
"""Index of the loose table that a row came from."""

RAW = "raw:"
"""Prefix of the columns as the source has them, kept for messages."""

FAULTS = {
    "text": "unreadable-text",
    "flag": "neither-true-nor-false",
    "number": "impossible-number",
    "whole": "impossible-number",
    "day": "impossible-date",
}


@frozen(eq=False)
class Classified:
    """Rows of one table, typed, each with its fate.

    Parameters
    ----------
    frame
        Lazy. The record's columns, typed; dimensions; `FATE`, `FILE`, `ROW`; and the columns
        as they came, under `RAW`.
    steps
        What each fate means; the last is: counted.
    """

    record: type[Record]
    rules: TableRules
    frame: pl.LazyFrame
    steps: tuple[Step, ...]
    sources: tuple[LooseTable, ...]

    @property
    def unfit(self) -> pl.Expr:
        """Whether a row is no valid record, whatever its scope."""
        tests = [step.when for step in self.steps if step.state is State.REJECTED or step.reason]
        return pl.any_horizontal(test.fill_null(value=False) for test in tests)

    def fates(self, *states: State, history: bool = False) -> list[int]:
        """Fates that mean one of the states or, with `history`, another time's row."""
        return [
            index
            for index, step in enumerate(self.steps)
            if step.state in states or (history and step.history)
        ]


def missing_columns(loose: LooseTable, record: type[Record]) -> list[Problem]:
    """One problem for each field that a loose table lacks and cannot do without."""
    have = set(loose.frame.collect_schema().names())
    fields = attrs.fields_dict(record)
    return [
        Problem(
            "missing-column",
            Location(loose.source.file, loose.source.sheet),
            f"no column '{loose.headers.get(name, name)}'",
            f"a column with {column.accepted}",
        )
        for name, column in columns(record).items()
        if name not in have
        and not (column.nullable or column.blank or fields[name].default is not attrs.NOTHING)
    ]


def classify(
    sources: Sequence[LooseTable],
    record: type[Record],
    rules: TableRules,
    by: Sequence[str] = (),
    standing: pl.LazyFrame | None = None,
) -> Classified:
    """Type the columns of loose tables of one record and give each row its fate.

    Parameters
    ----------
    sources
        Loose tables that have all columns they need (`missing_columns`).
    by
        Breakdown dimensions to carry; null in a source that lacks one.
    standing
        For events by person: columns organisation, person, ``ethnic_category`` and `STANDING`
        of the workforce; see `wres.admission.people`.
    """
    frames = [_uniform(loose, index, record, by) for index, loose in enumerate(sources)]
    frame = pl.concat(frames, how="vertical")
    if rules.by_person:
        frame = _with_standing(frame, standing)
    if PERIOD in rules.counts:
        frame = frame.with_columns(_period(rules.periods))
    steps = _steps(record, rules)
    fate = pl.lit(len(steps) - 1, pl.Int16)
    for index, step in reversed(list(enumerate(steps[:-1]))):
        fate = pl.when(step.when).then(pl.lit(index, pl.Int16)).otherwise(fate)
    return Classified(record, rules, frame.with_columns(fate.alias(FATE)), steps, tuple(sources))


def _uniform(loose: LooseTable, index: int, record: type[Record], by: Sequence[str]) -> pl.LazyFrame:
    """Give every source the same columns and types."""
    frame = loose.frame
    if ROW not in (schema := frame.collect_schema()):
        frame = frame.with_row_index(ROW, 1)
    fields = attrs.fields_dict(record)
    made: list[pl.Expr] = [pl.lit(index, pl.Int16).alias(FILE), pl.col(ROW).cast(pl.Int64)]
    for name, column in columns(record).items():
        if name not in schema:
            default = fields[name].default
            value = pl.lit(None if default is attrs.NOTHING else default)
            made += [parse.typed(value, pl.Null(), column).alias(name), _raw(pl.lit(None), name)]
        else:
            made += [parse.typed(pl.col(name), schema[name], column).alias(name), _raw(pl.col(name), name)]
    for name in (OUT_OF_SCOPE, MERGED_INTO):
        made.append((pl.col(name) if name in schema else pl.lit(None)).cast(pl.String).alias(name))
    for name in (EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON):
        value = pl.col(name) if name in schema else pl.lit(None)
        made.append((parse.day(value) if schema.get(name) == pl.String else value.cast(pl.Date)).alias(name))
    for name in by:
        made.append((pl.col(name) if name in schema else pl.lit(None)).cast(pl.String).alias(name))
    return frame.select(made).with_columns(_defaults(record))


def _raw(expr: pl.Expr, name: str) -> pl.Expr:
    return parse.clean(expr.cast(pl.String)).alias(RAW + name)


def _defaults(record: type[Record]) -> list[pl.Expr]:
    """Fill what has a value when the source has none: organisation and unknown ethnicity."""
    made = []
    for name, column in columns(record).items():
        blank = pl.col(RAW + name).is_null() & pl.col(name).is_null()
        if column.blank:
            made.append(pl.col(name).fill_null(""))
        elif name == "ethnic_category" and not column.nullable:
            made.append(pl.when(blank).then(pl.lit(str(EthnicCategory.NOT_KNOWN))).otherwise(pl.col(name)).cast(pl.Enum(column.labels)).alias(name))
    return made


def _with_standing(frame: pl.LazyFrame, standing: pl.LazyFrame | None) -> pl.LazyFrame:
    if standing is None:
        return frame.with_columns(pl.lit(None, pl.String).alias(STANDING))
    found = standing.select("organisation", "person", STANDING, found="ethnic_category")
    return frame.join(found, on=["organisation", "person"], how="left").with_columns(
        pl.coalesce(pl.when(pl.col(RAW + "ethnic_category").is_null()).then("found"), "ethnic_category").alias("ethnic_category")
    )


def _period(periods: Sequence[Window]) -> pl.Expr:
    ago = pl.lit(None if periods else 0, pl.Int16)
    for index, window in enumerate(periods):
        ago = pl.when(pl.col("entered_on").is_between(window.start, window.end)).then(pl.lit(index, pl.Int16)).otherwise(ago)
    return ago.alias(PERIOD)


def _steps(record: type[Record], rules: TableRules) -> tuple[Step, ...]:
    fields = columns(record)
    settling = [fault for name in rules.settles_scope for fault in _faults(name, fields[name])]
    others = [
        fault
        for name, column in fields.items()
        if name not in rules.settles_scope
        for fault in _faults(name, column)
    ]
    person = [Step(State.OUT_OF_SCOPE, "not in the workforce", pl.col(STANDING).is_not_null(), reason=STANDING)]
    return (
        Step(State.OUT_OF_SCOPE, "not a record", pl.col(OUT_OF_SCOPE).is_not_null(), reason=OUT_OF_SCOPE),
        Step(State.MERGED, "part of another row", pl.col(MERGED_INTO).is_not_null(), reason=MERGED_INTO),
        *settling,
        *rules.scope,
        *(person if rules.by_person else []),
        *others,
        *_requirements(record),
        Step(State.COUNTED, rules.counted, pl.lit(value=True)),
    )


def _faults(name: str, column: Column) -> list[Step]:
    unreadable = pl.col(name).is_null() & pl.col(RAW + name).is_not_null()
    code = f"unknown-{name.replace('_', '-')}" if column.kind == "choice" else FAULTS[column.kind]
    if column.kind == "text":
        unreadable = pl.col(name).str.contains(r"\p{Cc}")
    steps = [Step(State.REJECTED, code, unreadable, column=name)]
    if not (column.nullable or column.blank):
        missing = pl.col(name).is_null() & pl.col(RAW + name).is_null()
        steps.append(Step(State.REJECTED, "missing-value", missing, column=name))
    return steps


def _requirements(record: type[Record]) -> list[Step]:
    return [
        Step(
            State.REJECTED,
            rule.code,
            _among(rule.column, rule.values) & pl.col(rule.other).is_not_null() & ~_among(rule.other, rule.allowed),
            column=rule.other,
        )
        for rule in record.requirements
    ]


def _among(name: str, values: frozenset[object]) -> pl.Expr:
    # Sorted, so that the plan does not depend on the order of a set.
    return pl.any_horizontal(
        pl.col(name) == (str(value) if isinstance(value, str) else value) for value in sorted(values, key=str)
    )
