"""A comparison on the terminal: each indicator's figures by year, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wres.cli.output import WIDTH, heading, one_line, padded, wrapped
from wres.comparison import Comparison, Series
from wres.exporters.comparison import nearby, shown
from wres.metrics import metric


COLUMN, CHANGE, NATIONAL = 8, 14, 14
MOST_YEARS = 5
"""Years that a line has room for; of more, the latest."""
NAME = WIDTH - COLUMN * MOST_YEARS - CHANGE
WITH_NATIONAL = (WIDTH - NAME - CHANGE - NATIONAL) // COLUMN
"""Years up to which a line has room for published figures too; sentences always tell them."""


def table_of(comparison: Comparison, folder: Path | None = None, names: Iterable[str] = ()) -> str:
    """Tell a comparison, within 80 columns."""
    parts = [list(_title(comparison))]
    parts += [list(_indicator(comparison, one)) for one in comparison.headlines]
    if folder is not None:
        written = wrapped(", ".join(sorted(names)), first="  ", rest="  ")
        parts.append([heading(f"Written to {one_line(str(folder))}"), *written])
    return "\n\n".join("\n".join(lines) for lines in parts)


def _title(comparison: Comparison) -> Iterator[str]:
    for line in wrapped(shown.whose(comparison)):
        yield heading(line)
    yield f"Workforce Race Equality Standard, {shown.span(comparison)}"
    for warning in comparison.warnings:
        yield from wrapped(f"{warning[:1].upper()}{warning[1:]}.")
    if len(comparison.years) > MOST_YEARS:
        yield f"The latest {MOST_YEARS} years are shown; all are in the files that --out writes."


def _indicator(comparison: Comparison, series: Series) -> Iterator[str]:
    start = f"{series.metric}  "
    title, *more = wrapped(metric(series.metric).title, first=start, rest=" " * len(start))
    yield heading(title)
    yield from map(heading, more)
    if not series.measured:
        for sentence in series.sentences:
            yield from wrapped(str(sentence), first="   ", rest="   ")
        return
    years = [str(one.year) for one in comparison.years][-MOST_YEARS:]
    beside = nearby.are_there(comparison) and len(years) <= WITH_NATIONAL
    yield _row("", years, ["national"] * beside, "last change")
    kept = (series, *(one for one in shown.beside(comparison, series.metric) if _is_told(one)))
    for one in kept:
        figures = [shown.shown(point, one) for point in one.points][-MOST_YEARS:]
        national = [_national(one)] * beside
        change = shown.change_of(shown.last_step(one), one.unit)
        yield from _wrapped_row(one.title, figures, national, change)
    told = len(comparison.years) <= MOST_YEARS
    for sentence in series.sentences[told:]:
        yield from wrapped(str(sentence), first="   ", rest="   ")


def _is_told(series: Series) -> bool:
    return series.figure in {"share", "likelihood"} and (
        series.metric != 1 or series.part == "overall"
    )


def _national(series: Series) -> str:
    """Give the published figure of England; a region's is told in a sentence."""
    return next(iter(nearby.of_series(series)), "") if series.published else ""


def _wrapped_row(name: str, figures: list[str], national: list[str], change: str) -> Iterator[str]:
    first, *rest = wrapped(name, width=NAME - 4)
    yield _row(first, figures, national, change)
    for line in rest:
        yield f"   {line}"


def _row(name: str, figures: list[str], national: list[str], change: str) -> str:
    cells = "".join(padded(one, COLUMN, right=True) for one in figures)
    cells += "".join(padded(one, NATIONAL, right=True) for one in national)
    return f"{padded(f'   {name}', NAME)}{cells}{padded(change, CHANGE, right=True)}".rstrip()
