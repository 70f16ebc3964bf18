"""Metric 1 by clusters of pay bands, and how each group spreads over the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from wres.metrics.figures import (
    GROUPS,
    Count,
    Figure,
    GroupCounts,
    GroupFigures,
    Headcount,
    differences,
    each,
    share_of,
    whole,
)
from wres.metrics.forms import Forms
from wres.vocabulary import band_clusters


@frozen
class Cluster:
    """Some pay bands taken together, in all blocks that have them.

    Parameters
    ----------
    scheme, cluster
        Names in ``band_clusters.csv``, such as ``government`` and ``senior``.
    share
        Of the cluster's headcount; ``None`` where nobody is in it.
    difference
        The cluster's share less the share of the whole workforce.
    distribution
        Of a group's staff, those who are in the cluster.
    """

    scheme: str
    cluster: str
    headcount: Headcount
    share: GroupFigures
    difference: GroupFigures
    distribution: GroupFigures


def measure_clusters(
    schemes: Iterable[str],
    places: Mapping[tuple[str, str], GroupCounts],
    everybody: Headcount,
    forms: Forms,
) -> tuple[Cluster, ...]:
    """Add pay bands up by the clusters of some schemes, in their order.

    Parameters
    ----------
    places
        Headcount by workforce group and pay band; empty where only the total is known, and
        then there are no clusters.
    everybody
        The whole workforce.

    Examples
    --------
    >>> places = {
    ...     ("clinical", "Band 5"): GroupCounts(white=60, bme=40, unknown=0),
    ...     ("clinical", "Band 9"): GroupCounts(white=9, bme=1, unknown=0),
    ... }
    >>> staff = Headcount.of(GroupCounts(69, 41, 0))
    >>> [top] = measure_clusters(["edi_2d"], places, staff, Forms())
    >>> top.share.bme.display, top.difference.bme.display, top.distribution.bme.display
    ('10.0%', '-27.3', '2.4%')
    """
    if not places:
        return ()
    return tuple(
        _cluster(
            scheme, cluster, [places[place] for place in found if place in places], everybody, forms
        )
        for scheme in schemes
        for cluster, found in band_clusters(scheme).items()
    )


def _cluster(
    scheme: str, cluster: str, parts: list[GroupCounts], everybody: Headcount, forms: Forms
) -> Cluster:
    headcount = Headcount.of(_added(parts))
    shares, overall = forms.counted(headcount).shares, forms.counted(everybody).shares
    return Cluster(
        scheme,
        cluster,
        headcount,
        shares,
        differences(shares, overall),
        distribution(headcount, everybody),
    )


def _added(parts: Iterable[GroupCounts]) -> GroupCounts:
    """Add counts up by group; ``None`` where no part has one."""
    sums: dict[str, Count] = {}
    for part in parts:
        for group in GROUPS:
            count = part[group]
            if count is not None:
                sums[group] = whole(sums.get(group, 0) + count)
    return GroupCounts(*(sums.get(group) for group in GROUPS))


def distribution(part: Headcount, everybody: Headcount) -> GroupFigures:
    """Say which part of each group's staff is in one row or cluster: a share of the column.

    Not to be taken for a share, which is of the row: it compares with 1, not with the workforce.

    Examples
    --------
    >>> row, staff = Headcount(30, 20, 0, 50), Headcount(300, 50, 0, 350)
    >>> spread = distribution(row, staff)
    >>> spread.white.display, spread.bme.display, spread.unknown
    ('10.0%', '40.0%', None)
    """
    return each(_spread, part, everybody)


def _spread(part: Count, group: Count) -> Figure | None:
    return share_of(part, group) if group else None
