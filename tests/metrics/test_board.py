from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.errors import UnknownNameError
from wres.metrics import (
    GROUPS,
    BoardRepresentation,
    Forms,
    GroupCounts,
    Headcount,
    measure_board,
    metric,
)
from wres.profiles import profile


NOW = profile(2025)


def board(staff: GroupCounts, **parts: GroupCounts) -> BoardRepresentation:
    return measure_board(metric(9), parts, staff, NOW)


def test_the_board_worked_by_hand() -> None:
    # Staff: 165/1237 of 7422 BME = 13.34 %. Board: 1 of 15 = 6.67 %, less 13.34 = -6.67.
    # Voting: 1 of 12 = 8.33 %, less 13.34 = -5.01 points.
    result = board(
        GroupCounts(6307, 990, 125),
        total=GroupCounts(13, 1, 1),
        voting=GroupCounts(10, 1, 1),
        executive=GroupCounts(6, 0, 0),
    )

    assert result.headcount.voting == Headcount(10, 1, 1, 12)
    assert result.difference.total.bme is not None
    assert result.difference.total.bme.exact == Fraction(1, 15) - Fraction(165, 1237)
    assert result.difference.total.bme.display == "-6.7"
    assert result.difference.voting.bme is not None
    assert result.difference.voting.bme.display == "-5.0"
    assert result.difference.executive.bme is not None
    assert result.difference.executive.bme.display == "-13.3"
    assert result.headline == "voting"


def test_a_board_like_the_workforce_differs_by_nothing() -> None:
    counts = GroupCounts(9, 3, 1)

    result = board(counts, total=counts, voting=counts, executive=counts)

    assert {result.difference.total[group].display for group in GROUPS} == {"0.0"}  # type: ignore[union-attr]


def test_a_part_that_was_not_supplied_has_no_figures() -> None:
    result = board(GroupCounts(90, 10, 0), voting=GroupCounts(9, 1, 0))

    assert result.headcount.total == Headcount()
    assert result.share.total.is_empty
    assert result.difference.executive.is_empty
    assert not result.difference.voting.is_empty


def test_an_empty_board_has_no_share() -> None:
    result = board(GroupCounts(90, 10, 0), total=GroupCounts(0, 0, 0))

    assert result.headcount.total.total == 0
    assert result.share.total.is_empty


def test_without_the_workforce_there_are_shares_but_no_differences() -> None:
    result = board(GroupCounts(), total=GroupCounts(9, 1, 0))

    assert not result.share.total.is_empty
    assert result.difference.total.is_empty


PEOPLE = st.builds(GroupCounts, *[st.integers(0, 5000)] * 3)


@given(PEOPLE, PEOPLE)
def test_the_differences_of_the_groups_cancel(members: GroupCounts, staff: GroupCounts) -> None:
    result = board(staff, total=members)

    assert sum(one.exact for group in GROUPS if (one := result.difference.total[group])) == 0


def test_the_first_edition_compared_the_board_with_the_local_population() -> None:
    # 2 of 12 voting members are BME, 16.67 %, and 20 % of the population: -3.33 points.
    voting, people = GroupCounts(10, 2, 0), GroupCounts(80_000, 20_000, 0)
    staff = GroupCounts(90, 10, 0)

    first = measure_board(metric(9), {"voting": voting}, staff, profile(2015), population=people)
    now = measure_board(metric(9), {"voting": voting}, staff, NOW, population=people)
    asked = measure_board(
        metric(9),
        {"voting": voting},
        staff,
        NOW,
        forms=Forms(board_against="population"),
        population=people,
    )

    assert first.compared_with == asked.compared_with == "population"
    assert first.difference.voting.bme is not None
    assert first.difference.voting.bme.exact == Fraction(-1, 30)
    assert asked.difference == first.difference
    assert now.compared_with == "workforce"
    assert now.difference.voting.bme is not None
    assert now.difference.voting.bme.exact == Fraction(1, 15)
    assert now.local_population == first.local_population
    assert first.local_population is not None
    assert first.local_population.headcount.total == 100_000


def test_without_the_local_population_the_first_edition_has_no_differences() -> None:
    members = {"voting": GroupCounts(10, 2, 0)}

    result = measure_board(metric(9), members, GroupCounts(90, 10, 0), profile(2015))

    assert result.local_population is None
    assert result.difference.voting.is_empty
    assert not result.share.voting.is_empty


def test_a_board_is_compared_with_nothing_else() -> None:
    with pytest.raises(
        UnknownNameError,
        match="no comparator of the board named 'region'; there are: workforce, population",
    ):
        Forms(board_against="region")  # type: ignore[arg-type]


@given(PEOPLE, PEOPLE)
def test_the_board_of_those_who_are_known_is_compared_with_staff_who_are(
    members: GroupCounts, staff: GroupCounts
) -> None:
    forms = Forms(known_only=True)

    result = measure_board(metric(9), {"total": members}, staff, NOW, forms=forms)

    known = [GroupCounts(one.white, one.bme, 0) for one in (members, staff)]
    other = board(known[1], total=known[0])
    assert result.difference.total.bme == other.difference.total.bme
    assert result.share.total.unknown is None
    assert result.headcount.total == Headcount.of(members)
