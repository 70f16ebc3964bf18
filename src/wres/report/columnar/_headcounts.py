"""Metrics 1 and 9: headcounts, their shares, and how these differ from the whole workforce's."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import evolve, frozen

from wres.metrics import BOARD_PARTS, GROUPS, PLACES
from wres.report._frame import NOBODY, NOT_SUPPLIED
from wres.report.columnar import _shown
from wres.report.columnar._counted import Counted, checked
from wres.report.columnar._rules import Rules
from wres.report.columnar._strips import Reasons, Row, Strips, is_missing, masked, side_by_side
from wres.statistics.columnar import series


@frozen
class Item:
    """Whose headcount it is, and where it comes in a report."""

    metric: int
    section: int
    only_if: str = "metric 1"
    part: str | None = None
    workforce_group: str | None = None
    pay_band: str | None = None
    figures: tuple[str, ...] = ("headcount", "share", "difference")


BOARD = 9
ITEMS = (
    Item(1, 1, part="overall", figures=("headcount", "share")),
    *(Item(1, 2, "bands", None, *place) for place in PLACES),
    Item(1, 4, part="senior_medical_managers", figures=("headcount",)),
    *(Item(BOARD, 1, "metric 9", part) for part in BOARD_PARTS),
)
FIGURES = (
    *(("headcount", group) for group in (*GROUPS, "total")),
    *(("share", group) for group in GROUPS),
    *(("difference", group) for group in GROUPS),
)


def rows(rules: Rules) -> Iterator[Row | None]:
    """Say what each strip is of; ``None`` where a report does without."""
    for column, (figure, group) in enumerate(FIGURES):
        compared = figure != "difference" or rules.compares_board
        for number, item in enumerate(ITEMS):
            yield (
                None
                if figure not in item.figures or (item.metric == BOARD and not compared)
                else Row(
                    order=(item.metric, item.section, number, column),
                    only_if=item.only_if,
                    figure=figure,
                    part=item.part,
                    workforce_group=item.workforce_group,
                    pay_band=item.pay_band,
                    ethnic_group=group,
                    interval="wilson" if figure == "share" else None,
                )
            )


def headcounts(counted: Counted, staff: dict[str, pl.Series], reasons: Reasons) -> list[Strips]:
    """Work them out.

    Parameters
    ----------
    staff
        The whole workforce, by ethnic group.
    """
    parts = [_items(counted, staff[group], group) for group in GROUPS]
    total = checked(parts[0] + parts[1] + parts[2])
    part, divisor = side_by_side(parts), side_by_side([masked(total, total > 0)] * 3)
    nobody = side_by_side([total == 0] * 3)
    tenths = _shown.units(part, divisor, 1000)
    bounds = series.wilson(part / 2, divisor / 2)
    share = Strips(part / divisor, _shown.percent(tenths), bounds.low, bounds.high)
    gap, points = _gap(part, divisor, staff)
    return [
        counts(side_by_side([*parts, total]), reasons),
        evolve(share, why=_why(tenths, nobody, reasons)),
        evolve(gap, why=_why(points, nobody, reasons)),
    ]


def counts(halves: pl.Series, reasons: Reasons) -> Strips:
    """Give counts of half persons as figures."""
    why = reasons.column(len(halves), (is_missing(halves), NOT_SUPPLIED))
    return Strips(halves / 2, _shown.counts(halves), why=why)


def _items(counted: Counted, staff: pl.Series, group: str) -> pl.Series:
    managers, *board = (
        counted.of_measure(measure, group)
        for measure in ("senior_medical_manager", *BOARD_PARTS.values())
    )
    return side_by_side([staff, counted.slots(group, 0, len(PLACES)), managers, *board])


def _gap(
    part: pl.Series, divisor: pl.Series, staff: dict[str, pl.Series]
) -> tuple[Strips, pl.Series]:
    """Subtract the whole workforce's shares from each item's; also as tenths of a point."""
    everybody = checked(staff["white"] + staff["bme"] + staff["unknown"])
    everybody = masked(everybody, everybody > 0)
    whole = side_by_side(one for group in GROUPS for one in [staff[group]] * len(ITEMS))
    wholes = side_by_side([everybody] * (len(GROUPS) * len(ITEMS)))
    numerator, denominator = part * wholes - whole * divisor, divisor * wholes
    tenths = _shown.signed_units(numerator, denominator, 1000)
    return Strips(numerator / denominator, _shown.points(tenths)), tenths


def _why(known: pl.Series, nobody: pl.Series, reasons: Reasons) -> pl.Series:
    """Say why there is no share or difference, where none is known."""
    missing = is_missing(known)
    return reasons.column(len(known), (missing & nobody, NOBODY), (missing, NOT_SUPPLIED))
