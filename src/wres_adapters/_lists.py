"""What the adapters of plain lists share: whichever file, under headers of the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wres.errors import InputError, Location
from wres.files import Field, Scan, is_workbook, read_sheet, refuse, scan_text
from wres.files.text import SEPARATORS, scan_separated


SEPARATOR_NAMES = {name.removesuffix("s"): mark for mark, name in SEPARATORS.items()}

PERSON = ("Employee Number", "Employee No", "Staff Number", "Personal Number")
ETHNIC_ORIGIN = (
    "Ethnic Origin",
    "Ethnic Category",
    "Ethnic Group",
    "Ethnicity",
    "Ethnic Origin Code",
)
ORGANISATION = Field("ODS Code", "Organisation Code", "Org Code", "NACS Code", required=False)

OPTIONS = {
    "sheet": "worksheet of an XLSX file; by default the first that has the columns",
    "separator": "what stands between the values of a text file: comma, semicolon, tab, bar, tilde "
    "or the character itself; found out where not given",
    "dimensions": "headers of further columns to keep for breakdowns (a list)",
}
PERSON_DIGITS = {
    "person_digits": "digits of an employee number: shorter ones, of which a spreadsheet took the "
    "leading zeros, are filled up",
}


def column_options(fields: Mapping[str, Field]) -> dict[str, str]:
    """Describe the options that name a column: one for each field, called as the field is."""
    return {
        name: "header of the column"
        + ("" if item.required else ", or an empty text not to read it")
        + f"; by default {' or '.join(item.aliases)}"
        for name, item in fields.items()
    }


def scan_list(path: Path, fields: Mapping[str, Field], options: Mapping[str, Any]) -> Scan:
    """Open a list in whichever kind of file, and find the columns of its fields."""
    wanted = _wanted(fields, options)
    if is_workbook(path):
        return read_sheet(path, options.get("sheet"), wanted=wanted)
    given = options.get("separator")
    if given is not None:
        mark = SEPARATOR_NAMES.get(str(given).lower(), str(given))
        if len(mark) != 1 or not mark.isascii() or mark in '"\r\n\0':
            raise wrong_option(path, "separator", f"{', '.join(SEPARATOR_NAMES)} or one character")
        return scan_text(path, wanted=wanted, separator=mark)
    return scan_separated(path, wanted=wanted)


def _wanted(fields: Mapping[str, Field], options: Mapping[str, Any]) -> dict[str, Field]:
    """Put the headers that the user names in the place of the usual ones."""
    named = {name: str(options[name]).strip() for name in fields if options.get(name) is not None}
    met = {fields[name].one_of for name, header in named.items() if header}
    wanted = {}
    for name, item in fields.items():
        header = named.get(name)
        if header:
            wanted[name] = Field(header)
        elif item.one_of is not None and item.one_of in met:
            wanted[name] = Field(*item.aliases, required=False)
        elif header is None or item.required:
            wanted[name] = item
    return wanted


def wrong_option(path: Path, name: str, accepted: str) -> InputError:
    """Make the error of an option with an impossible value, which may be a person's."""
    return refuse("wrong-option", Location(path.name), f"option '{name}' cannot be read", accepted)


def is_on(value: object) -> bool:
    """Whether an option is switched on, by a program or on the command line."""
    return str(value).strip().lower() in {"true", "yes", "y", "1", "on"}
