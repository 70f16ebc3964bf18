"""Results of one survey year, laid out as the detailed spreadsheets are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wres.errors import FigureError
from wres.profiles import years
from wres.records import SurveyShare
from wres.vocabulary import Measure, fold
from wres_adapters._nss import Cells, Key, one_each, sheets_bytes
from wres_adapters._nss_questions import (
    ETHNICITY,
    GROUP_WORDS,
    HEADERS,
    NATIONAL,
    QUESTIONS,
    RESPONDENTS,
    WHY_NOT_6,
    Question,
)


def detailed_spreadsheets(records: Sequence[SurveyShare]) -> bytes:
    """Write the workbook; refuse what it has no place for."""
    found = one_each(records)
    told = {record.survey_year for record in records}
    if len(told) > 1:
        raise FigureError("the workbook is about one survey year")
    if any(record.measure is Measure.HARASSED_BY_STAFF for record in records):
        raise FigureError(f"no place for {Measure.HARASSED_BY_STAFF}: {WHY_NOT_6}")
    if any(fold(record.organisation) == fold(NATIONAL) for record in records):
        raise FigureError(f"'{NATIONAL}' is what the workbook calls results of no organisation")
    year = told.pop() if told else years()[-1] - 1
    by_sheet = {
        "HEALTH WELLBEING SAFETY Q13-14": QUESTIONS[:1],
        "HEALTH WELLBEING SAFETY Q15-17": QUESTIONS[1:],
    }
    notes: Cells = {
        (1, 1): f"NHS Staff Survey {year} - Detailed Spreadsheets",
        (3, 1): "National results",
    }
    written = {sheet: _sheet(questions, found, year) for sheet, questions in by_sheet.items()}
    return sheets_bytes({"Notes": notes, **written})


def _sheet(questions: Sequence[Question], found: Mapping[Key, SurveyShare], year: int) -> Cells:
    """Lay one sheet out as the survey does: questions, headers in row 5, a row a breakdown."""
    cells: Cells = {(1, 1): f"NHS Staff Survey {year} - WEIGHTED Results"}
    for column, name in enumerate(("base", "breakdown", "subgroup", "weighting"), 1):
        cells[5, column] = HEADERS[name].aliases[0]
    for number, question in enumerate(questions):
        left = 5 + 2 * number
        cells[1, left] = question.text
        cells[5, left], cells[5, left + 1] = question.answer, RESPONDENTS
    organisations = dict.fromkeys(organisation for organisation, *_ in found)
    rows = [(one, group) for one in organisations or [""] for group in GROUP_WORDS]
    for row, (organisation, group) in enumerate(rows, 6):
        described = (organisation or NATIONAL, ETHNICITY, GROUP_WORDS[group], "Organisation Size")
        cells |= {(row, column): text for column, text in enumerate(described, 1)}
        for number, question in enumerate(questions):
            record = found.get((organisation, year, question.measure, group))
            left = 5 + 2 * number
            if record is not None:
                cells[row, left] = question.percentage(record.share)
            if record is not None and record.respondents is not None:
                cells[row, left + 1] = record.respondents
    return cells
