"""Every figure of a comparison as one row of a tidy frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from wres.benchmarks import ENGLAND, Published
from wres.comparison.parts import Change, Point, Series, Year
from wres.metrics import Figure


FRAME = pl.Schema(
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
        "title": pl.String(),
        "unit": pl.String(),
        "headline": pl.Boolean(),
        "status": pl.String(),
        "reason": pl.String(),
        "value": pl.Float64(),
        "exact": pl.String(),
        "display": pl.String(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "interval": pl.String(),
        "restated_from": pl.String(),
        "compared_with": pl.Int64(),
        "break": pl.String(),
        "change": pl.Float64(),
        "change_exact": pl.String(),
        "change_display": pl.String(),
        "change_low": pl.Float64(),
        "change_high": pl.Float64(),
        "change_interval": pl.String(),
        "p_value": pl.Float64(),
        "chance": pl.String(),
        "national": pl.Float64(),
        "national_display": pl.String(),
        "national_year": pl.Int64(),
        "national_source": pl.String(),
        "regional": pl.Float64(),
        "regional_display": pl.String(),
        "regional_year": pl.Int64(),
        "regional_source": pl.String(),
    }
)
NO_FIGURE = (None,) * 6


def frame_of(years: Iterable[Year], every: Iterable[Series]) -> pl.DataFrame:
    """Give the tidy frame of some series."""
    codes = {one.year: one.organisation.code for one in years}
    rows = [row for series in every for row in _rows(series, codes)]
    return pl.DataFrame(rows, schema=FRAME, orient="row")


def _rows(series: Series, codes: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    of = (
        series.metric,
        series.name,
        series.figure,
        series.part,
        series.workforce_group,
        series.pay_band,
        series.ethnic_group,
        series.title,
        series.unit,
        series.headline,
    )
    steps = {one.to_year: one for one in series.changes[: max(len(series.measured) - 1, 0)]}
    for point in series.points:
        start = (codes[point.year], point.year, *of, point.status, point.reason)
        step = _step(steps.get(point.year))
        beside = series.published if (point.year, point.figure) in series.measured[-1:] else ()
        yield (*start, *_figure(point.figure), _restated(point), *step, *_published(beside))


def _figure(figure: Figure | None) -> tuple[Any, ...]:
    if figure is None:
        return NO_FIGURE
    interval = figure.interval
    ends = (
        (None, None, None) if interval is None else (interval.low, interval.high, interval.method)
    )
    return (figure.value, str(figure.exact), figure.display, *ends)


def _published(every: Iterable[Published]) -> tuple[Any, ...]:
    """Give the columns of England, and of the region."""
    columns: list[Any] = []
    for of_england in (True, False):
        found = [one for one in every if (one.place == ENGLAND) == of_england]
        columns += (
            [float(found[0].exact), found[0].display, found[0].year, found[0].cited]
            if found
            else [None] * 4
        )
    return tuple(columns)


def _restated(point: Point) -> str | None:
    return None if point.restated_from is None else point.restated_from.display


def _step(change: Change | None) -> tuple[Any, ...]:
    if change is None:
        return (None, None, *NO_FIGURE, None, None)
    why = change.reason if change.status == "not_compared" else None
    return (change.from_year, why, *_figure(change.change), change.p_value, change.chance)
