"""What happened to the staff of the made-up trust: disciplinary cases and training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from wres.demo.people import CODE, EXPORTED_ON, SNAPSHOT, YEAR_BEGINS, Person
from wres.records import DisciplinaryEntry, TrainingUptake
from wres.vocabulary import Engagement


ENTERED = {"white": 0.0066, "bme": 0.0078, "unknown": 0.006}
TRAINED = {"white": 0.34, "bme": 0.30, "unknown": 0.31}
"""Group to the share of staff with the event in the year."""

ENTERED_BEFORE, ENTERED_AFTER, TRAINED_BEFORE = 29, 5, 400
COURSES = (
    *("Aspiring leaders programme", "Coaching skills", "Mentoring for managers"),
    *("Quality improvement foundations", "Advanced clinical assessment", "Research methods"),
    *("Non-medical prescribing", "Conference: patient safety", "Return to practice"),
)
MANDATORY_COURSES = (
    *("Fire safety", "Information governance", "Manual handling", "Safeguarding level 2"),
)
A_YEAR = timedelta(days=366)
OWN_ETHNICITY = 7
"""Every how manyth case says its person's ethnicity itself."""


def disciplinary_entries(rng: Random, everyone: Sequence[Person]) -> list[DisciplinaryEntry]:
    """Make up cases: of the year, second ones, of other years, and of bank workers."""
    entered = _drawn(rng, everyone, ENTERED)
    others = rng.sample(_staff(everyone), ENTERED_BEFORE + ENTERED_AFTER)
    dated = [(person, _in_year(rng)) for person in entered]
    dated += [(person, SNAPSHOT) for person in entered[::9]]
    dated += [(person, _in_year(rng) - A_YEAR) for person in others[:ENTERED_BEFORE]]
    dated += [(person, EXPORTED_ON) for person in others[ENTERED_BEFORE:]]
    bank = [person for person in everyone if person.engagement is Engagement.BANK]
    dated += [(person, SNAPSHOT - timedelta(days=30)) for person in bank[::150]]
    dated.sort(key=lambda one: (one[1], one[0].number))
    return [_entry(index, person, day) for index, (person, day) in enumerate(dated)]


def _entry(index: int, person: Person, day: date) -> DisciplinaryEntry:
    category = None if index % OWN_ETHNICITY else person.ethnic_category
    return DisciplinaryEntry(CODE, f"ER-{day:%y}-{40_301 + index}", person.number, category, day)


def training_uptake(rng: Random, everyone: Sequence[Person]) -> list[TrainingUptake]:
    """Make up uptake: of chosen and of mandatory courses, and of the year before."""
    made = [*_chosen(rng, everyone), *_mandatory(rng, everyone)]
    made += [
        _uptake(person, rng.choice(COURSES), _in_year(rng) - A_YEAR)
        for person in rng.sample(_staff(everyone), TRAINED_BEFORE)
    ]
    return sorted(made, key=lambda one: (one.accessed_on, one.person, one.course))


def _chosen(rng: Random, everyone: Sequence[Person]) -> Iterator[TrainingUptake]:
    for person in _drawn(rng, everyone, TRAINED):
        for course in rng.sample(COURSES, rng.choice([1, 1, 1, 2, 3])):
            yield _uptake(person, course, _in_year(rng))


def _mandatory(rng: Random, everyone: Sequence[Person]) -> Iterator[TrainingUptake]:
    for person in _staff(everyone):
        yield _uptake(person, rng.choice(MANDATORY_COURSES), _in_year(rng), mandatory=True)


def _uptake(person: Person, course: str, day: date, *, mandatory: bool = False) -> TrainingUptake:
    return TrainingUptake(CODE, person.number, None, course, day, mandatory)


def _staff(everyone: Iterable[Person]) -> list[Person]:
    return [person for person in everyone if person.counts]


def _drawn(rng: Random, everyone: Iterable[Person], rates: Mapping[str, float]) -> list[Person]:
    """Draw a share of each group's staff."""
    drawn: list[Person] = []
    for group, rate in rates.items():
        own = [person for person in _staff(everyone) if person.group == group]
        drawn += rng.sample(own, round(len(own) * rate))
    return sorted(drawn, key=lambda person: person.number)


def _in_year(rng: Random) -> date:
    return YEAR_BEGINS + timedelta(days=rng.randrange((SNAPSHOT - YEAR_BEGINS).days + 1))
