"""Where an organisation stands among its peers: rank, quartiles, pooled figure, funnel."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, log

from attrs import frozen

from wres.benchmarks.own import Own
from wres.benchmarks.published import Key
from wres.metrics import Figure, likelihood_figure, share_figure
from wres.statistics import Funnel, Point, funnel, ratio_point, share_point
from wres.statistics.funnel import Place


FEWEST = 5
"""Organisations from which on a funnel is drawn; our choice."""


@frozen(kw_only=True)
class Standing:
    """A figure among those of all organisations, its own included.

    Parameters
    ----------
    organisations
        That have the figure, measured by the same definition.
    rank, first
        1 is the ``lowest`` or the ``highest``, whichever is better for BME staff; the highest
        share where neither is. Equal figures share a rank.
    lower_quartile, median, upper_quartile
        Of the organisations, each counting the same.
    pooled
        Of all of them together; ``None`` where an organisation's counts are not known.
    place
        In the funnel about the pooled figure, which allows for how much organisations differ:
        ``inside``; ``above`` or ``below`` the 95% limits; ``far_above`` or ``far_below`` the
        99.8% limits. ``None`` where there is no funnel, and then `reason` says why.
    level
        How many other organisations have the very same figure.
    z
        Standard errors from the pooled figure, with that allowance.
    dispersion
        1 where organisations differ by no more than chance.
    """

    organisations: int
    rank: int
    first: str
    lower_quartile: Figure
    median: Figure
    upper_quartile: Figure
    pooled: Figure | None
    place: Place | None
    z: float | None
    dispersion: float | None
    reason: str | None
    level: int = 0

    @property
    def shared(self) -> str:
        """With how many others the rank is shared, in words; empty for nobody."""
        if not self.level:
            return ""
        return f", level with {self.level} other{'' if self.level == 1 else 's'}"


def standing(own: Own, peers: Sequence[Own], *, lowest_first: bool) -> Standing | None:
    """Place a figure among those of other organisations.

    Parameters
    ----------
    peers
        The same figure of others; those without one, or by another definition, are left out.

    Returns
    -------
    Standing or None
        ``None`` where the figure is not known or nobody has it beside.
    """
    if own.figure is None:
        return None
    fit = [one for one in peers if one.figure and one.definition == own.definition]
    if not fit:
        return None
    every = [own, *fit]
    values = sorted(one.figure.exact for one in every if one.figure)
    here = own.figure.exact
    ahead = sum(value < here if lowest_first else value > here for value in values)
    show = share_figure if own.key.figure == "share" else likelihood_figure
    pooled = _pooled(own.key, every)
    drawn, point, reason = _drawn(own, every, pooled)
    return Standing(
        organisations=len(every),
        rank=ahead + 1,
        first="lowest" if lowest_first else "highest",
        lower_quartile=show(quantile(values, Fraction(1, 4))),
        median=show(quantile(values, Fraction(1, 2))),
        upper_quartile=show(quantile(values, Fraction(3, 4))),
        pooled=None if pooled is None else show(pooled),
        place=None if drawn is None or point is None else drawn.place(point),
        z=None if drawn is None or point is None else drawn.z(point),
        dispersion=None if drawn is None else drawn.dispersion,
        reason=reason,
        level=values.count(here) - 1,
    )


def quantile(values: Sequence[Fraction], part: Fraction) -> Fraction:
    """Interpolate between the two sorted values about a part, as spreadsheets do.

    Examples
    --------
    >>> quantile([Fraction(1), Fraction(2), Fraction(4)], Fraction(3, 4))
    Fraction(3, 1)
    """
    at = part * (len(values) - 1)
    low = floor(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (at - low) * (values[high] - values[low])


def _pooled(key: Key, every: Sequence[Own]) -> Fraction | None:
    counts = [one.counts for one in every]
    if any(one is None for one in counts):
        return None
    sums = [Fraction(sum(column)) for column in zip(*(one for one in counts if one), strict=True)]
    if key.figure == "share":
        return sums[0] / sums[1] if sums[1] else None
    if not (sums[1] and sums[2]):
        return None
    return sums[0] * sums[3] / (sums[1] * sums[2])


def _drawn(
    own: Own, every: Sequence[Own], pooled: Fraction | None
) -> tuple[Funnel | None, Point | None, str | None]:
    if len(every) < FEWEST:
        return None, None, f"a funnel needs {FEWEST} organisations"
    if pooled is None:
        return None, None, "the counts of an organisation are not known"
    points = [_point(one, pooled) for one in every]
    known = [point for point in points if point is not None]
    if points[0] is None or not pooled:
        return None, None, "a group has no event, or everybody had it"
    target = float(pooled) if own.key.figure == "share" else log(pooled)
    return funnel(known, target), points[0], None


def _point(one: Own, pooled: Fraction) -> Point | None:
    match one.counts:
        case (events, total):
            return share_point(events, total, pooled)
        case (events_of, total_of, events_to, total_to):
            return ratio_point(events_of, total_of, events_to, total_to)
    return None
