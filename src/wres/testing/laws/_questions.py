"""What an implementation is asked: plain counts, and what else they could be counted as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Self

import polars as pl
from attrs import evolve, field, frozen

from wres.metrics import GROUPS, Count, GroupCounts, Place
from wres.profiles import profile
from wres.returns import WresReturn
from wres.testing.counts import TwoByTwo
from wres.vocabulary import SURVEY_MEASURES


Slot = tuple[str, Place | None]
"""A measure and, of staff by pay band, where: what has one figure a group."""

SWAPPED = {"white": "bme", "bme": "white", "unknown": "unknown"}
SHARES = frozenset(map(str, SURVEY_MEASURES))


@frozen
class Line:
    """One line of the tidy form of a return.

    Parameters
    ----------
    value
        A count or a share of respondents; ``None`` is one that disclosure control hides.
    """

    measure: str
    ethnic_group: str
    value: Count | None
    workforce_group: str | None = None
    pay_band: str | None = None
    organisation: str = "RXX"

    @property
    def place(self) -> Place | None:
        """Workforce group and pay band; ``None`` where only a total is known."""
        if self.workforce_group is None or self.pay_band is None:
            return None
        return self.workforce_group, self.pay_band

    @property
    def key(self) -> tuple[str | None, ...]:
        """What the line is of; lines of the same key add up."""
        place = (self.workforce_group, self.pay_band)
        return (self.organisation, self.measure, *place, self.ethnic_group)

    def __str__(self) -> str:
        where = "" if self.place is None else f" {' '.join(self.place)}"
        whose = "" if self.organisation == "RXX" else f" ({self.organisation})"
        shown = "hidden" if self.value is None else str(self.value)
        return f"{self.measure}{where} {self.ethnic_group} {shown}{whose}"


def _kept(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines)


@frozen
class Question:
    """Counts that an implementation is asked the figures of, all lines together.

    Parameters
    ----------
    family
        Which figures are asked for: a key of `FAMILIES`.
    lines
        Lines of the tidy form in any order; several of one key add up, and so do those of
        several organisations. A group without a line was not supplied.
    metric
        1 to 9.
    year
        WRES year, which decides the direction of a ratio.
    place
        The pay band whose share is asked for; ``None`` asks for the whole workforce.

    Examples
    --------
    >>> lines = [Line("staff", "white", 70), Line("staff", "bme", 20), Line("staff", "bme", 10)]
    >>> question = Question("representation", lines, metric=1)
    >>> question.counts("staff")
    GroupCounts(white=70, bme=30, unknown=None)
    >>> print(question)
    metric 1, 2026: staff white 70; staff bme 20; staff bme 10
    """

    family: str
    lines: tuple[Line, ...] = field(converter=_kept)
    metric: int = 1
    year: int = 2026
    place: Place | None = None

    def counts(self, measure: str, place: Place | None = None) -> GroupCounts:
        """Add one measure up, over all places or in one; ``None`` where a group has no line."""
        sums: dict[str, Count] = {}
        for line in self.lines:
            if line.measure == measure and place in {None, line.place}:
                sums[line.ethnic_group] = sums.get(line.ethnic_group, 0) + (line.value or 0)
        return GroupCounts(*(sums.get(group) for group in GROUPS))

    def to_frame(self) -> pl.DataFrame:
        """Give the lines as the tidy form has them, in their order, for SQL and the like."""
        rows = [
            (line.organisation, self.year, *line.key[1:], _float(line.value)) for line in self.lines
        ]
        return pl.DataFrame(rows, schema=TIDY, orient="row")

    def to_return(self) -> WresReturn:
        """Add the lines up to a return; a survey's shares must be of several organisations."""
        return WresReturn.from_cells(self.to_frame())

    @property
    def direction(self) -> tuple[str, str]:
        """Groups of the ratio that the family has: of, to."""
        if self.family == "likelihood":
            return profile(self.year).direction(self.metric)
        return ("bme", "white") if self.family == "survey" else ("white", "bme")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Measures and places that have lines, in order."""
        return tuple(dict.fromkeys((line.measure, line.place) for line in self.lines))

    def reordered(self, order: Sequence[int]) -> Self:
        """Give the same lines in another order."""
        return evolve(self, lines=[self.lines[at] for at in order])

    def mapped(self, values: Mapping[Line, Count | None]) -> Self:
        """Give the question with other values in some of its lines."""
        return evolve(self, lines=[evolve(x, value=values.get(x, x.value)) for x in self.lines])

    def scaled(self, factor: int) -> Self:
        """Give the question in which everybody is there `factor` times; shares stay."""
        counts = {x: factor * (x.value or 0) for x in self.lines if x.measure not in SHARES}
        return self.mapped(counts)

    @property
    def swapped(self) -> Self:
        """The question in which White and BME are exchanged."""
        groups = [evolve(x, ethnic_group=SWAPPED[x.ethnic_group]) for x in self.lines]
        return evolve(self, lines=groups)

    def split(self, cuts: Sequence[Fraction]) -> Self:
        """Give the question whose counts are cut in two lines each, of the same key."""
        pairs = zip(self.lines, cuts, strict=True)
        return evolve(self, lines=[part for line, cut in pairs for part in _cut(line, cut)])

    def with_(self, slot: Slot, group: str, more: Count) -> Self:
        """Give the question with `more` in the first line of a slot and group."""
        found = next(
            x for x in self.lines if (x.measure, x.place, x.ethnic_group) == (*slot, group)
        )
        return self.mapped({found: (found.value or 0) + more})

    def without(self, slots: Iterable[Slot], group: str) -> Self:
        """Give the question in which a group of some slots was not supplied."""
        dropped = {(*slot, group) for slot in slots}
        kept = [x for x in self.lines if (x.measure, x.place, x.ethnic_group) not in dropped]
        return evolve(self, lines=kept)

    def __str__(self) -> str:
        asked = "" if self.place is None else f", {' '.join(self.place)}"
        told = "; ".join(map(str, self.lines))
        return f"metric {self.metric}, {self.year}{asked}: {told or 'no lines'}"


TIDY = pl.Schema(
    {
        "organisation": pl.String(),
        "year": pl.Int64(),
        "measure": pl.String(),
        "workforce_group": pl.String(),
        "pay_band": pl.String(),
        "ethnic_group": pl.String(),
        "value": pl.Float64(),
    }
)


def joined(one: Question, other: Question) -> Question:
    """Ask for the figures of two organisations together."""
    second = [evolve(line, organisation="RYY") for line in other.lines]
    return evolve(one, lines=[*one.lines, *second])


def added(question: Question) -> Question:
    """Count several organisations as one: counts add, shares are pooled by respondents."""
    sums: dict[tuple[str | None, ...], Count] = {}
    answers: dict[tuple[str | None, ...], Count] = {}
    bases = {line.key: line.value or 0 for line in question.lines}
    for line in question.lines:
        key, value = line.key[1:], line.value or 0
        if line.measure in SHARES:
            base = bases[line.organisation, f"{line.measure}_respondents", *line.key[2:]]
            answers[key] = answers.get(key, 0) + base
            value *= base
        sums[key] = sums.get(key, 0) + value
    first = {line.key[1:]: line for line in reversed(question.lines)}
    whole = {key: _pooled(value, answers.get(key)) for key, value in sums.items()}
    return evolve(question, lines=[evolve(first[key], value=whole[key]) for key in sums])


def _pooled(value: Count, base: Count | None) -> Count:
    return value if base is None else Fraction(value, base)


def _cut(line: Line, cut: Fraction) -> tuple[Line, Line]:
    value = line.value or 0
    part = int(value * cut)
    return evolve(line, value=part), evolve(line, value=value - part)


def _float(value: Count | None) -> float | None:
    return None if value is None else float(value)


@frozen
class Chance:
    """A two-by-two table that an interval and a test are asked for.

    Parameters
    ----------
    level
        Confidence of the interval.
    """

    table: TwoByTwo
    level: float = 0.95

    def __str__(self) -> str:
        table = self.table
        of, to = (
            f"{part} of {whole}"
            for part, whole in (
                (table.events_of, table.total_of),
                (table.events_to, table.total_to),
            )
        )
        return f"{of} over {to}, level {self.level}"


Asked = Question | Chance
