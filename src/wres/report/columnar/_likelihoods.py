"""Metrics 2 to 4: likelihoods and their ratios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from attrs import evolve, frozen

from wres.metrics import GROUPS
from wres.metrics.evidence import Words
from wres.metrics.ratio import ENDLESS
from wres.report._frame import NOBODY, NOT_SUPPLIED
from wres.report.columnar import _shown
from wres.report.columnar._counted import Counted
from wres.report.columnar._headcounts import counts
from wres.report.columnar._ratios import Quotients, Ratios
from wres.report.columnar._rules import LIKELIHOODS, Rules
from wres.report.columnar._strips import (
    Reasons,
    Row,
    Strips,
    Why,
    constant,
    is_missing,
    masked,
    side_by_side,
)
from wres.statistics.columnar import series


Columns = dict[str, pl.Series]
"""By ethnic group: the strips of metrics 2 to 4."""

RATIO, IF_UNKNOWN = 3, 5
"""Places of figures in a report, after those that come first."""


@frozen(eq=False)
class Side:
    """One group of each ratio: those who had the event, and everybody in it, in half persons."""

    events: pl.Series
    total: pl.Series

    @property
    def is_missing(self) -> pl.Series:
        """Whether a count was not supplied."""
        return is_missing(self.events) | is_missing(self.total)


def rows(rules: Rules) -> Iterator[Row]:
    """Say what each strip is of."""
    for place, figure in enumerate(("population", "events", "likelihood")):
        for number, group in enumerate(GROUPS):
            for metric in LIKELIHOODS:
                interval = "wilson" if figure == "likelihood" else None
                yield Row(
                    order=(metric.number, place, number),
                    only_if=f"metric {metric.number}",
                    figure=figure,
                    ethnic_group=group,
                    interval=interval,
                )
    for number, part in enumerate(("white", "bme")):
        for ratio in of_ratios(rules):
            order = (ratio.metric, IF_UNKNOWN, number)
            yield evolve(ratio, order=order, figure="ratio_if_unknown", part=part, interval=None)


def of_ratios(rules: Rules) -> Iterator[Row]:
    """Say what the strips of the ratios are of."""
    for metric, direction in zip(LIKELIHOODS, rules.directions, strict=True):
        yield Row(
            order=(metric.number, RATIO, 0),
            only_if=f"metric {metric.number}",
            ethnic_group="/".join(direction),
            figure="ratio",
            interval="koopman",
        )


@frozen(eq=False)
class Likelihoods:
    """The strips of `rows`, and the ratios."""

    strips: list[Strips]
    ratios: Ratios


def likelihoods(counted: Counted, staff: Columns, rules: Rules, reasons: Reasons) -> Likelihoods:
    """Work them out."""
    population = _by_group(counted, staff, [metric.population for metric in LIKELIHOODS])
    events = _by_group(counted, staff, [str(metric.events) for metric in LIKELIHOODS])
    of, to = _sides(population, events, rules)
    why = _why_undefined(of, to, rules, reasons)
    every_population, every_event = (side_by_side(one.values()) for one in (population, events))
    return Likelihoods(
        [
            counts(side_by_side([every_population, every_event]), reasons),
            _likelihood(every_event, every_population, reasons),
            _if_unknown_were(population, events, rules, why, reasons),
        ],
        Ratios(
            words=tuple(
                Words.where(*direction, wanted=metric.wanted)
                for direction, metric in zip(rules.directions, LIKELIHOODS, strict=True)
            ),
            quotients=_divided(of, to, rules),
            bounds=series.koopman(*_table(of, to)),
            why=why,
            few=(of.events < 2 * rules.low_count) | (to.events < 2 * rules.low_count),
        ),
    )


def _by_group(counted: Counted, staff: Columns, measures: Sequence[str]) -> Columns:
    return {
        group: side_by_side(
            staff[group] if measure == "staff" else counted.of_measure(measure, group)
            for measure in measures
        )
        for group in GROUPS
    }


def _sides(population: Columns, events: Columns, rules: Rules) -> tuple[Side, Side]:
    """Put the groups in the year's direction."""
    size = len(population["white"]) // len(LIKELIHOODS)

    def turned(columns: Columns, side: int) -> pl.Series:
        return side_by_side(
            columns[direction[side]].slice(number * size, size)
            for number, direction in enumerate(rules.directions)
        )

    of, to = (Side(turned(events, side), turned(population, side)) for side in (0, 1))
    return of, to


