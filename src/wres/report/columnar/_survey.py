"""Metrics 5 to 8: the Staff Survey's shares.

They come as fractions, one object each, and of any size: a share such as 0.24891774 may be
written with 17 digits, and pooled ones have more. So a column is worked out at once where its
products fit in 64 bits, and number by number, by the same formula, where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import attrgetter, or_
from typing import Any

import polars as pl
from attrs import frozen

from wres.metrics import GROUPS
from wres.metrics.evidence import Words
from wres.metrics.ratio import ENDLESS
from wres.report._frame import NOT_SUPPLIED
from wres.report.columnar import _ratios, _shown
from wres.report.columnar._counted import MOST
from wres.report.columnar._headcounts import counts
from wres.report.columnar._ratios import Quotients, Ratios
from wres.report.columnar._rules import SURVEYS, Rules
from wres.report.columnar._shown import Whole
from wres.report.columnar._strips import Reasons, Row, Strips, is_missing, masked
from wres.report.columnar._whose import Written
from wres.returns import SurveyFigure, SurveyKey, pooled
from wres.statistics.columnar import series
from wres.statistics.columnar.series import Bounds


MEASURES = [str(metric.measure) for metric in SURVEYS]
NOTHING = SurveyFigure(None, None)
WRITTEN = attrgetter("organisation", "year")
ASKED = attrgetter("ethnic_group", "measure")


def rows() -> Iterator[Row]:
    """Say what each strip is of."""
    for place, figure in enumerate(("share", "respondents")):
        for number, group in enumerate(GROUPS):
            yield from _four(figure, group, (place, number))
    yield from _four("difference", "bme", (2, 0))


def of_ratios() -> Iterator[Row]:
    """Say what the strips of the ratios are of."""
    yield from _four("ratio", "bme/white", (3, 0))


INTERVALS = {"share": "wilson_weighted", "difference": "newcombe_weighted", "ratio": "mover_r"}


def _four(figure: str, group: str, place: tuple[int, ...]) -> Iterator[Row]:
    """Say what four strips are of, one a metric."""
    for metric in SURVEYS:
        yield Row(
            order=(metric.number, *place),
            only_if=f"metric {metric.number}",
            figure=figure,
            ethnic_group=group,
            interval=INTERVALS.get(figure),
        )


Numbers = pl.Series | list[int | None]
"""Whole numbers: a column where they are small, which is almost always, else a list."""


@frozen(eq=False)
class Answers:
    """Shares as fractions, and how many answered; null where not supplied.

    Strips of metrics 5 to 8, of one ethnic group or of all one after the other.
    """

    numerator: Numbers
    denominator: Numbers
    respondents: pl.Series

    def group(self, name: str) -> Answers:
        """Keep one ethnic group's."""
        size = len(self.respondents) // len(GROUPS)
        first = GROUPS.index(name) * size
        some = slice(first, first + size)
        return Answers(self.numerator[some], self.denominator[some], self.respondents[some])


def answers(
    survey: Mapping[SurveyKey, SurveyFigure], places: Mapping[Written, int], size: int
) -> Answers:
    """Put the survey's figures in columns, pooled where several are for one report."""
    strips = {key: number * size for number, key in enumerate(product(GROUPS, MEASURES))}
    found = [NOTHING] * (len(strips) * size)
    written, asked = map(WRITTEN, survey), map(ASKED, survey)
    for whose, what, (key, figure) in zip(written, asked, survey.items(), strict=True):
        place = places.get(whose)
        if place is not None:
            at = strips[what] + place
            known = found[at] is NOTHING
            found[at] = figure if known else pooled(key, found[at], figure)
    shares = [figure.share for figure in found]
    numerators = [None if share is None else share.numerator for share in shares]
    denominators = [None if share is None else share.denominator for share in shares]
    base = pl.Series([figure.respondents for figure in found], dtype=pl.Int64)
    if max(filter(None, denominators), default=0) > MOST:
        return Answers(numerators, denominators, base)
    return Answers(
        pl.Series(numerators, dtype=pl.Int64), pl.Series(denominators, dtype=pl.Int64), base
    )


@frozen(eq=False)
class Experience:
    """The strips of `rows`, and the ratios."""

    strips: list[Strips]
    ratios: Ratios


