"""The measures of a return: everything the nine metrics rest on."""

from enum import StrEnum

from wres.vocabulary._tables import keyed


class Measure(StrEnum):
    """What one figure of a return counts.

    Examples
    --------
    >>> Measure.APPOINTED.table, Measure.APPOINTED.kind, Measure.APPOINTED.label
    ('recruitment', 'applications', 'Appointments from shortlisting')
    """

    STAFF = "staff"
    SENIOR_MEDICAL_MANAGER = "senior_medical_manager"
    SHORTLISTED = "shortlisted"
    APPOINTED = "appointed"
    SHORTLISTED_INTERNATIONAL = "shortlisted_international"
    APPOINTED_INTERNATIONAL = "appointed_international"
    ENTERED_DISCIPLINARY = "entered_disciplinary"
    ACCESSED_TRAINING = "accessed_training"
    HARASSED_BY_PUBLIC = "harassed_by_public"
    HARASSED_BY_STAFF = "harassed_by_staff"
    BELIEVES_EQUAL_OPPORTUNITIES = "believes_equal_opportunities"
    DISCRIMINATED_AGAINST = "discriminated_against"
    HARASSED_BY_PUBLIC_RESPONDENTS = "harassed_by_public_respondents"
    HARASSED_BY_STAFF_RESPONDENTS = "harassed_by_staff_respondents"
    BELIEVES_EQUAL_OPPORTUNITIES_RESPONDENTS = "believes_equal_opportunities_respondents"
    DISCRIMINATED_AGAINST_RESPONDENTS = "discriminated_against_respondents"
    BOARD = "board"
    BOARD_VOTING = "board_voting"
    BOARD_EXECUTIVE = "board_executive"
    LOCAL_POPULATION = "local_population"

    @property
    def table(self) -> str:
        """Table of records that the measure is counted from; ``return``: never counted here."""
        return keyed("measures", "name")[self]["table"]

    @property
    def kind(self) -> str:
        """Unit: headcount, applications, people, share (0 to 1), respondents or members."""
        return keyed("measures", "name")[self]["kind"]

    @property
    def label(self) -> str:
        """Name for people."""
        return keyed("measures", "name")[self]["title"]


SURVEY_MEASURES = (
    Measure.HARASSED_BY_PUBLIC,
    Measure.HARASSED_BY_STAFF,
    Measure.BELIEVES_EQUAL_OPPORTUNITIES,
    Measure.DISCRIMINATED_AGAINST,
)


INTERNATIONAL = "_international"
"""Ending of the measures that count those of another who are international recruits."""


def respondents_of(measure: str) -> Measure:
    """Give the measure that holds a survey measure's base size.

    Examples
    --------
    >>> str(respondents_of("harassed_by_staff"))
    'harassed_by_staff_respondents'
    """
    return Measure(f"{measure}_respondents")
