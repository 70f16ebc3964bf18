"""What the Staff Survey adapters share: shares without float dust, and writing workbooks."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from wres.errors import FigureError
from wres.files.cells import Cell
from wres.records import SurveyShare
from wres.returns.dcf.xlsx import Book, workbook_bytes
from wres.tables import schema, to_records
from wres.vocabulary import EthnicGroup, Measure


GROUPS = (EthnicGroup.WHITE, EthnicGroup.BME)
"""The groups that the survey publishes."""

SUPPRESSED = "suppressed: fewer than 10 or 11 respondents"
MARKS = ("", "*", "-")
"""How published results show a figure that is withheld."""

PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,15})?) ?%", re.ASCII)
TOLERANCE = Decimal("0.02")
"""By how much answers that were rounded may miss 1, all together."""

Key = tuple[str, int, Measure, EthnicGroup]
"""Organisation, survey year, measure and group: what a workbook has one cell for."""

Cells = dict[tuple[int, int], str | float]
"""Row and column, from 1, to value."""


def is_withheld(cell: Cell | None) -> bool:
    """Whether a cell is blank or marked as withheld."""
    return cell is None or (cell.kind == "text" and cell.text.strip() in MARKS)


def decimal(text: str) -> Decimal:
    """Read a stored number as the shortest decimal that is the same float.

    Spreadsheets store 75.1 as 75.099999999999994.

    Examples
    --------
    >>> decimal("75.099999999999994")
    Decimal('75.1')
    """
    return Decimal(repr(float(text)))


def share_of(percentage: Decimal) -> float:
    """Make a share of a percentage.

    Examples
    --------
    >>> share_of(100 - decimal("75.099999999999994"))
    0.249
    """
    return float(percentage / 100)


def number_of(cell: Cell) -> Decimal | None:
    """Read a cell's number exactly; ``76.5%`` as text is 76.5, and other text is no number."""
    if cell.number is not None:
        return decimal(cell.text) if math.isfinite(cell.number) else None
    said = PERCENT.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    return Decimal(said[1]) if said else None


def share_in(cell: Cell, *, percent: bool) -> str:
    """Write the share in a cell of shares, or of percentages; other text stays, to be refused.

    Parameters
    ----------
    percent
        Whether numbers are percentages; text with a sign is one anyhow.
    """
    number = number_of(cell)
    if number is None:
        return cell.text
    return repr(share_of(number) if percent or cell.number is None else float(cell.text))


def percent_in(answers: Sequence[Cell]) -> int:
    """Say by what to multiply the answers to one question, all of which are there, for percentages.

    Where they add up to 1, as cells that a spreadsheet formats as percentages do, it is 100. Texts
    with a sign are percentages, whatever they add up to.
    """
    numbers = [number for cell in answers if (number := number_of(cell)) is not None]
    signed = any(cell.number is None for cell in answers)
    adds_up = len(numbers) > 1 and abs(sum(numbers, Decimal()) - 1) <= TOLERANCE
    return 100 if adds_up and not signed else 1


def survey_records(tables: Mapping[str, pl.DataFrame]) -> list[SurveyShare]:
    """Give the survey's records, where a workbook of published results can hold them.

    Raises
    ------
    FigureError
        Where one of them is about respondents of unknown ethnicity, whom the survey does not
        publish.
    """
    frame = tables.get("survey", pl.DataFrame(schema=schema(SurveyShare)))
    records = to_records(frame, SurveyShare)
    if any(record.ethnic_group not in GROUPS for record in records):
        raise FigureError("published results have no respondents of unknown ethnicity")
    return records


def one_each(records: Sequence[SurveyShare]) -> dict[Key, SurveyShare]:
    """Key records, in their order.

    Raises
    ------
    FigureError
        Where two records would share a cell.
    """
    found = {(r.organisation, r.survey_year, r.measure, r.ethnic_group): r for r in records}
    if len(found) < len(records):
        raise FigureError(
            "a workbook has one result for each organisation, year, measure and group"
        )
    return found


def sheets_bytes(sheets: Mapping[str, Cells]) -> bytes:
    """Write a workbook of plain cells."""

    def fill(book: Book) -> None:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for (row, column), value in sorted(cells.items()):
                if isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value)
                else:
                    sheet.write_number(row - 1, column - 1, value)

    return workbook_bytes(fill)
