"""What stands beside the ratios: few events, exact tests, cautions, people needed."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from wres.metrics import GroupCounts, Ratio, disparities, likelihood_ratio, metric
from wres.metrics.change import said
from wres.metrics.evidence import few_events
from wres.profiles import profile
from wres.statistics import (
    Steps,
    caution,
    census_sentence,
    fisher,
    mid_p,
    odds_ratio,
    people_needed,
    score_test,
    settled,
    sparse,
)


NOW = profile(2025)


def discipline(bme: tuple[int, int], white: tuple[int, int]) -> Ratio:
    """Of so many, so many entered."""
    staff, entered = GroupCounts(white[1], bme[1]), GroupCounts(white[0], bme[0])
    return likelihood_ratio(metric(3), staff, entered, NOW)


def test_a_sparse_table_has_exact_tests_and_a_caution_where_they_contradict() -> None:
    ratio = discipline((1, 40), (2, 850))

    assert ratio.verdict == "worse_for_bme"
    assert [test.test for test in ratio.exact_tests] == ["mid_p_minlike", "fisher"]
    assert ratio.exact_tests == (mid_p(1, 40, 2, 850), fisher(1, 40, 2, 850))
    assert ratio.caution == caution(1, 40, 2, 850)
    assert ratio.caution is not None
    assert ratio.low_count is True


def test_a_table_of_many_has_none_of_these() -> None:
    ratio = discipline((60, 2000), (120, 8000))

    assert (ratio.exact_tests, ratio.caution, ratio.low_count) == ((), None, False)


def test_the_verdict_changes_with_so_many_people_worked_by_hand() -> None:
    # Three more BME appointments, 33 of 210: 17/78 / (11/70) = 1.387, p = 0.0527.
    shortlisted, appointed = GroupCounts(780, 210), GroupCounts(170, 30)
    more = GroupCounts(170, 33)

    ratio = likelihood_ratio(metric(2), shortlisted, appointed, NOW)

    assert ratio.change == "3 more BME appointments would change the verdict to: too few to tell"
    assert ratio.people_needed is not None
    assert ratio.people_needed.verdict.to == Steps(more=3, fewer=None)
    assert likelihood_ratio(metric(2), shortlisted, more, NOW).verdict == "cannot_tell"
    assert round(score_test(170, 780, 33, 210) or 0, 4) == 0.0527


def test_one_person_is_one_event() -> None:
    # 9 of 500 against 10 of 2000: p = 0.0028; one more or fewer decides at the edge.
    ratio = discipline((4, 100), (10, 1000))

    assert ratio.change is not None
    assert ratio.change.startswith("1 ")
    assert " disciplinary entry would" in ratio.change


TABLES = st.tuples(*[st.integers(0, 60)] * 4).map(
    lambda cells: ((cells[0], cells[0] + cells[1]), (cells[2], cells[2] + cells[3]))
)


@given(TABLES)
def test_the_change_holds_by_substitution(table: tuple[tuple[int, int], tuple[int, int]]) -> None:
    bme, white = table
    ratio = discipline(bme, white)
    assume(ratio.change is not None)
    assert ratio.change is not None
    number, way, group, *_ = ratio.change.split()
    step = int(number) * (1 if way == "more" else -1)

    def moved(people: int) -> Ratio:
        if group == "BME":
            return discipline((bme[0] + people, bme[1]), white)
        return discipline(bme, (white[0] + people, white[1]))

    after = moved(step)
    assert after.verdict != ratio.verdict
    assert ratio.change.endswith(f": {said(after.verdict, NOW)}")
    one_fewer = step - (1 if step > 0 else -1)
    assert moved(one_fewer).verdict == ratio.verdict


@given(TABLES)
def test_exact_tests_stand_beside_sparse_tables_only(
    table: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    ratio = discipline(*table)

    assert bool(ratio.exact_tests) == bool(sparse(*table[0], *table[1]))
    if ratio.caution is not None:
        assert ratio.p_value is not None
        assert (ratio.caution.p_value < 0.05) != (ratio.p_value < 0.05)


def test_a_disparity_ratio_has_the_evidence_of_an_odds_ratio() -> None:
    # White 60 lower, 9 upper; BME 40 lower, 2 upper: (9/60) / (2/40) = 3.
    places = {
        ("clinical", "Band 5"): GroupCounts(white=60, bme=40),
        ("clinical", "Band 8a"): GroupCounts(white=9, bme=2),
    }

    ratio = disparities(places, NOW)[-1].ratio

    assert ratio.exact == Fraction(3)
    assert ratio.interval == settled(odds_ratio(9, 69, 2, 42))
    assert (ratio.p_value, ratio.test) == (score_test(9, 69, 2, 42), "score")
    assert (ratio.verdict, ratio.low_count) == ("cannot_tell", True)
    assert ratio.note == "a reconstruction: the national method is not published"
    assert ratio.people_needed is None


@pytest.mark.parametrize(
    ("bme", "verdict"),
    [((60, 10), "worse_for_bme"), ((20, 60), "worse_for_white"), ((100, 50), "cannot_tell")],
)
def test_a_disparity_above_1_is_worse_for_bme_staff(bme: tuple[int, int], verdict: str) -> None:
    places = {
        ("clinical", "Band 5"): GroupCounts(white=100, bme=bme[0]),
        ("clinical", "Band 8a"): GroupCounts(white=50, bme=bme[1]),
    }

    ratio = disparities(places, NOW)[-1].ratio

    assert ratio.verdict == verdict
    assert ratio.low_count is False


@pytest.mark.parametrize("few", range(4))
def test_any_of_the_four_numbers_may_make_a_disparity_one_of_few(few: int) -> None:
    numbers = [100, 100, 100, 100]
    numbers[few] = 9
    white_low, white_high, bme_low, bme_high = numbers
    places = {
        ("clinical", "Band 5"): GroupCounts(white=white_low, bme=bme_low),
        ("clinical", "Band 8a"): GroupCounts(white=white_high, bme=bme_high),
    }

    assert disparities(places, NOW)[-1].ratio.low_count is True


def test_an_undefined_disparity_ratio_has_no_evidence() -> None:
    places = {("clinical", "Band 5"): GroupCounts(white=60, bme=40)}

    ratio = disparities(places, NOW)[-1].ratio

    assert (ratio.interval, ratio.verdict, ratio.meaning) == (None, None, None)


def test_a_ratio_says_what_its_interval_means() -> None:
    ratio = discipline((12, 600), (20, 2400))
    assert ratio.interval is not None

    assert ratio.meaning == census_sentence(ratio.interval)


@pytest.mark.parametrize(
    ("events", "expected"), [((None, None), None), ((None, 3), True), ((None, 30), False)]
)
def test_few_events_are_told_where_known(
    events: tuple[int | None, int | None],
    expected: bool | None,  # noqa: FBT001  # pytest passes by name
) -> None:
    staff, entered = GroupCounts(500, 500), GroupCounts(*events)

    assert likelihood_ratio(metric(3), staff, entered, NOW).low_count is expected


@pytest.mark.parametrize("events", [(9, 400), (400, 9)])
def test_few_events_of_either_group_are_few(events: tuple[int, int]) -> None:
    ratio = discipline((events[0], 500), (events[1], 500))

    assert ratio.low_count is True


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("worse_for_bme", "worse for BME staff"),
        ("worse_for_white", "worse for White staff"),
        ("similar", "similar for both"),
        ("cannot_tell", "too few to tell"),
        (None, "none, as the ratio is undefined"),
    ],
)
def test_each_verdict_has_its_words(verdict: str | None, words: str) -> None:
    assert said(verdict, NOW, "staff") == words
    assert said(verdict, NOW) == words.removesuffix(" staff")


def test_fewer_events_may_change_a_verdict_too() -> None:
    ratio = discipline((64, 100), (95, 100))

    assert ratio.verdict == "worse_for_white"
    assert ratio.change == (
        "19 fewer White disciplinary entries would change the verdict to: too few to tell"
    )


@pytest.mark.parametrize(
    ("end", "value", "white", "bme", "verdict"),
    [
        ("low", "1/2", 1300, 1000, "worse_for_white"),
        ("high", "2", 1000, 1300, "worse_for_bme"),
    ],
)
def test_the_range_is_that_of_the_years_rules(
    end: str, value: str, white: int, bme: int, verdict: str
) -> None:
    rule = evolve(NOW.rules[f"four_fifths_{end}"], value=value)
    wider = evolve(NOW, rules={**NOW.rules, f"four_fifths_{end}": rule})
    staff, entered = GroupCounts(20000, 20000), GroupCounts(white, bme)

    usual, other = (likelihood_ratio(metric(3), staff, entered, rules) for rules in (NOW, wider))

    low, high = wider.four_fifths
    assert usual.verdict == verdict
    assert other.people_needed == people_needed(bme, 20000, white, 20000, low=low, high=high)
    assert other.people_needed != usual.people_needed


def test_where_there_is_no_ratio_nothing_is_cautioned_about() -> None:
    ratio = discipline((1, 1), (0, 4))

    assert ratio.exact is None
    assert caution(1, 1, 0, 4) is not None
    assert ratio.interval is not None
    assert ratio.caution is None


def test_few_events_are_fewer_than_the_rules_say() -> None:
    rule = evolve(NOW.rules["low_count"], value="3")
    rules = evolve(NOW, rules={**NOW.rules, "low_count": rule})

    assert few_events(rules, 3, 5) is False
    assert few_events(rules, 2, 5) is True
    assert few_events(NOW, 3, 50) is True


@pytest.mark.parametrize(("end", "value", "bme"), [("low", "0.9", 880), ("high", "1.1", 1120)])
def test_the_sentence_of_change_keeps_to_the_range_of_the_rules(
    end: str, value: str, bme: int
) -> None:
    rule = evolve(NOW.rules[f"four_fifths_{end}"], value=value)
    narrow = evolve(NOW, rules={**NOW.rules, f"four_fifths_{end}": rule})
    staff, entered = GroupCounts(20_000, 20_000), GroupCounts(1_000, bme)

    usual, other = (
        likelihood_ratio(metric(3), staff, entered, rules).change for rules in (NOW, narrow)
    )

    assert str(usual).endswith("would change the verdict to: similar for both")
    assert str(other).endswith("would change the verdict to: too few to tell")
