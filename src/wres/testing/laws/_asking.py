"""Hypothesis strategies for questions: counts as trusts have them, and their edges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, PLACES, metric
from wres.testing.counts import HEADCOUNTS
from wres.testing.laws._families import Scope
from wres.testing.laws._questions import Line, Question
from wres.vocabulary import PayBand, respondents_of


LAST_AVERAGED = 2019  # metric 3 was a two-year average until then, which has halves

NOWHERE: list[tuple[()]] = [()]

CLUSTERED = {
    cluster: [str(band) for band in PayBand if band.cluster == cluster]
    for cluster in ("lower", "middle", "upper")
}


def questions(scope: Scope, *, least: int = 1) -> SearchStrategy[Question]:
    """Give questions of a family.

    Parameters
    ----------
    least
        Least number of people in each group, with the event and without it. With 0, groups
        may be empty and figures undefined.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(questions(Scope.of("likelihood", metric=2)))
    ... def test_every_group_is_supplied(question: Question) -> None:
    ...     assert None not in [question.counts("appointed")[group] for group in GROUPS]
    >>> test_every_group_is_supplied()
    """
    return _OF[scope.family](scope, least)


@st.composite
def _likelihood(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    number, year = draw(st.sampled_from(scope.metrics)), draw(st.sampled_from(scope.years))
    definition = metric(number)
    halves = definition.name == "entered_disciplinary" and year <= LAST_AVERAGED
    unit = Fraction(1, 2) if halves else 1
    population, had_it = [], []
    for group in GROUPS:
        events = (least + draw(HEADCOUNTS)) * unit
        others = least + draw(HEADCOUNTS)
        whole = events + others if events.denominator == 1 else events + others + unit
        population.append(Line(definition.population, group, whole))
        had_it.append(Line(str(definition.events), group, events))
    return Question(scope.family, population + had_it, number, year)


@st.composite
def _representation(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    places = draw(st.lists(st.sampled_from(PLACES), max_size=3, unique=True))
    lines = [
        Line("staff", group, least + draw(HEADCOUNTS), *place)
        for place in places or NOWHERE
        for group in GROUPS
    ]
    asked = draw(st.sampled_from([*places, None])) if places else None
    return Question(scope.family, lines, 1, draw(st.sampled_from(scope.years)), asked)


@st.composite
def _disparity(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    block = draw(st.sampled_from(["non_clinical", "clinical"]))
    bands = [draw(st.sampled_from(bands)) for bands in CLUSTERED.values()]
    lines = [
        Line("staff", group, least + draw(HEADCOUNTS), block, band)
        for band in bands
        for group in GROUPS
    ]
    return Question(scope.family, lines, 1, draw(st.sampled_from(scope.years)))


@st.composite
def _survey(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    number = draw(st.sampled_from(scope.metrics))
    measure = str(metric(number).measure)
    shares = st.integers(10 * least, 1000).map(lambda per_mille: Fraction(per_mille, 1000))
    lines = [Line(measure, group, draw(shares)) for group in GROUPS]
    bases = [Line(respondents_of(measure), group, 11 + draw(HEADCOUNTS)) for group in GROUPS]
    return Question(scope.family, lines + bases, number, draw(st.sampled_from(scope.years)))


@st.composite
def _board(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    staff = [Line("staff", group, least + draw(HEADCOUNTS)) for group in GROUPS]
    members = [Line("board", group, least + draw(st.integers(0, 15))) for group in GROUPS]
    return Question(scope.family, staff + members, 9, draw(st.sampled_from(scope.years)))


@st.composite
def _suppression(draw: st.DrawFn, scope: Scope, least: int) -> Question:
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True))
    small = st.integers(least, 15) | st.integers(least, 400)
    lines = [Line("staff", group, draw(small), *place) for place in places for group in GROUPS]
    for group in GROUPS:
        whole = draw(small)
        lines.append(Line("shortlisted", group, whole))
        lines.append(Line("appointed", group, draw(st.integers(0, whole))))
    return Question(scope.family, lines, 1, draw(st.sampled_from(scope.years)))


_OF = {
    "likelihood": _likelihood,
    "representation": _representation,
    "disparity": _disparity,
    "survey": _survey,
    "board": _board,
    "suppression": _suppression,
}
