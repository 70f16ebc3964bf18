"""The library's own metrics as implementations: they obey every law, and show how to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce

from wres.metrics import (
    GROUPS,
    Count,
    Disparity,
    Figure,
    GroupFigures,
    Ratio,
    disparities,
    measure_board,
    measure_experience,
    measure_likelihood,
    measure_representation,
    metric,
)
from wres.profiles import profile
from wres.returns import SurveyFigure
from wres.statistics import koopman, score_test
from wres.testing.laws._law import Implementation
from wres.testing.laws._questions import Chance, Question


Given = dict[str, object]


def likelihood(question: Question) -> Given:
    """Answer by `wres.metrics.measure_likelihood`.

    Examples
    --------
    >>> from wres.testing.laws._questions import Line
    >>> counts = {"shortlisted": (780, 210), "appointed": (170, 30)}
    >>> lines = [
    ...     Line(measure, group, count)
    ...     for measure, pair in counts.items()
    ...     for group, count in zip(("white", "bme"), pair)
    ... ]
    >>> likelihood(Question("likelihood", lines, metric=2))["ratio"]
    Fraction(119, 78)
    """
    definition = metric(question.metric)
    result = measure_likelihood(
        definition,
        question.counts(definition.population),
        question.counts(str(definition.events)),
        profile(question.year),
    )
    return {**_by_group("likelihood", result.likelihood), **_ratio(result.ratio)}


def representation(question: Question) -> Given:
    """Answer by `wres.metrics.measure_representation`."""
    places = {place: question.counts("staff", place) for _, place in question.slots if place}
    result = measure_representation(
        metric(1), question.counts("staff"), places, question.counts(""), profile(question.year)
    )
    if question.place is None:
        return _by_group("share", result.overall.share)
    row = next(x for x in result.rows if (x.workforce_group, x.pay_band) == question.place)
    return {**_by_group("share", row.share), **_by_group("difference", row.difference)}


def disparity(question: Question) -> Given:
    """Answer by `wres.metrics.disparities`, of the block that has lines."""
    places = {place: question.counts("staff", place) for _, place in question.slots if place}
    block = next(iter(places))[0]
    found = [
        one for one in disparities(places, profile(question.year)) if one.workforce_group == block
    ]
    reasons = [one.ratio.reason for one in found if one.ratio.reason]
    return {**dict(map(_step, found)), "reason": "; ".join(reasons) or None}


def _step(one: Disparity) -> tuple[str, object]:
    return f"disparity.{one.from_}/{one.to}", one.ratio.exact


def survey(question: Question) -> Given:
    """Answer by `wres.metrics.measure_experience`; several organisations are pooled."""
    definition = metric(question.metric)
    white, bme, unknown = _pooled(question, str(definition.measure))
    result = measure_experience(definition, white, bme, unknown, profile(question.year))
    shares = _by_group("share", result.share)
    del shares["share.unknown"]
    return {**shares, "difference": _exact(result.difference.bme), **_ratio(result.ratio)}


def _pooled(question: Question, measure: str) -> Iterator[SurveyFigure | None]:
    for group in GROUPS:
        shares, bases = (
            {x.organisation: x.value for x in question.lines if x.key[1::3] == (name, group)}
            for name in (measure, f"{measure}_respondents")
        )
        figures: list[SurveyFigure | None] = [
            SurveyFigure(_share(shares[one]), _base(bases.get(one))) for one in shares
        ]
        yield reduce(_with, figures) if figures else None


def _with(one: SurveyFigure | None, other: SurveyFigure | None) -> SurveyFigure | None:
    return None if one is None or other is None else one.pooled_with(other)


def _share(value: Count | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _base(value: Count | None) -> int | None:
    return None if value is None else int(value)


def board(question: Question) -> Given:
    """Answer by `wres.metrics.measure_board`."""
    parts = {"total": question.counts("board")}
    rules = profile(question.year)
    result = measure_board(metric(9), parts, question.counts("staff"), rules)
    difference = _by_group("difference", result.difference.total)
    return {**_by_group("share", result.share.total), **difference}


def interval(chance: Chance) -> Given:
    """Answer by `wres.statistics.koopman` and `wres.statistics.score_test`."""
    table = chance.table
    counts = (table.events_of, table.total_of, table.events_to, table.total_to)
    found = koopman(*counts, level=chance.level)
    return {
        "ratio": table.ratio,
        "low": None if found is None else found.low,
        "high": None if found is None else found.high,
        "p_value": score_test(*counts),
    }


def _by_group(kind: str, figures: GroupFigures) -> Given:
    return {f"{kind}.{group}": _exact(figures[group]) for group in GROUPS}


def _exact(figure: Figure | None) -> object:
    return None if figure is None else figure.exact


def _ratio(ratio: Ratio) -> Given:
    return {"ratio": ratio.exact, "reason": ratio.reason}


OWN: Mapping[str, Implementation] = {
    "representation": representation,
    "disparity": disparity,
    "likelihood": likelihood,
    "survey": survey,
    "board": board,
    "interval": interval,
}
"""Family to this library's own implementation."""
