"""Who works, or worked, at the made-up trust, as its staff record would know them.

The shares of pay bands and of ethnic groups are an estimate for tests (`BANDS`), calibrated to
the national total; they are nobody's published figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from attrs import evolve, frozen

from wres.vocabulary import Engagement, EthnicCategory, PayBand, WorkforceGroup


CODE = "RXX"
NAME = "Exampleton University Hospitals NHS Foundation Trust"
STAFF = 8_000
LEAVERS, JOINERS = 520, 40
OTHERS = {
    Engagement.BANK: 610,
    Engagement.HONORARY: 45,
    Engagement.STUDENT: 60,
    Engagement.NON_EXECUTIVE: 8,
}
SNAPSHOT = date(2025, 3, 31)
YEAR_BEGINS = date(2024, 4, 1)
EXPORTED_ON = date(2025, 4, 7)
"""The exports were run a week after the snapshot, as they are."""

BANDS = {  # share of staff, BME share, clinical share; all in per cent
    "Band 1": (0.1, 24, 5),
    "Band 2": (14.0, 24, 55),
    "Band 3": (13.5, 22, 52),
    "Band 4": (9.5, 20, 42),
    "Band 5": (18.5, 42.3, 88),
    "Band 6": (17.0, 26, 86),
    "Band 7": (10.0, 19, 78),
    "Band 8a": (3.6, 17, 62),
    "Band 8b": (1.6, 14, 42),
    "Band 8c": (0.9, 13, 33),
    "Band 8d": (0.4, 11, 25),
    "Band 9": (0.25, 11, 22),
    "VSM": (0.2, 12.7, 15),
    "Consultant": (4.3, 40, 0),
    "Non-consultant career grade": (1.4, 62, 0),
    "Trainee grade": (4.6, 55, 0),
    "Other medical": (0.2, 45, 0),
}
UNKNOWN, UNKNOWN_MEDICAL = 0.04, 0.09
FIXED_TERM, SECOND, PROMOTED = 0.06, 0.04, 0.12
"""Share on a fixed term; share with a second post; that and those promoted in the year."""

LOWEST_PROMOTED = 2
ETHNICITY = {
    "white": {"A": 87, "B": 2, "C": 11},
    "bme": dict(zip("DEFGHJKLMNPRS", (2, 1, 2, 2, 23, 8, 2, 17, 7, 22, 3, 3, 8), strict=True)),
    "unknown": {"Z": 60, "99": 40},
}
FIRST_NAMES = (
    *("Adaeze", "Agnieszka", "Bronwen", "Chidinma", "Cressida", "Dilnoza", "Eirlys", "Farzana"),
    *("Gethin", "Harpreet", "Iolanthe", "Jadwiga", "Kwabena", "Llewelyn", "Mbali", "Nirmala"),
    *("Oluwaseun", "Prakash", "Quillan", "Rosalind", "Siobh\u00e1n", "Tendai", "Ursula", "Vikram"),
    *("Wenceslas", "Xanthe", "Yewande", "Zo\u00eb"),
)
LAST_NAMES = (
    *("Abernethy", "Adeyemi", "Bhattacharya", "Brzezinska", "Chukwu", "Cholmondeley", "Dlamini"),
    *("Entwistle", "Fairweather", "Gwynedd", "Hamilton-Oyelaran", "Iyengar", "Jankowski"),
    *(
        "Kaczmarek",
        "Lindqvist",
        "Mukherjee",
        "N\u00fa\u00f1ez",
        "Okonkwo",
        "O'Shaughnessy",
        "Pemberton",
    ),
    *("Quartermaine", "Ranganathan", "Satterthwaite", "Thistlewood", "Umarov", "Venkatesan"),
    *("Wolstenholme", "Yilmaz", "Zielinski"),
)


@frozen(kw_only=True)
class Person:
    """One person of the staff record; everything in it is invented.

    Parameters
    ----------
    left_on
        Last day in post, of a leaver.
    promoted_on
        First day in the present band, where the export has the former one too.
    second
        Engagement of a second assignment, or none.
    """

    number: str
    first_name: str
    last_name: str
    born_on: date
    ethnic_category: EthnicCategory
    workforce_group: WorkforceGroup
    pay_band: PayBand
    engagement: Engagement
    fte: float
    started_on: date
    left_on: date | None = None
    promoted_on: date | None = None
    second: Engagement | None = None

    @property
    def group(self) -> str:
        """Ethnic group."""
        return str(self.ethnic_category.group)

    @property
    def name(self) -> str:
        """First name and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def counts(self) -> bool:
        """Whether the person is in post at the snapshot, in the standard's sense."""
        stayed = self.left_on is None and self.started_on <= SNAPSHOT
        return stayed and self.engagement in {Engagement.SUBSTANTIVE, Engagement.FIXED_TERM}


