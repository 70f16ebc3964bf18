"""Everything that is known, collected: the counts that were published, and statements on others."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

from attrs import define, field

from wres.auditing.cells import Cell, Slice
from wres.auditing.knowledge import Fact, Number, Poly, Range, bounded, quotient
from wres.auditing.region import MOST, Contradiction
from wres.auditing.said import Said
from wres.vocabulary import EthnicCategory


DETAILED = "ethnic_category"
GROUPS = ("white", "bme", "unknown")


@define
class Book:
    """Counts by cell, and statements.

    Parameters
    ----------
    halves
        Whether events of metric 3 are averages of two years, which halves are allowed in.
    rounding
        What published counts are rounded to the nearest multiple of.
    known
        Least and most of each count, in people or halves of one.
    shown
        Counts as they were published.
    sums
        The attacker's own sums, and what is in them.
    facts
        What has to hold.
    loose
        What holds unless the files say otherwise: dropped where it contradicts them.
    """

    halves: bool = False
    rounding: int = 1
    known: dict[Cell, tuple[int, int]] = field(factory=dict)
    shown: dict[Cell, Fraction] = field(factory=dict)
    sums: dict[Cell, tuple[Cell, ...]] = field(factory=dict)
    facts: list[Fact] = field(factory=list)
    loose: list[Fact] = field(factory=list)

    def scale(self, cell: Cell) -> int:
        """Give the number of units that one person is."""
        return 2 if self.halves and cell.metric == 3 and "events" in cell.figure else 1  # noqa: PLR2004

    def hide(self, cell: Cell) -> None:
        """Note that there is a count that was not published here."""
        self.known.setdefault(cell, (0, MOST))

    def show(self, cell: Cell, where: Range) -> None:
        """Note a count that was published."""
        low, high = where.low or Fraction(0), where.high
        if low == high:
            self.shown[cell] = low
        if low == high and self.rounding > 1 and low:
            low, high = low - self.rounding // 2, low + self.rounding // 2
        scale = self.scale(cell)
        least = max(-int(-low * scale // 1), 0)
        most = MOST if high is None else int(high * scale // 1)
        if high is not None and where.high_open and high * scale == most:
            most -= 1
        first, last = self.known.get(cell, (0, MOST))
        self.known[cell] = max(first, least), min(last, most)
        if self.known[cell][0] > self.known[cell][1]:
            raise Contradiction(f"{cell.named}: the files show different counts")

    def is_settled(self, cells: Iterable[Cell]) -> bool:
        """Whether every cell is a published number already, so that nothing is to be learnt."""
        return all(
            cell in self.known and self.known[cell][0] == self.known[cell][1] for cell in cells
        )

    def equal(self, left: Poly, right: Poly, source: str) -> None:
        """State that two sums are equal."""
        self.facts.append(self._bounded(left - right, 0, 0, source))

    def at_most(self, part: Poly, whole: Poly, source: str) -> None:
        """State that one sum is no more than another."""
        self.facts.append(self._bounded(whole - part, 0, None, source))

    def between(self, poly: Poly, low: Number | None, high: Number | None, source: str) -> None:
        """State that a sum lies between two numbers."""
        self.facts.append(self._bounded(poly, low, high, source))

    def suppose(self, poly: Poly, value: Number, source: str) -> None:
        """State that a sum is a number, unless the files contradict it."""
        self.loose.append(self._bounded(poly, value, value, source))

    def quotient(self, above: Poly, below: Poly, said: Said, unit: Fraction = Fraction(1)) -> None:
        """State what a published quotient leaves open."""
        where = said.range(unit)
        cells = {cell for poly in (above, below) for term in poly.terms for cell in term}
        if where is None or self.is_settled(cells) or self._is_of_shown(above, below, where):
            return
        scales = {cell: self.scale(cell) for cell in cells}
        self.facts += quotient(above, below, where, said.source, scales)
        self.facts.append(bounded(below, 0, None, said.source, strict=True, scales=scales))

    def of_shown(self, cells: Iterable[Cell]) -> list[Fraction] | None:
        """Give the published counts of some cells; ``None`` where one is hidden."""
        found = [self._shown(cell) for cell in cells]
        return None if None in found else [one for one in found if one is not None]

    def _is_of_shown(self, above: Poly, below: Poly, where: Range) -> bool:
        """Whether a figure is what rounded counts give, and so may say nothing of others."""
        if self.rounding == 1:
            return False
        values = [self._value(poly) for poly in (above, below)]
        if values[0] is None or not values[1]:
            return False
        return where.contains(values[0] / values[1])

    def _shown(self, cell: Cell) -> Fraction | None:
        """Give a published count; of a sum, what its published parts add up to."""
        if cell not in self.sums:
            return self.shown.get(cell)
        return sum((self.shown.get(one, Fraction()) for one in self.sums[cell]), Fraction())

    def _value(self, poly: Poly) -> Fraction | None:
        total = Fraction(0)
        for term, factor in poly.terms.items():
            counts = self.of_shown(term)
            if counts is None:
                return None
            total += factor * prod(counts, start=Fraction(1))
        return total

    def _bounded(self, poly: Poly, low: Number | None, high: Number | None, source: str) -> Fact:
        scales = {cell: self.scale(cell) for term in poly.terms for cell in term}
        return bounded(poly, low, high, source, scales=scales)


def category_of(place: Slice) -> EthnicCategory | None:
    """Give the ethnic category of a part of a breakdown; ``None`` where it has none.

    Examples
    --------
    >>> category_of((("sex", "Female"), ("ethnic_category", "H Indian")))
    <EthnicCategory.INDIAN: 'H'>
    """
    label = dict(place).get(DETAILED)
    code = "" if label is None else label.partition(" ")[0]
    return EthnicCategory(code) if code in set(EthnicCategory) else None


def around(place: Slice) -> Slice:
    """Give the part of a breakdown without its ethnic category."""
    return tuple(one for one in place if one[0] != DETAILED)
