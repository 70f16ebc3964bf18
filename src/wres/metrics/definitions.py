"""The nine metrics as they are defined: ``data/metrics.toml``, one object each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from wres.errors import UnknownNameError
from wres.vocabulary import read_document


Rows = Iterable[Mapping[str, Any]]


def _changes(rows: Rows) -> tuple[Change, ...]:
    return tuple(Change(**row) for row in rows)


def _given(rows: Rows) -> tuple[Given, ...]:
    return tuple(Given(**row) for row in rows)


def _steps(rows: Rows) -> tuple[Step, ...]:
    return tuple(Step(**row) for row in rows)


def _example(content: Mapping[str, Any]) -> Example:
    return Example(**content)


@frozen(kw_only=True)
class Change:
    """What an edition of the standard changed, in words.

    Parameters
    ----------
    first_year, last_year
        WRES years; `last_year` is ``None`` where it still holds.
    """

    first_year: int
    last_year: int | None = None
    change: str
    source: str
    verified: str


@frozen(kw_only=True)
class Given:
    """What the return of a worked example holds of one measure; ``None`` is not supplied."""

    measure: str
    white: float | None = None
    bme: float | None = None
    unknown: float | None = None


@frozen(kw_only=True)
class Step:
    """One figure of a worked example.

    Parameters
    ----------
    label
        What it is, for people.
    figure
        Where the result has it, such as ``likelihood.white``.
    working
        Sum on the example's counts and nothing else, such as ``48 / 603``.
    shown
        As a report prints it.
    """

    label: str
    figure: str
    working: str
    shown: str


@frozen(kw_only=True)
class Example:
    """A metric worked by hand.

    Parameters
    ----------
    about
        Whose figures they are.
    note
        What to learn from it.
    """

    year: int
    about: str
    given: tuple[Given, ...] = field(converter=_given)
    steps: tuple[Step, ...] = field(converter=_steps)
    note: str
    source: str
    verified: str


@frozen(kw_only=True)
class Metric:
    """One of the nine definitions, with its source and standing.

    Parameters
    ----------
    number, name
        1 to 9, and the key that reports use.
    title
        For people, in our own words.
    definition
        What it measures, in one or two sentences.
    family
        ``representation``, ``likelihood``, ``survey`` or ``board``.
    population, events, measure
        Measures of the return that the metric rests on: who is counted, who of them had the
        event (likelihoods only), the share asked for (surveys only).
    wanted
        Whether the event is to a person's advantage, such as an appointment; ``None`` where
        there is no event.
    event_noun, event_nouns
        What one event is called, and several: ``appointment``, ``appointments``.
    adverse
        What a bad result looks like, in words.
    verified
        ``yes``, or how far the source is trusted: ``likely``, ``plausible``, ``weak``;
        ``choice`` is ours.
    rules
        Names of the rules of the year (`wres.profiles.Profile`) that it depends on.
    changes
        What editions changed beside these rules.
    example
        The metric worked by hand.
    laws
        Families of `wres.testing.laws` that its figures belong to; `LAWS_OF` names their laws.

    Examples
    --------
    >>> metric(3).formula, metric(3).wanted
    ('likelihood = entered / staff; ratio = likelihood of BME / likelihood of White', False)
    """

    number: int
    name: str
    title: str
    definition: str
    family: str
    population: str
    events: str | None = None
    measure: str | None = None
    wanted: bool | None = None
    event_noun: str | None = None
    event_nouns: str | None = None
    adverse: str
    formula: str
    numerator: str
    denominator: str
    rules: tuple[str, ...] = field(converter=tuple)
    source: str
    verified: str
    notes: tuple[str, ...] = field(converter=tuple)
    laws: tuple[str, ...] = field(converter=tuple)
    example: Example = field(converter=_example)
    changes: tuple[Change, ...] = field(converter=_changes)


_DOCUMENT = read_document("metrics")

METRICS = tuple(Metric(**row) for row in _DOCUMENT["metrics"])
"""The nine, in order."""

CHANGES = _changes(_DOCUMENT["changes"])
"""What editions changed for the standard as a whole."""

LAWS_OF: Mapping[str, tuple[str, ...]] = {
    family: tuple(names) for family, names in _DOCUMENT["laws"].items()
}
"""Families of laws to the names of their laws, for those who do without Hypothesis."""


def metric(key: int | str) -> Metric:
    """Give a metric by number or name.

    Raises
    ------
    UnknownNameError
        No metric is called that; the message lists those that are there.

    Examples
    --------
    >>> metric("board_representation").number
    9
    """
    for candidate in METRICS:
        if key in {candidate.number, candidate.name}:
            return candidate
    known = [f"{candidate.number} {candidate.name}" for candidate in METRICS]
    raise UnknownNameError.of("metric", key, known)
