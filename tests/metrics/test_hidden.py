"""What is hidden of people is hidden of whom shares are of, and of figures worked out from them."""

from fractions import Fraction

import pytest

from wres.metrics import Headcount
from wres.metrics.figures import each, in_order, share_figure
from wres.metrics.forms import counted


@pytest.mark.parametrize(
    ("people", "shown", "hidden"),
    [
        (Headcount(6, None, 1, 10, hidden=("bme",)), (6, None, None, None), ("bme", "total")),
        (Headcount(None, 3, 1, 10, hidden=("white",)), (None, 3, None, None), ("white", "total")),
        (Headcount(6, 3, None, 10, hidden=("unknown",)), (6, 3, None, 9), ()),
    ],
)
def test_those_of_known_ethnicity_are_hidden_where_one_of_the_two_groups_is(
    people: Headcount, shown: tuple[int | None, ...], hidden: tuple[str, ...]
) -> None:
    known = counted(people, "known_only")

    assert (known.white, known.bme, known.unknown, known.total) == shown
    assert known.hidden == hidden


def test_hidden_groups_are_named_once_in_the_order_of_a_report() -> None:
    assert in_order(["total", "bme", "white", "bme"]) == ("white", "bme", "total")


def test_what_needs_a_hidden_group_is_hidden_and_a_total_hides_no_group() -> None:
    people = Headcount(6, None, 1, None, hidden=("bme", "total"))

    figures = each(lambda part: share_figure(Fraction(part) / 10), people)

    assert (figures.white, figures.bme, figures.unknown) == (
        share_figure(Fraction(6, 10)),
        None,
        share_figure(Fraction(1, 10)),
    )
    assert figures.hidden == ("bme",)
