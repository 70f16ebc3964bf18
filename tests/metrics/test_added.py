"""Sums of headcounts: what is hidden or not supplied in a part is so in the sum."""

from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import GROUPS, TOTAL, GroupCounts, Headcount, added


KEYS = (*GROUPS, TOTAL)
COUNTS = st.none() | st.integers(0, 9)
SUPPLIED = st.builds(GroupCounts, COUNTS, COUNTS, COUNTS).map(Headcount.of)


@st.composite
def headcounts(draw: st.DrawFn) -> Headcount:
    whole = draw(SUPPLIED)
    gone = draw(st.sets(st.sampled_from(KEYS)))
    hidden = tuple(key for key in KEYS if key in gone and whole[key] is not None)
    return Headcount(*(None if key in hidden else whole[key] for key in KEYS), hidden=hidden)


@given(st.lists(headcounts(), max_size=4))
def test_a_sum_is_known_where_every_part_that_has_anybody_is(parts: list[Headcount]) -> None:
    whole = added(parts)
    filled = [part for part in parts if part.hidden or not part.is_empty]

    for key in KEYS:
        counts = [part[key] for part in filled]
        if not counts or None in counts:
            assert whole[key] is None
        else:
            assert whole[key] == sum(count or 0 for count in counts)
        assert (key in whole.hidden) == any(key in part.hidden for part in filled)


def test_a_row_that_is_hidden_wholly_is_not_one_of_nobody() -> None:
    gone = Headcount(hidden=KEYS)

    assert added([Headcount(6, 3, 1, 10), gone]) == gone
    assert added([Headcount(6, 3, 1, 10), Headcount()]) == Headcount(6, 3, 1, 10)


def test_nothing_adds_up_to_nothing() -> None:
    assert added([]) == Headcount()
