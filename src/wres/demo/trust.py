"""The made-up trust's records: the six tables, and what their sources know beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import polars as pl
from attrs import frozen

from wres.demo.people import (
    EXPORTED_ON,
    FIRST_NAMES,
    LAST_NAMES,
    SNAPSHOT,
    YEAR_BEGINS,
    Person,
    ethnicity,
    people,
)
from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
)
from wres.tables import to_frame
from wres.vocabulary import EthnicCategory, EthnicGroup, Measure, PayBand


CODE = "RXX"
NAME = "Exampleton University Hospitals NHS Foundation Trust"
SURVEY_YEAR = 2024
SENIOR_MEDICAL_MANAGERS = 7

SHORTLISTED = {"white": (1180, 0.265), "bme": (830, 0.178), "unknown": (70, 0.19)}
"""Group to applications shortlisted in the year, and the share of them that was appointed."""

NOT_SHORTLISTED, SHORTLISTED_BEFORE, REPEATED = 6_900, 240, 85
ENTERED = {"white": 0.0066, "bme": 0.0081, "unknown": 0.006}
TRAINED = {"white": 0.34, "bme": 0.30, "unknown": 0.31}
"""Group to the share of staff with the event in the year."""

ENTERED_OTHERWISE = 34
COURSES = (
    *("Aspiring leaders programme", "Coaching skills", "Mentoring for managers"),
    *("Quality improvement foundations", "Advanced clinical assessment", "Research methods"),
    *("Non-medical prescribing", "Conference: patient safety", "Return to practice"),
)
MANDATORY_COURSES = ("Fire safety", "Information governance", "Manual handling", "Safeguarding level 2")

RESPONSES = {
    Measure.HARASSED_BY_PUBLIC: {"white": (0.251, 2724), "bme": (0.288, 871)},
    Measure.HARASSED_BY_STAFF: {"white": (0.206, 2719), "bme": (0.249, 868)},
    Measure.BELIEVES_EQUAL_OPPORTUNITIES: {"white": (0.589, 2712), "bme": (0.481, 866)},
    Measure.DISCRIMINATED_AGAINST: {"white": (0.067, 2726), "bme": (0.156, 872)},
}
"""Measure and group to share and respondents."""

OTHER_TRUSTS = ("RYX", "RZX")


@frozen
class Step:
    """When an application reached what, and whose it is."""

    candidate: str
    shortlisted_on: date | None
    appointed_on: date | None


@frozen
class Trust:
    """Records by table name, as frames, and what identifies those they are about.

    Parameters
    ----------
    staff
        Employee number to person.
    steps
        Application number to its dates.
    """

    tables: Mapping[str, pl.DataFrame]
    staff: Mapping[str, Person]
    steps: Mapping[str, Step]


def trust(seed: int) -> Trust:
    """Make up a trust; the same seed gives the same one."""
    rng = Random(seed)  # noqa: S311  # no secret rests on it
    everyone = people(rng)
    applications, steps = _applications(rng)
    return Trust(
        {
            "workforce": to_frame(_workforce(everyone)),
            "recruitment": to_frame(applications),
            "disciplinary": to_frame(_disciplinary(rng, everyone)),
            "training": to_frame(_training(rng, everyone)),
            "survey": to_frame(_survey(rng)),
            "board": to_frame(_board(everyone)),
        },
        {person.number: person for person in everyone},
        steps,
    )


def _workforce(everyone: Sequence[Person]) -> Iterator[StaffRecord]:
    consultants = [person.number for person in everyone if person.pay_band is PayBand.CONSULTANT]
    managers = consultants[:SENIOR_MEDICAL_MANAGERS]
    for person in everyone:
        yield _assignment(person, person.engagement, senior=person.number in managers)
        if person.second:
            yield _assignment(person, person.second, second=True)


def _assignment(
    person: Person, engagement: str, *, second: bool = False, senior: bool = False
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


def _applications(rng: Random) -> tuple[list[Application], dict[str, Step]]:
    """Make up applications: of the year, of the year before, and some listed twice."""
    numbers = iter(rng.sample(range(10_000_000, 99_999_999), NOT_SHORTLISTED + 4_000))
    made: list[Application] = []
    steps: dict[str, Step] = {}

    def add(category: EthnicCategory, appointed: bool | None, begins: date) -> None:
        number = f"AP-{next(numbers)}"
        day = None if appointed is None else begins + timedelta(days=rng.randrange(300))
        hired = day + timedelta(days=rng.randrange(10, 60)) if day and appointed else None
        abroad = bool(appointed) and category.group is EthnicGroup.BME and rng.random() < 0.15  # noqa: PLR2004
        made.append(Application(CODE, number, category, day is not None, bool(appointed), abroad))
        name = f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"
        steps[number] = Step(name, day, hired)

    for group, (count, rate) in SHORTLISTED.items():
        for index in range(count):
            add(_of_group(rng, group), index < round(count * rate), YEAR_BEGINS)
    for _ in range(SHORTLISTED_BEFORE):
        add(ethnicity(rng, 0.4, 0.03), rng.random() < 0.2, date(2023, 5, 1))  # noqa: PLR2004
    for _ in range(NOT_SHORTLISTED):
        add(ethnicity(rng, 0.55, 0.03), None, YEAR_BEGINS)
    rng.shuffle(made)
    again = [one for one in made if one.appointed][:REPEATED]
    return made + [_earlier_stage(one) for one in again], steps


def _of_group(rng: Random, group: str) -> EthnicCategory:
    return ethnicity(rng, float(group == "bme"), float(group == "unknown"))


def _earlier_stage(one: Application) -> Application:
    return Application(CODE, one.application, one.ethnic_category, shortlisted=True, appointed=False)


def _drawn(rng: Random, everyone: Iterable[Person], rates: Mapping[str, float]) -> list[Person]:
    """Draw a share of each group's staff."""
    staff = [person for person in everyone if person.counts]
    drawn: list[Person] = []
    for group, rate in rates.items():
        own = [person for person in staff if person.group == group]
        drawn += rng.sample(own, round(len(own) * rate))
    return sorted(drawn, key=lambda person: person.number)


