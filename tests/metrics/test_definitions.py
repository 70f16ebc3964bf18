import pytest

from wres.errors import UnknownNameError
from wres.metrics import METRICS, metric, needs
from wres.profiles import profile


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
