"""What organisations are compared by: one figure a metric, with its direction, as data."""

from __future__ import annotations

from functools import cache
from typing import Self

import polars as pl
from attrs import frozen

from wres.metrics import metric
from wres.metrics.ratio import ENDLESS
from wres.profiles import profile
from wres.statistics.columnar.series import from_interval
from wres.vocabulary import read_table


HEADLINE = "headline"
WITHOUT_END = "without end"
"""What is shown of a ratio that divides by nobody, where the other group has somebody."""

KEYS = ("organisation", "year", "metric", "part", "workforce_group", "ethnic_group")
BESIDE = {"verdict": "display", "four_fifths": "display", "p_value": "value"}
"""Figures that stand beside a ratio, and the column that has them."""


@frozen
class Measure:
    """One figure by which organisations are compared: a row of ``data/national_measures.csv``.

    Parameters
    ----------
    key
        Name; sorts in the order of the metrics.
    scale
        ``ratio``, whose parity is 1, or ``points``, whose parity is 0.
    error
        What the standard error of its logarithm is taken from: ``counts``, ``interval``, or
        nothing, and then it has no funnel and no test.
    """

    key: str
    metric: int
    figure: str
    part: str | None
    workforce_group: str | None
    scale: str
    error: str
    title: str

    @classmethod
    def of(cls, row: dict[str, str]) -> Self:
        """Read a row."""
        return cls(
            row["key"],
            int(row["metric"]),
            row["figure"],
            row["part"] or None,
            row["workforce_group"] or None,
            row["scale"],
            row["error"],
            row["title"],
        )


@cache
def measures() -> tuple[Measure, ...]:
    """Give all of them, in order.

    Examples
    --------
    >>> [one.key for one in measures()][:4]
    ['1-non-clinical', '1-clinical', '2', '3']
    """
    return tuple(map(Measure.of, read_table("national_measures")))


@cache
def measure_of(key: str) -> Measure:
    """Give one of them."""
    return next(one for one in measures() if one.key == key)


def rule(name: str) -> str:
    """Give a rule of ``data/national_rules.csv``.

    Examples
    --------
    >>> rule("challenged_number")
    '3'
    """
    return next(row["value"] for row in read_table("national_rules") if row["rule"] == name)


def yardsticks(figures: pl.DataFrame) -> pl.DataFrame:
    """Take the figures out by which organisations are compared.

    Parameters
    ----------
    figures
        As `wres.figures` gives them.

    Returns
    -------
    polars.DataFrame
        One row an organisation, year and measure that has the figure, defined or not. Columns
        organisation, year, measure (its key), metric, direction (the two groups of a ratio),
        value, display, low, high, verdict, four_fifths, p_value (of 5 to 8 from the interval),
        error (standard error of the logarithm, null where there is none), worse_above (whether
        higher is worse for BME staff), gap (how far from parity: above 0 is worse for BME;
        infinite for a ratio of 0 and for one without end, of which one group has events and the
        other none), adverse, status, reason.
    """
    wanted = _wanted(sorted(figures["year"].unique()))
    main = figures.join(
        wanted, on=["year", "metric", "figure", "part", "workforce_group"], nulls_equal=True
    ).filter((pl.col("figure") != "difference") | (pl.col("ethnic_group") == "bme"))
    for name, column in BESIDE.items():
        other = figures.filter(pl.col("figure") == name).select(*KEYS, pl.col(column).alias(name))
        main = main.join(other, on=KEYS, how="left", nulls_equal=True)
    order = {one.key: place for place, one in enumerate(measures())}
    place = pl.col("measure").replace_strict(order, return_dtype=pl.Int64)
    return (
        _with_error(main, figures)
        .with_columns(adverse=pl.col("gap") > 0)
        .sort("organisation", "year", place)
        .select(
            *("organisation", "year", "measure", "metric"),
            *("direction", "value", "display", "low", "high", "verdict", "four_fifths", "p_value"),
            *("error", "worse_above", "gap", "adverse", "status", "reason"),
        )
    )


def _wanted(years: list[int]) -> pl.DataFrame:
    """Say which figure is each measure's, year by year."""
    rows = [
        (
            year,
            one.metric,
            one.figure,
            profile(year)["metric_9_headline"] if one.part == HEADLINE else one.part,
            one.workforce_group,
            one.key,
            one.scale,
            one.error,
            _endless(one, year),
        )
        for year in years
        for one in measures()
    ]
    schema = {
        "year": pl.Int64,
        "metric": pl.Int64,
        **dict.fromkeys(
            ("figure", "part", "workforce_group", "measure", "scale", "source", "endless"),
            pl.String,
        ),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _endless(measure: Measure, year: int) -> str:
    """Give the reason by which a ratio has no end, rather than no meaning."""
    return f"no {profile(year)['label_bme']} in upper bands" if measure.metric == 1 else ENDLESS


def _with_error(main: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Add the distance from parity, and the standard error of the logarithm."""
    found = from_interval(main["value"], main["low"], main["high"])
    counted = main.join(_from_counts(figures), on=["organisation", "year", "metric"], how="left")
    endless = (pl.col("scale") == "ratio") & (pl.col("reason") == pl.col("endless"))
    logarithm = pl.when(endless).then(float("inf")).otherwise(pl.col("value").log())
    wanted = pl.col("metric").replace_strict(_WANTED, return_dtype=pl.Boolean)
    above = pl.col("ethnic_group").str.starts_with("white/") == wanted
    return (
        counted.with_columns(interval_error=found.error, interval_p=found.p_value)
        .with_columns(
            error=pl.when(pl.col("source") == "counts")
            .then("counts_error")
            .when(pl.col("source") == "interval")
            .then("interval_error"),
            p_value=pl.coalesce(
                "p_value", pl.when(pl.col("source") == "interval").then("interval_p")
            ),
            direction=pl.when(pl.col("scale") == "ratio").then("ethnic_group"),
            display=pl.when(endless).then(pl.lit(WITHOUT_END)).otherwise("display"),
            worse_above=above & (pl.col("scale") == "ratio"),
        )
        .with_columns(
            gap=pl.when(pl.col("scale") == "points").then(pl.col("value")).otherwise(logarithm)
        )
        .with_columns(gap=pl.when("worse_above").then("gap").otherwise(-pl.col("gap")))
    )


# Rising to a higher band is to a person's advantage, as metric 1's own text has it.
_WANTED = {one.metric: metric(one.metric).wanted is not False for one in measures()}


def _from_counts(figures: pl.DataFrame) -> pl.DataFrame:
    """Give the delta-method standard error of the log of each likelihood ratio."""

    def of(figure: str, group: str) -> pl.Expr:
        here = (pl.col("figure") == figure) & (pl.col("ethnic_group") == group)
        return pl.col("value").filter(here).first()

    def part(group: str) -> pl.Expr:
        events, total = pl.col(f"events_{group}"), pl.col(f"population_{group}")
        possible = (events > 0) & (events <= total)
        return pl.when(possible).then(1 / events - 1 / total)

    variance = part("white") + part("bme")
    return (
        figures.filter(pl.col("figure").is_in(["population", "events"]))
        .group_by("organisation", "year", "metric")
        .agg(
            of(figure, group).alias(f"{figure}_{group}")
            for figure in ("population", "events")
            for group in ("white", "bme")
        )
        .select(
            "organisation",
            "year",
            "metric",
            counts_error=pl.when(variance > 0).then(variance.sqrt().round_sig_figs(12)),
        )
    )
