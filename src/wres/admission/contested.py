"""One of each: which row stands for all rows of one person, application or case.

Rows that share an identity are few, so they are found first, by a hash of the identity in one
pass that keeps four bytes a row; only they are then fetched and compared, by the identity
itself. A collision of hashes brings a row too many to the comparison and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import xor

import polars as pl

from wres.admission.classify import Classified
from wres.admission.loose import MERGED_INTO, OUT_OF_SCOPE, ROW
from wres.admission.names import BITS, FATE, FILE
from wres.admission.rules import STANDING, TableRules
from wres.ledger import State


HASH = "identity_hash"
LOST_BY = "lost_by"
"""What became of a row that another stands for; null for a row that stays as it was."""

KEPT = "kept:"
"""Prefix of what the row that is kept has."""

PLACE = "place"
"""Where a row comes among those that are compared, the kept ones first."""

AT_ODDS = "at_odds"
"""First column in which rows of one identity disagree though they must not, or null."""

UNDECIDED = (FILE, ROW, OUT_OF_SCOPE, MERGED_INTO, STANDING)
"""Columns that say nothing about which row to keep: null in all that may count, or asked last."""

MERGED_HISTORY = "history of an assignment; the row at the snapshot is kept"
CONFLICT = "conflicts with another row of the same identity"


def _eligible(classified: Classified, shared: pl.Series | None = None) -> pl.LazyFrame:
    """Rows that may be counted or, as far as the tests row by row tell, be another time's row.

    Parameters
    ----------
    shared
        Hashes of the identities to look at; all of them where left out.
    """
    history = sum(1 << index for index, step in enumerate(classified.steps) if step.history)
    rows = classified.frame
    if HASH not in rows.collect_schema():  # rows that are held have it
        rows = rows.with_columns(hashed(classified.identity))
    if shared is not None:
        rows = rows.filter(pl.col(HASH).is_in(shared.implode()))
    rows = rows.filter((pl.col(BITS) & ~pl.lit(history, pl.Int64)) == 0, *classified.rules.likely)
    if not classified.rules.nulls_identify:
        rows = rows.filter(pl.col(name).is_not_null() for name in classified.identity)
    return rows


def hashed(identity: Sequence[str]) -> pl.Expr:
    """Hash an identity: a key that is cheap to compare, and that a few others share."""
    # Four bytes a row: at 15 million rows the few collisions cost less than the memory saved.
    # Column by column, as polars hashes a struct by writing each row out first.
    each = (pl.col(name).hash(seed) for seed, name in enumerate(identity))
    return reduce(xor, each).cast(pl.UInt32, wrap_numerical=True).alias(HASH)


def hashes(classified: Classified) -> pl.LazyFrame:
    """Hash the identity of each row that may be counted."""
    return _eligible(classified).select(HASH)


def repeated(found: pl.DataFrame) -> pl.Series:
    """Give the hashes that occur more than once."""
    ordered = found.to_series().sort()
    return ordered.filter(ordered == ordered.shift(1)).unique()


def contested(classified: Classified, shared: pl.Series, keys: list[str]) -> pl.DataFrame:
    """Fetch the rows of shared identities and say which lose to another.

    Parameters
    ----------
    shared
        Hashes from `repeated`.
    keys
        Columns to carry: those by which rows are grouped.

    Returns
    -------
    polars.DataFrame
        The losing rows only: `keys`, the row's marks, `AT_ODDS` and `LOST_BY`, the words for what became
        of the row.
    """
    rules, identity = classified.rules, classified.identity
    criteria = {f"criterion_{index}": item.by for index, item in enumerate(rules.preferences)}
    deciding = {
        name: item
        for name, item in zip(criteria, rules.preferences, strict=True)
        if item.by.meta.root_names()
    }
    content = [name for name in keys if name not in {*UNDECIDED, *identity}]
    rows = (
        _eligible(classified, shared)
        .select(*dict.fromkeys([*keys, *classified.marks, *identity, *rules.agree]), **criteria)
        .collect(engine="streaming")
        .with_columns(classified.fate)
        .with_columns(countable=pl.col(FATE) == len(classified.steps) - 1)
        .filter(pl.col(FATE).is_in(classified.fates(State.COUNTED, history=True)))
        .sort(
            *("countable", *deciding, *content, FILE, ROW),
            descending=[
                True,
                *(item.descending for item in deciding.values()),
                *[False] * (len(content) + 2),
            ],
            nulls_last=True,
        )
        .with_row_index(PLACE)
        .with_columns(_at_odds(rules, identity))
    )
    kept = rows.unique(identity, keep="first", maintain_order=True)
    compared = [PLACE, "countable", *criteria]
    kept = kept.select(*identity, *(pl.col(name).alias(KEPT + name) for name in compared))
    another = pl.col(PLACE) != pl.col(KEPT + PLACE)
    return (
        rows.join(kept, on=identity, how="left", nulls_equal=True)
        .filter(KEPT + "countable", another | pl.col(AT_ODDS).is_not_null())
        .select(
            *dict.fromkeys([*keys, *classified.marks]), AT_ODDS, _lost_by(rules, list(criteria))
        )
    )


def _at_odds(rules: TableRules, identity: list[str]) -> pl.Expr:
    differing = pl.lit(None, pl.String)
    for name in reversed(rules.agree):
        one = pl.col(name).n_unique().over(identity) == 1
        differing = pl.when(one).then(differing).otherwise(pl.lit(name))
    return differing.alias(AT_ODDS)


def _lost_by(rules: TableRules, criteria: list[str]) -> pl.Expr:
    """Say in which respect a row loses to the kept one of its identity."""
    words = pl.lit(rules.preferences[-1].merged)
    for name, item in reversed(list(zip(criteria, rules.preferences, strict=True))):
        words = pl.when(_differs(name)).then(pl.lit(item.merged)).otherwise(words)
    return (
        pl.when(~pl.col("countable"))
        .then(pl.lit(MERGED_HISTORY))
        .when(pl.col(AT_ODDS).is_not_null())
        .then(pl.lit(CONFLICT))
        .otherwise(words)
        .alias(LOST_BY)
    )


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(KEPT + name))
