"""A plan of a report that hides counts says what the full one says, or nothing."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.hiding import cells, hiding, with_and_without
from tests.disclosure.tables import report_of
from wres.planning.closings import closings
from wres.planning.gaps import gap_of
from wres.planning.trajectories import trajectories
from wres.report import Report


BANDS = {
    ("clinical", "Band 5"): (60, 40, 0),
    ("clinical", "Band 8a"): (17, 2, 1),
    ("clinical", "Band 8b"): (9, 6, 0),
    ("non_clinical", "Band 8a"): (8, 1, 0),
}


@given(with_and_without(), st.integers(1, 5))
@settings(max_examples=25)
def test_nothing_is_worked_out_from_the_rest_of_a_sum(
    both: tuple[Report, Report], years: int
) -> None:
    own, safe = both

    closed = list(closings(own))
    assert [one for one in closings(safe) if one not in closed] == []
    goals = list(trajectories(own, own.year + years))
    assert [one for one in trajectories(safe, own.year + years) if one not in goals] == []
    shown, full = gap_of(safe, 1), gap_of(own, 1)
    if shown is not None:
        assert full is not None
        assert evolve(shown, verdict=shown.verdict or full.verdict) == full


def test_a_row_that_is_hidden_wholly_hides_what_it_is_a_part_of() -> None:
    own = report_of({}, BANDS)

    safe = hiding(own, *cells(("clinical", "Band 8a")))

    assert [one.band for one in trajectories(own, 2028)] == ["Band 8a", "Band 8b"]
    assert [one.band for one in trajectories(safe, 2028)] == ["Band 8b"]
    said = "clinical, Band 5 and below to Band 8a and above"
    assert said in {one.where for one in closings(own)}
    assert said not in {one.where for one in closings(safe)}
    assert (gap_of(own, 1) is None, gap_of(safe, 1)) == (False, None)
