"""The made-up trust: its records in six tables, and those whom they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

import polars as pl
from attrs import frozen

from wres.demo.applications import Applied, applications
from wres.demo.events import disciplinary_entries, training_uptake
from wres.demo.people import CODE, SNAPSHOT, Person, people
from wres.records import BoardMember, StaffRecord, SurveyShare
from wres.tables import to_frame
from wres.vocabulary import Engagement, EthnicGroup, Measure, PayBand


SURVEY_YEAR = SNAPSHOT.year - 1
OTHER_TRUSTS = ("RYX", "RZX")
SENIOR_MEDICAL_MANAGERS, EXECUTIVES, VOTING_EXECUTIVES = 7, 9, 6

RESPONSES = {
    (Measure.HARASSED_BY_PUBLIC, EthnicGroup.WHITE): (0.251, 2724),
    (Measure.HARASSED_BY_PUBLIC, EthnicGroup.BME): (0.288, 871),
    (Measure.HARASSED_BY_STAFF, EthnicGroup.WHITE): (0.206, 2719),
    (Measure.HARASSED_BY_STAFF, EthnicGroup.BME): (0.249, 868),
    (Measure.BELIEVES_EQUAL_OPPORTUNITIES, EthnicGroup.WHITE): (0.589, 2712),
    (Measure.BELIEVES_EQUAL_OPPORTUNITIES, EthnicGroup.BME): (0.481, 866),
    (Measure.DISCRIMINATED_AGAINST, EthnicGroup.WHITE): (0.067, 2726),
    (Measure.DISCRIMINATED_AGAINST, EthnicGroup.BME): (0.156, 872),
}
"""Measure and group to the trust's share and respondents."""


@frozen
class Trust:
    """Records by table name, as frames, and what identifies those they are about.

    Parameters
    ----------
    staff
        Employee number to person.
    applied
        In the order of table ``recruitment``.
    """

    tables: Mapping[str, pl.DataFrame]
    staff: Mapping[str, Person]
    applied: Sequence[Applied]


def trust(seed: int) -> Trust:
    """Make up a trust; the same seed gives the same one."""
    rng = Random(seed)  # noqa: S311  # no secret rests on it
    everyone = people(rng)
    applied = applications(rng)
    return Trust(
        {
            "workforce": to_frame(_assignments(everyone)),
            "recruitment": to_frame(one.record for one in applied),
            "disciplinary": to_frame(disciplinary_entries(rng, everyone)),
            "training": to_frame(training_uptake(rng, everyone)),
            "survey": to_frame(_survey(rng)),
            "board": to_frame(_board(everyone)),
        },
        {person.number: person for person in everyone},
        applied,
    )


def _assignments(everyone: Sequence[Person]) -> Iterator[StaffRecord]:
    consultants = [person.number for person in everyone if person.pay_band is PayBand.CONSULTANT]
    managers = consultants[:SENIOR_MEDICAL_MANAGERS]
    for person in everyone:
        yield _assignment(person, person.engagement, senior=person.number in managers)
        if person.second:
            yield _assignment(person, person.second, second=True)


def _assignment(
    person: Person, engagement: Engagement, *, second: bool = False, senior: bool = False
) -> StaffRecord:
    return StaffRecord(
        CODE,
        person.number,
        f"{person.number}-2" if second else person.number,
        person.ethnic_category,
        person.workforce_group,
        person.pay_band,
        engagement,
        primary=not second,
        fte=0.2 if second else person.fte,
        started_on=person.started_on,
        senior_medical_manager=senior,
    )


def _survey(rng: Random) -> Iterator[SurveyShare]:
    """Make up results: the trust's, its own of the year before, and other trusts'."""
    for organisation, year in product((CODE, *OTHER_TRUSTS), (SURVEY_YEAR - 1, SURVEY_YEAR)):
        own = (organisation, year) == (CODE, SURVEY_YEAR)
        for (measure, group), (share, respondents) in RESPONSES.items():
            moved, fewer = (0, 0) if own else (rng.randrange(-20, 21), rng.randrange(300))
            shown = round(share + moved / 1000, 3)
            yield SurveyShare(organisation, year, measure, group, shown, respondents - fewer)


def _board(everyone: Sequence[Person]) -> Iterator[BoardMember]:
    """Seat the board: the non-executives, who vote, and executives, of whom some do."""
    for person in everyone:
        if person.engagement is Engagement.NON_EXECUTIVE:
            yield _member(person, voting=True, executive=False)
    very_senior = (one for one in everyone if one.counts and one.pay_band is PayBand.VSM)
    for index, person in zip(range(EXECUTIVES), very_senior, strict=False):
        yield _member(person, voting=index < VOTING_EXECUTIVES, executive=True)


def _member(person: Person, *, voting: bool, executive: bool) -> BoardMember:
    return BoardMember(CODE, person.number, person.ethnic_category, voting, executive)
