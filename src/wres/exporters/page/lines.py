"""A chart of one figure over the years, drawn by Vega: joined only where years can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import vl_convert
from attrs import frozen

from wres.exporters.page.charts import LETTER, NARROW
from wres.exporters.page.marks import FONT, Datum, Spec
from wres.exporters.page.palette import LIGHT


HEIGHT, TOP, BOTTOM = 190, 26, 26
LEFT, RIGHT = 30, 34
"""Pixels kept for words around the points."""
CAP = 4
SPREAD = 0.08
"""How much of the range is left free above and below."""


@frozen(kw_only=True)
class Mark:
    """The figure of one year.

    Parameters
    ----------
    words
        The figure as people read it.
    low, high
        Ends of its interval; a `high` of ``None`` beside a `low` has no end.
    joined
        Whether it can be compared with the mark before it.
    stands_out
        Whether it is more than usual variation.
    """

    year: int
    value: float
    words: str
    low: float | None = None
    high: float | None = None
    joined: bool = True
    stands_out: bool = False


@frozen(kw_only=True)
class Level:
    """A level to compare with, from one year to another.

    Parameters
    ----------
    dash
        Lengths of its dashes; none for a whole line.
    """

    value: float
    first: int
    last: int
    dash: tuple[int, ...] = ()


@frozen(kw_only=True)
class _Frame:
    """Where years and values are, in pixels."""

    first: int
    last: int
    least: float
    most: float

    def x(self, year: float) -> float:
        span = self.last - self.first or 1
        return round(LEFT + (NARROW - LEFT - RIGHT) * (year - self.first) / span, 2)

    def y(self, value: float) -> float:
        kept = min(max(value, self.least), self.most)
        part = (kept - self.least) / (self.most - self.least)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part, 2)


def line_chart(marks: Sequence[Mark], years: Sequence[int], *, levels: Iterable[Level] = ()) -> str:
    """Draw the figures of some years, as SVG.

    Parameters
    ----------
    marks
        One at least, in order of years.
    years
        All years of the comparison: every chart of a page has the same ones.
    levels
        Equality, a mean, process limits.
    """
    drawn = list(levels)
    frame = _frame(marks, years, drawn)
    gaps = [(one, other) for one, other in _pairs(marks) if not other.joined]
    joined = [(one, other) for one, other in _pairs(marks) if other.joined]
    return _svg(
        [
            *(_level(level, frame) for level in drawn),
            _rules(_breaks(gaps, frame), ink="muted", width=1.2, dash=(2, 3)),
            _rules(_whiskers(marks, frame), ink="muted", width=1.5),
            _rules(_steps(joined, frame), ink="bme", width=2.2),
            _dots(marks, frame),
            _texts(_labels(marks, frame), weight="bold"),
            _texts(_years(years, frame)),
        ]
    )


def _pairs(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    yield from pairwise(marks)


def _frame(marks: Sequence[Mark], years: Sequence[int], levels: Iterable[Level]) -> _Frame:
    """Leave room for every value, and for intervals as far as they do not press it together."""
    values = [*(mark.value for mark in marks), *(level.value for level in levels)]
    spread = (max(values) - min(values)) or abs(values[0]) or 1.0
    reach = [
        end
        for mark in marks
        for end in (mark.low, mark.high)
        if end is not None and min(values) - spread <= end <= max(values) + spread
    ]
    least, most = min([*values, *reach]), max([*values, *reach])
    free = SPREAD * ((most - least) or spread)
    return _Frame(first=years[0], last=years[-1], least=least - free, most=most + free)


def _level(level: Level, frame: _Frame) -> Spec:
    y = frame.y(level.value)
    row = {"x": frame.x(level.first) - 8, "x2": frame.x(level.last) + 8, "y": y}
    return _rules([row], ink="text" if not level.dash else "muted", width=1.2, dash=level.dash)


def _breaks(gaps: Iterable[tuple[Mark, Mark]], frame: _Frame) -> Iterator[Datum]:
    for one, other in gaps:
        x = frame.x((one.year + other.year) / 2)
        yield {"x": x, "y": TOP, "y2": HEIGHT - BOTTOM}


def _steps(joined: Iterable[tuple[Mark, Mark]], frame: _Frame) -> Iterator[Datum]:
    for one, other in joined:
        ends = {"x": frame.x(one.year), "x2": frame.x(other.year)}
        yield {**ends, "y": frame.y(one.value), "y2": frame.y(other.value)}


def _whiskers(marks: Iterable[Mark], frame: _Frame) -> Iterator[Datum]:
    """Draw intervals; one that goes on beyond the chart has no cap there."""
    for mark in marks:
        if mark.low is None:
            continue
        x, high = frame.x(mark.year), frame.most if mark.high is None else mark.high
        yield {"x": x, "y": frame.y(mark.low), "y2": frame.y(high)}
        for end in (mark.low, high):
            if frame.least < end < frame.most:
                yield {"x": x - CAP, "x2": x + CAP, "y": frame.y(end)}


def _labels(marks: Sequence[Mark], frame: _Frame) -> Iterator[Datum]:
    """Write the figures of the first and the last year, and of the highest and the lowest."""
    ends = {marks[0], marks[-1]} | {best(marks, key=lambda mark: mark.value) for best in (min, max)}
    taken: list[tuple[float, float]] = []
    for mark in sorted(ends, key=lambda mark: (mark not in (marks[0], marks[-1]), mark.year)):
        half = LETTER * len(mark.words) / 2
        x = min(max(frame.x(mark.year), half), NARROW - half)
        if all(x - half > right or x + half < left for left, right in taken):
            taken.append((x - half, x + half))
            yield {"text": mark.words, "x": x, "y": max(frame.y(mark.value) - 14, 8)}


def _years(years: Sequence[int], frame: _Frame) -> Iterator[Datum]:
    """Write as many years as there is room for, the first and the last always."""
    room = LETTER * 5
    taken = frame.x(years[-1])
    yield {"text": str(years[-1]), "x": taken, "y": HEIGHT - 8}
    place = -room
    for year in years[:-1]:
        x = frame.x(year)
        if x - place >= room and taken - x >= room:
            place = x
            yield {"text": str(year), "x": x, "y": HEIGHT - 8}


def _dots(marks: Iterable[Mark], frame: _Frame) -> Spec:
    rows = [
        {
            "x": frame.x(mark.year),
            "y": frame.y(mark.value),
            "shape": "diamond" if mark.stands_out else "circle",
            "fill": LIGHT.bme if mark.stands_out else LIGHT.paper,
        }
        for mark in marks
    ]
    return _mark(
        "symbol",
        rows,
        x={"field": "x"},
        y={"field": "y"},
        shape={"field": "shape"},
        size={"value": 70},
        stroke={"value": LIGHT.bme},
        strokeWidth={"value": 2},
        fill={"field": "fill"},
    )


def _rules(rows: Iterable[Datum], *, ink: str, width: float, dash: Sequence[int] = ()) -> Spec:
    kept = [{"x2": row["x"], "y2": row["y"], **row} for row in rows]
    return _mark(
        "rule",
        kept,
        **{end: {"field": end} for end in ("x", "x2", "y", "y2")},
        stroke={"value": getattr(LIGHT, ink)},
        strokeWidth={"value": width},
        strokeDash={"value": list(dash)},
    )


def _texts(rows: Iterable[Datum], weight: str = "normal") -> Spec:
    return _mark(
        "text",
        rows,
        text={"field": "text"},
        x={"field": "x"},
        y={"field": "y"},
        align={"value": "center"},
        baseline={"value": "middle"},
        fill={"value": LIGHT.text},
        fontSize={"value": FONT},
        fontWeight={"value": weight},
    )


def _mark(kind: str, rows: Iterable[Datum], **encoding: Spec) -> Spec:
    return {"type": kind, "from": {"data": list(rows)}, "encode": {"enter": encoding}}


def _svg(marks: Iterable[Spec]) -> str:
    kept = [mark for mark in marks if mark["from"]["data"]]
    data = [
        {"name": f"rows{place}", "values": mark["from"]["data"]} for place, mark in enumerate(kept)
    ]
    chart = {
        "width": NARROW,
        "height": HEIGHT,
        "padding": 0,
        "autosize": "none",
        "data": data,
        "marks": [{**mark, "from": {"data": f"rows{place}"}} for place, mark in enumerate(kept)],
    }
    return str(vl_convert.vega_to_svg(chart))
