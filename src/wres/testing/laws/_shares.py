"""Laws of shares, and of figures that cannot be had."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, metric
from wres.testing.counts import two_by_two
from wres.testing.laws._answers import Answer, Fault, is_number
from wres.testing.laws._asking import CLUSTERED, questions
from wres.testing.laws._families import GROUP_SHARES, STEPS, Scope
from wres.testing.laws._groups import RATIO_OF, asked_slot, one
from wres.testing.laws._law import Case, Law, families
from wres.testing.laws._questions import Asked, Chance, Question


def _sum(answer: Answer, *_: object) -> Iterator[Fault]:
    parts = [answer[name] for name in GROUP_SHARES]
    known = [part for part in parts if is_number(part)]
    total = sum(known, start=Fraction(0))
    if len(known) == len(parts) and abs(total - 1) > 3 * answer.tolerance:
        yield Fault("the sum of the shares", "1, unknown ethnicity included", total)


def _negates(first: Answer, second: Answer, *_: object) -> Iterator[Fault]:
    gap = first["difference"]
    if is_number(gap):
        yield from second.is_not("difference", -gap)


def _with_edges(scope: Scope) -> SearchStrategy[Case]:
    if scope.family == "interval":
        return st.tuples(st.builds(Chance, two_by_two()))
    return st.tuples(st.one_of(questions(scope, least=0), _emptied(scope)))


def _emptied(scope: Scope) -> SearchStrategy[Question]:
    """Give questions in which some lines are 0."""

    def zeros(question: Question) -> SearchStrategy[Question]:
        return st.sets(st.sampled_from(question.lines), min_size=1, max_size=3).map(
            lambda lines: question.mapped(dict.fromkeys(lines, 0))
        )

    return questions(scope).flatmap(zeros)


def undefined(asked: Asked) -> dict[str, bool]:
    """Say of each figure whether there is nobody, or nothing, to divide by."""
    if isinstance(asked, Chance):
        table = asked.table
        nobody = not (table.total_of and table.total_to)
        return {"ratio": table.ratio is None, "low": nobody, "p_value": nobody}
    if asked.family == "disparity":
        return {name: _lacks_a_cell(asked, name) for name in STEPS}
    if asked.family == "survey":
        shares = asked.counts(str(metric(asked.metric).measure))
        return {"ratio": not shares.white, "difference": False}
    if asked.family == "likelihood":
        return _undefined_likelihoods(asked)
    measure, _ = asked_slot(asked)
    counts = asked.counts(measure, asked.place)
    return dict.fromkeys(GROUP_SHARES, not any(counts[group] for group in GROUPS))


def _undefined_likelihoods(question: Question) -> dict[str, bool]:
    of, to = question.direction
    definition = metric(question.metric)
    population = question.counts(definition.population)
    events = question.counts(str(definition.events))
    ratio = not (population[of] and population[to] and events[to])
    return {**{f"likelihood.{one}": not population[one] for one in GROUPS}, "ratio": ratio}


def _lacks_a_cell(question: Question, name: str) -> bool:
    clusters = name.removeprefix("disparity.").split("/")
    return not all(
        any(
            line.value
            for line in question.lines
            if line.ethnic_group == group and line.pay_band in CLUSTERED[cluster]
        )
        for group in ("white", "bme")
        for cluster in clusters
    )


def _none(answer: Answer, asked: Asked) -> Iterator[Fault]:
    expected = undefined(asked)
    for name, figure in answer.figures.items():
        if figure is not None and not is_number(figure):
            yield Fault(name, "a number or None", figure)
        elif expected.get(name) and figure is not None:
            yield Fault(name, "None, as there is nothing to divide by", figure)
        elif expected.get(name) is False and figure is None and name not in {"low", "p_value"}:
            yield Fault(name, "a number", figure)


def _reasoned(answer: Answer, asked: Question) -> Iterator[Fault]:
    names = [name for name in RATIO_OF[asked.family] if name in answer.figures]
    told = isinstance(answer.reason, str) and bool(answer.reason.strip())
    if any(answer[name] is None for name in names) and not told:
        yield Fault("reason", "words, as a ratio is None", answer.reason)
    if all(answer[name] is not None for name in names) and answer.reason is not None:
        yield Fault("reason", "None, as every ratio is defined", answer.reason)


def _unsupplied(scope: Scope) -> SearchStrategy[Case]:
    def dropped(question: Question) -> SearchStrategy[Case]:
        where: SearchStrategy[str] = st.sampled_from(_measures(question))
        return st.tuples(st.just(question), where, st.sampled_from(GROUPS))

    return questions(scope).flatmap(dropped)


def _measures(question: Question) -> tuple[str, ...]:
    if question.family == "likelihood":
        return tuple(measure for measure, _ in question.slots)
    return (asked_slot(question)[0],)


def _without(question: Question, measure: str, group: str) -> Question:
    return question.without([slot for slot in question.slots if slot[0] == measure], group)


def _missing(answer: Answer, question: Question, _: str, group: str) -> Iterator[Fault]:
    if question.family != "likelihood":
        names: tuple[str, ...] = GROUP_SHARES
    else:
        names = (f"likelihood.{group}", *(["ratio"] if group in question.direction else []))
    for name in names:
        yield from answer.is_not(name, None, f"None, as a figure of {group} was not supplied")


SHARE_LAWS = (
    Law(
        "shares-sum-to-1",
        "The shares of White, BME and unknown sum to 1.",
        families("representation", "board"),
        cases=one,
        ask=lambda question: (question,),
        judge=_sum,
        needs=dict.fromkeys(("representation", "board"), GROUP_SHARES),
    ),
    Law(
        "gap-antisymmetry",
        "Exchanging White and BME changes the sign of the difference of their shares and nothing "
        "else about it.",
        families("survey"),
        cases=one,
        ask=lambda question: (question, question.swapped),
        judge=_negates,
        needs={"survey": ("difference",)},
    ),
    Law(
        "undefined-is-none",
        "A figure with nothing to divide by is None, never 0, 1, infinite or no number, and every "
        "other is a number.",
        families("representation", "disparity", "likelihood", "survey", "board", "interval"),
        cases=_with_edges,
        ask=lambda asked: (asked,),
        judge=_none,
    ),
    Law(
        "undefined-has-a-reason",
        "A ratio that is None comes with a reason in words, and a defined one with none.",
        families("disparity", "likelihood", "survey"),
        cases=_with_edges,
        ask=lambda question: (question,),
        judge=_reasoned,
        needs={name: (*figures, "reason") for name, figures in RATIO_OF.items()},
    ),
    Law(
        "missing-is-not-zero",
        "A group without a line was not supplied, so what rests on it is None.",
        families("representation", "likelihood", "board"),
        cases=_unsupplied,
        ask=lambda question, measure, group: (_without(question, measure, group),),
        judge=_missing,
    ),
)
