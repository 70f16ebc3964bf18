"""How many people would change a verdict, in a sentence: "3 more BME appointments ..."."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from wres.metrics.definitions import Metric
from wres.metrics.figures import Count
from wres.profiles import Profile
from wres.statistics import Needed, PeopleNeeded


TableCounts = tuple[Count, Count, Count, Count]
"""Events and total of the group that a ratio is of, then of the group that it is to."""


@frozen(order=True)
class Way:
    """A number of people, and what they would do; the fewest first, then BME before White."""

    people: int
    group: str
    sign: int
    side: int

    def walked(self, counts: TableCounts) -> TableCounts:
        """Give the counts with so many more events, or fewer."""
        moved = list(counts)
        moved[2 * self.side] += self.sign * self.people
        first, second, third, fourth = moved
        return first, second, third, fourth


def change_sentence(
    definition: Metric,
    counts: TableCounts,
    needed: PeopleNeeded | None,
    verdict_of: Callable[[TableCounts], str | None],
    rules: Profile,
) -> str | None:
    """Say the shortest way to another verdict, and which one that is.

    Parameters
    ----------
    counts
        In the year's direction, as `needed` was worked out.
    verdict_of
        The verdict of other counts; the one in the sentence is found by substitution.

    Returns
    -------
    str or None
        ``None`` where no number of people would change the verdict.
    """
    if needed is None:
        return None
    way = _shortest(needed.verdict, *rules.direction(definition.number))
    if way is None:
        return None
    verdict = verdict_of(way.walked(counts))
    more = "more" if way.sign > 0 else "fewer"
    noun = definition.event_noun if way.people == 1 else definition.event_nouns
    return (
        f"{way.people:,} {more} {rules[f'label_{way.group}']} {noun} would change the verdict "
        f"to: {said(verdict, rules)}"
    )


def said(verdict: str | None, rules: Profile, who: str = "") -> str:
    """Say a verdict as people read it, of such people as ``staff``.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> said("worse_for_bme", profile(2025)), said("cannot_tell", profile(2025))
    ('worse for BME', 'too few to tell')
    """
    return {
        "worse_for_bme": f"worse for {rules['label_bme']} {who}".rstrip(),
        "worse_for_white": f"worse for {rules['label_white']} {who}".rstrip(),
        "similar": "similar for both",
        "cannot_tell": "too few to tell",
    }.get(str(verdict), "none, as the ratio is undefined")


def _shortest(needed: Needed, of: str, to: str) -> Way | None:
    ways = [
        Way(people, group, sign, side)
        for side, (group, steps) in enumerate(((of, needed.of), (to, needed.to)))
        for sign, people in ((1, steps.more), (-1, steps.fewer))
        if people is not None
    ]
    return min(ways, default=None)
