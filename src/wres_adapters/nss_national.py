"""Staff Survey "detailed spreadsheets": results of all trusts, by ethnic background."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve, frozen

from wres.admission import OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.errors import InputError, Location
from wres.files import refuse, source
from wres.files.cells import Book, Cell, Row, open_book
from wres.hookspecs import Capabilities
from wres.records import SurveyShare
from wres.tables import schema
from wres.vocabulary import Measure, fold
from wres_adapters._nss import SUPPRESSED, is_withheld, number_of, percent_in, survey_records
from wres_adapters._nss_national_specimen import detailed_spreadsheets
from wres_adapters._nss_questions import (
    ALL_TRUSTS,
    ETHNICITY,
    GROUP_WORDS,
    HEADERS,
    NATIONAL,
    QUESTIONS,
    RESPONDENTS,
    UNWEIGHTED,
    WHY_NOT_6,
    Question,
    group_of,
)
from wres_adapters._nss_titles import survey_year
from wres_adapters._sheet_tables import Table, header_row, read_table


class NssNational:
    """Reads what all trusts' staff said, White and all other ethnic groups apart."""

    name = "nss-national"
    title = "NHS Staff Survey detailed spreadsheets, national results (XLSX)"
    tables = ("survey",)
    capabilities = Capabilities(suffix=".xlsx")
    options: Mapping[str, str] = {
        "survey_year": "year of the survey, for a workbook that does not say it",
        "weighting": "which weighting to take, as the workbook words it; by default the only one "
        "of the ethnic groups' rows that is not 'Unweighted'",
        "base": "whose results to take, as the workbook's column Base words it; by default all: "
        "national ones without an organisation's name, others each as an organisation of its own",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read the questions behind metrics 5, 7 and 8, found by their text."""
        book = open_book(source_file)
        tops = {sheet: book.top(sheet) for sheet in book.parts}
        year = survey_year(book.path.name, tops, options.get("survey_year"))
        found = {question: _place(book, tops, question) for question in QUESTIONS}
        made = [_results(book, question, *place) for question, place in found.items()]
        frames = [results.frame(year, options) for results in made]
        missing = {str(Measure.HARASSED_BY_STAFF): WHY_NOT_6}
        for results, frame in zip(made, frames, strict=True):
            if (frame[OUT_OF_SCOPE] == SUPPRESSED).any():
                missing[str(results.question.measure)] = SUPPRESSED
        return LooseTables(
            tuple(
                LooseTable(
                    "survey",
                    frame.lazy(),
                    source(self.name, source_file, results.table.where.sheet),
                    results.headers,
                )
                for results, frame in zip(made, frames, strict=True)
            ),
            missing,
            (ALL_TRUSTS,),
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write results of one survey year.

        Raises
        ------
        FigureError
            Where the workbook has no place for them: metric 6, several years, unknown ethnicity.
            Percentages are floats: a share of more than 12 decimals is not read back exactly.
        """
        return detailed_spreadsheets(survey_records(tables))


Place = tuple[str, int, int]
"""Sheet, and the first and last column of a question, from 1."""


def _place(book: Book, tops: Mapping[str, Mapping[int, Row]], question: Question) -> Place:
    """Find the columns that stand under a question."""
    found = [
        (sheet, first, last)
        for sheet, rows in tops.items()
        for text, first, last in _questions(rows)
        if all(word in fold(text) for word in question.words)
    ]
    where = Location(book.path.name)
    if not found:
        raise refuse(
            "missing-question", where, f"no question on {question.measure}", f"'{question.text}'"
        )
    if len(found) > 1:
        listed = ", ".join(sorted({f"'{sheet}'" for sheet, *_ in found}))
        message = f"{len(found)} questions could be the one on {question.measure}, in {listed}"
        raise refuse("repeated-question", where, message, "one such question")
    return found[0]


def _questions(rows: Mapping[int, Row]) -> Iterator[tuple[str, int, int]]:
    """Give the questions above a header: text, first and last column."""
    header, have = header_row(rows, HEADERS)
    if have < len(HEADERS):
        return
    own = max(column for column, cell in rows[header].items() if _is_own(cell))
    width = max(rows[header])
    for number, row in sorted(rows.items()):
        if number >= header:
            return
        starts = sorted(
            column for column, cell in row.items() if column > own and cell.kind == "text"
        )
        for first, after in pairwise([*starts, width + 1]):
            yield row[first].text, first, after - 1


def _is_own(cell: Cell) -> bool:
    return any(item.matches(cell.text) for item in HEADERS.values())


@frozen
class Results:
    """What stands under one question.

    Parameters
    ----------
    answer, base
        Columns of the answer asked for and of the number of responses, from 1.
    answers
        Columns of all answers.
    headers
        Field of the record to header, for messages.
    """

    question: Question
    table: Table
    answer: int
    base: int
    answers: tuple[int, ...]
    headers: Mapping[str, str]

    def frame(self, year: int, options: Mapping[str, Any]) -> pl.DataFrame:
        """Give every row of the sheet: a result, or why it is none of ours."""
        rows = sorted(self.table.rows)
        ethnic = [row for row in rows if self._says(row, "breakdown", ETHNICITY)]
        if not ethnic:
            accepted = " and ".join(f"'{words}'" for words in GROUP_WORDS.values())
            message = f"no row of breakdown '{ETHNICITY}'"
            raise refuse("missing-breakdown", self.table.where, message, f"rows {accepted} of it")
        of_base = self._kept(ethnic, "base", options)
        taken = self._of_one_weighting(of_base, options)
        reasons = {
            "another breakdown": ethnic,
            "another base": of_base,
            "another weighting": taken,
            SUPPRESSED: [
                row for row in rows if not is_withheld(self.table.rows[row].get(self.answer))
            ],
        }
        made = [
            self._row(
                row, year, next((why for why, kept in reasons.items() if row not in kept), None)
            )
            for row in rows
        ]
        return pl.DataFrame(made, schema=LOOSE, orient="row")

    def _says(self, row: int, name: str, words: str) -> bool:
        return fold(self.table.text(row, name)) == fold(words)

    def _kept(self, rows: list[int], name: str, options: Mapping[str, Any]) -> list[int]:
        """Keep the rows whose column says what the option of its name does."""
        wanted = options.get(name)
        kept = [row for row in rows if wanted is None or self._says(row, name, str(wanted))]
        if not kept:
            raise self._unsettled(name, f"no '{wanted}'", rows)
        return kept

    def _of_one_weighting(self, rows: list[int], options: Mapping[str, Any]) -> list[int]:
        """Keep the rows of the weighting asked for; else of the only one, unweighted aside."""
        kept = self._kept(rows, "weighting", options)
        weighted = [row for row in kept if not self._says(row, "weighting", UNWEIGHTED)] or kept
        if len({self.table.text(row, "weighting") for row in weighted}) > 1:
            raise self._unsettled("weighting", "several to choose from", kept)
        return weighted if options.get("weighting") is None else kept

    def _unsettled(self, name: str, message: str, rows: list[int]) -> InputError:
        listed = ", ".join(dict.fromkeys(f"'{self.table.text(row, name)}'" for row in rows))
        where = evolve(self.table.where, column=self.table.headers[name])
        return refuse("which-results", where, message, f"option {name}, one of {listed}")

    def _row(self, row: int, year: int, reason: str | None) -> tuple[object, ...]:
        table, cells = self.table, self.table.rows[row]
        base = cells.get(self.base)
        return (
            row,
            "" if table.text(row, "base") == NATIONAL else table.text(row, "base"),
            year,
            str(self.question.measure),
            group_of(table.text(row, "subgroup")),
            self._share(cells),
            None if base is None or is_withheld(base) else base.text,
            table.text(row, "weighting") or None,
            reason,
        )

    def _share(self, cells: Row) -> str | None:
        """Make the share; what is no number stays, so that admission refuses and shows it."""
        cell = cells.get(self.answer)
        if cell is None or (given := number_of(cell)) is None:
            return None if cell is None else cell.text
        answers = [cells[column] for column in self.answers if column in cells]
        return repr(self.question.share(given * percent_in(answers)))


LOOSE = pl.Schema(
    {
        ROW: pl.Int64(),
        **dict.fromkeys(schema(SurveyShare), pl.String()),
        "survey_year": pl.Int64(),
        "weighting": pl.String(),
        OUT_OF_SCOPE: pl.String(),
    }
)


def _results(book: Book, question: Question, sheet: str, first: int, last: int) -> Results:
    """Find the columns of a question's answer and base."""
    table = read_table(book, sheet, HEADERS)
    header = book.top(sheet)[table.where.row or 0]
    under = {column: cell.text for column, cell in header.items() if first <= column <= last}
    at = {}
    for name in (question.answer, RESPONDENTS):
        found = [column for column, text in under.items() if fold(text) == fold(name)]
        if len(found) != 1:
            message = (
                f"{len(found) or 'no'} columns '{name}' under the question on {question.measure}"
            )
            raise refuse("missing-column", table.where, message, f"one column '{name}'")
        at[name] = found[0]
    headers = {
        "share": under[at[question.answer]],
        "respondents": RESPONDENTS,
        "ethnic_group": table.headers["subgroup"],
    }
    answers = tuple(column for column in under if column != at[RESPONDENTS])
    return Results(question, table, at[question.answer], at[RESPONDENTS], answers, headers)
