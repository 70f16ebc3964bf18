"""The ratio that so many people more, or fewer, would have made, from the counts of a report.

Written without the library's maths: fractions of counts, and nothing else.
"""

from fractions import Fraction

from wres.metrics import (
    BoardRepresentation,
    Experience,
    Headcount,
    Likelihood,
    Representation,
)
from wres.planning import Closing
from wres.report import Report


UPPER = ("Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9", "VSM")
CLUSTERS = {
    "Band 5 and below": (
        *("Under Band 1", "Band 1", "Band 2"),
        *("Band 3", "Band 4", "Band 5"),
    ),
    "Bands 6 and 7": ("Band 6", "Band 7"),
    "Band 8a and above": UPPER,
}
BLOCKS = {"non-clinical": "non_clinical", "clinical": "clinical"}
WANTED = {2, 4, 7}


def ratio_with(report: Report, closing: Closing, people: int) -> Fraction | None:
    """Above 1 to the disadvantage of BME staff; None where it has no end."""
    match report[closing.metric]:
        case Likelihood() as result:
            white = Fraction(result.events.white or 0) / Fraction(result.population.white or 0)
            bme = Fraction(result.events.bme or 0), Fraction(result.population.bme or 0)
            return turned(closing.metric, white, *bme, people)
        case Experience() as result:
            assert result.share.white is not None
            assert result.share.bme is not None
            base = Fraction(result.respondents.bme or 0)
            share = result.share.bme.exact * base
            return turned(closing.metric, result.share.white.exact, share, base, people)
        case Representation() as result:
            if "promotion" in closing.noun:
                return promoted(result, closing.where, people)
            return of_band(result, closing.where, people)
        case BoardRepresentation() as result:
            return of_board(result, people)
    raise AssertionError(closing)


def turned(
    number: int, white: Fraction, bme: Fraction, total: Fraction, people: int
) -> Fraction | None:
    if number in WANTED:
        assert bme + people <= max(bme, total)
        share = (bme + people) / total
        return white / share if share else None
    assert bme >= people
    return (bme - people) / total / white if white else None


def base_of(headcount: Headcount, base: str) -> tuple[Fraction, Fraction]:
    groups = ("white", "bme") if base == "known_only" else ("white", "bme", "unknown")
    return Fraction(headcount.bme or 0), sum(
        (Fraction(headcount[group] or 0) for group in groups), Fraction()
    )


def of_band(result: Representation, where: str, people: int) -> Fraction | None:
    block, band = where.split(", ")
    [row] = [
        row for row in result.rows if (row.workforce_group, row.pay_band) == (BLOCKS[block], band)
    ]
    everybody, all_staff = base_of(result.overall.headcount, result.base)
    bme, total = base_of(row.headcount, result.base)
    assert bme + people <= total
    share = (bme + people) / total
    return everybody / all_staff / share if share else None


def promoted(result: Representation, where: str, people: int) -> Fraction | None:
    block, steps = where.split(", ")
    low, high = steps.split(" to ")

    def count(cluster: str, group: str) -> Fraction:
        return sum(
            (
                Fraction(row.headcount[group] or 0)
                for row in result.rows
                if row.workforce_group == BLOCKS[block] and row.pay_band in CLUSTERS[cluster]
            ),
            Fraction(),
        )

    white = count(high, "white") / count(low, "white")
    assert people <= count(low, "bme")
    below, above = count(low, "bme") - people, count(high, "bme") + people
    return white * below / above if above else None


def of_board(result: BoardRepresentation, people: int) -> Fraction | None:
    headcount = getattr(result.headcount, result.headline)
    difference = getattr(result.difference, result.headline).bme.exact
    bme, total = base_of(headcount, result.base)
    other = bme / total - difference
    share = (bme + people) / total
    assert bme + people <= total
    return other / share if share else None
