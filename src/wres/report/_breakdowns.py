"""Every figure of a report's breakdowns as one row of a tidy frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl
from attrs import astuple

from wres.metrics import GROUPS, Part
from wres.metrics.category import DETAILED, category_of
from wres.report._frame import FIGURES, Line, lines_of


if TYPE_CHECKING:
    from wres.report.report import Report

PLACE = 2
"""Where the two further columns stand: after organisation and year."""

BETWEEN = " / "


def breakdowns_of(report: Report) -> pl.DataFrame:
    """Give the tidy frame of a report's breakdowns."""
    names = [*FIGURES]
    further = dict.fromkeys(("breakdown", "breakdown_value"), pl.String())
    columns = {name: FIGURES[name] for name in names[:PLACE]} | further | dict(FIGURES)
    rows = [
        (
            report.organisation.code,
            report.year,
            BETWEEN.join(one.by),
            BETWEEN.join(part.labels),
            result.number,
            result.name,
            *astuple(line),
        )
        for one in report.breakdowns
        for part in one
        for result in part
        for line in _kept(lines_of(result), _others(one.by, part))
    ]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _others(by: tuple[str, ...], part: Part) -> set[str]:
    """Give the groups that a part has nobody of, being of one ethnic category."""
    code = dict(zip(by, part.values, strict=True)).get(DETAILED)
    return set() if code is None else {*GROUPS} - {str(category_of(code).group)}


def _kept(lines: Iterator[Line], others: set[str]) -> Iterator[Line]:
    for line in lines:
        if not others or (line.ethnic_group not in others and line.figure != "ratio_if_unknown"):
            yield line
