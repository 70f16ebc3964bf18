"""Whose figures a return has: which report each of its lines is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

import polars as pl

from wres.report.measuring import _no_strays, _of_year, _year
from wres.returns import WresReturn


Written = tuple[str, int | None]
"""Organisation and year as a line names them: the empty text and ``None`` where it does not."""

Named = tuple[str, int]
"""Organisation and year of a report."""


def whose(filed: WresReturn, year: int | None) -> dict[Written, Named]:
    """Say which report the lines of each organisation and year are for, as `measure_all` does.

    Parameters
    ----------
    year
        The only one wanted; ``None`` for all that the return names.

    Raises
    ------
    FigureError
        As for `measure_all`.
    """
    written = {*runs(filed.counts)[0], *map(attrgetter("organisation", "year"), filed.survey)}
    years = sorted({named for _, named in written if named is not None})
    wanted = years if year is None and years else [_year(filed, year)]
    if len(years) > 1 and any(named is None for _, named in written):
        _of_year(filed, wanted[0])  # raises: nobody knows which year they are for
    found: dict[Written, Named] = {}
    for one in wanted:
        theirs = [(code, named) for code, named in written if named in {None, one}]
        found |= _of_one_year(filed, theirs, one)
    return found


def _of_one_year(filed: WresReturn, written: Iterable[Written], year: int) -> dict[Written, Named]:
    codes = {code for code, _ in written}
    named = sorted(code for code in codes if code)
    if "" in codes and len(named) > 1:
        _no_strays(_of_year(filed, year))  # raises: nobody knows whose they are
    only = named[0] if len(named) == 1 else ""
    return {(code, given): (code or only, year) for code, given in written}


def runs(counts: pl.DataFrame) -> tuple[list[Written], pl.Series]:
    """Give the organisation and year of each run of lines, and the run of each line.

    A return is sorted, and has one run for each; were it not, there would be more.
    """
    # Each goes up by one where its own name changes, so the sum changes where either does.
    run = (counts["organisation"].rle_id() + counts["year"].rle_id()).rle_id()
    each = pl.arange(run.n_unique(), dtype=pl.UInt32, eager=True)
    last = run.search_sorted(each, side="right") - 1
    names = counts["organisation"].gather(last), counts["year"].gather(last)
    return list(zip(*names, strict=True)), run


def place_of(reports: Mapping[Written, Named]) -> dict[Written, int]:
    """Give each report its place, by organisation and year."""
    order = {named: place for place, named in enumerate(sorted({*reports.values()}))}
    return {written: order[named] for written, named in reports.items()}
