"""Naming intermediate results inside one polars expression.

A polars expression is a tree: using a result twice computes it twice, and ten steps of Newton's
method would be a tree of a million branches. The fields of a struct can be used as often as
wanted, so each step adds a field: the expression grows by one node a step, and stays lazy,
parallel and streamable.
"""

from __future__ import annotations

import polars as pl


Column = str | pl.Expr
"""Name of a column, or an expression."""


def named(**columns: Column) -> pl.Expr:
    """Start a struct of numbers; floats are exact for whole and half numbers below 2**52."""
    return pl.struct(*(_number(column).alias(name) for name, column in columns.items()))


def _number(column: Column) -> pl.Expr:
    expr = pl.col(column) if isinstance(column, str) else column
    return expr.cast(pl.Float64)


def let(struct: pl.Expr, **fields: pl.Expr) -> pl.Expr:
    """Add fields, which see the former ones by ``pl.field``."""
    return struct.struct.with_fields(**fields)


def result(struct: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Give one value worked out from the fields."""
    return let(struct, result=value).struct.field("result")


def interval(level: float, method: str) -> pl.Expr:
    """Give the fields of an `Interval` from the fields low and high."""
    low, high = pl.field("low"), pl.field("high")
    fields = (pl.lit(level).alias("level"), low, high, pl.lit(method).alias("method"))
    return pl.struct(*fields)
