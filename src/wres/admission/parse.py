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
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%y",
    "%d/%m/%y",
)
"""Spellings of a date, day before month; a time of day after the date is dropped."""

TIME_OF_DAY = r"[T ]\d{2}:?\d{2}(:?\d{2}(\.\d+)?)?$"
FIRST_WRITTEN_YEAR = 1000


def clean(expr: pl.Expr) -> pl.Expr:
    """Trim a text expression; a blank becomes null."""
    trimmed = expr.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def day(expr: pl.Expr) -> pl.Expr:
    """Read a text expression as a date; null where it is none."""
    bare = clean(expr).str.replace(TIME_OF_DAY, "")
    tried = [bare.str.to_date(form, strict=False) for form in DAY_FORMATS]
    # "%Y" also takes "25", as the year 25: such a reading gives way to a later "%y".
    return pl.coalesce(pl.when(read.dt.year() >= FIRST_WRITTEN_YEAR).then(read) for read in tried)


def flag(expr: pl.Expr) -> pl.Expr:
    """Read a text expression as true or false; null where it is neither."""
    folded = clean(expr).str.to_lowercase()
    return pl.when(folded.is_in(TRUE)).then(statement=True).when(folded.is_in(FALSE)).then(statement=False)


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
    is_text = dtype in {pl.String, pl.Categorical} or isinstance(dtype, pl.Enum)
    if column.kind == "text":
        text = expr.cast(pl.String)
        return clean(text) if column.nullable else text.str.strip_chars()
    if column.kind == "choice":
        return expr.cast(pl.String).cast(pl.Enum(column.labels), strict=False)
    if column.kind == "flag":
        return expr if dtype == pl.Boolean else flag(expr.cast(pl.String))
    if column.kind == "day":
        date = day(expr) if is_text else expr.cast(pl.Date, strict=False)
        return pl.when(date.is_between(EARLIEST, LATEST)).then(date)
    return _number(clean(expr.cast(pl.String)) if is_text else expr, column)


def _number(expr: pl.Expr, column: Column) -> pl.Expr:
    value = expr.cast(pl.Float64, strict=False)
    good = value.is_finite() & (value >= column.minimum)
    if column.maximum is not None:
        good &= value <= column.maximum
    if column.kind == "whole":
        return pl.when(good & (value == value.floor())).then(value.cast(pl.Int64, strict=False))
    return pl.when(good).then(value)
