"""Which way a figure went, step by step: never more than the steps say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from wres.comparison.parts import Unit
from wres.metrics import Figure


Year = tuple[int, Figure]
UP, DOWN, LEVEL = "rose", "fell", "stayed the same"


@frozen
class Leg:
    """Steps in a row that go one way.

    Parameters
    ----------
    verb
        ``rose``, ``fell`` or ``stayed the same``.
    first, last
        Years in which it begins and ends.
    steps
        How many.
    shown
        Whether the figures at its ends look different as they are shown.
    """

    verb: str
    first: int
    last: int
    steps: int
    shown: bool


def legs(segment: Sequence[Year]) -> tuple[Leg, ...]:
    """Take the steps that go one way together.

    Examples
    --------
    >>> from wres.metrics.figures import ratio_figure
    >>> values = {2022: "1.43", 2023: "1.47", 2024: "1.16"}
    >>> london = [(year, ratio_figure(Fraction(value))) for year, value in values.items()]
    >>> [(leg.verb, leg.first, leg.last) for leg in legs(london)]
    [('rose', 2022, 2023), ('fell', 2023, 2024)]
    """
    return tuple(_legs(segment))


def _legs(segment: Sequence[Year]) -> Iterator[Leg]:
    start = 0
    verbs = [
        _verb(before[1].exact, after[1].exact) for before, after in itertools.pairwise(segment)
    ]
    for place in range(1, len(verbs) + 1):
        if place == len(verbs) or verbs[place] != verbs[start]:
            first, last = segment[start], segment[place]
            shown = first[1].display != last[1].display
            yield Leg(verbs[start], first[0], last[0], place - start, shown)
            start = place


def _verb(before: Fraction, after: Fraction) -> str:
    if before == after:
        return LEVEL
    return UP if after > before else DOWN


def movement(segment: Sequence[Year]) -> str | None:
    """Say which way a figure went over comparable years; ``None`` of fewer than two.

    Returns
    -------
    str or None
        What follows "It". A word such as "every year" stands only where each year is there and
        each step went that way.

    Examples
    --------
    >>> from wres.metrics.figures import ratio_figure
    >>> def years(**values):
    ...     return [(int(year[1:]), ratio_figure(Fraction(one))) for year, one in values.items()]
    >>> movement(years(y2022="1.43", y2023="1.47", y2024="1.16"))
    'rose from 2022 to 2023 and fell from 2023 to 2024'
    >>> movement(years(y2022="1.4", y2023="1.3", y2024="1.2"))
    'fell every year from 2022 to 2024'
    >>> movement(years(y2020="1.4", y2023="1.3", y2024="1.2"))
    'fell from 2020 to 2023 and again to 2024'
    """
    found = legs(segment)
    if not found:
        return None
    if len(found) == 1 and found[0].steps > 1:
        return _one_way(found[0], [year for year, _ in segment])
    *most, last = [_told(leg) for leg in found]
    return f"{', '.join(most)} and {last}" if most else last


def _one_way(leg: Leg, years: Sequence[int]) -> str:
    if leg.last - leg.first == leg.steps:
        how = "stayed the same" if leg.verb == LEVEL else f"{leg.verb} every year"
        return f"{how} from {leg.first} to {leg.last}{_little(leg)}"
    if leg.verb == LEVEL:
        return f"stayed the same in all {len(years)} years from {leg.first} to {leg.last}"
    *most, last = years[2:]
    again = f"{', '.join(map(str, most))} and {last}" if most else str(last)
    return f"{leg.verb} from {leg.first} to {years[1]} and again to {again}{_little(leg)}"


def _told(leg: Leg) -> str:
    return f"{leg.verb} from {leg.first} to {leg.last}{_little(leg)}"


def _little(leg: Leg) -> str:
    return "" if leg.shown or leg.verb == LEVEL else " (by less than is shown)"


def distance(unit: Unit, figure: Fraction) -> Fraction | None:
    """Say how far a figure is from equality: of a ratio the same either way up, of a gap its size.

    Returns
    -------
    Fraction or None
        ``None`` of a ratio of 0, and of what has no equality.

    Examples
    --------
    >>> distance("ratio", Fraction(1, 2)), distance("points", Fraction(-1, 10))
    (Fraction(2, 1), Fraction(1, 10))
    """
    if unit == "points":
        return abs(figure)
    return max(figure, 1 / figure) if unit == "ratio" and figure else None
