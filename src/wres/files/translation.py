"""Source values to the words of the standard, as lazy expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from wres.files.scan import clean
from wres.vocabulary import EthnicCategory, ethnic_spellings


def by_distinct(
    expr: pl.Expr,
    function: Callable[[pl.Expr], pl.Expr],
    return_dtype: pl.DataType | None = None,
) -> pl.Expr:
    """Apply a costly text expression once to each distinct value of a batch, lazily.

    A source column has few distinct values, and translating one takes several regular expressions
    and look-ups: over 1.5 million rows `ethnic_category` takes a tenth of the time this way. Where
    several things are read from one column, a struct of them all costs hardly more than one.

    Parameters
    ----------
    expr
        Text.
    function
        Makes an expression of a text expression, value by value.
    return_dtype
        Type of what it makes; text by default.

    Examples
    --------
    >>> values = pl.Series(["a", None, "a"])
    >>> pl.select(by_distinct(pl.lit(values), lambda e: e.fill_null("b"))).to_series().to_list()
    ['a', 'b', 'a']
    """
    dtype = return_dtype or pl.String()
    made = _Made(function(pl.col("value")).alias("made"))
    return expr.map_batches(made.of_batch, return_dtype=dtype, is_elementwise=True)


class _Made:
    """What was made of the values seen so far, for the batches still to come."""

    REMEMBERED = 20_000

    def __init__(self, making: pl.Expr) -> None:
        self.making = making
        # The values as an Enum, and what was made of each and, last, of null: an Enum finds the
        # position of a value twice as fast as a join does.
        self.table = self._table([])

    def _table(self, values: list[str]) -> tuple[pl.Enum, pl.Series]:
        return pl.Enum(values), self._of([*values, None])

    def _of(self, values: Sequence[str | None] | pl.Series) -> pl.Series:
        series = pl.Series("value", values, dtype=pl.String)
        # By the row, so that a constant is one value a row too.
        return series.to_frame().with_columns(self.making)["made"]

    def of_batch(self, values: pl.Series) -> pl.Series:
        known, made = self.table
        found = values.cast(known, strict=False)
        if found.null_count() > values.null_count():
            new = values.filter(found.is_null() & values.is_not_null()).unique()
            if len(known.categories) + len(new) > self.REMEMBERED:
                return self._of(values)
            # Batches run side by side: one may take another's place here, which costs time only.
            known, made = self.table = self._table([*known.categories, *new])
            found = values.cast(known)
        return made.gather(found.to_physical().fill_null(len(made) - 1))


def where_rare(rare: pl.Expr, value: pl.Expr, columns: Sequence[str]) -> pl.Expr:
    """Evaluate a costly text expression only for the rows that it is for, lazily.

    Parameters
    ----------
    rare
        Which rows it is for: cheap, true of few.
    value
        The expression, of single rows; null in other rows, whatever it says.
    columns
        The columns, at least two, that `rare` and `value` read.

    Examples
    --------
    >>> rows = pl.DataFrame({"person": ["07", None], "fte": ["1", "8.5"]})
    >>> rows.select(where_rare(pl.col("person").is_null(), pl.lit("totals row"), rows.columns)).rows()
    [(None,), ('totals row',)]
    """

    def of_batch(rows: pl.Series) -> pl.Series:
        batch = rows.struct.unnest()
        found = batch.select(rare.alias("rare"))["rare"].arg_true()
        nothing = pl.repeat(None, batch.height, dtype=pl.String, eager=True)
        if not len(found):
            return nothing
        # By the row, so that a constant is one value a row too.
        made = batch[found].with_columns(value.alias("made"))["made"]
        return nothing.scatter(found, made)

    return pl.struct(columns).map_batches(of_batch, return_dtype=pl.String(), is_elementwise=True)


def folded(expr: pl.Expr) -> pl.Expr:
    """Fold a text expression as `wres.vocabulary.fold` folds a text.

    Examples
    --------
    >>> pl.select(folded(pl.lit(" White - British "))).item()
    'white british'
    """
    return expr.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")


def looked_up(key: pl.Expr, mapping: Mapping[str, str]) -> pl.Expr:
    """Look up a text expression as it is; null where the mapping has no entry."""
    old, new = list(mapping), [str(value) for value in mapping.values()]
    return key.replace_strict(old, new, default=None, return_dtype=pl.String)


def translate(
    expr: pl.Expr, mapping: Mapping[str, str], *, default: pl.Expr | None = None
) -> pl.Expr:
    """Translate a text expression by a mapping of folded spellings.

    Parameters
    ----------
    mapping
        Folded spelling to label.
    default
        What a value that is not in the mapping becomes; without one, it stays as it is, so that
        admission refuses and shows it.

    Examples
    --------
    >>> from wres.vocabulary import assignment_categories
    >>> values = pl.Series(["PERMANENT", "Fixed-Term Temp", "Gig"])
    >>> pl.select(translate(pl.lit(values), assignment_categories())).to_series().to_list()
    ['substantive', 'fixed_term', 'Gig']
    """
    found = by_distinct(expr, lambda value: looked_up(folded(value), mapping))
    return pl.coalesce(found, expr if default is None else default)


def ethnic_category(expr: pl.Expr, *, nhs_codes: bool = False) -> pl.Expr:
    """Translate a text expression as `wres.vocabulary.ethnic_category` translates a text.

    Parameters
    ----------
    nhs_codes
        The source is known to hold NHS codes, so that a local second character may follow.

    Returns
    -------
    polars.Expr
        The national code; ``99`` for a blank or null; the value as it is where its category is not
        certain, so that admission refuses and shows it.

    Examples
    --------
    >>> values = pl.Series(["A White - British", "CA", "B1", None])
    >>> pl.select(ethnic_category(pl.lit(values))).to_series().to_list()
    ['A', 'C', 'B1', '99']
    """
    return by_distinct(expr, _nhs_ethnic_category if nhs_codes else _ethnic_category)


def _nhs_ethnic_category(expr: pl.Expr) -> pl.Expr:
    spelling = folded(expr)
    local = (spelling.str.len_chars() == 2) & ~spelling.str.contains(" ", literal=True)  # noqa: PLR2004
    first = looked_up(spelling.str.head(1), ethnic_spellings("national"))
    return _ethnic_category(expr, pl.when(local).then(first))


def _ethnic_category(expr: pl.Expr, local: pl.Expr | None = None) -> pl.Expr:
    known = ethnic_spellings()
    codes = {**ethnic_spellings("sub_code"), **ethnic_spellings("national")}
    spelling = folded(expr)
    code, label = spelling.str.extract("^([^ ]+) "), spelling.str.extract("^[^ ]+ (.+)$")
    category, named = looked_up(code, codes), looked_up(label, known)
    groups = {str(item): str(item.group) for item in EthnicCategory}
    agrees = named.is_null() | (looked_up(named, groups) == looked_up(category, groups))
    blank = pl.when(clean(expr).is_null()).then(pl.lit(str(EthnicCategory.NOT_KNOWN)))
    found = [
        looked_up(spelling, known),
        pl.when(agrees).then(category),
        *([] if local is None else [local]),
    ]
    return pl.coalesce(blank, *found, expr)
