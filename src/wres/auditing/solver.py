"""The least and the most that a count can be: whole-number programmes, checked exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import import_module
from math import ceil, floor, isfinite, prod
from typing import Any

from attrs import define, field

from wres.auditing.cells import Cell
from wres.auditing.knowledge import Bounded, Choices
from wres.auditing.region import Region
from wres.errors import MissingExtraError


LISTED = 300
"""Rows at most of a list of choices that a programme takes in; of a longer one, only the ends."""

NODES = 300
"""Branches that are looked at for one question; then the bound that is proved by then holds."""

ROUGHLY = 0.5
"""How far from the best a witness may be, as a part of it."""

SLACK = 1e-4
"""Less than a person, and more than the solver's tolerance."""

SOLVED, IMPOSSIBLE = 0, 2
"""Statuses of `scipy.optimize.milp`."""

Known = Mapping[Cell, int] | None
Bands = Sequence[tuple[int, int]]
Witness = Mapping[Cell, int]
"""Counts that agree with everything that is known."""


def parts_of(region: Region) -> list[Part]:
    """Split the open cells into parts that have nothing to do with each other.

    What ties cells other than linearly, and has too many combinations to be listed, is left
    out: the part then allows more than the figures do, never less.
    """
    rows = [
        fact
        for fact in region.facts
        if isinstance(fact, Bounded) and region.open_cells(fact) and region.is_straight(fact)
    ]
    lists = [one for one in region.choices if len(one.rows) <= LISTED and region.open_cells(one)]
    root = {cell: cell for cell in sorted(region.low) if region.is_open(cell)}

    def find(cell: Cell) -> Cell:
        while root[cell] != cell:
            root[cell] = cell = root[root[cell]]
        return cell

    tying: list[Bounded | Choices] = [*rows, *lists]
    ties = [(fact, region.open_cells(fact)) for fact in tying]
    for _, cells in ties:
        for cell in cells[1:]:
            first, second = sorted((find(cells[0]), find(cell)))
            root[second] = first
    parts: dict[Cell, Part] = {}
    for cell in root:
        parts.setdefault(find(cell), Part(region)).cells.append(cell)
    for fact, cells in ties:
        part = parts[find(cells[0])]
        if isinstance(fact, Bounded):
            part.rows.append(fact)
        else:
            part.lists.append(fact)
    return list(parts.values())


@define(eq=False, slots=False)
class Part:
    """Open cells that hang together, with all counts found so far that they can have."""

    region: Region
    cells: list[Cell] = field(factory=list)
    rows: list[Bounded] = field(factory=list)
    lists: list[Choices] = field(factory=list)
    witnesses: list[Witness] = field(factory=list)
    _programme: Any = None
    _matrix: Any = None

    def look_around(self) -> None:
        """Find a few witnesses that are far apart, so that most questions are answered."""
        if not self.cells:
            return
        goals = [dict.fromkeys(self.cells, sign) for sign in (1, -1)]
        goals += [
            {cell: sign if index % 2 else -sign for index, cell in enumerate(self.cells)}
            for sign in (1, -1)
        ]
        for goal in goals:
            self.best(goal)

    def hull(self, cell: Cell, known: Known = None) -> tuple[int, int] | None:
        """Give the least and the most that a cell can be; ``None`` where nothing is possible."""
        ends = []
        for sign in (1, -1):
            found = self.best({cell: sign}, known)
            if found is None:
                return None
            ends.append(found)
        return ends[0], ends[1]

    def best(self, goal: Mapping[Cell, int], known: Known = None) -> int | None:
        """Minimise, and keep the counts found as a witness.

        Parameters
        ----------
        goal
            Factors of the cells; of a single one, its count is given back.
        known
            Cells that the attacker knows beside what was published.

        Returns
        -------
        int or None
            A bound that no counts pass; ``None`` where there are none.
        """
        if self._programme is None:
            self._programme = _Programme(self)
        status, values, bound = self._programme.solve(goal, known or {})
        if status == IMPOSSIBLE:
            return None
        if values is not None and self.agrees(values):
            self.witnesses.append(values)
        [cell, sign] = next(iter(goal.items()))
        low, high = self.region.low[cell], self.region.high[cell]
        if len(goal) > 1 or bound is None or not isfinite(bound):
            return low if sign > 0 else high
        # A whole number, but for what the solver leaves open.
        end = ceil(sign * bound - SLACK) if sign > 0 else floor(sign * bound + SLACK)
        settled: int = min(max(end, low), high)
        return settled

    def agrees(self, values: Witness) -> bool:
        """Whether counts agree with every statement, in exact arithmetic."""
        low = self.region.low
        for fact in self.rows:
            total = sum(
                factor * prod(values.get(cell, low[cell]) for cell in term)
                for term, factor in fact.terms
            )
            if (fact.low is not None and total < fact.low) or (
                fact.high is not None and total > fact.high
            ):
                return False
        return all(
            tuple(values.get(cell, low[cell]) for cell in one.cells) in one.rows
            for one in self.lists
        )

    def is_seen(self, cells: Sequence[Cell], values: Bands, known: Known = None) -> list[bool]:
        """Whether witnesses that agree with what an insider knows have counts outside a band.

        Parameters
        ----------
        values
            For each cell the least and the most of the band, both inside.
        """
        if not cells:
            return []
        table = self._table(known)[:, [self._place[cell] for cell in cells]]
        low, high = (self._numpy.array(ends) for ends in zip(*values, strict=True))
        found: list[bool] = ((table < low) | (table > high)).any(axis=0).tolist()
        return found

    def spread(self, cell: Cell) -> int:
        """Give how far apart the counts of a cell are in the witnesses."""
        column = self._table(None)[:, self._place[cell]]
        return int(column.max() - column.min()) if len(column) else 0

    def _table(self, known: Known) -> Any:  # noqa: ANN401  # a matrix
        if self._matrix is None:
            self._matrix = self._numpy.zeros((0, len(self.cells)), dtype="int64")
        if len(self._matrix) < len(self.witnesses):
            new = self.witnesses[len(self._matrix) :]
            rows = [[one[cell] for cell in self.cells] for one in new]
            self._matrix = self._numpy.vstack([self._matrix, self._numpy.array(rows)])
        table = self._matrix
        for cell, value in (known or {}).items():
            table = table[table[:, self._place[cell]] == value]
        return table

    @cached_property
    def _place(self) -> dict[Cell, int]:
        return {cell: index for index, cell in enumerate(self.cells)}

    @cached_property
    def _numpy(self) -> Any:  # noqa: ANN401  # comes with scipy
        return import_module("numpy")


