"""What must stay possible for a table to be safe: for each small count, another world or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from wres.disclosure.cells import System
from wres.disclosure.policies import Policy


@frozen
class Need:
    """A world in which a cell has another count must give the same publication.

    Parameters
    ----------
    cell
        Number of the cell.
    shifts
        How much more, or fewer, it must hold there; one of them is enough.
    """

    cell: int
    shifts: tuple[float, ...]

    def is_met(self, moved: float) -> bool:
        """Whether a move of the cell is as far as one of the shifts."""
        return any(moved >= shift if shift > 0 else moved <= shift for shift in self.shifts)


def needs_of(system: System, policy: Policy) -> tuple[Need, ...]:
    """Say what a policy asks for, the hardest first.

    A small count must be able to be as large as the threshold, and as small as 1 or 0. A small
    difference of two counts, such as members who do not vote, must be able to be 0 or as large as
    the threshold.
    """
    return tuple(sorted(_needs(system, policy), key=lambda need: -max(map(abs, need.shifts))))


def _needs(system: System, policy: Policy) -> Iterator[Need]:
    for number in system.small(policy):
        cell = system.cells[number]
        yield Need(number, (cell.limit(policy) - cell.value,))
        if cell.value > 1:
            yield Need(number, (1 - cell.value,))
    for number, cell in enumerate(system.cells):
        if not cell.path and 0 < cell.value < cell.limit(policy):
            yield Need(number, (-cell.value, cell.limit(policy) - cell.value))


def singles(system: System, policy: Policy) -> tuple[int, ...]:
    """Give the cells of one person, who knows to be the only one in them."""
    small = set(system.small(policy))
    return tuple(
        number
        for number, cell in enumerate(system.cells)
        if number in small and cell.is_person and 0 < cell.value <= 1
    )


def insiders(system: System, policy: Policy) -> Mapping[int, frozenset[int]]:
    """Give the cells of one person, and what that person knows: every count that is a part of it.

    Who is alone in a count knows which part of a breakdown they are in, and that nobody else is.
    """
    parts: dict[int, list[int]] = defaultdict(list)
    for relation in system.relations:
        parts[relation.whole] += relation.parts
    return {one: _within(one, parts) for one in singles(system, policy)}


def _within(one: int, parts: Mapping[int, list[int]]) -> frozenset[int]:
    known, waiting = {one}, [one]
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - known
        known |= new
        waiting += new
    return frozenset(known)