def experience(every: Answers, rules: Rules, reasons: Reasons) -> Experience:
    """Work out the shares, their difference and their ratio."""
    white, bme = every.group("white"), every.group("bme")
    value, tenths = exactly(_share, (pl.Float64, pl.Int64), every.numerator, every.denominator)
    base = every.respondents
    total = masked(base, base > 0).cast(pl.Float64)
    events = value * total
    bounds = series.wilson(events, total)
    size = len(white.respondents)
    to, of = slice(size), slice(size, 2 * size)
    gap, ratio = series.newcombe_and_mover_r(events[of], total[of], events[to], total[to])
    few = _few(every, rules)
    return Experience(
        [
            Strips(value, _shown.percent(tenths), bounds.low, bounds.high, missing(value, reasons)),
            counts(base * 2, reasons),
            _difference(bme, white, gap, reasons),
        ],
        Ratios(
            words=tuple(Words.where("bme", "white", wanted=metric.wanted) for metric in SURVEYS),
            quotients=_quotients(bme, white, rules),
            bounds=ratio,
            why=_why_undefined(value[of], value[to], rules, reasons),
            few=few[of] | few[to],
        ),
    )


def _quotients(of: Answers, to: Answers, rules: Rules) -> Quotients:
    def work(n: Whole, d: Whole, m: Whole, e: Whole) -> tuple[Any, ...]:
        return _ratios.divided(n * e, d * m, rules)

    columns = (of.numerator, of.denominator, _or_nothing(to.numerator), to.denominator)
    return Quotients(*exactly(work, (pl.Float64, pl.Int64, pl.Boolean, pl.Boolean), *columns))


def _or_nothing(numbers: Numbers) -> Numbers:
    """Leave out what nothing can be divided by."""
    if isinstance(numbers, pl.Series):
        return masked(numbers, numbers > 0)
    return [number or None for number in numbers]


def _difference(of: Answers, to: Answers, bounds: Bounds, reasons: Reasons) -> Strips:
    columns = (of.numerator, of.denominator, to.numerator, to.denominator)
    value, size, falls = exactly(_gap, (pl.Float64, pl.Int64, pl.Boolean), *columns)
    shown = _shown.points((-size).zip_with(falls, size))
    return Strips(value, shown, bounds.low, bounds.high, missing(value, reasons))


def _share(n: Whole, d: Whole) -> tuple[Any, ...]:
    return n / d, _shown.units(n, d, 1000)


def _gap(n: Whole, d: Whole, m: Whole, e: Whole) -> tuple[Any, ...]:
    gap = n * e - m * d
    return gap / (d * e), _shown.units(abs(gap), d * e, 1000), gap < 0


def _few(every: Answers, rules: Rules) -> pl.Series:
    def work(n: Whole, d: Whole, base: Whole) -> tuple[Any]:
        return (n * base < d * rules.low_count,)

    base = (
        every.respondents if isinstance(every.numerator, pl.Series) else every.respondents.to_list()
    )
    return exactly(work, (pl.Boolean,), every.numerator, every.denominator, base)[0]


def _why_undefined(of: pl.Series, to: pl.Series, rules: Rules, reasons: Reasons) -> pl.Series:
    cases = {
        f"a figure of {rules.label('bme')} was not supplied": of.is_null(),
        f"a figure of {rules.label('white')} was not supplied": to.is_null(),
        "no events": (of == 0) & (to == 0),
        ENDLESS: to == 0,
    }
    told = [(where, ("undefined", reason)) for reason, where in cases.items()]
    return reasons.column(len(of), *told)


def missing(value: pl.Series, reasons: Reasons) -> pl.Series:
    """Say that a figure was not supplied where there is none."""
    return reasons.column(len(value), (is_missing(value), NOT_SUPPLIED))


def exactly(
    work: Callable[..., tuple[Any, ...]], dtypes: Sequence[type[pl.DataType]], *columns: Numbers
) -> tuple[pl.Series, ...]:
    """Work something out from whole numbers of any size.

    Parameters
    ----------
    work
        Takes columns, or one number of each, and gives as many results as there are `dtypes`.
    columns
        Where one has no number, neither have the results.
    """
    if isinstance(columns[0], pl.Series):
        found: tuple[pl.Series, ...] = work(*columns)
        return found
    nothing = (None,) * len(dtypes)
    rows = [nothing if None in row else work(*row) for row in zip(*columns, strict=True)]
    return tuple(
        pl.Series([row[number] for row in rows], dtype=dtype) for number, dtype in enumerate(dtypes)
    )


def supplied(every: Answers) -> dict[str, pl.Series]:
    """Say of each measure where any group has a share."""
    numbers = every.denominator
    known = ~is_missing(
        numbers
        if isinstance(numbers, pl.Series)
        else pl.Series([None if number is None else True for number in numbers])
    )
    size = len(known) // (len(GROUPS) * len(SURVEYS))
    strips = [known.slice(number * size, size) for number in range(len(GROUPS) * len(SURVEYS))]
    return {
        measure: reduce(or_, strips[number :: len(SURVEYS)])
        for number, measure in enumerate(MEASURES)
    }
