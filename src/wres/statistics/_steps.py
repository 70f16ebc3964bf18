"""Adding events to one group of a table, or taking them away, until something changes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import inf
from typing import Literal

from attrs import frozen

from wres.statistics._level import alpha_of
from wres.statistics._table import Group, Table
from wres.statistics.four_fifths import outermost_floats
from wres.statistics.koopman import bounds
from wres.statistics.verdict import verdict


Side = Literal["of", "to"]


@frozen
class Verdicts:
    """What verdict a table has, and where its interval lies."""

    alpha: float
    level: float
    low: float
    high: float

    @classmethod
    def within(cls, low: Fraction, high: Fraction, level: float) -> Verdicts:
        """Compare with floats, many times over, which fractions make slow."""
        return cls(alpha_of(level), level, *outermost_floats(low, high))

    def __call__(self, table: Table) -> tuple[str | None, int]:
        """Give the verdict and how many of four marks the interval has passed.

        Both ends grow with the ratio, so the number of marks does too, and the verdict changes
        only where it does.
        """
        interval = bounds(table, self.alpha, self.level)
        said = verdict(interval, above="above", below="below", low=self.low, high=self.high)
        top = inf if interval.high is None else interval.high
        marks = (top >= 1, top > self.high, interval.low >= self.low, interval.low > 1)
        return said, sum(marks)


def shifted(table: Table, side: Side, people: int) -> Table:
    """Give so many more people of one group the event; fewer where negative."""
    group: Group = getattr(table, side)
    events = group.events + people * table.unit
    moved = Group(events, group.total - events)
    of, to = (moved, table.to) if side == "of" else (table.of, moved)
    return Table(of, to, table.unit)


def available(table: Table, side: Side, sign: int) -> int:
    """Count the people that can be given the event, or spared it, with the ratio defined."""
    group: Group = getattr(table, side)
    if sign > 0:
        return group.others // table.unit
    kept = 1 if side == "to" else 0  # without events there, the ratio is undefined
    return (group.events - kept) // table.unit


def first_change(table: Table, side: Side, sign: int, verdicts: Verdicts) -> int | None:
    """Find the fewest people who change the verdict."""
    most = available(table, side, sign)

    def at(people: int) -> tuple[str | None, int]:
        return verdicts(shifted(table, side, sign * people))

    return _another(at, *at(0), 1, most)


def _another(
    at: Callable[[int], tuple[str | None, int]],
    said: str | None,
    marks: int,
    least: int,
    most: int,
) -> int | None:
    """Find the next verdict that is not `said`: at the next mark, or one of at most three more."""
    people = first(lambda more: at(more)[1] != marks, least, most)
    if people is None:
        return None
    now, passed = at(people)
    return people if now != said else _another(at, said, passed, people + 1, most)


def first(holds: Callable[[int], bool], least: int, most: int) -> int | None:
    """Find where a condition that stays true once it is begins to hold.

    Examples
    --------
    >>> first(lambda number: number * number > 50, 1, 100), first(lambda number: False, 1, 9)
    (8, None)
    """
    step = 1
    while least <= most:
        ahead = min(least + step - 1, most)
        if holds(ahead):
            return _between(holds, least, ahead)
        least, step = ahead + 1, 2 * step
    return None


def _between(holds: Callable[[int], bool], least: int, most: int) -> int:
    """Halve the span to the first number where it holds; at `most` it does."""
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return most
