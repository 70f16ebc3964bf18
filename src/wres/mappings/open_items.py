"""What a mapping leaves open: told together with the values that have no meaning yet."""

from __future__ import annotations

import polars as pl
from attrs import evolve

from wres.admission import LooseTable, admit
from wres.errors import Location, Problem, raise_all
from wres.fields import Column
from wres.mappings.rules import COUNT, SourceMapping, fields_of


STAND_INS = {"text": "x", "flag": "false", "day": "2024-01-01", "number": "1", "whole": "2024"}


def still_open(mapping: SourceMapping, loose: LooseTable) -> None:
    """Raise where nothing is said yet of where a field comes from.

    Raises
    ------
    InputError
        ``open-mapping`` for each such field; and, so that all is told at once, the problems that
        the rows would have beside it.
    """
    fields = fields_of(mapping.table)
    names = [name for name, rule in mapping.columns.items() if rule.is_open]
    if not names:
        return
    problems = [
        Problem(
            "open-mapping",
            Location(mapping.known),
            f"'columns.{name}' says nothing yet",
            f"under headers, the column that has it, or under constant, what every row has: "
            f"{fields[name].accepted}",
        )
        for name in names
    ]
    raise_all([*problems, *_beside(mapping, loose, names)])


def _beside(mapping: SourceMapping, loose: LooseTable, names: list[str]) -> list[Problem]:
    """Give the problems of the other columns: stand-ins are taken for what is open."""
    if COUNT in names:
        return []
    fields = fields_of(mapping.table)
    held = [pl.lit(_stand_in(fields[name])).alias(name) for name in names]
    filled = evolve(loose, frame=loose.frame.with_columns(held))
    admitted = admit([filled], None)
    return [problem for problem in admitted.problems if problem.code.startswith("unknown-")]


def _stand_in(column: Column) -> str:
    return column.labels[0] if column.labels else STAND_INS[column.kind]
