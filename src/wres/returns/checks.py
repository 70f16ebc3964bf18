"""What has to hold between figures that were counted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from wres.admission import ROW, LooseTable
from wres.admission.classify import FILE
from wres.errors import Location, Problem
from wres.vocabulary import Measure


BANDED = ("staff", "shortlisted", "appointed")
"""Measures that may be filled by workforce group and pay band."""

HALVES = ("entered_disciplinary",)
"""Measures of which a two-year average may give halves."""

AT_MOST = (("appointed", "shortlisted"), ("board_voting", "board"), ("board_executive", "board"))
SCOPE = ("organisation", "year", "ethnic_group")


def check_lines(
    lines: pl.DataFrame, sources: Sequence[LooseTable], dimensions: Sequence[str] = ()
) -> list[Problem]:
    """Find lines of the tidy form that contradict the standard or each other.

    Parameters
    ----------
    lines
        Admitted rows of table ``return``: valid one by one.
    sources
        The loose tables that `FILE` counts.
    """
    if not len(lines):
        return []
    named = lines.with_columns(
        pl.col("measure").cast(pl.String), kind=pl.col("measure").cast(pl.String).replace_strict({str(m): m.kind for m in Measure})
    )
    found = [
        *_line_by_line(named),
        *_totals(named, dimensions),
        *(fault for part, whole in AT_MOST for fault in _at_most(named, part, whole, dimensions)),
        *_managers(named, dimensions),
    ]
    return [_tell(sources, *fault) for fault in sorted(found, key=lambda fault: fault[:2])]


Fault = tuple[int, int, str, str, str]
"""File, row, code, message, what would be accepted."""


def _line_by_line(lines: pl.DataFrame) -> Iterator[Fault]:
    value, kind = pl.col("value"), pl.col("kind")
    whole = value == value.floor()
    half = pl.col("measure").is_in(HALVES) & (value * 2 == (value * 2).floor())
    one_place = pl.col("workforce_group").is_null() != pl.col("pay_band").is_null()
    banded = pl.col("workforce_group").is_not_null()
    tests = {
        "share-over-1": ((kind == "share") & (value > 1), "a share from 0 to 1 (24.9% is 0.249)"),
        "part-of-a-person": (
            (kind != "share") & ~whole & ~half,
            "a whole number; halves in entered_disciplinary only",
        ),
        "half-a-place": (one_place, "workforce_group and pay_band both filled or both empty"),
        "band-not-expected": (banded & ~pl.col("measure").is_in(BANDED), "no pay band for this measure"),
    }
    for code, (test, accepted) in tests.items():
        for file, row, measure, number in lines.filter(test).select(FILE, ROW, "measure", "value").rows():
            yield file, row, code, f"{measure} is {number:g}", accepted


def _totals(lines: pl.DataFrame, dimensions: Sequence[str]) -> Iterator[Fault]:
    """A line without band beside lines with one is their total, and must equal their sum."""
    banded = pl.col("workforce_group").is_not_null()
    sums = (
        lines.filter(pl.col("measure").is_in(BANDED))
        .group_by(*SCOPE, "measure", *dimensions)
        .agg(
            pl.col("value").filter(~banded).sum().alias("given"),
            pl.col("value").filter(banded).sum().alias("sum"),
            pl.col(FILE, ROW).filter(~banded).first(),
            (banded.any() & (~banded).any()).alias("both"),
        )
        .filter(pl.col("both") & (pl.col("given") != pl.col("sum")))
    )
    for file, row, measure, group, given, added in sums.select(
        FILE, ROW, "measure", "ethnic_group", "given", "sum"
    ).rows():
        message = f"{measure} of {group} is {given:g} in all, but its bands add up to {added:g}"
        yield file, row, "total-differs", message, "a total that equals its bands, or no total"


def _at_most(lines: pl.DataFrame, part: str, whole: str, dimensions: Sequence[str]) -> Iterator[Fault]:
    sums = _sums(lines, part, dimensions).join(
        _sums(lines, whole, dimensions), on=[*SCOPE, *dimensions], nulls_equal=True, suffix="_whole"
    )
    for file, row, group, value, limit in (
        sums.filter(pl.col("value") > pl.col("value_whole"))
        .select(FILE, ROW, "ethnic_group", "value", "value_whole")
        .rows()
    ):
        yield (
            file,
            row,
            f"more-{part}-than-{whole}".replace("_", "-"),
            f"{part} of {group} is {value:g}, more than {whole}, {limit:g}",
            f"at most as many {part} as {whole}",
        )


def _managers(lines: pl.DataFrame, dimensions: Sequence[str]) -> Iterator[Fault]:
    consultants = lines.with_columns(
        measure=pl.when(pl.col("pay_band") == "Consultant").then(pl.lit("consultants")).otherwise("measure")
    )
    yield from _at_most(consultants, "senior_medical_manager", "consultants", dimensions)


def _sums(lines: pl.DataFrame, measure: str, dimensions: Sequence[str]) -> pl.DataFrame:
    """One row a group, a total line taken where there is one."""
    banded = pl.col("workforce_group").is_not_null()
    rows = lines.filter(pl.col("measure") == measure)
    return rows.group_by(*SCOPE, *dimensions).agg(
        pl.when((~banded).any())
        .then(pl.col("value").filter(~banded).sum())
        .otherwise(pl.col("value").sum()),
        pl.col(FILE, ROW).first(),
    )


def _tell(sources: Sequence[LooseTable], file: int, row: int, code: str, message: str, accepted: str) -> Problem:
    source = sources[file]
    headers: Mapping[str, str] = source.headers
    where = Location(source.source.file, source.source.sheet, row, headers.get("value", "value"))
    return Problem(code, where, message, accepted)
