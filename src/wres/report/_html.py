"""A report as a fragment of HTML: what a notebook shows of it."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING

from wres.metrics import Result, metric
from wres.profiles import Profile, profile
from wres.wording import figures_of, words_of


if TYPE_CHECKING:
    from wres.report.report import Report

WORDS = ' style="text-align:left;white-space:normal;max-width:50em"'


def html_of(report: Report) -> str:
    """Give the nine indicators in words as one table; nothing in it is loaded or run."""
    rules = profile(report.year)
    whose = report.organisation.name or report.organisation.code
    about = f"Workforce Race Equality Standard {report.year}"
    caption = f"{whose}: {about}" if whose else about
    heads = ("Indicator", rules["label_white"], rules["label_bme"], "In words")
    head = "".join(f'<th scope="col"{WORDS}>{_text(one)}</th>' for one in heads)
    rows = "".join(_row(result, rules) for result in report)
    return (
        f'<table><caption style="text-align:left">{_text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(result: Result, rules: Profile) -> str:
    title = f"{result.number}. {metric(result.number).title}"
    figures = "".join(f"<td>{_text(figure)}</td>" for figure in figures_of(result))
    words = _text(words_of(result, rules))
    return f'<tr><th scope="row"{WORDS}>{_text(title)}</th>{figures}<td{WORDS}>{words}</td></tr>'


def _text(text: str) -> str:
    """Make markup in a text inert, and blank what cannot be read."""
    return escape("".join(" " if unicodedata.category(char) == "Cc" else char for char in text))
