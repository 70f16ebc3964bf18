"""The counts of a report as cells, and the sums that tie them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import Factory, define, evolve, field, frozen

from wres.disclosure.policies import Policy
from wres.metrics import GROUPS, Cluster, Count, GroupCounts, Headcount, Row


HALF = 0.5
"""The smallest step of a count that may be an average of two years."""


@frozen(kw_only=True)
class Cell:
    """A count.

    Parameters
    ----------
    path
        Where the report has it, such as ``1.rows.3.headcount.bme``. Empty for one that the report
        does not have, but that follows from others by subtraction: members who do not vote.
    weight
        What is lost by hiding it, as a number of figures that go with it.
    is_person
        Whether a person may know that they are the only one in it: a group, not a total.
    whole
        Cell that it is an ethnic group of, with the other groups.
    is_base
        Whether it is the number of those who answered a survey.
    grain
        What it is counted in: 1, or halves.
    """

    path: str
    value: float
    weight: float = 0
    is_person: bool = False
    whole: int | None = None
    is_base: bool = False
    grain: float = 1

    def limit(self, policy: Policy) -> int:
        """Give the smallest number of people that is not too small."""
        return policy.survey_base if self.is_base else policy.threshold


@frozen
class Relation:
    """Cell `whole` is the sum of cells `parts`."""

    whole: int
    parts: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All its cells."""
        return (self.whole, *self.parts)


@frozen
class System:
    """Cells, and all linear relations between them that an adversary may know.

    Parameters
    ----------
    places
        Path to its cell; counts that are the same by definition share one.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    places: Mapping[str, int]

    def paths(self, cells: Iterable[int]) -> frozenset[str]:
        """Give every place of the report that has one of some cells."""
        wanted = set(cells)
        return frozenset(path for path, cell in self.places.items() if cell in wanted)

    def small(self, policy: Policy) -> tuple[int, ...]:
        """Give the cells of the report that a policy does not let be shown.

        A count of 0 is among them where it is beside a few people, all of whom would be known
        not to be of its group.
        """

        def is_small(cell: Cell) -> bool:
            return 0 < cell.value < cell.limit(policy)

        return tuple(
            number
            for number, cell in enumerate(self.cells)
            if cell.path
            and (
                is_small(cell)
                or (not cell.value and cell.whole is not None and is_small(self.cells[cell.whole]))
            )
        )


@define
class Book:
    """Collects cells and relations.

    Parameters
    ----------
    start
        What paths begin with: nothing, or the part of a breakdown.
    scale
        What the weight of a cell is multiplied by.
    """

    cells: list[Cell] = Factory(list)
    relations: list[Relation] = Factory(list)
    places: dict[str, int] = field(factory=dict)
    start: str = ""
    scale: float = 1

    def system(self) -> System:
        """Give what was collected."""
        relations = dict.fromkeys(self.relations)
        return System(tuple(self.cells), tuple(relations), dict(self.places))

    def within(self, start: str, scale: float) -> Book:
        """Give a book of one part of a breakdown, that writes into this one."""
        return evolve(self, start=start, scale=scale)

    def at(self, path: str) -> int | None:
        """Find a cell."""
        return self.places.get(f"{self.start}{path}")

    def add(
        self, path: str, value: Count | None, *, weight: float = 0, **about: object
    ) -> int | None:
        """Add a count, if it was supplied."""
        path = f"{self.start}{path}"
        if value is None:
            return None
        self.places[path] = len(self.cells)
        cell = Cell(path=path, value=float(value), weight=weight * self.scale, **about)  # type: ignore[arg-type]
        self.cells.append(cell)
        return self.places[path]

    def headcount(
        self, path: str, counts: Headcount, weight: float, *, is_person: bool = True
    ) -> None:
        """Add people by group and in all."""
        total = self.add(f"{path}.total", counts.total, weight=2 * weight)
        for group in GROUPS:
            self.add(
                f"{path}.{group}", counts[group], weight=weight, is_person=is_person, whole=total
            )
        self.adds_up(f"{path}.total", [f"{path}.{group}" for group in GROUPS])

    def groups(
        self, path: str, counts: GroupCounts, weight: float, *, grain: float = 1, base: bool = False
    ) -> None:
        """Add counts by group that have no total."""
        for group in GROUPS:
            self.add(
                f"{path}.{group}",
                counts[group],
                weight=weight,
                is_person=not base,
                is_base=base,
                grain=grain,
            )

    def same(self, path: str, other: str, value: Count | None) -> bool:
        """Say that a count is another one, if it is."""
        cell = self.at(other)
        if value is None or cell is None or self.cells[cell].value != float(value):
            return False
        self.places[f"{self.start}{path}"] = cell
        return True

    def adds_up(self, whole: str, parts: Iterable[str]) -> None:
        """Say that a count is the sum of others, as far as they were supplied and it is."""
        cell = self.at(whole)
        found = tuple(part for part in map(self.at, parts) if part is not None)
        if cell is None or not found:
            return
        if sum(self.cells[part].value for part in found) == self.cells[cell].value:
            self.relations.append(Relation(cell, found))

    def is_part(self, part: str, whole: str) -> None:
        """Say that those of a count are among those of another, if there are as many.

        The others of the whole are a count too, though the report does not have it.
        """
        inner, outer = self.at(part), self.at(whole)
        if inner is None or outer is None or inner == outer:
            return
        rest = self.cells[outer].value - self.cells[inner].value
        if rest >= 0:
            grain = min(self.cells[inner].grain, self.cells[outer].grain)
            self.cells.append(Cell(path="", value=rest, grain=grain))
            self.relations.append(Relation(outer, (inner, len(self.cells) - 1)))


def row_path(row: Row) -> str:
    """Say where the people of a pay band are."""
    return f"1.rows.{row.workforce_group}/{row.pay_band}.headcount"


def cluster_path(cluster: Cluster) -> str:
    """Say where the people of a cluster of pay bands are."""
    return f"1.clusters.{cluster.scheme}/{cluster.cluster}.headcount"


def halves(counts: GroupCounts) -> float:
    """Say what counts are counted in."""
    is_half = any(isinstance(counts[group], Fraction) for group in GROUPS)
    return HALF if is_half else 1
