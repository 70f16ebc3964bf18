"""Moves from the true counts to others that would be published the same, found by HiGHS."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, lil_matrix

from wres.disclosure.cells import System
from wres.disclosure.policies import Policy


Vector = npt.NDArray[np.float64]
Cells = npt.NDArray[np.intp]

CHEAP = 1e-3
"""What it costs to move a cell that is hidden anyway, as a part of its weight."""

TOLERANCE = 1e-6
LIMIT = 5.0
"""Seconds that a search for whole numbers may take."""


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
    """All moves of cells that keep every relation, and every published count as it is shown."""

    system: System
    policy: Policy
    known: frozenset[int] = frozenset()

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
        """
        if self.values[cell] + shift < 0:
            return None
        free = np.ones(len(self.values), dtype=bool)
        free[[*fixed, *self.known]] = False
        programme = self._programme(np.flatnonzero(free), cell, shift, costs)
        for whole in (False, True):
            move = None if programme is None else self._solved(programme, whole=whole)
            if move is None or self.is_whole(move):
                return move
        return None

    def _programme(self, free: Cells, cell: int, shift: float, costs: Vector) -> _Programme | None:
        """Write down what to minimise: moves up and down of the cells that may move.

        Under rounding, a cell has two of each: one that does not show, and one that does.
        """
        at = np.flatnonzero(free == cell)
        if not len(at):
            return None
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
            options={"time_limit": LIMIT},
        )
        if solved.x is None:
            return None
        sides = (solved.x * grains).reshape(blocks, -1)
        move = np.zeros(len(self.values))
        move[programme.free] = sides[::2].sum(axis=0) - sides[1::2].sum(axis=0)
        rounded: Vector = np.round(move / self.grains) * self.grains
        return np.where(np.abs(rounded - move) < TOLERANCE, rounded, move)

    def is_whole(self, move: Vector) -> bool:
        """Whether a move is one of whole people, and keeps every relation."""
        steps = move / self.grains
        whole = np.array_equal(steps, np.round(steps))
        return bool(whole and not (self.matrix @ move).any() and (self.values + move >= 0).all())

    def reach(
        self,
        cell: int,
        sign: int,
        hidden: Collection[int],
        *,
        told: Collection[int] = (),
        whole: bool = False,
    ) -> float | None:
        """Say how little (sign -1) or how much (1) a cell may hold, for all that is published.

        Parameters
        ----------
        hidden
            Cells that are not published.
        told
            Hidden cells that somebody knows.
        whole
            Count whole people, which takes longer; else the end may be farther than it is.

        Returns
        -------
        float or None
            ``None`` without an end.
        """
        down, up = self.slack
        free = self.latent.copy()
        free[list(hidden)] = True
        lows = np.where(free, 0, self.values - down)
        highs = np.where(free, np.inf, self.values + up)
        for one in told:
            lows[one] = highs[one] = self.values[one]
        grains = self.grains if whole else np.ones(len(lows))
        objective = np.zeros(len(lows))
        objective[cell] = -sign * grains[cell]
        matrix = csr_matrix(self.matrix.multiply(grains))
        lines = LinearConstraint(matrix, 0, 0) if matrix.shape[0] else ()
        solved = milp(
            objective,
            integrality=np.full(len(lows), int(whole)),
            bounds=Bounds(lows / grains, highs / grains),
            constraints=lines,
        )
        return None if solved.x is None else -sign * float(solved.fun)
