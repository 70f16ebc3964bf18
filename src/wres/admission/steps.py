"""The tests of a table, in order: what each row goes through until one decides its fate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from wres.admission.loose import MERGED_INTO, OUT_OF_SCOPE
from wres.admission.names import FILE, GIVEN
from wres.admission.rules import ORIGIN, ORIGINS, STANDING, Step, TableRules
from wres.fields import Column
from wres.ledger import State
from wres.records import Record, columns


FAULTS = {
    "flag": "neither-true-nor-false",
    "number": "impossible-number",
    "whole": "impossible-number",
    "day": "impossible-date",
}


TOLD = {OUT_OF_SCOPE: State.OUT_OF_SCOPE, MERGED_INTO: State.MERGED}
"""Hints by which a source decides itself what becomes of a row."""


def steps_of(
    record: type[Record],
    rules: TableRules,
    on: Any = pl,  # noqa: ANN401
    told: Mapping[str, State] = TOLD,
) -> tuple[Step, ...]:
    """List the tests of a table in order.

    Parameters
    ----------
    told
        The hints of `TOLD` that some source gives.
    on
        The module that makes the expressions, as for the rules: polars or narwhals.
    """
    fields = columns(record)
    faults = {name: _faults(name, column, on) for name, column in fields.items()}
    settling = [fault for name in rules.settles_scope for fault in faults[name]]
    others = [fault for name in fields if name not in rules.settles_scope for fault in faults[name]]
    return (
        *(_told_by(hint, state, on) for hint, state in told.items()),
        *settling,
        *rules.scope,
        *([_told_by(STANDING, State.OUT_OF_SCOPE, on)] if rules.by_person else []),
        *others,
        *_requirements(record, on),
        _counted(rules, on),
    )


def _counted(rules: TableRules, on: Any) -> Step:  # noqa: ANN401
    everything = on.lit(value=True)
    if not rules.by_person:
        return Step(State.COUNTED, rules.counted, everything, reads=(FILE,))
    words = {origin: f"{rules.counted}, {told}" for origin, told in ORIGINS.items()}
    return Step(State.COUNTED, "", everything, reads=(ORIGIN,), reason=ORIGIN, words=words)


def _told_by(column: str, state: State, on: Any) -> Step:  # noqa: ANN401
    return Step(state, "", ~on.col(column).is_null(), reads=(column,), reason=column)


def _faults(name: str, column: Column, on: Any) -> list[Step]:  # noqa: ANN401
    nothing, given = on.col(name).is_null(), on.col(GIVEN + name)
    steps = []
    if column.kind != "text":
        code = (
            f"unknown-{name.replace('_', '-')}" if column.kind == "choice" else FAULTS[column.kind]
        )
        steps.append(Step(State.REJECTED, code, nothing & given, column=name))
    if not (column.nullable or column.blank):
        missing = nothing | (on.col(name) == "") if column.kind == "text" else nothing & ~given
        steps.append(Step(State.REJECTED, "missing-value", missing, column=name))
    return steps


def _requirements(record: type[Record], on: Any) -> list[Step]:  # noqa: ANN401
    return [
        Step(
            State.REJECTED,
            rule.code,
            _among(rule.column, rule.values, on)
            & ~on.col(rule.other).is_null()
            & ~_among(rule.other, rule.allowed, on),
            column=rule.other,
            accepted=rule.accepted,
            reads=(rule.column, rule.other),
        )
        for rule in record.requirements
    ]


def _among(name: str, values: frozenset[object], on: Any) -> Any:  # noqa: ANN401
    # Sorted, so that the plan does not depend on the order of a set.
    ordered = sorted(values, key=str)
    return reduce(
        or_,
        (on.col(name) == (str(value) if isinstance(value, str) else value) for value in ordered),
    )
