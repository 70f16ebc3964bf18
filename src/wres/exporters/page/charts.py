"""Two kinds of chart, drawn by Vega: bars in rows, and ratios on a log axis.

Rows, labels and the ends of the axis have fixed places, in pixels, and nothing depends on how wide
a machine's fonts run: the same rows give the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from wres.exporters.page.marks import (
    FONT,
    Datum,
    Spec,
    Strip,
    across,
    blocks,
    colour,
    points,
    rules,
    svg,
    texts,
)


NARROW, WIDE = 300, 640
"""Widths in pixels: what fits on a telephone, and what fills a column of a page."""

LETTER = 7.4
"""How wide a letter is taken to be."""

GAP, TOP = 6, 24
BAR, BAR_STEP = 16, 30
LEAST = 40
"""Pixels that an axis of bars has at least, whatever stands beside it."""
LABEL = 15
"""Letters in a line of a bar's label."""

DOUBLINGS = (0.125, 0.25, 0.5, 1, 2, 4, 8)
MARGIN = 1.12
"""How much nearer than its end a mark of a log axis must be, for its number to fit."""
NEAREST, FARTHEST = 2.0, 16.0
"""How far a log axis goes to either side of 1, at least and at most."""


@frozen(kw_only=True)
class Bar:
    """One row of a chart of bars.

    Parameters
    ----------
    label, words
        To the left of it, and to the right.
    start, end
        Where it starts and ends; without an end there are only the words.
    low, high
        Ends of an interval.
    ink
        Name of a colour.
    """

    label: str
    words: str
    start: float = 0
    end: float | None = None
    low: float | None = None
    high: float | None = None
    ink: str = "bme"


@frozen(kw_only=True)
class Line:
    """A value to compare bars with, and what to call it."""

    value: float
    label: str


@frozen(kw_only=True)
class Dot:
    """One row of a chart of ratios.

    Parameters
    ----------
    label, words
        What it is, and its figures.
    value
        ``None`` and 0 have no place on a log axis, and no point.
    low, high
        Ends of the interval, ``None`` without one; a `high` of ``None`` beside a `low` has no end.
    ink, shape, filled
        Name of a colour; of a shape, as Vega calls it; whether it is more than an outline.
    """

    label: str
    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ink: str = "plain"
    shape: str = "circle"
    filled: bool = False


@frozen(kw_only=True)
class Band:
    """A range around 1, what to call it, and what lies to either side of 1."""

    low: float
    high: float
    label: str
    left: str = ""
    right: str = ""


@frozen(kw_only=True)
class Place:
    """Where the parts of a row of ratios are: pixels from its top, and from the left."""

    step: float
    left: float
    name: float
    figures: float
    middle: float
    half: float


BESIDE = Place(step=42, left=272, name=13, figures=30, middle=21, half=21)
ABOVE = Place(step=70, left=0, name=12, figures=29, middle=51, half=12)


@frozen
class Room:
    """Where the axis of bars starts and ends: labels stand left of it, words right of it."""

    left: float
    right: float

    @classmethod
    def of(cls, rows: Iterable[Bar]) -> Room:
        """Leave room for the longest label and the longest words."""
        kept = list(rows)
        longest = max(len(line) for row in kept for line in _lines(row))
        words = max(len(row.words) for row in kept)
        left = LETTER * longest + GAP
        return cls(left, max(NARROW - LETTER * words - GAP, left + LEAST))


def _lines(row: Bar) -> list[str]:
    return textwrap.wrap(row.label, LABEL)


def bars(
    rows: Sequence[Bar], *, furthest: float, room: Room | None = None, line: Line | None = None
) -> str:
    """Draw bars, one below the other, as SVG.

    Parameters
    ----------
    furthest, room
        The end of the axis, and where it lies, so that several charts can share one.
    line
        Drawn across all bars.
    """
    place = room or Room.of(rows)
    top = TOP if line else 0
    bottom = top + BAR_STEP * len(rows)
    placed = [(row, top + BAR_STEP * (index + 0.5)) for index, row in enumerate(rows)]
    axis = {"type": "linear", "domain": [0, furthest or 1], "range": [place.left, place.right]}
    marks = [
        texts(_labels(placed), left=0),
        texts(_words(placed), left=NARROW, align="right"),
        blocks(_bars(placed)),
        *_intervals(placed),
    ]
    if line:
        marks.append(across([line.value], [(TOP - 4, bottom)], dash=[5, 3]))
        marks.append(texts(_above(line, furthest, place)))
    return svg(marks, axis, NARROW, bottom)


def _labels(placed: Iterable[tuple[Bar, float]]) -> Iterator[Datum]:
    """Set the lines of each label around the middle of its row."""
    for row, y in placed:
        lines = _lines(row)
        for index, text in enumerate(lines):
            yield {"text": text, "y": y + (index - (len(lines) - 1) / 2) * (FONT + 1)}


def _bars(placed: Iterable[tuple[Bar, float]]) -> Iterator[Datum]:
    for row, y in placed:
        if row.end is not None:
            ends = {"x": row.start, "x2": row.end, "y": y - BAR / 2, "y2": y + BAR / 2}
            yield {**ends, "ink": colour(row.ink)}


def _words(placed: Iterable[tuple[Bar, float]]) -> Iterator[Datum]:
    for row, y in placed:
        yield {"text": row.words, "y": y}


