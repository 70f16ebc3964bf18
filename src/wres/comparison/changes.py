"""How far a figure has moved between two years, and whether chance alone could have moved it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen

from wres.comparison.figures import UNITS
from wres.comparison.parts import Change, Key, Kind
from wres.metrics import Count, Experience, Figure, Likelihood, points_figure
from wres.metrics.figures import ratio_figure
from wres.narrative.forms import basis_of
from wres.report import Report
from wres.rounding import display
from wres.statistics import (
    Interval,
    change_p_value,
    difference_change,
    koopman,
    mover_r,
    newcombe,
    newcombe_weighted,
    ratio_change,
    settled,
)
from wres.statistics.change_test import Bounds


LEVEL = 0.95
DISCIPLINARY, AVERAGED = 3, 2
"""The metric that was an average, and of how many years."""
SAME_PEOPLE = "most staff are the same people in both years"
OTHER_PEOPLE = "the years are of different organisations"
SAME_BOARD = "a board is too small, and most of its members are the same people in both years"
UNTESTED = {1: SAME_PEOPLE, 9: SAME_BOARD}
"""Why the shares of a metric are shown and not tested, where both years are of one organisation."""
SAME_YEAR = "the two averages have a year in common"
COUNT = "a count is compared as it is"
NO_COUNTS = "the counts behind it are not all known"
FULL = "a group has more events than people"
ZERO = "a ratio of 0 cannot be compared as a ratio"


@frozen
class Chance:
    """What it takes to say whether a change is more than chance.

    Parameters
    ----------
    bounds
        Interval of the change, by level.
    equality
        What no change is.
    """

    bounds: Bounds
    equality: float


def change_of(
    key: Key, before: tuple[Report, Figure], after: tuple[Report, Figure], *, kind: Kind
) -> Change:
    """Give the change of a figure between two years that can be compared.

    Parameters
    ----------
    before, after
        Report and figure of each year.
    kind
        ``ratio`` or ``difference``.
    """
    (earlier, then), (later, now) = before, after
    if kind == "ratio" and not then.exact:
        return Change(
            from_year=earlier.year,
            to_year=later.year,
            status="not_compared",
            kind=kind,
            reason=ZERO,
        )
    found = _chance(key, earlier, later)
    interval = None if isinstance(found, str) else settled(found.bounds(LEVEL))
    change = Change(
        from_year=earlier.year,
        to_year=later.year,
        status="compared",
        kind=kind,
        change=_moved(key, then.exact, now.exact, interval, kind=kind),
    )
    if isinstance(found, str) or interval is None:
        return evolve(change, reason=found if isinstance(found, str) else ZERO)
    return evolve(
        change,
        p_value=change_p_value(found.bounds, found.equality),
        test=interval.method,
        chance="within_chance" if interval.contains(found.equality) else "more_than_chance",
    )


def _moved(
    key: Key, then: Fraction, now: Fraction, interval: Interval | None, *, kind: Kind
) -> Figure:
    if kind == "ratio":
        return Figure(now / then, ratio_figure(now / then).display, interval)
    if UNITS[key.figure] == "count":
        moved = now - then
        return Figure(moved, display(moved, 0 if moved.denominator == 1 else 1))
    return points_figure(now - then, interval)


def _chance(key: Key, earlier: Report, later: Report) -> Chance | str:
    """Find the interval of a change, or say why there is none."""
    if UNITS[key.figure] == "count":
        return COUNT
    if key.metric in UNTESTED:
        return UNTESTED[key.metric] if _is_one(earlier, later) else OTHER_PEOPLE
    results = earlier[key.metric], later[key.metric]
    match results:
        case (Likelihood() as then, Likelihood() as now):
            if _overlap(key, earlier, later):
                return SAME_YEAR
            return _of_likelihoods(key, then, now)
        case (Experience() as then, Experience() as now):
            return _of_answers(key, then, now)
    return NO_COUNTS


def _is_one(earlier: Report, later: Report) -> bool:
    return earlier.organisation.code == later.organisation.code


def _overlap(key: Key, earlier: Report, later: Report) -> bool:
    """Whether metric 3 rests on averages of two years that have one in common."""
    averages = "two_year_average" in {basis_of(earlier), basis_of(later)}
    same = key.metric == DISCIPLINARY and _is_one(earlier, later)
    return same and averages and later.year - earlier.year < AVERAGED


Table = tuple[Count, Count, Count, Count]


def _of_likelihoods(key: Key, then: Likelihood, now: Likelihood) -> Chance | str:
    if key.figure == "ratio":
        of, to = str(key.ethnic_group).split("/")
        tables = [_table(one, of, to) for one in (then, now)]
        if isinstance(tables[0], str) or isinstance(tables[1], str):
            return next(one for one in tables if isinstance(one, str))
        before, after = tables[0], tables[1]
        return _of_ratios(
            (_quotient(before), lambda level: koopman(*before, level=level)),
            (_quotient(after), lambda level: koopman(*after, level=level)),
        )
    group = str(key.ethnic_group)
    cells = (now.events[group], now.population[group], then.events[group], then.population[group])
    checked = _checked(cells)
    if isinstance(checked, str):
        return checked
    return Chance(lambda level: newcombe(*checked, level=level), 0)


def _table(result: Likelihood, of: str, to: str) -> Table | str:
    return _checked(
        (result.events[of], result.population[of], result.events[to], result.population[to])
    )


def _checked(cells: tuple[Count | None, ...]) -> Table | str:
    first, second, third, fourth = cells
    if first is None or second is None or third is None or fourth is None:
        return NO_COUNTS
    if first > second or third > fourth:
        return FULL
    return first, second, third, fourth


def _quotient(table: Table) -> float:
    of, all_of, to, all_to = table
    return float(Fraction(of) * all_to / (Fraction(all_of) * to)) if all_of and to else 0.0


Answers = tuple[Fraction, int, Fraction, int]
"""Share and respondents of one group, then of another, or of another year."""


def _of_answers(key: Key, then: Experience, now: Experience) -> Chance | str:
    """Compare weighted shares: of one group, or the difference or ratio of two."""
    if key.figure == "share":
        group = str(key.ethnic_group)
        cells = _told(_answers(now, group), _answers(then, group))
        return cells if isinstance(cells, str) else Chance(_weighted(newcombe_weighted, cells), 0)
    pairs = [_told(_answers(one, "bme"), _answers(one, "white")) for one in (then, now)]
    before, after = pairs
    if isinstance(before, str) or isinstance(after, str):
        return NO_COUNTS
    if key.figure == "difference":
        gaps = [float(one[0] - one[2]) for one in (before, after)]
        first, second = (_weighted(newcombe_weighted, one) for one in (before, after))
        return Chance(lambda level: _difference(gaps[0], first(level), gaps[1], second(level)), 0)
    ratios = [float(one[0] / one[2]) if one[2] else 0.0 for one in (before, after)]
    return _of_ratios(
        (ratios[0], _weighted(mover_r, before)), (ratios[1], _weighted(mover_r, after))
    )


def _weighted(bound: Callable[..., Interval | None], answers: Answers) -> Bounds:
    return lambda level: bound(*answers, level=level)


Answer = tuple[Fraction | None, int | None]


def _told(of: Answer, to: Answer) -> Answers | str:
    (p, n), (q, m) = of, to
    if p is None or n is None or q is None or m is None:
        return NO_COUNTS
    return p, n, q, m


def _answers(result: Experience, group: str) -> Answer:
    figure, base = result.share[group], result.respondents[group]
    return figure.exact if figure else None, None if base is None else int(base)


Side = tuple[float, Bounds]
"""A ratio, and its interval by level."""


def _of_ratios(before: Side, after: Side) -> Chance:
    def bounds(level: float) -> Interval | None:
        then, now = before[1](level), after[1](level)
        if then is None or now is None:
            return None
        change = ratio_change(before[0], then, after[0], now)
        return _approximate(change) if then.approximate else change

    return Chance(bounds, 1)


def _difference(
    then: float, interval_then: Interval | None, now: float, interval_now: Interval | None
) -> Interval | None:
    if interval_then is None or interval_now is None:
        return None
    return _approximate(difference_change(then, interval_then, now, interval_now))


def _approximate(change: Interval | None) -> Interval | None:
    """Name an interval as one that takes weighted shares for counts of equal people."""
    return change and evolve(change, method=f"{change.method}_weighted")
