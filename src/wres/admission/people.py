"""The workforce as a look-up: whose ethnicity an event takes, and whether its person counts."""

from __future__ import annotations

import polars as pl

from wres.admission.classify import FATE, Classified
from wres.admission.rules import LEFT_OUT, STANDING
from wres.ledger import State


def standing(workforce: Classified, events: list[pl.LazyFrame]) -> pl.DataFrame:
    """Say, for each person in some events, what the workforce knows of them.

    Parameters
    ----------
    workforce
        Classified rows of the workforce.
    events
        Frames with columns organisation and person.

    Returns
    -------
    polars.DataFrame
        One row a person who is in both: organisation, person, ``ethnic_category`` and
        `STANDING`, the reason why the standard leaves the person out (a bank-only worker, say)
        or null. A leaver counts: the process was entered while in post.
    """
    people = pl.concat(frame.select("organisation", "person") for frame in events).unique()
    left_out = [index for index, step in enumerate(workforce.steps) if step.words is LEFT_OUT]
    rank = (
        pl.when(pl.col(FATE) == len(workforce.steps) - 1)
        .then(0)
        .when(pl.col(FATE).is_in(workforce.fates(State.REJECTED)))
        .then(3)
        .when(pl.col(FATE).is_in(left_out))
        .then(2)
        .otherwise(1)
    )
    order = [rank.alias("rank"), *(item.by.alias(f"by_{i}") for i, item in enumerate(workforce.rules.preferences))]
    return (
        workforce.frame.join(people, on=["organisation", "person"], how="semi")
        .with_columns(workforce.fate)
        .select("organisation", "person", "ethnic_category", "engagement", FATE, *order)
        .collect(engine="streaming")
        .sort(
            "rank",
            *(f"by_{i}" for i in range(len(workforce.rules.preferences))),
            descending=[False, *(item.descending for item in workforce.rules.preferences)],
            nulls_last=True,
            maintain_order=True,
        )
        .unique(["organisation", "person"], keep="first", maintain_order=True)
        .select(
            "organisation",
            "person",
            "ethnic_category",
            pl.when(pl.col(FATE).is_in(left_out))
            .then(pl.col("engagement").cast(pl.String).replace(LEFT_OUT))
            .alias(STANDING),
        )
    )
