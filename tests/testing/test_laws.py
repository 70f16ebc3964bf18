"""The laws hold of this library, and each is broken by an implementation that is wrong in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import polars as pl
import pytest
from attrs import evolve

from wres.errors import UnknownNameError
from wres.metrics import GROUPS, Likelihood, metric
from wres.profiles import profile, years
from wres.report import measure
from wres.statistics import Interval, koopman, score_test
from wres.testing import TwoByTwo, laws
from wres.testing.laws import OWN, Batch, Chance, Line, Question, check_all


Given = dict[str, Any]
Wrong = Callable[[Any], Any]
Number = TypeVar("Number", Fraction, float)

OWN_LAWS = [
    pytest.param(family, one.name, id=f"{family}, {one.name}")
    for family in OWN
    for one in laws.laws_of(family)
]


@pytest.mark.parametrize(("family", "name"), OWN_LAWS)
def test_this_library_obeys(family: str, name: str) -> None:
    (verdict,) = check_all(OWN[family], family=family, tolerance=1e-11, examples=40, only=[name])

    assert verdict.broken is None
    assert verdict.status == "holds"


@pytest.mark.parametrize("year", years())
def test_this_library_obeys_the_direction_of_every_year(year: int) -> None:
    names = ["direction", "ratio-from-counts", "monotone"]

    for verdict in check_all(
        OWN["likelihood"], family="likelihood", year=year, tolerance=0, examples=20, only=names
    ):
        assert verdict.broken is None


def test_the_whole_way_from_a_return_to_a_report_obeys() -> None:
    def reported(question: Question) -> Given:
        filed = question.to_return().pooled("RXX")
        result = measure(filed, year=question.year, organisation="RXX")[question.metric]
        assert isinstance(result, Likelihood)
        return {"ratio": result.ratio.exact, "reason": result.ratio.reason}

    verdicts = check_all(reported, family="likelihood", tolerance=0, examples=8)

    assert [str(verdict) for verdict in verdicts if verdict.status != "holds"] == []


# What follows is wrong on purpose.


def counts_of(question: Question) -> tuple[Any, Any]:
    definition = metric(question.metric)
    return question.counts(definition.population), question.counts(str(definition.events))


def likelihoods(question: Question) -> dict[str, Fraction]:
    population, events = counts_of(question)
    return {group: Fraction(events[group], population[group]) for group in ("white", "bme")}


def ratio_of(question: Question, by_group: Mapping[str, Number]) -> Number:
    of, to = question.direction
    return by_group[of] / by_group[to]


def rounded_likelihoods(question: Question) -> Given:
    shown = {group: round(float(one), 2) for group, one in likelihoods(question).items()}
    return {"ratio": ratio_of(question, shown) if all(shown.values()) else None}


def plainly_divided(question: Question) -> Given:
    return {"ratio": ratio_of(question, likelihoods(question))}


def inverted_direction(question: Question) -> Given:
    return {"ratio": 1 / ratio_of(question, likelihoods(question))}


def means_of_ratios(question: Question) -> Given:
    codes = sorted({line.organisation for line in question.lines})
    each = [
        evolve(question, lines=[line for line in question.lines if line.organisation == code])
        for code in codes
    ]
    return {"ratio": sum(ratio_of(one, likelihoods(one)) for one in each) / len(each)}


def shares(question: Question, groups: tuple[str, ...], total_of: tuple[str, ...]) -> Given:
    measure = "board" if question.family == "board" else "staff"
    counts = question.counts(measure, question.place)
    total = sum(counts[group] or 0 for group in total_of)
    return {f"share.{g}": Fraction(counts[g] or 0, total) if total else None for g in groups}


def unknown_dropped(question: Question) -> Given:
    return shares(question, ("white", "bme"), ("white", "bme"))


def unknown_dropped_from_two(question: Question) -> Given:
    return {**shares(question, GROUPS, GROUPS), **unknown_dropped(question)}


@pytest.mark.parametrize(
    ("wrong", "family", "name"),
    [
        pytest.param(rounded_likelihoods, "likelihood", "ratio-from-counts"),
        pytest.param(unknown_dropped, "representation", "unknown-and-shares"),
        pytest.param(unknown_dropped, "board", "unknown-and-shares"),
        pytest.param(inverted_direction, "likelihood", "direction"),
        pytest.param(means_of_ratios, "likelihood", "pooled-counts"),
    ],
)
def test_what_is_often_wrong_is_caught_by_the_name_of_its_law(
    wrong: Wrong, family: str, name: str
) -> None:
    verdicts = check_all(wrong, family=family, examples=60)

    # None of them minds an empty group, and an inverted ratio moves the wrong way, too.
    broken = {one.name for one in verdicts if one.broken} - {
        "undefined-is-none",
        "missing-is-not-zero",
        "monotone",
    }
    assert broken == {name}


def by_last_line(question: Question, key: Callable[[Line], Any]) -> Question:
    return evolve(question, lines=list({key(line): line for line in question.lines}.values()))


def last_of_all(question: Question) -> Given:
    return OWN["likelihood"](by_last_line(question, lambda line: line.key[1:]))  # type: ignore[no-any-return]


def last_of_key(question: Question) -> Given:
    return OWN["likelihood"](by_last_line(question, lambda line: line.key))  # type: ignore[no-any-return]


def haldane(question: Question) -> Given:
    population, events = counts_of(question)
    corrected = {g: (events[g] + Fraction(1, 2)) / (population[g] + 1) for g in ("white", "bme")}
    return {"ratio": ratio_of(question, corrected)}


def larger_over_smaller(question: Question) -> Given:
    found = sorted(likelihoods(question).values())
    return {"ratio": found[1] / found[0]}


def events_only(question: Question) -> Given:
    _, events = counts_of(question)
    return {"ratio": ratio_of(question, {g: Fraction(events[g]) for g in ("white", "bme")})}


def unknown_as_white(question: Question) -> Given:
    moved = [
        evolve(x, ethnic_group="white") if x.ethnic_group == "unknown" else x
        for x in question.lines
    ]
    return {"ratio": ratio_of(question, likelihoods(evolve(question, lines=moved)))}


def likelihood_of_the_others(question: Question) -> Given:
    population, events = counts_of(question)
    none = {g: Fraction(population[g] - events[g], population[g]) for g in ("white", "bme")}
    return {"ratio": 1 / ratio_of(question, none)}


def rounded_disparity(question: Question) -> Given:
    given = OWN["disparity"](question)
    return {
        name: None if figure is None else round(figure, 1)
        for name, figure in given.items()
        if name != "reason"
    }


def gap_without_sign(question: Question) -> Given:
    return {"difference": abs(OWN["survey"](question)["difference"])}


def undefined_as(value: float) -> Wrong:
    def answer(question: Question) -> Given:
        ratio = OWN["likelihood"](question)["ratio"]
        return {"ratio": value if ratio is None else ratio}

    return answer


def without_reason(question: Question) -> Given:
    return {**OWN["likelihood"](question), "reason": None}


def missing_as_zero(question: Question) -> Given:
    return shares(question, GROUPS, GROUPS)


def with_interval(change: Callable[[Chance, Interval], tuple[Any, Any]]) -> Wrong:
    def answer(chance: Chance) -> Given:
        given: Given = OWN["interval"](chance)
        if given["low"] is None or given["high"] is None:
            return given
        interval = Interval(chance.level, given["low"], given["high"], "koopman")
        low, high = change(chance, interval)
        return {**given, "low": low, "high": high}

    return answer


def wide(chance: Chance, interval: Interval) -> tuple[Any, Any]:
    size = 1 + chance.table.total_of
    return interval.low / size, (interval.high or 0) * size


def narrowing(chance: Chance, _: Interval) -> tuple[Any, Any]:
    table = chance.table
    counts = (table.events_of, table.total_of, table.events_to, table.total_to)
    other = koopman(*counts, level=1.05 - chance.level if chance.level > 0.5 else 0.5)
    assert other is not None
    return other.low, other.high


def two_tests(chance: Chance) -> Given:
    table = chance.table
    halved = (table.events_of, 2 * table.total_of, table.events_to, 2 * table.total_to)
    return {**OWN["interval"](chance), "p_value": score_test(*halved)}


def rounded_to_five(question: Question) -> list[Line]:
    return [evolve(x, value=5 * round((x.value or 0) / 5)) for x in question.lines]


@pytest.mark.parametrize(
    ("wrong", "family", "name"),
    [
        pytest.param(last_of_all, "likelihood", "order-of-rows"),
        pytest.param(last_of_key, "likelihood", "splitting-and-adding"),
        pytest.param(means_of_ratios, "likelihood", "pooled-counts"),
        pytest.param(haldane, "likelihood", "scaling"),
        pytest.param(larger_over_smaller, "likelihood", "swapping-groups"),
        pytest.param(events_only, "likelihood", "equal-likelihoods"),
        pytest.param(unknown_as_white, "likelihood", "unknown-and-ratios"),
        pytest.param(unknown_dropped, "representation", "unknown-and-shares"),
        pytest.param(rounded_likelihoods, "likelihood", "ratio-from-counts"),
        pytest.param(inverted_direction, "likelihood", "direction"),
        pytest.param(likelihood_of_the_others, "likelihood", "ratio-from-counts"),
        pytest.param(inverted_direction, "likelihood", "monotone"),
        pytest.param(rounded_disparity, "disparity", "disparity-product"),
        pytest.param(unknown_dropped_from_two, "representation", "shares-sum-to-1"),
        pytest.param(gap_without_sign, "survey", "gap-antisymmetry"),
        *(
            pytest.param(undefined_as(value), "likelihood", "undefined-is-none", id=f"as {value}")
            for value in (0, 0.00, 1, float("inf"), float("nan"))
        ),
        pytest.param(plainly_divided, "likelihood", "undefined-is-none"),
        pytest.param(without_reason, "likelihood", "undefined-has-a-reason"),
        pytest.param(missing_as_zero, "representation", "missing-is-not-zero"),
        pytest.param(
            with_interval(lambda _, found: (found.low * 3, (found.high or 0) * 3)),
            "interval",
            "interval-contains-estimate",
            id="shifted",
        ),
        pytest.param(with_interval(wide), "interval", "interval-shrinks-with-scale", id="wide"),
        pytest.param(with_interval(narrowing), "interval", "widening-level", id="narrowing"),
        pytest.param(two_tests, "interval", "interval-agrees-with-test"),
        pytest.param(rounded_to_five, "suppression", "suppression-changes-nothing-shown"),
    ],
)
def test_each_law_is_broken_by_what_is_wrong_in_its_way(
    wrong: Wrong, family: str, name: str
) -> None:
    (verdict,) = check_all(wrong, family=family, examples=100, only=[name])

    assert verdict.status == "broken"
    assert str(verdict).startswith(f"law '{name}' is broken: ")


def test_hiding_small_counts_changes_nothing_shown() -> None:
    def hidden(question: Question) -> list[Line]:
        return [evolve(x, value=None) if 0 < (x.value or 0) < 5 else x for x in question.lines]

    def zeroed(question: Question) -> list[Line]:
        return [evolve(x, value=x.value or 0) for x in hidden(question)]

    def dropped(question: Question) -> pl.DataFrame:
        return question.to_frame().filter(pl.col("value") >= 5)

    statuses = [check_all(one, family="suppression")[0].status for one in (hidden, dropped, zeroed)]

    assert statuses == ["holds", "holds", "broken"]


def test_every_law_is_in_one_of_the_tests_above() -> None:
    (cases,) = (
        mark.args[1]
        for mark in test_each_law_is_broken_by_what_is_wrong_in_its_way.pytestmark  # type: ignore[attr-defined]
    )

    assert {case.values[2] for case in cases} == {one.name for one in laws.LAWS}


def test_a_counterexample_says_all_there_is_to_say() -> None:
    lines = [
        Line("shortlisted", "white", 100),
        Line("shortlisted", "bme", 100),
        Line("appointed", "white", 20),
        Line("appointed", "bme", 10),
    ]
    question = Question("likelihood", lines, metric=2, year=2025)

    with pytest.raises(laws.LawBroken) as caught:
        laws.law("direction").check(inverted_direction, question)

    assert str(caught.value) == (
        "law 'direction' is broken: A ratio is above 1 only where the group that the year's "
        "profile puts first is the likelier one, and below 1 only where the other is.\n"
        "  asked metric 2, 2025: shortlisted white 100; shortlisted bme 100; appointed white 20; "
        "appointed bme 10\n"
        "  ratio: expected at least 1, as it is white over bme; got 1/2"
    )
    laws.law("direction").check(plainly_divided, question)


def test_the_same_seed_finds_the_same_counterexample_as_small_as_can_be() -> None:
    first, second = (
        check_all(inverted_direction, family="likelihood", metric=2, only=["direction"], seed=7)[0]
        for _ in range(2)
    )

    assert str(first) == str(second)
    assert first.broken is not None
    (question,) = first.broken.asked
    assert isinstance(question, Question)
    assert sum(line.value or 0 for line in question.lines) <= 20


def test_many_questions_can_be_answered_at_once() -> None:
    calls = []

    def sheet(questions: Sequence[Question]) -> list[Given]:
        calls.append(len(questions))
        return [inverted_direction(one) for one in questions]

    names = ["scaling", "direction"]
    scaling, direction = check_all(Batch(sheet), family="likelihood", examples=30, only=names)

    assert (scaling.status, direction.status) == ("holds", "broken")
    assert calls == [1, 60, 30]


def test_a_tolerance_allows_rounding_of_what_is_shown() -> None:
    def shown(question: Question) -> Given:
        return {"ratio": round(float(ratio_of(question, likelihoods(question))), 2)}

    names = ["ratio-from-counts", "direction", "pooled-counts"]
    exact = check_all(shown, family="likelihood", examples=60, only=names)
    loose = check_all(shown, family="likelihood", examples=60, only=names, tolerance=0.0051)

    assert exact[0].status == "broken"
    assert {verdict.status for verdict in loose} == {"holds"}


def test_a_law_without_its_figures_is_not_checked() -> None:
    (verdict,) = check_all(inverted_direction, family="likelihood", only=["undefined-has-a-reason"])

    assert str(verdict) == "law 'undefined-has-a-reason' not checked: no reason is given"


def test_an_answer_that_changes_by_itself_is_noticed() -> None:
    count = iter(range(10**6))

    def moody(_: Question) -> Given:
        return {"ratio": next(count) % 3}

    (verdict,) = check_all(moody, family="likelihood", only=["scaling"])

    assert verdict.status == "broken"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"family": "pay"}, "no family of laws named 'pay'", id="family"),
        pytest.param(
            {"family": "survey", "metric": 2}, "no metric of family survey named '2'", id="metric"
        ),
        pytest.param(
            {"family": "survey", "only": ["direktion"]}, "no law named 'direktion'", id="law"
        ),
        pytest.param(
            {"family": "survey", "only": ["scaling", "shares-sum-to-1"]},
            "no law of family survey named 'shares-sum-to-1'",
            id="law of another family",
        ),
    ],
)
def test_a_name_that_is_not_there_is_an_error(asked: Given, message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        check_all(OWN["survey"], **asked)


def test_a_figure_with_a_wrong_name_is_an_error_and_not_left_out() -> None:
    with pytest.raises(UnknownNameError, match="no likelihood figure named 'ratoi'; there are: "):
        check_all(lambda _: {"ratoi": 1}, family="likelihood")


@pytest.mark.parametrize("value", ["1.5", True])
def test_a_figure_that_is_no_number_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match="a figure is a number or None; got "):
        check_all(lambda _: {"ratio": value}, family="likelihood")


@laws.parametrized(
    inverted_direction,
    family="likelihood",
    metric=3,
    examples=30,
    only=["scaling", "swapping-groups"],
    expected_failures={},
)
def test_laws_are_tests_for_pytest(obeys: Callable[[], None]) -> None:
    obeys()


def test_a_known_failure_is_one_until_it_holds() -> None:
    mark = laws.parametrized(
        inverted_direction, family="likelihood", expected_failures={"direction": "to be mended"}
    )
    params = mark.args[1]  # type: ignore[attr-defined]

    known = [param for param in params if param.marks]

    assert [param.id for param in known] == ["direction"]
    assert known[0].marks[0].kwargs["strict"] is True
    assert profile(2025).direction(2) == ("white", "bme")


def test_a_two_by_two_table_can_be_read_aloud() -> None:
    assert str(Chance(TwoByTwo(1, 2, 3, 4))) == "1 of 2 over 3 of 4, level 0.95"