def _above(line: Line, furthest: float, room: Room) -> Iterator[Datum]:
    """Write what a line is above it, as far left or right as the picture allows."""
    half = LETTER * len(line.label) / 2
    per_pixel = (furthest or 1) / (room.right - room.left)
    least, most = (half - room.left) * per_pixel, (NARROW - half - room.left) * per_pixel
    yield {"text": line.label, "x": min(max(line.value, least), most), "y": (TOP - 4) / 2}


def _intervals(placed: Iterable[tuple[Bar, float]]) -> Iterator[Spec]:
    """Draw each twice, wide and light below narrow and dark, to be seen on a bar and beside it."""
    known = [(row, y) for row, y in placed if row.low is not None and row.high is not None]
    spans = [{"x": row.low, "x2": row.high, "y": y} for row, y in known]
    ends = [{"x": x, "y": y - 4, "y2": y + 4} for row, y in known for x in (row.low, row.high)]
    for ink, width in (("paper", 4.5), ("text", 1.5)):
        yield rules(spans, ink=ink, width=width)
        yield rules(ends, ink=ink, width=width)


def ratios(rows: Sequence[Dot], *, band: Band, width: int) -> str:
    """Draw ratios with their intervals on a log axis, as SVG.

    An interval that goes on beyond the axis, or has no end, ends in an arrow. What a row is of
    stands beside it where there is room, and above it where there is none.
    """
    place = BESIDE if width == WIDE else ABOVE
    reach = _reach(rows)
    tops = [TOP + place.step * index for index in range(len(rows))]
    bottom = TOP + place.step * len(rows)
    strips = [(top + place.middle - place.half, top + place.middle + place.half) for top in tops]
    placed = [(row, top + place.middle) for row, top in zip(rows, tops, strict=True)]
    ends = [end for end in (band.low, band.high) if 1 / reach <= end <= reach]
    span = [place.left + GAP, width - GAP]
    axis = {"type": "log", "domain": [1 / reach, reach], "range": span}
    marks = [
        blocks(_shade(band, reach, strips)),
        across(ends, strips, dash=[2, 3]),
        across([1], strips, dash=[]),
        texts([{"text": band.label, "x": 1, "y": TOP / 2}]),
        rules(_inside(placed, reach), width=2.5),
        points([*_arrows(placed, reach), *_dots(placed, reach)]),
        texts(_names(rows, tops, place), left=0, weight="bold"),
        texts(_figures(rows, tops, place), left=0),
        texts(_ticks(reach, bottom + 12)),
        texts([{"text": band.left, "y": bottom + 32}], left=place.left),
        texts([{"text": band.right, "y": bottom + 32}], left=width, align="right"),
    ]
    return svg(marks, axis, width, bottom + 42)


def _reach(rows: Iterable[Dot]) -> float:
    """Give how far the axis goes to either side of 1: to the furthest end, within reason."""
    ends = [float(end) for row in rows for end in (row.value, row.low, row.high) if end]
    return min(max([NEAREST, *(1.1 * max(end, 1 / end) for end in ends)]), FARTHEST)


def _shade(band: Band, reach: float, strips: Iterable[Strip]) -> Iterator[Datum]:
    low, high = max(band.low, 1 / reach), min(band.high, reach)
    for top, bottom in strips:
        yield {"x": low, "x2": high, "y": top, "y2": bottom, "ink": colour("shade")}


def _names(rows: Iterable[Dot], tops: Iterable[float], place: Place) -> Iterator[Datum]:
    for row, top in zip(rows, tops, strict=True):
        yield {"text": row.label, "y": top + place.name}


def _figures(rows: Iterable[Dot], tops: Iterable[float], place: Place) -> Iterator[Datum]:
    for row, top in zip(rows, tops, strict=True):
        yield {"text": row.words, "y": top + place.figures}


def _ticks(reach: float, y: float) -> Iterator[Datum]:
    for tick in DOUBLINGS:
        if MARGIN / reach <= tick <= reach / MARGIN:
            yield {"text": f"{tick:g}", "x": tick, "y": y}


def _inside(placed: Iterable[tuple[Dot, float]], reach: float) -> Iterator[Datum]:
    """Give the intervals, as far as the axis goes."""
    for row, y in placed:
        if row.low is not None:
            low, high = (min(max(end, 1 / reach), reach) for end in (row.low, row.high or reach))
            yield {"x": low, "x2": high, "y": y, "ink": colour(row.ink)}


def _arrows(placed: Iterable[tuple[Dot, float]], reach: float) -> Iterator[Datum]:
    """Point to where an interval goes on."""
    for row, y in placed:
        point = {"y": y, "ink": colour(row.ink), "fill": colour(row.ink)}
        if row.low is not None and row.low < 1 / reach:
            yield {**point, "x": 1 / reach, "shape": "triangle-left"}
        if row.low is not None and (row.high is None or row.high > reach):
            yield {**point, "x": reach, "shape": "triangle-right"}


def _dots(placed: Iterable[tuple[Dot, float]], reach: float) -> Iterator[Datum]:
    for row, y in placed:
        if row.value is not None and 1 / reach <= row.value <= reach:
            fill = colour(row.ink if row.filled else "paper")
            yield {"x": row.value, "y": y, "ink": colour(row.ink), "fill": fill, "shape": row.shape}
