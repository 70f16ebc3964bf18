"""All counts that agree with what is known: narrowed exactly, as far as arithmetic goes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from attrs import define, field

from wres.auditing.cells import Cell
from wres.auditing.knowledge import Bounded, Choices, Fact, Recomputed
from wres.errors import FigureError


MOST = 10**7
"""No count is larger; a cell that can be that large has no upper bound."""

GRID = 20_000
"""Combinations of counts that are tried at most for a product, or a list of choices."""

PATIENCE = 3_000
"""Combinations at most for which a figure is worked out anew."""

VISITS = 60
"""Times that one statement narrows its cells at most, before each is looked at by itself."""

TRACE = 4
"""Statements named at most as those by which a count is found."""

FEWER = 2
"""A set of cells is tried again where its combinations have become this many times fewer."""


class Contradiction(FigureError):  # noqa: N818  # as it is said
    """The published figures cannot all be true."""


@define
class Region:
    """Ranges of counts, and the statements that tie them together.

    Parameters
    ----------
    low, high
        Ends of each cell's range, both inside, in the cell's own unit.
    facts
        Statements.
    """

    low: dict[Cell, int]
    high: dict[Cell, int]
    facts: list[Fact]
    because: dict[Cell, list[str]] = field(factory=lambda: defaultdict(list))
    choices: list[Choices] = field(factory=list)
    _of: dict[Cell, list[Bounded]] = field(factory=lambda: defaultdict(list))
    _tried: dict[tuple[Cell, ...], int] = field(factory=dict)

    @classmethod
    def of(cls, known: Mapping[Cell, tuple[int, int]], facts: Iterable[Fact]) -> Region:
        """Narrow everything as far as it goes without a solver."""
        low = {cell: ends[0] for cell, ends in known.items()}
        high = {cell: ends[1] for cell, ends in known.items()}
        region = cls(low, high, list(facts))
        for fact in region.facts:
            for cell in fact.cells:
                region.low.setdefault(cell, 0)
                region.high.setdefault(cell, MOST)
            if isinstance(fact, Bounded):
                for cell in fact.cells:
                    region._of[cell].append(fact)
            elif isinstance(fact, Choices):
                region.choices.append(fact)
        region.narrow()
        return region

    def narrow(self) -> None:
        """Narrow until nothing moves any more."""
        self.spread(fact for fact in self.facts if isinstance(fact, Bounded))
        while any([self._choose(), self.enumerate()]):
            pass

    def is_open(self, cell: Cell) -> bool:
        """Whether a cell can still be several numbers."""
        return self.low[cell] < self.high[cell]

    def open_cells(self, fact: Fact) -> tuple[Cell, ...]:
        """Give the cells of a statement that can still be several numbers, sorted."""
        return tuple(sorted({cell for cell in fact.cells if self.is_open(cell)}))

    def is_straight(self, fact: Bounded) -> bool:
        """Whether a statement is linear in the cells that are open."""
        return all(sum(map(self.is_open, term)) <= 1 for term, _ in fact.terms)

    def set(self, cell: Cell, low: int, high: int, source: str) -> bool:
        """Narrow one cell; whether that changed anything."""
        before = self.low[cell], self.high[cell]
        after = max(low, before[0]), min(high, before[1])
        if after[0] > after[1]:
            raise Contradiction(f"the figures contradict each other about {cell.named}: {source}")
        if after == before:
            return False
        self.low[cell], self.high[cell] = after
        if source not in self.because[cell]:
            self.because[cell].append(source)
        return True

    # Propagation

    def spread(self, facts: Iterable[Bounded]) -> None:
        """Narrow every cell by what each statement leaves it, until nothing moves."""
        queue, visits = deque(facts), defaultdict[int, int](int)
        waiting = {id(fact) for fact in queue}
        while queue:
            fact = queue.popleft()
            waiting.discard(id(fact))
            visits[id(fact)] += 1
            moved = list(self._narrowed(fact))
            for cell in moved:
                for other in self._of[cell]:
                    if id(other) not in waiting and visits[id(other)] < VISITS:
                        waiting.add(id(other))
                        queue.append(other)

    def _narrowed(self, fact: Bounded) -> Iterator[Cell]:
        low, high = self.low, self.high
        ends = []
        for term, factor in fact.terms:
            one = prod(low[cell] for cell in term) * factor
            other = prod(high[cell] for cell in term) * factor
            ends.append((one, other) if factor > 0 else (other, one))
        least, most = sum(end[0] for end in ends), sum(end[1] for end in ends)
        for (term, factor), (one, other) in zip(fact.terms, ends, strict=True):
            if one == other:
                continue
            # What the other terms leave for this one.
            bottom = None if fact.low is None else fact.low - (most - other)
            top = None if fact.high is None else fact.high - (least - one)
            if factor < 0:
                bottom, top = top, bottom
            floor = 0 if bottom is None else -(-bottom // factor)
            ceiling = None if top is None else top // factor
            for index, cell in enumerate(term):
                rest = [*term[:index], *term[index + 1 :]]
                by_most, by_least = prod(high[c] for c in rest), prod(low[c] for c in rest)
                new_low = -(-floor // by_most) if by_most and floor > 0 else 0
                new_high = ceiling // by_least if ceiling is not None and by_least else MOST
                if self.set(cell, new_low, new_high, fact.source):
                    yield cell
        if not any(self.is_open(cell) for cell in fact.cells):
            self._check(fact)

    def _check(self, fact: Bounded) -> None:
        value = sum(prod(self.low[cell] for cell in term) * factor for term, factor in fact.terms)
        if (fact.low is not None and value < fact.low) or (
            fact.high is not None and value > fact.high
        ):
            raise Contradiction(f"the figures contradict each other: {fact.source}")

    # Lists of choices

    def _choose(self) -> bool:
        """Drop rows outside the ranges, and narrow the ranges by those left."""
        moved = []
        kept = []
        for one in self.choices:
            inside = tuple(row for row in one.rows if self._fits(one.cells, row))
            if not inside:
                raise Contradiction(f"the figures contradict each other: {one.source}")
            for index, cell in enumerate(one.cells):
                column = [row[index] for row in inside]
                if self.set(cell, min(column), max(column), one.source):
                    moved.append(cell)
            kept.append(Choices(one.cells, inside, one.source))
        self.choices = kept
        self.spread(fact for cell in dict.fromkeys(moved) for fact in self._of[cell])
        return bool(moved)

    def _fits(self, cells: tuple[Cell, ...], row: tuple[int, ...]) -> bool:
        return all(
            self.low[cell] <= value <= self.high[cell]
            for cell, value in zip(cells, row, strict=True)
        )

    # Enumeration

    def enumerate(self) -> bool:
        """Try all combinations of the few cells that a product or a recomputed figure rests on."""
        for cells in self.tangles():
            number = self.combinations(cells)
            if number <= GRID and number <= self._tried.get(cells, MOST) // FEWER:
                self._tried[cells] = number
                rows = tuple(self._agreeing(cells))
                self.choices.append(Choices(cells, rows, self._told(cells)))
                self._choose()
                return True
        return False

    def tangles(self) -> list[tuple[Cell, ...]]:
        """Give the sets of open cells that a statement ties together other than linearly."""
        found = {
            self.open_cells(fact)
            for fact in self.facts
            if isinstance(fact, Recomputed)
            or (isinstance(fact, Bounded) and not self.is_straight(fact))
        }
        return sorted((cells for cells in found if cells), key=lambda one: (len(one), one))

    def untried(self) -> list[tuple[Cell, ...]]:
        """Give the tangles that have too many combinations."""
        return [cells for cells in self.tangles() if cells not in self._tried]

    def combinations(self, cells: Iterable[Cell]) -> int:
        """Count the combinations of what some cells can be."""
        return prod(self.high[cell] - self.low[cell] + 1 for cell in cells)

    def _about(self, cells: tuple[Cell, ...]) -> Iterator[Fact]:
        inside = set(cells)
        for fact in self.facts:
            own = self.open_cells(fact)
            if own and inside.issuperset(own) and not isinstance(fact, Choices):
                yield fact

    def _told(self, cells: tuple[Cell, ...]) -> str:
        told = dict.fromkeys(
            fact.source
            for fact in self._about(cells)
            if isinstance(fact, Recomputed) or not self.is_straight(fact)  # type: ignore[arg-type]
        )
        return "; ".join([*told][:TRACE])

    def _agreeing(self, cells: tuple[Cell, ...]) -> Iterator[tuple[int, ...]]:
        facts = list(self._about(cells))
        plain = [_Substituted.of(fact, self) for fact in facts if isinstance(fact, Bounded)]
        rows = [
            row
            for row in product(*(range(self.low[c], self.high[c] + 1) for c in cells))
            if all(one.holds(dict(zip(cells, row, strict=True))) for one in plain)
        ]
        again = [fact for fact in facts if isinstance(fact, Recomputed)]
        if not again or len(rows) > PATIENCE:
            yield from rows
            return
        for row in rows:
            chosen = dict(zip(cells, row, strict=True))
            if all(
                one.agrees(*(chosen.get(cell, self.low[cell]) for cell in one.cells))
                for one in again
            ):
                yield row


@define
class _Substituted:
    """A bounded polynomial in the open cells alone."""

    terms: list[tuple[tuple[Cell, ...], int]]
    low: int | None
    high: int | None

    @classmethod
    def of(cls, fact: Bounded, region: Region) -> _Substituted:
        terms = []
        for term, factor in fact.terms:
            left = tuple(cell for cell in term if region.is_open(cell))
            shut = prod(region.low[cell] for cell in term if not region.is_open(cell))
            terms.append((left, factor * shut))
        return cls(terms, fact.low, fact.high)

    def holds(self, values: Mapping[Cell, int]) -> bool:
        value = sum(prod(values[cell] for cell in term) * factor for term, factor in self.terms)
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)
