"""Two groups, an event, and who had it: the two-by-two table in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from attrs import frozen

from wres.errors import FigureError


Count = int | Fraction


@frozen
class Group:
    """How many had the event and how many had not, in parts of ``Table.unit``."""

    events: int
    others: int

    @property
    def total(self) -> int:
        """Everybody in the group."""
        return self.events + self.others


@frozen
class Table:
    """The group a ratio is of, the group it is to, and how many parts make one person."""

    of: Group
    to: Group
    unit: int

    @classmethod
    def of_counts(
        cls, events_of: Count, total_of: Count, events_to: Count, total_to: Count
    ) -> Table | None:
        """Check the counts and bring them to whole numbers; ``None`` where a group is empty."""
        check(events_of, total_of, "_of")
        check(events_to, total_to, "_to")
        if not total_of or not total_to:
            return None
        counts = (events_of, total_of, events_to, total_to)
        # Two-year averages have halves: counted in half persons they are whole again.
        unit = lcm(*(count.denominator for count in counts))
        a, n, b, m = (count.numerator * (unit // count.denominator) for count in counts)
        return cls(of=Group(a, n - a), to=Group(b, m - b), unit=unit)


def check(events: Count, total: Count, which: str = "") -> None:
    """Refuse counts that cannot be."""
    if not 0 <= events <= total:
        raise FigureError(
            f"events must be between 0 and total; got events{which}={events}, total{which}={total}"
        )
