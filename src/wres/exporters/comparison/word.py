"""The comparison as a Word document: the tables that trusts publish beside their action plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document

from wres.comparison import Comparison, Series, tells_published
from wres.exporters.comparison import nearby, shown
from wres.exporters.word.building import add_table, set_footer, set_page, set_styles
from wres.exporters.word.inert import BLANKS, in_xml, unbroken
from wres.exporters.word.package import document_bytes
from wres.metrics import HIDDEN, metric
from wres.vocabulary import CONFIDENTIAL


LANDSCAPE = 25.6
"""Centimetres between the margins."""
MOST_YEARS = 6
"""Year columns that a page has room for, one less beside sentences; of more, the latest."""
SIDE_BY_SIDE = 3
"""Years up to which the first table has the figures of both groups."""
NARROW, WIDE = 1.7, 2.6
"""Widths of a year, with one figure or with lines of them."""
FIRST, CHANGE, DIRECTION, NATIONAL = 4.0, 2.2, 2.7, 3.2
SOURCES = (5.2, 3.2, 4.6, 5.0, 7.6)
"""Widths of the table of published figures."""


def document_of(comparison: Comparison) -> bytes:
    """Write the document."""
    document = Document()
    set_styles(document)
    whose, span = _text(shown.whose(comparison)), shown.span(comparison)
    set_page(document.sections[0], landscape=True)
    set_footer(document.sections[0], f"{whose}, WRES {span}, page ")
    document.add_paragraph("Workforce Race Equality Standard", style="Title")
    document.add_paragraph(f"Comparison of {span}: {whose}", style="Subtitle")
    for warning in comparison.warnings:
        document.add_paragraph(_text(f"{warning[:1].upper()}{warning[1:]}."))
    _nine(document, comparison)
    _figures(document, comparison)
    _bands(document, comparison)
    _sources(document, comparison)
    _comparability(document, comparison)
    return document_bytes(document, title=f"Workforce Race Equality Standard {span}: {whose}")


def _text(text: str) -> str:
    """Keep a text on one line, and to what a document can hold."""
    return unbroken(in_xml(BLANKS.sub(" ", " ".join(text.split()))))


def _lines(text: str) -> str:
    """Keep the lines of a cell."""
    return "\n".join(map(_text, text.split("\n")))


def _nine(document: Any, comparison: Comparison) -> None:  # noqa: ANN401  # docx.Document is a function
    document.add_heading("1. The nine indicators", 1)
    beside = nearby.are_there(comparison)
    years = _years(comparison)[-MOST_YEARS + beside :]
    both = len(years) <= SIDE_BY_SIDE
    widths = [WIDE if both else NARROW] * len(years) + [NATIONAL] * beside
    said = LANDSCAPE - FIRST - sum(widths) - CHANGE - DIRECTION
    national = [nearby.head(comparison)] * beside
    _table(
        document,
        [
            "Indicator",
            *map(str, years),
            *national,
            "Last change",
            "Direction",
            "What the figures say",
        ],
        [FIRST, *widths, CHANGE, DIRECTION, said],
        "The nine indicators: the figures of each year, the last change, its direction, and what "
        "they say",
        (
            (
                f"{one.metric}. {metric(one.metric).title}\n({one.title})",
                *(_cells(comparison, one, years) if both else _points(one, years)),
                *[_published(nearby.of_indicator(comparison, one))] * beside,
                shown.change_of(shown.last_step(one), one.unit),
                shown.direction_of(one),
                "\n".join(str(said) for said in one.sentences if not tells_published(said)),
            )
            for one in comparison.headlines
        ),
    )


def _cells(comparison: Comparison, series: Series, years: Sequence[int]) -> list[str]:
    """Give the figures of both groups, a line each."""
    return ["\n".join(shown.lines_in(comparison, series, year)) for year in years]


def _published(figures: Iterable[str]) -> str:
    return "\n".join(figures) or shown.NOTHING


def _years(comparison: Comparison) -> list[int]:
    return [one.year for one in comparison.years][-MOST_YEARS:]


def _points(series: Series, years: Sequence[int]) -> list[str]:
    return [shown.shown(point, series) for point in series.points if point.year in years]


def _figures(document: Any, comparison: Comparison) -> None:  # noqa: ANN401
    document.add_heading("2. The figures behind them", 1)
    years = _years(comparison)
    for number in range(1, 10):
        every = [comparison[number], *shown.beside(comparison, number)]
        beside = any(one.published for one in every)
        national = [nearby.head(comparison)] * beside
        rest = LANDSCAPE - FIRST - NARROW * len(years) - NATIONAL * beside - CHANGE
        if len(every) > 1:
            document.add_heading(f"Indicator {number}: {metric(number).title}", 2)
            _table(
                document,
                ["Figure", *map(str, years), *national, "Last change", "More than chance?"],
                [FIRST, *[NARROW] * len(years), *[NATIONAL] * beside, CHANGE, rest],
                f"Figures of indicator {number} by year",
                (
                    (
                        one.title,
                        *_points(one, years),
                        *[_published(nearby.of_series(one))] * beside,
                        shown.change_of(shown.last_step(one), one.unit),
                        shown.chance_of(shown.last_step(one)) if one.unit != "count" else "",
                    )
                    for one in every
                ),
            )


def _bands(document: Any, comparison: Comparison) -> None:  # noqa: ANN401
    every = shown.bands(comparison)
    if not every:
        return
    document.add_heading("3. Indicator 1 by pay band", 1)
    years = _years(comparison)
    _table(
        document,
        ["Pay band", *map(str, years), "Last change"],
        [LANDSCAPE - NARROW * len(years) - CHANGE, *[NARROW] * len(years), CHANGE],
        "Share of each pay band by year",
        (
            (
                one.title,
                *_points(one, years),
                shown.change_of(shown.last_step(one), one.unit),
            )
            for one in every
        ),
    )


def _sources(document: Any, comparison: Comparison) -> None:  # noqa: ANN401
    if not nearby.are_there(comparison):
        return
    document.add_heading(nearby.CAPTION, 1)
    document.add_paragraph(_text(f"{nearby.note(comparison)}."))
    _table(
        document,
        nearby.HEADS,
        SOURCES,
        nearby.CAPTION,
        (one.cells for one in nearby.cited(comparison)),
    )


def _comparability(document: Any, comparison: Comparison) -> None:  # noqa: ANN401
    document.add_heading("What can be compared", 1)
    for one in comparison.comparability:
        document.add_heading(f"{one.from_year} and {one.to_year}", 2)
        for sentence in one.sentences:
            document.add_paragraph(_text(str(sentence)))
    document.add_heading("How to read this document", 1)
    document.add_paragraph(
        "A change of a ratio is the later one over the earlier one, that of a share or a gap the "
        "later less the earlier one. It is more than chance where its 95% interval excludes no "
        "change. A dash: there is no figure. "
        f"{CONFIDENTIAL}: it is {HIDDEN}. "
        "A star: restated since it was first given. "
        f"Made by wres {comparison.wres}."
    )


def _table(
    document: Any,  # noqa: ANN401
    heads: Sequence[str],
    widths: Sequence[float],
    description: str,
    rows: Iterable[Sequence[str]],
) -> None:
    columns = [(head, "", width) for head, width in zip(heads, widths, strict=True)]
    add_table(
        document,
        columns,
        description,
        rows=[tuple(map(_lines, row)) for row in rows],
    )
