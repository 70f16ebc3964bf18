from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import (
    GROUPS,
    GroupCounts,
    Likelihood,
    likelihood_ratio,
    measure_likelihood,
    metric,
    with_recruits_apart,
)
from wres.profiles import profile


NOW = profile(2025)


def apart(
    shortlisted: GroupCounts,
    appointed: GroupCounts,
    recruited: GroupCounts,
    hired: GroupCounts,
) -> Likelihood:
    result = measure_likelihood(metric(2), shortlisted, appointed, NOW)
    return with_recruits_apart(result, metric(2), recruited, hired, NOW)


def test_the_ratio_without_international_recruits_worked_by_hand() -> None:
    # All: White 40 of 200 = 1/5, BME 20 of 100 = 1/5, ratio 1.
    # Without 10 BME recruits from abroad, of whom 8 were appointed: BME 12 of 90 = 2/15,
    # ratio 1/5 x 15/2 = 3/2.
    result = apart(
        GroupCounts(200, 100, 3),
        GroupCounts(40, 20, 1),
        GroupCounts(0, 10, 1),
        GroupCounts(0, 8, 0),
    )

    others = result.without_international
    assert result.ratio.exact == 1
    assert others is not None
    assert (others.population, others.events) == (GroupCounts(200, 90, 2), GroupCounts(40, 12, 1))
    assert others.ratio.exact == Fraction(3, 2)
    assert others.likelihood.bme is not None
    assert others.likelihood.bme.exact == Fraction(2, 15)


def test_a_source_that_does_not_tell_leaves_the_result_as_it_is() -> None:
    shortlisted, appointed, some = GroupCounts(9, 9), GroupCounts(4, 3), GroupCounts(1, 1)

    for recruited, hired in ((GroupCounts(), GroupCounts()), (some, GroupCounts())):
        result = apart(shortlisted, appointed, recruited, hired)

        assert result.without_international is None


def test_a_group_without_recruits_told_has_no_figures_without_them() -> None:
    result = apart(GroupCounts(9, 9), GroupCounts(4, 3), GroupCounts(bme=1), GroupCounts(bme=1))

    others = result.without_international
    assert others is not None
    assert others.population == GroupCounts(bme=8)
    assert others.ratio.reason == "a figure of White was not supplied"


FOUR = st.lists(st.integers(0, 300), min_size=4, max_size=4).map(sorted)
"""Appointed and shortlisted of those from abroad, then of the others, as they add up."""


@given(st.tuples(FOUR, FOUR, FOUR))
def test_those_from_abroad_and_the_others_make_all(drawn: tuple[list[int], ...]) -> None:
    hired, recruited = (GroupCounts(*(four[i] for four in drawn)) for i in (0, 1))
    others_hired, others_listed = (GroupCounts(*(four[i] for four in drawn)) for i in (2, 3))
    listed, appointed = (
        GroupCounts(*((one[group] or 0) + (other[group] or 0) for group in GROUPS))
        for one, other in ((recruited, others_listed), (hired, others_hired))
    )

    others = apart(listed, appointed, recruited, hired).without_international

    assert others is not None
    assert (others.population, others.events) == (others_listed, others_hired)
    assert others.ratio == likelihood_ratio(metric(2), others_listed, others_hired, NOW)
