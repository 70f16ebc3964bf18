"""The counts that an attacker asks about, and how they are named for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wres.vocabulary import WorkforceGroup


Slice = tuple[tuple[str, str], ...]
"""Dimensions of a breakdown and their values, sorted; empty for the whole organisation."""

LABELS = {"white": "White", "bme": "BME", "unknown": "unknown ethnicity", "total": "all"}
WORDS = {
    "headcount": "",
    "population": "population",
    "events": "events",
    "respondents": "respondents",
    "recruits_population": "international recruits shortlisted",
    "recruits_events": "international recruits appointed",
}


def slice_of(values: Iterable[tuple[str, str]]) -> Slice:
    """Give the part of a breakdown, the same in whatever order its dimensions were asked for."""
    return tuple(sorted(values))


class Cell(NamedTuple):
    """A number of people (applications, members, answers) that is the same in every file.

    Parameters
    ----------
    slice
        The part of a breakdown that it belongs to.
    metric
        Number of the metric.
    figure
        ``headcount``, ``population``, ``events``, ``respondents``, or a name of a sum that only
        the attacker works with, beginning with ``_``.
    place
        Such as ``overall``, ``clinical/Band 5``, ``voting``, ``without_international``.
    group
        ``white``, ``bme``, ``unknown``, ``total``.

    Examples
    --------
    >>> print(Cell("RXX", 2025, (), 1, "headcount", "clinical/Band 9", "bme").named)
    RXX 2025, indicator 1, Clinical Band 9, BME
    """

    organisation: str
    year: int
    slice: Slice
    metric: int
    figure: str
    place: str
    group: str

    @property
    def is_count(self) -> bool:
        """Whether it is a number that a form or report has, and no sum of the attacker's own."""
        return not self.figure.startswith("_")

    @property
    def scope(self) -> tuple[str, int, Slice]:
        """Whose count it is: organisation, year, part of a breakdown."""
        return self[:3]

    @property
    def named(self) -> str:
        """The cell in words."""
        whose = " ".join(filter(None, [self.organisation, str(self.year or "")]))
        part = " / ".join(f"{name} {value}" for name, value in self.slice)
        words = WORDS.get(self.figure, self.figure.strip("_").replace("_", " "))
        who = LABELS.get(self.group, self.group)
        metric, place = f"indicator {self.metric}", place_named(self.place)
        return ", ".join(filter(None, [whose, part, metric, place, words, who]))


def place_named(place: str) -> str:
    """Name a place in a metric.

    Examples
    --------
    >>> place_named("clinical/Band 9"), place_named("non_voting"), place_named("")
    ('Clinical Band 9', 'non voting', '')
    """
    group, _, band = place.partition("/")
    if band and group in set(WorkforceGroup):
        return f"{WorkforceGroup(group).label} {band}"
    return place.replace("_", " ")
