"""Laws about groups: which is compared with which, and what the unknown do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, Count
from wres.testing.counts import two_by_two
from wres.testing.laws._answers import Answer, Fault, Figure, is_number, shown
from wres.testing.laws._asking import questions
from wres.testing.laws._families import DIFFERENCES, GROUP_SHARES, LIKELIHOODS, STEPS, Scope
from wres.testing.laws._law import Case, Law, families
from wres.testing.laws._questions import SHARES, SWAPPED, Asked, Chance, Question


RATIO_OF = {"disparity": STEPS, "likelihood": ("ratio",), "survey": ("ratio",)}
"""Family to its ratios."""


def one(scope: Scope) -> SearchStrategy[Case]:
    if scope.family == "interval":
        return st.tuples(st.builds(Chance, two_by_two()))
    return st.tuples(questions(scope))


def _swapped(asked: Asked) -> Asked:
    if isinstance(asked, Chance):
        return Chance(asked.table.swapped, asked.level)
    return asked.swapped


def _inverts(first: Answer, second: Answer, asked: Asked) -> Iterator[Fault]:
    for name in ("ratio", *STEPS):
        figure = first[name]
        if is_number(figure) and figure:
            yield from second.is_not(name, 1 / figure)
    for name in (*GROUP_SHARES, *DIFFERENCES, *LIKELIHOODS):
        kind, _, group = name.partition(".")
        yield from second.is_not(f"{kind}.{SWAPPED[group]}", first[name])
    if isinstance(asked, Chance) and {"low", "high"} <= first.figures.keys():
        there = first["low"] is not None
        yield from second.is_not("low", _reciprocal(first["high"]) if there else None)
        yield from second.is_not("high", _reciprocal(first["low"]) if there else None)


def _reciprocal(end: Figure) -> Figure:
    """Exchange 0 and unbounded."""
    if end is None:
        return Fraction(0)
    return 1 / end if end else None


def _equal_cases(scope: Scope) -> SearchStrategy[Case]:
    few = st.tuples(st.integers(1, 20), st.integers(0, 20))
    return st.tuples(questions(scope), few.map(lambda pair: (pair[0], sum(pair))))


def equalised(question: Question, parts: tuple[int, int]) -> Question:
    """Give every group the same likelihood, whatever its size."""
    events, population = parts
    first = question.slots[0]
    size = {x.ethnic_group: x.value for x in question.lines if (x.measure, x.place) == first}
    values: dict[object, Count] = {}
    for line in question.lines:
        if line.measure in SHARES:
            values[line] = Fraction(events, population)
        elif question.family != "survey":
            times = population if (line.measure, line.place) == first else events
            values[line] = times * (size[line.ethnic_group] or 0)
    return question.mapped(values)  # type: ignore[arg-type]


def _parity(answer: Answer, question: Question, *_: object) -> Iterator[Fault]:
    for name in RATIO_OF.get(question.family, ()):
        yield from answer.is_not(name, Fraction(1))
    for name in ("difference", *DIFFERENCES):
        yield from answer.is_not(name, Fraction(0))


def _unknown_cases(scope: Scope) -> SearchStrategy[Case]:
    return st.tuples(questions(scope), st.integers(1, 500))


def with_unknown(question: Question, more: int) -> Question:
    """Add people of unknown ethnicity: twice as many to the population as to its events."""
    for at, slot in enumerate(question.slots):
        question = question.with_(slot, "unknown", more if at else 2 * more)
    return question


def _ratios_stay(before: Answer, after: Answer, *_: object) -> Iterator[Fault]:
    for name in ("ratio", *STEPS, "likelihood.white", "likelihood.bme"):
        yield from after.is_not(name, before[name])


def asked_slot(question: Question) -> tuple[str, tuple[str, str] | None]:
    """Give the measure and place whose shares a question is about."""
    if question.family == "board":
        return "board", None
    return "staff", question.place or question.slots[0][1]


def _with_many_unknown(question: Question, factor: int) -> Question:
    measure, place = asked_slot(question)
    counts = question.counts(measure, question.place)
    total = sum(counts[group] or 0 for group in GROUPS)
    return question.with_((measure, place), "unknown", factor * total)


def _shares_move(before: Answer, after: Answer, *_: object) -> Iterator[Fault]:
    for name in GROUP_SHARES:
        old, new = before[name], after[name]
        if is_number(old) and is_number(new) and min(old, 1 - old) > 2 * before.tolerance:
            if name == "share.unknown" and new <= old:
                yield Fault(name, f"more than {shown(old)}", new)
            if name != "share.unknown" and new >= old:
                yield Fault(name, f"less than {shown(old)}", new)


GROUP_LAWS = (
    Law(
        "swapping-groups",
        "Exchanging White and BME inverts a ratio and its interval, and exchanges their shares "
        "and likelihoods.",
        families("representation", "disparity", "likelihood", "survey", "board", "interval"),
        cases=one,
        ask=lambda asked: (asked, _swapped(asked)),
        judge=_inverts,
    ),
    Law(
        "equal-likelihoods",
        "Equal likelihoods or shares give a ratio of 1 and a difference of 0, whatever the sizes "
        "of the groups.",
        families("representation", "disparity", "likelihood", "survey", "board"),
        cases=_equal_cases,
        ask=lambda question, parts: (equalised(question, parts),),
        judge=_parity,
    ),
    Law(
        "unknown-and-ratios",
        "Staff of unknown ethnicity move no ratio, and no likelihood of White or BME.",
        families("disparity", "likelihood"),
        cases=_unknown_cases,
        ask=lambda question, more: (question, with_unknown(question, more)),
        judge=_ratios_stay,
    ),
    Law(
        "unknown-and-shares",
        "More people of unknown ethnicity lower the shares of White and BME and raise that of "
        "unknown: they stay in the denominator.",
        families("representation", "board"),
        cases=lambda scope: st.tuples(questions(scope), st.integers(1, 4)),
        ask=lambda question, factor: (question, _with_many_unknown(question, factor)),
        judge=_shares_move,
    ),
)
