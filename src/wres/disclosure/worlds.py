"""Moves that were found, and which need each of them meets, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from attrs import define, field

from wres.disclosure.moves import Moves, Vector
from wres.disclosure.needs import Need


Flags = npt.NDArray[np.bool_]


@define(eq=False)
class Worlds:
    """Moves to tables that would be published the same.

    Parameters
    ----------
    moves
        What tells which cells a move shows.
    insiders
        Cell of one person to all cells that this person knows.
    size
        How many moves there are.
    """

    moves: Moves
    insiders: Mapping[int, frozenset[int]]
    size: int = 0
    _table: Vector = field(init=False)
    _ruled_out: Flags = field(init=False)
    _shown: Flags = field(init=False)
    _told: tuple[list[int], ...] = field(init=False)
    _people: npt.NDArray[np.intp] = field(init=False)

    def __attrs_post_init__(self) -> None:
        width = len(self.moves.values)
        self._table = np.zeros((16, width))
        self._shown = np.zeros((16, width), dtype=bool)
        self._ruled_out = np.zeros((16, len(self.insiders)), dtype=bool)
        self._told = tuple(sorted(told) for told in self.insiders.values())
        self._people = np.array([*self.insiders], dtype=np.intp)

    @property
    def found(self) -> Vector:
        """The moves, a row each."""
        return self._table[: self.size]

    @property
    def changed(self) -> frozenset[int]:
        """Cells that some move would show otherwise."""
        return frozenset(map(int, np.flatnonzero(self._shown[: self.size].any(axis=0))))

    def add(self, move: Vector) -> None:
        """Add a move."""
        if self.size == len(self._table):
            self._table = np.vstack([self._table, np.zeros_like(self._table)])
            self._shown = np.vstack([self._shown, np.zeros_like(self._shown)])
            self._ruled_out = np.vstack([self._ruled_out, np.zeros_like(self._ruled_out)])
        self._table[self.size] = move
        self._shown[self.size] = self.moves.shows(move)
        self._ruled_out[self.size] = [bool(move[told].any()) for told in self._told]
        self.size += 1

    def meets(self, need: Need) -> bool:
        """Whether there is a move for those who know no count."""
        return bool(self._meeting(need).any())

    def exposed(self, need: Need) -> list[int]:
        """Give the cells whose only person knows that no move that meets a need is true."""
        meeting = self._meeting(need)
        return sorted(map(int, self._people[self._ruled_out[: self.size][meeting].all(axis=0)]))

    def without(self, cell: int) -> Worlds:
        """Leave out the moves that show in a cell."""
        return Worlds.of(self.moves, self.insiders, self.found[~self._shown[: self.size, cell]])

    @classmethod
    def of(
        cls, moves: Moves, insiders: Mapping[int, frozenset[int]], found: Iterable[Vector] = ()
    ) -> Worlds:
        """Collect moves."""
        worlds = cls(moves, insiders)
        for move in found:
            worlds.add(move)
        return worlds

    def _meeting(self, need: Need) -> Flags:
        moved = self._table[: self.size, need.cell]
        met: Flags = np.zeros(self.size, dtype=bool)
        for shift in need.shifts:
            met |= moved >= shift if shift > 0 else moved <= shift
        return met
