"""Metric 2 a second time, without those who were recruited abroad.

They are often appointed without the usual shortlisting, which moves the ratio; no official
adjustment is known, so both figures are given.
"""

from __future__ import annotations

from attrs import evolve

from wres.metrics.definitions import Metric
from wres.metrics.figures import Count, GroupCounts, whole
from wres.metrics.likelihood import Likelihood, WithoutInternational, measure_likelihood
from wres.profiles import Profile


def with_recruits_apart(
    result: Likelihood,
    definition: Metric,
    population: GroupCounts,
    events: GroupCounts,
    rules: Profile,
) -> Likelihood:
    """Add the figures without international recruits to a result.

    Parameters
    ----------
    population, events
        International recruits among those of the result; ``None`` where not supplied.

    Returns
    -------
    Likelihood
        The result as it was where no group has both.

    Examples
    --------
    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> rules, shortlisted = profile(2025), GroupCounts(200, 100)
    >>> result = measure_likelihood(metric(2), shortlisted, GroupCounts(40, 20), rules)
    >>> abroad = GroupCounts(0, 10), GroupCounts(0, 8)
    >>> apart = with_recruits_apart(result, metric(2), *abroad, rules)
    >>> result.ratio.display, apart.without_international.ratio.display
    ('1.00', '1.50')
    """
    others = _less(result.population, population), _less(result.events, events)
    if any(counts.is_empty for counts in others):
        return result
    home = measure_likelihood(definition, *others, rules)
    return evolve(
        result,
        without_international=WithoutInternational(
            home.population, home.events, home.likelihood, home.ratio
        ),
    )


def _less(every: GroupCounts, recruits: GroupCounts) -> GroupCounts:
    return GroupCounts(
        _difference(every.white, recruits.white),
        _difference(every.bme, recruits.bme),
        _difference(every.unknown, recruits.unknown),
    )


def _difference(every: Count | None, recruits: Count | None) -> Count | None:
    return None if every is None or recruits is None else whole(every - recruits)
