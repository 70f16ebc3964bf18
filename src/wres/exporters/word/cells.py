"""The figures of an indicator as the public report's table shows them, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wres.metrics import (
    GROUPS,
    TOTAL,
    BoardRepresentation,
    Experience,
    GroupFigures,
    Likelihood,
    NoData,
    Representation,
    Result,
)
from wres.narrative.forms import compared_with
from wres.narrative.size import percent
from wres.profiles import Profile, profile
from wres.report import Report
from wres.vocabulary import CONFIDENTIAL
from wres.wording import figures_of, is_hidden, senior_staff


NOTHING = "Not available"
NO_SHARE = "-"
PARTS = {"voting": "voting members", "total": "whole board", "executive": "executive members"}


def lines_of(report: Report | None, number: int) -> tuple[str, ...]:
    """Give the lines of a cell; `NOTHING` without a report.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025)
    >>> lines_of(report, 2)
    ('White 21.8%', 'BME 14.3%', 'White to BME 1.53')
    >>> lines_of(report, 9)
    ('No data: board was not supplied',)
    """
    if report is None:
        return (NOTHING,)
    return tuple(_lines(report[number], profile(report.year)))


def _lines(result: Result, rules: Profile) -> Iterator[str]:
    if isinstance(result, NoData):
        yield f"No data: {result.reason}"
        return
    for group, shown in zip(GROUPS, figures_of(result), strict=False):
        yield f"{rules[f'label_{group}']} {shown}"
    match result:
        case Representation():
            yield f"{rules['label_unknown']} {_share(result.overall.share)}"
            senior = senior_staff(result)
            if is_hidden(senior, "bme", TOTAL):
                yield f"Band 8a and above: {rules['label_bme']} {CONFIDENTIAL}"
            elif senior.bme is not None and senior.total:
                share = percent(Fraction(senior.bme) / Fraction(senior.total))
                yield f"Band 8a and above: {rules['label_bme']} {share}"
        case Likelihood():
            of, to = (rules[f"label_{group}"] for group in (result.ratio.of, result.ratio.to))
            is_gone = result.ratio.status == "hidden"
            ratio = CONFIDENTIAL if is_gone else result.ratio.display or "not defined"
            yield f"{of} to {to} {ratio}"
        case BoardRepresentation():
            yield from _board(result, rules)
        case Experience():
            pass


def _share(figures: GroupFigures) -> str:
    if is_hidden(figures, "unknown"):
        return CONFIDENTIAL
    return NO_SHARE if figures.unknown is None else percent(figures.unknown.exact)


def _board(result: BoardRepresentation, rules: Profile) -> Iterator[str]:
    other = compared_with(result)
    for part in sorted(PARTS, key=lambda part: part != result.headline):
        figure = getattr(result.difference, part).bme
        if is_hidden(getattr(result.difference, part), "bme"):
            yield f"{rules['label_bme']} less {other}, {PARTS[part]}: {CONFIDENTIAL}"
        if figure is not None:
            sign = "+" if not figure.display.startswith("-") else ""
            yield f"{rules['label_bme']} less {other}, {PARTS[part]}: {sign}{figure.display} points"
