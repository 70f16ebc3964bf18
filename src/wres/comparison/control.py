"""Control charts of series, by the rules of ``data/control_chart_rules.csv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

from wres.comparison.parts import Control, Series, Stand, Unit
from wres.metrics import Figure, likelihood_figure, points_figure, share_figure
from wres.metrics.figures import ratio_figure
from wres.statistics import ControlRules, control_chart
from wres.vocabulary import read_table


Run = list[tuple[int, Figure]]
SHOWN: dict[Unit, Callable[[Fraction], Figure]] = {
    "share": share_figure,
    "likelihood": likelihood_figure,
    "ratio": ratio_figure,
    "points": points_figure,
}


@cache
def _values() -> dict[str, Fraction]:
    return {row["rule"]: Fraction(row["value"]) for row in read_table("control_chart_rules")}


def rules() -> ControlRules:
    """Give the rules of a chart.

    Examples
    --------
    >>> float(rules().limit_factor), rules().shift_points
    (2.66, 7)
    """
    values = _values()
    return ControlRules(
        limit_factor=values["limit_factor"],
        near_factor=values["near_factor"],
        shift_points=int(values["shift_points"]),
        trend_points=int(values["trend_points"]),
        near_points=int(values["near_points"]),
    )


def least_points() -> int:
    """Give the number of points from which on there is a chart."""
    return int(_values()["least_points"])


def trial_points() -> int:
    """Give the number of points below which limits are on trial."""
    return int(_values()["trial_points"])


def controls(series: Series) -> Iterator[Control]:
    """Chart each run of comparable years without a gap that is long enough."""
    for segment in series.segments:
        for run in _runs(segment):
            if len(run) >= least_points():
                yield _control(run, series.unit)


def _runs(segment: tuple[tuple[int, Figure], ...]) -> Iterator[Run]:
    """Part a segment where a year is missing: a moving range needs two years in a row."""
    run: Run = []
    for year, figure in segment:
        if run and year != run[-1][0] + 1:
            yield run
            run = []
        run.append((year, figure))
    yield run


def _control(run: Run, unit: Unit) -> Control:
    chart = control_chart([figure.exact for _, figure in run], rules())
    years = [year for year, _ in run]
    shown = SHOWN[unit]
    return Control(
        from_year=years[0],
        to_year=years[-1],
        points=len(run),
        mean=shown(chart.mean),
        low=shown(chart.low),
        high=shown(chart.high),
        trial=len(run) < trial_points(),
        signals=tuple(
            Stand(kind=one.kind, side=one.side, years=tuple(years[place] for place in one.places))
            for one in chart.signals
        ),
    )
