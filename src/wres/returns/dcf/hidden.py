"""What of a published form is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen


Place = tuple[str, str | None, str | None, str]
"""Measure, workforce group, pay band and ethnic group."""


@frozen
class Hidden:
    """Counts and shares that a published form does not show.

    Parameters
    ----------
    places
        Counts, and shares of the Staff Survey.
    bases
        Respondents, by measure and ethnic group.
    workforce
        Ethnic group to the headcount of the workforce, where that is shown though the pay bands
        would not add up to it.
    sentence
        What is hidden, for people; empty where the form is not a published one.
    """

    places: frozenset[Place] = frozenset()
    bases: frozenset[tuple[str, str]] = frozenset()
    workforce: Mapping[str, Fraction] = field(factory=dict)
    sentence: str = ""


NOTHING = Hidden()
