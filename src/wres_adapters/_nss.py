"""What the two Staff Survey adapters share: shares without float dust, and writing workbooks."""

from __future__ import annotations

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
