"""The figures of a report by what they are of: those that years are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from wres.comparison.parts import Key, Point, Status, Unit
from wres.metrics import (
    GROUPS,
    HIDDEN,
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
    Row,
)
from wres.report import Report
from wres.rounding import display


PAIR = ("white", "bme")
PARTS = ("voting", "total", "executive")
UNITS: Mapping[str, Unit] = {
    "headcount": "count",
    "population": "count",
    "events": "count",
    "respondents": "count",
    "share": "share",
    "likelihood": "likelihood",
    "ratio": "ratio",
    "disparity": "ratio",
    "difference": "points",
}
"""Figure to the unit that it is in."""

Found = tuple[Key, Point]


def figures_of(report: Report) -> dict[Key, Point]:
    """Give every figure of a report that is compared, in the report's order."""
    return dict(found for result in report for found in _of(report.year, result))


def _of(year: int, result: object) -> Iterator[Found]:
    match result:
        case Representation():
            yield from _representation(year, result)
        case Likelihood():
            yield from _likelihood(year, result)
        case Experience():
            yield from _experience(year, result)
        case BoardRepresentation():
            yield from _board(year, result)
        case NoData():
            pass


def _representation(year: int, result: Representation) -> Iterator[Found]:
    overall = Key(1, "share", "overall")
    yield from _place(year, result.overall.headcount, result.overall.share, overall, PAIR[::-1])
    for one in result.disparity:
        step = Key(1, "disparity", f"{one.from_}/{one.to}", one.workforce_group)
        yield _ratio(year, one.ratio, step)
    for cluster in result.clusters:
        yield from _band(year, cluster, Key(1, "share", f"{cluster.scheme}/{cluster.cluster}"))
    for row in result.rows:
        place = Key(1, "share", None, row.workforce_group, row.pay_band)
        yield from _band(year, row, place)


def _band(year: int, one: Row | Cluster, key: Key) -> Iterator[Found]:
    yield from _place(year, one.headcount, one.share, key, ("bme",))


def _place(
    year: int, headcount: Headcount, shares: GroupFigures, key: Key, groups: tuple[str, ...]
) -> Iterator[Found]:
    yield from _shares(year, shares, key, groups)
    yield from _counts(year, headcount, evolve(key, figure="headcount"))


def _likelihood(year: int, result: Likelihood) -> Iterator[Found]:
    number = result.number
    yield _ratio(year, result.ratio, Key(number, "ratio"))
    yield from _shares(year, result.likelihood, Key(number, "likelihood"), PAIR)
    yield from _counts(year, result.events, Key(number, "events"))
    yield from _counts(year, result.population, Key(number, "population"))


def _experience(year: int, result: Experience) -> Iterator[Found]:
    number = result.number
    gap = Key(number, "difference", ethnic_group="bme")
    otherwise: Status = "hidden" if _is_hidden(result.ratio) else "no_data"
    yield gap, _point(year, result.difference.bme, otherwise, result.ratio.reason)
    yield from _shares(year, result.share, Key(number, "share"), PAIR)
    yield _ratio(year, result.ratio, Key(number, "ratio"))
    yield from _counts(year, result.respondents, Key(number, "respondents"))


def _board(year: int, result: BoardRepresentation) -> Iterator[Found]:
    for part in sorted(PARTS, key=lambda part: part != result.headline):
        key = Key(9, "difference", part)
        gaps: GroupFigures = getattr(result.difference, part)
        yield from _shares(year, gaps, key, ("bme",))
        share = evolve(key, figure="share")
        headcount: Headcount = getattr(result.headcount, part)
        yield from _place(year, headcount, getattr(result.share, part), share, ("bme",))


def _shares(year: int, figures: GroupFigures, key: Key, groups: tuple[str, ...]) -> Iterator[Found]:
    for group in groups:
        yield evolve(key, ethnic_group=group), _of_group(year, figures, group, figures[group])


def _ratio(year: int, ratio: Ratio, key: Key) -> Found:
    of = evolve(key, ethnic_group=f"{ratio.of}/{ratio.to}")
    if ratio.exact is None or ratio.display is None:
        otherwise: Status = "hidden" if _is_hidden(ratio) else "undefined"
        return of, _point(year, None, otherwise, ratio.reason)
    return of, _point(year, Figure(ratio.exact, ratio.display, ratio.interval))


def _counts(year: int, counts: GroupCounts | Headcount, key: Key) -> Iterator[Found]:
    groups = (*GROUPS, "total") if isinstance(counts, Headcount) else GROUPS
    for group in groups:
        count = _count(counts[group])
        yield evolve(key, ethnic_group=group), _of_group(year, counts, group, count)


def _is_hidden(ratio: Ratio) -> bool:
    return str(ratio.status) == "hidden"


def _of_group(
    year: int, groups: GroupCounts | GroupFigures | Headcount, group: str, figure: Figure | None
) -> Point:
    """Give a figure of a group, which a report made safe to publish may hide."""
    if figure is None and group in getattr(groups, "hidden", ()):
        return _point(year, None, "hidden", HIDDEN)
    return _point(year, figure)


def _count(count: Count | None) -> Figure | None:
    if count is None:
        return None
    exact = Fraction(count)
    return Figure(exact, display(exact, 0 if exact.denominator == 1 else 1))


def _point(
    year: int, figure: Figure | None, otherwise: Status = "no_data", reason: str | None = None
) -> Point:
    if figure is None:
        return Point(year=year, status=otherwise, reason=reason or "not supplied")
    return Point(year=year, status="measured", figure=figure)


def no_figure(report: Report, key: Key) -> Point:
    """Say why a report has no figure that another year has."""
    result = report[key.metric]
    if isinstance(result, NoData):
        return Point(year=report.year, status="no_data", reason=result.reason)
    if key.figure == "ratio" and isinstance(result, Likelihood):
        reason = f"the ratio of {report.year} is the other way round"
        return Point(year=report.year, status="no_data", reason=reason)
    return Point(year=report.year, status="no_data", reason="not supplied")
