"""From loose columns to typed ones, as lazy expressions: what cannot be read becomes null."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import polars as pl

from wres.fields import EARLIEST, LATEST, Column


TRUE, FALSE = ("true", "yes", "y", "1"), ("false", "no", "n", "0")

DAY_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%b-%Y",
    "%Y%m%d",
    "%Y/%m/%d",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%y",
    "%d/%m/%y",
)
"""Spellings of a date, day before month; a time of day after the date is dropped."""

# "31 March 2025" ends in a year, so a time needs its colons or all six digits.
TIME_OF_DAY = r"[T ](\d{2}:\d{2}(:\d{2}(\.\d+)?)?|\d{6})(Z|[+-]\d{2}:?\d{2})?$"
FIRST_WRITTEN = dt.date(1000, 1, 1)

SPELT = {
    spelling: truth
    for truth, words in ((True, TRUE), (False, FALSE))
    for word in words
    for spelling in (word, word.capitalize(), word.upper())
}
"""Usual spellings of true, then of false; any other mixture of cases is read too."""


def clean(expr: pl.Expr) -> pl.Expr:
    """Trim a text expression; a blank becomes null."""
    trimmed = expr.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def is_given(written: pl.Expr, read: pl.Expr) -> pl.Expr:
    """Say whether a value is there at all: one that was read is, and any other unless blank."""
    return pl.map_batches([written, read], _are_given, return_dtype=pl.Boolean, is_elementwise=True)


def _are_given(columns: Sequence[pl.Series]) -> pl.Series:
    written, read = columns
    if not read.null_count():
        return read.is_not_null()
    return (written.str.strip_chars() != "").fill_null(value=False)


def _as_usual(
    values: pl.Series,
    usual: Callable[[pl.Series], pl.Series],
    any_way: Callable[[pl.Series], pl.Series],
) -> pl.Series:
    """Read a whole column in the cheap way, and in every way only what that leaves."""
    read = usual(values)
    left = (read.is_null() & values.is_not_null()).arg_true()
    return read.scatter(left, any_way(values.gather(left))) if len(left) else read


def day(expr: pl.Expr) -> pl.Expr:
    """Read a text expression as a date; null where it is none."""
    return expr.map_batches(days, return_dtype=pl.Date, is_elementwise=True)


def days(values: pl.Series) -> pl.Series:
    """Read a text column as dates; null where a value is none.

    The spelling of the first value is tried on the whole column, as a source has one spelling
    as a rule; only what it leaves is tried in every other.

    Examples
    --------
    >>> days(pl.Series(["2025-03-31", "31-Mar-25", "30/02/2025"])).to_list()
    [datetime.date(2025, 3, 31), datetime.date(2025, 3, 31), None]
    """
    first = values.drop_nulls().head(1)
    usual = next((form for form in DAY_FORMATS if _dates(first, form).count()), DAY_FORMATS[0])
    return _as_usual(values, lambda column: _dates(column, usual), _dates_of_any_form)


def _dates(values: pl.Series, form: str) -> pl.Series:
    read = values.str.to_date(form, strict=False)
    # "%Y" also takes "25", as the year 25: such a reading gives way to that of "%y".
    early = read < FIRST_WRITTEN
    return read.set(early, None) if early.any() else read


def _dates_of_any_form(values: pl.Series) -> pl.Series:
    bare = values.str.strip_chars().str.replace(TIME_OF_DAY, "")
    return pl.select(pl.coalesce(_dates(bare, form) for form in DAY_FORMATS)).to_series()


def is_readable(dtype: pl.DataType) -> bool:
    """Whether a column's values can be written as text, one by one."""
    return not dtype.is_nested() and not isinstance(
        dtype, pl.Binary | pl.Duration | pl.Object | pl.Unknown
    )


def text(expr: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Write a column as text: a whole number without a point, whatever type it comes in.

    Examples
    --------
    >>> pl.select(text(pl.lit(1001.0), pl.Float64())).item()
    '1001'
    """
    if dtype.is_float() or dtype.is_decimal():
        whole = expr.cast(pl.Int64, strict=False)
        return pl.when(expr == whole).then(whole.cast(pl.String)).otherwise(expr.cast(pl.String))
    return expr.cast(pl.String)


def date(expr: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Read a column as dates, of any century; a time of day is dropped where it is."""
    return expr.dt.date() if isinstance(dtype, pl.Date | pl.Datetime) else day(text(expr, dtype))


def flag(expr: pl.Expr) -> pl.Expr:
    """Read a text expression as true or false; null where it is neither."""
    return expr.map_batches(flags, return_dtype=pl.Boolean, is_elementwise=True)


def flags(values: pl.Series) -> pl.Series:
    """Read a text column as true or false; null where a value is neither.

    Examples
    --------
    >>> flags(pl.Series(["Yes", "FALSE", " tRue ", "maybe", None])).to_list()
    [True, False, True, None, None]
    """
    return _as_usual(
        values, _spelt, lambda column: _spelt(column.str.strip_chars().str.to_lowercase())
    )


def _spelt(values: pl.Series) -> pl.Series:
    number = values.cast(pl.Enum(list(SPELT)), strict=False).to_physical()
    return number < sum(SPELT.values())


def number(expr: pl.Expr) -> pl.Expr:
    """Read a text expression as a number (Float64); null where it is none."""
    return expr.map_batches(_numbers, return_dtype=pl.Float64, is_elementwise=True)


def _numbers(values: pl.Series) -> pl.Series:
    return _as_usual(values, _floats, lambda column: _floats(column.str.strip_chars()))


def _floats(values: pl.Series) -> pl.Series:
    return values.cast(pl.Float64, strict=False)


def typed(expr: pl.Expr, dtype: pl.DataType, column: Column) -> pl.Expr:
    """Read one loose column as its field's type.

    Parameters
    ----------
    expr, dtype
        The loose column and the type it comes in.
    column
        What the field allows.

    Returns
    -------
    polars.Expr
        Of the field's type; null where the value is blank, unreadable or out of bounds. A text
        that may not be null stays empty where it is blank.
    """
    return within(unbounded(expr, dtype, column), column)


def unbounded(expr: pl.Expr, dtype: pl.DataType, column: Column) -> pl.Expr:
    """Read as `typed` does, a number as Float64, whatever bounds the field has.

    To ask for the bounds of a column that is there already is cheaper than of an expression,
    which would be read anew for each mention.
    """
    written = text(expr, dtype)
    if column.kind == "text":
        return clean(written) if column.nullable else written.str.strip_chars()
    if column.kind == "choice":
        return written.cast(pl.Enum(column.labels), strict=False)
    if column.kind == "flag":
        return expr if dtype == pl.Boolean else flag(written)
    if column.kind == "day":
        return date(expr, dtype)
    return expr.cast(pl.Float64, strict=False) if dtype.is_numeric() else number(written)


def within(read: pl.Expr, column: Column) -> pl.Expr:
    """Give null in place of the dates and numbers that a field cannot be."""
    if column.kind == "day":
        return pl.when(read.is_between(EARLIEST, LATEST)).then(read)
    if column.kind not in {"number", "whole"}:
        return read
    good = read.is_finite() & (read >= column.minimum)
    if column.maximum is not None:
        good &= read <= column.maximum
    if column.kind == "whole":
        return pl.when(good & (read == read.floor())).then(read.cast(pl.Int64, strict=False))
    return pl.when(good).then(read)
