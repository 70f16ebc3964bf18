"""How a metric became what it is: the rules that changed, and changes that are no rule."""

from __future__ import annotations

from collections.abc import Iterator

from wres import profiles
from wres.metrics.definitions import Change, Metric
from wres.profiles import Period


def editions(metric: Metric) -> tuple[Change, ...]:
    """Give what changed over the years in what a metric depends on, oldest first.

    Returns
    -------
    tuple of Change
        Every value of each rule that had more than one, then what the metric's own `changes`
        tell, by first year. A rule that never changed is not there.

    Examples
    --------
    >>> from wres.metrics import metric
    >>> for one in editions(metric(9))[:2]:
    ...     print(one.first_year, one.last_year, one.change)
    2015 2015 metric_9_form = population: compared with the local population
    2016 2016 metric_9_form = total: the title says voting membership, the collection form used the total board
    """
    rules = [change for name in metric.rules for change in _of_rule(name)]
    return tuple(sorted([*rules, *metric.changes], key=lambda one: one.first_year))


def _of_rule(name: str) -> Iterator[Change]:
    periods = profiles.history(name)
    if len({period.rule.value for period in periods}) > 1:
        yield from map(_told, periods)


def _told(period: Period) -> Change:
    rule = period.rule
    said = f"{rule.name} = {rule.value}"
    return Change(
        first_year=period.first_year,
        last_year=period.last_year,
        change=f"{said}: {rule.note}" if rule.note else said,
        source=rule.source,
        verified=rule.verified,
    )
