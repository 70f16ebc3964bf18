"""The figures of a report that may have a counterpart elsewhere, with the counts behind them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from wres.benchmarks.published import Key
from wres.metrics import (
    HIDDEN,
    TOTAL,
    Base,
    BoardRepresentation,
    Count,
    Experience,
    Figure,
    Headcount,
    Likelihood,
    NoData,
    Representation,
    added,
    counted,
    metric,
    share_figure,
)
from wres.narrative.forms import basis_of
from wres.profiles import profile
from wres.report import Report
from wres.statistics import wilson
from wres.wording import is_hidden, is_senior


SENIOR = "Band 8a and above"
PARTS_OF_STAFF = ("", "Band 5", SENIOR, "VSM", "medical")
PARTS_OF_BOARD = ("total", "voting", "executive")
NOT_SUPPLIED = "the share of this group was not supplied"
Counts = tuple[Count, ...]


@frozen(kw_only=True)
class Own:
    """A figure of a report.

    Parameters
    ----------
    figure
        ``None`` where the report has none, and then `reason` says why.
    definition
        As in `Published`.
    counts
        Events and people of a share; the same of both groups of a ratio, in its direction.
        ``None`` where they are not known.
    """

    key: Key
    figure: Figure | None
    definition: str = ""
    counts: Counts | None = None
    reason: str | None = None


def own_figures(report: Report) -> Iterator[Own]:
    """Give the figures of a report by metric, in the order of the form."""
    for result in report:
        match result:
            case Representation():
                yield from _staff(result)
            case Likelihood():
                yield _ratio(report, result)
            case Experience():
                yield from _survey(result)
            case BoardRepresentation():
                yield from _board(result)
            case NoData():
                yield from _nothing(report, result)


def _staff(result: Representation) -> Iterator[Own]:
    for part in PARTS_OF_STAFF:
        headcount = result.overall.headcount if not part else added(_rows(result, part))
        yield _share(Key(1, "share", part, "bme"), headcount, result.base)


def _rows(result: Representation, part: str) -> list[Headcount]:
    return [
        row.headcount
        for row in result.rows
        if part in {row.pay_band, row.workforce_group} or (part == SENIOR and is_senior(row))
    ]


def _share(key: Key, headcount: Headcount, base: Base) -> Own:
    staff = counted(headcount, base)
    bme, total = staff.bme, staff.total
    if bme is None or not total:
        reason = HIDDEN if is_hidden(staff, "bme", TOTAL) else "the counts are not known"
        return Own(key=key, figure=None, definition=base, reason=reason)
    figure = share_figure(Fraction(bme) / Fraction(total), wilson(bme, total))
    return Own(key=key, figure=figure, definition=base, counts=(bme, total))


def _ratio(report: Report, result: Likelihood) -> Own:
    ratio = result.ratio
    key = Key(result.number, "ratio", "", f"{ratio.of}/{ratio.to}")
    definition = basis_of(report) if result.basis or result.number == 3 else ""  # noqa: PLR2004  # metric 3
    cells = [
        counts[group]
        for group in (ratio.of, ratio.to)
        for counts in (result.events, result.population)
    ]
    known = tuple(cell for cell in cells if cell is not None)
    if ratio.exact is None or ratio.display is None:
        return Own(key=key, figure=None, definition=definition, reason=ratio.reason)
    figure = Figure(ratio.exact, ratio.display, ratio.interval)
    whole = len(known) == len(cells) and known[0] <= known[1] and known[2] <= known[3]
    return Own(key=key, figure=figure, definition=definition, counts=known if whole else None)


def _survey(result: Experience) -> Iterator[Own]:
    for group in ("bme", "white"):
        figure, base = result.share[group], result.respondents[group]
        lacking = HIDDEN if is_hidden(result.share, group) else NOT_SUPPLIED
        reason = lacking if figure is None else None
        counts = None if figure is None or not base else (figure.exact * base, base)
        key = Key(result.number, "share", "", group)
        definition = result.base or ""
        yield Own(key=key, figure=figure, definition=definition, counts=counts, reason=reason)


def _board(result: BoardRepresentation) -> Iterator[Own]:
    for part in PARTS_OF_BOARD:
        headcount = getattr(result.headcount, part)
        yield _share(Key(9, "share", part, "bme"), headcount, result.base)


def _nothing(report: Report, result: NoData) -> Iterator[Own]:
    definition = metric(result.number)
    group = "bme"
    if definition.family == "likelihood":
        group = "/".join(profile(report.year).direction(result.number))
    figure = "ratio" if definition.family == "likelihood" else "share"
    part = "total" if definition.family == "board" else ""
    yield Own(key=Key(result.number, figure, part, group), figure=None, reason=result.reason)
