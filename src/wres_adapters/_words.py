"""What the words of recruitment, case and learning systems mean, from the rule files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl
from attrs import evolve

from wres.admission import OUT_OF_SCOPE, ROW
from wres.admission.refusals import HIDDEN, shown
from wres.errors import Location, Problem, raise_all
from wres.fields import Column
from wres.files import Scan, by_distinct, ethnic_category, folded, looked_up, translate
from wres.vocabulary import EthnicCategory, read_table
from wres_adapters._esr import given_words


MOST_TOLD, SHOWN_AS_EXAMPLE = 20, 5


def translations(*fields: str) -> dict[str, str]:
    """Describe the option that translates the words of some fields."""
    return {
        "translations": f"meaning of local words, by field: {', '.join(fields)} (a table of tables)"
    }


@cache
def meanings(table: str, column: str) -> Mapping[str, str]:
    """Folded spelling to what one column of a rule file says of it; blanks are left out."""
    rows = read_table(table)
    return MappingProxyType({row["spelling"]: row[column] for row in rows if row[column]})


def word(name: str, options: Mapping[str, Any]) -> pl.Expr:
    """Give a field's text or, of a word that the user translates, the translation."""
    given = given_words(options, name)
    return translate(pl.col(name), given) if given else pl.col(name)


def meaning(text: pl.Expr, table: str, column: str) -> pl.Expr:
    """Look a word up in a rule file; null where it is not there."""
    known = meanings(table, column)
    return by_distinct(text, lambda value: looked_up(folded(value), known))


def ethnicity(scan: Scan, options: Mapping[str, Any], *, blank: bool) -> pl.Expr:
    """Give the ethnic category of a row.

    Parameters
    ----------
    blank
        Whether it may be left blank, to be taken from the workforce; otherwise blank is ``99``.
    """
    if "ethnic_category" not in scan.columns:
        return pl.lit(None, pl.String)
    code = ethnic_category(word("ethnic_category", options), nhs_codes=True)
    return pl.when(pl.col("ethnic_category").is_not_null()).then(code) if blank else code


def ethnic_word() -> pl.Expr:
    """Write the ethnic category as these systems show it; null stays."""
    words = {str(item): item.label for item in EthnicCategory}
    return pl.col("ethnic_category").cast(pl.String).replace_strict(words, return_dtype=pl.String)


def check_words(rows: pl.LazyFrame, scan: Scan, name: str, table: str, column: str) -> None:
    """Raise where a field has words that the rule file does not know: no rule would be right.

    Parameters
    ----------
    rows
        With the field and `OUT_OF_SCOPE`: rows out of scope are not looked at.

    Raises
    ------
    InputError
        ``unknown-word`` and, where the field is blank, ``missing-value``: each word once, with its
        first row.
    """
    what = name.replace("_", " ")
    listed = ", ".join(list(meanings(table, column))[:SHOWN_AS_EXAMPLE])
    accepted = (
        f"a {what} of {table}.csv ({listed} and others), or its meaning in option translations"
    )
    found = (
        rows.filter(pl.col(OUT_OF_SCOPE).is_null())
        .filter(meaning(pl.col(name), table, column).is_null())
        .group_by(name)
        .agg(pl.col(ROW).min(), pl.len().cast(pl.Int64))
        .sort(ROW)
        .collect(engine="streaming")
    )
    where = Location(scan.where.file, scan.where.sheet, column=scan.columns[name])
    problems = []
    for value, row, count in found.head(MOST_TOLD).rows():
        here = evolve(where, row=row)
        if value is None:
            problems.append(Problem("missing-value", here, f"no {what}", accepted, count))
        else:
            message = f"unknown {what} {_quoted(value, accepted)}"
            problems.append(Problem("unknown-word", here, message, accepted, count))
    if len(rest := found[MOST_TOLD:]):
        message, count = f"unknown {what} in {len(rest)} further words", int(rest["len"].sum())
        here = evolve(where, row=rest[0, ROW])
        problems.append(Problem("unknown-word", here, message, accepted, count))
    raise_all(problems)


def _quoted(value: str, accepted: str) -> str:
    safe = shown(value, Column("choice", accepted))
    return HIDDEN if safe == HIDDEN else f"'{safe}'"
