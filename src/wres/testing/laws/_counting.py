"""Laws of counting: what rows are counted, not how they came."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import Count
from wres.testing.laws._answers import Answer, Fault, shown
from wres.testing.laws._asking import questions
from wres.testing.laws._families import Scope
from wres.testing.laws._law import Case, Law, families
from wres.testing.laws._questions import Line, Question, added, joined


OF_COUNTS = families("representation", "disparity", "likelihood", "board")
OF_RETURNS = families(*OF_COUNTS, "survey")


def _same(first: Answer, second: Answer, *_: object) -> Iterator[Fault]:
    for name, figure in first.figures.items():
        yield from second.is_not(name, figure, f"{shown(figure)}, as before")


def _orders(scope: Scope) -> SearchStrategy[Case]:
    def shuffled(question: Question) -> SearchStrategy[Case]:
        return st.permutations(range(len(question.lines))).map(lambda order: (question, order))

    return _pairs(scope).map(lambda pair: joined(*pair)).flatmap(shuffled)


def _pairs(scope: Scope) -> SearchStrategy[Case]:
    """Give two questions of the same lines with other values: two organisations'."""

    def alike(question: Question) -> SearchStrategy[Case]:
        factors = st.lists(
            st.integers(1, 20), min_size=len(question.lines), max_size=len(question.lines)
        )
        return factors.map(lambda drawn: (question, _varied(question, drawn)))

    return questions(scope).flatmap(alike)


def _varied(question: Question, factors: list[int]) -> Question:
    """Multiply counts, each group's population at least as much as its events; shares shrink."""
    by_group: dict[str, int] = {}
    values: dict[Line, Count] = {}
    for line, factor in zip(question.lines, factors, strict=True):
        value = line.value or 0
        # A group's first line holds the others: it is multiplied the most.
        most = by_group.setdefault(line.ethnic_group, factor)
        is_share = isinstance(value, Fraction) and value <= 1 and question.family == "survey"
        values[line] = Fraction(value, factor) if is_share else value * min(factor, most)
    return question.mapped(values)


def _cuts(scope: Scope) -> SearchStrategy[Case]:
    def cut(question: Question) -> SearchStrategy[Case]:
        size = len(question.lines)
        parts = st.integers(0, 4).map(lambda quarters: Fraction(quarters, 4))
        return st.lists(parts, min_size=size, max_size=size).map(lambda cuts: (question, cuts))

    return questions(scope).flatmap(cut)


def _factors(scope: Scope) -> SearchStrategy[Case]:
    return st.tuples(questions(scope), st.integers(2, 1000))


COUNTING = (
    Law(
        "order-of-rows",
        "The order of the rows changes no figure.",
        OF_RETURNS,
        cases=_orders,
        ask=lambda question, order: (question, question.reordered(order)),
        judge=_same,
    ),
    Law(
        "splitting-and-adding",
        "Counting a whole equals adding the counts of its parts: two rows of the same key "
        "count as their sum.",
        OF_COUNTS,
        cases=_cuts,
        ask=lambda question, cuts: (question, question.split(cuts)),
        judge=_same,
    ),
    Law(
        "pooled-counts",
        "The figures of several organisations together are those of their pooled counts, not "
        "means of their figures.",
        OF_RETURNS,
        cases=_pairs,
        ask=lambda one, other: (added(joined(one, other)), joined(one, other)),
        judge=_same,
    ),
    Law(
        "scaling",
        "Multiplying every count by the same number changes no share, difference, likelihood "
        "or ratio.",
        OF_RETURNS,
        cases=_factors,
        ask=lambda question, factor: (question, question.scaled(factor)),
        judge=_same,
    ),
)
