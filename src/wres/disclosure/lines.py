"""The least that must be hidden for no sum to have one hidden count alone.

Whatever is safe has this property, so that its cost is a lower bound. It is not enough to be safe.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
from attrs import field, frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from wres.disclosure.cells import Relation, System
from wres.disclosure.moves import NODES, Vector


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
    told
        Cell of one person to all cells that this person knows: a sum needs one more hidden cell
        beside these.
    inherent
        Cells that can be worked out by the person of another, whatever is hidden.
    known
        Cells that cannot be hidden any more.
    """

    hidden: frozenset[int]
    movable: frozenset[int]
    told: Mapping[int, frozenset[int]] = field(factory=dict)
    inherent: Collection[tuple[int, int]] = ()
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
        options={"node_limit": NODES},
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
            for left in _beside(one, others, asked):
                yield left, 1, None
        elif system.cells[one].path:
            yield others, 0, one


def _beside(one: int, others: tuple[int, ...], asked: Asked) -> Iterator[tuple[int, ...]]:
    """Give the other cells of a sum but for those that a person knows, for each who knows some."""
    for person, told in asked.told.items():
        if one not in told and (one, person) not in asked.inherent and told.intersection(others):
            left = tuple(other for other in others if other not in told)
            if left:
                yield left


def _constraint(lines: Collection[Line], count: int) -> LinearConstraint:
    rows = [row for row, (members, _, _) in enumerate(lines) for _ in members]
    columns = [member for members, _, _ in lines for member in members]
    unless = [(row, one) for row, (_, _, one) in enumerate(lines) if one is not None]
    signs = [1.0] * len(rows) + [-1.0] * len(unless)
    rows += [row for row, _ in unless]
    columns += [one for _, one in unless]
    matrix = csr_matrix((signs, (rows, columns)), shape=(len(lines), count))
    return LinearConstraint(matrix, [floor for _, floor, _ in lines], np.inf)
