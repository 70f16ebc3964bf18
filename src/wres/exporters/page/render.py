"""From the page's content to HTML."""

from __future__ import annotations

import unicodedata
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wres.exporters.page.content import page_of
from wres.exporters.page.palette import DARK, LIGHT
from wres.report import Report


NO_TEXT = {"Cc", "Cs", "Cn", "Co"}
"""Unicode's categories of what cannot be read: control characters and the like."""

TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of what stands around them."""


def rendered(report: Report) -> str:
    """Write a report as one HTML document."""
    return page_from("page.html.j2", page_of(report))


def page_from(template: str, page: object) -> str:
    """Fill one of our templates in with a page's content."""
    made = _environment().get_template(template)
    return made.render(page=page, light=LIGHT.items(), dark=DARK.items())


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("wres.exporters.page", "templates"),
        autoescape=True,
        finalize=_printable,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _printable(value: Any) -> Any:  # noqa: ANN401
    """Keep a text to what a page may hold; our own markup and numbers stay as they are."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return "".join(map(_readable, value))


def _readable(char: str) -> str:
    if char in TURNS or unicodedata.category(char) in NO_TEXT:
        return " "
    return char