def _in_year(rng: Random) -> date:
    return YEAR_BEGINS + timedelta(days=rng.randrange((SNAPSHOT - YEAR_BEGINS).days + 1))


def _disciplinary(rng: Random, everyone: Sequence[Person]) -> list[DisciplinaryEntry]:
    """Make up cases: of the year, second ones, of other years, and of bank workers."""
    entered = _drawn(rng, everyone, ENTERED)
    subjects = [(person, _in_year(rng)) for person in entered]
    subjects += [(person, SNAPSHOT) for person in entered[::9]]
    others = rng.sample([person for person in everyone if person.counts], ENTERED_OTHERWISE)
    subjects += [(person, _in_year(rng) - timedelta(days=366)) for person in others[5:]]
    subjects += [(person, EXPORTED_ON - timedelta(days=2)) for person in others[:5]]
    bank = [person for person in everyone if person.engagement == "bank"]
    subjects += [(person, _in_year(rng)) for person in bank[::150]]
    subjects.sort(key=lambda subject: (subject[1], subject[0].number))
    return [
        DisciplinaryEntry(
            CODE, f"ER-{date_:%y}-{index:05}", person.number, person.ethnic_category if index % 7 == 0 else None, date_
        )
        for index, (person, date_) in enumerate(subjects, 40_301)
    ]


def _training(rng: Random, everyone: Sequence[Person]) -> list[TrainingUptake]:
    """Make up uptake: of chosen and of mandatory courses, and of the year before."""
    made = []
    for person in _drawn(rng, everyone, TRAINED):
        for course in rng.sample(COURSES, rng.choice([1, 1, 1, 2, 3])):
            made.append(TrainingUptake(CODE, person.number, None, course, _in_year(rng), mandatory=False))
    staff = [person for person in everyone if person.counts]
    for person in staff:
        course = rng.choice(MANDATORY_COURSES)
        made.append(TrainingUptake(CODE, person.number, None, course, _in_year(rng), mandatory=True))
    for person in rng.sample(staff, 400):
        before = _in_year(rng) - timedelta(days=366)
        made.append(TrainingUptake(CODE, person.number, None, rng.choice(COURSES), before, mandatory=False))
    return sorted(made, key=lambda one: (one.accessed_on, one.person, one.course))


def _survey(rng: Random) -> list[SurveyShare]:
    """Make up results: the trust's, its own of the year before, and other trusts'."""
    made = []
    for organisation in (CODE, *OTHER_TRUSTS):
        for year in (SURVEY_YEAR - 1, SURVEY_YEAR):
            own = (organisation, year) == (CODE, SURVEY_YEAR)
            for measure, groups in RESPONSES.items():
                for group, (share, base) in groups.items():
                    moved = 0.0 if own else rng.randrange(-20, 21) / 1000
                    respondents = base if own else base - rng.randrange(300)
                    made.append(
                        SurveyShare(
                            organisation, year, measure, group, round(share + moved, 3), respondents
                        )
                    )
    return made


def _board(everyone: Sequence[Person]) -> list[BoardMember]:
    """Seat the board: eight non-executives, who vote, and nine executives, of whom six do."""
    outside = [person for person in everyone if person.engagement == "non_executive"]
    inside = [person for person in everyone if person.counts and person.pay_band is PayBand.VSM][:9]
    return [
        *(_member(person, voting=True, executive=False) for person in outside),
        *(_member(person, voting=index < 6, executive=True) for index, person in enumerate(inside)),  # noqa: PLR2004
    ]


def _member(person: Person, *, voting: bool, executive: bool) -> BoardMember:
    return BoardMember(CODE, person.number, person.ethnic_category, voting, executive)
