"""Staff Survey benchmark workbook: each organisation's results for all four survey metrics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.errors import FigureError, Location, Problem, raise_all
from wres.files import Field, refuse, source
from wres.files.cells import Book, Cell, open_book
from wres.hookspecs import Capabilities
from wres.profiles import profile
from wres.records import SurveyShare
from wres.tables import schema
from wres.vocabulary import fold
from wres_adapters._nss import SUPPRESSED, is_withheld, one_each, share_in, survey_records
from wres_adapters._nss_benchmark_columns import QUESTION, Figure, column_of, figures_of
from wres_adapters._nss_benchmark_specimen import benchmark_workbook
from wres_adapters._sheet_tables import Table, header_row, read_table


SKIPPED = ("notes", "organisation benchmark groups")
VALUES, CHOICES = "values", ("shares", "percentages")
OWN = {"code": Field("org_id"), "name": Field("org_name", required=False)}


class NssBenchmark:
    """Reads the Staff Survey's results of organisations, White and all other ethnic groups apart."""

    name = "nss-benchmark"
    title = "NHS Staff Survey benchmark report, Excel data (XLSX)"
    tables = ("survey",)
    capabilities = Capabilities(suffix=".xlsx")
    options: Mapping[str, str] = {
        "survey_year": "year of the survey, where no WRES year is given; by default the newest in "
        "the workbook",
        VALUES: "shares (from 0 to 1, as without it) or percentages (from 0 to 100)",
        "question_8": "number of the question on discrimination, such as q16b, where several could be it",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read one survey year's columns out of every sheet of organisations."""
        book = open_book(source_file)
        sheets = _sheets(book)
        headers = [header for found in sheets.values() for header in found]
        year = _survey_year(book, headers, options)
        figures = figures_of(_question_8(book, headers, options), year)
        _check_there(book, headers, figures)
        results = [
            read_table(book, sheet, {**OWN, **_fields(figures)}, narrow=True) for sheet in sheets
        ]
        percent = _are_percentages(book, options)
        faults = _no_percentages if percent else _percentages
        raise_all([fault for table in results for fault in faults(table, figures)])
        _check_organisation(book, results, options.get("organisation"))
        made, missing = [], {}
        for table in results:
            described = source(self.name, source_file, table.where.sheet)
            for figure in figures:
                if figure.share in table.columns:
                    frame = _frame(
                        table, figure, year, options.get("organisation"), percent=percent
                    )
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
        return benchmark_workbook(one_each(records))


def _sheets(book: Book) -> dict[str, list[str]]:
    """Find the sheets of organisations: name to headers."""
    found = {}
    for sheet in book.parts:
        rows = book.top(sheet)
        number, have = header_row(rows, OWN)
        headers = [cell.text for cell in rows.get(number, {}).values()]
        if have and fold(sheet) not in SKIPPED and any(map(column_of, headers)):
            found[sheet] = headers
    if not found:
        accepted = "a sheet with the column org_id and such as har_from_pat_eth_summary_1_2024"
        raise refuse(
            "missing-header", Location(book.path.name), "no sheet of organisations", accepted
        )
    return found


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
    return sorted({int(match[4]) for header in headers if (match := column_of(header))})


def _question_8(book: Book, headers: Sequence[str], options: Mapping[str, Any]) -> str:
    """Find the stem of the question on discrimination: it has its newest number in all years."""
    if options.get("question_8") is not None:
        return str(options["question_8"]).strip().lower()
    stems = {match[1]: None for header in headers if (match := column_of(header))}
    questions = [stem for stem in stems if QUESTION.fullmatch(stem)]
    usual = profile(_years(headers)[-1] + 1)["survey_question_8"].lower()
    if len(questions) == 1 or usual in questions or not questions:
        return usual if usual in questions or not questions else questions[0]
    accepted = f"option question_8, one of {', '.join(questions)}"
    message = "several questions could be the one on discrimination"
    raise refuse("which-results", Location(book.path.name), message, accepted)


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


def _are_percentages(book: Book, options: Mapping[str, Any]) -> bool:
    """Read the option that says what the numbers are: nothing in a workbook does."""
    given = str(options.get(VALUES, CHOICES[0])).strip().lower()
    if given not in CHOICES:
        message = f"option '{VALUES}' has another value than it can have"
        raise refuse("wrong-option", Location(book.path.name), message, " or ".join(CHOICES))
    return given == CHOICES[1]


def _above_one(table: Table, figure: Figure) -> list[tuple[int, Cell]]:
    return [
        (row, cell)
        for row in sorted(table.rows)
        if (cell := table.cell(row, figure.share)) and cell.number is not None and cell.number > 1
    ]


def _percentages(table: Table, figures: Sequence[Figure]) -> Iterator[Problem]:
    """Find shares above 1: percentages, or a column of something else."""
    for figure in figures:
        above = _above_one(table, figure)
        for row, cell in above[:1]:
            yield Problem(
                "percentage-not-share",
                table.place(row, figure.share),
                f"{cell.number:g}, which is more than 1",
                f"a share from 0 to 1 (24.9% is 0.249), or option '{VALUES}': {CHOICES[1]}",
                len(above),
            )


def _no_percentages(table: Table, figures: Sequence[Figure]) -> Iterator[Problem]:
    """Find a sheet without one number above 1: shares, called percentages."""
    numbers = [
        cell.number
        for figure in figures
        for row in table.rows
        if (cell := table.cell(row, figure.share)) and cell.number is not None
    ]
    if numbers and not any(_above_one(table, figure) for figure in figures):
        message = f"option '{VALUES}' is {CHOICES[1]}, but no number is above 1"
        yield Problem("share-not-percentage", table.where, message, "percentages, or no option")


def _frame(
    table: Table, figure: Figure, year: int, wanted: str | None, *, percent: bool
) -> pl.DataFrame:
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
                None if share is None else share_in(share, percent=percent),
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
