"""A funnel: organisations by size and ratio, about the pooled ratio, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log, sqrt

from attrs import frozen

from wres.exporters.page.marks import Datum, blocks, colour, points, rules, svg, texts
from wres.statistics import Funnel
from wres.statistics.funnel import ALARM, WARNING


HEIGHT = 380
LEFT, TOP, BOTTOM = 48, 14, 334
TICKS = (1, 0.5, 2, 0.25, 4, 0.125, 8, 0.0625, 16, 0.8, 1.25, 0.67, 1.5)
"""Ratios that the axis names, the most useful first: one too near to another is left out."""

NEAR = 16
"""Pixels between two of them at least."""

LEAST, MOST = 2.0, 16.0
"""How far the axis of ratios goes to either side of the target, at least and at most."""

STEPS = 48
LABELLED = 12
"""Outliers up to which each is named in the picture."""

EDGE = 0.97
"""Share of the axis beyond which no name stands."""

LOOKS = {"adverse": ("bme", "diamond", 60), "favourable": ("white", "square", 50)}


@frozen(kw_only=True)
class Organisation:
    """One point: its code, its ratio, the standard error of its log, and what it stands out as."""

    code: str
    ratio: float
    error: float
    outlier: str | None


def funnel_chart(
    organisations: Sequence[Organisation], found: Funnel, *, above: str, below: str, width: int
) -> str:
    """Draw a funnel; the larger an organisation, the further right it is.

    Parameters
    ----------
    found
        Its target is the log of the pooled ratio.
    above, below
        What lies on either side of a ratio of 1, in words.
    """
    sizes = [1 / one.error for one in organisations]
    most = max(sizes) * 1.04
    scale = _Scale.of(organisations, found)
    axis = {"type": "linear", "domain": [0, most], "range": [LEFT, width - 8]}
    ticks = scale.ticks()
    marks = [
        blocks(_within(scale, most)),
        rules(
            [{"x": 0, "x2": most, "y": scale.y(log(tick))} for tick in ticks],
            ink="hairline",
            width=1,
        ),
        rules([{"x": 0, "x2": most, "y": scale.y(0)}], ink="text", width=1.2),
        rules(
            [{"x": 0, "x2": most, "y": scale.y(found.target)}], ink="plain", width=1.6, dash=[6, 3]
        ),
        rules(_limits(found, WARNING, scale, most), ink="muted", width=1.4, dash=[4, 3]),
        rules(_limits(found, ALARM, scale, most), ink="text", width=1.4),
        points(_plain(organisations, scale), size=26),
        *(
            points(_outliers(organisations, scale, kind), size=look[2])
            for kind, look in LOOKS.items()
        ),
        texts(_codes(organisations, scale, most)),
        texts(
            [{"text": f"{tick:g}", "y": scale.y(log(tick))} for tick in ticks],
            left=LEFT - 8,
            align="right",
        ),
        texts([{"text": above, "y": TOP - 4}], left=width, align="right"),
        texts([{"text": below, "y": BOTTOM + 8}], left=width, align="right"),
        texts([{"text": "few people or events", "y": BOTTOM + 30}], left=LEFT),
        texts([{"text": "many", "y": BOTTOM + 30}], left=width, align="right"),
    ]
    return svg(marks, axis, width, HEIGHT)


@frozen
class _Scale:
    """Logs of ratios to pixels."""

    low: float
    high: float

    @classmethod
    def of(cls, organisations: Sequence[Organisation], found: Funnel) -> _Scale:
        logs = [log(one.ratio) for one in organisations]
        reach = max(log(LEAST), *(1.08 * abs(one - found.target) for one in logs))
        reach = min(reach, log(MOST))
        return cls(min(found.target - reach, -0.1), max(found.target + reach, 0.1))

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def ticks(self) -> list[float]:
        kept: list[float] = []
        for tick in TICKS:
            place = self.y(log(tick))
            if self.holds(log(tick)) and all(abs(place - self.y(log(k))) >= NEAR for k in kept):
                kept.append(tick)
        return kept

    def y(self, value: float) -> float:
        kept = min(max(value, self.low), self.high)
        return round(BOTTOM - (kept - self.low) / (self.high - self.low) * (BOTTOM - TOP - 10), 2)


def _within(scale: _Scale, most: float) -> Iterator[Datum]:
    """Shade the four-fifths band."""
    yield {
        "x": 0,
        "x2": most,
        "y": scale.y(log(1.25)),
        "y2": scale.y(log(0.8)),
        "ink": colour("shade"),
    }


def _limits(found: Funnel, level: float, scale: _Scale, most: float) -> Iterator[Datum]:
    """Draw both limits as short lines, as far as the axis goes."""
    reach = Funnel(0.0, 0, 1.0, 0.0).limits(1.0, level=level)[1]
    sizes = [most * step / STEPS for step in range(1, STEPS + 1)]
    for side in (-1, 1):
        ends = [found.target + side * reach * sqrt(1 / size**2 + found.between) for size in sizes]
        for x, x2, y, y2 in zip(sizes, sizes[1:], ends, ends[1:], strict=False):
            if scale.holds(y) and scale.holds(y2):
                yield {"x": x, "x2": x2, "y": scale.y(y), "y2": scale.y(y2)}


def _plain(organisations: Sequence[Organisation], scale: _Scale) -> Iterator[Datum]:
    for one in organisations:
        if one.outlier is None:
            yield {
                **_place(one, scale),
                "ink": colour("plain"),
                "fill": colour("paper"),
                "shape": "circle",
            }


def _outliers(organisations: Sequence[Organisation], scale: _Scale, kind: str) -> Iterator[Datum]:
    ink, shape, _ = LOOKS[kind]
    for one in organisations:
        if one.outlier == kind:
            yield {**_place(one, scale), "ink": colour(ink), "fill": colour(ink), "shape": shape}


def _codes(organisations: Sequence[Organisation], scale: _Scale, most: float) -> Iterator[Datum]:
    """Name the outliers, where they are few; a name that would cover another is left out."""
    outside = [one for one in organisations if one.outlier]
    if len(outside) > LABELLED:
        return
    named: list[Datum] = []
    for one in sorted(outside, key=lambda one: -abs(log(one.ratio))):
        place = _place(one, scale)
        at = {"x": min(place["x"], most * EDGE), "y": place["y"] - NEAR + 3}
        if not any(
            abs(at["x"] - other["x"]) < most / 12 and abs(at["y"] - other["y"]) < NEAR
            for other in named
        ):
            named.append(at)
            yield {"text": one.code, **at}


def _place(one: Organisation, scale: _Scale) -> Datum:
    return {"x": round(1 / one.error, 4), "y": scale.y(log(one.ratio))}
