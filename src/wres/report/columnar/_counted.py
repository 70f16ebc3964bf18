"""A return's counts as whole columns: one number a report, for each of what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, reduce
from itertools import product
from operator import add
from typing import Self

import polars as pl
from attrs import frozen

from wres.errors import FigureError
from wres.metrics import GROUPS, PLACES
from wres.report.columnar._strips import constant, masked
from wres.report.columnar._whose import Written, runs
from wres.returns import CELLS
from wres.vocabulary import Measure, PayBand, WorkforceGroup


MOST = 2**26
"""Products of two counts and two thousand have to stay below 2**63."""

COUNTED = [str(measure) for measure in Measure if measure.kind not in {"share", "respondents"}]
ELSEWHERE = len(PLACES)
"""Slot of the staff of whom only a total is known; staff in a pay band come before it."""
SLOTS = {name: ELSEWHERE + place for place, name in enumerate(COUNTED)}


@frozen(eq=False)
class Counted:
    """Counts in half persons, exact; null where not supplied.

    Parameters
    ----------
    size
        How many reports there are.
    halves
        By ethnic group, then by slot, then by report.
    known, filled
        1 where a count was supplied, else 0; and the counts, 0 where not.
    """

    size: int
    halves: pl.Series
    known: pl.Series
    filled: pl.Series

    @classmethod
    def of(cls, counts: pl.DataFrame, places: Mapping[Written, int], size: int) -> Self:
        """Add the lines of each report up."""
        written, run = runs(counts)
        report = pl.Series([places.get(one) for one in written], dtype=pl.Int64)
        slots = len(SLOTS) + ELSEWHERE
        group = counts["ethnic_group"].to_physical().cast(pl.Int64)
        at = (group * slots + _slot_of(counts)) * size + report.gather(run)
        lines = pl.DataFrame({"at": at, "halves": (counts["value"] * 2).cast(pl.Int64)})
        halves = checked(_summed(lines.drop_nulls(), len(GROUPS) * slots * size))
        return cls(size, halves, halves.is_not_null().cast(pl.Int64), halves.fill_null(0))

    def slots(self, group: str, first: int, length: int) -> pl.Series:
        """Give some slots of a group that lie side by side."""
        return self._slice(self.halves, group, first, length)

    def of_measure(self, measure: str, group: str) -> pl.Series:
        """Give one measure's counts of a group, over all places."""
        if measure != "staff":
            return self.slots(group, SLOTS[measure], 1)
        every = range(ELSEWHERE + 1)
        known = reduce(add, (self._slice(self.known, group, slot) for slot in every))
        return masked(reduce(add, (self.in_place(group, slot) for slot in every)), known > 0)

    def in_place(self, group: str, slot: int) -> pl.Series:
        """Give the staff of one place; 0 where not supplied."""
        return self._slice(self.filled, group, slot)

    def supplies(self, measure: str) -> pl.Series:
        """Whether any group has a count of a measure."""
        slots = range(ELSEWHERE + 1) if measure == "staff" else [SLOTS[measure]]
        return self._any(slots)

    @property
    def has_places(self) -> pl.Series:
        """Whether staff of any pay band were supplied."""
        return self._any(range(ELSEWHERE))

    def _any(self, slots: Iterable[int]) -> pl.Series:
        every = product(GROUPS, slots)
        return reduce(add, (self._slice(self.known, *place) for place in every)) > 0

    def _slice(self, of: pl.Series, group: str, first: int, length: int = 1) -> pl.Series:
        start = GROUPS.index(group) * (len(SLOTS) + ELSEWHERE) + first
        return of.slice(start * self.size, length * self.size)


def checked(halves: pl.Series) -> pl.Series:
    """Refuse counts that are too large to be exact.

    Raises
    ------
    FigureError
        Half persons are more than `MOST`.
    """
    if (halves.max() or 0) > MOST:  # type: ignore[operator]
        raise FigureError(
            f"figures() takes up to {MOST // 2:,} people or applications of an organisation; "
            "got more: use measure()"
        )
    return halves


def _summed(lines: pl.DataFrame, length: int) -> pl.Series:
    """Put the sums of lines where they belong."""
    nothing = constant(None, pl.Int64)
    put = nothing.new_from_index(0, length).scatter(lines["at"], lines["halves"])
    if length - put.null_count() == len(lines):  # none was put over another: no sums to make
        return put
    sums = lines.group_by("at").agg(pl.col("halves").sum())
    return nothing.new_from_index(0, length).scatter(sums["at"], sums["halves"])


def _slot_of(counts: pl.DataFrame) -> pl.Series:
    """Look up the slot of each line."""
    names, groups, bands = (
        counts[name].to_physical().cast(pl.Int64)
        for name in ("measure", "workforce_group", "pay_band")
    )
    every_group, every_band = len(WorkforceGroup), len(PayBand)
    place = groups.fill_null(every_group) * (every_band + 1) + bands.fill_null(every_band)
    return _slots().gather(names * ((every_group + 1) * (every_band + 1)) + place)


@cache
def _slots() -> pl.Series:
    """Give the slot of each measure, workforce group and pay band, as `CELLS` numbers them."""
    at = {place: slot for slot, place in enumerate(PLACES)}
    return pl.Series(
        [
            at.get((group, band), ELSEWHERE) if name == "staff" else SLOTS.get(name)
            for name in _labels("measure")
            for group in (*_labels("workforce_group"), "")
            for band in (*_labels("pay_band"), "")
        ],
        dtype=pl.Int64,
    )


def _labels(column: str) -> Sequence[str]:
    categories: pl.Series = CELLS[column].categories  # type: ignore[attr-defined]
    return categories.to_list()
