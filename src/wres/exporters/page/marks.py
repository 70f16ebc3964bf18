"""Marks of a chart in Vega's terms: words, blocks, lines and points at values of one axis.

Across an axis, places are in pixels: nothing depends on how wide a machine's fonts run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import vl_convert

from wres.exporters.page.palette import LIGHT


FONT = 12.5
"""Size of a letter."""

Datum = Mapping[str, Any]
"""What one item of a mark is drawn from: values of the axis, pixels, words, colours."""

Spec = dict[str, Any]
"""A part of a chart in Vega's own terms."""

Strip = tuple[float, float]
"""Top and bottom of a row's part of the axis."""


def svg(marks: Iterable[Spec], axis: Spec, width: float, height: float) -> str:
    """Draw marks at the values of an axis; those without items are left out."""
    kept = [mark for mark in marks if mark["from"]["data"]]
    chart = {
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "scales": [{"name": "axis", **axis}],
        "data": [
            {"name": f"rows{index}", "values": mark["from"]["data"]}
            for index, mark in enumerate(kept)
        ],
        "marks": [{**mark, "from": {"data": f"rows{index}"}} for index, mark in enumerate(kept)],
    }
    return str(vl_convert.vega_to_svg(chart))


def mark(kind: str, rows: Iterable[Datum], **encoding: Spec) -> Spec:
    """Give a mark of Vega with an item for each row."""
    return {"type": kind, "from": {"data": list(rows)}, "encode": {"enter": encoding}}


def on_axis(field: str = "x") -> Spec:
    """Place something at a value of the axis."""
    return {"scale": "axis", "field": field}


def colour(name: str) -> str:
    """Give a colour of the light palette."""
    return str(getattr(LIGHT, name))


def texts(
    rows: Iterable[Datum],
    *,
    left: float | None = None,
    align: str | None = None,
    weight: str = "normal",
) -> Spec:
    """Write words at values of the axis, or all at one place, in pixels from the left."""
    return mark(
        "text",
        rows,
        text={"field": "text"},
        x=on_axis() if left is None else {"value": left},
        y={"field": "y"},
        align={"value": align or ("center" if left is None else "left")},
        baseline={"value": "middle"},
        fill={"value": colour("text")},
        fontSize={"value": FONT},
        fontWeight={"value": weight},
    )


def blocks(rows: Iterable[Datum]) -> Spec:
    """Draw filled blocks."""
    return mark(
        "rect",
        rows,
        x=on_axis(),
        x2=on_axis("x2"),
        y={"field": "y"},
        y2={"field": "y2"},
        fill={"field": "ink"},
    )


def across(values: Iterable[float], strips: Sequence[Strip], *, dash: list[int]) -> Spec:
    """Draw lines from top to bottom of each strip."""
    rows = [{"x": x, "y": top, "y2": bottom} for x in values for top, bottom in strips]
    return rules(rows, ink="text", width=1.2, dash=dash)


def rules(
    rows: Sequence[Datum] | Iterator[Datum],
    *,
    width: float,
    ink: str | None = None,
    dash: Sequence[int] = (),
) -> Spec:
    """Draw lines between two values, or two heights, in one ink or each in its own."""
    kept = [{"x2": row["x"], "y2": row["y"], **row} for row in rows]
    return mark(
        "rule",
        kept,
        x=on_axis(),
        x2=on_axis("x2"),
        y={"field": "y"},
        y2={"field": "y2"},
        stroke={"field": "ink"} if ink is None else {"value": colour(ink)},
        strokeWidth={"value": width},
        strokeDash={"value": list(dash)},
    )


def points(rows: Iterable[Datum], *, size: float = 110) -> Spec:
    """Draw shapes; `size` is their area in square pixels."""
    return mark(
        "symbol",
        rows,
        x=on_axis(),
        y={"field": "y"},
        shape={"field": "shape"},
        size={"value": size},
        stroke={"field": "ink"},
        strokeWidth={"value": 2.2},
        fill={"field": "fill"},
    )
