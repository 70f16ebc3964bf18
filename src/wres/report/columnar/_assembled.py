"""From strips to the tidy frame: report by report, in each report's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from wres.report._frame import FIGURES
from wres.report.columnar._layout import Layout
from wres.report.columnar._strips import Reasons, Stack, masked, side_by_side
from wres.report.columnar._whose import Named


COLUMNS = pl.Schema({name: dtype for name, dtype in FIGURES.items() if name != "exact"})


def assembled(
    strips: Stack,
    layout: Layout,
    conditions: Mapping[str, pl.Series],
    names: Sequence[Named],
    reasons: Reasons,
) -> pl.DataFrame:
    """Pick each row's figure out of its strip.

    Parameters
    ----------
    conditions
        What rows depend on, of each report.
    names
        Organisation and year of each report.
    """
    numbers = {name: number for number, name in enumerate(conditions)}
    condition = pl.Series([numbers[name] for name in layout.only_if], dtype=pl.UInt32)
    holds = side_by_side(conditions.values())
    said = strips.display.is_not_null() | (strips.why > 0)

    length, size = len(layout.strips), len(names)
    every = pl.arange(length * size, eager=True, dtype=pl.UInt32)
    report, row = every // length, every % length
    at = (layout.strips * size).gather(row) + report
    kept = holds.gather((condition * size).gather(row) + report) & said.gather(at)
    report, row, at = (column.filter(kept) for column in (report, row, at))

    labels = layout.labels[row]
    low, why = strips.low.gather(at), strips.why.gather(at)
    organisation, year = zip(*names, strict=True)
    return pl.DataFrame(
        {
            "organisation": pl.Series(organisation).gather(report),
            "year": pl.Series(year).gather(report),
            **labels.drop("interval").to_dict(),
            "value": strips.value.gather(at),
            "display": strips.display.gather(at),
            "low": low,
            "high": strips.high.gather(at),
            "interval": masked(labels["interval"], low.is_not_null()),
            "status": _words(status for status, _ in reasons.numbers).gather(why),
            "reason": _words(reason for _, reason in reasons.numbers).gather(why),
        }
    )


def _words(words: Iterable[str | None]) -> pl.Series:
    return pl.Series(list(words), dtype=pl.String)
