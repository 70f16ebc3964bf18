"""Staff Survey "detailed spreadsheets" as they were in 2018: one workbook a topic, no headers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from attrs import frozen

from wres.admission import OUT_OF_SCOPE, ROW, LooseTable, LooseTables
from wres.errors import FigureError, Location
from wres.files import refuse, source
from wres.files.cells import Cell, Row
from wres.hookspecs import Capabilities
from wres.profiles import profile, years
from wres.records import SurveyShare
from wres.tables import schema
from wres.vocabulary import EthnicGroup, Measure, fold
from wres_adapters._nss import (
    GROUPS,
    SUPPRESSED,
    Cells,
    is_withheld,
    number_of,
    one_each,
    percent_in,
    share_of,
    sheets_bytes,
    survey_records,
)
from wres_adapters._nss_older_layout import Item, Rows, answer_at, item_of, items, sheets_of
from wres_adapters._nss_questions import ALL_TRUSTS, QUESTIONS, WHY_NOT_6, Question, group_of
from wres_adapters._nss_titles import survey_year


UNWEIGHTED = "survey figures are unweighted, and not to be compared between organisations"
SAYS_UNWEIGHTED = "data is unweighted"
LABELS = {EthnicGroup.WHITE: "White staff", EthnicGroup.BME: "BME staff"}
DECIMALS = 11
"""Of a share: the cells of an old workbook are read to nine decimals of a percentage."""

LOOSE = pl.Schema(
    {
        ROW: pl.Int64(),
        **dict.fromkeys(schema(SurveyShare), pl.String()),
        "survey_year": pl.Int64(),
        OUT_OF_SCOPE: pl.String(),
    }
)


class NssOlder:
    """Reads what White staff and all other ethnic groups said, in an older layout."""

    name = "nss-older"
    title = "NHS Staff Survey detailed spreadsheets as of 2018, one topic a workbook (XLS, XLSX)"
    tables = ("survey",)
    capabilities = Capabilities(suffix=".xlsx")
    options: Mapping[str, str] = {
        "survey_year": "year of the survey, for a workbook that does not say it",
        "rows": "first and last row to read, such as 300-340, where the groups stand there more "
        "than once",
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read the questions behind metrics 5, 7 and 8, found by their text."""
        sheets = sheets_of(source_file)
        file = source_file.name
        year = survey_year(file, sheets, options.get("survey_year"))
        found = [item for sheet, rows in sheets.items() for item in items(sheet, rows)]
        asked = _rows_asked(file, options.get("rows"))
        made, missing = [], {str(Measure.HARASSED_BY_STAFF): WHY_NOT_6}
        for question in QUESTIONS:
            item = item_of(question, found, file)
            figures = _figures(question, item, year, file)
            frame = figures.frame(sheets[item.sheet], asked)
            headers = {"share": question.answer, "respondents": "Base", "ethnic_group": "label"}
            described = source(self.name, source_file, item.sheet)
            made.append(LooseTable("survey", frame.lazy(), described, headers))
            if (frame[OUT_OF_SCOPE] == SUPPRESSED).any():
                missing[str(question.measure)] = SUPPRESSED
        unweighted = any(
            SAYS_UNWEIGHTED in fold(cell.text)
            for rows in sheets.values()
            for cell in rows.get(1, {}).values()
        )
        return LooseTables(
            tuple(made), missing, (ALL_TRUSTS, *([UNWEIGHTED] if unweighted else []))
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write results of one survey year.

        Raises
        ------
        FigureError
            Where the workbook has no place for them: metric 6, several years, unknown ethnicity, a
            share of more than 11 decimals.
        """
        return _specimen(survey_records(tables))


@frozen
class Figures:
    """How one question's figures are had from a row.

    Parameters
    ----------
    left_out
        Columns of answers that are not in the base.
    """

    question: Question
    item: Item
    answer: int
    left_out: tuple[int, ...]
    year: int
    file: str

    def frame(self, rows: Rows, asked: range | None) -> pl.DataFrame:
        """Give every row below the header: a result, or why it is none of ours."""
        below = [row for row in sorted(rows) if row > self.item.header]
        inside = [row for row in below if asked is None or row in asked]
        ours = [row for row in inside if group_of(self._text(rows[row], 0)) in LABELS]
        self._check(rows, ours)
        made = []
        for row in below:
            reason = "outside the rows asked for" if row not in inside else None
            if row not in ours:
                named = self._text(rows[row], 0)
                reason = reason or ("another group" if named else "no group's name")
            made.append(self._row(row, rows[row], reason))
        return pl.DataFrame(made, schema=LOOSE, orient="row")

    def _text(self, row: Row, left: int) -> str:
        cell = row.get(self.item.labels - left)
        return "" if cell is None else cell.text.strip()

    def _check(self, rows: Rows, ours: Sequence[int]) -> None:
        """Raise where a group is not there, or there more than once: nothing says which is meant."""
        where = Location(self.file, self.item.sheet)
        at: dict[tuple[str, str], list[int]] = {}
        for row in ours:
            key = (self._text(rows[row], 1), group_of(self._text(rows[row], 0)))
            at.setdefault(key, []).append(row)
        if not ours:
            accepted = " and ".join(f"'{label}'" for label in LABELS.values())
            raise refuse("missing-breakdown", where, "no row of an ethnic group", accepted)
        twice = next((found for found in at.values() if len(found) > 1), None)
        if twice:
            message = f"one group in {len(twice)} rows, {', '.join(map(str, twice[:5]))}"
            accepted = f"option rows, such as {twice[0]}-{twice[0] + 1}"
            raise refuse("which-results", where, message, accepted)

    def _row(self, row: int, cells: Row, reason: str | None) -> tuple[object, ...]:
        answer, base = cells.get(self.answer), cells.get(self.item.base)
        if reason is None and is_withheld(answer):
            reason = SUPPRESSED
        share, respondents = self._share(answer, base, cells)
        group, organisation = group_of(self._text(cells, 0)), self._text(cells, 1)
        measure = str(self.question.measure)
        return (row, organisation, self.year, measure, group, share, respondents, reason)

    def _share(
        self, answer: Cell | None, base: Cell | None, cells: Row
    ) -> tuple[str | None, str | None]:
        """Make share and respondents; what is no number stays, so that admission refuses it."""
        number = None if is_withheld(base) or base is None else base.text
        if answer is None or (given := number_of(answer)) is None:
            return (None if answer is None else answer.text), number
        answers = [cells[column] for column in self.item.answers.values() if column in cells]
        times = percent_in(answers)
        apart = [n * times for at in self.left_out if at in cells and (n := number_of(cells[at]))]
        if not apart or sum(apart) >= 100:  # noqa: PLR2004
            return repr(self.question.share(given * times)), number
        kept = 1 - Decimal(sum(apart)) / 100
        counted = None if base is None else number_of(base)
        people = number if counted is None else str(round(counted * kept))
        return repr(round(share_of(given * times / kept), DECIMALS)), people


def _figures(question: Question, item: Item, year: int, file: str) -> Figures:
    """Find the columns of a question; of the years whose base leaves them out, those who don't know."""
    answer = answer_at(item, question.answer, file)
    left_out: tuple[int, ...] = ()
    rules = profile(max(year + 1, years()[0]))
    if (
        question.measure is Measure.BELIEVES_EQUAL_OPPORTUNITIES
        and rules["metric_7_base"] == "excludes_dont_know"
    ):
        left_out = (answer_at(item, "Don't know", file),)
    return Figures(question, item, answer, left_out, year, file)


def _rows_asked(file: str, given: object) -> range | None:
    """Read the option ``rows``."""
    if given is None:
        return None
    found = re.fullmatch(r"(\d{1,7})\s*-\s*(\d{1,7})", str(given).strip(), re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        message = "option 'rows' cannot be read"
        raise refuse("wrong-option", Location(file), message, "two row numbers, such as 300-340")
    return range(int(found[1]), int(found[2]) + 1)


ANSWERS = {
    Measure.HARASSED_BY_PUBLIC: ("Never", "1 - 2"),
    Measure.BELIEVES_EQUAL_OPPORTUNITIES: ("Yes ", "No ", "Don't Know"),
    Measure.DISCRIMINATED_AGAINST: ("Yes ", "No "),
}
"""Answers as the workbook has them, of which the first is asked for."""


def _specimen(records: Sequence[SurveyShare]) -> bytes:
    found, told = one_each(records), {record.survey_year for record in records}
    if len(told) > 1:
        raise FigureError("the workbook is about one survey year")
    if any(record.measure is Measure.HARASSED_BY_STAFF for record in records):
        raise FigureError(f"no place for {Measure.HARASSED_BY_STAFF}: {WHY_NOT_6}")
    if any(round(record.share, DECIMALS) != record.share for record in records):
        raise FigureError(f"a share has at most {DECIMALS} decimals")
    year = told.pop() if told else 2018
    cells: Cells = {(1, 1): "Data is Unweighted", (2, 1): f"National NHS Staff Survey {year}"}
    named = list(dict.fromkeys(organisation for organisation, *_ in found)) or [""]
    rows = [(one, group) for one in named for group in GROUPS]
    cells |= {(6, 2): "ALL TRUSTS"}
    for row, (organisation, group) in enumerate(rows, 7):
        cells |= {(row, 1): organisation or " ", (row, 2): LABELS[group]}
    left = 3
    for number, question in zip((13, 14, 15), QUESTIONS, strict=True):
        answers = ANSWERS[question.measure]
        cells |= {(1, left): f"Q{number}", (3, left): question.text}
        for at, answer in enumerate((*answers, "Base (number of respondents)"), left):
            cells |= {(4, at): answer, (5, at): "%" if at < left + len(answers) else "n"}
        for row, (organisation, group) in enumerate(rows, 7):
            record = found.get((organisation, year, question.measure, group))
            if record is not None:
                first = question.percentage(record.share)
                rest = float(100 - Decimal(repr(first)))
                cells |= {(row, left): first, (row, left + 1): rest}
                if record.respondents is not None:
                    cells[row, left + len(answers)] = record.respondents
        left += len(answers) + 1
    notes: Cells = {(1, 1): f"National NHS Staff Survey {year} - Detailed Spreadsheets"}
    return sheets_bytes({"Notes": notes, "abuse_sheet5_mean": cells})
