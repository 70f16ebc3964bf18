"""Rows of a source as the record's columns, typed, whatever form they came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import polars as pl

from wres.admission import parse
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
from wres.admission.names import DIMENSION, FILE, GIVEN, MOST_PEOPLE, NOBODY, RAW
from wres.records import Record, columns
from wres.vocabulary import EthnicCategory


def weight(schema: pl.Schema) -> pl.Expr:
    """Say what a row stands for (Int64): 1, unless the source counts and gives a number."""
    if STANDS_FOR not in schema:
        return pl.lit(1, pl.Int64)
    number = parse.text(pl.col(STANDS_FOR), schema[STANDS_FOR]).cast(pl.Int64, strict=False)
    return pl.when(number.is_between(0, MOST_PEOPLE)).then(number).otherwise(1)


def uniform(
    loose: LooseTable, index: int, record: type[Record], by: Sequence[str], *, weighted: bool
) -> pl.LazyFrame:
    """Give every source the same columns and types."""
    frame = loose.frame
    if ROW not in frame.collect_schema():
        frame = frame.with_row_index(ROW, 1)
    schema = frame.collect_schema()
    frame = frame.with_columns(pl.col(pl.Float32, pl.Float64).fill_nan(None))
    row = pl.col(ROW) if schema[ROW].is_integer() else parse.text(pl.col(ROW), schema[ROW])
    fields = attrs.fields_dict(record)
    made = [pl.lit(index, pl.Int16).alias(FILE), row.cast(pl.Int64, strict=False)]
    for name, column in columns(record).items():
        default = fields[name].default
        value = (
            pl.col(name)
            if name in schema
            else pl.lit(None if default is attrs.NOTHING else default)
        )
        dtype = schema.get(name, pl.Null())
        made += [
            parse.unbounded(value, dtype, column).alias(name),
            parse.text(value, dtype).alias(RAW + name),
            value.is_not_null().alias(GIVEN + name),
        ]
    made += [_reason(name, schema.get(name)) for name in (OUT_OF_SCOPE, MERGED_INTO)]
    for name in (EFFECTIVE_FROM, EFFECTIVE_TO, DATED_ON):
        made.append(
            (
                parse.date(pl.col(name), schema[name]) if name in schema else pl.lit(None, pl.Date)
            ).alias(name)
        )
    made += [_text(name, schema.get(name)).alias(DIMENSION + name) for name in by]
    made += [weight(schema).alias(STANDS_FOR)] if weighted else []
    texts = [name for name in columns(record) if schema.get(name) == pl.String]
    bounded = [parse.within(pl.col(name), column) for name, column in columns(record).items()]
    rows = (
        frame.select(made)
        .with_columns(*bounded, *map(_given, texts))
        .with_columns(_without_blanks(record))
    )
    if not weighted:
        return rows
    nobody = pl.when(pl.col(STANDS_FOR) == 0).then(pl.lit(NOBODY))
    return rows.with_columns(pl.coalesce(OUT_OF_SCOPE, nobody).alias(OUT_OF_SCOPE))


def _text(name: str, dtype: pl.DataType | None) -> pl.Expr:
    return (
        pl.lit(None, pl.String) if dtype is None else parse.clean(parse.text(pl.col(name), dtype))
    )


def _reason(name: str, dtype: pl.DataType | None) -> pl.Expr:
    if dtype == pl.Boolean:
        return pl.when(pl.col(name)).then(pl.lit("marked so by the source")).alias(name)
    return _text(name, dtype).alias(name)


def _given(name: str) -> pl.Expr:
    """Say whether a text has a value: one that was read has, and any other unless blank."""
    return parse.is_given(pl.col(RAW + name), pl.col(name)).alias(GIVEN + name)


def _without_blanks(record: type[Record]) -> Iterator[pl.Expr]:
    """Fill in what a field is where the source has no value."""
    for name, column in columns(record).items():
        if column.blank:
            yield pl.col(name).fill_null("")
        elif name == "ethnic_category" and not column.nullable:
            unknown = pl.lit(str(EthnicCategory.NOT_KNOWN)).cast(pl.Enum(column.labels))
            yield pl.when(GIVEN + name).then(name).otherwise(unknown).alias(name)
