"""Metric 1: every pay band's ethnicity beside that of the whole workforce."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from attrs import frozen

from wres.metrics.clusters import Cluster, distribution, measure_clusters
from wres.metrics.definitions import Metric
from wres.metrics.evidence import disparity_ratio
from wres.metrics.figures import (
    Count,
    GroupCounts,
    GroupFigures,
    Headcount,
    differences,
    whole,
)
from wres.metrics.forms import STANDARD, Base, Forms
from wres.metrics.ratio import Ratio
from wres.profiles import Profile
from wres.vocabulary import PayBand, WorkforceGroup, fits


Place = tuple[str, str]
"""Workforce group and pay band."""

PLACES: tuple[Place, ...] = tuple(
    (str(group), str(band)) for group in WorkforceGroup for band in PayBand if fits(group, band)
)
"""The rows of the collection form, in its order."""

STEPS = (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))
RECONSTRUCTION = "a reconstruction: the national method is not published"


@frozen
class Overall:
    """The whole workforce."""

    headcount: Headcount
    share: GroupFigures


@frozen
class Row:
    """One row of the collection form.

    Parameters
    ----------
    share
        Of the row's headcount, unknown ethnicity included; ``None`` in an empty row.
    difference
        The row's share less the share of the whole workforce. Without an interval: the row is
        part of the workforce, and the two shares are not independent.
    distribution
        Of a group's staff in the whole workforce, those who are in the row: adds up to 1 over
        the rows.
    """

    workforce_group: str
    pay_band: str
    headcount: Headcount
    share: GroupFigures
    difference: GroupFigures
    distribution: GroupFigures


@frozen
class Disparity:
    """How much better White staff are represented higher up, in one block of the form.

    Parameters
    ----------
    from_, to
        Clusters of pay bands: ``lower`` (to band 5), ``middle`` (6 and 7), ``upper`` (8a and
        above).
    ratio
        Above 1, White staff are over-represented in the higher cluster. Not a likelihood of
        promotion.
    """

    workforce_group: str
    from_: str
    to: str
    ratio: Ratio


@frozen(kw_only=True)
class Representation:
    """The result of metric 1.

    Parameters
    ----------
    rows, disparity, clusters
        Empty where only the total of the workforce is known.
    senior_medical_managers
        A subset of the consultants, never added to anything.
    base
        Whom shares are of: ``everybody`` or, for comparison with government statistics,
        ``known_only``, which leaves unknown ethnicity out.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    overall: Overall
    rows: tuple[Row, ...]
    disparity: tuple[Disparity, ...]
    senior_medical_managers: Headcount
    clusters: tuple[Cluster, ...]
    base: Base


def measure_representation(
    definition: Metric,
    overall: GroupCounts,
    places: Mapping[Place, GroupCounts],
    senior_medical_managers: GroupCounts,
    rules: Profile,
    *,
    forms: Forms = STANDARD,
) -> Representation:
    """Measure metric 1 from its counts.

    Parameters
    ----------
    overall
        Headcount of the whole workforce.
    places
        Headcount by workforce group and pay band; empty where only the total is known.

    Examples
    --------
    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> staff = GroupCounts(white=6307, bme=990, unknown=125)
    >>> result = measure_representation(metric(1), staff, {}, GroupCounts(), profile(2025))
    >>> result.overall.share.bme.display, result.rows
    ('13.3%', ())
    """
    everybody = Headcount.of(overall)
    rows = PLACES if places else ()
    return Representation(
        number=definition.number,
        name=definition.name,
        overall=Overall(everybody, forms.counted(everybody).shares),
        rows=tuple(
            _row(place, places.get(place, GroupCounts()), everybody, forms) for place in rows
        ),
        disparity=disparities(places, rules) if places else (),
        senior_medical_managers=Headcount.of(senior_medical_managers),
        clusters=measure_clusters(forms.schemes(rules), places, everybody, forms),
        base=forms.base,
    )


def _row(place: Place, counts: GroupCounts, everybody: Headcount, forms: Forms) -> Row:
    headcount = Headcount.of(counts)
    shares, overall = forms.counted(headcount).shares, forms.counted(everybody).shares
    spread = distribution(headcount, everybody)
    return Row(*place, headcount, shares, differences(shares, overall), spread)


def disparities(places: Mapping[Place, GroupCounts], rules: Profile) -> tuple[Disparity, ...]:
    """Give the race disparity ratios of the blocks that are paid by band.

    For each block and each step from one cluster of bands to a higher one,
    (White higher / White lower) / (BME higher / BME lower). Medical staff and unknown
    ethnicity are left out.

    Parameters
    ----------
    places
        Headcount by workforce group and pay band; ``None`` adds nothing.

    References
    ----------
    .. [1] The formula of regional packs (plausible); the national one is not published.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> places = {
    ...     ("clinical", "Band 5"): GroupCounts(white=60, bme=40),
    ...     ("clinical", "Band 8a"): GroupCounts(white=9, bme=2),
    ... }
    >>> ratio = disparities(places, profile(2025))[-1].ratio
    >>> ratio.of, ratio.to, ratio.exact
    ('white', 'bme', Fraction(3, 1))
    """
    blocks = [str(group) for group in WorkforceGroup if group.scale == "afc"]
    return tuple(
        Disparity(block, low, high, _disparity(_clusters(block, places), low, high, rules))
        for block in blocks
        for low, high in STEPS
    )


def _clusters(block: str, places: Mapping[Place, GroupCounts]) -> dict[tuple[str, str], Count]:
    """Add a block up by cluster and group."""
    sums: dict[tuple[str, str], Count] = {}
    for (group, band), counts in places.items():
        cluster = PayBand(band).cluster
        if group == block and cluster is not None:
            for who in ("white", "bme"):
                sums[cluster, who] = sums.get((cluster, who), 0) + (counts[who] or 0)
    return sums


def _disparity(sums: Mapping[tuple[str, str], Count], low: str, high: str, rules: Profile) -> Ratio:
    cells = [(who, cluster) for who in ("white", "bme") for cluster in (low, high)]
    empty = _named((cell for cell in cells if not sums.get((cell[1], cell[0]))), rules)
    white, bme = (
        (sums.get((high, who), 0), sums.get((low, who), 0) + sums.get((high, who), 0))
        for who in ("white", "bme")
    )
    quotient = empty or Fraction(
        whole(sums[high, "white"] * sums[low, "bme"]),
        whole(sums[low, "white"] * sums[high, "bme"]),
    )
    return disparity_ratio(quotient, (*white, *bme), rules, note=RECONSTRUCTION)


def _named(empty: Iterable[tuple[str, str]], rules: Profile) -> str:
    """Say which cells are empty; no text where none is."""
    return " and ".join(f"no {rules[f'label_{who}']} in {cluster} bands" for who, cluster in empty)
