"""Laws of intervals and tests, and of disclosure control."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.testing.counts import two_by_two
from wres.testing.laws._answers import Answer, Fault, is_number, shown
from wres.testing.laws._asking import questions
from wres.testing.laws._families import Scope
from wres.testing.laws._law import Case, Law, families
from wres.testing.laws._questions import Chance, Question


ONE = Fraction(1)
ENDS = ("low", "high")
LEVELS = (0.8, 0.9, 0.95, 0.99, 0.999)


def _tables(_: Scope) -> SearchStrategy[Case]:
    return st.tuples(st.builds(Chance, two_by_two(), st.sampled_from(LEVELS)))


def _repeated(_: Scope) -> SearchStrategy[Case]:
    chances = st.builds(Chance, two_by_two(), st.sampled_from(LEVELS))
    return st.tuples(chances, st.integers(2, 100))


def _two_levels(_: Scope) -> SearchStrategy[Case]:
    two = st.lists(st.sampled_from(LEVELS), min_size=2, max_size=2, unique=True).map(sorted)
    return st.tuples(two_by_two(), two)


def _holds_estimate(answer: Answer, *_: object) -> Iterator[Fault]:
    ratio = answer["ratio"]
    if is_number(ratio):
        yield from answer.is_above("low", ratio, f"at most the ratio, {shown(ratio)}")
        yield from answer.is_below("high", ratio, f"at least the ratio, {shown(ratio)}")


def _within(inner: Answer, outer: Answer, *_: object) -> Iterator[Fault]:
    low, high = (outer[name] for name in ENDS)
    if is_number(low):
        yield from inner.is_below("low", low, f"at least {shown(low)}")
    if is_number(high):
        yield from inner.is_above("high", high, f"at most {shown(high)}")
        if inner["high"] is None and inner["low"] is not None:
            yield Fault("high", f"at most {shown(high)}", "unbounded")


def _agrees(answer: Answer, chance: Chance) -> Iterator[Fault]:
    low, high, p_value = (answer[name] for name in (*ENDS, "p_value"))
    alpha = 1 - Fraction(str(chance.level))
    if not (is_number(low) and is_number(p_value)):
        return
    # Nobody can say on which side a figure is that is closer than the tolerance.
    if any(answer.is_close(*pair) for pair in ((p_value, alpha), (low, ONE), (high, ONE))):
        return
    excludes = low > 1 or (is_number(high) and high < 1)
    if excludes != (p_value < alpha):
        said = f"{'below' if excludes else 'at least'} {shown(alpha)}"
        yield Fault("p_value", f"{said}, as 1 is {'outside' if excludes else 'inside'}", p_value)


def _unchanged(answer: Answer, question: Question) -> Iterator[Fault]:
    given = {line.key: Fraction(line.value or 0) for line in question.lines}
    for key, figure in (answer.lines or {}).items():
        name = " ".join(part for part in key if part)
        if key not in given:
            yield Fault(name, "no line that was not there", figure)
        elif figure is not None and not answer.is_close(figure, given[key]):
            yield Fault(name, f"{given[key]} or hidden", figure)


NEEDS_ENDS = {"interval": ENDS}
CHANCE_LAWS = (
    Law(
        "interval-contains-estimate",
        "The interval contains the ratio that it is of.",
        families("interval"),
        cases=_tables,
        ask=lambda chance: (chance,),
        judge=_holds_estimate,
        needs={"interval": ("ratio", *ENDS)},
    ),
    Law(
        "interval-shrinks-with-scale",
        "The same shares among more people give an interval within the former one.",
        families("interval"),
        cases=_repeated,
        ask=lambda chance, factor: (
            evolve(chance, table=chance.table.scaled(factor)),
            chance,
        ),
        judge=_within,
        needs=NEEDS_ENDS,
    ),
    Law(
        "widening-level",
        "An interval of a higher level contains that of a lower one.",
        families("interval"),
        cases=_two_levels,
        ask=lambda table, levels: tuple(Chance(table, level) for level in levels),
        judge=_within,
        needs=NEEDS_ENDS,
    ),
    Law(
        "interval-agrees-with-test",
        "The interval excludes 1 exactly when the p-value is below 1 less the level: .05 at 95%.",
        families("interval"),
        cases=_tables,
        ask=lambda chance: (chance,),
        judge=_agrees,
        needs={"interval": (*ENDS, "p_value")},
    ),
)
PUBLISHING = (
    Law(
        "suppression-changes-nothing-shown",
        "Disclosure control hides counts and changes none: what it still shows is what was there.",
        families("suppression"),
        cases=lambda scope: st.tuples(questions(scope, least=0)),
        ask=lambda question: (question,),
        judge=_unchanged,
    ),
)
