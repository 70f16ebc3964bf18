"""Staff Survey benchmark workbook: each organisation's results for all four survey metrics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from attrs import frozen

from wres.admission import OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.errors import FigureError, Location, Problem, raise_all
from wres.files import Field, refuse, source
from wres.files.cells import Book, Cell, open_book
from wres.hookspecs import Capabilities
from wres.profiles import profile, years
from wres.records import SurveyShare
from wres.tables import schema
from wres.vocabulary import EthnicGroup, Measure, fold
from wres_adapters._nss import (
    GROUPS,
    SUPPRESSED,
    Cells,
    Key,
    is_withheld,
    one_each,
    sheets_bytes,
    survey_records,
)
from wres_adapters._sheet_tables import Table, header_row, read_table


SKIPPED = ("notes", "organisation benchmark groups")
OWN = {"code": Field("org_id"), "name": Field("org_name", required=False)}
STEMS = {
    Measure.HARASSED_BY_PUBLIC: "har_from_pat",
    Measure.HARASSED_BY_STAFF: "har_from_staff",
    Measure.BELIEVES_EQUAL_OPPORTUNITIES: "equal",
}
"""Measure to the stem of its columns; that of discrimination is its question's number."""

COLUMN = re.compile(r"(\w+)_eth_summary_(n_)?([12])_(20\d\d)")
QUESTION = re.compile(r"q\d+[a-z]*")


@frozen
class Figure:
    """One measure of one group in one year: the columns of its share and its base."""

    measure: Measure
    group: EthnicGroup
    share: str
    respondents: str


