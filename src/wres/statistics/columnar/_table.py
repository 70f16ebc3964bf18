"""Two groups, an event, and who had it: the two-by-two table as fields of a struct."""

from __future__ import annotations

import polars as pl

from wres.statistics.columnar._let import Column, let, named


f = pl.field


def table(events_of: Column, total_of: Column, events_to: Column, total_to: Column) -> pl.Expr:
    """Give the fields a, n, b, m and those without the event, p and q; null where there is none.

    A table with an empty group, or with counts that cannot be, has no interval and no test.
    """
    counts = named(a=events_of, n=total_of, b=events_to, m=total_to)
    possible = _possible("a", "n") & _possible("b", "m")
    counts = let(counts, **{name: pl.when(possible).then(f(name)) for name in "anbm"})
    return let(counts, p=f("n") - f("a"), q=f("m") - f("b"))


def group(events: Column, total: Column) -> pl.Expr:
    """Give the fields x, n and those without the event, y; null as for `table`."""
    counts = named(x=events, n=total)
    counts = let(counts, **{name: pl.when(_possible("x", "n")).then(f(name)) for name in "xn"})
    return let(counts, y=f("n") - f("x"))


def _possible(events: str, total: str) -> pl.Expr:
    return f(events).is_between(0, f(total)) & (f(total) > 0) & f(total).is_finite()
