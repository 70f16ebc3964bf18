"""Which row stands for all rows of one identity, chosen by another engine.

As in `wres.admission.contested`, but in one pass with windows: an engine that has the rows has
no need to look for shared identities first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from wres.admission.classify import Classified
from wres.admission.contested import LOST_BY, MERGED_HISTORY, PLACE
from wres.admission.engine_rows import first_of
from wres.admission.loose import MERGED_INTO, STANDS_FOR
from wres.admission.names import BITS, DIMENSION, FATE, FILE, FOUND
from wres.admission.people import WHO, rank_of_fates
from wres.admission.rules import LEFT_OUT, ORIGIN, ORIGINS, STANDING
from wres.admission.settled import ROWS
from wres.ledger import State
from wres.records import columns


COUNTABLE = "uncountable"


def group_keys(item: Classified) -> list[str]:
    """Columns by which rows of one fate are grouped: nothing of a person's."""
    names = dict.fromkeys([*item.counts, *item.decisive, FATE])
    return [name for name in names if name != BITS]


def lost_rows(item: Classified) -> Any:  # noqa: ANN401  # a lazy frame of narwhals
    """Count the rows for which another stands: `group_keys`, `LOST_BY` and `ROWS`."""
    wanted = item.fates(State.COUNTED, history=True)
    last = len(item.steps) - 1
    others: list[Any] = [step.when for step in item.steps if not (step.reads or step.history)]
    rows: Any = item.frame
    rows = rows.filter(
        nw.col(FATE).is_in(wanted),
        ~nw.any_horizontal(*others, ignore_nulls=True),
        *item.rules.likely,
        *(~nw.col(name).is_null() for name in item.identity),
    )
    rows = rows.with_columns((nw.col(FATE) != last).cast(nw.Int64).alias(COUNTABLE))
    rows, criteria = _with_criteria(rows, item)
    rows, content = _with_keys(rows, item, _content(item))
    order = [COUNTABLE, *(key for keys in criteria for key in keys), *content]
    rows = placed(rows, item.identity, order)
    rows = _with_kept(rows, item.identity, [COUNTABLE, *(key for keys in criteria for key in keys)])
    differs = [
        reduce(or_, (nw.col(key) != nw.col(_kept(key)) for key in keys)) for keys in criteria
    ]
    words = [MERGED_HISTORY, *(rule.merged for rule in item.rules.preferences)]
    by = first_of(nw.col(COUNTABLE) != 0, *differs, last=len(words) - 1)
    reason = nw.coalesce(*(nw.when(by == i).then(nw.lit(text)) for i, text in enumerate(words)))
    lost = rows.filter(nw.col(_kept(COUNTABLE)) == 0, nw.col(PLACE) > 1)
    return (
        lost.with_columns(reason.alias(LOST_BY))
        .group_by(*group_keys(item), LOST_BY)
        .agg(nw.col(STANDS_FOR).sum().alias(ROWS))
    )


def standing_elsewhere(workforce: Classified, events: Sequence[Any]) -> Any:  # noqa: ANN401
    """Say, for each person in some events, what the workforce knows of them.

    As `wres.admission.people.standing` does.

    Parameters
    ----------
    events
        Lazy frames of narwhals with columns organisation and person.
    """
    people = nw.concat([frame.select(WHO) for frame in events]).unique()
    dimensions = [DIMENSION + name for name in workforce.by]
    content = [name for name in workforce.counts if name not in {FILE, "organisation"}]
    left_out = [index for index, step in enumerate(workforce.steps) if step.words is LEFT_OUT]
    ranks = [
        nw.when(nw.col(FATE).is_in(fates)).then(nw.lit(rank))
        for rank, fates in rank_of_fates(workforce).items()
    ]
    rows: Any = workforce.frame
    rows = rows.filter(nw.col(MERGED_INTO).is_null()).join(people, on=WHO, how="semi")
    rows = rows.with_columns(nw.coalesce(*ranks, nw.lit(1)).alias("rank"))
    rows, criteria = _with_criteria(rows, workforce)
    names = [*(content if dimensions else ["ethnic_category"]), "engagement"]
    rows, last = _with_keys(rows, workforce, names)
    rows = placed(rows, WHO, ["rank", *(key for keys in criteria for key in keys), *last])
    reason = nw.coalesce(
        *(
            nw.when(nw.col("engagement") == name).then(nw.lit(words))
            for name, words in LEFT_OUT.items()
        )
    )
    return rows.filter(nw.col(PLACE) == 1).select(
        *WHO,
        nw.col("ethnic_category").alias("found"),
        *(nw.col(name).alias(name.replace(DIMENSION, FOUND, 1)) for name in dimensions),
        nw.when(nw.col(FATE).is_in(left_out)).then(reason).alias(STANDING),
    )


