"""How likely chance makes each table with the same margins, in whole numbers.

The tables differ in one cell, x, the events of the first group. Their probabilities are to each
other as fractions of small whole numbers, so that walking away from the likeliest table gives
all of them. They are kept as whole multiples of 2**-1200 of the largest: exact to more digits
than a float has wherever a p-value fits a float, in a number of steps that grows with the
standard deviation of x (27,000 for two million people, half of whom had the event).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from wres.statistics._table import Table


LARGEST = 1 << 1200
SAME = 100  # tables count as equally likely where their first hundred bits agree


@frozen
class Weights:
    """How likely tables are beside each other: sums of whole numbers.

    Parameters
    ----------
    observed, total
        Weight of the table at hand and of all tables.
    fewer, more
        Of all tables with fewer, and with more, events in the first group.
    rarer, equal
        Of all tables that are less likely, and as likely, as the one at hand; it is one of these.
    """

    observed: int
    total: int
    fewer: int
    more: int
    rarer: int
    equal: int


def weigh(table: Table) -> Weights:
    """Compare a table of whole persons with all others that have its margins."""
    first, second = table.of.total, table.to.total
    events = table.of.events + table.to.events
    likeliest = (first + 1) * (events + 1) // (first + second + 2)
    up = list(_upwards(likeliest, first, second, events))
    down = list(_downwards(likeliest, first, second, events))
    every = [*reversed(down), LARGEST, *up]
    place = table.of.events - (likeliest - len(down))
    if not 0 <= place < len(every):  # so unlikely that its weight is no whole number
        return Weights(0, sum(every), 0, 0, 0, 0)
    observed = every[place]
    margin = observed >> SAME
    return Weights(
        observed=observed,
        total=sum(every),
        fewer=sum(every[:place]),
        more=sum(every[place + 1 :]),
        rarer=sum(one for one in every if one < observed - margin),
        equal=sum(one for one in every if abs(one - observed) <= margin),
    )


def _upwards(x: int, first: int, second: int, events: int) -> Iterator[int]:
    """Weigh the tables with more events in the first group, until they weigh nothing."""
    spare = second - events
    weight = LARGEST
    while weight := weight * ((first - x) * (events - x)) // ((x + 1) * (spare + x + 1)):
        yield weight
        x += 1


def _downwards(x: int, first: int, second: int, events: int) -> Iterator[int]:
    """Weigh the tables with fewer events in the first group, until they weigh nothing."""
    spare = second - events
    weight = LARGEST
    while weight := weight * (x * (spare + x)) // ((first - x + 1) * (events - x + 1)):
        yield weight
        x -= 1
