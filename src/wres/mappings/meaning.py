"""What the values of a column mean, as lazy expressions, from the rules of a mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from wres.admission import EFFECTIVE_TO
from wres.admission.parse import FIRST_WRITTEN, TIME_OF_DAY
from wres.fields import Column
from wres.files import by_distinct, clean, ethnic_category, folded, looked_up
from wres.files.nhs_words import engagement, pay_band, staff_group
from wres.mappings.column_rules import ETHNIC
from wres.mappings.rules import COUNT, ODATA, ColumnRule, OutOfScope
from wres.vocabulary import fold, read_table


UNSAID = " (not in the mapping)"
ANOTHER_FORM = " (another form)"
NO_DAY = ("0000-00-00", "00/00/0000")
"""How a database may write that there is no date."""

NO_END = "1900-01-01"
"""A blank that a database turned into a date: as an end, none."""

BARE = re.compile(r"^/Date\((-?\d{1,15})[-+)]")


def _listed(table: str, column: str) -> Callable[[pl.Expr], pl.Expr]:
    """Look words up in a rule file; an offer is no appointment."""
    rows = read_table(table)
    known = {row["spelling"]: row[column].replace("offer", "no") for row in rows if row[column]}
    return lambda text: looked_up(folded(text), known)


NHS_WORDS: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    ETHNIC: lambda text: ethnic_category(text, nhs_codes=True),
    "pay_band": lambda text: pay_band(text, {}),
    "workforce_group": lambda text: staff_group(text, {}),
    "engagement": lambda text: engagement(text, {}),
    "shortlisted": _listed("recruitment_stages", "shortlisted"),
    "appointed": _listed("recruitment_stages", "appointed"),
    "voting": _listed("board_words", "voting"),
    "executive": _listed("board_words", "executive"),
}


def meaning(
    text: pl.Expr, name: str, rule: ColumnRule, column: Column, dates: Sequence[str] = ()
) -> pl.Expr:
    """Say what a column means, for admission to judge.

    Parameters
    ----------
    text
        The column as it stands.
    dates
        Forms of a date.

    Returns
    -------
    polars.Expr
        Text. What no rule knows stays as it is, so that it is refused and shown; a value that
        happens to be an ethnic category's code is marked, as it may mean another thing here.
    """
    if rule.constant is not None:
        return pl.lit(rule.constant)
    if column.kind == "day":
        trimmed = clean(text)
        made = _day(pl.when(~trimmed.is_in(NO_DAY)).then(trimmed), dates)
        return pl.when(made != NO_END).then(made) if name == EFFECTIVE_TO else made

    def told(value: pl.Expr) -> pl.Expr:
        made = _told(value, name, rule, column)
        if rule.blank is None:
            return made
        return pl.when(value.is_null()).then(pl.lit(rule.blank)).otherwise(made)

    if _has_rules(name, rule, column):
        return by_distinct(text, lambda value: told(clean(value)))
    return clean(text)


def _has_rules(name: str, rule: ColumnRule, column: Column) -> bool:
    said = bool(rule.values) or rule.words or rule.others is not None or rule.blank is not None
    return said or name in {ETHNIC, COUNT} or column.kind == "choice"


def _told(text: pl.Expr, name: str, rule: ColumnRule, column: Column) -> pl.Expr:
    found = [matched(text, _said(rule.values), patterns=name not in {ETHNIC, COUNT})]
    rest = text
    if rule.words:
        found.append(NHS_WORDS[name](text))
    elif name == ETHNIC:
        rest = pl.when(text.is_in(column.labels)).then(text + UNSAID).otherwise(text)
    if name == COUNT:
        rest = text.str.replace_all(",", "", literal=True)
    if rule.others is not None:
        rest = pl.when(text.is_not_null()).then(pl.lit(rule.others))
    return pl.coalesce(*found, rest)


def _said(values: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is still open."""
    return {text: label for text, label in values.items() if label}


def matched(text: pl.Expr, values: Mapping[str, str], *, patterns: bool) -> pl.Expr:
    """Look a text up as it is, loosely, and by patterns, in that order; null where not found.

    Parameters
    ----------
    values
        Value to meaning; in a pattern ``*`` stands for any text.
    patterns
        Whether ``*`` means that, and not itself.
    """
    stars = {value: label for value, label in values.items() if patterns and "*" in value}
    plain = {value: label for value, label in values.items() if value not in stars}
    # What has neither letter nor digit, such as "-", folds to nothing.
    signs = {value.strip(): label for value, label in plain.items() if not fold(value)}
    loose = {fold(value): label for value, label in plain.items() if fold(value)}
    found = [looked_up(text, signs)] if signs else []
    found += [looked_up(folded(text), loose)] if loose else []
    found += [pl.when(is_like(text, [star])).then(pl.lit(label)) for star, label in stars.items()]
    return pl.coalesce(*found, pl.lit(None, pl.String))


def is_like(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    """Whether a text is one of some patterns, upper case and width of blanks aside.

    Examples
    --------
    >>> values = pl.Series(["FIRE  safety", "Fire safety (level 2)", "Leading teams"])
    >>> pl.select(is_like(pl.lit(values), ["fire safety*"])).to_series().to_list()
    [True, True, False]
    """
    parts = (re.sub(r"\s+", " ", pattern.strip()).split("*") for pattern in patterns)
    whole = "|".join(".*".join(map(re.escape, part)) for part in parts)
    return text.str.replace_all(r"\s+", " ").str.contains(f"(?is)^(?:{whole})$")


def _day(text: pl.Expr, dates: Sequence[str]) -> pl.Expr:
    """Write a date in the form that admission reads first; mark what has none of the forms."""
    if not dates:
        return text

    def told(value: pl.Expr) -> pl.Expr:
        bare = value.str.replace(TIME_OF_DAY, "")
        read = pl.coalesce(_read(value, bare, form) for form in dates)
        return pl.coalesce(read.dt.to_string("%Y-%m-%d"), value + ANOTHER_FORM)

    return by_distinct(text, told)


def _read(value: pl.Expr, bare: pl.Expr, form: str) -> pl.Expr:
    if form == ODATA:
        milliseconds = value.str.extract(BARE.pattern).cast(pl.Int64, strict=False)
        return pl.from_epoch(milliseconds, "ms").dt.date()
    read = pl.coalesce(one.str.to_date(form, strict=False) for one in (value, bare))
    return pl.when(read >= FIRST_WRITTEN).then(read)


def left_out(text: pl.Expr, rule: OutOfScope) -> pl.Expr:
    """Give the reason why rows are none of the table, or null."""

    def told(value: pl.Expr) -> pl.Expr:
        reason = pl.lit(rule.reason)
        listed = matched(value, dict.fromkeys(rule.values, rule.reason), patterns=True)
        kept = matched(value, dict.fromkeys(rule.unless, "kept"), patterns=True)
        other = kept.is_null() & value.is_not_null() & pl.lit(bool(rule.unless))
        blank = value.is_null() & pl.lit(rule.blank)
        return pl.when(listed.is_not_null() | other | blank).then(reason)

    return by_distinct(text, lambda value: told(clean(value)))
