from itertools import pairwise

import pytest

from wres.errors import UnknownNameError
from wres.metrics import CHANGES, LAWS_OF, METRICS, Change, Metric, editions, metric, needs
from wres.profiles import history, profile, years
from wres.testing import laws


STANDINGS = {"yes", "likely", "plausible", "weak", "choice"}


def test_the_nine_are_in_order() -> None:
    assert [one.number for one in METRICS] == list(range(1, 10))


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.name)
def test_a_metric_is_found_by_number_and_by_name(one: object) -> None:
    number, name = one.number, one.name  # type: ignore[attr-defined]

    assert metric(number) is metric(name) is one


@pytest.mark.parametrize("key", [0, 10, "", "Representation"])
def test_what_is_no_metric_is_answered_with_those_that_are(key: int | str) -> None:
    with pytest.raises(UnknownNameError, match=rf"no metric named '{key}'; there are: 1"):
        metric(key)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1, None),
        (2, True),
        (3, False),
        (4, True),
        (5, False),
        (6, False),
        (7, True),
        (8, False),
        (9, None),
    ],
)
def test_an_event_is_to_ones_advantage_or_not(number: int, wanted: bool | None) -> None:  # noqa: FBT001
    assert metric(number).wanted is wanted


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.name)
def test_every_rule_of_a_metric_is_in_force(one: object) -> None:
    rules = profile(2025)

    assert all(rules[rule] for rule in one.rules)  # type: ignore[attr-defined]


def test_a_metric_says_what_it_needs() -> None:
    assert [needs(metric(number)) for number in (1, 2, 5, 9)] == [
        ("staff",),
        ("appointed", "shortlisted"),
        ("harassed_by_public",),
        ("board", "board_voting", "board_executive"),
    ]


@pytest.mark.parametrize(
    "rule", sorted({rule for one in METRICS for rule in one.rules}), ids=lambda rule: rule
)
def test_the_periods_of_a_rule_follow_each_other_from_the_first_year_on(rule: str) -> None:
    periods = history(rule)

    assert periods[0].first_year == years()[0]
    assert periods[-1].last_year is None
    assert all(one.last_year == later.first_year - 1 for one, later in pairwise(periods))
    assert [period.rule for period in periods] == [
        profile(period.first_year).rules[rule] for period in periods
    ]


def test_a_rule_that_is_not_there_has_no_history() -> None:
    with pytest.raises(UnknownNameError, match="no rule named 'metric_10_form'; there are: "):
        history("metric_10_form")


@pytest.mark.parametrize(
    "changes",
    [pytest.param(CHANGES, id="the standard")]
    + [pytest.param(one.changes, id=one.name) for one in METRICS],
)
def test_a_change_has_its_years_its_words_a_source_and_a_standing(
    changes: tuple[Change, ...],
) -> None:
    assert changes
    assert [one.first_year for one in changes] == sorted(one.first_year for one in changes)
    for one in changes:
        assert one.first_year in years()
        assert one.last_year is None or one.first_year <= one.last_year <= years()[-1]
        assert one.change[0].isupper()
        assert one.change.endswith(".")
        assert one.source
        assert one.verified in STANDINGS
        assert (one.source == "unverified") <= (one.verified not in {"yes", "choice"})


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.name)
def test_the_editions_of_a_metric_are_its_changed_rules_and_its_changes(one: Metric) -> None:
    told = editions(one)

    changed = [
        f"{rule} = {period.rule.value}"
        for rule in one.rules
        if len({period.rule.value for period in history(rule)}) > 1
        for period in history(rule)
    ]
    assert [change.first_year for change in told] == sorted(change.first_year for change in told)
    assert {change for change in told if change.change[0].isupper()} == {*one.changes}
    assert sorted(
        change.change.partition(":")[0] for change in told if change.change[0].islower()
    ) == sorted(changed)


def test_each_value_of_a_rule_that_changed_is_told_with_its_standing() -> None:
    told = [
        (change.first_year, change.last_year, change.change, change.verified)
        for change in editions(metric(2))
    ]

    assert told[:2] == [
        (2015, 2015, "ratio_direction_2 = bme/white", "yes"),
        (2016, None, "ratio_direction_2 = white/bme", "yes"),
    ]
    assert all(change.source for change in editions(metric(2)))


def test_the_note_of_a_rule_stands_after_its_value() -> None:
    (first, *_) = editions(metric(9))
    (period, *_) = history("metric_9_form")

    assert first.change == f"metric_9_form = population: {period.rule.note}"
    assert first.source == period.rule.source


@pytest.mark.parametrize("family", LAWS_OF)
def test_the_laws_of_the_data_are_those_of_the_catalogue(family: str) -> None:
    # To correct the data: the table [laws] of metrics.toml.
    assert LAWS_OF[family] == tuple(law.name for law in laws.laws_of(family))


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.name)
def test_a_metric_obeys_the_laws_of_every_family_that_it_is_in(one: Metric) -> None:
    families = {family.name for family in laws.FAMILIES.values() if one.number in family.metrics}

    assert {*one.laws} >= families
    assert {*one.laws} <= {*LAWS_OF}


@pytest.mark.parametrize("one", METRICS, ids=lambda one: one.name)
def test_a_definition_says_in_sentences_what_a_metric_is(one: Metric) -> None:
    assert one.definition[0].isupper()
    assert one.definition.endswith(".")
