"""The search for proofs: worlds that would be published the same, one or more for each need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from attrs import Factory, define, evolve

from wres.disclosure.effort import Unproved
from wres.disclosure.lines import Asked
from wres.disclosure.moves import CHEAP, Moves, Vector
from wres.disclosure.needs import Need
from wres.disclosure.worlds import Worlds


@define(eq=False, kw_only=True)
class Search:
    """Worlds found so far, and the cells that they leave hidden.

    Parameters
    ----------
    costs
        Of moving each cell.
    kept
        Cells that move only where there is no other way.
    barred
        Cells that stay as they are.
    inherent
        Needs and the person who knows them anyway.
    settled
        Those among them of somebody else's cells, where nothing that could be hidden helps.
    given_away
        Those among these where it would, had it not been published before.
    open
        Needs that nothing meets.
    """

    moves: Moves
    needs: tuple[Need, ...]
    costs: Vector
    worlds: Worlds
    kept: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    inherent: set[tuple[Need, int]] = Factory(set)
    settled: set[tuple[Need, int]] = Factory(set)
    given_away: set[tuple[Need, int]] = Factory(set)
    open: list[Need] = Factory(list)

    def meet_together(self, hidden: frozenset[int]) -> None:
        """Meet all needs; after each one, what is hidden by then may meet many others at once."""
        left, turn = [*self.needs], 0
        while left := [need for need in left if not self._is_settled(need)]:
            self.meet(left[:1])
            self._meet_many(left[1:], hidden | self.worlds.changed, turn)
            left, turn = left[1:], turn + 1

    def _meet_many(self, left: Sequence[Need], hidden: frozenset[int], turn: int) -> None:
        """Find a world by which many needs are met, with what is hidden as it is.

        Each time another half of the people who are alone in a cell is not moved, so that after
        as many turns as their number has digits each is left alone while others move.
        """
        people = [told for one, told in self.worlds.insiders.items() if one in hidden]
        half, digit = divmod(turn, max(len(people).bit_length(), 1))
        stay = [told for at, told in enumerate(people) if (at >> digit) % 2 == half % 2]
        fixed = frozenset[int]().union(*stay)
        shifts: dict[int, float] = {}
        for at, need in enumerate(left):
            if need.cell not in fixed and (need.cell not in shifts or (at + turn) % 2):
                shifts[need.cell] = need.shifts[turn % len(need.shifts)]
        move = self.moves.furthest(shifts, hidden, fixed) if shifts else None
        if move is not None:
            self.worlds.add(move)

    def _is_settled(self, need: Need) -> bool:
        return self.worlds.meets(need) and self._exposed(need) is None

    def meet(self, needs: Iterable[Need]) -> None:
        """Find a world for each need, and one for each person who knows a cell."""
        for need in needs:
            if not self.worlds.meets(need) and self._find(need) is None:
                self.open.append(need)
                continue
            while (one := self._exposed(need)) is not None:
                if self._find(need, self.worlds.insiders[one]) is None:
                    self.inherent.add((need, one))
                    self.settled.add((need, one))
                    self._blame(need, one)

    def _blame(self, need: Need, one: int) -> None:
        """Note where it is what was published before that lets a person know too much."""
        if self.moves.known and not self.barred:
            before = evolve(self.moves, known=frozenset())
            told = self.worlds.insiders[one]
            if any(
                before.cheapest(need.cell, by, self.costs, told) is not None for by in need.shifts
            ):
                self.given_away.add((need, one))

    def meets(self, needs: Iterable[Need]) -> bool:
        """Do the same until a need cannot be met; whether all are."""
        known = set(self.inherent)
        for need in needs:
            self.meet([need])
            if self.open or self.inherent != known:
                return False
        return True

    def possible(self, asked: Asked) -> Asked:
        """Ask a pattern for nothing that cannot be."""
        of = {
            need.cell: [one for one in self.needs if one.cell == need.cell] for need in self.needs
        }
        met = (need.cell for need in self.needs if need not in self.open)
        lost = {
            (need.cell, one)
            for need, one in self.settled
            if all((other, one) in self.settled for other in of[need.cell])
        }
        return evolve(asked, movable=frozenset(met), inherent=lost)

    def make_cheap(self, cells: Iterable[int], weights: Vector) -> None:
        """Prefer cells, as they are hidden anyway."""
        numbers = sorted(cells)
        self.costs[numbers] = np.minimum(self.costs[numbers], CHEAP * weights[numbers])

    def without(self, cell: int, hidden: frozenset[int]) -> Search | None:
        """Meet the same needs without changing a cell, or one that is not hidden, if that can be."""
        published = np.flatnonzero(~self.moves.latent).tolist()
        other = evolve(
            self,
            costs=self.costs.copy(),
            barred=frozenset(published) - hidden | {cell},
            worlds=self.worlds.without(cell),
            inherent=set(self.inherent),
            settled=set(self.settled),
            given_away=set(self.given_away),
            open=[],
        )
        return other if other.meets(self.needs) else None

    def _exposed(self, need: Need) -> int | None:
        """Give a cell whose only person knows too much; ``None`` where there is none."""
        found = self.worlds.exposed(need)
        return next((one for one in found if (need, one) not in self.inherent), None)

    def _find(self, need: Need, fixed: Collection[int] = ()) -> Vector | None:
        """Find the cheapest world that meets a need, without the cells that are kept if it can be."""
        still = {*fixed, *self.barred}
        found = self._cheapest(need, still | self.kept) if self.kept - still else None
        best = found if found is not None else self._cheapest(need, still)
        if best is None:
            return None
        self.worlds.add(best)
        if not need.is_met(best[need.cell]):
            raise Unproved("a table of whole people was not found")
        # What it changes is hidden from now on, and free to change again.
        changed = self.moves.shows(best)
        self.costs[changed] = np.minimum(self.costs[changed], CHEAP)
        return best

    def _cheapest(self, need: Need, still: Collection[int]) -> Vector | None:
        found, unproved = [], None
        for shift in need.shifts:
            try:
                move = self.moves.cheapest(need.cell, shift, self.costs, still)
            except Unproved as error:
                unproved = error
            else:
                found += [] if move is None else [move]
        if not found and unproved is not None:
            raise unproved
        return min(found, key=lambda move: float(self.costs @ np.abs(move)), default=None)
