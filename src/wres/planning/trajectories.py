"""Goals for each senior band, year by year, as `A Model Employer` sets them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from attrs import frozen

from wres.metrics import Representation, added
from wres.narrative.forms import counted
from wres.planning.rules import value_of
from wres.report import Report
from wres.vocabulary import band_clusters


@frozen(kw_only=True)
class Trajectory:
    """A straight line to the share of all staff, in whole people.

    Parameters
    ----------
    band
        Over both workforce groups that are paid by band.
    bme, total
        Staff in the band at the snapshot; halves do not occur.
    goal
        The fewest BME staff with whom the band has at least the share of all staff, posts and that
        share staying as they are; `bme` where it has that already.
    years, heads
        Snapshots to come, and how many BME staff are in the band then: never below the line.
    """

    band: str
    bme: int
    total: int
    goal: int
    years: tuple[int, ...]
    heads: tuple[int, ...]

    @property
    def more(self) -> int:
        """How many more BME staff that is."""
        return self.goal - self.bme


def goal_year(report: Report) -> int:
    """Give the year by which bands are to reach the share of all staff.

    Examples
    --------
    The strategy's year, or later where it has passed:

    >>> import polars as pl, wres
    >>> lines = {"measure": ["board"], "ethnic_group": ["bme"], "value": [1]}
    >>> filed = wres.WresReturn.from_frame(pl.DataFrame(lines))
    >>> [goal_year(wres.measure(filed, year=year)) for year in (2025, 2028)]
    [2028, 2031]
    """
    named = int(value_of("goal_year"))
    return named if report.year < named else report.year + int(value_of("goal_years_after"))


def trajectories(report: Report, by: int) -> Iterator[Trajectory]:
    """Give the goals of each band from 8a to VSM that has any staff.

    Parameters
    ----------
    by
        Year of the goal, after that of the report.

    References
    ----------
    .. [1] NHS England, A Model Employer, January 2019: each band is to have the share of the whole
       workforce by 2028. That the line is straight, and that years round up, is our choice.
    """
    result = report[1]
    if not isinstance(result, Representation):
        return
    overall = counted(result.overall.headcount, result.base)
    if overall is None:
        return
    share = Fraction(overall[0]) / Fraction(overall[1])
    years = range(report.year + 1, by + 1)
    for places in band_clusters("model_employer").values():
        rows = [row for row in result.rows if (row.workforce_group, row.pay_band) in places]
        counts = counted(added(row.headcount for row in rows), result.base)
        if counts is not None and all(Fraction(count).denominator == 1 for count in counts):
            bme, total = map(int, counts)
            goal = max(bme, ceil(share * total))
            heads = line(bme, goal, len(years))
            yield Trajectory(
                band=rows[0].pay_band,
                bme=bme,
                total=total,
                goal=goal,
                years=tuple(years),
                heads=heads,
            )


def line(start: int, goal: int, years: int) -> tuple[int, ...]:
    """Go from `start` to `goal` in a straight line, each year rounded up to a whole person.

    Examples
    --------
    >>> line(12, 17, 3)
    (14, 16, 17)
    """
    return tuple(
        start + ceil(Fraction((goal - start) * year, years)) for year in range(1, years + 1)
    )
