"""What came in from one or more sources: accepted tables, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl
from attrs import define, field

from wres.admission.admit import Admitted, admit, classified_tables, require_columns
from wres.admission.loose import STANDS_FOR, LooseTable
from wres.errors import FigureError, Problem
from wres.ledger import Ledger
from wres.profiles import Profile
from wres.records import columns


@define(frozen=True, eq=False, slots=False)
class Intake:
    """Sources as read, before anything is counted. Intakes of one year add up.

    Nothing is read beyond headers until the ledger, the problems or a table is asked for.

    Parameters
    ----------
    loose
        The tables as the adapters handed them over.
    profile
        Rules of the year; ``None`` where no year was given, and then no date is tested.
    missing
        Measure name to the reason why the sources cannot give it.
    warnings
        What the adapters want a reader of the figures to know.
    """

    loose: tuple[LooseTable, ...]
    profile: Profile | None = None
    missing: Mapping[str, str] = field(factory=dict)
    warnings: tuple[str, ...] = ()

    def __add__(self, other: Intake) -> Intake:
        if self.profile != other.profile:
            raise FigureError("intakes of different years or rules do not add up")
        return Intake(
            self.loose + other.loose,
            self.profile,
            {**self.missing, **other.missing},
            tuple(dict.fromkeys(self.warnings + other.warnings)),
        )

    @cached_property
    def admitted(self) -> Admitted:
        """What admission decided, without breakdowns."""
        return admit(self.loose, self.profile)

    @property
    def ledger(self) -> Ledger:
        """Where every source row went."""
        return self.admitted.ledger

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every distinct fault of the rows, in source order."""
        return self.admitted.problems

    @cached_property
    def tables(self) -> Mapping[str, pl.LazyFrame]:
        """Accepted rows by table name: lazy, in the record's schema, before scope and merging.

        A row is accepted when every field of its record is valid. A table with counted rows
        also has `STANDS_FOR`, so that it counts as the intake does.
        """
        require_columns(self.loose)
        return {
            name: item.frame.filter(~item.unfit).select(
                [*columns(item.record), *([STANDS_FOR] if item.weighted else [])]
            )
            for name, item in classified_tables(self.loose, self.profile).items()
        }
