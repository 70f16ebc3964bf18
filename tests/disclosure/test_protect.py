"""What is hidden stays hidden: against outsiders, insiders, and counting everything out."""

from collections.abc import Iterator

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.optimum import optimum
from tests.disclosure.tables import ROUNDED, THREE, every_content, report_of, table, tables
from wres.disclosure.cells import System
from wres.disclosure.check import attack, faults, is_safe
from wres.disclosure.needs import Need, needs_of, singles
from wres.disclosure.policies import Policy, policies, policy
from wres.disclosure.protect import Plan, protect
from wres.disclosure.relations import system_of
from wres.report import Report
from wres.testing import reports


POLICIES = st.sampled_from(policies())
BANDS = {
    ("clinical", "Band 5"): (60, 30, 10),
    ("clinical", "Band 6"): (40, 20, 9),
    ("clinical", "Band 7"): (20, 3, 8),
}


def broken(plan: Plan, known: tuple[int, ...] = (), *, whole: bool = False) -> Iterator[Need]:
    """Give the needs that an attacker shows not to be met."""
    system, rules = plan.system, plan.policy
    for need in needs_of(system, rules):
        if need.cell in known or any((need, one) in plan.inherent for one in known):
            continue
        reached = attack(system, rules, plan.hidden, need.cell, known=known, whole=whole)
        if not is_safe(need, system, reached):
            yield need


@given(reports(), POLICIES)
@settings(max_examples=20)
def test_no_small_count_of_any_report_can_be_worked_out(report: Report, rules: Policy) -> None:
    plan = protect(system_of(report), rules)

    assert list(faults(plan)) == []
    assert plan.open == ()
    assert list(broken(plan)) == []
    assert plan.loss >= plan.bound - 1e-6


@given(reports(complete=True), POLICIES, st.data())
@settings(max_examples=5)
def test_nor_by_somebody_who_is_counted(report: Report, rules: Policy, data: st.DataObject) -> None:
    plan = protect(system_of(report), rules)
    alone = singles(plan.system, rules)
    if alone:
        one = data.draw(st.sampled_from(alone))

        assert list(broken(plan, (one,), whole=True)) == []


@given(tables(), st.sampled_from([THREE, ROUNDED]))
@settings(max_examples=25)
def test_counting_out_every_table_gives_the_same_answer(system: System, rules: Policy) -> None:
    plan = protect(system, rules)
    worlds = every_content(system, rules, plan.hidden)

    assert len(worlds)
    for number in system.small(rules):
        held = worlds[:, number]
        assert held.min() <= 1
        assert held.max() >= rules.threshold
        for one in singles(system, rules):
            told = held[worlds[:, one] == system.cells[one].value]
            needs = {need for need in needs_of(system, rules) if need.cell == number}
            inherent = {need for need, known in plan.inherent if known == one}
            if one != number and not needs & inherent:
                assert told.min() <= 1
                assert told.max() >= rules.threshold


def test_hiding_small_counts_alone_is_not_enough_and_the_count_is_named() -> None:
    system = system_of(report_of({}, BANDS))
    rules = policy("threshold-5")
    small = system.small(rules)
    naive = evolve(protect(system, rules), further=frozenset())

    [need] = {need.cell: need for need in broken(naive)}.values()

    path = "1.rows.clinical/Band 7.headcount.bme"
    assert small == (system.places[path],)
    assert system.cells[need.cell].path == path
    assert attack(system, rules, small, need.cell) == (3, 3)
    assert f"{path} is known too well" in "; ".join(faults(evolve(naive, worlds=())))


def test_another_band_and_one_more_group_of_both_are_hidden_too() -> None:
    plan = protect(system_of(report_of({}, BANDS)), policy("threshold-5"))

    hidden = {plan.system.cells[one].path for one in plan.hidden}

    assert len(hidden) == 4
    assert {path.rpartition(".")[2] for path in hidden} == {"bme", "unknown"}
    assert plan.loss == pytest.approx(plan.bound)


def test_indicators_that_count_the_same_people_are_hidden_together() -> None:
    report = report_of({"staff": (90, 3, 7), "entered_disciplinary": (20, 1, 0)})
    plan = protect(system_of(report), policy("threshold-5"))

    paths = plan.system.paths(plan.hidden)

    assert {"1.overall.headcount.bme", "3.population.bme", "3.events.bme"} <= paths


def test_members_who_do_not_vote_cannot_be_subtracted() -> None:
    report = report_of({"board": (20, 10, 9), "board_voting": (20, 9, 9)})
    plan = protect(system_of(report), policy("threshold-5"))

    paths = plan.system.paths(plan.hidden)

    assert paths & {"9.headcount.total.bme", "9.headcount.voting.bme"}


def test_a_person_alone_in_a_band_does_not_give_the_next_one_away() -> None:
    system = table([[1, 2, 30], [40, 50, 60], [70, 80, 90]])
    rules = policy("threshold-5")
    plan = protect(system, rules)
    [one] = singles(system, rules)
    other = system.places["0.1"]

    # Two small counts protect each other from anybody else, but not from who is in one of them.
    both = frozenset({one, other, system.places["1.0"], system.places["1.1"]})
    assert attack(system, rules, both, other) == (0, 3)
    assert attack(system, rules, both, other, known=[one]) == (2, 2)
    low, high = attack(system, rules, plan.hidden, other, known=[one])
    assert low <= 1
    assert high is None or high >= 5


def test_nobody_of_a_group_beside_a_few_others_is_hidden_too() -> None:
    few = system_of(report_of({}, {**BANDS, ("clinical", "Band 9"): (3, 0, 0)}))
    many = system_of(report_of({}, {**BANDS, ("clinical", "Band 9"): (30, 0, 0)}))
    path = "1.rows.clinical/Band 9.headcount.bme"

    rules = policy("threshold-5")

    assert few.places[path] in few.small(rules)
    assert many.places[path] not in many.small(rules)


@given(tables())
@settings(max_examples=12)
def test_what_is_lost_is_near_the_least(system: System) -> None:
    plan = protect(system, THREE)

    least, proven = optimum(system, THREE, plan.inherent)

    assert plan.bound <= least + 1e-6
    assert proven - 1e-6 <= plan.loss
    assert plan.loss <= 1.5 * least + 1e-6


def test_a_false_proof_is_noticed() -> None:
    plan = protect(table([[2, 30], [40, 50]]), THREE)
    number = plan.system.places["1.1"]
    halved = tuple(move / 2 for move in plan.worlds)
    shown = evolve(plan, further=plan.further - {number})

    assert list(faults(plan)) == []
    assert "world 0 is no table of whole people" in list(faults(evolve(plan, worlds=halved)))
    assert "world 0 would be published otherwise" in list(faults(shown))
    assert "0.0 is known too well" in list(faults(evolve(plan, worlds=())))


def test_the_same_report_is_hidden_the_same_way() -> None:
    system = system_of(report_of({}, BANDS))
    one, other = (protect(system, policy("threshold-11")) for _ in range(2))

    assert one.hidden == other.hidden
    assert all(map(np.array_equal, one.worlds, other.worlds))
