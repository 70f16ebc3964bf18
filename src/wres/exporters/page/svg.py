"""A chart made fit to stand in a page: named, described, and free of what only Vega needs."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup


SPACE = "{http://www.w3.org/2000/svg}"
VEGAS_OWN = ("class", "role", "pointer-events", "version", "font-family")
FRAMES = ("background", "foreground")
LONG = re.compile(r"\d+\.\d{3,}")


def inline(svg: str, *, key: str, title: str, description: str, shown: str = "") -> Markup:
    """Turn a chart into an element of a page, with a text alternative.

    Parameters
    ----------
    svg
        As Vega writes it.
    key
        Unique in the page.
    title, description
        What it is, and what it shows.
    shown
        Class of the element: where it is shown.

    Examples
    --------
    >>> chart = '<svg xmlns="http://www.w3.org/2000/svg" role="x"><path class="marks"/></svg>'
    >>> print(inline(chart, key="a", title="One & two", description="Rise."))
    <svg role="img" aria-labelledby="a-title a-text"><title id="a-title">One &amp; two</title><desc id="a-text">Rise.</desc><path /></svg>
    """
    # Our own charts, not somebody's file.
    root = ET.fromstring(svg)  # noqa: S314
    _strip(root)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-text")
    if shown:
        root.set("class", shown)
    root.insert(0, _named("title", f"{key}-title", title))
    root.insert(1, _named("desc", f"{key}-text", description))
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  # ElementTree escapes


def _strip(element: ET.Element) -> None:
    """Drop frames that are not drawn, and what tells elements apart for Vega only."""
    for child in list(element):
        if child.get("class") in FRAMES:
            element.remove(child)
        else:
            _strip(child)
    element.tag = element.tag.removeprefix(SPACE)
    for name in list(element.attrib):
        if name in VEGAS_OWN or name.startswith("aria-"):
            del element.attrib[name]
        else:
            element.set(name, LONG.sub(_hundredths, element.attrib[name]))


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}"


def _named(tag: str, key: str, text: str) -> ET.Element:
    element = ET.Element(tag, id=key)
    element.text = text
    return element