class NssBenchmark:
    """Reads the Staff Survey's results of organisations, White and all other ethnic groups apart."""

    name = "nss-benchmark"
    title = "NHS Staff Survey benchmark report, Excel data (XLSX)"
    tables = ("survey",)
    capabilities = Capabilities(suffix=".xlsx")
    options: Mapping[str, str] = {
        "survey_year": "year of the survey, where no WRES year is given; by default the newest in "
        "the workbook",
        "question_8": "number of the question on discrimination, such as q16b, where several could be it",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read one survey year's columns out of every sheet of organisations."""
        book = open_book(source_file)
        sheets = _sheets(book)
        headers = [header for found in sheets.values() for header in found]
        year = _survey_year(book, headers, options)
        figures = _figures(_question_8(book, headers, options), year)
        _check_there(book, headers, figures)
        results = [
            read_table(book, sheet, {**OWN, **_fields(figures)}, narrow=True) for sheet in sheets
        ]
        raise_all(
            [fault for table in results for one in figures for fault in _percentages(table, one)]
        )
        _check_organisation(book, results, options.get("organisation"))
        made, missing = [], {}
        for table in results:
            described = source(self.name, source_file, table.where.sheet)
            for figure in figures:
                if figure.share in table.columns:
                    frame = _frame(table, figure, year, options.get("organisation"))
                    names = {"share": figure.share, "respondents": figure.respondents}
                    made.append(LooseTable("survey", frame.lazy(), described, names))
                    if (frame[OUT_OF_SCOPE] == SUPPRESSED).any():
                        missing[str(figure.measure)] = SUPPRESSED
        return LooseTables(tuple(made), missing)

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write results as the benchmark workbook does: a row an organisation.

        Raises
        ------
        FigureError
            Where the workbook has no place for them: unknown ethnicity, two results of one kind,
            no organisation.
        """
        records = survey_records(tables)
        if any(not record.organisation for record in records):
            raise FigureError("every result of a benchmark workbook is an organisation's")
        return _specimen(one_each(records))


def _sheets(book: Book) -> dict[str, list[str]]:
    """Find the sheets of organisations: name to headers."""
    found = {}
    for sheet in book.parts:
        rows = book.top(sheet)
        number, have = header_row(rows, OWN)
        headers = [cell.text for cell in rows.get(number, {}).values()]
        if have and fold(sheet) not in SKIPPED and any(map(_column, headers)):
            found[sheet] = headers
    if not found:
        accepted = "a sheet with the column org_id and such as har_from_pat_eth_summary_1_2024"
        raise refuse(
            "missing-header", Location(book.path.name), "no sheet of organisations", accepted
        )
    return found


def _column(header: str) -> re.Match[str] | None:
    return COLUMN.fullmatch(header.strip().lower())


def _survey_year(book: Book, headers: Sequence[str], options: Mapping[str, Any]) -> int:
    """Settle the survey's year: of the WRES year, of the option, or the newest."""
    year, given = options.get("year"), options.get("survey_year")
    if year is not None:
        return profile(int(year)).survey_year
    if given is not None and not re.fullmatch(r"20\d\d", str(given)):
        message = f"option survey_year is {given!r}"
        raise refuse("wrong-option", Location(book.path.name), message, "a year, such as 2024")
    return int(str(given)) if given is not None else max(_years(headers))


def _years(headers: Sequence[str]) -> list[int]:
    return sorted({int(match[4]) for header in headers if (match := _column(header))})


def _question_8(book: Book, headers: Sequence[str], options: Mapping[str, Any]) -> str:
    """Find the stem of the question on discrimination: it has its newest number in all years."""
    if options.get("question_8") is not None:
        return str(options["question_8"]).strip().lower()
    stems = {match[1]: None for header in headers if (match := _column(header))}
    questions = [stem for stem in stems if QUESTION.fullmatch(stem)]
    usual = profile(_years(headers)[-1] + 1)["survey_question_8"].lower()
    if len(questions) == 1 or usual in questions or not questions:
        return usual if usual in questions or not questions else questions[0]
    accepted = f"option question_8, one of {', '.join(questions)}"
    message = "several questions could be the one on discrimination"
    raise refuse("which-results", Location(book.path.name), message, accepted)


def _figures(question_8: str, year: int) -> list[Figure]:
    stems = {**STEMS, Measure.DISCRIMINATED_AGAINST: question_8}
    return [
        Figure(
            measure,
            group,
            f"{stem}_eth_summary_{number}_{year}",
            f"{stem}_eth_summary_n_{number}_{year}",
        )
        for measure, stem in stems.items()
        for number, group in enumerate(GROUPS, 1)
    ]


def _check_there(book: Book, headers: Sequence[str], figures: Sequence[Figure]) -> None:
    """Raise where no sheet at all has the column of a share."""
    there = {header.strip().lower() for header in headers}
    listed = ", ".join(map(str, _years(headers)))
    raise_all(
        [
            Problem(
                "missing-column",
                Location(book.path.name),
                f"no sheet has a column '{figure.share}'",
                f"that column; the workbook has results of {listed}",
            )
            for figure in figures
            if figure.share not in there
        ]
    )


def _fields(figures: Sequence[Figure]) -> dict[str, Field]:
    return {
        name: Field(name, required=False)
        for one in figures
        for name in (one.share, one.respondents)
    }


def _check_organisation(book: Book, tables: Sequence[Table], wanted: str | None) -> None:
    """Raise where the organisation asked for has no row."""
    if wanted is not None and not any(
        _is_of(table, row, wanted) for table in tables for row in table.rows
    ):
        where, accepted = Location(book.path.name), "an org_id of the workbook"
        raise refuse("no-such-organisation", where, f"no row of organisation '{wanted}'", accepted)


def _is_of(table: Table, row: int, wanted: str) -> bool:
    return table.text(row, "code").upper() == wanted.strip().upper()


def _why_not(table: Table, row: int, wanted: str | None) -> str | None:
    if not table.text(row, "code"):
        return "no organisation code"
    return None if wanted is None or _is_of(table, row, wanted) else "another organisation"


def _percentages(table: Table, figure: Figure) -> Iterator[Problem]:
    """Find shares above 1: percentages, or a column of something else."""
    above = [
        (row, cell)
        for row in sorted(table.rows)
        if (cell := table.cell(row, figure.share)) and cell.number is not None and cell.number > 1
    ]
    for row, cell in above[:1]:
        yield Problem(
            "percentage-not-share",
            table.place(row, figure.share),
            f"{cell.number:g}, which is more than 1",
            "a share from 0 to 1 (24.9% is 0.249)",
            len(above),
        )


def _frame(table: Table, figure: Figure, year: int, wanted: str | None) -> pl.DataFrame:
    """Give every row of a sheet: a result, or why it is none of ours."""
    made = []
    for row in sorted(table.rows):
        share, base = table.cell(row, figure.share), table.cell(row, figure.respondents)
        reason = _why_not(table, row, wanted)
        made.append(
            (
                row,
                table.text(row, "code") if wanted is None or reason else wanted,
                year,
                str(figure.measure),
                str(figure.group),
                None if share is None else _written(share),
                None if base is None or is_withheld(base) else _written(base),
                reason or (SUPPRESSED if is_withheld(share) else None),
            )
        )
    return pl.DataFrame(made, schema=LOOSE, orient="row")


def _written(cell: Cell) -> str:
    return cell.text if cell.number is None else repr(cell.number)


LOOSE = pl.Schema(
    {
        ROW: pl.Int64(),
        **dict.fromkeys(schema(SurveyShare), pl.String()),
        "survey_year": pl.Int64(),
        OUT_OF_SCOPE: pl.String(),
    }
)


def _specimen(found: Mapping[Key, SurveyShare]) -> bytes:
    survey_years = sorted({year for _, year, *_ in found}) or [years()[-1] - 1]
    question_8 = profile(survey_years[-1] + 1)["survey_question_8"].lower()
    columns = {
        (year, one.measure, one.group): one
        for year in survey_years
        for one in _figures(question_8, year)
    }
    cells: Cells = {(1, 1): "org_id", (1, 2): "org_name"}
    organisations = list(dict.fromkeys(organisation for organisation, *_ in found))
    for row, organisation in enumerate(organisations, 2):
        cells[row, 1], cells[row, 2] = organisation, f"Organisation {organisation}"
    for at, ((year, measure, group), one) in enumerate(columns.items()):
        left = 3 + 2 * at
        cells[1, left], cells[1, left + 1] = one.share, one.respondents
        for row, organisation in enumerate(organisations, 2):
            record = found.get((organisation, year, measure, group))
            if record is not None:
                cells[row, left] = record.share
            if record is not None and record.respondents is not None:
                cells[row, left + 1] = record.respondents
    notes: Cells = {(1, 1): f"NHS Staff Survey {survey_years[-1]} benchmark report: Excel data"}
    groups: Cells = {(1, 1): "org_id", (1, 2): "Benchmark group"}
    return sheets_bytes(
        {
            "Notes": notes,
            "Organisation Benchmark groups": groups,
            "Acute&Acute Community Trusts": cells,
        }
    )
