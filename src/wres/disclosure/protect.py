"""Choosing what to hide: the small counts, and the fewest others that would give them back.

Each choice comes with its proof: for every small count, another table of whole people that would be
published just the same, in which that count is at the threshold, and one in which it is 1 or 0.
"""

from __future__ import annotations

from collections.abc import Collection
from math import log10

import numpy as np
from attrs import frozen

from wres.disclosure.cells import System
from wres.disclosure.effort import Unproved
from wres.disclosure.lines import Asked, pattern
from wres.disclosure.moves import CHEAP, Moves, Vector
from wres.disclosure.needs import Need, insiders, needs_of
from wres.disclosure.policies import Policy
from wres.disclosure.search import Search
from wres.disclosure.worlds import Worlds


DEAR = 1000
"""What it costs to hide a cell that is kept, beside another."""

MOST = 3_000
"""Cells at most for which a proof is looked for."""

TIDYING = 400_000
"""Variables of programmes at most that are solved to show counts again."""

LARGE = 250
"""Cells from which many needs are met by one move, and little is shown again afterwards."""


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


def protect(
    system: System, policy: Policy, known: Collection[int] = (), kept: Collection[int] = ()
) -> Plan:
    """Choose what to hide.

    Parameters
    ----------
    known
        Cells that were published before, which hiding does not take back.
    kept
        Cells that are hidden only where there is no other way.
    """
    moves, weights = Moves(system, policy, frozenset(known)), weights_of(system)
    needs, people = needs_of(system, policy), insiders(system, policy)
    if len(system.cells) > MOST:
        raise Unproved(f"of {len(system.cells):,} counts, more than {MOST:,}, nothing is proved")
    small = frozenset(system.small(policy))
    asked = Asked(
        hidden=small,
        movable=frozenset(need.cell for need in needs),
        told=people,
        known=moves.known,
    )
    rounds = policy.rounding is not None
    chosen, bound = (frozenset[int](), 0.0) if rounds else pattern(system, weights, asked)
    costs = np.where(moves.latent, CHEAP * CHEAP, weights)
    costs[sorted(kept)] *= DEAR
    search = Search(
        moves=moves,
        needs=needs,
        costs=costs,
        kept=frozenset() if rounds else frozenset(kept),
        worlds=Worlds.of(moves, people),
        inherent={
            (need, one) for need in needs for one, told in people.items() if need.cell in told
        },
    )
    search.make_cheap(small | chosen, weights)
    if len(system.cells) > LARGE:
        search.meet_together(small | chosen)
        moves.effort.at_most(TIDYING)
        among = np.isin(np.arange(len(weights)), sorted(kept))
        search = _tidied(search, small, np.where(among, weights, 0))
    else:
        search.meet(needs)
        moves.effort.at_most(TIDYING)
        search = _tidied(search, small, weights)
    if not rounds and (search.settled or search.open):
        # What nobody can prevent is not asked of a safe choice either.
        _, bound = pattern(system, weights, search.possible(asked))
    further = search.worlds.changed - small
    return Plan(
        system=system,
        policy=policy,
        known=moves.known,
        small=small,
        further=further,
        worlds=tuple(search.worlds.found),
        inherent=frozenset(search.inherent - search.given_away),
        open=tuple(search.open),
        loss=float(weights[sorted(further)].sum()),
        bound=bound,
    )


def _tidied(search: Search, small: frozenset[int], weights: Vector) -> Search:
    """Show again what need not be hidden and has a weight, the greatest loss first."""
    further = [cell for cell in search.worlds.changed - small if weights[cell]]
    for cell in sorted(further, key=lambda cell: (-weights[cell], cell)):
        hidden = small | search.worlds.changed
        if cell in hidden:
            try:
                search = search.without(cell, hidden) or search
            except Unproved:
                break  # it stays hidden, as do those after it, which is no less safe
    return search


def weights_of(system: System) -> Vector:
    """Say what is lost by hiding each cell: its weight, and a little more the more it holds."""
    return np.array(
        [cell.weight * (1 + log10(1 + cell.value) / 100) for cell in system.cells], dtype=float
    )
