"""Looking at a file that nobody has described: where its header is, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from attrs import field, frozen

from wres.admission import ROW
from wres.errors import InputError
from wres.files import Field, Scan, clean, read_sheet, readable, same, scan_text, sheet_names
from wres.files.stray import TOTALS
from wres.files.text import SEPARATORS, scan_separated
from wres.mappings.nested import scan_json, scan_parquet
from wres.mappings.opening import format_of
from wres.mappings.rules import Format
from wres.vocabulary import read_table


MOST_LOOKED_AT = 400
"""Distinct values beyond which a column is no list of words."""

UNFOUND = {"missing-header", "repeated-column"}


@frozen(eq=False)
class Looked:
    """A file as found.

    Parameters
    ----------
    sheet
        Worksheet, where there are several.
    """

    path: Path
    format: Format
    scan: Scan
    sheet: str | None = None
    records: str | None = None
    _distinct: dict[str, int] = field(factory=dict, init=False)

    @property
    def headers(self) -> list[str]:
        """Headers, each once."""
        return self.scan.names

    @property
    def rows(self) -> pl.LazyFrame:
        """Rows below the header, without totals."""
        total = pl.col(self.headers[0]).str.contains(TOTALS).fill_null(value=False)
        return self.scan.frame.filter(~total)

    def distinct(self, names: Iterable[str]) -> Mapping[str, int]:
        """How many distinct values some columns have, blanks aside, in one pass for those new."""
        new = [name for name in dict.fromkeys(names) if name not in self._distinct]
        if new:
            counts = [clean(pl.col(name)).drop_nulls().n_unique().alias(name) for name in new]
            found = self.rows.select(counts).collect(engine="streaming")
            self._distinct.update(zip(new, map(int, found.row(0)), strict=True))
        return self._distinct

    def values(self, name: str) -> dict[str, int]:
        """Give the values of a column and the rows of each, most frequent first.

        Empty where there are more than `MOST_LOOKED_AT`.
        """
        if self.distinct([name])[name] > MOST_LOOKED_AT:
            return {}
        found = (
            self.rows.select(clean(pl.col(name)).alias("value"))
            .drop_nulls()
            .group_by("value")
            .agg(pl.len().alias("rows"))
            .collect(engine="streaming")
            .sort("rows", "value", descending=[True, False])
        )
        return dict(found.rows())

    def first(self, name: str, rows: int = 1000) -> list[str]:
        """Give the first distinct values of a column, in the file's order."""
        top = self.rows.select(clean(pl.col(name)).alias("value"), ROW).drop_nulls().head(rows)
        values: list[str] = top.collect()["value"].unique(maintain_order=True).to_list()
        return values


def look(path: Path, *, sheet: str | None = None, records: str | None = None) -> Looked:
    """Open a file of any format and find its header.

    The header is the row, among the first 20, with the most headers that are known for any
    table; without any, the first that is not blank.

    Raises
    ------
    InputError
        With every problem of the file as such.
    """
    kind = format_of(readable(path))
    known = _known()
    if kind == "json":
        return Looked(path, kind, scan_json(path, {}, records), records=records)
    if kind == "parquet":
        return Looked(path, kind, scan_parquet(path, {}))
    if kind == "xlsx":
        return _workbook(path, sheet, known)
    try:
        return Looked(path, kind, scan_separated(path, wanted=known))
    except InputError as error:
        if not {problem.code for problem in error.problems} <= UNFOUND:
            raise
    return Looked(path, kind, _widest(path))


def _known() -> dict[str, Field]:
    """Each header that is known, as a field of its own: two of one field are no fault here."""
    headers = [row["header"] for row in read_table("draft_headers") if row["match"] == "whole"]
    distinct = {same(header): header for header in headers}
    return {key: Field(header, required=False) for key, header in distinct.items()}


def _widest(path: Path) -> Scan:
    """Scan a text file without a header that is known: by the separator with most columns."""
    found = []
    problems: list[InputError] = []
    for mark in SEPARATORS:
        try:
            found.append(scan_text(path, separator=mark))
        except InputError as error:
            problems.append(error)
    if not found:
        raise problems[0]
    return max(found, key=lambda scan: len(scan.headers))


def _workbook(path: Path, sheet: str | None, known: Mapping[str, Field]) -> Looked:
    """Take the sheet with the most headers that are known."""
    names = sheet_names(path)
    found: list[tuple[int, str, Scan]] = []
    problems: list[InputError] = []
    for name in names if sheet is None else [sheet]:
        try:
            scan = _sheet(path, name, known)
        except InputError as error:
            problems.append(error)
        else:
            found.append((len(scan.columns), name, scan))
    if not found:
        raise problems[0]
    _, name, scan = max(found, key=lambda one: one[0])
    return Looked(path, "xlsx", scan, name if len(names) > 1 else None)


def _sheet(path: Path, name: str, known: Mapping[str, Field]) -> Scan:
    try:
        return read_sheet(path, name, wanted=known)
    except InputError as error:
        if not {problem.code for problem in error.problems} <= UNFOUND:
            raise
    return read_sheet(path, name)
