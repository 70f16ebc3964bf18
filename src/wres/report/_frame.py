"""Every figure of a report as one row of a tidy frame."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl
from attrs import astuple, evolve, frozen

from wres.metrics import (
    GROUPS,
    HIDDEN,
    TOTAL,
    Base,
    BoardRepresentation,
    Cluster,
    Count,
    Experience,
    Figure,
    GroupCounts,
    GroupFigures,
    Headcount,
    Likelihood,
    NoData,
    Ratio,
    Representation,
    Result,
    Row,
    WithoutInternational,
    counted,
)
from wres.report.comparisons import Comparisons
from wres.rounding import display, display_p_value
from wres.statistics import Interval


if TYPE_CHECKING:
    from wres.report.report import Report

FIGURES = pl.Schema(
    {
        "organisation": pl.String(),
        "year": pl.Int64(),
        "metric": pl.Int64(),
        "name": pl.String(),
        "figure": pl.String(),
        "part": pl.String(),
        "workforce_group": pl.String(),
        "pay_band": pl.String(),
        "ethnic_group": pl.String(),
        "value": pl.Float64(),
        "exact": pl.String(),
        "display": pl.String(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "interval": pl.String(),
        "status": pl.String(),
        "reason": pl.String(),
    }
)
NOT_SUPPLIED = ("no_data", "not supplied")
NOBODY = ("undefined", "nobody in the denominator")
NOT_PUBLISHED = ("hidden", HIDDEN)
LEFT_OUT = ("undefined", "unknown ethnicity is left out of the base")
NO_POPULATION = ("no_data", "local_population was not supplied")


@frozen
class Line:
    """One figure: what it is of, and what it is; fields as the frame's columns from `figure`."""

    figure: str | None = None
    part: str | None = None
    workforce_group: str | None = None
    pay_band: str | None = None
    ethnic_group: str | None = None
    value: float | None = None
    exact: str | None = None
    display: str | None = None
    low: float | None = None
    high: float | None = None
    interval: str | None = None
    status: str = "measured"
    reason: str | None = None


def frame_of(report: Report) -> pl.DataFrame:
    """Give the tidy frame of a report."""
    rows = [
        (report.organisation.code, report.year, one.number, one.name, *astuple(line))
        for one in report.metrics
        for line in (*lines_of(one), *_adjusted(one, report.comparisons))
    ]
    return pl.DataFrame(rows, schema=FIGURES, orient="row")


def lines_of(result: Result) -> Iterator[Line]:
    """Give the figures of one result."""
    match result:
        case NoData():
            yield Line(status="no_data", reason=result.reason)
        case Representation():
            yield from _representation(result)
        case Likelihood():
            yield from _likelihood(result)
        case Experience():
            yield from _experience(result)
        case BoardRepresentation():
            yield from _board(result)


def _adjusted(result: Result, every: Comparisons) -> Iterator[Line]:
    """Give the p-values adjusted over the report, after the metric's own figures."""
    for one in every.tests:
        if one.metric == result.number:
            where = Line(part=one.part, workforce_group=one.workforce_group)
            for name in ("holm", "benjamini_hochberg"):
                p_value: float | None = getattr(one, name)
                if p_value is not None:
                    yield _p_value(name, p_value, where)


def _representation(result: Representation) -> Iterator[Line]:
    everybody = Line(part="overall")
    overall, base = result.overall, result.base
    yield from _counts("headcount", overall.headcount, everybody)
    yield from _shares("share", overall.share, overall.headcount, everybody, base)
    for row in result.rows:
        place = Line(workforce_group=row.workforce_group, pay_band=row.pay_band)
        yield from _place(row, place, overall.headcount, base)
    for one in result.disparity:
        step = Line(part=f"{one.from_}/{one.to}", workforce_group=one.workforce_group)
        yield from _ratio("disparity", one.ratio, step)
    managers = Line(part="senior_medical_managers")
    yield from _counts("headcount", result.senior_medical_managers, managers)
    for cluster in result.clusters:
        place = Line(part=f"{cluster.scheme}/{cluster.cluster}")
        yield from _place(cluster, place, overall.headcount, base)
    yield _word("base", base)


def _place(one: Row | Cluster, where: Line, everybody: Headcount, base: Base) -> Iterator[Line]:
    yield from _counts("headcount", one.headcount, where)
    yield from _shares("share", one.share, one.headcount, where, base)
    yield from _shares("difference", one.difference, one.headcount, where, base)
    for group in GROUPS:
        why = NOBODY if everybody[group] == 0 else NOT_SUPPLIED
        line = evolve(where, ethnic_group=group)
        yield _of_group("distribution", one.distribution, line, why)


def _likelihood(result: Likelihood) -> Iterator[Line]:
    yield from _likelihoods(result, Line())
    population, events, ratio = result.population, result.events, result.ratio
    known = population.unknown is not None and events.unknown is not None
    why = ("undefined", ratio.reason or "no ratio") if known else NOT_SUPPLIED
    if population.hidden or events.hidden:
        why = NOT_PUBLISHED
    for group in ("white", "bme"):
        where = Line(part=group, ethnic_group=f"{ratio.of}/{ratio.to}")
        figure = getattr(result.if_unknown_were, group)
        yield _figure("ratio_if_unknown", figure, where, why)
    if result.basis is not None:
        yield _word("basis", result.basis)
    if result.without_international is not None:
        yield from _likelihoods(result.without_international, Line(part="without_international"))


