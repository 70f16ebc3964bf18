"""One of each: which row stands for all rows of one person, application or case.

Rows that share an identity are few, so they are found first, by a hash of the identity in one
pass that keeps eight bytes a row; only they are then fetched and compared, by the identity
itself. A collision of hashes brings a row too many to the comparison and changes nothing.
"""

from __future__ import annotations

import polars as pl

from wres.admission.classify import FATE, FILE, Classified
from wres.admission.loose import ROW
from wres.ledger import State


IDENTITY, HASH = "identity", "identity_hash"
LOST_BY = "lost_by"
"""What became of a row that another stands for; null for a row that stays as it was."""

MERGED_HISTORY = "history of an assignment; the row at the snapshot is kept"
CONFLICT = "conflicts with an earlier row of the same identity"


def hashes(classified: Classified) -> pl.LazyFrame:
    """Hash the identity of each row that may be counted, or is another time's row of one that is."""
    fates = classified.fates(State.COUNTED, history=True)
    return classified.frame.filter(pl.col(FATE).is_in(fates)).select(
        classified.rules.identity.hash().alias(HASH).filter(classified.rules.identity.is_not_null())
    )


def repeated(hashed: pl.DataFrame) -> pl.Series:
    """Give the hashes that occur more than once."""
    ordered = hashed.to_series().sort()
    return ordered.filter(ordered == ordered.shift(1)).unique()


def contested(classified: Classified, shared: pl.Series, keys: list[str]) -> pl.DataFrame:
    """Fetch the rows of shared identities and say which lose to another.

    Parameters
    ----------
    shared
        Hashes from `repeated`.
    keys
        Columns to carry: those by which counted rows are grouped.

    Returns
    -------
    polars.DataFrame
        The losing rows only: `keys`, `FILE`, `ROW`, `FATE` and `LOST_BY`, the words or problem
        code of what became of the row.
    """
    rules = classified.rules
    fates = classified.fates(State.COUNTED, history=True)
    counted = classified.fates(State.COUNTED)
    criteria = [item.by.alias(f"criterion_{index}") for index, item in enumerate(rules.preferences)]
    rows = (
        classified.frame.filter(pl.col(FATE).is_in(fates))
        .with_columns(rules.identity.alias(IDENTITY))
        .filter(pl.col(IDENTITY).hash().is_in(shared.implode()))
        .select(*dict.fromkeys([*keys, FILE, ROW, FATE, IDENTITY, *rules.agree]), *criteria)
        .collect(engine="streaming")
    )
    names = [criterion.meta.output_name() for criterion in criteria]
    ordered = rows.sort(
        pl.col(FATE).is_in(counted),
        *names,
        FILE,
        ROW,
        descending=[True, *(item.descending for item in rules.preferences), False, False],
        nulls_last=True,
    )
    return (
        ordered.with_columns(_lost_by(classified, counted).over(IDENTITY, mapping_strategy="group_to_rows"))
        .filter(pl.col(LOST_BY).is_not_null())
        .select(*dict.fromkeys([*keys, FILE, ROW, FATE]), LOST_BY)
    )


def _lost_by(classified: Classified, counted: list[int]) -> pl.Expr:
    """Compare each row with the first of its identity, which is kept if it can be counted."""
    rules = classified.rules
    words = pl.lit(rules.preferences[-1].merged)
    for index, item in reversed(list(enumerate(rules.preferences))):
        value = pl.col(f"criterion_{index}")
        words = pl.when(value.ne_missing(value.first())).then(pl.lit(item.merged)).otherwise(words)
    differs = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).ne_missing(pl.col(name).first()) for name in rules.agree)
    )
    can_count = pl.col(FATE).is_in(counted)
    return (
        pl.when((pl.int_range(pl.len()) == 0) | ~can_count.first())
        .then(None)
        .when(~can_count)
        .then(pl.lit(MERGED_HISTORY))
        .when(differs)
        .then(pl.lit(CONFLICT))
        .otherwise(words)
        .alias(LOST_BY)
    )
