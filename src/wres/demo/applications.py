"""Applications to the made-up trust."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from attrs import evolve, frozen

from wres.demo.people import CODE, FIRST_NAMES, LAST_NAMES, YEAR_BEGINS, ethnicity
from wres.records import Application
from wres.vocabulary import EthnicCategory, EthnicGroup


SHORTLISTED = {"white": (1180, 0.265), "bme": (830, 0.176), "unknown": (70, 0.19)}
"""Group to applications shortlisted in the year, and the share of them that was appointed."""

NOT_SHORTLISTED, SHORTLISTED_BEFORE, REPEATED = 6_900, 240, 85
APPOINTED_BEFORE, FROM_ABROAD = 0.2, 0.15
LAST_YEAR_BEGINS = date(2023, 5, 1)
DAYS = 300


@frozen
class Applied:
    """An application, and what its record does not hold: the candidate's name and the dates."""

    record: Application
    candidate: str
    shortlisted_on: date | None
    appointed_on: date | None


def applications(rng: Random) -> list[Applied]:
    """Make up applications of the year and of the year before, some of them listed twice."""
    numbers = iter(rng.sample(range(10_000_000, 99_999_999), 20_000))
    made = [
        _applied(rng, f"AP-{next(numbers)}", category, begins, appointed=appointed)
        for category, begins, appointed in _cases(rng)
    ]
    rng.shuffle(made)
    again = [one for one in made if one.record.appointed][:REPEATED]
    return made + [_at_interview(one) for one in again]


def _cases(rng: Random) -> Iterator[tuple[EthnicCategory, date | None, bool]]:
    """Give ethnicity, when shortlisting began (none for those not shortlisted), and outcome."""
    for group, (count, rate) in SHORTLISTED.items():
        for index in range(count):
            category = ethnicity(rng, float(group == "bme"), float(group == "unknown"))
            yield category, YEAR_BEGINS, index < round(count * rate)
    for _ in range(SHORTLISTED_BEFORE):
        yield ethnicity(rng, 0.4, 0.03), LAST_YEAR_BEGINS, rng.random() < APPOINTED_BEFORE
    for _ in range(NOT_SHORTLISTED):
        yield ethnicity(rng, 0.55, 0.03), None, False


def _applied(
    rng: Random, number: str, category: EthnicCategory, begins: date | None, *, appointed: bool
) -> Applied:
    day = begins and begins + timedelta(days=rng.randrange(DAYS))
    hired = day + timedelta(days=rng.randrange(10, 60)) if day and appointed else None
    abroad = appointed and category.group is EthnicGroup.BME and rng.random() < FROM_ABROAD
    record = Application(CODE, number, category, day is not None, appointed, abroad)
    return Applied(record, f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}", day, hired)


def _at_interview(one: Applied) -> Applied:
    """List an application a second time, as it stood before the appointment."""
    return evolve(one, record=evolve(one.record, appointed=False), appointed_on=None)
