"""Workbooks that are the same bytes for the same content, with every digit of a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import Any

from wres.dates import document_date
from wres.errors import MissingExtraError


Book = Any
"""An `xlsxwriter.Workbook`; the package has no types."""

Sheet = Any
"""An `xlsxwriter.worksheet.Worksheet`."""

PLAIN = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def workbook_bytes(
    fill: Callable[[Book], None], *, properties: Mapping[str, str] | None = None
) -> bytes:
    """Write a workbook.

    Parameters
    ----------
    fill
        Adds the sheets. Text written by it never becomes a formula or a link.
    properties
        Of the document, such as its title; its date is that of `wres.dates.document_date`.

    Raises
    ------
    MissingExtraError
        Where XlsxWriter is not installed.
    """
    content = BytesIO()
    book = _xlsxwriter().Workbook(content, PLAIN)
    book.worksheet_class = _exact_worksheet()
    created = document_date().replace(tzinfo=None)  # the format has no time zone
    book.set_properties({**(properties or {}), "created": created})
    fill(book)
    book.close()
    return content.getvalue()


def _xlsxwriter() -> ModuleType:
    try:
        return import_module("xlsxwriter")
    except ImportError as error:
        raise MissingExtraError.of("writing workbooks", "excel") from error


def _exact_worksheet() -> type[Sheet]:
    """XlsxWriter's worksheet, but for numbers: it keeps 16 digits, and a float may need 17."""
    plain = import_module("xlsxwriter.worksheet").Worksheet
    return type("ExactWorksheet", (plain,), {"_xml_number_element": _number_element})


def _number_element(sheet: Sheet, number: float, attributes: list[tuple[str, object]]) -> None:
    # References, style and type of a cell: nothing in them needs escaping.
    written = "".join(f' {name}="{value}"' for name, value in attributes)
    sheet.fh.write(f"<c{written}><v>{number!r}</v></c>")
