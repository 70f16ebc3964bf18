"""Where the figures stand in the Staff Survey's older spreadsheets: item by item, and no headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from attrs import frozen

from wres.errors import InputError, Location
from wres.files import readable, refuse, sheet_cells
from wres.files.cells import Cell, Kind, Row, open_book
from wres.files.workbook import OLE
from wres.vocabulary import fold
from wres_adapters._nss_questions import Question


NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
QUESTION_NUMBER = re.compile(r"q ?\d+[a-z]?", re.IGNORECASE)
BASES = ("base number of respondents", "base number of responses")
HEADER_WITHIN = 20
"""Rows at the top that are searched."""

Rows = Mapping[int, Row]


@frozen
class Item:
    """What stands under one question, or one item of it.

    Parameters
    ----------
    answers
        Answer, folded, to its column from 1.
    labels
        Column of the groups' labels.
    """

    sheet: str
    header: int
    text: str
    answers: Mapping[str, int]
    base: int
    labels: int


def sheets_of(path: Path) -> dict[str, Rows]:
    """Read the cells of every sheet; those of the old .xls to nine decimals.

    Raises
    ------
    InputError
        As `wres.files.cells.open_book`.
    """
    with readable(path).open("rb") as file:
        old = file.read(len(OLE)) == OLE
    if old:
        return {name: _cells_of(cells) for name, cells in sheet_cells(path).items()}
    book = open_book(path)
    return {sheet: book.rows(sheet) for sheet in book.parts}


def _cells_of(frame: pl.DataFrame) -> Rows:
    """Give a sheet's cells as `wres.files.cells` does; blank ones are left out."""
    found: dict[int, dict[int, Cell]] = {}
    for row, values in enumerate(frame.rows(), 1):
        for column, value in enumerate(values, 1):
            if value is not None and value.strip():
                kind: Kind = "number" if NUMBER.fullmatch(value) else "text"
                found.setdefault(row, {})[column] = Cell(row, column, kind, value)
    return found


def items(sheet: str, rows: Rows) -> Iterator[Item]:
    """Find the items of a sheet: each ends with its base."""
    top = [row for row in sorted(rows) if row <= HEADER_WITHIN]
    header = next((row for row in top if _has_base(rows[row])), 0)
    numbers = next((row for row in top if row < header and _has_numbers(rows[row])), None)
    if numbers is None:
        return
    starts = sorted(column for column, cell in rows[numbers].items() if _is_number(cell))
    answers: dict[str, int] = {}
    for column, cell in sorted(rows[header].items()):
        if column < starts[0]:
            continue
        if fold(cell.text) not in BASES:
            answers[fold(cell.text)] = column
            continue
        span = max(start for start in starts if start <= column)
        texts = [_above(rows[row], span, column) for row in range(numbers, header) if row in rows]
        text = " ".join(filter(None, texts))
        yield Item(sheet, header, text, answers, column, starts[0] - 1)
        answers = {}


def _has_base(row: Row) -> bool:
    return any(fold(cell.text) in BASES for cell in row.values())


def _is_number(cell: Cell) -> bool:
    return QUESTION_NUMBER.fullmatch(cell.text.strip()) is not None


def _has_numbers(row: Row) -> bool:
    return any(map(_is_number, row.values()))


def _above(row: Row, span: int, column: int) -> str | None:
    """Give what stands above a column: the last text of its question, which is merged to the right."""
    here = [at for at in row if span <= at <= column]
    return row[max(here)].text if here else None


def item_of(question: Question, found: list[Item], file: str) -> Item:
    """Find the one item that is a question, by its words.

    Raises
    ------
    InputError
        ``missing-question`` or ``repeated-question``.
    """
    where = Location(file)
    fitting = [item for item in found if all(word in fold(item.text) for word in question.words)]
    if not fitting:
        accepted = f"'{question.text}' above its answers"
        raise refuse("missing-question", where, f"no question on {question.measure}", accepted)
    if len(fitting) > 1:
        listed = ", ".join(sorted({f"'{item.sheet}'" for item in fitting}))
        message = f"{len(fitting)} questions could be the one on {question.measure}, in {listed}"
        raise refuse("repeated-question", where, message, "one such question")
    return fitting[0]


def answer_at(item: Item, answer: str, file: str) -> int:
    """Give the column of an answer, or say that it is not there."""
    column = item.answers.get(fold(answer))
    if column is None:
        raise _no_answer(item, answer, file)
    return column


def _no_answer(item: Item, answer: str, file: str) -> InputError:
    where = Location(file, item.sheet, item.header)
    message = f"no column '{answer}' among the {len(item.answers)} under a question"
    return refuse("missing-column", where, message, f"one column '{answer}'")
