"""What has to hold between figures that were counted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from wres.admission import ROW, LooseTable
from wres.admission.names import DETAILED, DIMENSION, FILE
from wres.errors import Location, Problem
from wres.records import ETHNIC_CODES
from wres.vocabulary import INTERNATIONAL, EthnicCategory, Measure


BANDED = ("staff", "shortlisted", "appointed")
"""Measures that may be filled by workforce group and pay band."""

HALVES = ("entered_disciplinary",)
"""Measures of which a two-year average may give halves."""

AT_MOST = (
    ("appointed", "shortlisted"),
    ("shortlisted_international", "shortlisted"),
    ("appointed_international", "appointed"),
    ("appointed_international", "shortlisted_international"),
    ("appointed_at_home", "shortlisted_at_home"),
    ("board_voting", "board"),
    ("board_executive", "board"),
    ("senior_medical_manager", "consultants"),
)
"""Measures that count some of those whom another counts."""

WORDS = {
    "shortlisted_international": "shortlisted international recruits",
    "appointed_international": "appointed international recruits",
    "appointed_at_home": "appointed other than international recruits",
    "shortlisted_at_home": "shortlisted other than international recruits",
    "board": "board members",
    "board_voting": "voting board members",
    "board_executive": "executive board members",
    "senior_medical_manager": "senior medical managers",
}
BANDED_LINE = pl.col("workforce_group").is_not_null()


class Fault(NamedTuple):
    """What is wrong with a line."""

    file: int
    row: int | None
    code: str
    message: str
    accepted: str
    column: str = "value"


def check_lines(lines: pl.DataFrame, sources: Sequence[LooseTable]) -> list[Problem]:
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
    kinds = {str(measure): measure.kind for measure in Measure}
    named = lines.sort(FILE, ROW).with_columns(
        pl.col("measure").cast(pl.String),
        kind=pl.col("measure").cast(pl.String).replace_strict(kinds),
    )
    consultants = (pl.col("measure") == "staff") & (pl.col("pay_band") == "Consultant")
    counted = named.with_columns(
        measure=pl.when(consultants).then(pl.lit("consultants")).otherwise("measure")
    )
    counted = pl.concat([counted, *_at_home(counted)], how="diagonal")
    there = set(counted["measure"])
    found = [
        *_line_by_line(named),
        *_categories(named),
        *_totals(named),
        *(
            fault
            for pair in AT_MOST
            if there.issuperset(pair)
            for fault in _at_most(counted, *pair)
        ),
    ]
    told = sorted(found, key=lambda fault: (fault.file, fault.row or 0, fault))
    return [_problem(sources[fault.file], fault) for fault in told]


def without_totals(lines: pl.DataFrame) -> pl.DataFrame:
    """Leave out totals of which the bands are there too: counted, they would count twice."""
    return lines.filter(BANDED_LINE | ~BANDED_LINE.any().over(_scope(lines)))


def _scope(lines: pl.DataFrame) -> list[str]:
    """Columns that say whose figure a line is part of."""
    dimensions = [name for name in lines.columns if name.startswith(DIMENSION)]
    return ["organisation", "year", "measure", "ethnic_group", *dimensions]


def _figure(value: float) -> str:
    """Write a count or share in full.

    Examples
    --------
    >>> _figure(1234567.0), _figure(0.5)
    ('1234567', '0.5')
    """
    return str(int(value)) if value.is_integer() else repr(value)


def _line_by_line(lines: pl.DataFrame) -> Iterator[Fault]:
    value, kind, measure = pl.col("value"), pl.col("kind"), pl.col("measure")
    is_half = measure.is_in(HALVES) & (value * 2 == (value * 2).floor())
    has_band = pl.col("pay_band").is_not_null()
    tests = {
        "share-over-1": (
            (kind == "share") & (value > 1),
            "{measure} is {value}",
            "a share from 0 to 1 (24.9% is 0.249)",
        ),
        "part-of-a-person": (
            (kind != "share") & (value != value.floor()) & ~is_half,
            "{measure} is {value}",
            "a whole number; halves in entered_disciplinary only",
        ),
        "half-a-place": (
            has_band != BANDED_LINE,
            "{measure} has a workforce group or a pay band, not both",
            "both or neither",
        ),
        "band-not-expected": (
            (has_band | BANDED_LINE) & ~measure.is_in(BANDED),
            "{measure} has a pay band",
            f"a pay band for {', '.join(BANDED)} only",
        ),
    }
    for code, (test, message, accepted) in tests.items():
        for file, row, name, number in lines.filter(test).select(FILE, ROW, measure, value).rows():
            told = message.format(measure=name, value=_figure(number))
            yield Fault(file, row, code, told, accepted)


def _categories(lines: pl.DataFrame) -> Iterator[Fault]:
    """Compare a detailed ethnic category with the group that its line says."""
    name = DIMENSION + DETAILED
    if name not in lines.columns:
        return
    groups = {str(category): str(category.group) for category in EthnicCategory}
    own = pl.col(name).replace_strict(groups, default="none", return_dtype=pl.String)
    stated = lines.filter(pl.col(name).is_not_null()).with_columns(own=own)
    wrong = stated.filter(pl.col("own") != pl.col("ethnic_group").cast(pl.String))
    for file, row, category, group, other in wrong.select(
        FILE, ROW, name, pl.col("ethnic_group").cast(pl.String), "own"
    ).rows():
        if other == "none":
            code, message = "unknown-ethnic-category", "no ethnic category"
            accepted = ETHNIC_CODES
        else:
            code, message = "category-of-another-group", f"category {category} is not {group}"
            accepted = f"ethnic group {other}"
        yield Fault(file, row, code, message, accepted, DETAILED)


def _totals(lines: pl.DataFrame) -> Iterator[Fault]:
    """Compare a line without band, beside lines with one, with their sum: it is their total."""
    sums = (
        lines.filter(pl.col("measure").is_in(BANDED))
        .group_by(_scope(lines))
        .agg(
            pl.col("value").filter(~BANDED_LINE).sum().alias("given"),
            pl.col("value").filter(BANDED_LINE).sum().alias("sum"),
            pl.col(FILE, ROW).filter(~BANDED_LINE).first(),
            (BANDED_LINE.any() & (~BANDED_LINE).any()).alias("both"),
        )
        .filter(pl.col("both") & (pl.col("given") != pl.col("sum")))
    )
    for file, row, measure, group, given, added in sums.select(
        FILE, ROW, "measure", "ethnic_group", "given", "sum"
    ).rows():
        message = f"{measure} of {group} is {_figure(given)} in all, but its bands add up to {_figure(added)}"
        yield Fault(
            file, row, "total-differs", message, "a total that equals its bands, or no total"
        )


def _at_most(lines: pl.DataFrame, part: str, whole: str) -> Iterator[Fault]:
    scope = [name for name in _scope(lines) if name != "measure"]
    parts, wholes = (_sums(lines, measure, scope) for measure in (part, whole))
    sums = parts.join(wholes, on=scope, nulls_equal=True, suffix="_whole")
    for file, row, group, value, limit in (
        sums.filter(pl.col("value") > pl.col("value_whole"))
        .select(FILE, ROW, "ethnic_group", "value", "value_whole")
        .rows()
    ):
        words, limits = WORDS.get(part, part), WORDS.get(whole, whole)
        yield Fault(
            file,
            row,
            f"more-{part}-than-{whole}".replace("_", "-"),
            f"{_figure(value)} {words} of {group}, but {_figure(limit)} {limits}",
            f"no more {words} than {limits}",
        )


def _at_home(lines: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Take international recruits off, where both figures are there; as lines of their own."""
    scope = [name for name in _scope(lines) if name != "measure"]
    there = set(lines["measure"])
    for measure in ("shortlisted", "appointed"):
        names = (measure, f"{measure}{INTERNATIONAL}")
        if not there.issuperset(names):
            continue
        every, recruits = (_sums(lines, name, scope) for name in names)
        both = every.join(recruits, on=scope, nulls_equal=True, suffix="_recruits")
        yield both.filter(pl.col("value") >= pl.col("value_recruits")).select(
            *scope,
            pl.col(FILE, ROW),
            pl.col("value") - pl.col("value_recruits"),
            measure=pl.lit(f"{measure}_at_home"),
        )


def _sums(lines: pl.DataFrame, measure: str, scope: list[str]) -> pl.DataFrame:
    """One row a group; a total beside its bands is left out."""
    rows = lines.filter(pl.col("measure") == measure)
    return (
        without_totals(rows).group_by(scope).agg(pl.col("value").sum(), pl.col(FILE, ROW).first())
    )


def _problem(loose: LooseTable, fault: Fault) -> Problem:
    header = loose.headers.get(fault.column, fault.column)
    where = Location(loose.source.file, loose.source.sheet, fault.row, header)
    return Problem(fault.code, where, fault.message, fault.accepted)
