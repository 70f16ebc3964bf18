"""The rows that a report may have, and which strip the figures of each come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl
from attrs import evolve, frozen

from wres.metrics import METRICS
from wres.report.columnar import _disparities, _headcounts, _likelihoods, _survey
from wres.report.columnar._ratios import SAID
from wres.report.columnar._rules import Rules
from wres.report.columnar._strips import Row


ADJUSTED = ("holm", "benjamini_hochberg")
LAST = 9
LABELS = ("figure", "part", "workforce_group", "pay_band", "ethnic_group", "interval")


@frozen(eq=False)
class Layout:
    """The rows of a report, in its order.

    Parameters
    ----------
    labels
        Columns metric, name, and `LABELS`.
    strips, only_if
        Of each row: number of its strip, and what has to hold for it to be there.
    """

    labels: pl.DataFrame
    strips: pl.Series
    only_if: tuple[str, ...]


@cache
def layout(rules: Rules) -> Layout:
    """Lay a report out, under a year's rules."""
    strips = [
        *_headcounts.rows(rules),
        *_likelihoods.rows(rules),
        *_survey.rows(),
        *_of_ratios(rules),
        *(Row(order=(metric.number,), only_if=f"no metric {metric.number}") for metric in METRICS),
    ]
    known = [(row, strip) for strip, row in enumerate(strips) if row is not None]
    ordered = sorted(known, key=lambda pair: pair[0].order)
    name_of = {metric.number: metric.name for metric in METRICS}
    labels = {
        "metric": pl.Series([row.metric for row, _ in ordered], dtype=pl.Int64),
        "name": pl.Series([name_of[row.metric] for row, _ in ordered], dtype=pl.String),
        **{
            label: pl.Series([getattr(row, label) for row, _ in ordered], dtype=pl.String)
            for label in LABELS
        },
    }
    return Layout(
        pl.DataFrame(labels),
        pl.Series([strip for _, strip in ordered], dtype=pl.UInt32),
        tuple(row.only_if for row, _ in ordered),
    )


def _of_ratios(rules: Rules) -> Iterator[Row]:
    """Say what the strips of all ratios are of: `_ratios.said`, and the tests."""
    tested = [*_disparities.of_ratios(), *_likelihoods.of_ratios(rules)]
    every = [*tested, *_survey.of_ratios()]
    yield from every
    for place, figure in enumerate(SAID, 2):
        yield from (_beside(row, figure, place) for row in every)
    yield from (_beside(row, "p_value", 1) for row in tested)
    for place, figure in enumerate(ADJUSTED):
        yield from (_after(row, figure, place) for row in tested)


def _beside(ratio: Row, figure: str, place: int) -> Row:
    """Say what a figure is of that stands right after its ratio."""
    return evolve(ratio, order=(*ratio.order[:-1], place), figure=figure, interval=None)


def _after(ratio: Row, figure: str, place: int) -> Row:
    """Say what a figure is of that stands at the end of its metric."""
    order = (ratio.metric, LAST, *ratio.order[1:], place)
    return evolve(ratio, order=order, figure=figure, ethnic_group=None, interval=None)