def _likelihoods(one: Likelihood | WithoutInternational, where: Line) -> Iterator[Line]:
    yield from _counts("population", one.population, where)
    yield from _counts("events", one.events, where)
    for group in GROUPS:
        known = one.population[group] is not None and one.events[group] is not None
        line = evolve(where, ethnic_group=group)
        yield _of_group("likelihood", one.likelihood, line, NOBODY if known else NOT_SUPPLIED)
    yield from _ratio("ratio", one.ratio, where)


def _experience(result: Experience) -> Iterator[Line]:
    for group in GROUPS:
        where = Line(ethnic_group=group)
        yield _of_group("share", result.share, where, NOT_SUPPLIED)
    yield from _counts("respondents", result.respondents, Line())
    where = Line(ethnic_group="bme")
    why = NOT_PUBLISHED if result.ratio.status == "hidden" else NOT_SUPPLIED
    yield _figure("difference", result.difference.bme, where, why)
    yield from _ratio("ratio", result.ratio, Line())
    yield _word("question", result.question)
    if result.base is not None:
        yield _word("base", result.base)


def _board(result: BoardRepresentation) -> Iterator[Line]:
    for part in ("total", "voting", "executive"):
        where = Line(part=part)
        headcount: Headcount = getattr(result.headcount, part)
        yield from _counts("headcount", headcount, where)
        yield from _shares("share", getattr(result.share, part), headcount, where, result.base)
        gaps: GroupFigures = getattr(result.difference, part)
        if result.compared_with == "population" and result.local_population is None:
            for group in GROUPS:
                line = evolve(where, ethnic_group=group)
                yield _figure("difference", gaps[group], line, NO_POPULATION)
        else:
            yield from _shares("difference", gaps, headcount, where, result.base)
    if result.local_population is not None:
        where, people = Line(part="local_population"), result.local_population
        yield from _counts("headcount", people.headcount, where)
        yield from _shares("share", people.share, people.headcount, where, result.base)
    yield _word("base", result.base)
    yield _word("compared_with", result.compared_with)


def _word(figure: str, word: str) -> Line:
    return Line(figure=figure, display=word)


def _counts(figure: str, counts: GroupCounts | Headcount, where: Line) -> Iterator[Line]:
    groups = (*GROUPS, TOTAL) if isinstance(counts, Headcount) else GROUPS
    for group in groups:
        line = evolve(where, figure=figure, ethnic_group=group)
        yield _count(counts[group], line, NOT_PUBLISHED if group in counts.hidden else NOT_SUPPLIED)


def _count(count: Count | None, line: Line, why: tuple[str, str]) -> Line:
    if count is None:
        return evolve(line, status=why[0], reason=why[1])
    exact = Fraction(count)
    shown = display(exact, 0 if exact.denominator == 1 else 1)
    return evolve(line, value=float(exact), exact=str(exact), display=shown)


def _shares(
    figure: str, shares: GroupFigures, headcount: Headcount, where: Line, base: Base
) -> Iterator[Line]:
    why = NOBODY if counted(headcount, base).total == 0 else NOT_SUPPLIED
    for group in GROUPS:
        left_out = base == "known_only" and group == "unknown"
        line = evolve(where, ethnic_group=group)
        yield _of_group(figure, shares, line, LEFT_OUT if left_out else why)


def _of_group(name: str, figures: GroupFigures, where: Line, why: tuple[str, str]) -> Line:
    """Give the figure of the group that a line is of."""
    group = str(where.ethnic_group)
    return _figure(name, figures[group], where, NOT_PUBLISHED if group in figures.hidden else why)


def _figure(name: str, figure: Figure | None, where: Line, why: tuple[str, str]) -> Line:
    if figure is None:
        return evolve(where, figure=name, status=why[0], reason=why[1])
    line = evolve(
        where,
        figure=name,
        value=figure.value,
        exact=str(figure.exact),
        display=figure.display,
    )
    return _bounded(line, figure.interval)


def _bounded(line: Line, interval: Interval | None) -> Line:
    if interval is None:
        return line
    return evolve(line, low=interval.low, high=interval.high, interval=interval.method)


def _ratio(name: str, ratio: Ratio, where: Line) -> Iterator[Line]:
    line = evolve(where, ethnic_group=f"{ratio.of}/{ratio.to}")
    figure = None
    if ratio.exact is not None and ratio.display is not None:
        figure = Figure(ratio.exact, ratio.display)
    why = (ratio.status, ratio.reason or "")
    yield _bounded(_figure(name, figure, line, why), ratio.interval)
    yield from _chance(ratio, line)
    for said in ("four_fifths", "verdict"):
        text: str | None = getattr(ratio, said)
        if text is not None:
            yield evolve(line, figure=said, display=text)
    yield from _beside(ratio, line)


def _chance(ratio: Ratio, line: Line) -> Iterator[Line]:
    if ratio.p_value is not None:
        yield _p_value("p_value", ratio.p_value, line)
    for test in ratio.exact_tests:
        yield _p_value(test.test, test.p_value, line)


def _p_value(name: str, p_value: float, line: Line) -> Line:
    return evolve(line, figure=name, value=p_value, display=display_p_value(p_value))


def _beside(ratio: Ratio, line: Line) -> Iterator[Line]:
    """Give what to know beside the verdict."""
    if ratio.low_count:
        yield evolve(line, figure="low_count", display="few events")
    if ratio.caution is not None:
        yield evolve(line, figure="caution", display=ratio.caution.sentence)
    if ratio.change is not None:
        yield evolve(line, figure="change", display=ratio.change)
