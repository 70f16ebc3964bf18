"""What a year's rules say about ratios: years that agree are worked out together."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from attrs import frozen

from wres.metrics import METRICS, STANDARD
from wres.profiles import Profile


LIKELIHOODS = tuple(metric for metric in METRICS if metric.family == "likelihood")
SURVEYS = tuple(metric for metric in METRICS if metric.family == "survey")


@frozen
class Rules:
    """The rules that the figures of a report depend on.

    Parameters
    ----------
    directions
        Of the likelihoods' ratios: the groups they are of and to.
    labels
        Ethnic group to its name for people, as pairs.
    compares_board
        Whether the board is compared with the workforce; in 2015 it was with the population.
    """

    directions: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    four_fifths: tuple[Fraction, Fraction]
    low_count: int
    compares_board: bool

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Take them from the rules of a year."""
        return cls(
            directions=tuple(profile.direction(metric.number) for metric in LIKELIHOODS),
            labels=tuple((group, profile[f"label_{group}"]) for group in ("white", "bme")),
            four_fifths=profile.four_fifths,
            low_count=int(profile["low_count"]),
            compares_board=STANDARD.compared_with(profile) == "workforce",
        )

    def label(self, group: str) -> str:
        """Name a group for people."""
        return dict(self.labels)[group]
