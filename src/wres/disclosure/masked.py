"""The parts of breakdowns without what is hidden, those of an ethnic category among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, field, frozen

from wres.disclosure.cells import row_path
from wres.disclosure.masking import BOTH, Mask
from wres.disclosure.parts import around, start_of, values_of
from wres.metrics import (
    TOTAL,
    Breakdown,
    Counts,
    GroupCounts,
    GroupFigures,
    Headcount,
    Likelihood,
    NoData,
    Overall,
    Part,
    Representation,
    Result,
    differences,
    distribution,
    hidden_ratio,
    measure_likelihood,
    metric,
)
from wres.metrics.category import DETAILED, category_of, in_category
from wres.metrics.figures import share_of
from wres.vocabulary import EthnicCategory


Shown = dict[str, tuple[Result, ...]]
"""Results as they are published, by what the paths of their part begin with."""


@frozen
class _Around(Counts):
    """What is shown of everybody that a category is compared with."""

    sums: Mapping[str, GroupCounts] = field(factory=dict)

    def of(self, measure: str) -> GroupCounts:
        """Give one measure's counts, which need not be the sum of those shown by place."""
        return self.sums[measure]


def masked(
    breakdowns: Sequence[Breakdown], mask: Mask, whole: tuple[Result, ...]
) -> tuple[Breakdown, ...]:
    """Give breakdowns as they are published.

    Parameters
    ----------
    whole
        The report's own results as they are published.
    """
    shown: Shown = {"": whole}
    for one in sorted(breakdowns, key=lambda one: DETAILED in one.by):
        for part in one:
            values = values_of(one, part)
            start = start_of(values)
            own, code = evolve(mask, start=start), values.get(DETAILED)
            if code is None:
                shown[start] = own.results(part.metrics)
            else:
                others = shown[start_of(around(values))]
                shown[start] = _of_category(part, category_of(code), own, others)
    return tuple(
        evolve(
            one,
            parts=tuple(
                evolve(part, metrics=shown[start_of(values_of(one, part))]) for part in one
            ),
        )
        for one in breakdowns
    )


def _of_category(
    part: Part, category: EthnicCategory, mask: Mask, others: tuple[Result, ...]
) -> tuple[Result, ...]:
    results: list[Result] = []
    for result, beside in zip(part, others, strict=False):
        if isinstance(result, Representation) and isinstance(beside, Representation):
            results.append(_representation(result, category, mask, beside))
        elif isinstance(result, Likelihood) and isinstance(beside, Likelihood):
            results.append(_likelihood(result, category, mask, beside))
        else:
            assert isinstance(result, NoData)  # noqa: S101  # as everybody's is
            results.append(result)
    return tuple(results)


def _representation(
    result: Representation, category: EthnicCategory, mask: Mask, beside: Representation
) -> Representation:
    headcount = mask.headcount("1.overall.headcount", result.overall.headcount)
    overall = _share(category, headcount, beside.overall.headcount)
    places = {(row.workforce_group, row.pay_band): row.headcount for row in beside.rows}
    rows = []
    for row in result.rows:
        place = (row.workforce_group, row.pay_band)
        own = mask.headcount(row_path(row), row.headcount)
        share = _share(category, own, places.get(place, Headcount()))
        rows.append(
            evolve(
                row,
                headcount=own,
                share=share,
                difference=differences(share, overall),
                distribution=distribution(own, headcount),
            )
        )
    managers = mask.headcount("1.senior_medical_managers", result.senior_medical_managers)
    return evolve(
        result,
        overall=Overall(headcount, overall),
        rows=tuple(rows),
        senior_medical_managers=managers,
    )


def _share(category: EthnicCategory, own: Headcount, everybody: Headcount) -> GroupFigures:
    group = str(category.group)
    if TOTAL in {*own.hidden, *everybody.hidden}:
        return GroupFigures(hidden=(group,))
    if own.total is None or not everybody.total:
        return GroupFigures()
    return GroupFigures.only(group, share_of(own.total, everybody.total))


def _likelihood(
    result: Likelihood, category: EthnicCategory, mask: Mask, beside: Likelihood
) -> Likelihood:
    definition = metric(result.number)
    population = mask.groups(f"{result.number}.population", result.population)
    events = mask.groups(f"{result.number}.events", result.events)
    counts = {definition.population: beside.population, str(definition.events): beside.events}
    plain = measure_likelihood(definition, population, events, mask.rules)
    compared = in_category(plain, category, _Around(sums=counts), mask.rules)
    assert isinstance(compared, Likelihood)  # noqa: S101  # as what it is of
    ratio = compared.ratio
    if population.hidden or events.hidden or _is_hidden(beside):
        ratio = hidden_ratio(ratio.of, ratio.to, ratio.note)
    return evolve(compared, population=population, events=events, ratio=ratio, basis=result.basis)


def _is_hidden(beside: Likelihood) -> bool:
    """Whether a count of White staff, with whom a category is compared, is hidden."""
    return BOTH[0] in {*beside.population.hidden, *beside.events.hidden}
