"""The six records: one typed row each, in the order of their table's columns.

What a field may be is in `wres.fields`; what must hold between fields is a `Requirement`.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs
from attrs import frozen

from wres.fields import COLUMN, Column, choice, day, flag, number, text, whole
from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    EthnicCategory,
    EthnicGroup,
    Measure,
    PayBand,
    WorkforceGroup,
)


ETHNIC_CODES = "an NHS ethnic category code: A to S without I, O and Q, or Z, or 99"
BANDS = "Under Band 1, Band 1 to Band 9 (8a to 8d), VSM or, for medical staff, Consultant, Non-consultant career grade, Trainee grade, Other medical"
GROUPS = "non_clinical, clinical or medical"
AFC_BANDS = frozenset(band for band in PayBand if band.scale == "afc")
MEDICAL_GRADES = frozenset(band for band in PayBand if band.scale == "medical")


@frozen
class Requirement:
    """When `column` holds one of `values`, `other` must hold one of `allowed`.

    A ``None`` on either side requires nothing.
    """

    code: str
    column: str
    values: frozenset[object]
    other: str
    allowed: frozenset[object]
    accepted: str

    def holds(self, row: object) -> bool:
        """Whether a record meets the requirement."""
        other = getattr(row, self.other)
        return (
            getattr(row, self.column) not in self.values or other is None or other in self.allowed
        )


BAND_FITS_GROUP = (
    Requirement(
        "band-outside-group",
        "workforce_group",
        frozenset({WorkforceGroup.MEDICAL}),
        "pay_band",
        MEDICAL_GRADES,
        "a medical grade for medical staff",
    ),
    Requirement(
        "band-outside-group",
        "workforce_group",
        frozenset({WorkforceGroup.CLINICAL, WorkforceGroup.NON_CLINICAL}),
        "pay_band",
        AFC_BANDS,
        "Under Band 1 to VSM for staff who are not medical",
    ),
)


@frozen
class Record:
    """Base of the records: checks what holds between fields."""

    table: ClassVar[str]
    requirements: ClassVar[tuple[Requirement, ...]] = ()

    def __attrs_post_init__(self) -> None:
        for rule in self.requirements:
            if not rule.holds(self):
                raise ValueError(
                    f"{rule.other} must be {rule.accepted}; got {getattr(self, rule.other)!r}"
                )


@frozen
class StaffRecord(Record):
    """One assignment of one person, in table ``workforce``.

    Parameters
    ----------
    organisation
        ODS code; empty text stands for the organisation that the report is for.
    person, assignment
        Employee and assignment number; text, so that leading zeros stay.
    ethnic_category
        National code ``A`` to ``S``, ``Z`` or ``99``.
    fte
        Contracted full-time equivalent, 1 for full time; ``None`` where not known.
    senior_medical_manager
        A consultant who is also counted in the form's subset line.

    Examples
    --------
    >>> StaffRecord("RXX", "0101", "0101", "D", "clinical", "Band 5", "substantive", True).pay_band
    <PayBand.BAND_5: 'Band 5'>
    """

    table: ClassVar[str] = "workforce"
    requirements: ClassVar[tuple[Requirement, ...]] = (
        *BAND_FITS_GROUP,
        Requirement(
            "manager-not-consultant",
            "senior_medical_manager",
            frozenset({True}),
            "pay_band",
            frozenset({PayBand.CONSULTANT}),
            "Consultant for a senior medical manager",
        ),
    )
    organisation: str = text(blank=True)
    person: str = text(personal=True)
    assignment: str = text(personal=True)
    ethnic_category: EthnicCategory = choice(EthnicCategory, ETHNIC_CODES)
    workforce_group: WorkforceGroup = choice(WorkforceGroup, GROUPS)
    pay_band: PayBand = choice(PayBand, BANDS)
    engagement: Engagement = choice(Engagement, ", ".join(Engagement))
    primary: bool = flag()
    fte: float | None = number(0, nullable=True, default=None)
    started_on: date | None = day(nullable=True, default=None)
    senior_medical_manager: bool = flag(default=False)


@frozen
class Application(Record):
    """One application for a post, in table ``recruitment``.

    Examples
    --------
    >>> Application("RXX", "A1", "A", shortlisted=True, appointed=False).international is None
    True
    """

    table: ClassVar[str] = "recruitment"
    requirements: ClassVar[tuple[Requirement, ...]] = (
        *BAND_FITS_GROUP,
        Requirement(
            "appointed-not-shortlisted",
            "appointed",
            frozenset({True}),
            "shortlisted",
            frozenset({True}),
            "true for an application that was appointed",
        ),
    )
    organisation: str = text(blank=True)
    application: str = text(personal=True)
    ethnic_category: EthnicCategory = choice(EthnicCategory, ETHNIC_CODES)
    shortlisted: bool = flag()
    appointed: bool = flag()
    international: bool | None = flag(nullable=True, default=None)
    workforce_group: WorkforceGroup | None = choice(
        WorkforceGroup, GROUPS, nullable=True, default=None
    )
    pay_band: PayBand | None = choice(PayBand, BANDS, nullable=True, default=None)


@frozen
class DisciplinaryEntry(Record):
    """One person entering the formal disciplinary process, in table ``disciplinary``.

    Parameters
    ----------
    ethnic_category
        ``None`` takes the category from the workforce, by person.
    entered_on
        Start of the formal process, not the report or the hearing.
    """

    table: ClassVar[str] = "disciplinary"
    organisation: str = text(blank=True)
    case: str = text(personal=True)
    person: str | None = text(nullable=True, personal=True)
    ethnic_category: EthnicCategory | None = choice(EthnicCategory, ETHNIC_CODES, nullable=True)
    entered_on: date = day()


@frozen
class TrainingUptake(Record):
    """One person accessing one course, in table ``training``.

    Parameters
    ----------
    person
        ``None`` where the source does not say: the row then stands for one person.
    accessed_on
        ``None`` where the export already covers just the reporting year.
    """

    table: ClassVar[str] = "training"
    organisation: str = text(blank=True)
    person: str | None = text(nullable=True, personal=True)
    ethnic_category: EthnicCategory | None = choice(EthnicCategory, ETHNIC_CODES, nullable=True)
    course: str | None = text(nullable=True)
    accessed_on: date | None = day(nullable=True)
    mandatory: bool = flag()


@frozen
class SurveyShare(Record):
    """One Staff Survey result of one group, in table ``survey``.

    Parameters
    ----------
    survey_year
        Year of the autumn survey: the reporting year less one.
    share
        Weighted share of respondents, 0 to 1.
    respondents
        Base size; ``None`` where it was not given.
    """

    table: ClassVar[str] = "survey"
    organisation: str = text(blank=True)
    survey_year: int = whole(2003, 2199)
    measure: Measure = choice(SURVEY_MEASURES, ", ".join(SURVEY_MEASURES))
    ethnic_group: EthnicGroup = choice(EthnicGroup, "white, bme or unknown")
    share: float = number(0, 1)
    respondents: int | None = whole(1, 10**9, nullable=True, default=None)


@frozen
class BoardMember(Record):
    """One member of the board, in table ``board``."""

    table: ClassVar[str] = "board"
    organisation: str = text(blank=True)
    person: str | None = text(nullable=True, personal=True)
    ethnic_category: EthnicCategory = choice(EthnicCategory, ETHNIC_CODES)
    voting: bool = flag()
    executive: bool = flag()


@frozen
class ReturnLine(Record):
    """One figure that was counted elsewhere, in table ``return``: a line of the tidy form.

    Parameters
    ----------
    year
        WRES year; ``None`` where the file is about one year and does not say which.
    workforce_group, pay_band
        ``None`` where the measure has none, or only its total is known.
    value
        Count, or share from 0 to 1.
    """

    table: ClassVar[str] = "return"
    requirements: ClassVar[tuple[Requirement, ...]] = BAND_FITS_GROUP
    organisation: str = text(blank=True)
    year: int | None = whole(2015, 2199, nullable=True)
    measure: Measure = choice(Measure, "a measure of the tidy form")
    workforce_group: WorkforceGroup | None = choice(WorkforceGroup, GROUPS, nullable=True)
    pay_band: PayBand | None = choice(PayBand, BANDS, nullable=True)
    ethnic_group: EthnicGroup = choice(EthnicGroup, "white, bme or unknown")
    value: float = number(0, 1e12)


RECORDS: tuple[type[Record], ...] = (
    StaffRecord,
    Application,
    DisciplinaryEntry,
    TrainingUptake,
    SurveyShare,
    BoardMember,
)
"""The six record classes of row-level sources, in the order of `wres-report/1`."""


def columns(record: type[Record]) -> dict[str, Column]:
    """Field name to what the field allows, in field order.

    Examples
    --------
    >>> list(columns(BoardMember))
    ['organisation', 'person', 'ethnic_category', 'voting', 'executive']
    """
    return {attribute.name: attribute.metadata[COLUMN] for attribute in attrs.fields(record)}
