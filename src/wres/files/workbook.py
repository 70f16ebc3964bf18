"""Workbooks as text: opened only when they are safe to unpack, read whole, one sheet at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import ROW
from wres.errors import InputError, Location, MissingExtraError
from wres.files.columns import Field
from wres.files.inspect import readable, refuse
from wres.files.scan import SEARCHED_ROWS, Scan, find_header, located, named, no_header
from wres.vocabulary import fold


ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNPACKED_LIMIT = 2 << 30
"""Bytes that a workbook may have when unpacked."""

RATIO_LIMIT, RATIO_FLOOR = 200, 64 << 20
"""How many times larger than packed a part may be, once it is larger than the floor."""

PARTS_LIMIT = 10_000
A_WORKBOOK = "a whole .xlsx workbook without a password"


def is_workbook(path: str | PathLike[str]) -> bool:
    """Whether a file begins as a workbook does, whatever its name."""
    with readable(path).open("rb") as file:
        return file.read(4) in {ZIP, OLE}


def sheet_names(path: str | PathLike[str]) -> list[str]:
    """List the worksheets of a workbook, in its order.

    Raises
    ------
    InputError
        As `read_sheet`.
    """
    return list(_opened(readable(path)).sheet_names)


def read_sheet(
    path: str | PathLike[str],
    sheet: str | None = None,
    *,
    wanted: Mapping[str, Field] | None = None,
    headers: Sequence[str] | None = None,
) -> Scan:
    """Read one worksheet, all values as text.

    Parameters
    ----------
    sheet
        Its name, upper case and punctuation aside. Without one: the first sheet in which the
        required columns are found, else the first that is not empty.
    wanted, headers
        As for `wres.files.scan_text`.

    Returns
    -------
    Scan
        Dates are ISO text, whole numbers have no decimal point, an empty cell or one with an
        error is null. A worksheet has a million rows at most, so the frame is in memory.

    Raises
    ------
    InputError
        ``not-a-workbook``, ``too-large-when-unpacked``, ``no-such-sheet``, ``empty-sheet``,
        ``missing-header``, ``missing-column``, ``repeated-column``.
    MissingExtraError
        Where no package that reads workbooks is installed.
    """
    path = readable(path)
    book = _opened(path)
    name = _chosen(path, book, sheet, wanted or {})
    where = Location(path.name, name)
    cells = _cells(book, name, 0)
    if not cells.height:
        raise refuse(
            "empty-sheet",
            where,
            "the sheet is empty",
            "a sheet with a header row and rows below it",
        )
    top = cells.head(SEARCHED_ROWS).rows()
    if headers is None:
        row, where, given = _header(top, where, wanted or {})
    else:
        row, given = 0, [*headers]
    names = named(given)
    columns = located(given, names, wanted or {}, where)
    frame = cells[row:, : len(names)]
    frame.columns = names
    index = pl.int_range(row + 1, pl.len() + row + 1, dtype=pl.Int64).alias(ROW)
    return Scan(
        frame.lazy().with_columns(index), tuple(header or "" for header in given), where, columns
    )


def sheet_cells(path: str | PathLike[str]) -> dict[str, pl.DataFrame]:
    """Read every worksheet as it stands, the old .xls too: text, numbers to nine decimals.

    Returns
    -------
    dict
        Sheet name to its cells from the first row and column on; a blank one is null.

    Raises
    ------
    InputError
        ``not-a-workbook`` or ``too-large-when-unpacked``.
    """
    book = _opened(readable(path))
    return {name: _cells(book, name, 0) for name in book.sheet_names}


def _header(
    top: Sequence[Sequence[str | None]], where: Location, wanted: Mapping[str, Field]
) -> tuple[int, Location, list[str | None]]:
    if wanted:
        index, _ = find_header(top, wanted)
    else:
        index = next(
            (i for i, cells in enumerate(top) if any(c and c.strip() for c in cells)), None
        )
    if index is None:
        raise no_header(where, wanted)
    headers = list(top[index])
    while len(headers) > 1 and not (headers[-1] or "").strip():
        headers.pop()
    return index + 1, Location(where.file, where.sheet, index + 1), headers


def _chosen(path: Path, book: Any, sheet: str | None, wanted: Mapping[str, Field]) -> str:  # noqa: ANN401
    names: list[str] = list(book.sheet_names)
    if sheet is not None:
        for name in names:
            if fold(name) == fold(sheet):
                return name
        listed = ", ".join(f"'{name}'" for name in names)
        raise refuse(
            "no-such-sheet",
            Location(path.name),
            f"no sheet '{sheet}'",
            f"one of the sheets {listed}",
        )
    tops = {name: _cells(book, name, 0, SEARCHED_ROWS).rows() for name in names}
    filled = [name for name in names if tops[name]]
    for name in filled if wanted else []:
        index, lacking = find_header(tops[name], wanted)
        if index is not None and not lacking:
            return name
    return (filled or names)[0]


def _cells(book: Any, name: str, skip: int, rows: int | None = None) -> pl.DataFrame:  # noqa: ANN401
    loaded = book.load_sheet(name, header_row=None, skip_rows=skip, n_rows=rows, dtypes="string")
    cells: pl.DataFrame = loaded.to_polars()
    # A date without a time of day comes with midnight.
    return cells.with_columns(pl.col(pl.String).str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1"))


def _opened(path: Path) -> Any:  # noqa: ANN401
    _guard(path)
    try:
        import fastexcel  # noqa: PLC0415  # optional
    except ImportError as error:
        raise MissingExtraError.of("reading workbooks", "excel") from error
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise _not_a_workbook(path, "the workbook cannot be read") from error


def _guard(path: Path) -> None:
    """Refuse what is no workbook, or would fill the memory when unpacked."""
    with path.open("rb") as file:
        start = file.read(4)
        if start == OLE:
            if "EncryptedPackage".encode("utf-16-le") in file.read():
                raise _not_a_workbook(path, "the workbook is protected by a password")
            return
    if start != ZIP:
        raise _not_a_workbook(path, "this is not a workbook")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _not_a_workbook(path, "the workbook is cut off or damaged") from error
    if any(part.flag_bits & 1 for part in parts):
        raise _not_a_workbook(path, "the workbook is protected by a password")
    swollen = any(
        part.file_size > max(RATIO_FLOOR, RATIO_LIMIT * part.compress_size) for part in parts
    )
    if (
        swollen
        or len(parts) > PARTS_LIMIT
        or sum(part.file_size for part in parts) > UNPACKED_LIMIT
    ):
        raise refuse(
            "too-large-when-unpacked",
            Location(path.name),
            "the workbook would be far larger when unpacked than a worksheet can be",
            f"a workbook of at most {UNPACKED_LIMIT >> 30} GB when unpacked",
        )


def _not_a_workbook(path: Path, what: str) -> InputError:
    return refuse("not-a-workbook", Location(path.name), what, A_WORKBOOK)
