"""Choosing what to hide: the small counts, and the fewest others that would give them back.

Each choice comes with its proof: for every small count, another table of whole people that would be
published just the same, in which that count is at the threshold, and one in which it is 1 or 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import log10

import numpy as np
import numpy.typing as npt
from attrs import Factory, define, evolve, frozen

from wres.disclosure.cells import System
from wres.disclosure.lines import Asked, pattern
from wres.disclosure.moves import CHEAP, Moves, Vector
from wres.disclosure.needs import Need, needs_of, singles
from wres.disclosure.policies import Policy


@frozen(eq=False, kw_only=True)
class Plan:
    """What to hide, and why that is safe.

    Parameters
    ----------
    small
        Cells that the policy does not let be shown.
    further
        Cells that would give them back.
    worlds
        Moves to other tables that would be published the same: the proof.
    inherent
        Needs and the cell of one person who knows it anyway, whatever is hidden: it is the same
        person.
    open
        Needs that nothing can meet, because of what is known already.
    loss
        Weight of `further`.
    bound
        What no safe choice falls below, by weight.
    """

    system: System
    policy: Policy
    known: frozenset[int]
    small: frozenset[int]
    further: frozenset[int]
    worlds: tuple[Vector, ...]
    inherent: frozenset[tuple[Need, int]]
    open: tuple[Need, ...]
    loss: float
    bound: float

    @property
    def hidden(self) -> frozenset[int]:
        """All cells that are not published."""
        return self.small | self.further


def protect(system: System, policy: Policy, known: Collection[int] = ()) -> Plan:
    """Choose what to hide.

    Parameters
    ----------
    known
        Cells that were published before, which hiding does not take back.
    """
    moves, weights = Moves(system, policy, frozenset(known)), weights_of(system)
    needs, alone = needs_of(system, policy), singles(system, policy)
    small = frozenset(system.small(policy))
    chosen, bound = frozenset[int](), 0.0
    if policy.rounding is None:
        movable = frozenset(need.cell for need in needs)
        asked = Asked(hidden=small, movable=movable, alone=frozenset(alone), known=moves.known)
        chosen, bound = pattern(system, weights, asked)
    search = _Search(
        moves=moves,
        needs=needs,
        alone=alone,
        costs=np.where(moves.latent, CHEAP * CHEAP, weights),
    )
    search.make_cheap(small | chosen, weights)
    search.meet(needs)
    search = _tidied(search, small, weights)
    further = search.changed() - small
    return Plan(
        system=system,
        policy=policy,
        known=moves.known,
        small=small,
        further=further,
        worlds=tuple(search.worlds),
        inherent=frozenset(search.inherent),
        open=tuple(search.open),
        loss=float(weights[sorted(further)].sum()),
        bound=bound,
    )


def _tidied(search: _Search, small: frozenset[int], weights: Vector) -> _Search:
    """Show again what need not be hidden, the greatest loss first."""
    for cell in sorted(search.changed() - small, key=lambda cell: (-weights[cell], cell)):
        hidden = small | search.changed()
        if cell in hidden:
            search = search.without(cell, hidden) or search
    return search


def weights_of(system: System) -> Vector:
    """Say what is lost by hiding each cell: its weight, and a little more the more it holds."""
    return np.array(
        [cell.weight * (1 + log10(1 + cell.value) / 100) for cell in system.cells], dtype=float
    )


@define(eq=False, kw_only=True)
class _Search:
    """Worlds found so far, and the cells that they leave hidden.

    Parameters
    ----------
    costs
        Of moving each cell.
    barred
        Cells that stay as they are.
    """

    moves: Moves
    needs: tuple[Need, ...]
    alone: tuple[int, ...]
    costs: Vector
    barred: frozenset[int] = frozenset()
    worlds: list[Vector] = Factory(list)
    inherent: set[tuple[Need, int]] = Factory(set)
    open: list[Need] = Factory(list)

    def meet(self, needs: Iterable[Need]) -> None:
        """Find a world for each need, and one for each person who knows a cell."""
        for need in needs:
            if not self._met(need).any() and self._find(need) is None:
                self.open.append(need)
                continue
            while (one := self._exposed(need)) is not None:
                if self._find(need, (one,)) is None:
                    self.inherent.add((need, one))

    def meets(self, needs: Iterable[Need]) -> bool:
        """Do the same until a need cannot be met; whether all are."""
        known = set(self.inherent)
        for need in needs:
            self.meet([need])
            if self.open or self.inherent != known:
                return False
        return True

    def changed(self) -> frozenset[int]:
        """Give the cells that some world would show otherwise."""
        shown = [np.flatnonzero(self.moves.shows(move)) for move in self.worlds]
        return frozenset(int(cell) for cells in shown for cell in cells)

    def make_cheap(self, cells: Iterable[int], weights: Vector) -> None:
        """Prefer cells, as they are hidden anyway."""
        numbers = sorted(cells)
        self.costs[numbers] = np.minimum(self.costs[numbers], CHEAP * weights[numbers])

    def without(self, cell: int, hidden: frozenset[int]) -> _Search | None:
        """Meet the same needs without changing a cell, or one that is not hidden, if that can be."""
        published = np.flatnonzero(~self.moves.latent).tolist()
        other = evolve(
            self,
            costs=self.costs.copy(),
            barred=frozenset(published) - hidden | {cell},
            worlds=[move for move in self.worlds if not self.moves.shows(move)[cell]],
            inherent=set(self.inherent),
            open=[],
        )
        return other if other.meets(self.needs) else None

    def _met(self, need: Need) -> npt.NDArray[np.bool_]:
        """Say which worlds meet a need."""
        moved = (move[need.cell] for move in self.worlds)
        return np.array([need.is_met(one) for one in moved], dtype=bool)

    def _exposed(self, need: Need) -> int | None:
        """Give a cell whose only person knows too much; ``None`` where there is none."""
        others = [
            one for one in self.alone if one != need.cell and (need, one) not in self.inherent
        ]
        meeting = np.array(self.worlds)[self._met(need)][:, others]
        exposed = np.flatnonzero(meeting.all(axis=0))
        return others[exposed[0]] if len(exposed) else None

    def _find(self, need: Need, fixed: Collection[int] = ()) -> Vector | None:
        """Find the cheapest world that meets a need."""
        still = {*fixed, *self.barred}
        tried = [self.moves.cheapest(need.cell, one, self.costs, still) for one in need.shifts]
        found = [move for move in tried if move is not None]
        if not found:
            return None
        best = min(found, key=lambda move: float(self.costs @ np.abs(move)))
        self.worlds.append(best)
        # What it changes is hidden from now on, and free to change again.
        changed = self.moves.shows(best)
        self.costs[changed] = np.minimum(self.costs[changed], CHEAP)
        return best
