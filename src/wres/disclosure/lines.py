"""The least that must be hidden for no sum to have one hidden count alone.

Whatever is safe has this property, so that its cost is a lower bound. It is not enough to be safe.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import numpy as np
from attrs import frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from wres.disclosure.cells import Relation, System
from wres.disclosure.moves import LIMIT, Vector


HALF = 0.5
Line = tuple[tuple[int, ...], float, int | None]
"""Cells of which so many are hidden, one more if another cell is."""


@frozen(kw_only=True)
class Asked:
    """What a pattern of hidden cells is asked for.

    Parameters
    ----------
    hidden
        Cells that are hidden anyway.
    movable
        Cells that must be able to hold another count, those never published among them.
    alone
        Cells that one person knows: a sum needs one more hidden cell beside such a one.
    known
        Cells that cannot be hidden any more.
    """

    hidden: frozenset[int]
    movable: frozenset[int]
    alone: frozenset[int] = frozenset()
    known: frozenset[int] = frozenset()


def pattern(system: System, weights: Vector, asked: Asked) -> tuple[frozenset[int], float]:
    """Find the cells to hide beside those that are, and what no safe choice costs less than."""
    lines = [line for relation in system.relations for line in _lines(system, relation, asked)]
    if not lines:
        return frozenset(), 0.0
    count = len(system.cells)
    anyway = {number for number, cell in enumerate(system.cells) if not cell.path} | asked.hidden
    lows = np.array([number in anyway for number in range(count)], dtype=float)
    highs = np.array([number not in asked.known - anyway for number in range(count)], dtype=float)
    solved = milp(
        np.where(lows > 0, 0, weights),
        integrality=np.ones(count),
        bounds=Bounds(lows, highs),
        constraints=_constraint(lines, count),
        options={"time_limit": LIMIT},
    )
    if solved.x is None:
        return frozenset(), 0.0
    chosen = np.flatnonzero((solved.x > HALF) & (lows < 1))
    bound = solved.fun if solved.status == 0 else solved.mip_dual_bound
    return frozenset(map(int, chosen)), max(float(bound or 0), 0.0)


def _lines(system: System, relation: Relation, asked: Asked) -> Iterator[Line]:
    for one in relation.members:
        others = tuple(other for other in relation.members if other != one)
        if one in asked.movable:
            yield others, 1, None
            for known in asked.alone.intersection(others):
                yield tuple(other for other in others if other != known), 1, None
        elif system.cells[one].path:
            yield others, 0, one


def _constraint(lines: Collection[Line], count: int) -> LinearConstraint:
    matrix = lil_matrix((len(lines), count))
    for row, (members, _, unless) in enumerate(lines):
        matrix[row, list(members)] = 1
        if unless is not None:
            matrix[row, unless] = -1
    return LinearConstraint(matrix.tocsr(), _floors(lines), np.inf)


def _floors(lines: Iterable[Line]) -> list[float]:
    return [floor for _, floor, _ in lines]
