"""Each loose row gets a fate: the first test that holds decides.

Tests that look at a value are made row by row and packed into the bits of one number; tests
that look at a label wait until rows are grouped by label, where there are few. One expression,
`Classified.fate`, puts both together, for rows and for groups alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import polars as pl
from attrs import evolve, field, frozen

from wres.admission import parse
from wres.admission.loose import (
    HINTS,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    STANDS_FOR,
    LooseTable,
)
from wres.admission.names import BITS, DETAILED, DIMENSION, FATE, FILE, FOUND, GIVEN
from wres.admission.rules import ORIGIN, ORIGINS, PERIOD, STANDING, SUBJECT, Step, TableRules
from wres.admission.steps import TOLD, steps_of
from wres.admission.typed import uniform
from wres.errors import Location, Problem
from wres.ledger import State
from wres.profiles import Window
from wres.records import Record, columns


@frozen(eq=False)
class Classified:
    """Rows of one table, typed and tested.

    Parameters
    ----------
    frame
        Lazy. The record's columns, typed; dimensions, under `DIMENSION`; `BITS`, `FILE`, `ROW`;
        and the columns as they came, under `RAW`.
    steps
        The tests in order; the last is: counted.
    by
        Names of the dimensions.
    weighted
        Whether a source has counted rows; the frame then has `STANDS_FOR`.
    whole
        The same rows with every column, read anew from the sources, where `frame` holds in memory
        what is looked at more than once.
    """

    record: type[Record]
    rules: TableRules
    frame: pl.LazyFrame
    steps: tuple[Step, ...]
    sources: tuple[LooseTable, ...]
    by: tuple[str, ...] = ()
    weighted: bool = False
    whole: pl.LazyFrame = field(factory=pl.LazyFrame)

    @property
    def rows(self) -> pl.Expr:
        """How many rows there are, or what counted rows stand for, in a group."""
        return pl.col(STANDS_FOR).sum() if self.weighted else pl.len().cast(pl.Int64)

    @property
    def marks(self) -> list[str]:
        """Columns that a row keeps when it is compared: its number and what it stands for."""
        return [ROW, STANDS_FOR] if self.weighted else [ROW]

    def rows_where(self, holds: pl.Expr) -> pl.Expr:
        """As `rows`, of those for which a test holds."""
        return pl.col(STANDS_FOR).filter(holds).sum() if self.weighted else holds.sum()

    @property
    def counts(self) -> list[str]:
        """Columns of which one combination is counted as one line."""
        made = [FILE, "organisation", *self.rules.counts, *(DIMENSION + name for name in self.by)]
        return list(dict.fromkeys(made))

    @property
    def identity(self) -> list[str]:
        """Columns that together say what is counted once."""
        further = [DIMENSION + name for name in self.by] if self.rules.by_every_dimension else []
        return [*self.rules.identity, *further]

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
    def fates_of_records(self) -> list[int]:
        """Fates of rows that are records of this table, valid as far as was looked at."""
        return [
            index
            for index, step in enumerate(self.steps)
            if step.state is not State.REJECTED and step.reason not in {OUT_OF_SCOPE, MERGED_INTO}
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


def missing_columns(
    loose: LooseTable, record: type[Record], by: Sequence[str] = ()
) -> list[Problem]:
    """One problem for each field that a loose table lacks, or cannot be read."""
    schema = loose.frame.collect_schema()
    fields = columns(record)
    lacking = [name for name in fields if name not in schema and _is_needed(record, name)]
    unreadable = [
        name
        for name in dict.fromkeys([*fields, *HINTS, *by])
        if name in schema and not parse.is_readable(schema[name])
    ]
    where = Location(loose.source.file, loose.source.sheet)
    return [
        Problem(
            "missing-column",
            where,
            f"no column '{loose.headers.get(name, name)}'",
            f"a column with {fields[name].accepted}",
        )
        for name in lacking
    ] + [
        Problem(
            "unreadable-column",
            evolve(where, column=loose.headers.get(name, name)),
            f"a column of type {schema[name].base_type()}",
            "text, numbers, dates, or true and false",
        )
        for name in unreadable
    ]


def _is_needed(record: type[Record], name: str) -> bool:
    column, default = columns(record)[name], attrs.fields_dict(record)[name].default
    return not (column.nullable or column.blank or default is not attrs.NOTHING)


def classify(
    sources: Sequence[LooseTable],
    record: type[Record],
    rules: TableRules,
    by: Sequence[str] = (),
) -> Classified:
    """Type the columns of loose tables of one record and test each row.

    Events by person have a fate only `with_standing`.

    Parameters
    ----------
    sources
        Loose tables that have all columns they need (`missing_columns`).
    by
        Breakdown dimensions to carry, under `DIMENSION`; null in a source that lacks one. The
        record's own ethnic category is there already.
    """
    by = [name for name in by if name != DETAILED or name not in columns(record)]
    given = {name for loose in sources for name in loose.frame.collect_schema()}
    weighted = STANDS_FOR in given
    frames = [
        uniform(loose, index, record, by, weighted=weighted) for index, loose in enumerate(sources)
    ]
    frame = pl.concat(frames, how="vertical")
    if PERIOD in rules.counts:
        frame = frame.with_columns(
            period(rules.periods), pl.coalesce(subject("person"), subject("case")).alias(SUBJECT)
        )
    # Who stands for nobody is out of scope.
    hints = given | {OUT_OF_SCOPE} if weighted else given
    told = {hint: state for hint, state in TOLD.items() if hint in hints}
    steps = steps_of(record, rules, told=told)
    bits = [
        pl.when(step.when).then(pl.lit(1 << index, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
        for index, step in enumerate(steps)
        if not step.reads
    ]
    tested = frame.with_columns(pl.sum_horizontal(bits).alias(BITS))
    return Classified(
        record, rules, tested, steps, tuple(sources), tuple(by), weighted, whole=tested
    )


def with_standing(item: Classified, standing: pl.DataFrame | None) -> Classified:
    """Let events by person take from the workforce what they lack.

    No test of `classify` looks at it: a row that has an ethnicity of its own keeps it.

    Parameters
    ----------
    standing
        Columns organisation, person, ``ethnic_category``, `STANDING` and the dimensions of the
        workforce; see `wres.admission.people`. ``None`` where there is no workforce.
    """
    if standing is None:
        found = in_text = None
    else:
        found = standing.lazy()
        in_text = found.with_columns(pl.col(pl.Categorical).cast(pl.String))
    return evolve(
        item,
        frame=_with_standing(item.frame, found, item.by),
        whole=_with_standing(item.whole, in_text, item.by),
    )


def _with_standing(
    frame: pl.LazyFrame, standing: pl.LazyFrame | None, by: Sequence[str]
) -> pl.LazyFrame:
    """Take ethnicity and dimensions from the workforce where a row has none.

    Of the ethnicity, say where it came from.
    """
    if standing is None:
        frame = frame.with_columns(found=pl.lit(None, frame.collect_schema()["ethnic_category"]))
        frame = frame.with_columns(pl.lit(None, pl.String).alias(STANDING))
    else:
        dimensions = (pl.col(DIMENSION + name).alias(FOUND + name) for name in by)
        found = standing.select(
            "organisation", "person", STANDING, *dimensions, found="ethnic_category"
        )
        frame = frame.join(found, on=["organisation", "person"], how="left").with_columns(
            pl.coalesce(DIMENSION + name, FOUND + name).alias(DIMENSION + name) for name in by
        )
    own, known = pl.col(GIVEN + "ethnic_category"), pl.col("found").is_not_null()
    row, workforce, nowhere = (pl.lit(name, pl.Enum(list(ORIGINS))) for name in ORIGINS)
    return frame.with_columns(
        pl.when(own).then("ethnic_category").otherwise("found").alias("ethnic_category"),
        pl.when(own).then(row).when(known).then(workforce).otherwise(nowhere).alias(ORIGIN),
    )


def subject(kind: str, on: Any = pl) -> pl.Expr:  # noqa: ANN401
    """Say whom a case is about, as text; null where the field of this kind is."""
    return on.concat_str(on.lit(f"{kind} "), on.col(kind))  # type: ignore[no-any-return]


def period(periods: Sequence[Window], on: Any = pl) -> pl.Expr:  # noqa: ANN401
    """Say how many reporting years ago a case was entered; null outside them."""
    ago = on.lit(None if periods else 0, on.Int16)
    for index, window in enumerate(periods):
        inside = on.col("entered_on").is_between(window.start, window.end)
        ago = on.when(inside).then(on.lit(index, on.Int16)).otherwise(ago)
    return ago.alias(PERIOD)  # type: ignore[no-any-return]
