"""Opening the file that a mapping is for, whichever of the formats it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from wres.errors import Location
from wres.files import Field, Scan, is_workbook, read_sheet, readable, refuse, scan_text
from wres.files.text import scan_separated
from wres.mappings.nested import scan_json, scan_parquet
from wres.mappings.rules import Format, SourceMapping


PARQUET = b"PAR1"
# A list of records or an object; "[ODS code],..." is the header of a text file.
JSON = re.compile(rb"\s*(\[\s*[\{\]]|\{\s*[\"\}])")


def format_of(path: Path) -> Format:
    """Say which format a file has, by its first bytes.

    Raises
    ------
    InputError
        As `wres.files.readable`.
    """
    if is_workbook(path):
        return "xlsx"
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(PARQUET):
        return "parquet"
    plain = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"")
    return "json" if JSON.match(plain) else "csv"


def opened(path: Path, mapping: SourceMapping, wanted: Mapping[str, Field]) -> Scan:
    """Open a file and find the wanted columns; nothing but the header is read of a text file.

    Raises
    ------
    InputError
        With every problem of the file as such; ``wrong-format`` where it has another format than
        the mapping says.
    """
    found = format_of(readable(path))
    if mapping.format is not None and mapping.format != found:
        message = f"this is {'a' if found == 'parquet' else 'an' if found == 'xlsx' else 'a'} {found} file"
        accepted = f"a {mapping.format} file, as {mapping.known} says"
        raise refuse("wrong-format", Location(path.name), message, accepted)
    if found == "xlsx":
        return read_sheet(path, mapping.sheet, wanted=wanted)
    if found == "parquet":
        return scan_parquet(path, wanted)
    if found == "json":
        return scan_json(path, wanted, mapping.records)
    if mapping.separator is None:
        return scan_separated(path, wanted=wanted, encoding=mapping.encoding)
    return scan_text(path, wanted=wanted, separator=mapping.separator, encoding=mapping.encoding)