def _divided(of: Side, to: Side, rules: Rules) -> Quotients:
    defined = ~is_missing(of.events) & (of.total > 0) & (to.total > 0) & (to.events > 0)
    return Quotients.of(
        masked(of.events * to.total, defined), masked(of.total * to.events, defined), rules
    )


def _table(of: Side, to: Side) -> Iterator[pl.Series]:
    """Give the counts of those that can be those of a table with somebody in both groups."""
    possible = (of.total > 0) & (to.total > 0)
    possible = possible & (of.events <= of.total) & (to.events <= to.total)
    for halves in (of.events, of.total, to.events, to.total):
        yield masked(halves / 2, possible)


def _likelihood(events: pl.Series, population: pl.Series, reasons: Reasons) -> Strips:
    divisor = masked(population, population > 0)
    bounds = series.wilson(masked(events / 2, events <= divisor), divisor / 2)
    missing = is_missing(events) | is_missing(population)
    why = reasons.column(len(events), (missing, NOT_SUPPLIED), (population == 0, NOBODY))
    shown = _shown.hundredths(_shown.units(events, divisor, 100))
    return Strips(events / divisor, shown, bounds.low, bounds.high, why)


def _why_undefined(of: Side, to: Side, rules: Rules, reasons: Reasons) -> pl.Series:
    """Say why there is no ratio, as `wres.metrics.ratio.divided` does."""
    nobody, nobody_else = of.total == 0, to.total == 0
    cases = (
        of.is_missing,
        to.is_missing,
        nobody & nobody_else,
        nobody,
        nobody_else,
        (to.events == 0) & (of.events == 0),
        to.events == 0,
    )
    first = pl.Series([0]).new_from_index(0, len(of.events))
    for number, where in reversed([*enumerate(cases, 1)]):
        first = constant(number, pl.Int64).zip_with(where, first)
    told = [_told(*map(rules.label, direction)) for direction in rules.directions]
    return reasons.table(first, told)


def _told(of: str, to: str) -> list[Why | None]:
    reasons = (
        f"a figure of {of} was not supplied",
        f"a figure of {to} was not supplied",
        f"no {of} and no {to} in denominator",
        f"no {of} in denominator",
        f"no {to} in denominator",
        "no events",
        ENDLESS,
    )
    return [None, *(("undefined", reason) for reason in reasons)]


def _if_unknown_were(
    population: Columns, events: Columns, rules: Rules, why: pl.Series, reasons: Reasons
) -> Strips:
    """Give the ratios with everybody of unknown ethnicity in either group."""
    moved = [
        _sides(_moved(population, group), _moved(events, group), rules)
        for group in ("white", "bme")
    ]
    of, to = (
        Side(
            side_by_side(sides[side].events for sides in moved),
            side_by_side(sides[side].total for sides in moved),
        )
        for side in (0, 1)
    )
    found = _divided(of, to, rules)
    missing = is_missing(population["unknown"]) | is_missing(events["unknown"])
    no_ratio = constant(reasons.number("undefined", "no ratio"), pl.UInt8)
    told = constant(reasons.number(*NOT_SUPPLIED), pl.UInt8).zip_with(
        missing, why.zip_with(why > 0, no_ratio)
    )
    known = found.value.is_not_null()
    why = constant(0, pl.UInt8).zip_with(known, side_by_side([told, told]))
    return Strips(found.value, found.shown, why=why)


def _moved(columns: Columns, group: str) -> Columns:
    """Add everybody of unknown ethnicity to one group."""
    return columns | {group: columns[group] + columns["unknown"]}
