"""Reports in which any rows of pay bands are hidden, wholly or in part, without the search for which."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from hypothesis import strategies as st

from tests.disclosure.tables import report_of
from wres.disclosure import Policy
from wres.disclosure.masking import Mask
from wres.metrics import PLACES
from wres.profiles import profile
from wres.report import Report


ALL = ("white", "bme", "unknown", "total")
BANDS = ("Band 5", "Band 7", "Band 8a", "Band 8b", "VSM")
OPEN = Policy(id="open", threshold=1, rounding=None, survey_base=1, description="as they are")


def hiding(report: Report, *paths: str) -> Report:
    """Hide counts by their paths."""
    mask = Mask(OPEN, set(paths), profile(report.year))
    return evolve(report, metrics=mask.results(report.metrics))


def cells(place: tuple[str, str], groups: Iterable[str] = ALL) -> list[str]:
    """Give the paths of some groups of a row of the form."""
    return [f"1.rows.{'/'.join(place)}.headcount.{group}" for group in groups]


@st.composite
def with_and_without(draw: st.DrawFn) -> tuple[Report, Report]:
    """Draw a report with some pay bands, and the same with some of them hidden, wholly or in part."""
    places = st.sampled_from([place for place in PLACES if place[1] in BANDS])
    counts = st.tuples(*[st.integers(1, 60)] * 3)
    own = report_of({}, rows := draw(st.dictionaries(places, counts, min_size=2, max_size=9)))
    groups = st.just(ALL) | st.lists(st.sampled_from(ALL), min_size=1, max_size=2)
    gone = draw(st.dictionaries(st.sampled_from(sorted(rows)), groups, min_size=1))
    return own, hiding(own, *(path for one in gone.items() for path in cells(*one)))