def placed(rows: Any, identity: Sequence[str], order: Sequence[str]) -> Any:  # noqa: ANN401
    """Give the rows of each identity their place in order, from 1, in column `PLACE`."""
    place = nw.col(PLACE).cum_sum().over(*identity, order_by=list(order))
    return rows.with_columns(nw.lit(1).alias(PLACE)).with_columns(place.cast(nw.Int64))


def _kept(key: str) -> str:
    return f"kept_{key}"


def _with_kept(rows: Any, identity: Sequence[str], keys: Sequence[str]) -> Any:  # noqa: ANN401
    """Put on each row the keys of the first row of its identity."""
    rows = rows.with_columns(
        nw.when(nw.col(PLACE) == 1).then(nw.col(key)).alias(_kept(key)) for key in keys
    )
    return rows.with_columns(nw.col(_kept(key)).max().over(*identity) for key in keys)


def _with_criteria(rows: Any, item: Classified) -> tuple[Any, list[list[str]]]:  # noqa: ANN401
    """Add the keys of each preference but the last, which is none."""
    preferences = item.rules.preferences[:-1]
    made = {f"criterion_{index}": rule for index, rule in enumerate(preferences)}
    rows = rows.with_columns(rule.by.alias(name) for name, rule in made.items())
    schema = rows.collect_schema()
    keys = {
        name: _keys(name, schema[name], descending=rule.descending) for name, rule in made.items()
    }
    rows = rows.with_columns(
        expr.alias(key) for each in keys.values() for key, expr in each.items()
    )
    return rows, [list(each) for each in keys.values()]


def _content(item: Classified) -> list[str]:
    """Name what decides where no preference does: all that is counted."""
    return [name for name in group_keys(item) if name not in {FILE, FATE}]


def _with_keys(rows: Any, item: Classified, names: Sequence[str]) -> tuple[Any, list[str]]:  # noqa: ANN401
    schema, fields = rows.collect_schema(), columns(item.record)
    labels = {name: column.labels for name, column in fields.items()} | {ORIGIN: tuple(ORIGINS)}
    keys = {
        key: expr
        for name in dict.fromkeys(names)
        for key, expr in _keys(name, schema[name], labels=labels.get(name, ())).items()
    }
    return rows.with_columns(expr.alias(key) for key, expr in keys.items()), list(keys)


def _keys(
    name: str,
    dtype: Any,  # noqa: ANN401
    *,
    descending: bool = False,
    labels: Sequence[str] = (),
) -> dict[str, nw.Expr]:
    """Give columns, none null, that sort as a column does with its nulls last."""
    value, sign = nw.col(name), -1 if descending else 1
    key = f"key_{name}"
    if labels:
        return {key: first_of(*(value == label for label in labels), last=len(labels))}
    if dtype == nw.Boolean:
        return {key: first_of(*((value, ~value) if descending else (~value, value)), last=2)}
    absent = {f"absent_{key}": value.is_null().cast(nw.Int64)}
    if dtype == nw.String:
        return {**absent, key: value.fill_null("")}
    if dtype == nw.Date:
        day = value.dt
        value = day.year() * 10_000 + day.month() * 100 + day.day()
    return {**absent, key: (value * sign).fill_null(0)}
