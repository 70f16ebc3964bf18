"""How many people would change what a ratio says: "two more appointments"."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from attrs import frozen

from wres.statistics._steps import Side, Verdicts, available, first_change, shifted
from wres.statistics._table import Count, Table
from wres.statistics.four_fifths import four_fifths


@frozen
class Steps:
    """Events that one group would need, the other's left as they are.

    Parameters
    ----------
    more, fewer
        The smallest whole number of people; ``None`` where no number does it.
    """

    more: int | None
    fewer: int | None


@frozen
class Needed:
    """Four ways to the same end: more or fewer events in either group."""

    of: Steps
    to: Steps

    @property
    def fewest(self) -> int | None:
        """The shortest of the four; ``None`` where none leads there."""
        ways = (self.of.more, self.of.fewer, self.to.more, self.to.fewer)
        return min((way for way in ways if way is not None), default=None)


@frozen
class PeopleNeeded:
    """How many people would change what a ratio says.

    Parameters
    ----------
    verdict
        Until the verdict is another one.
    four_fifths
        Until the exact ratio lies in the four-fifths range; ``None`` where it does.
    parity
        Until the exact ratio is 1, or has just crossed it; ``None`` where it is 1.
    level, method
        Of the interval that the verdict rests on.
    """

    verdict: Needed
    four_fifths: Needed | None
    parity: Needed | None
    level: float
    method: str = "koopman"


def people_needed(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
    low: Fraction = Fraction(4, 5),
    high: Fraction = Fraction(5, 4),
) -> PeopleNeeded | None:
    """Count the people that stand between a ratio and another verdict, the range, parity.

    In exact whole numbers; each is found by substitution, so that one person fewer does not do
    it. The groups' totals stay as they are: those who gain the event are people who had not.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `koopman`.
    low, high
        The four-fifths range, both ends inside.

    Returns
    -------
    PeopleNeeded or None
        ``None`` where the ratio is undefined, and so has no verdict to change.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    Examples
    --------
    Of 780 White applicants 170 were appointed, of 210 BME ones 30: three more BME
    appointments and chance alone might have done it.

    >>> needed = people_needed(170, 780, 30, 210)
    >>> needed.verdict
    Needed(of=Steps(more=None, fewer=12), to=Steps(more=3, fewer=None))
    >>> needed.four_fifths.to.more, needed.parity.to.more
    (7, 16)
    """
    verdicts = Verdicts.within(low, high, level)
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    if table is None or not table.to.events:
        return None
    ratio = _ratio(table)
    edge = {"below": low, "above": high}.get(four_fifths(ratio, low, high))
    return PeopleNeeded(
        verdict=_until_another(table, verdicts),
        four_fifths=None if edge is None else _until(table, edge, low, high),
        parity=None if ratio == 1 else _until(table, Fraction(1)),
        level=level,
    )


def _ratio(table: Table) -> Fraction:
    of, to = table.of, table.to
    return Fraction(of.events * to.total, of.total * to.events)


def _until_another(table: Table, verdicts: Verdicts) -> Needed:
    """Try all four ways until the verdict is another one."""
    return Needed(
        of=Steps(
            more=first_change(table, "of", 1, verdicts),
            fewer=first_change(table, "of", -1, verdicts),
        ),
        to=Steps(
            more=first_change(table, "to", 1, verdicts),
            fewer=first_change(table, "to", -1, verdicts),
        ),
    )


def _until(
    table: Table, target: Fraction, low: Fraction | None = None, high: Fraction | None = None
) -> Needed:
    """Solve for the people who bring the ratio to `target` or across, and not out of the range."""
    of, to = table.of, table.to
    gap = target * of.total * to.events - of.events * to.total
    people_of = ceil(abs(gap) / (to.total * table.unit))
    people_to = ceil(abs(gap) / (target * of.total * table.unit))
    sign = 1 if gap > 0 else -1  # the ratio grows with events in `of`, and with fewer in `to`

    def way(side: Side, people: int, sign: int) -> Steps:
        if people > available(table, side, sign):
            return Steps(None, None)
        reached = _ratio(shifted(table, side, sign * people))
        if (low is not None and reached < low) or (high is not None and reached > high):
            return Steps(None, None)  # one person fewer is too few, and this one too many
        return Steps(people, None) if sign > 0 else Steps(None, people)

    return Needed(way("of", people_of, sign), way("to", people_to, -sign))
