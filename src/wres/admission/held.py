"""Rows typed and tested once, and held: admission passes over them several times.

Many rows are read anew in each pass instead, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl
from attrs import evolve

from wres.admission.classify import Classified
from wres.admission.contested import hashed
from wres.admission.loose import MERGED_INTO, OUT_OF_SCOPE
from wres.admission.names import DIMENSION, GIVEN
from wres.admission.rules import STANDING


HELD_AT_MOST = 5_000_000
"""Rows of all tables together up to which they are held; each takes about 75 bytes."""

LABELS = ("organisation", OUT_OF_SCOPE, MERGED_INTO, STANDING)
"""Texts of which there are few different ones: held as numbers, by which rows group faster."""


def held(item: Classified) -> Classified:
    """Hold what decides and counts of each row, and the hash of its identity."""
    schema = item.frame.collect_schema()
    names = [name for name in dict.fromkeys(_looked_at(item)) if name in schema]
    labels = [
        name
        for name in names
        if schema[name] == pl.String and (name in LABELS or name.startswith(DIMENSION))
    ]
    rows = item.frame.select(names).with_columns(pl.col(labels).cast(pl.Categorical))
    rows = rows.with_columns(hashed(item.identity))
    return evolve(item, frame=rows.collect(engine="streaming").lazy())


def in_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the labels of held rows as text again."""
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String))


def _looked_at(item: Classified) -> Iterator[str]:
    rules = item.rules
    yield from ("organisation", "person", MERGED_INTO, GIVEN + "ethnic_category")
    yield from (*item.counts, *item.decisive, *item.identity, *item.marks, *rules.agree)
    yield from _columns(one.by for one in rules.preferences)
    yield from _columns(rules.likely)


def _columns(expressions: Iterable[pl.Expr]) -> Iterator[str]:
    for one in expressions:
        yield from one.meta.root_names()
