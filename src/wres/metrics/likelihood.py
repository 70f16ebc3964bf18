"""Metrics 2 to 4: how likely an event is in each group, and the ratio of two likelihoods."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, get_args

from attrs import evolve, frozen

from wres.metrics.definitions import Metric
from wres.metrics.evidence import likelihood_ratio
from wres.metrics.figures import (
    Count,
    Figure,
    GroupCounts,
    GroupFigures,
    each,
    likelihood_figure,
    whole,
)
from wres.metrics.ratio import (
    Ratio,
    Side,
    divided,
    figure_or_none,
)
from wres.profiles import Profile
from wres.statistics import wilson


Basis = Literal["single_year", "two_year_average"]
"""Years that metric 3 covers; the average is of the year and the one before."""


@frozen
class IfUnknownWere:
    """The ratio if everybody of unknown ethnicity were in one group; ``None`` if undefined."""

    white: Figure | None
    bme: Figure | None


@frozen
class WithoutInternational:
    """The figures of metric 2 without international recruits, who are in all the others."""

    population: GroupCounts
    events: GroupCounts
    likelihood: GroupFigures
    ratio: Ratio


@frozen(kw_only=True)
class Likelihood:
    """The result of metric 2, 3 or 4.

    Parameters
    ----------
    population, events
        Who was counted, and who of them had the event. Unknown ethnicity is in neither
        likelihood of the ratio.
    likelihood
        Events over population, dimensionless, with Wilson's interval; above 1, and without
        one, where leavers outnumber those in post.
    if_unknown_were
        How far the ratio could move if ethnicity were known.
    without_international
        Metric 2 only; ``None`` where the source does not tell who they are.
    basis
        Metric 3 only: ``single_year`` or ``two_year_average``; ``None`` where that is not known.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    population: GroupCounts
    events: GroupCounts
    likelihood: GroupFigures
    ratio: Ratio
    if_unknown_were: IfUnknownWere
    without_international: WithoutInternational | None = None
    basis: Basis | None = None


def measure_likelihood(
    definition: Metric, population: GroupCounts, events: GroupCounts, rules: Profile
) -> Likelihood:
    """Measure metric 2, 3 or 4 from its counts.

    Parameters
    ----------
    population, events
        By group; ``None`` where not supplied, and then what rests on it is ``None`` too.

    Examples
    --------
    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> shortlisted, appointed = GroupCounts(780, 210, 10), GroupCounts(170, 30, 1)
    >>> result = measure_likelihood(metric(2), shortlisted, appointed, profile(2025))
    >>> result.likelihood.white.exact, result.likelihood.white.display, result.ratio.display
    (Fraction(17, 78), '0.22', '1.53')
    """
    return Likelihood(
        number=definition.number,
        name=definition.name,
        population=population,
        events=events,
        likelihood=each(_likelihood, events, population),
        ratio=likelihood_ratio(definition, population, events, rules),
        if_unknown_were=IfUnknownWere(
            *(
                _if_unknown_were(group, definition, population, events, rules)
                for group in ("white", "bme")
            )
        ),
        basis=_basis(definition, rules),
    )


def _basis(definition: Metric, rules: Profile) -> Basis | None:
    if "metric_3_basis" not in definition.rules:
        return None
    known: Mapping[str, Basis] = {basis: basis for basis in get_args(Basis)}
    return known.get(rules["metric_3_basis"])


def _likelihood(events: Count, population: Count) -> Figure | None:
    if not population:
        return None
    interval = wilson(events, population) if events <= population else None
    return likelihood_figure(Fraction(events, population), interval)


def _if_unknown_were(
    group: str,
    definition: Metric,
    population: GroupCounts,
    events: GroupCounts,
    rules: Profile,
) -> Figure | None:
    if population.unknown is None or events.unknown is None:
        return None
    moved_population, moved_events = _moved(population, group), _moved(events, group)
    of, to = (
        Side(name, moved_events[name], moved_population[name])
        for name in rules.direction(definition.number)
    )
    return figure_or_none(divided(of, to))


def _moved(counts: GroupCounts, group: str) -> GroupCounts:
    own, unknown = counts[group], counts.unknown
    if own is None or unknown is None:
        return counts
    moved: dict[str, Any] = {group: whole(own + unknown)}
    return evolve(counts, **moved)
