"""The data collection form, read back: as `wres` writes it, or as it was sent out and filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
from attrs import frozen

from wres.admission import ROW, LooseTable, LooseTables
from wres.errors import InputError, Location, Problem, raise_all
from wres.files import Field, refuse, source
from wres.files.cells import Book, Cell, open_book
from wres.hookspecs import Capabilities
from wres.profiles import Profile
from wres.records import ReturnLine, columns
from wres.returns import WresReturn
from wres.returns.dcf import (
    AUTO,
    CODE,
    GROUPS,
    ITEMS,
    LAST,
    LAST_STAFF,
    LAST_YEAR,
    MANAGERS,
    MEASURES,
    STAFF,
    SURVEY,
    THIS,
    YEAR,
    dcf_bytes,
    group_labels,
    respondents_label,
    rules_of,
)
from wres.tables import schema
from wres.vocabulary import Measure, fold, respondents_of
from wres_adapters._dcf_items import items_of, number_in, shown_in
from wres_adapters._dcf_official import Figure, Filled, read_official
from wres_adapters._sheet_tables import Table, header_row, read_table


COLUMNS = {"this": THIS, "last": LAST}
LINES = pl.Schema({**schema(ReturnLine), ROW: pl.Int64()})
MISSING = {
    str(measure): "the data collection form has no item for it"
    for measure in Measure
    if measure not in MEASURES and measure.kind != "respondents"
}
SAME_FIGURE = 1e-9
"""How far, relatively, a typed figure may be from the one that its formula gives."""


class Dcf:
    """Reads ``template.xlsx``, or the form itself: counts are the input, formulas are not."""

    name = "dcf"
    title = "WRES data collection form, filled in (XLSX)"
    tables = ("return",)
    capabilities = Capabilities(suffix=".xlsx")
    options: Mapping[str, str] = {
        "column": "this, or last for the columns of last year; this by default"
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read one year's columns of the form, found by their headers and labels."""
        when = _when(source_file, options)
        book = open_book(source_file)
        cover = _cover(book)
        this_year = _year(book, cover, YEAR)
        year = this_year if when == THIS else _year(book, cover, LAST_YEAR)
        code = cover[CODE][1].text if CODE in cover else ""
        if not _has_own_headers(book, when, rules_of(this_year)):
            named = options.get("year") if this_year is None else this_year
            official = read_official(book, rules_of(named), named, last=when == LAST)
            if official is not None:
                return self._official(source_file, official, code)
        form, bases = _tables(book, when, rules_of(this_year))
        lines, problems = _lines(form, rules_of(this_year))
        respondents, more = _respondents(bases)
        raise_all([*problems, *more])
        return LooseTables(
            tuple(
                LooseTable(
                    "return",
                    _frame(made, group, code, year),
                    source(self.name, source_file, table.where.sheet),
                    {"value": table.headers[group]},
                )
                for table, made in ((form, lines), (bases, respondents))
                for group in GROUPS
            ),
            MISSING,
        )

    def _official(self, source_file: Path, form: Filled, code: str) -> LooseTables:
        place = source(self.name, source_file, form.sheet)
        lines = [_line_of(figure) for figure in form.figures]
        return LooseTables(
            tuple(
                LooseTable(
                    "return", _frame(lines, group, code, form.year), place, {"value": column}
                )
                for group, column in form.columns.items()
            )
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write a return on the form.

        Raises
        ------
        FigureError
            Where the form has no place for it.
        """
        return dcf_bytes(WresReturn.from_frame(tables["return"]))


@frozen
class Line:
    """A figure of the return, and the row that it stands in."""

    row: int
    measure: str
    workforce_group: str | None
    pay_band: str | None
    group: str
    value: float


def _when(path: Path, options: Mapping[str, Any]) -> str:
    given = str(options.get("column") or "this")
    if given not in COLUMNS:
        accepted = " or ".join(COLUMNS)
        raise refuse("wrong-option", Location(path.name), f"option column is {given!r}", accepted)
    return COLUMNS[given]


def _cover(book: Book) -> dict[str, tuple[str, Cell]]:
    """Find the facts about the form: label to the sheet and the cell to the label's right."""
    wanted = {fold(label): label for label in (CODE, YEAR, LAST_YEAR)}
    found: dict[str, tuple[str, Cell]] = {}
    for sheet in book.parts:
        for row in book.top(sheet).values():
            for column, cell in row.items():
                label = wanted.get(fold(cell.text)) if cell.kind == "text" else None
                if label is not None and column + 1 in row:
                    found.setdefault(label, (sheet, row[column + 1]))
    return found


def _year(book: Book, cover: Mapping[str, tuple[str, Cell]], label: str) -> int | None:
    sheet, cell = cover.get(label, ("", None))
    if cell is None or not cell.text.strip():
        return None
    allowed = columns(ReturnLine)["year"]
    try:
        year = int(float(cell.text))
    except ValueError:
        year = 0
    if not (allowed.minimum or 0) <= year <= (allowed.maximum or 0):
        where = Location(book.path.name, sheet, cell.row, label)
        raise refuse("impossible-number", where, f"the year is {shown_in(cell)}", allowed.accepted)
    return year


def _line_of(figure: Figure) -> Line:
    item = figure.item
    place = (str(item.measure), item.workforce_group, item.pay_band)
    return Line(figure.row, *place, figure.group, figure.value)


def _headers(when: str, rules: Profile) -> dict[str, Field]:
    labels = group_labels(rules)
    figures = {group: Field(f"{when}: {labels[group]}") for group in GROUPS}
    return {"item": Field("Item"), "label": Field("Label"), **figures}


def _has_own_headers(book: Book, when: str, rules: Profile) -> bool:
    """Whether some sheet has the headers that this library writes."""
    wanted = _headers(when, rules)
    return any(header_row(book.top(sheet), wanted)[1] > 1 for sheet in book.parts)


def _tables(book: Book, when: str, rules: Profile) -> tuple[Table, Table]:
    """Find the form and the survey bases: the form is the one that has measures."""
    common = _headers(when, rules)
    measures = {"measure": Field("Measure")}
    rows = {sheet: book.top(sheet) for sheet in book.parts}
    have = {sheet: header_row(top, common)[1] for sheet, top in rows.items()}
    is_form = {sheet: header_row(top, measures)[1] == 1 for sheet, top in rows.items()}
    forms = [sheet for sheet, found in have.items() if found > 1 and is_form[sheet]]
    bases = [sheet for sheet, found in have.items() if found > 1 and not is_form[sheet]]
    if not forms or not bases:
        lacking = "survey bases" if forms else "items 1 to 63"
        raise _no_table(book, lacking, [item.aliases[0] for item in common.values()])
    return (
        read_table(book, max(forms, key=have.__getitem__), {**common, **measures}),
        read_table(book, max(bases, key=have.__getitem__), common),
    )


def _no_table(book: Book, lacking: str, headers: Iterable[str]) -> InputError:
    return refuse(
        "missing-header",
        Location(book.path.name),
        f"no sheet has the table of {lacking}",
        f"a sheet with the columns {', '.join(map(repr, headers))}",
    )


def _lines(table: Table, rules: Profile) -> tuple[list[Line], list[Problem]]:
    """Read the form: the counts that were filled in."""
    at, problems = items_of(table, lambda item: item.labelled(rules), range(1, len(ITEMS) + 1))
    lines: list[Line] = []
    for item in ITEMS:
        if item.is_auto or item.number not in at:
            continue
        for group in GROUPS:
            value = number_in(table, at[item.number], group, problems)
            if value is not None:
                place = (str(item.measure), item.workforce_group, item.pay_band)
                lines.append(Line(at[item.number], *place, group, value))
    given = {(_item(line), line.group): Fraction(line.value) for line in lines}
    typed = dict(_typed(table, at, problems))
    if not any(number <= LAST_STAFF and number != MANAGERS for number, _ in given):
        totals = _totals(table, at, typed, problems)
        lines += totals
        given |= {(number, line.group): Fraction(line.value) for line in totals for number in STAFF}
    problems += _typed_over(table, at, given, typed, rules)
    return lines, sorted(problems, key=lambda one: one.where.row or 0)


PLACES = {(item.measure, item.workforce_group, item.pay_band): item.number for item in ITEMS}


def _item(line: Line) -> int:
    return PLACES[line.measure, line.workforce_group, line.pay_band]


Typed = Mapping[tuple[int, str], float]
"""Calculated item and group to a number that stands there without a formula."""


def _typed(
    table: Table, at: Mapping[int, int], problems: list[Problem]
) -> Iterator[tuple[tuple[int, str], float]]:
    for number in AUTO:
        for group in GROUPS if number in at else ():
            cell = table.cell(at[number], group)
            if cell is None or cell.formula:
                continue
            value = number_in(table, at[number], group, problems)
            if value is not None:
                yield (number, group), value


def _totals(
    table: Table, at: Mapping[int, int], typed: Typed, problems: list[Problem]
) -> list[Line]:
    """Read the whole workforce where there are no pay bands: typed in items 38, 42 and 56."""
    lines = []
    for group in GROUPS:
        values = {number: typed[number, group] for number in STAFF if (number, group) in typed}
        for number, value in values.items():
            first = next(iter(values))
            if value != values[first]:
                where = table.place(at[number], group)
                told = f"item {number} is {value:g}, item {first} {values[first]:g}"
                problems.append(Problem("total-differs", where, told, "one number of staff"))
        for number, value in list(values.items())[:1]:
            lines.append(Line(at[number], "staff", None, None, group, value))
    return lines


def _typed_over(
    table: Table,
    at: Mapping[int, int],
    given: Mapping[tuple[int, str], Fraction],
    typed: Typed,
    rules: Profile,
) -> Iterator[Problem]:
    """Compare numbers that replaced a formula with what the formula would give."""
    figures = dict(given)
    for number, rule in AUTO.items():
        for group in GROUPS:
            if (number, group) in given:
                continue
            made = rule.value(figures, group, rules)
            if made is not None:
                figures[number, group] = made
            value = typed.get((number, group))
            if value is not None and not _is(value, made):
                gives = "no figure" if made is None else f"{float(made):.6g}"
                told = f"{value:g} was typed over a formula that gives {gives}"
                where = table.place(at[number], group)
                yield Problem("typed-over-formula", where, told, "the formula, or what it gives")


def _is(value: float, figure: Fraction | None) -> bool:
    return figure is not None and abs(value - float(figure)) <= SAME_FIGURE * max(1, abs(value))


def _respondents(table: Table) -> tuple[list[Line], list[Problem]]:
    """Read the sheet of survey bases."""
    at, problems = items_of(table, respondents_label, SURVEY)
    lines = []
    for number in at:
        measure = respondents_of(str(ITEMS[number - 1].measure))
        for group in GROUPS:
            value = number_in(table, at[number], group, problems)
            if value is not None:
                lines.append(Line(at[number], str(measure), None, None, group, value))
    return lines, problems


def _frame(lines: list[Line], group: str, organisation: str, year: int | None) -> pl.LazyFrame:
    rows = [
        (
            organisation,
            year,
            line.measure,
            line.workforce_group,
            line.pay_band,
            group,
            line.value,
            line.row,
        )
        for line in lines
        if line.group == group
    ]
    return pl.DataFrame(rows, schema=LINES, orient="row").lazy()
