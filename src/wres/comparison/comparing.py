"""From reports of several years to their comparison."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from wres.benchmarks import check_region
from wres.comparison.breaks import breaks_between
from wres.comparison.changes import change_of
from wres.comparison.comparison import Comparison
from wres.comparison.control import SHOWN, controls
from wres.comparison.figures import UNITS
from wres.comparison.parts import Break, Change, Comparability, Key, Kind, Point, Series, Year
from wres.comparison.published import with_published
from wres.comparison.sentences import sentences_of
from wres.comparison.statements import Statements
from wres.comparison.titles import title_of
from wres.errors import FigureError
from wres.metrics import BoardRepresentation, Figure, metric
from wres.narrative import comparison as comparability
from wres.narrative.forms import compared_with
from wres.narrative.sentence import listed
from wres.profiles import Profile, profile
from wres.report import Report


TWO = 2


def compare(
    *reports: Report,
    restated: Iterable[Report] = (),
    national: bool = True,
    region: str | None = None,
) -> Comparison:
    """Compare reports of several years, in any order: figures, changes, direction, breaks.

    Parameters
    ----------
    reports
        Two at least, each of another year.
    restated
        Later statements of some of these years, such as the columns of last year on a form. A
        figure that they give otherwise is the one compared with later years, and is not compared
        with earlier ones.
    national
        Whether the nearest comparable published figures stand beside those of an organisation.
        They never do where the reports are of several.
    region
        One of `wres.benchmarks.PLACES`, where the organisation is.

    Returns
    -------
    Comparison
        Sorted by year; reports of several organisations are compared, and it says so.

    Raises
    ------
    FigureError
        There are fewer than two reports, or two of one year.
    UnknownNameError
        No figure was published of that region.

    Examples
    --------
    >>> import polars as pl
    >>> import wres
    >>> def report(year, appointed):
    ...     lines = {
    ...         "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...         "ethnic_group": ["white", "bme"] * 2,
    ...         "value": [780, 210, 170, appointed],
    ...     }
    ...     return wres.measure(wres.WresReturn.from_frame(pl.DataFrame(lines)), year=year)
    >>> comparison = compare(report(2025, 30), report(2024, 26))
    >>> ratio = comparison[2]
    >>> [(year, figure.display) for year, figure in ratio.measured]
    [(2024, '1.76'), (2025, '1.53')]
    >>> ratio.changes[0].change.display, ratio.changes[0].chance
    ('0.87', 'within_chance')
    >>> ratio.published[0].display, ratio.published[0].year
    ('1.59', 2023)
    """
    check_region(region)
    kept = sorted(reports, key=lambda report: report.year)
    _check(kept)
    years = Statements.of(kept, restated)
    series = tuple(_all_series(years))
    if national and len(_codes(kept)) == 1:
        series = tuple(with_published(series, years.statements, region))
    return Comparison(
        years=tuple(map(_year, kept)),
        warnings=tuple(_warnings(kept)),
        comparability=tuple(
            Comparability(
                from_year=earlier.year,
                to_year=later.year,
                sentences=comparability(later, earlier),
            )
            for earlier, later in _pairs(kept)
        ),
        series=series,
        wres=kept[-1].provenance.wres,
        region=region,
    )


def _check(reports: Sequence[Report]) -> None:
    if len(reports) < TWO:
        raise FigureError(f"a comparison needs two reports at least; got {len(reports)}")
    years = [report.year for report in reports]
    twice = sorted({str(year) for year in years if years.count(year) > 1})
    if twice:
        raise FigureError(f"more than one report of {listed(twice)}; give one of each year")


def _pairs(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    yield from itertools.pairwise(reports)


def _year(report: Report) -> Year:
    return Year(
        year=report.year,
        snapshot=report.snapshot,
        survey_year=profile(report.year).survey_year,
        organisation=report.organisation,
        profile=report.profile,
        sources=report.provenance.sources,
    )


def _codes(reports: Iterable[Report]) -> list[str]:
    return list(dict.fromkeys(report.organisation.code for report in reports))


def _warnings(reports: Sequence[Report]) -> Iterator[str]:
    if len(_codes(reports)) > 1:
        named = [
            f"{report.year} of {report.organisation.code or 'an organisation without a code'}"
            for report in reports
        ]
        yield f"the reports are of several organisations: {listed(named)}"
    have = {report.year for report in reports}
    missing = [str(year) for year in range(min(have), max(have)) if year not in have]
    if missing:
        yield f"years left out: {listed(missing)}"


def _all_series(years: Statements) -> Iterator[Series]:
    """Give every series, in the order of the latest report."""
    rules = profile(years.last.year)
    headlines = _headlines(years.reports, rules)
    for key in _in_order(years.found, headlines):
        points = tuple(years.point(report, key) for report in years.reports)
        yield _series(key, points, years, rules, headline=key in headlines)


def _in_order(found: Mapping[int, Mapping[Key, Point]], headlines: Iterable[Key]) -> Iterator[Key]:
    """Put keys metric by metric: the headline, the latest year's in its order, earlier ones'."""
    keys = dict.fromkeys(headlines)
    keys |= dict.fromkeys(key for year in sorted(found, reverse=True) for key in found[year])
    yield from sorted(keys, key=lambda key: key.metric)


def _headlines(reports: Sequence[Report], rules: Profile) -> tuple[Key, ...]:
    """Name the figure by which each metric is told, measured or not."""
    board = [report[9] for report in reports]
    parts = [one.headline for one in board if isinstance(one, BoardRepresentation)]
    part = parts[-1] if parts else rules["metric_9_headline"]
    return (
        Key(1, "share", "overall", ethnic_group="bme"),
        *(Key(one, "ratio", ethnic_group="/".join(rules.direction(one))) for one in (2, 3, 4)),
        *(Key(one, "difference", ethnic_group="bme") for one in (5, 6, 7, 8)),
        Key(9, "difference", part, ethnic_group="bme"),
    )


def _series(
    key: Key, points: tuple[Point, ...], years: Statements, rules: Profile, *, headline: bool
) -> Series:
    series = Series(
        metric=key.metric,
        name=metric(key.metric).name,
        figure=key.figure,
        part=key.part,
        workforce_group=key.workforce_group,
        pay_band=key.pay_band,
        ethnic_group=key.ethnic_group,
        title=title_of(key, rules, compared_with(years.last[9])),
        unit=UNITS[key.figure],
        headline=headline,
        points=points,
    )
    series = evolve(series, breaks=tuple(_breaks(key, series, years)))
    series = evolve(series, changes=tuple(_changes(key, series, years)))
    if series.unit in SHOWN:
        series = evolve(series, control=tuple(controls(series)))
    if not headline:
        return series
    return evolve(series, sentences=sentences_of(series, years.behind(key)))


def _breaks(key: Key, series: Series, years: Statements) -> Iterator[Break]:
    restated = {one.year for one in series.points if one.restated_from is not None}
    behind = years.behind(key)
    for (first, _), (second, _) in zip(series.measured, series.measured[1:], strict=False):
        earlier, later = (behind[year] for year in (first, second))
        yield from breaks_between(earlier, later, key)
        if second in restated and first not in restated:
            yield Break(
                name="restated",
                from_year=first,
                to_year=second,
                crossed=False,
                reason=f"the figure of {second} was restated, that of {first} was not",
                source="the reports compared",
                verified="yes",
            )


def _changes(key: Key, series: Series, years: Statements) -> Iterator[Change]:
    measured = series.measured
    yield from (
        _change(key, series, years, first, second) for first, second in itertools.pairwise(measured)
    )
    for span in dict.fromkeys((measured, *series.segments[-1:])):
        if len(span) > TWO:
            yield _change(key, series, years, span[0], span[-1])


def _change(
    key: Key, series: Series, years: Statements, first: tuple[int, Figure], last: tuple[int, Figure]
) -> Change:
    kind: Kind = "ratio" if series.unit == "ratio" else "difference"
    between = [
        one
        for one in series.breaks
        if not one.crossed and first[0] <= one.from_year and one.to_year <= last[0]
    ]
    if between:
        return Change(
            from_year=first[0],
            to_year=last[0],
            status="not_compared",
            kind=kind,
            reason=between[0].reason,
        )
    behind = years.behind(key)
    earlier, later = (behind[year] for year, _ in (first, last))
    return change_of(key, (earlier, first[1]), (later, last[1]), kind=kind)
