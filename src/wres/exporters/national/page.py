"""``national.html``: the analysis of the newest year as one page, which loads nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import polars as pl
from attrs import frozen

from wres.comparison.breaks import rules
from wres.exporters.national.files import named
from wres.exporters.national.pictures import of_funnel, of_pools
from wres.exporters.national.wording import (
    direction,
    interval_of,
    notes,
    pooled_words,
    spread_words,
    title,
    verdict_of,
)
from wres.exporters.page.pictures import Picture
from wres.exporters.page.render import page_from
from wres.exporters.page.tables import Row, Table
from wres.nationwide import GROUPINGS, National, measures
from wres.profiles import Profile, profile


EXTREMES = 10
"""Organisations shown at either end of a ranking."""

ALL = "all"


@frozen(kw_only=True)
class Part:
    """One measure: sentences, pictures, and tables that are shown on demand."""

    key: str
    title: str
    words: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]


@frozen(kw_only=True)
class Page:
    """Everything that the template prints."""

    whole: str
    year: int
    organisations: int
    glance: Table
    parts: tuple[Part, ...]
    pools: tuple[Table, ...]
    years: tuple[Table, ...]
    challenged: tuple[Table, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    white: str
    bme: str


def rendered(analysis: National) -> str:
    """Write an analysis as one HTML document."""
    return page_from("national.html.j2", page_of(analysis))


def page_of(analysis: National) -> Page:
    """Collect the page of an analysis."""
    year, rules = analysis.year, profile(analysis.year)
    now = _Now(analysis, rules)
    return Page(
        whole=analysis.whole,
        year=year,
        organisations=now.standings["organisation"].n_unique(),
        glance=_glance(now),
        parts=tuple(_part(one.key, now) for one in measures() if now.has(one.key)),
        pools=tuple(_of_pools(now)),
        years=tuple(_of_years(analysis)),
        challenged=tuple(_challenged(now)),
        notes=tuple(notes(analysis)),
        warnings=analysis.warnings,
        white=rules["label_white"],
        bme=rules["label_bme"],
    )


class _Now:
    """The tables of the newest year."""

    def __init__(self, analysis: National, rules: Profile) -> None:
        this = pl.col("year") == analysis.year
        self.rules = rules
        self.pooled = analysis.pooled.filter(this)
        self.distribution = analysis.distribution.filter(this)
        self.standings = named(analysis.standings.filter(this), analysis)
        self.funnels = analysis.funnels.filter(this)
        self.challenged = named(analysis.challenged.filter(this), analysis)

    def has(self, key: str) -> bool:
        """Whether any organisation has the measure."""
        return not self.standings.filter(measure=key).is_empty()


def _glance(now: _Now) -> Table:
    """Give every measure in a row."""
    rows: list[Row] = []
    spread = {row["measure"]: row for row in now.distribution.filter(scope=ALL).to_dicts()}
    for row in now.pooled.filter(scope=ALL).to_dicts():
        beside = spread.get(row["measure"], {})
        rows.append(
            (
                title(row["measure"]),
                direction(row, now.rules),
                row["display"] or "none",
                interval_of(row),
                beside.get("median_display") or "none",
                beside.get("adverse_share") or "none",
                beside.get("adverse_significant_share") or "not tested",
                verdict_of(row, now.rules),
            )
        )
    return Table(
        caption=f"Pooled figures, and the share of organisations where it is worse for {now.rules['label_bme']} staff",
        heads=(
            "Measure",
            "Direction",
            "Pooled",
            "95% interval",
            "Median",
            "Adverse",
            "Adverse, significant",
            "Pooled, in words",
        ),
        rows=tuple(rows),
        words=True,
        key="glance",
    )


def _part(key: str, now: _Now) -> Part:
    """Tell one measure."""
    words = [
        pooled_words(row, now.rules) for row in now.pooled.filter(scope=ALL, measure=key).to_dicts()
    ]
    words += [
        spread_words(row, now.rules)
        for row in now.distribution.filter(scope=ALL, measure=key).to_dicts()
    ]
    own = now.standings.filter(measure=key)
    found = [
        of_funnel(key, own, now.funnels.filter(measure=key), now.rules),
        of_pools(key, now.pooled.filter(measure=key), now.rules),
    ]
    return Part(
        key=f"measure-{key}",
        title=title(key),
        words=tuple(words),
        pictures=tuple(one for one in found if one is not None),
        tables=tuple(_ranking(key, own)),
    )


RANKED = ("Rank", "Organisation", "Region", "Figure", "95% interval", "Outlier")


def _ranking(key: str, own: pl.DataFrame) -> Iterator[Table]:
    """Give both ends of a ranking, and the outliers between."""
    ranked = own.filter(pl.col("rank").is_not_null()).sort("rank", "organisation")
    if ranked.is_empty():
        return
    ends = pl.int_range(pl.len())
    shown = (ends < EXTREMES) | (ends >= pl.len() - EXTREMES) | pl.col("outlier").is_not_null()
    kept = ranked.filter(shown)
    left = ranked.height - kept.height
    about = f"; {left} between them are left out" if left else ""
    yield Table(
        caption=f"{title(key)}: ranking of {ranked.height}, from the least favourable{about}",
        heads=RANKED,
        rows=tuple(
            (
                str(row["rank"]),
                _who(row["organisation"], row["name"]),
                row["region"] or "not known",
                row["display"],
                interval_of(row),
                row["outlier"] or "no",
            )
            for row in kept.to_dicts()
        ),
        key=f"ranking-{key}",
    )


def _who(code: str, name: str | None) -> str:
    return f"{name} ({code})" if name else code


def _of_pools(now: _Now) -> Iterator[Table]:
    """Give the pooled figures by region and by type."""
    for scope, heading in GROUPINGS.items():
        rows = now.pooled.filter(scope=scope)
        if not rows.is_empty():
            yield _crossed(
                rows, "pool", f"Pooled figures by {heading.lower()}", heading, f"by-{scope}"
            )


def _of_years(analysis: National) -> Iterator[Table]:
    if len(analysis.years) > 1:
        rows = analysis.pooled.filter(scope=ALL)
        parted = pl.struct("year", "metric").is_in(_breaks(sorted(analysis.years)))
        starred = pl.when(parted).then(pl.format("{} *", "display")).otherwise("display")
        rows = rows.with_columns(pl.col("year").cast(pl.String), display=starred)
        caption = "Pooled figures by year"
        if rows["display"].str.ends_with("*").any():
            caption += "; *: by the rules of its year not measured as in the year above it"
        yield _crossed(rows, "year", caption, "Year", "by-year")


def _breaks(years: Sequence[int]) -> list[dict[str, int]]:
    """Give the years and metrics that a rule of the year keeps apart from the year before.

    Not those that reports must tell, such as whom a board is compared with.
    """
    return [
        {"year": later.year, "metric": number}
        for earlier, later in pairwise(map(profile, years))
        for rule in rules()
        if not rule.crossed and rule.rule in later.rules and earlier[rule.rule] != later[rule.rule]
        for number in rule.metrics
    ]


def _crossed(rows: pl.DataFrame, name: str, caption: str, head: str, key: str) -> Table:
    """Put pools in rows and measures in columns."""
    there = set(rows["measure"])
    kept = [one for one in measures() if one.key in there]
    shown = {(row[name], row["measure"]): row["display"] for row in rows.to_dicts()}
    pools = rows[name].unique().sort()
    return Table(
        caption=caption,
        heads=(head, *(title(one.key) for one in kept)),
        rows=tuple(
            (pool, *(shown.get((pool, one.key)) or "none" for one in kept)) for pool in pools
        ),
        key=key,
    )


def _challenged(now: _Now) -> Iterator[Table]:
    """Name the most challenged measures of every organisation."""
    if now.challenged.is_empty():
        return
    grouped = now.challenged.group_by("organisation", "name", maintain_order=True).agg(
        "measure", "rank", "of"
    )
    places = max(len(keys) for keys in grouped["measure"])
    rows = []
    for code, name, keys, ranks, of in grouped.rows():
        told = [
            f"{title(key)} ({rank} of {all_})"
            for key, rank, all_ in zip(keys, ranks, of, strict=True)
        ]
        rows.append((_who(code, name), *told, *["none"] * (places - len(told))))
    yield Table(
        caption="Most challenged indicators of each organisation, with its rank from the least favourable",
        heads=("Organisation", *("First", "Second", "Third", "Fourth", "Fifth")[:places]),
        rows=tuple(rows),
        key="challenged-table",
    )
