"""All nine results from one set of counts, those without data included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from wres.metrics.board import BoardRepresentation, measure_board
from wres.metrics.counts import Counts
from wres.metrics.definitions import METRICS, Metric
from wres.metrics.forms import STANDARD, Forms
from wres.metrics.international import with_recruits_apart
from wres.metrics.likelihood import Likelihood, measure_likelihood
from wres.metrics.representation import Representation, measure_representation
from wres.metrics.survey import Experience, measure_experience
from wres.profiles import Profile
from wres.vocabulary import INTERNATIONAL


BOARD_PARTS = {
    "total": "board",
    "voting": "board_voting",
    "executive": "board_executive",
}
"""Part of the board to the measure that counts it."""


@frozen(kw_only=True)
class NoData:
    """A metric that could not be measured, and why."""

    number: int
    name: str
    status: Literal["no_data"] = "no_data"
    reason: str


Measured = Representation | Likelihood | Experience | BoardRepresentation
Result = Measured | NoData


def nine(
    counts: Counts,
    rules: Profile,
    missing: Mapping[str, str] | None = None,
    forms: Forms = STANDARD,
) -> tuple[Result, ...]:
    """Measure the nine metrics, in order.

    Parameters
    ----------
    missing
        Measure to the reason why it could not be had, where a source gave one.
    forms
        What to measure beside what the year's rules ask for.

    Returns
    -------
    tuple of results
        `NoData` where a measure that the metric needs was not supplied for any group.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> nine(Counts(), profile(2025), {"appointed": "the system keeps no outcomes"})[1]
    NoData(number=2, name='appointed_from_shortlisting', status='no_data', reason='the system keeps no outcomes')
    """
    return tuple(_one(metric, counts, rules, missing or {}, forms) for metric in METRICS)


def _one(
    metric: Metric, counts: Counts, rules: Profile, missing: Mapping[str, str], forms: Forms
) -> Result:
    reason = _why_not(metric, counts, missing)
    if reason is not None:
        return NoData(number=metric.number, name=metric.name, reason=reason)
    return _measured(metric, counts, rules, forms)


def needs(metric: Metric) -> tuple[str, ...]:
    """Name the measures that a metric rests on, the most telling first."""
    if metric.family == "board":
        return tuple(BOARD_PARTS.values())
    if metric.measure is not None:
        return (metric.measure,)
    return tuple(name for name in (metric.events, metric.population) if name)


def _why_not(metric: Metric, counts: Counts, missing: Mapping[str, str]) -> str | None:
    absent = [name for name in needs(metric) if not counts.supplies(name)]
    some_will_do = metric.family == "board"
    if not absent or (some_will_do and len(absent) < len(needs(metric))):
        return None
    told = [missing[name] for name in absent if name in missing]
    return told[0] if told else f"{absent[0]} was not supplied"


def _measured(metric: Metric, counts: Counts, rules: Profile, forms: Forms) -> Measured:
    staff = counts.of("staff")
    match metric.family:
        case "representation":
            managers = counts.of("senior_medical_manager")
            places = counts.by_place("staff")
            return measure_representation(metric, staff, places, managers, rules, forms=forms)
        case "likelihood":
            population, events = (
                counts.of(metric.population),
                counts.of(str(metric.events)),
            )
            result = measure_likelihood(metric, population, events, rules)
            recruited = counts.of(f"{metric.population}{INTERNATIONAL}")
            hired = counts.of(f"{metric.events}{INTERNATIONAL}")
            return with_recruits_apart(result, metric, recruited, hired, rules)
        case "survey":
            white, bme, unknown = counts.respondents(str(metric.measure))
            return measure_experience(metric, white, bme, unknown, rules)
        case _:
            parts = {part: counts.of(name) for part, name in BOARD_PARTS.items()}
            people = counts.of("local_population")
            return measure_board(metric, parts, staff, rules, forms=forms, population=people)