class _Programme:
    """The matrix of a part; its goal and what is known beside it change."""

    def __init__(self, part: Part) -> None:
        self.optimize, self.sparse = _scipy()
        region = part.region
        self.cells = part.cells
        self.place = {cell: index for index, cell in enumerate(part.cells)}
        self.low = [region.low[cell] for cell in part.cells]
        self.high = [region.high[cell] for cell in part.cells]
        entries, ends = _rows(part, self.place)
        for one in part.lists:
            _listed(one, self, entries, ends)
        self.constraints = self._constraints(entries, ends)

    def _constraints(
        self, entries: Sequence[tuple[int, int, int]], ends: Sequence[tuple[float, float]]
    ) -> Any:  # noqa: ANN401
        if not ends:
            return ()
        rows, columns, factors = zip(*entries, strict=True)
        shape = (len(ends), len(self.low))
        matrix = self.sparse.csr_array(
            (list(map(float, factors)), (list(rows), list(columns))), shape=shape
        )
        low, high = zip(*ends, strict=True)
        return self.optimize.LinearConstraint(matrix, list(low), list(high))

    def solve(
        self, goal: Mapping[Cell, int], known: Mapping[Cell, int]
    ) -> tuple[int, Witness | None, float | None]:
        """Give whether there is anything, the counts found, and what no better ones pass."""
        size = len(self.low)
        low, high, weights = [*self.low], [*self.high], [0.0] * size
        for cell, value in known.items():
            if not low[self.place[cell]] <= value <= high[self.place[cell]]:
                return IMPOSSIBLE, None, None
            low[self.place[cell]] = high[self.place[cell]] = value
        for cell, factor in goal.items():
            weights[self.place[cell]] = float(factor)
        result = self.optimize.milp(
            weights,
            integrality=[1] * size,
            bounds=self.optimize.Bounds(low, high),
            constraints=self.constraints,
            options={
                "mip_rel_gap": 0 if len(goal) == 1 else ROUGHLY,
                # Nodes, not seconds, so that every machine gives the same answer.
                "node_limit": NODES,
            },
        )
        status = IMPOSSIBLE if result.status == IMPOSSIBLE else SOLVED
        if result.x is None:
            return status, None, result.mip_dual_bound
        values = {cell: round(result.x[index]) for index, cell in enumerate(self.cells)}
        bound = result.fun if result.status == SOLVED else result.mip_dual_bound
        return status, values, bound


def _rows(
    part: Part, place: Mapping[Cell, int]
) -> tuple[list[tuple[int, int, int]], list[tuple[float, float]]]:
    """Write each statement in its open cells; the others are numbers."""
    low = part.region.low
    entries: list[tuple[int, int, int]] = []
    ends: list[tuple[float, float]] = []
    for fact in part.rows:
        factors: dict[int, int] = {}
        constant = 0
        for term, factor in fact.terms:
            left = [cell for cell in term if cell in place]
            value = factor * prod(low[cell] for cell in term if cell not in place)
            if left:
                factors[place[left[0]]] = factors.get(place[left[0]], 0) + value
            else:
                constant += value
        entries += [(len(ends), index, value) for index, value in factors.items()]
        ends.append(
            (
                -float("inf") if fact.low is None else fact.low - constant,
                float("inf") if fact.high is None else fact.high - constant,
            )
        )
    return entries, ends


def _listed(
    one: Choices,
    programme: _Programme,
    entries: list[tuple[int, int, int]],
    ends: list[tuple[float, float]],
) -> None:
    """Write a list of choices: a variable of 0 or 1 for each row, one of them 1."""
    first = len(programme.low)
    programme.low.extend([0] * len(one.rows))
    programme.high.extend([1] * len(one.rows))
    entries += [(len(ends), first + index, 1) for index in range(len(one.rows))]
    ends.append((1, 1))
    for position, cell in enumerate(one.cells):
        if cell not in programme.place:
            continue
        entries.append((len(ends), programme.place[cell], -1))
        entries += [(len(ends), first + at, row[position]) for at, row in enumerate(one.rows)]
        ends.append((0, 0))


def _scipy() -> tuple[Any, Any]:
    try:
        return import_module("scipy.optimize"), import_module("scipy.sparse")
    except ImportError as error:
        raise MissingExtraError.of("the disclosure audit", "stats") from error
