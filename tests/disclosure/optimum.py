"""The least loss of any safe choice, by one programme: what our choices are measured against.

Every need has a world of its own, and so has every person who knows a cell. It is written anew,
without the code that chooses.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import bmat, csr_matrix, identity

from wres.disclosure.cells import System
from wres.disclosure.needs import Need, needs_of, singles
from wres.disclosure.policies import Policy
from wres.disclosure.protect import weights_of


FARTHEST = 20
"""How many thresholds a count may move in a world."""


def optimum(
    system: System,
    policy: Policy,
    inherent: Collection[tuple[Need, int]] = (),
    *,
    seconds: float = 20,
) -> tuple[float, float]:
    """Give the least loss found, and what none falls below."""
    count = len(system.cells)
    cases = [
        (need, one)
        for need in needs_of(system, policy)
        for one in (None, *singles(system, policy))
        if one is None or (one != need.cell and (need, one) not in inherent)
    ]
    far = float(FARTHEST * policy.threshold)
    values = np.array([min(cell.value, far) for cell in system.cells])
    anyway = np.array([not cell.path for cell in system.cells])
    anyway[list(system.small(policy))] = True

    # Variables: whether each cell is hidden; then, for each case, moves up, moves down, which shift.
    width = 2 * count + 1
    lows, highs = np.zeros(count + width * len(cases)), np.full(count + width * len(cases), far)
    lows[:count], highs[:count] = anyway, 1
    blocks: list[tuple[int, Any, float, float]] = []
    eye, sums = identity(count, format="csr"), _sums(system)
    nothing = csr_matrix((count, 1))
    for at, (need, one) in enumerate(cases):
        start = count + at * width
        highs[start + count : start + 2 * count] = values
        highs[start + 2 * count] = 1
        if one is not None:
            highs[start + one] = highs[start + count + one] = 0
        if sums.shape[0]:
            blocks.append((start, bmat([[sums, -sums, csr_matrix((sums.shape[0], 1))]]), 0, 0))
        target = np.zeros(width)
        target[need.cell], target[count + need.cell] = 1, -1
        first, last = need.shifts[0], need.shifts[-1]
        # Far below or above, unless this is the shift that is chosen.
        for shift, chosen in ((first, True), (last, False)):
            line, floor = np.sign(shift) * target, abs(shift)
            if len(need.shifts) > 1:
                line[2 * count] = -2 * far if chosen else 2 * far
                floor -= 2 * far if chosen else 0
            blocks.append((start, csr_matrix(line.reshape(1, -1)), floor, np.inf))
    constraints = [
        _placed(start, block, len(lows), low, high) for start, block, low, high in blocks
    ]
    for at in range(len(cases)):
        start = count + at * width
        up = bmat([[eye, csr_matrix((count, count)), nothing]])
        down = bmat([[csr_matrix((count, count)), eye, nothing]])
        for block, limit in ((up, np.full(count, far)), (down, values)):
            line = _padded(start, block, len(lows)).tolil()
            line[np.arange(count), np.arange(count)] = -limit
            constraints.append(LinearConstraint(line.tocsr(), -np.inf, 0))
    integer = np.zeros(len(lows))
    integer[:count] = 1
    integer[[count + at * width + 2 * count for at in range(len(cases))]] = 1
    cost = np.zeros(len(lows))
    cost[:count] = np.where(anyway, 0, weights_of(system))
    solved = milp(
        cost,
        integrality=integer,
        bounds=Bounds(lows, highs),
        constraints=constraints,
        options={"time_limit": seconds},
    )
    assert solved.x is not None
    return float(solved.fun), float(solved.fun if solved.status == 0 else solved.mip_dual_bound)


def _sums(system: System) -> Any:  # noqa: ANN401  # scipy ships no types
    matrix = np.zeros((len(system.relations), len(system.cells)))
    for row, relation in enumerate(system.relations):
        matrix[row, relation.whole] = 1
        matrix[row, list(relation.parts)] = -1
    return csr_matrix(matrix)


def _padded(start: int, block: Any, width: int) -> Any:  # noqa: ANN401
    rows = block.shape[0]
    before = csr_matrix((rows, start))
    after = csr_matrix((rows, width - start - block.shape[1]))
    return bmat([[before, block, after]]).tocsr()


def _placed(start: int, block: Any, width: int, low: float, high: float) -> LinearConstraint:  # noqa: ANN401
    return LinearConstraint(_padded(start, block, width), low, high)
