"""Where each organisation stands among all, in every measure: rank, test and funnel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import polars as pl
from attrs import frozen

from wres.nationwide.measures import measures, rule
from wres.statistics import Funnel, Point, funnel, settle
from wres.statistics.columnar.screening import benjamini_hochberg
from wres.statistics.funnel import ALARM, WARNING


OVER = ("year", "measure")
CHANCE = Funnel(0.0, 0, 1.0, 0.0)
INNER, OUTER = (CHANCE.limits(1.0, level=level)[1] for level in (WARNING, ALARM))
"""Standard errors from the target to the limits."""


@frozen(eq=False)
class Standings:
    """Every organisation in every measure, and the funnels that they lie in.

    Parameters
    ----------
    organisations
        Columns of `wres.nationwide.measures.yardsticks`, and after them rank (1 is the least
        favourable to BME staff), of (how many are ranked), quartile (1 the least favourable),
        q_value (Benjamini and Hochberg's, over all organisations of a measure and year),
        significant, low_95, high_95, low_998, high_998 (the funnel's limits for an organisation
        of its size), z and place (``inside``, ``above``, ``far_above``, ``below``,
        ``far_below``; null without a funnel), outlier (``adverse`` or ``favourable``).
    funnels
        Columns year, measure, target, points, dispersion, between.
    """

    organisations: pl.DataFrame
    funnels: pl.DataFrame


def standings(yardsticks: pl.DataFrame, england: pl.DataFrame) -> Standings:
    """Rank, test and place organisations.

    Parameters
    ----------
    yardsticks
        Of each organisation.
    england
        The same of all organisations pooled: the targets.
    """
    ranked = _ranked(yardsticks)
    tested = benjamini_hochberg(ranked, "p_value", OVER).rename({"adjusted": "q_value"})
    level = float(rule("significance"))
    judged = tested.with_columns(significant=pl.col("q_value") <= level)
    funnels = _funnels(judged, england)
    return Standings(_placed(judged, funnels), funnels)


def _ranked(yardsticks: pl.DataFrame) -> pl.DataFrame:
    """Rank from the least favourable to BME staff; equal figures share the better-known rank."""
    rank = pl.col("gap").rank("min", descending=True).over(OVER).cast(pl.Int64)
    return yardsticks.with_columns(
        rank=rank, of=pl.col("gap").count().over(OVER).cast(pl.Int64)
    ).with_columns(quartile=((4 * pl.col("rank") - 1) // pl.col("of") + 1).clip(1, 4))


def _funnels(standing: pl.DataFrame, england: pl.DataFrame) -> pl.DataFrame:
    """Make one funnel a year and measure that has both a target and points."""
    schema = {
        "year": pl.Int64,
        "measure": pl.String,
        "target": pl.Float64,
        "points": pl.Int64,
        "dispersion": pl.Float64,
        "between": pl.Float64,
    }
    targets = {
        (year, measure): value
        for year, measure, value in england.select(*OVER, "value").rows()
        if value
    }
    rows = [
        (*key, targets[key], made.points, made.dispersion, made.between)
        for key, points in _points(standing)
        if key in targets
        for made in [_funnel(points, targets[key])]
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _points(standing: pl.DataFrame) -> Iterator[tuple[tuple[int, str], list[Point]]]:
    known = standing.filter(pl.col("error") > 0, pl.col("value") > 0)
    order = {one.key: place for place, one in enumerate(measures())}
    grouped = known.group_by(OVER, maintain_order=True).agg(pl.col("value").log(), "error")
    rows = sorted(grouped.rows(), key=lambda row: (row[0], order[row[1]]))
    for year, measure, values, errors in rows:
        yield (year, measure), [Point(*pair) for pair in zip(values, errors, strict=True)]


def _funnel(points: Sequence[Point], target: float) -> Funnel:
    return funnel(points, settle(log(target)))


def _placed(standing: pl.DataFrame, funnels: pl.DataFrame) -> pl.DataFrame:
    """Place each organisation in its funnel, by the limits for its own standard error."""
    spread = (pl.col("error").pow(2) + pl.col("between")).sqrt()
    centre = pl.col("target").log()
    ends = {
        f"{side}_{name}": (centre + sign * reach * pl.col("spread")).exp().round_sig_figs(12)
        for name, reach in (("95", INNER), ("998", OUTER))
        for side, sign in (("low", -1), ("high", 1))
    }
    far = pl.col("z").abs() > OUTER
    place = (
        pl.when(pl.col("z").abs() <= INNER)
        .then(pl.lit("inside"))
        .when(pl.col("z") > 0)
        .then(pl.when(far).then(pl.lit("far_above")).otherwise(pl.lit("above")))
        .when(pl.col("z") < 0)
        .then(pl.when(far).then(pl.lit("far_below")).otherwise(pl.lit("below")))
    )
    worse = (pl.col("z") > 0) == pl.col("worse_above")
    outlier = (
        pl.when(pl.col("place") == "inside")
        .then(None)
        .when(worse)
        .then(pl.lit("adverse"))
        .when(~worse)
        .then(pl.lit("favourable"))
    )
    return (
        standing.join(funnels, on=OVER, how="left", maintain_order="left")
        .with_columns(spread=pl.when(pl.col("value") > 0).then(spread))
        .with_columns(
            **ends, z=((pl.col("value").log() - centre) / pl.col("spread")).round_sig_figs(12)
        )
        .with_columns(place=place)
        .with_columns(outlier=outlier)
        .drop("spread", "target", "points", "dispersion", "between")
    )
