"""The race disparity ratios of metric 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import add, and_, or_
from typing import NamedTuple

import polars as pl

from wres.metrics import PLACES
from wres.metrics.evidence import Words
from wres.metrics.representation import STEPS
from wres.report.columnar._counted import Counted
from wres.report.columnar._ratios import Quotients, Ratios
from wres.report.columnar._rules import Rules
from wres.report.columnar._strips import Reasons, Row, Why, masked, side_by_side
from wres.statistics.columnar import series
from wres.vocabulary import PayBand, WorkforceGroup


BLOCKS = tuple(str(group) for group in WorkforceGroup if group.scale == "afc")
RATIOS = tuple((block, low, high) for block in BLOCKS for low, high in STEPS)
"""The block of each ratio, and the clusters of pay bands that it goes from and to."""
SLOTS_OF = {
    (block, cluster): [
        slot
        for slot, (group, band) in enumerate(PLACES)
        if group == block and PayBand(band).cluster == cluster
    ]
    for block in BLOCKS
    for cluster in ("lower", "middle", "upper")
}


class Cells(NamedTuple):
    """A group's staff in the lower and in the higher cluster of each ratio."""

    low: pl.Series
    high: pl.Series


def of_ratios() -> Iterator[Row]:
    """Say what each strip is of."""
    for number, (block, low, high) in enumerate(RATIOS):
        yield Row(
            order=(1, 3, number, 0),
            only_if="bands",
            figure="disparity",
            part=f"{low}/{high}",
            workforce_group=block,
            ethnic_group="white/bme",
            interval="odds_ratio_score",
        )


def disparities(counted: Counted, rules: Rules, reasons: Reasons) -> Ratios:
    """Work them out."""
    white, bme = _cells(counted, "white"), _cells(counted, "bme")
    cells = (*white, *bme)
    defined = reduce(and_, (cell > 0 for cell in cells))
    table = (white.high, white.low + white.high, bme.high, bme.low + bme.high)
    few = reduce(or_, (cell < 2 * rules.low_count for cell in cells))
    return Ratios(
        words=(Words.where("white", "bme", wanted=True),) * len(RATIOS),
        quotients=Quotients.of(
            masked(white.high * bme.low, defined), masked(white.low * bme.high, defined), rules
        ),
        bounds=series.odds_ratio(*(masked(halves / 2, defined) for halves in table)),
        why=_why(cells, rules, reasons),
        few=few & defined,
    )


def _cells(counted: Counted, group: str) -> Cells:
    """Add a group up by cluster; what was not supplied adds nothing."""
    clusters = {
        cluster: reduce(add, (counted.in_place(group, slot) for slot in slots))
        for cluster, slots in SLOTS_OF.items()
    }
    return Cells(
        side_by_side(clusters[block, low] for block, low, _ in RATIOS),
        side_by_side(clusters[block, high] for block, _, high in RATIOS),
    )


def _why(cells: Sequence[pl.Series], rules: Rules, reasons: Reasons) -> pl.Series:
    """Say which of the four cells are empty."""
    empty = ((cell == 0).cast(pl.Int64) for cell in cells)
    pattern = reduce(lambda number, digit: 2 * number + digit, empty)
    patterns = list(product((0, 1), repeat=len(cells)))
    told: list[list[Why | None]] = [
        [("undefined", _named(low, high, one, rules)) if any(one) else None for one in patterns]
        for _, low, high in RATIOS
    ]
    return reasons.table(pattern, told)


def _named(low: str, high: str, pattern: Sequence[int], rules: Rules) -> str:
    cells = ((who, cluster) for who in ("white", "bme") for cluster in (low, high))
    return " and ".join(
        f"no {rules.label(who)} in {cluster} bands"
        for (who, cluster), is_empty in zip(cells, pattern, strict=True)
        if is_empty
    )
