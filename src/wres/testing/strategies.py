"""Hypothesis strategies for the records: whatever a valid one can hold.

Every strategy takes strategies for the texts by which rows belong together, so that a test can
draw them from a small pool and have people, cases and organisations meet.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.fields import BLANKS, EARLIEST, LATEST
from wres.records import (
    RECORDS,
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
)
from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    EthnicCategory,
    EthnicGroup,
    PayBand,
    WorkforceGroup,
    fits,
)


Drawn = TypeVar("Drawn")


_NUMBERS = st.from_regex(r"0{0,3}[1-9][0-9]{0,7}(-[1-9])?", fullmatch=True)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

IDENTIFIERS: SearchStrategy[str] = _NUMBERS | _TEXTS.map(lambda text: text.strip(BLANKS)).filter(
    bool
)
"""Texts that identify something: no outer blanks, leading zeros likely."""

ORGANISATIONS: SearchStrategy[str] = st.sampled_from(["", "RXX", "RYY", "0R1"])
"""ODS codes, and the empty text of a source that names none."""

DAYS: SearchStrategy[date] = st.dates(date(2022, 3, 1), date(2025, 5, 1)) | st.dates(
    EARLIEST, LATEST
)
"""Dates that a record can hold, those around a snapshot likely."""

PLACES: SearchStrategy[tuple[WorkforceGroup, PayBand]] = st.sampled_from(
    [(group, band) for group in WorkforceGroup for band in PayBand if fits(group, band)]
)
"""Workforce groups with a pay band that they have."""


def _or_none(strategy: SearchStrategy[Drawn]) -> SearchStrategy[Drawn | None]:
    return st.none() | strategy


@st.composite
def staff_records(
    draw: st.DrawFn,
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    person: SearchStrategy[str] = IDENTIFIERS,
) -> StaffRecord:
    """Draw one assignment.

    Parameters
    ----------
    organisation, person
        Where to draw these from, instead of from all that is possible.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(staff_records(organisation=st.just("RXX")))
    ... def test_the_band_fits_the_group(record: StaffRecord) -> None:
    ...     assert fits(record.workforce_group, record.pay_band)
    >>> test_the_band_fits_the_group()
    """
    group, band = draw(PLACES)
    return StaffRecord(
        organisation=draw(organisation),
        person=draw(person),
        assignment=draw(IDENTIFIERS),
        ethnic_category=draw(st.sampled_from(EthnicCategory)),
        workforce_group=group,
        pay_band=band,
        engagement=draw(st.sampled_from(Engagement)),
        primary=draw(st.booleans()),
        fte=draw(_or_none(st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1e9))),
        started_on=draw(_or_none(DAYS)),
        senior_medical_manager=draw(st.booleans()) and band is PayBand.CONSULTANT,
    )


@st.composite
def applications(
    draw: st.DrawFn,
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    application: SearchStrategy[str] = IDENTIFIERS,
) -> Application:
    """Draw one application; nobody is appointed who was not shortlisted.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(applications())
    ... def test_the_appointed_were_shortlisted(record: Application) -> None:
    ...     assert record.shortlisted or not record.appointed
    >>> test_the_appointed_were_shortlisted()
    """
    shortlisted = draw(st.booleans())
    group, band = draw(PLACES)
    return Application(
        organisation=draw(organisation),
        application=draw(application),
        ethnic_category=draw(st.sampled_from(EthnicCategory)),
        shortlisted=shortlisted,
        appointed=shortlisted and draw(st.booleans()),
        international=draw(_or_none(st.booleans())),
        workforce_group=group if draw(st.booleans()) else None,
        pay_band=band if draw(st.booleans()) else None,
    )


@st.composite
def disciplinary_entries(
    draw: st.DrawFn,
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    person: SearchStrategy[str] = IDENTIFIERS,
    case: SearchStrategy[str] = IDENTIFIERS,
) -> DisciplinaryEntry:
    """Draw one entry into the formal process.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(disciplinary_entries(person=st.just("0101")))
    ... def test_the_person_may_be_unknown(record: DisciplinaryEntry) -> None:
    ...     assert record.person in {"0101", None}
    >>> test_the_person_may_be_unknown()
    """
    return DisciplinaryEntry(
        organisation=draw(organisation),
        case=draw(case),
        person=draw(_or_none(person)),
        ethnic_category=draw(_or_none(st.sampled_from(EthnicCategory))),
        entered_on=draw(DAYS),
    )


@st.composite
def training_uptakes(
    draw: st.DrawFn,
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    person: SearchStrategy[str] = IDENTIFIERS,
) -> TrainingUptake:
    """Draw one course that one person accessed.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(training_uptakes())
    ... def test_a_course_has_a_name_if_any(record: TrainingUptake) -> None:
    ...     assert record.course != ""
    >>> test_a_course_has_a_name_if_any()
    """
    return TrainingUptake(
        organisation=draw(organisation),
        person=draw(_or_none(person)),
        ethnic_category=draw(_or_none(st.sampled_from(EthnicCategory))),
        course=draw(_or_none(IDENTIFIERS)),
        accessed_on=draw(_or_none(DAYS)),
        mandatory=draw(st.booleans()),
    )


@st.composite
def survey_shares(
    draw: st.DrawFn, *, organisation: SearchStrategy[str] = ORGANISATIONS
) -> SurveyShare:
    """Draw one Staff Survey result.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(survey_shares())
    ... def test_a_share_is_no_percentage(record: SurveyShare) -> None:
    ...     assert 0 <= record.share <= 1
    >>> test_a_share_is_no_percentage()
    """
    return SurveyShare(
        organisation=draw(organisation),
        survey_year=draw(st.integers(2021, 2025) | st.integers(2003, 2199)),
        measure=draw(st.sampled_from(SURVEY_MEASURES)),
        ethnic_group=draw(st.sampled_from(EthnicGroup)),
        share=draw(st.integers(0, 1000).map(lambda parts: parts / 1000) | st.floats(0, 1)),
        respondents=draw(_or_none(st.integers(1, 10**9))),
    )


@st.composite
def board_members(
    draw: st.DrawFn,
    *,
    organisation: SearchStrategy[str] = ORGANISATIONS,
    person: SearchStrategy[str] = IDENTIFIERS,
) -> BoardMember:
    """Draw one member of the board.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(board_members())
    ... def test_ethnicity_is_always_a_category(record: BoardMember) -> None:
    ...     assert record.ethnic_category in EthnicCategory
    >>> test_ethnicity_is_always_a_category()
    """
    return BoardMember(
        organisation=draw(organisation),
        person=draw(_or_none(person)),
        ethnic_category=draw(st.sampled_from(EthnicCategory)),
        voting=draw(st.booleans()),
        executive=draw(st.booleans()),
    )


STRATEGIES: dict[type[Record], SearchStrategy[Record]] = dict(
    zip(
        RECORDS,
        [
            staff_records(),
            applications(),
            disciplinary_entries(),
            training_uptakes(),
            survey_shares(),
            board_members(),
        ],
        strict=True,
    )
)
"""Record class to the strategy for it."""


def records_of(record: type[Record]) -> SearchStrategy[list[Record]]:
    """Give lists of records of one class, as `wres.to_frame` takes them.

    Examples
    --------
    >>> from hypothesis import given
    >>> from wres.tables import to_frame, to_records
    >>> @given(records_of(BoardMember))
    ... def test_a_frame_keeps_every_record(members: list[Record]) -> None:
    ...     assert to_records(to_frame(members, BoardMember), BoardMember) == members
    >>> test_a_frame_keeps_every_record()
    """
    return st.lists(STRATEGIES[record], max_size=8)
