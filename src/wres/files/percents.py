"""Numbers of a worksheet that are shown as percentages, as a person who typed 40% sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike

from wres.errors import InputError
from wres.files.cells import Book, column_of, open_book
from wres.files.markup import Element


STYLES = "xl/styles.xml"
PERCENT_FORMATS = frozenset({"9", "10"})
"""Numbers of the built-in formats 0% and 0.00%."""


def percent_formats(found: Iterable[Element]) -> frozenset[str]:
    """Give the numbers of the formats that show percentages, from elements of the styles part."""
    return PERCENT_FORMATS | {
        one.attributes["numFmtId"]
        for one in found
        if one.name == "numFmt" and "%" in _unquoted(one.attributes["formatCode"])
    }


def percent_cells(path: str | PathLike[str], sheet: str) -> dict[tuple[int, int], str]:
    """Give the percentages of a sheet by row and column, from 1: ``40%`` where 0.4 is stored.

    There are none in the old .xls, in workbooks of other kinds, and in those without styles or
    with styles that are none.
    """
    try:
        return _percentages(open_book(path), sheet)
    except (InputError, KeyError, ValueError):
        return {}


def _percentages(book: Book, sheet: str) -> dict[tuple[int, int], str]:
    percent, found = _styles(book), book.elements(book.parts[sheet], ("c", "v"))
    return {
        _place(cell.attributes["r"]): f"{float(value.text) * 100:.10g}%"
        for value in found
        if value.name == "v" and value.text.strip() and (cell := value.within) is not None
        if cell.attributes.get("t", "n") == "n" and "r" in cell.attributes
        if int(cell.attributes.get("s", 0)) in percent
    }


def _styles(book: Book) -> set[int]:
    """Give the numbers of the cell styles that show percentages."""
    found = book.elements(STYLES, ("numFmt", "cellXfs", "xf"))
    percent = percent_formats(found)
    styles = [
        one for one in found if one.name == "xf" and one.within and one.within.name == "cellXfs"
    ]
    return {
        number
        for number, one in enumerate(styles)
        if one.attributes.get("numFmtId", "0") in percent
    }


def _place(reference: str) -> tuple[int, int]:
    """Give row and column.

    Examples
    --------
    >>> _place("AB7")
    (7, 28)
    """
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column_of(reference)


def _unquoted(code: str) -> str:
    return re.sub(r'"[^"]*"|\\.', "", code)
