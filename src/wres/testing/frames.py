"""Hypothesis strategies for tables: frames of valid records, in which people meet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    ReturnLine,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
)
from wres.tables import TABLES, to_frame
from wres.testing.strategies import (
    IDENTIFIERS,
    ORGANISATIONS,
    PLACES,
    applications,
    board_members,
    disciplinary_entries,
    staff_records,
    survey_shares,
    training_uptakes,
)
from wres.vocabulary import SURVEY_MEASURES, EthnicGroup, Measure


PEOPLE: SearchStrategy[str] = st.sampled_from(["1", "0101", "20-2"]) | IDENTIFIERS
"""Personnel numbers, a few of them likely, so that the same person is in several rows."""


@st.composite
def return_lines(
    draw: st.DrawFn, *, organisation: SearchStrategy[str] = ORGANISATIONS
) -> ReturnLine:
    """Draw one line of the tidy form of a return.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(return_lines())
    ... def test_a_share_is_at_most_1(line: ReturnLine) -> None:
    ...     assert line.measure.kind != "share" or line.value <= 1
    >>> test_a_share_is_at_most_1()
    """
    measure = draw(st.sampled_from(Measure))
    places = measure in {Measure.STAFF, Measure.SHORTLISTED, Measure.APPOINTED}
    group, band = draw(PLACES) if places and draw(st.booleans()) else (None, None)
    is_share = measure in SURVEY_MEASURES
    return ReturnLine(
        organisation=draw(organisation),
        year=draw(st.none() | st.integers(2015, 2030)),
        measure=measure,
        workforce_group=group,
        pay_band=band,
        ethnic_group=draw(st.sampled_from(EthnicGroup)),
        value=draw(st.floats(0, 1) if is_share else st.integers(0, 10**6).map(float)),
    )


_OF: dict[type[Record], Callable[[], SearchStrategy[Record]]] = {
    StaffRecord: partial(staff_records, person=PEOPLE),
    Application: applications,
    DisciplinaryEntry: partial(disciplinary_entries, person=PEOPLE),
    TrainingUptake: partial(training_uptakes, person=PEOPLE),
    SurveyShare: survey_shares,
    BoardMember: partial(board_members, person=PEOPLE),
    ReturnLine: return_lines,
}


def rows_of(record: type[Record]) -> SearchStrategy[Record]:
    """Give records of one class, of which few people are likely.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(rows_of(BoardMember))
    ... def test_it_is_one(member: Record) -> None:
    ...     assert isinstance(member, BoardMember)
    >>> test_it_is_one()
    """
    return _OF[record]()


def tables_of(record: type[Record], *, max_size: int = 8) -> SearchStrategy[pl.DataFrame]:
    """Give the table of a record class, in its schema; often empty, rarely in order.

    Parameters
    ----------
    record
        One of the six record classes, or `wres.records.ReturnLine`.
    max_size
        Most rows.

    Examples
    --------
    >>> from hypothesis import given
    >>> import wres
    >>> @given(tables_of(wres.BoardMember))
    ... def test_it_has_the_schema(board: pl.DataFrame) -> None:
    ...     assert board.schema == wres.schema(wres.BoardMember)
    >>> test_it_has_the_schema()
    """
    return st.lists(rows_of(record), max_size=max_size).map(lambda drawn: to_frame(drawn, record))


def staff_tables(
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    person: SearchStrategy[str] = PEOPLE,
    max_size: int = 8,
) -> SearchStrategy[pl.DataFrame]:
    """Give workforce tables, in which some people have several assignments.

    Examples
    --------
    >>> from hypothesis import given
    >>> import wres
    >>> @given(staff_tables(organisation=st.just("RXX"), max_size=3))
    ... def test_nobody_is_counted_twice(staff: pl.DataFrame) -> None:
    ...     filed = wres.count({"workforce": staff}, accept_rejected=True)
    ...     assert filed.counts["value"].sum() <= 2 * staff["person"].n_unique()
    >>> test_nobody_is_counted_twice()
    """
    rows = staff_records(organisation=organisation, person=person)
    return st.lists(rows, max_size=max_size).map(lambda drawn: to_frame(drawn, StaffRecord))


def survey_tables(
    *, organisation: SearchStrategy[str] = ORGANISATIONS, survey_year: int = 2024
) -> SearchStrategy[pl.DataFrame]:
    """Give the survey's results of one year, one row a question and group.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(survey_tables())
    ... def test_no_result_is_there_twice(survey: pl.DataFrame) -> None:
    ...     keys = ["organisation", "measure", "ethnic_group"]
    ...     assert survey.unique(keys).height == survey.height
    >>> test_no_result_is_there_twice()
    """
    rows = st.builds(
        SurveyShare,
        organisation=organisation,
        survey_year=st.just(survey_year),
        measure=st.sampled_from(SURVEY_MEASURES),
        ethnic_group=st.sampled_from(EthnicGroup),
        share=st.integers(0, 1000).map(lambda parts: parts / 1000),
        respondents=st.none() | st.integers(1, 5000),
    )
    return st.lists(
        rows,
        max_size=12,
        unique_by=lambda row: (row.organisation, row.measure, row.ethnic_group),
    ).map(lambda drawn: to_frame(drawn, SurveyShare))


def tables() -> SearchStrategy[dict[str, pl.DataFrame]]:
    """Give tables by name that belong together, any of which may be missing.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(tables())
    ... def test_the_names_are_those_of_the_records(drawn: dict[str, pl.DataFrame]) -> None:
    ...     assert drawn.keys() <= TABLES.keys()
    >>> test_the_names_are_those_of_the_records()
    """
    return st.fixed_dictionaries(
        {}, optional={name: tables_of(record) for name, record in TABLES.items()}
    )
