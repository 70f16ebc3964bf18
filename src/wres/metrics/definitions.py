"""The nine metrics as they are defined: ``data/metrics.toml``, one object each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from wres.errors import UnknownNameError
from wres.vocabulary import read_document


@frozen(kw_only=True)
class Metric:
    """One of the nine definitions, with its source and standing.

    Parameters
    ----------
    number, name
        1 to 9, and the key that reports use.
    title
        For people, in our own words.
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

    Examples
    --------
    >>> metric(3).formula, metric(3).wanted
    ('likelihood = entered / staff; ratio = likelihood of BME / likelihood of White', False)
    """

    number: int
    name: str
    title: str
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


def _loaded() -> tuple[Metric, ...]:
    rows: list[Mapping[str, Any]] = read_document("metrics")["metrics"]
    return tuple(Metric(**row) for row in rows)


METRICS = _loaded()
"""The nine, in order."""


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
