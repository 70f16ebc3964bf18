"""Pay bands taken together: the clusters that analyses of representation use."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from wres.errors import UnknownNameError
from wres.vocabulary._tables import read_table
from wres.vocabulary.workforce import PayBand, WorkforceGroup, fits


@cache
def cluster_schemes() -> tuple[str, ...]:
    """Names of the schemes, in file order.

    Examples
    --------
    >>> cluster_schemes()[:3]
    ('government', 'disparity', 'model_employer')
    """
    return tuple(dict.fromkeys(row["scheme"] for row in read_table("band_clusters")))


@cache
def band_clusters(scheme: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Clusters of a scheme and the rows of the return in each: workforce group and pay band.

    A row of the return is in one cluster at most; a scheme may leave some out.

    Raises
    ------
    UnknownNameError
        No scheme is called that; the message lists those that are there.

    Examples
    --------
    >>> band_clusters("wdes")["6"]
    (('medical', 'Non-consultant career grade'),)
    """
    if scheme not in cluster_schemes():
        raise UnknownNameError.of("cluster scheme", scheme, cluster_schemes())
    rows = [row for row in read_table("band_clusters") if row["scheme"] == scheme]
    return MappingProxyType(
        {
            cluster: tuple(
                (str(group), str(band))
                for group in WorkforceGroup
                for band in PayBand
                for row in rows
                if row["cluster"] == cluster
                and row["pay_band"] == band
                and row["workforce_group"] in {"", group}
                and fits(group, band)
            )
            for cluster in dict.fromkeys(row["cluster"] for row in rows)
        }
    )
