"""Is a publication safe? The proof is checked, and the cells are attacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from wres.disclosure.cells import System
from wres.disclosure.moves import Moves, Vector
from wres.disclosure.needs import Need, insiders, needs_of
from wres.disclosure.policies import Policy
from wres.disclosure.protect import Plan


Range = tuple[float, float | None]
"""The least and the most that a cell may hold; ``None`` without an end."""


def faults(plan: Plan) -> Iterator[str]:
    """Check the proof of a plan; what is wrong with it, in words, without numbers of people.

    Each world must keep every relation, hold no fraction of a person and nobody less than none,
    and change only what is hidden. Each need must be met by one of them, also for somebody who
    knows a cell in which they are alone.
    """
    moves = Moves(plan.system, plan.policy, plan.known)
    for number, move in enumerate(plan.worlds):
        if not moves.is_whole(move):
            yield f"world {number} is no table of whole people"
        if not set(map(int, np.flatnonzero(moves.shows(move)))) <= plan.hidden:
            yield f"world {number} would be published otherwise"
    people = insiders(plan.system, plan.policy)
    worlds = np.reshape(plan.worlds, (len(plan.worlds), len(plan.system.cells)))
    moved = {one: np.array(worlds[:, sorted(told)].any(axis=1)) for one, told in people.items()}
    for need in (*needs_of(plan.system, plan.policy), *plan.open):
        where = plan.system.cells[need.cell].path or "a difference of two counts"
        meeting = [at for at, by in enumerate(worlds[:, need.cell]) if by and need.is_met(by)]
        if not meeting:
            yield f"{where} is known too well"
        for one, told in people.items():
            is_own = need.cell in told or (need, one) in plan.inherent
            if not is_own and moved[one][meeting].all():
                yield f"{where} is known too well to the person of {plan.system.cells[one].path}"


def attack(
    system: System,
    policy: Policy,
    hidden: Collection[int],
    cell: int,
    *,
    known: Collection[int] = (),
    whole: bool = False,
) -> Range:
    """Work out what an adversary can tell of a cell from what is published.

    Parameters
    ----------
    hidden
        Cells that are not published; those that a report never has need not be among them.
    known
        Hidden cells that this adversary knows.
    whole
        Count whole people, which takes longer; else the range may be wider than it is.
    """
    moves = Moves(system, policy)
    lows, highs = (moves.values + room for room in moves.room(hidden))
    told = list(known)
    lows[told] = highs[told] = moves.values[told]
    low, high = (_end(moves, cell, sign, (lows, highs), whole=whole) for sign in (-1, 1))
    return low or 0.0, high


def _end(
    moves: Moves, cell: int, sign: int, ends: tuple[Vector, Vector], *, whole: bool
) -> float | None:
    """Say how little (sign -1) or how much (1) a cell may hold; ``None`` without an end."""
    grains = moves.grains if whole else np.ones(len(moves.values))
    objective = np.zeros(len(grains))
    objective[cell] = -sign * grains[cell]
    matrix = csr_matrix(moves.matrix.multiply(grains))
    solved = milp(
        objective,
        integrality=np.full(len(grains), int(whole)),
        bounds=Bounds(ends[0] / grains, ends[1] / grains),
        constraints=LinearConstraint(matrix, 0, 0) if matrix.shape[0] else (),
    )
    return None if solved.x is None else -sign * float(solved.fun)


def is_safe(need: Need, system: System, reached: Range) -> bool:
    """Whether a range lets a need be met."""
    value, (low, high) = system.cells[need.cell].value, reached
    ends = (low - value, float("inf") if high is None else high - value)
    return any(need.is_met(round(end, 6)) for end in ends)
