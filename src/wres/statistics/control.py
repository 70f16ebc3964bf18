"""The XmR chart: which points of a series are more than its usual variation."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from wres.errors import FigureError


THREE = 3
"""Points in a row of which two near a limit are a signal."""


@frozen(kw_only=True)
class ControlRules:
    """What is taken for more than usual variation.

    Parameters
    ----------
    limit_factor
        Mean moving ranges from the mean to either process limit; 2.66 for individual values.
    near_factor
        Part of the way to a limit beyond which a point is near it.
    shift_points, trend_points
        Points in a row on one side of the mean; each above, or each below, the one before.
    near_points
        Points near one limit, out of three in a row on the same side of the mean.
    """

    limit_factor: Fraction
    near_factor: Fraction
    shift_points: int
    trend_points: int
    near_points: int


@frozen
class Signal:
    """Points that are more than usual variation.

    Parameters
    ----------
    kind
        ``astronomical``: beyond a limit. ``shift``: in a row on one side of the mean. ``trend``: in
        a row one above the other, or below. ``near_limit``: two of three in a row near a limit.
    side
        ``high`` or ``low``; of a trend, where it leads.
    places
        Places in the series, from 0.
    """

    kind: str
    side: str
    places: tuple[int, ...]


@frozen
class ControlChart:
    """Mean and process limits of a series, exact, and the points that stand out."""

    mean: Fraction
    low: Fraction
    high: Fraction
    signals: tuple[Signal, ...]


def control_chart(values: Sequence[Fraction], rules: ControlRules) -> ControlChart:
    """Give the XmR chart of values that follow each other without a gap.

    The limits come from the mean of all moving ranges, none of them screened out.

    Raises
    ------
    FigureError
        There are fewer than two values.

    References
    ----------
    .. [1] NHS England, Making Data Count; NHS-R Community, NHSRplotthedots, whose Excel tool and R
       package chart so.
    .. [2] Wheeler, D. J. (2000). Understanding Variation: The Key to Managing Chaos. SPC Press.

    Examples
    --------
    >>> rules = ControlRules(
    ...     limit_factor=Fraction("2.66"), near_factor=Fraction(2, 3),
    ...     shift_points=7, trend_points=7, near_points=2,
    ... )
    >>> chart = control_chart([Fraction(value) for value in (2, 3, 2, 3, 2, 9)], rules)
    >>> float(chart.mean), float(chart.low), float(chart.high)
    (3.5, -2.352, 9.352)
    >>> chart.signals
    ()
    """
    if len(values) < 2:  # noqa: PLR2004  # one moving range at least
        raise FigureError(f"a control chart needs two values at least; got {len(values)}")
    mean = sum(values, Fraction()) / len(values)
    ranges = [abs(after - before) for before, after in itertools.pairwise(values)]
    reach = rules.limit_factor * sum(ranges, Fraction()) / len(ranges)
    signals = (
        *_astronomical(values, mean, reach),
        *_shifts(values, mean, rules.shift_points),
        *_trends(values, rules.trend_points),
        *_near(values, mean, reach, rules),
    )
    return ControlChart(mean, mean - reach, mean + reach, signals)


def _astronomical(values: Sequence[Fraction], mean: Fraction, reach: Fraction) -> Iterator[Signal]:
    for place, value in enumerate(values):
        if abs(value - mean) > reach:
            yield Signal("astronomical", _side(value - mean), (place,))


def _shifts(values: Sequence[Fraction], mean: Fraction, least: int) -> Iterator[Signal]:
    sides = [_sign(value - mean) for value in values]
    yield from (Signal("shift", side, run) for side, run in _runs(sides) if len(run) >= least)


def _trends(values: Sequence[Fraction], least: int) -> Iterator[Signal]:
    steps = [_sign(after - before) for before, after in itertools.pairwise(values)]
    for side, run in _runs(steps):
        if len(run) + 1 >= least:
            yield Signal("trend", side, (*run, run[-1] + 1))


def _near(
    values: Sequence[Fraction], mean: Fraction, reach: Fraction, rules: ControlRules
) -> Iterator[Signal]:
    """Find two of three: those near a limit but within it, all three on one side."""
    found: dict[int, str] = {}
    for start in range(len(values) - THREE + 1):
        three = [values[place] - mean for place in range(start, start + THREE)]
        near = [
            start + place
            for place, away in enumerate(three)
            if rules.near_factor * reach < abs(away) <= reach
        ]
        if len({_sign(away) for away in three}) == 1 and len(near) >= rules.near_points:
            found |= dict.fromkeys(near, _side(three[0]))
    for side in ("high", "low"):
        if places := tuple(sorted(place for place, where in found.items() if where == side)):
            yield Signal("near_limit", side, places)


def _runs(signs: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the places of equal signs in a row; 0 is in no run."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                yield _side(signs[start]), tuple(range(start, place))
            start = place


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _side(value: Fraction | int) -> str:
    return "high" if value > 0 else "low"
