"""Goals of the senior bands: the smallest that reach the share, and lines in whole people."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.substitution import base_of
from wres.metrics import Representation
from wres.planning.trajectories import goal_year, line, trajectories
from wres.report import Report
from wres.testing import reports


@given(reports(complete=True), st.integers(1, 12))
@settings(max_examples=12)
def test_a_goal_is_the_fewest_people_with_whom_the_band_has_the_share(
    own: Report, years: int
) -> None:
    result = own[1]
    assert isinstance(result, Representation)
    everybody, total = base_of(result.overall.headcount, result.base)

    for one in trajectories(own, own.year + years):
        share = everybody / total
        assert Fraction(one.goal, one.total) >= share
        assert one.goal == one.bme or Fraction(one.goal - 1, one.total) < share
        assert one.goal <= one.total
        assert one.years == tuple(range(own.year + 1, own.year + years + 1))
        assert one.more == one.goal - one.bme


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 15))
def test_a_line_never_falls_below_the_straight_one_nor_a_person_above(
    start: int, more: int, years: int
) -> None:
    heads = line(start, start + more, years)

    assert heads[-1] == start + more
    assert list(heads) == sorted(heads)
    for year, people in enumerate(heads, 1):
        assert 0 <= people - (start + Fraction(more * year, years)) < 1


@given(reports())
@settings(max_examples=12)
def test_bands_add_both_workforce_groups_up(own: Report) -> None:
    for one in trajectories(own, goal_year(own)):
        result = own[1]
        assert isinstance(result, Representation)
        rows = [
            row.headcount
            for row in result.rows
            if row.pay_band == one.band and not row.headcount.is_empty
        ]
        sums = [base_of(row, result.base) for row in rows]
        assert (one.bme, one.total) == (sum(bme for bme, _ in sums), sum(all_ for _, all_ in sums))
