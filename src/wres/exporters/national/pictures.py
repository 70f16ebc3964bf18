"""The pictures of an analysis, and the same in words for who cannot see them."""

from __future__ import annotations

import polars as pl

from wres.exporters.national.funnel_chart import Organisation, funnel_chart
from wres.exporters.national.wording import direction, interval_of, title
from wres.exporters.page.charts import NARROW, WIDE, Band, Dot, ratios
from wres.exporters.page.pictures import LOOKS, Drawing, Picture
from wres.exporters.page.svg import inline
from wres.nationwide import GROUPINGS
from wres.profiles import Profile
from wres.statistics import Funnel
from wres.statistics.settle import settle


LEAST = 3
"""Organisations that a funnel needs to be drawn."""


def of_funnel(key: str, own: pl.DataFrame, found: pl.DataFrame, rules: Profile) -> Picture | None:
    """Draw the funnel of a measure."""
    known = own.filter(pl.col("z").is_not_null()).sort("organisation")
    if found.is_empty() or known.height < LEAST:
        return None
    row = found.row(0, named=True)
    target = pl.select(pl.lit(row["target"]).log()).item()
    made = Funnel(settle(target), row["points"], row["dispersion"], row["between"])
    points = [
        Organisation(code=code, ratio=ratio, error=error, outlier=outlier)
        for code, ratio, error, outlier in known.select(
            "organisation", "value", "error", "outlier"
        ).rows()
    ]
    worse, other = rules["label_bme"], rules["label_white"]
    if not known["worse_above"][0]:
        worse, other = other, worse
    outside = known.filter(pl.col("outlier").is_not_null())
    wide, narrow = (
        inline(
            funnel_chart(
                points,
                made,
                above=f"worse for {worse}",
                below=f"worse for {other}",
                width=width,
            ),
            key=f"funnel-{key}-{kind}",
            title=f"Funnel of {title(key)}",
            description=_said(known, outside),
            shown=kind,
        )
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    chance = (
        "chance explains their spread"
        if not made.between
        else ("the limits are widened, as organisations differ by more than chance")
    )
    caption = (
        f"Each point is an organisation: its ratio {direction(known.row(0, named=True), rules)} on "
        "a log axis, by how precisely it is known. Broken line: the pooled ratio. Curves: 95% "
        f"(broken) and 99.8% limits; {chance}. A filled diamond is an outlier on the side that is "
        f"worse for {rules['label_bme']} staff, a filled square one on the other. Shaded: the "
        "four-fifths band."
    )
    return Picture(caption=caption, drawings=(Drawing(heading="", wide=wide, narrow=narrow),))


def _said(known: pl.DataFrame, outside: pl.DataFrame) -> str:
    """Tell a funnel in words."""
    if outside.is_empty():
        return f"{known.height} organisations, none of them outside the limits."
    told = "; ".join(
        f"{row['organisation']}: {row['display']}, {row['outlier']}" for row in outside.to_dicts()
    )
    return f"{known.height} organisations, {outside.height} of them outside the limits. {told}."


def of_pools(key: str, pooled: pl.DataFrame, rules: Profile) -> Picture | None:
    """Draw the pooled ratio of each region, with its interval."""
    scope = next((one for one in GROUPINGS if one in set(pooled["scope"])), None)
    rows = [
        row
        for row in pooled.filter(pl.col("scope").is_in(["all", scope])).to_dicts()
        if row["direction"] and row["value"] is not None
    ]
    if scope is None or not rows:
        return None
    dots = []
    for row in rows:
        ink, shape = LOOKS.get(str(row["verdict"]), ("plain", "circle"))
        ends = f" ({interval_of(row)})" if row["low"] is not None else ""
        dots.append(
            Dot(
                label=row["pool"],
                words=f"{row['display']}{ends}, {row['organisations']} organisations",
                value=row["value"] or None,
                low=row["low"],
                high=row["high"],
                ink=ink,
                shape=shape,
                filled=str(row["verdict"]) in LOOKS,
            )
        )
    low, high = map(float, rules.four_fifths)
    band = Band(low=low, high=high, label=f"four-fifths band, {low:.2f} to {high:.2f}")
    heading = f"{title(key)}, by {GROUPINGS[scope].lower()}"
    text = "; ".join(f"{dot.label}: {dot.words}" for dot in dots) + "."
    wide, narrow = (
        inline(
            ratios(dots, band=band, width=width),
            key=f"pools-{key}-{kind}",
            title=heading,
            description=text,
            shown=kind,
        )
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    caption = (
        f"Pooled ratios by {GROUPINGS[scope].lower()}, {direction(rows[0], rules)}, each with its "
        "95% interval. Filled: the interval excludes 1."
    )
    return Picture(caption=caption, drawings=(Drawing(heading="", wide=wide, narrow=narrow),))
