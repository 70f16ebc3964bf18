"""The forms of the nine that a user may ask for, beside those that the year's rules name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from attrs import field, frozen

from wres.errors import UnknownNameError
from wres.metrics.figures import TOTAL, Headcount, whole
from wres.profiles import Profile
from wres.vocabulary import band_clusters, cluster_schemes


Base = Literal["everybody", "known_only"]
"""Whom shares of metrics 1 and 9 are of: all staff, or those whose ethnicity is known."""

Comparator = Literal["workforce", "population"]
"""What the board is compared with: the whole workforce, or the local population."""

SCHEMES: Mapping[str, tuple[str, ...]] = {"bands_8_9_vsm": ("wres_2015",), "bands_by_group": ()}
"""Form of metric 1 to the cluster schemes that it is made of, beside the single bands."""


def _in_file_order(schemes: Iterable[str]) -> tuple[str, ...]:
    asked = {schemes} if isinstance(schemes, str) else set(schemes)
    for scheme in sorted(asked):
        band_clusters(scheme)
    return tuple(scheme for scheme in cluster_schemes() if scheme in asked)


def _is_known(_: object, __: object, value: str | None) -> None:
    if value not in {None, *get_args(Comparator)}:
        raise UnknownNameError.of("comparator of the board", value, get_args(Comparator))


@frozen(kw_only=True)
class Forms:
    """Which forms of the metrics to measure.

    Parameters
    ----------
    clusters
        Schemes of ``band_clusters.csv`` to take pay bands together by.
    known_only
        Whether shares of metrics 1 and 9 leave unknown ethnicity out of the denominator, as
        government statistics do. The standard keeps it in.
    board_against
        What metric 9 compares the board with, to go against the year's profile.

    Raises
    ------
    UnknownNameError
        No scheme of clusters is called that, or nothing to compare the board with.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> forms = Forms(clusters=["wdes", "government"])
    >>> forms.schemes(profile(2025)), forms.schemes(profile(2015))[-1], forms.base
    (('government', 'wdes'), 'wres_2015', 'everybody')
    """

    clusters: tuple[str, ...] = field(default=(), converter=_in_file_order)
    known_only: bool = False
    board_against: Comparator | None = field(default=None, validator=_is_known)

    @property
    def base(self) -> Base:
        """Whom shares are of."""
        return "known_only" if self.known_only else "everybody"

    def schemes(self, rules: Profile) -> tuple[str, ...]:
        """Name the cluster schemes to measure: those asked for, and that of the year's form."""
        return _in_file_order({*self.clusters, *SCHEMES[rules["metric_1_form"]]})

    def compared_with(self, rules: Profile) -> Comparator:
        """Say what the board is compared with: as asked, else as the year's form of metric 9."""
        as_written: Comparator = (
            "population" if rules["metric_9_form"] == "population" else "workforce"
        )
        return self.board_against or as_written

    def counted(self, headcount: Headcount) -> Headcount:
        """Give those whom shares are of."""
        return counted(headcount, self.base)


def counted(headcount: Headcount, base: Base) -> Headcount:
    """Give those whom shares are of: the headcount, or without unknown ethnicity.

    Examples
    --------
    >>> counted(Headcount(6307, 990, 125, 7422), "known_only")
    Headcount(white=6307, bme=990, unknown=None, total=7297)
    """
    if base == "everybody":
        return headcount
    white, bme = headcount.white, headcount.bme
    known = None if white is None or bme is None else whole(white + bme)
    hidden = tuple(group for group in headcount.hidden if group in {"white", "bme"})
    return Headcount(white, bme, None, known, hidden=(*hidden, TOTAL) if hidden else ())


STANDARD = Forms()
"""What the year's rules ask for, and nothing else."""
