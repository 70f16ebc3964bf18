"""What ratios say, whichever metric they are of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import polars as pl
from attrs import frozen

from wres.metrics.evidence import Words
from wres.report.columnar import _shown
from wres.report.columnar._rules import Rules
from wres.report.columnar._shown import Whole
from wres.report.columnar._strips import Strips, constant, masked, side_by_side
from wres.statistics.columnar.series import Bounds
from wres.statistics.four_fifths import outermost_floats
from wres.statistics.verdict import CANNOT_TELL, SIMILAR


SAID = ("four_fifths", "verdict", "low_count")


@frozen(eq=False)
class Quotients:
    """Exact ratios; null where they are undefined.

    Parameters
    ----------
    units
        Hundredths, rounded half-up.
    below, above
        Whether they lie outside the four-fifths range.
    """

    value: pl.Series
    units: pl.Series
    below: pl.Series
    above: pl.Series

    @classmethod
    def of(cls, numerator: pl.Series, denominator: pl.Series, rules: Rules) -> Self:
        """Divide whole numbers."""
        return cls(*divided(numerator, denominator, rules))

    @property
    def shown(self) -> pl.Series:
        """The ratios as people read them."""
        return _shown.hundredths(self.units)


def divided(numerator: Whole, denominator: Whole, rules: Rules) -> tuple[Any, ...]:
    """Give what `Quotients` holds, of numbers or of columns of them."""
    low, high = rules.four_fifths
    return (
        numerator / denominator,
        _shown.units(numerator, denominator, 100),
        numerator * low.denominator < denominator * low.numerator,
        numerator * high.denominator > denominator * high.numerator,
    )


@frozen(eq=False)
class Ratios:
    """Ratios of which something is to be said.

    Parameters
    ----------
    words
        Who fares worse, of each strip.
    few
        Whether a group has few events.
    """

    words: tuple[Words, ...]
    quotients: Quotients
    bounds: Bounds
    why: pl.Series
    few: pl.Series


def said(every: Sequence[Ratios], rules: Rules) -> list[Strips]:
    """Give ratios, and then, for all of them, each figure of `SAID`."""
    quotients = Quotients(
        *(
            side_by_side(getattr(one.quotients, name) for one in every)
            for name in ("value", "units", "below", "above")
        )
    )
    low = side_by_side(one.bounds.low for one in every)
    high = side_by_side(one.bounds.high for one in every)
    words = [words for one in every for words in one.words]
    value, why = quotients.value, side_by_side(one.why for one in every)
    return [
        Strips(value, quotients.shown, low, high, why),
        Strips(display=_placed(quotients)),
        Strips(display=masked(_verdicts(low, high, words, rules), value.is_not_null())),
        Strips(display=masked(_texts("few events", low), side_by_side(one.few for one in every))),
    ]


def p_values(settled: pl.Series) -> Strips:
    """Give p-values."""
    return Strips(settled, _shown.p_values(settled))


def _placed(quotients: Quotients) -> pl.Series:
    """Place ratios against the four-fifths range."""
    within = masked(_texts("within", quotients.value), quotients.value.is_not_null())
    above = constant("above", pl.String).zip_with(quotients.above, within)
    return constant("below", pl.String).zip_with(quotients.below, above)


def _verdicts(low: pl.Series, high: pl.Series, words: Iterable[Words], rules: Rules) -> pl.Series:
    """Say who fares worse, as `wres.statistics.verdict` does."""
    every = list(words)
    size = len(low) // len(every)
    first, last = outermost_floats(*rules.four_fifths)
    worse_above, worse_below = (
        side_by_side(
            constant(getattr(one, name), pl.String).new_from_index(0, size) for one in every
        )
        for name in ("above", "below")
    )
    verdict = masked(_texts(CANNOT_TELL, low), low.is_not_null())
    verdict = constant(SIMILAR, pl.String).zip_with((low >= first) & (high <= last), verdict)
    verdict = worse_below.zip_with(high < 1, verdict)
    return worse_above.zip_with(low > 1, verdict)


def _texts(text: str, beside: pl.Series) -> pl.Series:
    return constant(text, pl.String).new_from_index(0, len(beside))
