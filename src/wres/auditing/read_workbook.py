"""What the data collection form says as a workbook: typed counts, and results of its formulas."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from wres.auditing.read_csv import MEASURES, RESPONDENTS, measured
from wres.auditing.said import FORMULA, HIDDEN, Said
from wres.errors import InputError, Location, Problem
from wres.files import read_sheet, sheet_names
from wres.profiles import profile
from wres.vocabulary import read_table


COVER, FORM, BASES = "Cover", "WRES return", "Survey bases"
WIDTHS = {COVER: 2, FORM: 11, BASES: 9}
GROUPS = ("white", "bme", "unknown")
YEARS = {"Last year": "WRES year of last year's columns", "This year": "WRES year"}
CODE = "Organisation code"
MARK = "[c]"
OF_METRIC = {
    **dict.fromkeys((36, 40, 44), "likelihood"),
    **dict.fromkeys((37, 41, 45), "ratio"),
    **dict.fromkeys((38, 42, 56), "staff"),
}
ON_BOARD = {
    52: ("headcount", "non_voting"),
    55: ("headcount", "non_executive"),
    57: ("share", "total"),
    58: ("share", "voting"),
    59: ("share", "non_voting"),
    60: ("share", "executive"),
    61: ("share", "non_executive"),
    63: ("difference", "total"),
}
"""Calculated items of metric 9 to figure and place; item 62 is metric 1's overall share."""

Grid = list[tuple[str | None, ...]]


def read_workbook(name: str, content: bytes) -> list[Said]:
    """Read the form; a cell that holds ``[c]`` is hidden, a blank one says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(content)
        if not {*WIDTHS} <= {*sheet_names(path)}:
            where, accepted = Location(name), f"a workbook with the sheets {', '.join(WIDTHS)}"
            raise InputError((Problem("not-published", where, "this is no form", accepted),))
        cover: dict[str | None, str | None] = {row[0]: row[1] for row in _grid(path, COVER)}
        return [
            *_sheet(_grid(path, FORM), cover, respondents=False),
            *_sheet(_grid(path, BASES), cover, respondents=True),
        ]


def _grid(path: Path, sheet: str) -> Grid:
    headers = [f"column {number}" for number in range(WIDTHS[sheet])]
    frame = read_sheet(path, sheet, headers=headers).frame.collect()
    return [row[:-1] for row in frame.rows()]  # without the row's number


def _sheet(
    grid: Grid, cover: Mapping[str | None, str | None], *, respondents: bool
) -> Iterator[Said]:
    heading = next((row for row in grid if row[0] == "Item"), None)
    if heading is None:
        return
    columns = [
        (column, when, number % len(GROUPS))
        for number, (column, when) in enumerate(
            (column, text.partition(":")[0])
            for column, text in enumerate(heading)
            if text and text.partition(":")[0] in YEARS
        )
    ]
    items = {row["item"]: row for row in read_table("dcf_items")}
    for row in grid[grid.index(heading) + 1 :]:
        item = items.get(row[0] or "")
        for column, when, number in columns:
            text, year = row[column], cover.get(YEARS[when])
            if item is not None and text and year:
                whose = Said(organisation=cover.get(CODE) or "", year=int(year))
                yield from _figure(
                    item, text, evolve(whose, ethnic_group=GROUPS[number]), respondents=respondents
                )


def _figure(
    item: Mapping[str, str], text: str, whose: Said, *, respondents: bool
) -> Iterator[Said]:
    if item["measure"] in MEASURES:
        row = {
            **item,
            "measure": item["measure"] + (RESPONDENTS if respondents else ""),
            "organisation": whose.organisation,
            "year": str(whose.year),
            "ethnic_group": whose.ethnic_group,
            "value": text,
        }
        columns = ("organisation", "year", "measure", "workforce_group", "pay_band", "ethnic_group")
        yield from measured({name: row[name] for name in (*columns, "value")})
    elif item["kind"] == "auto":
        yield from _calculated(int(item["item"]), int(item["metric"]), text, whose)


def _calculated(number: int, metric: int, text: str, whose: Said) -> Iterator[Said]:
    one = evolve(whose, metric=metric, display=text, content=FORMULA)
    if text.startswith(MARK[0]):
        one = evolve(one, display=None, status=HIDDEN)
    kind = OF_METRIC.get(number)
    if kind == "staff" or number in ON_BOARD or number == 62:  # noqa: PLR2004  # the workforce
        figure, place = ON_BOARD.get(number, ("headcount", "overall"))
        if number == 62:  # noqa: PLR2004
            figure = "share"
        of_all = place == "overall"
        one = evolve(one, metric=1 if of_all else metric, figure=figure, part=place)
        yield _counted(one) if figure == "headcount" else _decimal(one)
    elif kind == "likelihood":
        yield _decimal(evolve(one, figure=kind))
    elif kind == "ratio":
        of, to = profile(whose.year).direction(metric)
        yield _decimal(evolve(one, figure=kind, ethnic_group=f"{of}/{to}"))


def _counted(one: Said) -> Said:
    return one if one.display is None else evolve(one, exact=Fraction(one.display))


def _decimal(one: Said) -> Said:
    """Take a difference as a share, not as percentage points."""
    return one if one.display is None else evolve(one, display=None, decimal=one.display)
