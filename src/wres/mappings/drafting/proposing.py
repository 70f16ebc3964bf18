"""What the values of a column may mean: only what the rule files know, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from attrs import frozen

from wres.admission.parse import DAY_FORMATS, FALSE, TRUE, days
from wres.admission.refusals import HIDDEN, shown
from wres.fields import Column
from wres.mappings.column_rules import ETHNIC
from wres.mappings.meaning import NHS_WORDS
from wres.mappings.rules import ODATA
from wres.vocabulary import ethnic_spellings, fold


LISTED_AT_MOST = 40
"""Distinct values up to which a column's values are listed."""

RARE = 3
"""Rows below which a value that no rule file knows is not listed: it might be a person's own."""

LONGEST_CODE = 2
AMERICAN = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%b %d, %Y", "%B %d, %Y")


@frozen
class Proposal:
    """A value of the source, what it may mean (empty: a person must say), and its rows."""

    value: str
    label: str
    rows: int


@frozen
class Proposals:
    """Values of a column that may be listed.

    Parameters
    ----------
    hidden
        How many values are not: rare ones, and those that may identify a person.
    words
        Whether there are too many to list.
    """

    listed: tuple[Proposal, ...] = ()
    hidden: int = 0
    words: bool = False


def proposals(name: str, column: Column, values: Mapping[str, int], *, race: bool) -> Proposals:
    """Propose what each value of a choice or a flag means.

    Parameters
    ----------
    values
        Value to its rows; empty where there are too many.
    race
        Whether the column is called by race, as in the United States: the codes of such a list are
        not the NHS's.
    """
    if not values or len(values) > LISTED_AT_MOST:
        return Proposals(words=True)
    known = _ethnic(values, race=race) if name == ETHNIC else _meanings(name, column, list(values))
    listed, hidden = [], 0
    for value, rows in values.items():
        label = known.get(value, "")
        safe = shown(value, Column("choice", "")) != HIDDEN
        if safe and (label or rows >= RARE):
            listed.append(Proposal(value, label, rows))
        else:
            hidden += 1
    return Proposals(tuple(listed), hidden)


def _ethnic(values: Mapping[str, int], *, race: bool) -> dict[str, str]:
    """Look values up as spellings; codes only where the column has no code that is another's."""
    spellings = ethnic_spellings()
    codes = [value for value in values if len(fold(value)) <= LONGEST_CODE]
    foreign = race or any(fold(code) not in spellings for code in codes)
    return {
        value: str(spellings[fold(value)])
        for value in values
        if fold(value) in spellings and not (foreign and value in codes)
    }


def _meanings(name: str, column: Column, values: Sequence[str]) -> dict[str, str]:
    if column.kind == "flag" and name not in NHS_WORDS:
        return _flags(values)
    text = pl.col("value")
    looked_up = NHS_WORDS[name](text) if name in NHS_WORDS else pl.lit(None, pl.String)
    found = pl.DataFrame({"value": values}).select("value", looked_up.alias("label")).rows()
    labels = {fold(label): label for label in column.labels}
    own = {value: labels[fold(value)] for value in values if fold(value) in labels}
    words = {value: label for value, label in found if label}
    if column.kind == "flag":
        return {**_flags(values), **{value: _flag(label) for value, label in words.items()}}
    return {**words, **own}


def _flags(values: Sequence[str]) -> dict[str, str]:
    return {value: made for value in values if (made := _flag(value.strip().lower()))}


def _flag(word: str) -> str:
    return "true" if word in TRUE else "false" if word in FALSE else ""


def date_form(values: Sequence[str]) -> tuple[str | None, bool]:
    """Say in which form a column has its dates, if not in one that admission reads.

    Returns
    -------
    tuple
        The form, or ``None``; and whether day and month could be either.
    """
    if not values:
        return None, False
    series = pl.Series(values, dtype=pl.String)
    if all(value.startswith("/Date(") for value in values):
        return ODATA, False
    american = next((form for form in AMERICAN if _reads(series, form)), None)
    if days(series).null_count() == 0:
        slashed = [form for form in DAY_FORMATS if form.startswith("%d/")]
        either = american is not None and any(_reads(series, form) for form in slashed)
        return None, either
    return american, False


def _reads(values: pl.Series, form: str) -> bool:
    read = values.str.to_date(form, strict=False)
    return read.null_count() == 0 and bool((read.dt.year() >= 1000).all())  # noqa: PLR2004
