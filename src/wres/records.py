"""The six records: one typed row each, in the order of their table's columns.

A constraint is declared once, in a field helper (`text`, `choice`, `flag`, `number`,
`whole`, `day`): it gives the attrs validator that guards a record and the `Column` from which
`wres.tables` derives the table's schema and its column checks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal

import attrs
from attrs import frozen

from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    EthnicCategory,
    EthnicGroup,
    Measure,
    PayBand,
    WorkforceGroup,
)


Kind = Literal["text", "choice", "flag", "number", "whole", "day"]
COLUMN = "wres"


@frozen
class Column:
    """What one field of a record allows.

    Parameters
    ----------
    kind
        ``text``, ``choice`` (a label of `labels`), ``flag`` (bool), ``number`` (float),
        ``whole`` (int) or ``day`` (date).
    nullable
        Whether ``None`` is a value.
    personal
        Identifies a person or may do so: the value is never repeated in any message.
    blank
        Whether the empty text is a value.
    labels
        The labels of a ``choice``, in the standard's order.
    minimum, maximum
        Inclusive bounds of a ``number`` or ``whole``.
    accepted
        The rule in words, for messages.
    """

    kind: Kind
    accepted: str
    nullable: bool = False
    personal: bool = False
    blank: bool = False
    labels: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


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


def _field(
    column: Column,
    check: Callable[[Any], bool],
    *,
    converter: Callable[[Any], Any] | None = None,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    def validate(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not (column.nullable if value is None else check(value)):
            shown = "the value given" if column.personal else repr(value)
            raise ValueError(f"{attribute.name} must be {column.accepted}; got {shown}")

    return attrs.field(
        default=default, validator=validate, converter=converter, metadata={COLUMN: column}
    )


BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's white space: what polars trims, which is not quite what `str.strip` does."""


def text(*, nullable: bool = False, personal: bool = False, blank: bool = False) -> Any:  # noqa: ANN401
    """Allow text without outer blanks; identifiers keep their leading zeros."""
    accepted = "text without outer blanks" + (", or none" if nullable else "")
    column = Column("text", accepted, nullable, personal, blank)
    return _field(column, lambda value: is_text(value) and (blank or value != ""))


def is_text(value: object) -> bool:
    r"""Whether a value is text that a frame can hold, without outer blanks.

    Examples
    --------
    >>> is_text("09000123"), is_text(" 09000123"), is_text("\ud800"), is_text(9000123)
    (True, False, False, False)
    """
    return (
        isinstance(value, str)
        and value == value.strip(BLANKS)
        and not any("\ud800" <= char <= "\udfff" for char in value)
    )


def choice(
    labels: type[StrEnum] | Collection[StrEnum],
    accepted: str,
    *,
    nullable: bool = False,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    """Allow one label of a closed list; its plain text is accepted for the member."""
    members = {str(member): member for member in labels}
    column = Column("choice", accepted, nullable, labels=tuple(members))
    return _field(
        column,
        lambda value: isinstance(value, StrEnum) and value in members,
        converter=lambda value: members.get(value, value) if isinstance(value, str) else value,
        default=default,
    )


def flag(*, nullable: bool = False, default: object = attrs.NOTHING) -> Any:  # noqa: ANN401
    """Allow true and false."""
    accepted = "true or false (also yes, no, y, n, 1, 0)"
    return _field(
        Column("flag", accepted, nullable),
        lambda value: isinstance(value, bool),
        default=default,
    )


def number(
    minimum: float,
    maximum: float | None = None,
    *,
    nullable: bool = False,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    """Allow a finite number within inclusive bounds."""
    upper = "" if maximum is None else f" and at most {maximum:,.15g}"
    column = Column(
        "number",
        f"a number of at least {minimum:g}{upper}",
        nullable,
        minimum=minimum,
        maximum=maximum,
    )
    limit = math.inf if maximum is None else maximum
    return _field(
        column,
        lambda value: (
            isinstance(value, float) and math.isfinite(value) and minimum <= value <= limit
        ),
        converter=lambda value: float(value) if _is_whole(value, 2**53) else value,
        default=default,
    )


def whole(
    minimum: int, maximum: int, *, nullable: bool = False, default: object = attrs.NOTHING
) -> Any:  # noqa: ANN401
    """Allow a whole number within inclusive bounds."""
    column = Column(
        "whole",
        f"a whole number from {minimum} to {maximum}",
        nullable,
        minimum=minimum,
        maximum=maximum,
    )
    return _field(
        column,
        lambda value: _is_whole(value, maximum) and value >= minimum,
        default=default,
    )


def _is_whole(value: object, limit: int) -> bool:
    """Whether a value is an int, and not so large that a frame would change it."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= limit


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day(*, nullable: bool = False, default: object = attrs.NOTHING) -> Any:  # noqa: ANN401
    """Allow a calendar date from 1900 to 2199: outside it, a slip or an end-of-time mark."""
    accepted = "a date from 1900 to 2199, such as 2025-03-31 or 31/03/2025"
    return _field(
        Column("day", accepted, nullable),
        lambda value: type(value) is date and EARLIEST <= value <= LATEST,
        default=default,
    )


ETHNIC_CODES = "an NHS ethnic category code: A to S without I, O and Q, or Z, or 99"
BANDS = "Under Band 1, Band 1 to Band 9 (8a to 8d), VSM or, for medical staff, Consultant, Non-consultant career grade, Trainee grade, Other medical"
GROUPS = "non_clinical, clinical or medical"
AFC_BANDS = frozenset(band for band in PayBand if band.scale == "afc")
MEDICAL_GRADES = frozenset(band for band in PayBand if band.scale == "medical")

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
