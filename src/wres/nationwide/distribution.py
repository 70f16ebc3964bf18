"""How organisations are spread, and what challenges each of them most."""

from __future__ import annotations

from fractions import Fraction
from math import isinf

import polars as pl

from wres.nationwide.measures import WITHOUT_END, measures, rule
from wres.rounding import display
from wres.statistics import settle


QUARTILES = {
    "lowest": 0.0,
    "lower_quartile": 0.25,
    "median": 0.5,
    "upper_quartile": 0.75,
    "highest": 1.0,
}
POOL = ("scope", "pool", "year", "measure", "metric")


def distribution(standing: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Give the spread of organisations in every pool, year and measure.

    Parameters
    ----------
    standing
        As `wres.nationwide.standing.standings` gives it.
    members
        Columns organisation, scope, pool.

    Returns
    -------
    polars.DataFrame
        Columns scope, pool, year, measure, metric, organisations (that have the figure);
        lowest, lower_quartile, median, upper_quartile, highest (unweighted: each organisation
        counts once; infinite where it is a ratio without end), each with its ``_display``;
        adverse (how many are on the side that is worse for BME staff), adverse_share; tested,
        adverse_significant and favourable_significant (after Benjamini and Hochberg), and their
        shares of those tested; outside_four_fifths (adverse, and beyond the four-fifths band).
    """
    known = standing.filter(pl.col("gap").is_not_null()).join(members, on="organisation")
    # A ratio without end is the highest of all.
    value = pl.col("value").fill_null(float("inf"))
    significant = pl.col("significant").fill_null(value=False)
    outside = pl.col("four_fifths").is_in(["above", "below"]).fill_null(value=False)
    beyond = outside | pl.col("value").is_null()
    spread = known.group_by(POOL).agg(
        organisations=pl.len().cast(pl.Int64),
        **{
            name: value.quantile(at, "linear").fill_nan(float("inf")).round_sig_figs(12)
            for name, at in QUARTILES.items()
        },
        adverse=pl.col("adverse").sum().cast(pl.Int64),
        tested=pl.col("q_value").count().cast(pl.Int64),
        adverse_significant=(significant & pl.col("adverse")).sum().cast(pl.Int64),
        favourable_significant=(significant & ~pl.col("adverse")).sum().cast(pl.Int64),
        outside_four_fifths=(beyond & pl.col("adverse")).sum().cast(pl.Int64),
    )
    order = pl.col("measure").replace_strict(
        {one.key: place for place, one in enumerate(measures())}, return_dtype=pl.Int64
    )
    return _shown(spread.sort("scope", "pool", "year", order))


def _shown(spread: pl.DataFrame) -> pl.DataFrame:
    """Add what people read: a few figures a pool, rounded exactly."""
    scale = {one.key: one.scale for one in measures()}
    scales = [scale[key] for key in spread["measure"]]
    shown = [
        pl.Series(
            f"{name}_display",
            [figure(value, kind) for value, kind in zip(spread[name], scales, strict=True)],
            dtype=pl.String,
        )
        for name in QUARTILES
    ]
    shares = [
        pl.Series(
            f"{part}_share",
            [share(some, every) for some, every in spread.select(part, whole).rows()],
            dtype=pl.String,
        )
        for part, whole in (
            ("adverse", "organisations"),
            ("adverse_significant", "tested"),
            ("favourable_significant", "tested"),
        )
    ]
    return spread.with_columns(*shown, *shares)


def figure(value: float | None, scale: str) -> str | None:
    """Show the figure of a measure: a ratio, or points.

    Examples
    --------
    >>> figure(1.525, "ratio"), figure(-0.0312, "points")
    ('1.53', '-3.1')
    """
    if value is None:
        return None
    if isinf(value):
        return WITHOUT_END
    exact = Fraction(repr(settle(value)))
    return display(exact, 2) if scale == "ratio" else display(100 * exact, 1)


def share(some: int, every: int) -> str | None:
    """Show a share of organisations."""
    return display(Fraction(some, every), 1, percent=True) if every else None


def challenged(standing: pl.DataFrame) -> pl.DataFrame:
    """Name the measures that challenge each organisation most.

    The rule is in ``data/national_rules.csv``: those in which it ranks least favourably among
    all, as a share of all that are ranked; only what is adverse counts, and only where enough
    organisations are ranked. Of equal shares, the larger gap comes first.

    Returns
    -------
    polars.DataFrame
        Columns organisation, year, place (1 to 3), measure, metric, display, rank, of, verdict,
        significant; sorted.
    """
    number, least = int(rule("challenged_number")), int(rule("challenged_least"))
    worst = (
        standing.filter(pl.col("adverse"), pl.col("of") >= least)
        .with_columns(standing=pl.col("rank") / pl.col("of"))
        .sort("organisation", "year", "standing", -pl.col("gap"), maintain_order=True)
        .with_columns(place=pl.int_range(1, pl.len() + 1).over("organisation", "year"))
        .filter(pl.col("place") <= number)
    )
    return worst.select(
        *("organisation", "year", "place", "measure", "metric", "display", "rank", "of"),
        *("verdict", "significant"),
    )
