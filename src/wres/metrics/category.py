"""Metrics 1 to 4 of one ethnic category, which has no White and BME staff of its own."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from wres.admission.names import DETAILED
from wres.errors import FigureError
from wres.metrics.counts import Counts
from wres.metrics.definitions import metric
from wres.metrics.evidence import few_events, likelihood_ratio
from wres.metrics.figures import (
    GROUPS,
    Count,
    GroupCounts,
    GroupFigures,
    Headcount,
    differences,
    share_of,
)
from wres.metrics.likelihood import Likelihood
from wres.metrics.nine import Result
from wres.metrics.ratio import Ratio, Side, divided, plain_ratio
from wres.metrics.representation import Overall, Place, Representation, Row
from wres.profiles import Profile
from wres.records import ETHNIC_CODES
from wres.vocabulary import EthnicCategory, EthnicGroup


__all__ = ["DETAILED", "category_of", "in_category"]


def category_of(code: str) -> EthnicCategory:
    """Give the category of a code.

    Raises
    ------
    FigureError
        There is no such code.
    """
    if code not in set(EthnicCategory):
        raise FigureError(f"{DETAILED} must be {ETHNIC_CODES}; got another text")
    return EthnicCategory(code)


def in_category(
    result: Result, category: EthnicCategory, everybody: Counts, rules: Profile
) -> Result:
    """Turn a result of one category's counts into one that says something about it.

    Parameters
    ----------
    result
        As measured from the category's counts.
    everybody
        Counts of all categories, under the same other dimensions.

    Returns
    -------
    result
        Figures are in the slot of the category's group; the other groups have none. Metric 1:
        shares of everybody, in the workforce and in each pay band; no disparity and no clusters,
        which would be of the category alone. Metrics 2 to 4:
        the category in the place of BME staff, beside all White staff. A White category is one
        of them, so that its ratio has neither interval nor verdict.

    Raises
    ------
    FigureError
        Some of the category are counted in another group than its own.
    """
    match result:
        case Representation():
            return _representation(result, category, everybody)
        case Likelihood():
            return _likelihood(result, category, everybody, rules)
    return result


def _only(category: EthnicCategory, counts: GroupCounts | Headcount) -> GroupCounts:
    """Keep the category's own group; the others are of nobody."""
    group = str(category.group)
    for other in GROUPS:
        if other != group and counts[other]:
            raise FigureError(
                f"ethnic category {category} is {group}; the return counts some of it as {other}"
            )
    return GroupCounts.only(group, counts[group])


def _alone(category: EthnicCategory, counts: Headcount) -> Headcount:
    own = _only(category, counts)
    return Headcount(own.white, own.bme, own.unknown, own[str(category.group)])


def _share(category: EthnicCategory, own: Headcount, total: Count | None) -> GroupFigures:
    if own.total is None or not total:
        return GroupFigures()
    return GroupFigures.only(str(category.group), share_of(own.total, total))


def _representation(
    result: Representation, category: EthnicCategory, everybody: Counts
) -> Representation:
    headcount = _alone(category, result.overall.headcount)
    overall = _share(category, headcount, Headcount.of(everybody.of("staff")).total)
    places = everybody.by_place("staff")
    return evolve(
        result,
        overall=Overall(headcount, overall),
        rows=tuple(_row(row, category, places, overall) for row in result.rows),
        disparity=(),
        clusters=(),
        senior_medical_managers=_alone(category, result.senior_medical_managers),
    )


def _row(
    row: Row,
    category: EthnicCategory,
    places: Mapping[Place, GroupCounts],
    overall: GroupFigures,
) -> Row:
    headcount = _alone(category, row.headcount)
    everybody = places.get((row.workforce_group, row.pay_band), GroupCounts())
    share = _share(category, headcount, Headcount.of(everybody).total)
    return evolve(row, headcount=headcount, share=share, difference=differences(share, overall))


def _likelihood(
    result: Likelihood, category: EthnicCategory, everybody: Counts, rules: Profile
) -> Likelihood:
    definition = metric(result.number)
    white = [everybody.of(name).white for name in (definition.population, str(definition.events))]
    counts = [_only(category, one) for one in (result.population, result.events)]
    population, events = (
        GroupCounts(white=one, bme=own[str(category.group)])
        for one, own in zip(white, counts, strict=True)
    )
    compared = _part_of_white if category.group is EthnicGroup.WHITE else _beside_white
    return evolve(
        result,
        population=counts[0],
        events=counts[1],
        ratio=compared(result.number, category, population, events, rules),
        without_international=None,
    )


def _beside_white(
    number: int,
    category: EthnicCategory,
    population: GroupCounts,
    events: GroupCounts,
    rules: Profile,
) -> Ratio:
    """Put the category in the place of BME staff."""
    label = evolve(rules.rules["label_bme"], value=category.label)
    named = evolve(rules, rules={**rules.rules, "label_bme": label})
    ratio = likelihood_ratio(metric(number), population, events, named)
    return evolve(
        ratio,
        of=_called(ratio.of, category),
        to=_called(ratio.to, category),
        verdict=f"worse_for_{category}" if ratio.verdict == "worse_for_bme" else ratio.verdict,
    )


def _part_of_white(
    number: int,
    category: EthnicCategory,
    population: GroupCounts,
    events: GroupCounts,
    rules: Profile,
) -> Ratio:
    """Compare a White category with all White staff, of whom it is a part: no interval."""
    white = rules["label_white"]
    labels = {"white": white, "bme": category.label}
    first, second = rules.direction(number)
    of, to = (Side(labels[one], events[one], population[one]) for one in (first, second))
    ratio = plain_ratio(
        divided(of, to),
        _called(first, category),
        _called(second, category),
        rules,
        note=f"{category.label} is a part of {white}: no interval",
    )
    return evolve(ratio, low_count=few_events(rules, of.events, to.events))


def _called(group: str, category: EthnicCategory) -> str:
    return str(category) if group == "bme" else group
