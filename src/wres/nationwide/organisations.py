"""Who the organisations are: name, region, type and system, and what became of old codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from wres.errors import FigureError, Location, Problem, raise_all
from wres.vocabulary import read_table


NOT_KNOWN = "not known"
GROUPINGS = {"region": "Region", "type": "Organisation type", "ics": "Integrated care system"}
"""What organisations are taken together by, and its name for people."""

KNOWN = ("code", "name", *GROUPINGS)
SUCCESSOR = "successor"
SINCE = "first_year"
TEXTS = (*KNOWN, SUCCESSOR)
COLUMNS = pl.Schema({**dict.fromkeys(TEXTS, pl.String()), SINCE: pl.Int64()})


def organisation_table(given: pl.DataFrame | None = None, *, file: str = "") -> pl.DataFrame:
    """Give what is known of each organisation: the user's words, and ours where those say nothing.

    Parameters
    ----------
    given
        Column ``code``; optional ``name``, ``region``, ``type``, ``ics`` and ``successor``, the
        code under which the figures of this one are counted. Others are left alone.
    file
        Name of the file that it comes from, for messages.

    Returns
    -------
    polars.DataFrame
        Columns code, name, region, type, ics, successor (text; null where not known) and
        first_year, the first WRES year of a successor that the library knows; sorted by code.

    Raises
    ------
    InputError
        ``missing-column`` without codes, ``empty-value`` for a row without one and
        ``duplicate-organisation`` for one that is there twice.

    Examples
    --------
    >>> mine = pl.DataFrame({"code": ["RXX"], "region": ["London"]})
    >>> organisation_table(mine).select("code", "name", "region").filter(code="RXX").row(0)
    ('RXX', 'Surrey and Borders Partnership NHS Foundation Trust', 'London')
    """
    ours = _ours()
    if given is None:
        return ours
    _check(given, file)
    theirs = given.select(
        _text(name) if name in given.columns else pl.lit(None, pl.String).alias(name)
        for name in TEXTS
    )
    told = pl.col(f"{SUCCESSOR}_theirs").is_not_null()
    return (
        ours.join(theirs, on="code", how="full", coalesce=True, suffix="_theirs")
        .with_columns(pl.coalesce(f"{name}_theirs", name).alias(name) for name in TEXTS[1:])
        .with_columns(pl.when(~told).then(SINCE).alias(SINCE))
        .select(*COLUMNS)
        .sort("code")
    )


def _ours() -> pl.DataFrame:
    known, mergers = (
        pl.DataFrame(read_table(name)).select(pl.all().replace("", None))
        for name in ("organisations", "organisation_mergers")
    )
    both = known.select(KNOWN).join(
        mergers.select("code", SUCCESSOR, SINCE), on="code", how="full", coalesce=True
    )
    return both.select(*COLUMNS).cast(COLUMNS).sort("code")


def _text(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _check(given: pl.DataFrame, file: str) -> None:
    where = Location(file, column="code")
    if "code" not in given.columns:
        accepted = "a table with the columns code, name, region, type, ics"
        raise_all([Problem("missing-column", where, "no column 'code'", accepted)])
    codes = given.select(_text("code"), row=pl.int_range(2, pl.len() + 2))
    empty = codes.filter(pl.col("code").is_null())
    twice = codes.filter(pl.col("code").is_duplicated(), pl.col("code").is_not_null())
    problems = [
        Problem("empty-value", Location(file, row=row, column="code"), "no code", "an ODS code")
        for row in empty["row"]
    ]
    for (code,), rows in twice.group_by("code", maintain_order=True):
        place = Location(file, row=rows["row"][1], column="code")
        message = f"organisation '{code}' is there {len(rows)} times"
        problems.append(Problem("duplicate-organisation", place, message, "one row a code"))
    raise_all(problems)


def successors(
    table: pl.DataFrame, codes: Iterable[str], newest: int | None = None
) -> dict[str, str]:
    """Say under which code the figures of each organisation are counted.

    Parameters
    ----------
    table
        As `organisation_table` gives it.
    codes
        Those that there are figures of.
    newest
        The newest year of the figures. A merger that the library knows, and that came later,
        does not count: in none of those years were the two one.

    Returns
    -------
    dict
        Old code to the last of its successors; a code without any is left out.

    Raises
    ------
    FigureError
        Where codes succeed each other in a circle.

    Examples
    --------
    >>> successors(organisation_table(), ["RNL", "RXX"])
    {'RNL': 'RNN'}
    >>> successors(organisation_table(), ["RNL", "RXX"], 2019)
    {}
    """
    told = table.filter(pl.col(SUCCESSOR).is_not_null(), pl.col(SUCCESSOR) != pl.col("code"))
    if newest is not None:
        told = told.filter(pl.col(SINCE).is_null() | (pl.col(SINCE) <= newest))
    next_of: Mapping[str, str] = dict(told.select("code", SUCCESSOR).iter_rows())
    return {code: _last(code, next_of) for code in sorted({*codes}) if code in next_of}


def _last(code: str, next_of: Mapping[str, str]) -> str:
    seen = [code]
    while seen[-1] in next_of:
        if next_of[seen[-1]] in seen:
            raise FigureError(f"organisations succeed each other in a circle: {', '.join(seen)}")
        seen.append(next_of[seen[-1]])
    return seen[-1]


def late(
    years_of: Mapping[str, Iterable[int]], heirs: Mapping[str, str], table: pl.DataFrame
) -> list[str]:
    """Warn of old codes that report in years in which they had become another's.

    Their figures may be in both: of the old code, and of its successor.
    """
    dated = table.filter(pl.col(SINCE).is_not_null())
    first: Mapping[str, int] = dict(dated.select("code", SINCE).iter_rows())
    told = []
    for code, heir in heirs.items():
        both = {*years_of.get(code, ())} & {*years_of.get(heir, ())}
        after = sorted(year for year in both if year >= first.get(code, year + 1))
        if after:
            years = ", ".join(map(str, after))
            told.append(f"{code} and its successor {heir} both have figures of {years}; added up")
    return told


def memberships(codes: Iterable[str], table: pl.DataFrame, whole: str) -> pl.DataFrame:
    """Say which pools each organisation is in: the whole, its region, its type, its system.

    Returns
    -------
    polars.DataFrame
        Columns organisation, scope (``all``, ``region``, ``type`` or ``ics``), pool; a scope of
        which nothing is known has no rows.
    """
    members = pl.DataFrame({"code": sorted({*codes})}, schema={"code": pl.String}).join(
        table, on="code", how="left"
    )
    parts = [members.select(organisation="code", scope=pl.lit("all"), pool=pl.lit(whole))]
    for scope in GROUPINGS:
        if members[scope].is_not_null().any():
            named = pl.col(scope).fill_null(NOT_KNOWN).alias("pool")
            parts.append(
                members.select(
                    pl.col("code").alias("organisation"), pl.lit(scope).alias("scope"), named
                )
            )
    return pl.concat(parts)
