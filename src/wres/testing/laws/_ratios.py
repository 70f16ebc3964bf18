"""Laws of ratios: from what, which way round, and how counts move them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, metric
from wres.testing.laws._answers import Answer, Fault, is_number, shown
from wres.testing.laws._asking import CLUSTERED, questions
from wres.testing.laws._families import STEPS, Scope
from wres.testing.laws._groups import RATIO_OF, asked_slot, one
from wres.testing.laws._law import Case, Law, families
from wres.testing.laws._questions import SHARES, Question, Slot


RATIOS = families("disparity", "likelihood", "survey")


def exact_ratios(question: Question) -> dict[str, Fraction]:
    """Work out the ratios in the year's direction, from the counts."""
    of, to = question.direction
    if question.family == "disparity":
        return {name: _step(question, name) for name in STEPS}
    if question.family == "survey":
        shares = question.counts(str(metric(question.metric).measure))
        return {"ratio": Fraction(shares[of] or 0) / Fraction(shares[to] or 0)}
    definition = metric(question.metric)
    population = question.counts(definition.population)
    events = question.counts(str(definition.events))
    above, below = (Fraction(events[g] or 0) / Fraction(population[g] or 0) for g in (of, to))
    return {"ratio": above / below}


def _step(question: Question, name: str) -> Fraction:
    low, high = name.removeprefix("disparity.").split("/")
    sums = {
        (cluster, group): sum(
            line.value or 0
            for line in question.lines
            if line.pay_band in CLUSTERED[cluster] and line.ethnic_group == group
        )
        for cluster in (low, high)
        for group in ("white", "bme")
    }
    white = Fraction(sums[high, "white"]) / sums[low, "white"]
    return white * sums[low, "bme"] / sums[high, "bme"]


def _from_counts(answer: Answer, question: Question) -> Iterator[Fault]:
    for name, exact in exact_ratios(question).items():
        if name in answer.figures and not answer.is_close(answer[name], exact):
            inverse = 1 / exact
            yield from answer.is_not(name, inverse, f"{exact} (or {inverse}, the other way round)")


def _directed(answer: Answer, question: Question) -> Iterator[Fault]:
    of, to = question.direction
    for name, exact in exact_ratios(question).items():
        if exact > 1:
            yield from answer.is_below(name, Fraction(1), f"at least 1, as it is {of} over {to}")
        if exact < 1:
            yield from answer.is_above(name, Fraction(1), f"at most 1, as it is {of} over {to}")


Effects = dict[str, int]
"""Figure to 1 where it may only rise, -1 where it may only fall, 0 where it must stay."""


def _bumps(scope: Scope) -> SearchStrategy[Case]:
    def bumped(question: Question) -> SearchStrategy[Case]:
        if scope.family == "board":
            slots: list[Slot] = [("board", None)]
        elif scope.family == "representation":
            slots = [asked_slot(question)]
        else:
            slots = [slot for slot in question.slots if not slot[0].endswith("_respondents")]
        groups = GROUPS if scope.family in {"board", "representation"} else ("white", "bme")
        return st.tuples(st.just(question), st.sampled_from(slots), st.sampled_from(groups))

    return questions(scope).flatmap(bumped)


def _one_more(question: Question, slot: Slot, group: str) -> Question:
    """Count one person more; a share of respondents rises to half of what is left."""
    if slot[0] not in SHARES:
        return question.with_(slot, group, 1)
    share = Fraction(question.counts(slot[0])[group] or 0)
    return question.with_(slot, group, (1 - share) / 2)


def effects(question: Question, slot: Slot, group: str) -> Effects:
    """Say which way one more in a group moves each figure."""
    of, to = question.direction
    side = {of: 1, to: -1}.get(group, 0)
    match question.family:
        case "likelihood":
            up = 1 if slot[0] == metric(question.metric).events else -1
            own = {f"likelihood.{one}": up * (one == group) for one in (of, to)}
            return {**own, "ratio": up * side}
        case "survey":
            return {f"share.{group}": 1, "difference": side, "ratio": side}
        case "disparity":
            band = str((slot[1] or ("", ""))[1])
            higher = {name: _rank(band, name) for name in STEPS}
            return {name: rank * side for name, rank in higher.items()}
    return {f"share.{one}": 1 if one == group else -1 for one in GROUPS}


def _rank(band: str, name: str) -> int:
    low, high = name.removeprefix("disparity.").split("/")
    return (band in CLUSTERED[high]) - (band in CLUSTERED[low])


def _monotone(
    before: Answer, after: Answer, question: Question, slot: Slot, group: str
) -> Iterator[Fault]:
    for name, sign in effects(question, slot, group).items():
        old = before[name]
        more = f"with one more {group} in {slot[0]}"
        if is_number(old) and sign > 0:
            yield from after.is_below(name, old, f"at least {shown(old)} {more}")
        elif is_number(old) and sign < 0:
            yield from after.is_above(name, old, f"at most {shown(old)} {more}")
        elif is_number(old):
            yield from after.is_not(name, old, f"{shown(old)}, as before, {more}")


def _product(answer: Answer, *_: object) -> Iterator[Fault]:
    first, second = answer[STEPS[0]], answer[STEPS[1]]
    if is_number(first) and is_number(second):
        yield from answer.is_not(STEPS[2], first * second, f"{shown(first)} x {shown(second)}")


RATIO_LAWS = (
    Law(
        "ratio-from-counts",
        "A ratio is worked out from the counts, never from rounded likelihoods or shares.",
        RATIOS,
        cases=one,
        ask=lambda question: (question,),
        judge=_from_counts,
        needs=RATIO_OF,
    ),
    Law(
        "direction",
        "A ratio is above 1 only where the group that the year's profile puts first is the "
        "likelier one, and below 1 only where the other is.",
        RATIOS,
        cases=one,
        ask=lambda question: (question,),
        judge=_directed,
        needs=RATIO_OF,
    ),
    Law(
        "monotone",
        "One more person in a group moves each figure the way that its definition says, or not "
        "at all: more events raise a likelihood, more people without one lower it.",
        families("representation", "disparity", "likelihood", "survey", "board"),
        cases=_bumps,
        ask=lambda question, slot, group: (question, _one_more(question, slot, group)),
        judge=_monotone,
    ),
    Law(
        "disparity-product",
        "The disparity from lower to upper bands is that from lower to middle times that from "
        "middle to upper.",
        families("disparity"),
        cases=one,
        ask=lambda question: (question,),
        judge=_product,
        needs={"disparity": STEPS},
    ),
)
