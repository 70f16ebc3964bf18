"""Ratios that carry their direction, their status, and what the data let one say."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from wres.metrics.definitions import Metric
from wres.metrics.figures import Count, Figure, GroupCounts, ratio_figure
from wres.profiles import Profile
from wres.statistics import (
    Interval,
    four_fifths,
    koopman,
    score_test,
    settle,
    verdict,
)


@frozen(kw_only=True)
class Ratio:
    """How many times the figure of one group is that of another.

    Parameters
    ----------
    of, to
        Groups: the numerator's and the denominator's.
    status, reason
        ``undefined`` ratios say why, and have neither value nor verdict.
    exact, display
        Exact ratio, and as shown: two decimals.
    interval, p_value, test
        Koopman's score interval and the score test of equal likelihoods, to 12 significant
        digits. There is an interval wherever both groups have somebody in them, also of an
        undefined ratio; ``None`` where a ratio does not come from counts of people.
    four_fifths
        ``below``, ``within`` or ``above`` the four-fifths range, on the exact ratio.
    verdict
        ``worse_for_bme``, ``worse_for_white``, ``similar`` or ``cannot_tell``.
    note
        What else to know, such as that a ratio of 0 means no events in the group it is of.
    """

    of: str
    to: str
    status: Literal["defined", "undefined"]
    reason: str | None = None
    exact: Fraction | None = None
    display: str | None = None
    interval: Interval | None = None
    p_value: float | None = None
    test: str | None = None
    four_fifths: str | None = None
    verdict: str | None = None
    note: str | None = None

    @property
    def value(self) -> float | None:
        """The float nearest to the exact ratio."""
        return None if self.exact is None else float(self.exact)


@frozen
class Side:
    """One group of a ratio: those who had the event, out of everybody in it.

    Parameters
    ----------
    label
        For people, such as ``BME``.
    events, total
        ``None`` where not supplied.
    """

    label: str
    events: Count | None
    total: Count | None

    @property
    def is_overfull(self) -> bool:
        """Whether more had the event than are in the group: people who have left since."""
        return bool(self.events is not None and self.total is not None and self.events > self.total)


def divided(of: Side, to: Side) -> Fraction | str:
    """Divide two likelihoods exactly, or say why that cannot be done.

    Examples
    --------
    >>> divided(Side("White", 170, 780), Side("BME", 30, 210))
    Fraction(119, 78)
    >>> divided(Side("White", 170, 780), Side("BME", 0, 210))
    'no events in comparator'
    >>> divided(Side("White", 170, 780), Side("BME", 0, 0))
    'no BME in denominator'
    """
    for side in (of, to):
        if side.events is None or side.total is None:
            return f"a figure of {side.label} was not supplied"
    if not (of.total and to.total):
        empty = [f"no {side.label}" for side in (of, to) if not side.total]
        return f"{' and '.join(empty)} in denominator"
    if not to.events:
        return "no events in comparator" if of.events else "no events"
    return Fraction((of.events or 0) * to.total, of.total * to.events)


def plain_ratio(
    quotient: Fraction | str,
    of: str,
    to: str,
    rules: Profile,
    *,
    note: str | None = None,
) -> Ratio:
    """Dress up an exact ratio, or the reason why there is none, without an interval."""
    if isinstance(quotient, str):
        return Ratio(of=of, to=to, status="undefined", reason=quotient, note=note)
    return Ratio(
        of=of,
        to=to,
        status="defined",
        exact=quotient,
        display=ratio_figure(quotient).display,
        four_fifths=four_fifths(quotient, *rules.four_fifths),
        note=note,
    )


def likelihood_ratio(
    definition: Metric, population: GroupCounts, events: GroupCounts, rules: Profile
) -> Ratio:
    """Compare the likelihoods of two groups, in the year's direction, from their counts.

    Parameters
    ----------
    definition
        Decides the direction, and by `Metric.wanted` who fares worse above 1.
    population, events
        People at risk, and those of them who had the event; halves are counts too.

    Examples
    --------
    The collection form's example, 17 of 2505 White and 9 of 725 BME:

    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> staff, entered = GroupCounts(2505, 725), GroupCounts(17, 9)
    >>> ratio = likelihood_ratio(metric(3), staff, entered, profile(2020))
    >>> ratio.of, ratio.to, ratio.display, ratio.verdict
    ('bme', 'white', '1.83', 'cannot_tell')
    """
    first, second = rules.direction(definition.number)
    of, to = (
        Side(rules[f"label_{group}"], events[group], population[group]) for group in (first, second)
    )
    ratio = plain_ratio(divided(of, to), first, second, rules, note=_note(of, to))
    interval, p_value = _chance(of, to)
    worse_above, worse_below = (second, first) if definition.wanted else (first, second)
    low, high = rules.four_fifths
    said = verdict(
        None if ratio.exact is None else interval,
        above=f"worse_for_{worse_above}",
        below=f"worse_for_{worse_below}",
        low=low,
        high=high,
    )
    test = None if p_value is None else "score"
    return evolve(ratio, interval=interval, p_value=p_value, test=test, verdict=said)


def _note(of: Side, to: Side) -> str | None:
    overfull = [side.label for side in (of, to) if side.is_overfull]
    if overfull:
        return f"more events than people in {' and '.join(overfull)}: no interval"
    if of.events == 0 and to.events and of.total and to.total:
        return f"no events in {of.label}"
    return None


def _chance(of: Side, to: Side) -> tuple[Interval | None, float | None]:
    """Give the interval and the test, settled; none where they do not exist."""
    if (
        of.events is None
        or of.total is None
        or to.events is None
        or to.total is None
        or of.is_overfull
        or to.is_overfull
    ):
        return None, None
    counts = (of.events, of.total, to.events, to.total)
    interval = koopman(*counts)
    if interval is None:
        return None, None
    high = None if interval.high is None else settle(interval.high)
    return evolve(interval, low=settle(interval.low), high=high), score_test(*counts)


def figure_or_none(quotient: Fraction | str) -> Figure | None:
    """Show an exact ratio; ``None`` where it is undefined."""
    return None if isinstance(quotient, str) else ratio_figure(quotient)
