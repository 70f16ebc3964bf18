"""From ESR's raw columns to table ``workforce``, in the steps that every ESR file shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl
from attrs import frozen

from wres.admission import EFFECTIVE_FROM, EFFECTIVE_TO, OUT_OF_SCOPE
from wres.files import clean, ethnic_category, translate, where_rare
from wres.vocabulary import PayBand
from wres_adapters import _esr


Words = Mapping[str, Mapping[str, str]]
BANK = r"(?i)\bbank\b"


@frozen
class Raw:
    """Which raw text columns of a frame mean what; () where there is none.

    Parameters
    ----------
    category
        Assignment category: where a row has one, it decides.
    engagements
        What is looked at without it, in order: person type, employee category.
    posts
        Names of the position, which may say "bank".
    occupations, groups
        Occupation codes, then staff groups; the first known decides.
    grades, roles, statuses
        The first known decides.
    starts, ends
        Days between which the row holds.
    headers
        Column to header, for messages.
    """

    grades: Sequence[str]
    headers: Mapping[str, str]
    category: Sequence[str] = ()
    engagements: Sequence[str] = ()
    posts: Sequence[str] = ()
    occupations: Sequence[str] = ()
    groups: Sequence[str] = ()
    roles: Sequence[str] = ()
    statuses: Sequence[str] = ()
    starts: Sequence[str] = ()
    ends: Sequence[str] = ()


def staff(frame: pl.LazyFrame, raw: Raw, options: Mapping[str, Any]) -> pl.LazyFrame:
    """Add what the raw columns mean.

    Parameters
    ----------
    frame
        Raw columns, among them ``ethnic_category``, and perhaps `OUT_OF_SCOPE`.
    options
        ``translations``: what local words mean, by field.

    Returns
    -------
    polars.LazyFrame
        With ethnic_category, workforce_group, pay_band, engagement, senior_medical_manager,
        `OUT_OF_SCOPE`, `EFFECTIVE_FROM` and `EFFECTIVE_TO`; a value that is not known stays as it
        is. The raw columns named in `raw` become structs. In steps, so that each raw column is
        translated once, and one that only stands in for another only where it does.
    """
    words = {name: _esr.given_words(options, name) for name in _esr.TRANSLATED}
    first = _decisive(frame, raw, words)
    second = first.with_columns(*_standing_in(raw, words))
    return second.with_columns(
        _known_group(raw).alias("group"),
        _first(raw.grades, "band").alias("band"),
        _first(raw.statuses, "reason").alias("reason"),
    ).with_columns(
        pl.coalesce(
            _esr.workforce_group(pl.col("group"), pl.col("band"), _any(raw.grades, "medical")),
            *_parts((*raw.groups, *raw.occupations), "text"),
        ).alias("workforce_group"),
        pl.coalesce("band", *_parts(raw.grades, "text")).alias("pay_band"),
        _faulty(_engagement(raw), raw).alias("engagement"),
        (
            _any(raw.roles, "senior")
            & (pl.col("band") == str(PayBand.CONSULTANT)).fill_null(value=False)
        ).alias("senior_medical_manager"),
        _scope(frame).alias(OUT_OF_SCOPE),
        pl.max_horizontal(pl.lit(None, pl.Date), *_days(raw.starts)).alias(EFFECTIVE_FROM),
        pl.min_horizontal(pl.lit(None, pl.Date), *map(_esr.end, _days(raw.ends))).alias(
            EFFECTIVE_TO
        ),
    )


def _decisive(frame: pl.LazyFrame, raw: Raw, words: Words) -> pl.LazyFrame:
    """Translate the columns that decide."""
    ethnic, given = pl.col("ethnic_category"), words["ethnic_category"]
    bands = partial(_esr.pay_band, given=words["pay_band"])
    engagement = partial(_esr.engagement, given=words["engagement"])
    return frame.with_columns(
        ethnic_category(translate(ethnic, given) if given else ethnic, nhs_codes=True),
        *(_esr.meanings(name, band=bands, medical=_esr.medical_scale) for name in raw.grades),
        *(_esr.meanings(name, group=_esr.occupation_group) for name in raw.occupations),
        *(_esr.meanings(name, engagement=engagement) for name in raw.category),
        *(_esr.meanings(name, office=_esr.office, senior=_esr.senior) for name in raw.roles),
        *(_esr.meanings(name, reason=_esr.out_of_post) for name in raw.statuses),
        *(_esr.date_of(pl.col(name)).alias(f"{name}:day") for name in (*raw.starts, *raw.ends)),
    )


def _standing_in(raw: Raw, words: Words) -> list[pl.Expr]:
    """Translate the columns that are looked at only where those that decide are blank or unknown."""
    no_group = _first(raw.occupations, "group").is_null()
    no_category = _first(raw.category, "text").is_null()
    group = partial(_esr.staff_group, given=words["workforce_group"])
    engagement = partial(_esr.engagement, given=words["engagement"])

    def where(needed: pl.Expr, name: str) -> pl.Expr:
        return pl.when(needed).then(pl.col(name))

    return [
        *(_esr.meanings(name, where(no_group, name), group=group) for name in raw.groups),
        *(
            _esr.meanings(name, where(no_category, name), engagement=engagement)
            for name in raw.engagements
        ),
        *(where(no_category, name).str.contains(BANK).alias(f"{name}:bank") for name in raw.posts),
    ]


def _known_group(raw: Raw) -> pl.Expr:
    return _first((*raw.occupations, *raw.groups), "group")


def _parts(names: Sequence[str], part: str) -> list[pl.Expr]:
    return [pl.col(name).struct.field(part) for name in names]


def _first(names: Sequence[str], part: str) -> pl.Expr:
    return pl.coalesce(*_parts(names, part), pl.lit(None, pl.String))


def _any(names: Sequence[str], part: str) -> pl.Expr:
    return pl.any_horizontal(
        pl.lit(value=False), *(each.is_not_null() for each in _parts(names, part))
    )


def _days(names: Sequence[str]) -> list[pl.Expr]:
    return [pl.col(f"{name}:day") for name in names]


def _scope(frame: pl.LazyFrame) -> pl.Expr:
    given = [pl.col(OUT_OF_SCOPE)] if OUT_OF_SCOPE in frame.collect_schema() else []
    return pl.coalesce(*given, pl.when(pl.col("reason") != "").then(pl.col("reason")))


def _engagement(raw: Raw) -> pl.Expr:
    """Say how a person is engaged: by office, else category, else what the other columns hint at."""
    bank = pl.any_horizontal(pl.lit(value=False), *(pl.col(f"{name}:bank") for name in raw.posts))
    return pl.coalesce(
        *_parts(raw.roles, "office"),
        *_parts(raw.category, "engagement"),
        *_parts(raw.category, "text"),
        pl.when(bank).then(pl.lit("bank")),
        *_parts(raw.engagements, "engagement"),
        *_parts(raw.engagements, "text"),
    )


def _faulty(value: pl.Expr, raw: Raw) -> pl.Expr:
    """Put a fault that no field of the record can hold in the engagement's place, to be refused.

    A status that is not known, an end date that is none.
    """
    statuses = [(name, pl.col(name).struct.field("text"), "reason") for name in raw.statuses]
    dates = [(name, clean(pl.col(name)), f"{name}:day") for name in (*raw.starts, *raw.ends)]
    if not (faults := [*statuses, *dates]):
        return value
    shown = [
        pl.when(pl.col(meaning).is_null() & text.is_not_null()).then(
            pl.format("{}: {}", pl.lit(raw.headers.get(name, name)), text)
        )
        for name, text, meaning in faults
    ]
    suspect = pl.any_horizontal(
        pl.col(meaning).is_null() & _filled(name, raw) for name, _, meaning in faults
    )
    read = list(dict.fromkeys(column for name, _, meaning in faults for column in (name, meaning)))
    return pl.coalesce(where_rare(suspect, pl.coalesce(shown), read), value)


def _filled(name: str, raw: Raw) -> pl.Expr:
    """Whether a column holds something, if only blanks."""
    column = pl.col(name)
    return (column.struct.field("text") if name in raw.statuses else column).is_not_null()
