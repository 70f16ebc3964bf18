"""Moves that were found, and which need each of them meets, for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from attrs import define, field

from wres.disclosure.moves import Moves, Vector
from wres.disclosure.needs import Need


@define(eq=False)
class Worlds:
    """Moves to tables that would be published the same.

    Parameters
    ----------
    moves
        What tells which cells a move shows.
    insiders
        Cell of one person to all cells that this person knows.
    found
        The moves.
    changed
        Cells that some move would show otherwise.
    """

    moves: Moves
    insiders: Mapping[int, frozenset[int]]
    found: list[Vector] = field(factory=list)
    changed: frozenset[int] = frozenset()
    _by_cell: dict[int, list[int]] = field(factory=lambda: defaultdict(list))
    _known_by: dict[int, list[int]] = field(factory=lambda: defaultdict(list))
    _ruled_out: list[frozenset[int]] = field(factory=list)

    @classmethod
    def of(
        cls, moves: Moves, insiders: Mapping[int, frozenset[int]], found: Iterable[Vector] = ()
    ) -> Worlds:
        """Collect moves."""
        worlds = cls(moves, insiders)
        for one, cells in insiders.items():
            for cell in cells:
                worlds._known_by[cell].append(one)
        for move in found:
            worlds.add(move)
        return worlds

    def add(self, move: Vector) -> None:
        """Add a move."""
        cells = list(map(int, np.flatnonzero(move)))
        for cell in cells:
            self._by_cell[cell].append(len(self.found))
        self.found.append(move)
        self.changed |= frozenset(map(int, np.flatnonzero(self.moves.shows(move))))
        self._ruled_out.append(
            frozenset(one for cell in cells for one in self._known_by.get(cell, ()))
        )

    def meets(self, need: Need) -> bool:
        """Whether there is a move for those who know no count."""
        return bool(self._meeting(need))

    def exposed(self, need: Need) -> list[int]:
        """Give the cells whose only person knows that no move that meets a need is true."""
        meeting = self._meeting(need)
        left = self._ruled_out[meeting[0]]
        for at in meeting[1:]:
            if not left:
                break
            left &= self._ruled_out[at]
        return sorted(left)

    def without(self, cell: int) -> Worlds:
        """Leave out the moves that show in a cell."""
        kept = [move for move in self.found if not self.moves.shows(move)[cell]]
        return Worlds.of(self.moves, self.insiders, kept)

    def _meeting(self, need: Need) -> list[int]:
        return [
            at for at in self._by_cell.get(need.cell, ()) if need.is_met(self.found[at][need.cell])
        ]
