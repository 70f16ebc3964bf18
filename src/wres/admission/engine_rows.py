"""The rows of another engine, typed and tested there by the rules that polars follows here."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

import attrs
import narwhals as nw

from wres.admission.classify import Classified, period, subject
from wres.admission.loose import (
    DATED_ON,
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    STANDS_FOR,
    LooseTable,
)
from wres.admission.names import DIMENSION, FATE, FILE, FOUND, GIVEN, MOST_PEOPLE, NOBODY, RAW
from wres.admission.parse import FALSE, TRUE
from wres.admission.rules import ORIGIN, ORIGINS, PERIOD, STANDING, SUBJECT, TableRules
from wres.admission.steps import steps_of
from wres.errors import Location, Problem
from wres.fields import BLANKS, EARLIEST, LATEST, Column
from wres.records import Record, columns
from wres.vocabulary import EthnicCategory


EXACT = 2**53
"""Below it a float holds every whole number."""


def unusable_columns(loose: LooseTable, record: type[Record]) -> list[Problem]:
    """Tell the columns that an engine has as text where their values must be compared."""
    schema = loose.elsewhere.collect_schema()
    days = {name for name, column in columns(record).items() if column.kind == "day"}
    numbers = {name for name, column in columns(record).items() if column.kind == "number"}
    numbers |= {STANDS_FOR}
    days |= {EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON}
    wanted = {
        **dict.fromkeys(days, ("a column of dates", _is_day)),
        **dict.fromkeys(numbers, ("a column of numbers", _is_number)),
    }
    return [
        Problem(
            "unreadable-column",
            Location(loose.source.file, column=name),
            f"a column of type {dtype}",
            f"{wanted[name][0]}; cast it on the engine",
        )
        for name, dtype in schema.items()
        if name in wanted and not wanted[name][1](dtype)
    ]


def _is_day(dtype: Any) -> bool:  # noqa: ANN401  # dtypes of narwhals
    return dtype in (nw.Date, nw.Datetime)


def _is_number(dtype: Any) -> bool:  # noqa: ANN401
    return bool(dtype.is_numeric())


def classify_elsewhere(
    loose: LooseTable,
    record: type[Record],
    rules: TableRules,
    by: Sequence[str] = (),
    standing: Any = None,  # noqa: ANN401  # a lazy frame of narwhals
) -> Classified:
    """Type the columns of one table and give each row its fate.

    The same as `wres.admission.classify.classify`, but that the frame is one of narwhals and has
    `FATE` itself, not the outcomes of tests.

    Parameters
    ----------
    rules
        With expressions of narwhals.
    """
    by = [name for name in by if name != "ethnic_category" or name not in columns(record)]
    frame = loose.elsewhere.select(*_typed(loose.elsewhere.collect_schema(), record, by))
    if rules.by_person:
        frame = _with_standing(frame, standing, by)
    if PERIOD in rules.counts:
        whose = nw.coalesce(subject("person", nw), subject("case", nw))  # type: ignore[arg-type]
        frame = frame.with_columns(period(rules.periods, nw), whose.alias(SUBJECT))
    steps = steps_of(record, rules, nw)
    fate = first_of(*(step.when for step in steps[:-1]), last=len(steps) - 1)
    return Classified(
        record, rules, frame.with_columns(fate.alias(FATE)), steps, (loose,), tuple(by)
    )


def first_of(*tests: Any, last: int) -> nw.Expr:  # noqa: ANN401  # expressions of narwhals
    """Index of the first test that holds; `last` where none does."""
    cases = [nw.when(test).then(nw.lit(index)) for index, test in enumerate(tests)]
    return nw.coalesce(*cases, nw.lit(last))


def clean(value: nw.Expr) -> nw.Expr:
    """Trim text; a blank becomes null."""
    trimmed = value.str.strip_chars(BLANKS)
    return nw.when(trimmed != "").then(trimmed)


def _typed(schema: nw.Schema, record: type[Record], by: Sequence[str]) -> list[nw.Expr]:
    fields = attrs.fields_dict(record)
    numbered = ROW in schema and schema[ROW].is_integer()
    row = nw.col(ROW).cast(nw.Int64) if numbered else nw.lit(None, nw.Int64)
    made = [nw.lit(0).alias(FILE), row.alias(ROW), _weight(schema).alias(STANDS_FOR)]
    for name, column in columns(record).items():
        default = fields[name].default
        if name in schema:
            made += _read(name, _number_or_null(name, schema[name]), schema[name], column)
        else:
            made += _absent(name, None if default is attrs.NOTHING else default, column)
    scope = nw.coalesce(_reason(OUT_OF_SCOPE, schema), _nobody(schema))
    made += [scope.alias(OUT_OF_SCOPE), _reason(MERGED_INTO, schema).alias(MERGED_INTO)]
    for name in (EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON):
        day = _day(nw.col(name), schema[name]) if name in schema else nw.lit(None, nw.Date)
        made.append(day.alias(name))
    for name in by:
        value = clean(_text(nw.col(name), schema[name])) if name in schema else _nothing()
        made.append(value.alias(DIMENSION + name))
    return made


def _weight(schema: nw.Schema) -> nw.Expr:
    """Say what a row stands for, as `wres.admission.classify.weight` does."""
    if STANDS_FOR not in schema:
        return nw.lit(1, nw.Int64)
    number = nw.col(STANDS_FOR).cast(nw.Int64)
    return nw.when(number.is_between(0, MOST_PEOPLE)).then(number).otherwise(nw.lit(1, nw.Int64))


def _nobody(schema: nw.Schema) -> nw.Expr:
    """Say that a counted row is out of scope where its count is 0."""
    if STANDS_FOR not in schema:
        return _nothing()
    return nw.when(nw.col(STANDS_FOR).cast(nw.Int64) == 0).then(nw.lit(NOBODY))


def _nothing() -> nw.Expr:
    return nw.lit(None, nw.String)


def _number_or_null(name: str, dtype: Any) -> nw.Expr:  # noqa: ANN401
    value = nw.col(name)
    return nw.when(~value.is_nan()).then(value) if dtype.is_float() else value


def _absent(name: str, default: Any, column: Column) -> list[nw.Expr]:  # noqa: ANN401
    """One field that the source does not have."""
    dtypes: dict[str, Any] = {"flag": nw.Boolean, "number": nw.Float64, "day": nw.Date}
    value = nw.lit(default, dtypes.get(column.kind, nw.String))
    return [
        _filled(name, value, nw.lit(value=False), column).alias(name),
        nw.lit(default is not None).alias(GIVEN + name),
        _nothing().alias(RAW + name),
    ]


def _read(name: str, value: nw.Expr, dtype: Any, column: Column) -> list[nw.Expr]:  # noqa: ANN401
    """One field typed, whether it has a value, and the value as it came."""
    written = _text(value, dtype)
    given = ~value.is_null()
    if dtype == nw.String:
        given &= value.str.strip_chars(BLANKS).fill_null("") != ""
    read = _value(value, written, dtype, column)
    return [
        _filled(name, read, given, column).alias(name),
        given.alias(GIVEN + name),
        written.alias(RAW + name),
    ]


def _filled(name: str, value: nw.Expr, given: nw.Expr, column: Column) -> nw.Expr:
    if column.blank:
        return value.fill_null("")
    if name == "ethnic_category" and not column.nullable:
        return nw.when(given).then(value).otherwise(nw.lit(str(EthnicCategory.NOT_KNOWN)))
    return value


def _value(value: nw.Expr, written: nw.Expr, dtype: Any, column: Column) -> nw.Expr:  # noqa: ANN401
    if column.kind == "text":
        return clean(written) if column.nullable else written.str.strip_chars(BLANKS)
    if column.kind == "choice":
        return nw.when(written.is_in(list(column.labels))).then(written)
    if column.kind == "flag":
        return value if dtype == nw.Boolean else _flag(written)
    if column.kind == "day":
        read = _day(value, dtype)
        return nw.when(read.is_between(EARLIEST, LATEST)).then(read)
    number = value.cast(nw.Float64)
    good = number.is_finite() & (number >= column.minimum)
    return nw.when(good if column.maximum is None else good & (number <= column.maximum)).then(
        number
    )


def _flag(written: nw.Expr) -> nw.Expr:
    folded = written.str.strip_chars(BLANKS).str.to_lowercase()
    yes, no = (nw.when(folded.is_in(words)) for words in (list(TRUE), list(FALSE)))
    return nw.coalesce(yes.then(nw.lit(value=True)), no.then(nw.lit(value=False)))


def _day(value: nw.Expr, dtype: Any) -> nw.Expr:  # noqa: ANN401
    return value.dt.date() if dtype == nw.Datetime else value


def _text(value: nw.Expr, dtype: Any) -> nw.Expr:  # noqa: ANN401
    """Write a column as text: a whole number without a point, whatever type it comes in."""
    if dtype == nw.String:
        return value
    if not (dtype.is_float() or dtype.is_decimal()):
        return value.cast(nw.String)
    number = value.cast(nw.Float64)
    whole = nw.when(number.abs() < EXACT).then(number).cast(nw.Int64)
    as_whole = nw.when(whole.cast(nw.Float64) == number).then(whole.cast(nw.String))
    endless = [nw.when(number == sign * inf).then(nw.lit(f"{sign * inf}")) for sign in (1, -1)]
    return nw.coalesce(as_whole, *endless, number.cast(nw.String))


def _reason(name: str, schema: nw.Schema) -> nw.Expr:
    if name not in schema:
        return _nothing()
    if schema[name] == nw.Boolean:
        return nw.when(nw.col(name)).then(nw.lit("marked so by the source"))
    return clean(_text(nw.col(name), schema[name]))


def _with_standing(frame: Any, standing: Any, by: Sequence[str]) -> Any:  # noqa: ANN401
    """Take ethnicity and dimensions from the workforce where a row has none."""
    if standing is None:
        frame = frame.with_columns(_nothing().alias("found"), _nothing().alias(STANDING))
    else:
        frame = frame.join(standing, on=["organisation", "person"], how="left").with_columns(
            nw.coalesce(nw.col(DIMENSION + name), nw.col(FOUND + name)).alias(DIMENSION + name)
            for name in by
        )
    own, known = nw.col(GIVEN + "ethnic_category"), ~nw.col("found").is_null()
    row, workforce, nowhere = map(nw.lit, ORIGINS)
    return frame.with_columns(
        nw.when(own).then(nw.col("ethnic_category")).otherwise(nw.col("found")),
        nw.coalesce(nw.when(own).then(row), nw.when(known).then(workforce), nowhere).alias(ORIGIN),
    )
