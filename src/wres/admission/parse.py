"""From loose columns to typed ones, as lazy expressions: what cannot be read becomes null."""

from __future__ import annotations

import polars as pl

from wres.records import EARLIEST, LATEST, Column


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
FIRST_WRITTEN_YEAR = 1000


def clean(expr: pl.Expr) -> pl.Expr:
    """Trim a text expression; a blank becomes null."""
    trimmed = expr.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


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
    usual = next((form for form in DAY_FORMATS if _read(first, form).count()), DAY_FORMATS[0])
    read = _read(values, usual)
    left = (read.is_null() & values.is_not_null()).arg_true()
    if not len(left):
        return read
    bare = values.gather(left).str.strip_chars().str.replace(TIME_OF_DAY, "")
    others = pl.select(pl.coalesce(_read(bare, form) for form in DAY_FORMATS)).to_series()
    return read.scatter(left, others)


def _read(values: pl.Series, form: str) -> pl.Series:
    # "%Y" also takes "25", as the year 25: such a reading gives way to that of "%y".
    read = values.str.to_date(form, strict=False)
    return read.set(read.dt.year() < FIRST_WRITTEN_YEAR, None)


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
    folded = clean(expr).str.to_lowercase()
    return (
        pl.when(folded.is_in(TRUE))
        .then(statement=True)
        .when(folded.is_in(FALSE))
        .then(statement=False)
    )


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
    written = text(expr, dtype)
    if column.kind == "text":
        return clean(written) if column.nullable else written.str.strip_chars()
    if column.kind == "choice":
        return written.cast(pl.Enum(column.labels), strict=False)
    if column.kind == "flag":
        return expr if dtype == pl.Boolean else flag(written)
    if column.kind == "day":
        read = date(expr, dtype)
        return pl.when(read.is_between(EARLIEST, LATEST)).then(read)
    return _number(expr if dtype.is_numeric() else clean(written), column)


def _number(expr: pl.Expr, column: Column) -> pl.Expr:
    value = expr.cast(pl.Float64, strict=False)
    good = value.is_finite() & (value >= column.minimum)
    if column.maximum is not None:
        good &= value <= column.maximum
    if column.kind == "whole":
        return pl.when(good & (value == value.floor())).then(value.cast(pl.Int64, strict=False))
    return pl.when(good).then(value)