def people(rng: Random) -> list[Person]:
    """Make up everyone who is on the staff record, in the order of their numbers."""
    total = STAFF + LEAVERS + JOINERS + sum(OTHERS.values())
    numbers = iter(rng.sample(range(1_000_000, 30_000_000), total))
    made = [_person(rng, next(numbers)) for _ in range(STAFF)]
    made = [_with_extras(rng, person) for person in made]
    made += [_leaver(rng, _person(rng, next(numbers))) for _ in range(LEAVERS)]
    made += [_joiner(rng, _person(rng, next(numbers))) for _ in range(JOINERS)]
    for engagement, count in OTHERS.items():
        made += [_other(rng, _person(rng, next(numbers)), engagement) for _ in range(count)]
    return sorted(made, key=lambda person: person.number)


def _person(rng: Random, number: int) -> Person:
    band = chosen(rng, {name: share for name, (share, _, _) in BANDS.items()})
    medical = PayBand(band).scale == "medical"
    clinical = rng.random() * 100 < BANDS[band][2]
    return Person(
        number=f"{number:08}",
        first_name=rng.choice(FIRST_NAMES),
        last_name=rng.choice(LAST_NAMES),
        born_on=_day(rng, date(1957, 1, 1), date(2004, 12, 31)),
        ethnic_category=ethnicity(
            rng, BANDS[band][1] / 100, UNKNOWN_MEDICAL if medical else UNKNOWN
        ),
        workforce_group=_group(medical=medical, clinical=clinical),
        pay_band=PayBand(band),
        engagement=_engagement(rng, band),
        fte=float(chosen(rng, {"1": 68, "0.8": 16, "0.6": 11, "0.4": 5})),
        started_on=_day(rng, date(2005, 1, 10), date(2025, 3, 24)),
    )


def _group(*, medical: bool, clinical: bool) -> WorkforceGroup:
    if medical:
        return WorkforceGroup.MEDICAL
    return WorkforceGroup.CLINICAL if clinical else WorkforceGroup.NON_CLINICAL


def _engagement(rng: Random, band: str) -> Engagement:
    fixed_term = band == PayBand.TRAINEE_GRADE or rng.random() < FIXED_TERM
    return Engagement.FIXED_TERM if fixed_term else Engagement.SUBSTANTIVE


def ethnicity(rng: Random, bme: float, unknown: float) -> EthnicCategory:
    """Draw a category, given the shares of two groups."""
    drawn = rng.random()
    group = "bme" if drawn < bme else "unknown" if drawn < bme + unknown else "white"
    return EthnicCategory(chosen(rng, ETHNICITY[group]))


def chosen(rng: Random, weights: Mapping[str, float]) -> str:
    """Draw one of some texts by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _with_extras(rng: Random, person: Person) -> Person:
    """Give some a second assignment, and some a former band."""
    drawn = rng.random()
    if drawn < SECOND:
        return evolve(person, second=rng.choice([Engagement.SUBSTANTIVE, Engagement.BANK]))
    number = _band_number(person.pay_band)
    if drawn < PROMOTED and number > LOWEST_PROMOTED and person.started_on < YEAR_BEGINS:
        return evolve(person, promoted_on=_day(rng, YEAR_BEGINS, SNAPSHOT - timedelta(days=30)))
    return person


def _band_number(band: PayBand) -> int:
    """Give 3 for Band 3, and 0 for what is no whole band."""
    digits = str(band).removeprefix("Band ")
    return int(digits) if digits.isdigit() else 0


def former_band(person: Person) -> PayBand:
    """Give the band below, for someone who was promoted."""
    if person.pay_band is PayBand.BAND_9:
        return PayBand.BAND_8D
    return PayBand(f"Band {_band_number(person.pay_band) - 1}")


def _leaver(rng: Random, person: Person) -> Person:
    left_on = _day(rng, YEAR_BEGINS, SNAPSHOT - timedelta(days=1))
    started_on = min(person.started_on, left_on - timedelta(days=90))
    return evolve(person, left_on=left_on, started_on=started_on)


def _joiner(rng: Random, person: Person) -> Person:
    return evolve(person, started_on=_day(rng, SNAPSHOT + timedelta(days=1), EXPORTED_ON))


def _other(rng: Random, person: Person, engagement: Engagement) -> Person:
    """Engage someone otherwise than as staff."""
    person = evolve(person, engagement=engagement, fte=0.0)
    if engagement is not Engagement.NON_EXECUTIVE:
        return person
    return evolve(
        person,
        ethnic_category=ethnicity(rng, BANDS["VSM"][1] / 100, 0),
        workforce_group=WorkforceGroup.NON_CLINICAL,
        pay_band=PayBand.VSM,
    )
