"""Moves from the true counts to others that would be published the same, found by HiGHS."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import field, frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import bmat, csr_matrix, hstack, lil_matrix
from scipy.sparse.csgraph import connected_components

from wres.disclosure.cells import System
from wres.disclosure.effort import Effort, Unproved
from wres.disclosure.policies import Policy


Vector = npt.NDArray[np.float64]
Cells = npt.NDArray[np.intp]

CHEAP = 1e-3
"""What it costs to move a cell that is hidden anyway, as a part of its weight."""

TOLERANCE = 1e-6

EFFORT = 1_200_000
"""Variables of all programmes at most, counted each time: some tens of seconds."""

FINE, ROUGHLY = 250, 0.1
"""Cells up to which whole numbers are the best there are; with more, this far from them."""
NODES = 500
"""Branches at most of a search for whole numbers: not seconds, so that every machine finds the same."""

IMPOSSIBLE = 2
"""Status of `scipy.optimize.milp` where there is nothing, and not only nothing that was found."""


@frozen(eq=False, kw_only=True)
class _Programme:
    """What to minimise, and under which conditions.

    Parameters
    ----------
    free
        Cells that may move.
    objective, highs
        Costs and most people of every move; all moves are 0 or more.
    relations
        Sums that stay as they are.
    target, floor
        The move that is asked for, and how far it goes at least.
    """

    free: Cells
    objective: Vector
    highs: Vector
    relations: Any
    target: Vector
    floor: float


@frozen(eq=False)
class Moves:
    """All moves of cells that keep every relation, and every published count as it is shown.

    Parameters
    ----------
    known
        Cells that were published before, and so cannot move.
    effort
        What may be spent on looking for moves.
    """

    system: System
    policy: Policy
    known: frozenset[int] = frozenset()
    effort: Effort = field(factory=lambda: Effort(EFFORT))

    @cached_property
    def values(self) -> Vector:
        """True counts."""
        return np.array([cell.value for cell in self.system.cells], dtype=float)

    @cached_property
    def grains(self) -> Vector:
        """What each cell is counted in."""
        return np.array([cell.grain for cell in self.system.cells], dtype=float)

    @cached_property
    def latent(self) -> npt.NDArray[np.bool_]:
        """Cells that are never published."""
        return np.array([not cell.path for cell in self.system.cells], dtype=bool)

    @cached_property
    def slack(self) -> tuple[Vector, Vector]:
        """How far each cell may go down, and up, while it is shown as it is."""
        pairs = [self.policy.slack(cell.value) for cell in self.system.cells]
        for number in self.known:
            pairs[number] = (0, 0)
        down, up = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
        return down, up

    @cached_property
    def matrix(self) -> Any:  # noqa: ANN401  # scipy ships no types
        """A row a relation: the whole less its parts."""
        matrix = lil_matrix((len(self.system.relations), len(self.system.cells)))
        for row, relation in enumerate(self.system.relations):
            matrix[row, relation.whole] = 1
            for part in relation.parts:
                matrix[row, part] = -1
        return csr_matrix(matrix)

    @property
    def _rounds(self) -> bool:
        return self.policy.rounding is not None

    def shows(self, move: Vector) -> npt.NDArray[np.bool_]:
        """Say which cells would be published otherwise after a move."""
        down, up = self.slack
        changed: npt.NDArray[np.bool_] = (move > up + TOLERANCE) | (move < -down - TOLERANCE)
        return changed & ~self.latent

    def cheapest(
        self, cell: int, shift: float, costs: Vector, fixed: Iterable[int] = ()
    ) -> Vector | None:
        """Find the move that costs least by which a cell changes.

        Parameters
        ----------
        shift
            How much more it must hold at least; fewer, if negative.
        costs
            Of one person more or fewer in each cell that is not hidden yet.
        fixed
            Cells that do not move.

        Returns
        -------
        array or None
            A whole number of people a cell; ``None`` where there is no such move.

        Raises
        ------
        Unproved
            It was not found out whether there is one.
        """
        if self.values[cell] + shift < 0:
            return None
        free = np.ones(len(self.values), dtype=bool)
        free[[*fixed, *self.known]] = False
        if not free[cell]:
            return None
        free = self._around(cell, free)
        programme = self._programme(np.flatnonzero(free), cell, shift, costs)
        for whole in (False, True):
            self.effort.spend(len(programme.objective), whole=whole)
            move = self._solved(programme, whole=whole)
            if move is None or self.is_whole(move):
                return move
        raise Unproved("no table of whole people was found")

    def _around(self, cell: int, free: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Keep the cells that hang together with one by sums of cells that may move."""
        numbers = np.flatnonzero(free)
        tied = self._columns[:, numbers]
        rows = tied.shape[0]
        graph = bmat([[None, tied], [tied.T, None]]).tocsr() if rows else tied
        _, labels = connected_components(graph, directed=False) if rows else (0, numbers)
        labels = labels[rows:] if rows else labels
        kept = np.zeros(len(free), dtype=bool)
        kept[numbers[labels == labels[np.searchsorted(numbers, cell)]]] = True
        return kept

    def _programme(self, free: Cells, cell: int, shift: float, costs: Vector) -> _Programme:
        """Write down what to minimise: moves up and down of the cells that may move.

        Under rounding, a cell has two of each: one that does not show, and one that does.
        """
        at = np.flatnonzero(free == cell)
        up, down = np.full(len(free), np.inf), self.values[free]
        # The cell moves one way only.
        (down if shift > 0 else up)[at] = 0
        highs, objective = [up, down], [costs[free], costs[free]]
        if self._rounds:
            lower, upper = self.slack
            highs += [np.minimum(up, upper[free]), np.minimum(down, lower[free])]
            objective += [CHEAP * CHEAP * costs[free]] * 2
        columns = self._columns[:, free]
        rows = np.flatnonzero(columns.getnnz(axis=1))
        signs = [1, -1] * (len(highs) // 2)
        target = np.zeros(len(free))
        target[at] = np.sign(shift)
        return _Programme(
            free=free,
            objective=np.concatenate(objective),
            highs=np.concatenate(highs),
            relations=hstack([sign * columns[rows] for sign in signs]).tocsr(),
            target=np.concatenate([sign * target for sign in signs]),
            floor=abs(shift),
        )

    @cached_property
    def _columns(self) -> Any:  # noqa: ANN401
        return self.matrix.tocsc()

    def _solved(self, programme: _Programme, *, whole: bool) -> Vector | None:
        """Solve a programme, with whole people only where asked to, as it takes longer."""
        width = len(programme.objective)
        blocks = width // len(programme.free)
        grains = np.tile(self.grains[programme.free], blocks) if whole else np.ones(width)
        lines = [
            LinearConstraint(
                csr_matrix((programme.target * grains).reshape(1, -1)), programme.floor, np.inf
            )
        ]
        if programme.relations.shape[0]:
            lines.append(LinearConstraint(programme.relations.multiply(grains).tocsr(), 0, 0))
        highs = programme.highs / grains
        solved = milp(
            programme.objective * grains,
            integrality=np.full(width, int(whole)),
            bounds=Bounds(0, np.floor(highs) if whole else highs),
            constraints=lines,
            options={
                "node_limit": NODES,
                "mip_rel_gap": 0 if len(self.values) <= FINE else ROUGHLY,
            },
        )
        if solved.x is None and solved.status != IMPOSSIBLE:
            raise Unproved("no table of whole people was found in as many branches as are tried")
        if solved.x is None:
            return None
        sides = (solved.x * grains).reshape(blocks, -1)
        move = np.zeros(len(self.values))
        move[programme.free] = sides[::2].sum(axis=0) - sides[1::2].sum(axis=0)
        rounded: Vector = np.round(move / self.grains) * self.grains
        return np.where(np.abs(rounded - move) < TOLERANCE, rounded, move)

    def furthest(
        self, shifts: Mapping[int, float], hidden: Collection[int], fixed: Collection[int] = ()
    ) -> Vector | None:
        """Find one move of hidden cells by which many of them change as far as they are asked to.

        Parameters
        ----------
        shifts
            Cell to how much more it is to hold, or fewer, if negative.
        fixed
            Cells that do not move.

        Returns
        -------
        array or None
            A whole number of people a cell, as far as it can be; ``None`` where nothing moves so.
        """
        self.effort.spend(len(self.values), whole=False)
        lows, highs = self.room(hidden)
        objective = np.zeros(len(lows))
        for cell, shift in shifts.items():
            lows[cell], highs[cell] = (
                max(lows[cell], min(shift, 0)),
                min(highs[cell], max(shift, 0)),
            )
            objective[cell] = -1 / shift
        lows[[*fixed]] = highs[[*fixed]] = 0
        lines = LinearConstraint(self.matrix, 0, 0) if self.matrix.shape[0] else ()
        solved = milp(objective, bounds=Bounds(lows, highs), constraints=lines)
        if solved.x is None:
            return None
        move: Vector = np.round(solved.x / self.grains) * self.grains
        return move if move.any() and self.is_whole(move) else None

    def room(self, hidden: Collection[int]) -> tuple[Vector, Vector]:
        """Say how far each cell may go down and up, where some are hidden."""
        down, up = self.slack
        free = self.latent.copy()
        free[list(hidden)] = True
        free[list(self.known)] = False
        return np.where(free, -self.values, -down), np.where(free, np.inf, up)

    def is_whole(self, move: Vector) -> bool:
        """Whether a move is one of whole people, and keeps every relation."""
        steps = move / self.grains
        whole = np.array_equal(steps, np.round(steps))
        return bool(whole and not (self.matrix @ move).any() and (self.values + move >= 0).all())
