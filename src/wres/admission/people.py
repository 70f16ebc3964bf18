"""The workforce as a look-up: what an event takes from its person, and whether they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from wres.admission.classify import Classified
from wres.admission.contested import HASH, hashed, repeated
from wres.admission.loose import MERGED_INTO
from wres.admission.names import BITS, DIMENSION, FATE, FILE
from wres.admission.rules import LEFT_OUT, NOWHERE, ORIGIN, STANDING
from wres.ledger import State


WHO = ["organisation", "person"]


def standing(workforce: Classified, events: Sequence[Classified]) -> pl.DataFrame:
    """Say, for each person in some events, what the workforce knows of them.

    Parameters
    ----------
    workforce
        Classified rows of the workforce.
    events
        Classified rows of tables by person, of which those in scope are looked up.

    Returns
    -------
    polars.DataFrame
        One row a person who is in both, and a few who are not (people are sought by a hash):
        organisation, person, ``ethnic_category``, the
        breakdown dimensions under `DIMENSION`, and `STANDING`, the reason why the standard leaves
        the person out (a bank-only worker, say) or null. A leaver counts: the process was entered
        while in post.
    """
    asked = pl.concat(_in_scope(item).select(hashed(WHO)) for item in events)
    people = asked.collect(engine="streaming").to_series()
    preferences = {f"by_{i}": one for i, one in enumerate(workforce.rules.preferences)}
    dimensions = [DIMENSION + name for name in workforce.by]
    content = _content(workforce) if dimensions else ["ethnic_category"]
    rows = (
        workforce.frame.filter(pl.col(MERGED_INTO).is_null())
        .with_columns(hashed(WHO))
        .filter(pl.col(HASH).is_in(people.implode()))
        .with_columns(workforce.fate)
        .select(
            *(HASH, *WHO, *content, "engagement", FATE),
            **{name: one.by for name, one in preferences.items()},
        )
        .collect(engine="streaming")
    )
    several = rows[HASH].is_in(repeated(rows.select(HASH)).implode())
    chosen = (
        rows.filter(several)
        .with_columns(_rank(workforce).alias("rank"))
        .sort(
            *("rank", *preferences, *content, "engagement"),
            descending=[
                False,
                *(one.descending for one in preferences.values()),
                *[False] * (len(content) + 1),
            ],
            nulls_last=True,
        )
        .unique(WHO, keep="first", maintain_order=True)
    )
    left_out = pl.col(FATE).is_in(_left_out(workforce))
    reason = pl.col("engagement").cast(pl.String).replace(LEFT_OUT)
    return pl.concat([rows.filter(~several), chosen.select(rows.columns)]).select(
        *WHO, "ethnic_category", *dimensions, pl.when(left_out).then(reason).alias(STANDING)
    )


def _rank(workforce: Classified) -> pl.Expr:
    ranks = [
        pl.when(pl.col(FATE).is_in(fates)).then(rank)
        for rank, fates in rank_of_fates(workforce).items()
    ]
    return pl.coalesce(*ranks, 1)


def _left_out(workforce: Classified) -> list[int]:
    return [index for index, step in enumerate(workforce.steps) if step.words is LEFT_OUT]


def rank_of_fates(workforce: Classified) -> dict[int, list[int]]:
    """How much the fates of a person's rows say of them, the least first; 1 for any other fate."""
    return {
        0: [len(workforce.steps) - 1],
        2: _left_out(workforce),
        3: workforce.fates(State.REJECTED),
    }


def _content(workforce: Classified) -> list[str]:
    """Columns that decide between rows of one person that are equal so far, as in counting."""
    return [name for name in workforce.counts if name not in {FILE, "organisation"}]


def _in_scope(events: Classified) -> pl.LazyFrame:
    """Leave out rows that are decided before their person is asked for."""
    asked = next(index for index, step in enumerate(events.steps) if step.reason == STANDING)
    before = sum(1 << index for index in range(asked))
    return events.frame.filter((pl.col(BITS) & before) == 0, *events.rules.likely)


def found_otherwise(events: Classified, workforce: Classified) -> tuple[int, int]:
    """Count the people who are not found in the workforce, but nearly.

    Returns
    -------
    tuple
        Those found with leading zeros left aside, and those found in another organisation.
    """
    sought = (pl.col(ORIGIN) == NOWHERE) & (pl.col(BITS) == 0) & pl.col("person").is_not_null()
    people = events.frame.filter(sought, *events.rules.likely).select(WHO).unique()
    staff = workforce.frame.select(WHO)
    bare = pl.col("person").str.strip_chars_start("0")
    padded, elsewhere = pl.collect_all(
        [
            people.with_columns(bare)
            .join(staff.with_columns(bare), on=WHO, how="semi")
            .select(pl.len()),
            people.join(staff, on="person", how="semi").select(pl.len()),
        ],
        engine="streaming",
    )
    return int(padded.item()), int(elsewhere.item())


def unfound(
    events: Classified,
    workforce: Classified | None,
    rows: int,
    find: Callable[[Classified, Classified], tuple[int, int]] = found_otherwise,
) -> list[str]:
    """Warn of counted events whose person's ethnicity is not known, and say what may be wrong.

    Parameters
    ----------
    rows
        How many they are.
    find
        What counts those nearly found: `found_otherwise` or, on another engine, its like.
    """
    what = (
        f"{events.record.table}: {rows:,} counted as of unknown ethnicity, having none of their own"
    )
    if workforce is None:
        return [f"{what} and no workforce to take it from"]
    padded, elsewhere = find(events, workforce)
    hints = {
        "with leading zeros left aside": padded,
        "in another organisation of the workforce": elsewhere,
    }
    return [
        f"{what} and not being found in the workforce by person",
        *(
            f"{events.record.table}: {number:,} of these people would be found {how}"
            for how, number in hints.items()
            if number
        ),
    ]
