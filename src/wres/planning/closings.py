"""What closing each gap would have taken, in whole people, each number found by substitution."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor
from typing import Literal

from attrs import frozen

from wres.metrics import (
    BoardRepresentation,
    Count,
    Disparity,
    Experience,
    Figure,
    Headcount,
    Likelihood,
    Representation,
    added,
    likelihood_figure,
    metric,
)
from wres.narrative.forms import counted
from wres.profiles import Profile, profile
from wres.report import Report
from wres.vocabulary import PayBand, WorkforceGroup
from wres.wording import is_senior


At = Callable[[int], Fraction | None]
"""The ratio with so many people more, or fewer; ``None`` where it has no end."""

STAFF = ("member of staff", "members of staff")
MEMBERS = {
    "total": ("member of the Board", "members of the Board"),
    "voting": ("voting member of the Board", "voting members of the Board"),
    "executive": ("executive member of the Board", "executive members of the Board"),
}
CLUSTERS = {"lower": "Band 5 and below", "middle": "Bands 6 and 7", "upper": "Band 8a and above"}


@frozen
class Reach:
    """A number of people, and the ratio that they would have made.

    Parameters
    ----------
    people
        The smallest whole number that does it; 0 where the ratio is there already.
    ratio
        With that many.
    """

    people: int
    ratio: Figure


@frozen(kw_only=True)
class Closing:
    """How many people would have closed one gap, all else as it was.

    Parameters
    ----------
    metric
        Its number.
    where
        Of metric 1 the workforce group and the band, or the step between bands; else empty.
    change
        ``more`` or ``fewer`` of `noun`.
    noun, nouns
        What one of them is called, and several.
    ratio
        As it is, turned so that above 1 is to the disadvantage of BME staff; ``None`` where it
        has no end.
    four_fifths
        Until the ratio lies within the four-fifths range; ``None`` where no whole number does it.
    parity
        Until it is 1 or has just crossed it; ``None`` where no whole number does it.
    approximate
        Whether weighted survey answers are taken for equal ones.
    """

    metric: int
    where: str
    change: Literal["more", "fewer"]
    noun: str
    nouns: str
    ratio: Figure | None
    four_fifths: Reach | None
    parity: Reach | None
    approximate: bool = False


def closings(report: Report) -> Iterator[Closing]:
    """Give what would have closed each gap to the disadvantage of BME staff, by metric.

    Of indicator 1, posts are taken to stay as they are and people to come from within, so that
    the share of all staff does not move: band by band, and as promotions from lower bands to
    higher ones. Of the Board, members are taken to be replaced.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025, organisation="RXX")
    >>> [one] = closings(report)
    >>> one.four_fifths.people, one.four_fifths.ratio.display, one.parity.people, one.nouns
    (7, '1.24', 16, 'BME appointments')
    """
    rules = profile(report.year)
    for result in report:
        match result:
            case Representation():
                yield from _of_staff(result, rules)
            case Likelihood():
                yield from _of_likelihood(result, rules)
            case Experience():
                yield from _of_survey(result, rules)
            case BoardRepresentation():
                yield from _of_board(result, rules)


def reach(at: At, most: int, low: Fraction, high: Fraction) -> tuple[Reach | None, Reach | None]:
    """Find the fewest people who bring a falling ratio within a range, and to 1 or across.

    Parameters
    ----------
    at
        Falls, or stays, with each person.
    most
        People that there are.

    Examples
    --------
    >>> within, parity = reach(lambda people: Fraction(30, 10 + people), 50, Fraction(4, 5), Fraction(5, 4))
    >>> within.people, parity.people
    (14, 20)
    """
    within, parity = _first(at, most, high), _first(at, most, Fraction(1))
    if within is not None and within.ratio.exact < low:
        within = None  # one person fewer is too few, and this one too many
    return within, parity


def _first(at: At, most: int, bound: Fraction) -> Reach | None:
    def holds(people: int) -> bool:
        ratio = at(people)
        return ratio is not None and ratio <= bound

    people = bisect_left(range(most + 1), x=True, key=holds)
    ratio = at(people) if people <= most else None
    return None if ratio is None else Reach(people, likelihood_figure(ratio))


def _closing(
    number: int,
    at: At,
    most: int,
    rules: Profile,
    *,
    nouns: tuple[str, str],
    where: str = "",
    change: Literal["more", "fewer"] = "more",
    approximate: bool = False,
) -> Iterator[Closing]:
    """Give a closing where BME staff are at a disadvantage."""
    now = at(0)
    if now is not None and now <= 1:
        return
    within, parity = reach(at, most, *rules.four_fifths)
    yield Closing(
        metric=number,
        where=where,
        change=change,
        noun=nouns[0],
        nouns=nouns[1],
        ratio=None if now is None else likelihood_figure(now),
        four_fifths=within,
        parity=parity,
        approximate=approximate,
    )


def _of_likelihood(result: Likelihood, rules: Profile) -> Iterator[Closing]:
    cells = [
        counts[group] for group in ("white", "bme") for counts in (result.events, result.population)
    ]
    known = [Fraction(cell) for cell in cells if cell is not None]
    if len(known) < len(cells) or not (known[1] and known[3]):
        return
    white, bme, population = known[0] / known[1], known[2], known[3]
    definition, label = metric(result.number), rules["label_bme"]
    nouns = (f"{label} {definition.event_noun}", f"{label} {definition.event_nouns}")
    if definition.wanted:
        if not white:
            return
        yield from _closing(
            result.number,
            lambda people: white * population / (bme + people) if bme + people else None,
            max(0, floor(population - bme)),
            rules,
            nouns=nouns,
        )
    elif bme:
        yield from _closing(
            result.number,
            lambda people: (bme - people) / (population * white) if white else None,
            floor(bme),
            rules,
            nouns=nouns,
            change="fewer",
        )


def _of_survey(result: Experience, rules: Profile) -> Iterator[Closing]:
    figures, base = result.share, result.respondents.bme
    if figures.white is None or figures.bme is None or not base:
        return
    white, bme, each = figures.white.exact, figures.bme.exact, 1 / Fraction(base)
    label = rules["label_bme"]
    if metric(result.number).wanted:
        if not white:
            return
        yield from _closing(
            result.number,
            lambda people: white / (bme + people * each) if bme + people * each else None,
            floor((1 - bme) / each),
            rules,
            nouns=(
                f"{label} respondent who believes so",
                f"{label} respondents who believe so",
            ),
            approximate=True,
        )
    elif bme:
        yield from _closing(
            result.number,
            lambda people: (bme - people * each) / white if white else None,
            floor(bme / each),
            rules,
            nouns=(f"{label} respondent who says so", f"{label} respondents who say so"),
            change="fewer",
            approximate=True,
        )


def _of_staff(result: Representation, rules: Profile) -> Iterator[Closing]:
    overall = counted(result.overall.headcount, result.base)
    for row in result.rows:
        if overall is not None and is_senior(row):
            name = WorkforceGroup(row.workforce_group).label.lower()
            counts = counted(row.headcount, result.base)
            where = f"{name}, {row.pay_band}"
            yield from _of_part(1, counts, overall, rules, nouns=STAFF, where=where)
    for one in result.disparity:
        yield from _promotions(result, one, rules)


def _of_part(
    number: int,
    part: tuple[Count, Count] | None,
    overall: tuple[Count, Count],
    rules: Profile,
    *,
    nouns: tuple[str, str],
    where: str = "",
) -> Iterator[Closing]:
    """Compare the BME share of some posts with that of all; who holds the posts may change."""
    share = Fraction(overall[0]) / Fraction(overall[1])
    if part is None or not share:
        return
    bme, total = map(Fraction, part)
    yield from _closing(
        number,
        lambda people: share * total / (bme + people) if bme + people else None,
        floor(total - bme),
        rules,
        nouns=(f"{rules['label_bme']} {nouns[0]}", f"{rules['label_bme']} {nouns[1]}"),
        where=where,
    )


def _promotions(result: Representation, one: Disparity, rules: Profile) -> Iterator[Closing]:
    """Move BME staff from a cluster of bands to a higher one, in one workforce group."""
    low, high = one.from_, one.to
    lower, higher = (_cluster(result, one.workforce_group, bands) for bands in (low, high))
    cells = (lower.white, higher.white, lower.bme, higher.bme)
    known = [Fraction(cell) for cell in cells if cell is not None]
    if len(known) < len(cells) or not all(known[:3]):
        return
    white_low, white_high, bme_low, bme_high = known
    name = WorkforceGroup(one.workforce_group).label.lower()

    def at(people: int) -> Fraction | None:
        promoted = bme_high + people
        return white_high * (bme_low - people) / (white_low * promoted) if promoted else None

    label = rules["label_bme"]
    yield from _closing(
        1,
        at,
        floor(bme_low),
        rules,
        nouns=(f"{label} promotion", f"{label} promotions"),
        where=f"{name}, {CLUSTERS[low]} to {CLUSTERS[high]}",
    )


def _cluster(result: Representation, block: str, cluster: str) -> Headcount:
    """Add a cluster of bands up in one workforce group."""
    return added(
        row.headcount
        for row in result.rows
        if row.workforce_group == block and PayBand(row.pay_band).cluster == cluster
    )


def _of_board(result: BoardRepresentation, rules: Profile) -> Iterator[Closing]:
    part = result.headline
    headcount: Headcount = getattr(result.headcount, part)
    difference: Figure | None = getattr(result.difference, part).bme
    share: Figure | None = getattr(result.share, part).bme
    counts = counted(headcount, result.base)
    if difference is None or share is None or counts is None:
        return
    other = share.exact - difference.exact
    whole = (other.numerator, other.denominator)
    yield from _of_part(9, counts, whole, rules, nouns=MEMBERS[part])
