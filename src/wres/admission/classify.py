"""Each loose row gets a fate: the first test that holds decides.

Tests that look at a value are made row by row and packed into the bits of one number; tests
that look at a label wait until rows are grouped by label, where there are few. One expression,
`Classified.fate`, puts both together, for rows and for groups alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import polars as pl
from attrs import frozen

from wres.admission import parse
from wres.admission.loose import (
    DATED_ON,
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    LooseTable,
)
from wres.admission.rules import PERIOD, STANDING, SUBJECT, Step, TableRules
from wres.errors import Location, Problem
from wres.ledger import State
from wres.profiles import Window
from wres.records import Column, Record, columns
from wres.vocabulary import EthnicCategory


FATE = "fate"
"""Index of the step that decided, as `Classified.steps` lists them."""

FILE = "source_file"
"""Index of the loose table that a row came from."""

BITS = "row_tests"
"""Outcomes of the tests made row by row: bit i for the step of index i."""

RAW = "raw:"
"""Prefix of the columns as the source has them, as text, for messages."""

GIVEN = "given:"
"""Prefix of whether the source has a value at all."""

FAULTS = {
    "flag": "neither-true-nor-false",
    "number": "impossible-number",
    "whole": "impossible-number",
    "day": "impossible-date",
}


@frozen(eq=False)
class Classified:
    """Rows of one table, typed and tested.

    Parameters
    ----------
    frame
        Lazy. The record's columns, typed; dimensions; `BITS`, `FILE`, `ROW`; and the columns as
        they came, under `RAW`.
    steps
        The tests in order; the last is: counted.
    """

    record: type[Record]
    rules: TableRules
    frame: pl.LazyFrame
    steps: tuple[Step, ...]
    sources: tuple[LooseTable, ...]

    @property
    def decisive(self) -> list[str]:
        """Columns that decide a row's fate: by these, rows of one fate can be grouped."""
        return list(dict.fromkeys([BITS, *(name for step in self.steps for name in step.reads)]))

    @property
    def fate(self) -> pl.Expr:
        """Index of the deciding step, of a row or of a group by `decisive`."""
        fate = pl.lit(len(self.steps) - 1, pl.Int16)
        for index, step in reversed(list(enumerate(self.steps[:-1]))):
            holds = step.when if step.reads else self.bit(index)
            fate = pl.when(holds).then(pl.lit(index, pl.Int16)).otherwise(fate)
        return fate.alias(FATE)

    def bit(self, index: int) -> pl.Expr:
        """Outcome of a test made row by row."""
        return (pl.col(BITS) & (1 << index)) != 0

    def fates(self, *states: State, history: bool = False) -> list[int]:
        """Fates that mean one of the states or, with `history`, another time's row."""
        return [
            index
            for index, step in enumerate(self.steps)
            if step.state in states or (history and step.history)
        ]

    @property
    def unfit(self) -> pl.Expr:
        """Whether a row is no valid record, whatever its scope."""
        tests = [
            step.when.fill_null(value=False) if step.reads else self.bit(index)
            for index, step in enumerate(self.steps)
            if step.state is State.REJECTED or step.reason in {OUT_OF_SCOPE, MERGED_INTO}
        ]
        return pl.any_horizontal(tests)


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
    """Type the columns of loose tables of one record and test each row.

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
        frame = frame.with_columns(_period(rules.periods), pl.coalesce(_subject("person"), _subject("case")).alias(SUBJECT))
    steps = _steps(record, rules)
    bits = [
        pl.when(step.when).then(pl.lit(1 << index, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
        for index, step in enumerate(steps)
        if not step.reads
    ]
    return Classified(record, rules, frame.with_columns(pl.sum_horizontal(bits).alias(BITS)), steps, tuple(sources))


def _uniform(loose: LooseTable, index: int, record: type[Record], by: Sequence[str]) -> pl.LazyFrame:
    """Give every source the same columns and types."""
    frame = loose.frame
    if ROW not in (schema := frame.collect_schema()):
        frame = frame.with_row_index(ROW, 1)
    fields = attrs.fields_dict(record)
    made: list[pl.Expr] = [pl.lit(index, pl.Int16).alias(FILE), pl.col(ROW).cast(pl.Int64)]
    for name, column in columns(record).items():
        default = fields[name].default
        value = pl.col(name) if name in schema else pl.lit(None if default is attrs.NOTHING else default)
        made += _read(name, value, schema.get(name, pl.Null()), column)
    for name in (OUT_OF_SCOPE, MERGED_INTO):
        made.append((pl.col(name) if name in schema else pl.lit(None)).cast(pl.String).alias(name))
    for name in (EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON):
        value = pl.col(name) if name in schema else pl.lit(None)
        made.append((parse.day(value) if schema.get(name) == pl.String else value.cast(pl.Date)).alias(name))
    made += [(pl.col(name) if name in schema else pl.lit(None)).cast(pl.String).alias(name) for name in by]
    return frame.select(made)


def _read(name: str, value: pl.Expr, dtype: pl.DataType, column: Column) -> list[pl.Expr]:
    """One field typed, whether it has a value, and the value as it came."""
    given = value.is_not_null() & (value != "") if dtype == pl.String else value.is_not_null()
    read = parse.typed(value, dtype, column)
    if column.blank:
        read = read.fill_null("")
    elif name == "ethnic_category" and not column.nullable:
        unknown = pl.lit(str(EthnicCategory.NOT_KNOWN)).cast(pl.Enum(column.labels))
        read = pl.when(given).then(read).otherwise(unknown)
    return [read.alias(name), given.alias(GIVEN + name), value.cast(pl.String).alias(RAW + name)]


def _with_standing(frame: pl.LazyFrame, standing: pl.LazyFrame | None) -> pl.LazyFrame:
    if standing is None:
        return frame.with_columns(pl.lit(None, pl.String).alias(STANDING))
    found = standing.select("organisation", "person", STANDING, found="ethnic_category")
    own = pl.when(pl.col(GIVEN + "ethnic_category")).then("ethnic_category").otherwise("found")
    return frame.join(found, on=["organisation", "person"], how="left").with_columns(own.alias("ethnic_category"))


def _subject(kind: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{kind} "), kind)


def _period(periods: Sequence[Window]) -> pl.Expr:
    ago = pl.lit(None if periods else 0, pl.Int16)
    for index, window in enumerate(periods):
        inside = pl.col("entered_on").is_between(window.start, window.end)
        ago = pl.when(inside).then(pl.lit(index, pl.Int16)).otherwise(ago)
    return ago.alias(PERIOD)


def _steps(record: type[Record], rules: TableRules) -> tuple[Step, ...]:
    fields = columns(record)
    faults = {name: _faults(name, column) for name, column in fields.items()}
    settling = [fault for name in rules.settles_scope for fault in faults[name]]
    others = [fault for name in fields if name not in rules.settles_scope for fault in faults[name]]
    return (
        _told_by(OUT_OF_SCOPE, State.OUT_OF_SCOPE),
        _told_by(MERGED_INTO, State.MERGED),
        *settling,
        *rules.scope,
        *([_told_by(STANDING, State.OUT_OF_SCOPE)] if rules.by_person else []),
        *others,
        *_requirements(record),
        Step(State.COUNTED, rules.counted, pl.lit(value=True), reads=(FILE,)),
    )


def _told_by(column: str, state: State) -> Step:
    return Step(state, "", pl.col(column).is_not_null(), reads=(column,), reason=column)


def _faults(name: str, column: Column) -> list[Step]:
    nothing, given = pl.col(name).is_null(), pl.col(GIVEN + name)
    steps = []
    if column.kind != "text":
        code = f"unknown-{name.replace('_', '-')}" if column.kind == "choice" else FAULTS[column.kind]
        steps.append(Step(State.REJECTED, code, nothing & given, column=name))
    if not (column.nullable or column.blank):
        missing = nothing | (pl.col(name) == "") if column.kind == "text" else nothing & ~given
        steps.append(Step(State.REJECTED, "missing-value", missing, column=name))
    return steps


def _requirements(record: type[Record]) -> list[Step]:
    return [
        Step(
            State.REJECTED,
            rule.code,
            _among(rule.column, rule.values) & pl.col(rule.other).is_not_null() & ~_among(rule.other, rule.allowed),
            column=rule.other,
            reads=(rule.column, rule.other),
        )
        for rule in record.requirements
    ]


def _among(name: str, values: frozenset[object]) -> pl.Expr:
    # Sorted, so that the plan does not depend on the order of a set.
    return pl.any_horizontal(
        pl.col(name) == (str(value) if isinstance(value, str) else value) for value in sorted(values, key=str)
    )
