"""Pooled figures: counts of many organisations added up, and never a mean of their ratios.

What a metric is measured from must be of the same organisations, or applicants of all would be
held against appointments of some. So each metric is pooled over those that supply all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import polars as pl
from attrs import frozen

from wres.metrics import BOARD_PARTS, METRICS, Metric, needs
from wres.profiles import profile, years
from wres.report import figures
from wres.returns import WresReturn
from wres.returns.survey import SurveyFigure, SurveyKey


WHOSE = ["organisation", "year"]
ADJUSTED = ("holm", "benjamini_hochberg")
"""Figures that depend on which metrics are measured together."""

COUNTED = tuple(metric for metric in METRICS if metric.family != "survey")
ASKED = {metric.measure: metric.number for metric in METRICS if metric.family == "survey"}
COVERAGE = pl.Schema({"organisation": pl.String(), "year": pl.Int64(), "metric": pl.Int64()})


@frozen(eq=False)
class Pooled:
    """Figures of pools of organisations.

    Parameters
    ----------
    figures
        As `wres.figures` gives them, with columns scope, pool and organisations (how many were
        added up) in place of organisation, and without p-values adjusted over a report.
    covered
        Columns organisation, year, metric: whose counts are in which metric's pools.
    """

    figures: pl.DataFrame
    covered: pl.DataFrame


def pool(filed: WresReturn, members: pl.DataFrame) -> Pooled:
    """Pool a return by what its organisations are members of.

    Parameters
    ----------
    filed
        Every line names its organisation and year. Breakdowns are added up.
    members
        Columns organisation, scope, pool, as `wres.nationwide.organisations.memberships`.
    """
    pools = members.select("scope", "pool").unique().sort("scope", "pool")
    pools = pools.with_columns(at=pl.int_range(pl.len()).cast(pl.String).str.zfill(6))
    placed = members.join(pools, on=["scope", "pool"]).select("organisation", "at")
    answered = _answered(filed.survey)
    found, covered = [], [COVERAGE.to_frame()]
    for metrics, lines in _countable(filed):
        numbers = [metric.number for metric in metrics]
        covered.append(_cover(lines, numbers))
        pooled = figures(_added(lines, placed))
        found.append(pooled.filter(pl.col("metric").is_in(numbers)))
    if answered:
        covered.append(_survey_cover(answered))
        pooled = figures(WresReturn(survey=_survey_of_pools(answered, placed)))
        found.append(pooled.filter(pl.col("metric").is_in(list(ASKED.values()))))
    every = pl.concat(covered)
    size = (
        every.join(placed, on="organisation")
        .group_by("at", "year", "metric")
        .agg(organisations=pl.len().cast(pl.Int64))
    )
    nothing = figures(WresReturn(), year=2015)
    return Pooled(_named(pl.concat(found or [nothing]), size, pools), every)


def _named(found: pl.DataFrame, size: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """Give pools their names, and say of how many organisations each figure is."""
    kept = found.filter(~pl.col("figure").is_in(ADJUSTED).fill_null(value=False))
    return (
        kept.rename({"organisation": "at"})
        .sort("at", "year", "metric", maintain_order=True)
        .join(pools, on="at", how="left", maintain_order="left")
        .join(size, on=["at", "year", "metric"], how="left", maintain_order="left")
        .select(
            "scope",
            "pool",
            "year",
            "organisations",
            pl.exclude("at", "scope", "pool", "year", "organisations"),
        )
    )


def _cover(whose: pl.DataFrame, numbers: Iterable[int]) -> pl.DataFrame:
    each = pl.DataFrame({"metric": list(numbers)}, schema={"metric": pl.Int64})
    return whose.select(WHOSE).unique().join(each, how="cross").select(*COVERAGE).cast(COVERAGE)


def _added(lines: pl.DataFrame, placed: pl.DataFrame) -> WresReturn:
    """Add the lines of each pool's members up."""
    moved = lines.join(placed, on="organisation").with_columns(organisation="at").drop("at")
    return WresReturn.from_cells(moved)


def _countable(filed: WresReturn) -> Iterator[tuple[tuple[Metric, ...], pl.DataFrame]]:
    """Give the lines of those that supply all of a metric; metrics of the same go together."""
    has = _supplied(filed.counts)
    together: dict[object, list[Metric]] = {}
    whose: dict[object, pl.DataFrame] = {}
    for metric in COUNTED:
        those = _suppliers(metric, has)
        if those.is_empty():
            continue
        # Where some lack a group or a part, its lines must go, and the metric goes alone.
        key: object = tuple(those.select(WHOSE).rows()) if those["whole"].all() else metric.number
        together.setdefault(key, []).append(metric)
        whose[key] = those
    for key, metrics in together.items():
        lines = [_lines(filed.counts, metric, whose[key]) for metric in metrics]
        yield tuple(metrics), pl.concat(lines).unique()


def _supplied(counts: pl.DataFrame) -> pl.DataFrame:
    """Say of each organisation, year and measure which groups it has, and whether by pay band."""
    group = pl.col("ethnic_group").cast(pl.String)
    return counts.group_by(*WHOSE, pl.col("measure").cast(pl.String)).agg(
        pair=(group == "white").any() & (group == "bme").any(),
        whole=(group == "unknown").any(),
        placed=pl.col("workforce_group").is_not_null().all(),
    )


def _suppliers(metric: Metric, has: pl.DataFrame) -> pl.DataFrame:
    """Give those that supply all that a metric needs, sorted; ``whole`` if of all groups."""
    measures = _measures(metric)
    found = (
        has.filter(pl.col("pair"), pl.col("measure").is_in(measures))
        .group_by(WHOSE)
        .agg(
            measures=pl.col("measure").n_unique(),
            whole=pl.col("whole").all(),
            placed=pl.col("placed").all(),
            headline=_headline(metric),
        )
        .filter(pl.col("headline"))
        .sort(WHOSE)
    )
    if metric.family != "likelihood":
        # Shares of a total need every group, and shares of a band need bands: where some have
        # them, those that have not are left out.
        for name in ("whole", *(["placed"] if metric.family == "representation" else [])):
            found = found.filter(pl.col(name) | ~pl.col(name).any().over("year"))
    if metric.family == "board":
        every = len(measures)
        found = found.with_columns(whole=pl.col("whole") & (pl.col("measures") == every).all())
    return found


def _measures(metric: Metric) -> list[str]:
    board = ["staff"] if metric.family == "board" else []
    return [*needs(metric), *board]


def _headline(metric: Metric) -> pl.Expr:
    """Whether what a metric cannot do without is there."""
    there = pl.col("measure")
    if metric.family == "board":
        # Whichever part is the headline of the year: the others stand beside it.
        heads = {year: BOARD_PARTS[profile(year)["metric_9_headline"]] for year in years()}
        head = (
            pl.col("year")
            .first()
            .replace_strict(heads, default=heads[years()[-1]], return_dtype=pl.String)
        )
        return (there == head).any() & (there == "staff").any()
    return there.n_unique() == len(needs(metric))


def _lines(counts: pl.DataFrame, metric: Metric, whose: pl.DataFrame) -> pl.DataFrame:
    """Keep the lines that a metric is measured from."""
    extra = ["senior_medical_manager"] if metric.family == "representation" else []
    kept = counts.filter(
        pl.col("measure").cast(pl.String).is_in([*_measures(metric), *extra])
    ).join(whose, on=WHOSE, how="semi")
    if whose["whole"].all() or metric.family == "representation":
        return kept
    return _groups_in_both(kept) if metric.family == "likelihood" else _parts_of_all(kept)


def _groups_in_both(kept: pl.DataFrame) -> pl.DataFrame:
    """Leave out a group of those who lack it in the population or among the events."""
    measures = pl.col("measure").n_unique().over(*WHOSE, "ethnic_group")
    return kept.filter(measures == kept["measure"].n_unique())


def _parts_of_all(kept: pl.DataFrame) -> pl.DataFrame:
    """Leave out a part of the board, or a group, that not everybody has in a year."""
    those = pl.col("organisation").n_unique()
    return kept.filter(those.over("year", "measure", "ethnic_group") == those.over("year"))


Answers = Mapping[SurveyKey, tuple[Fraction, int]]
"""Question and group to the respondents who say so, and all of them."""


def _answered(survey: Mapping[SurveyKey, SurveyFigure]) -> Answers:
    """Give what can be pooled: where White and BME have a share and its respondents."""
    known = {
        key: (one.share * one.respondents, one.respondents)
        for key, one in survey.items()
        if one.share is not None and one.respondents
    }
    pairs = {(key.organisation, key.year, key.measure, key.ethnic_group) for key in known}
    return {
        key: answers
        for key, answers in known.items()
        if all(
            (key.organisation, key.year, key.measure, group) in pairs for group in ("white", "bme")
        )
    }


def _survey_of_pools(answered: Answers, placed: pl.DataFrame) -> dict[SurveyKey, SurveyFigure]:
    """Add answers up, exactly."""
    pools: dict[str, list[str]] = {}
    for organisation, at in placed.rows():
        pools.setdefault(organisation, []).append(at)
    sums: dict[SurveyKey, list[Fraction | int]] = {}
    for key, (yes, base) in answered.items():
        for at in pools.get(key.organisation, ()):
            both = sums.setdefault(key.of(at), [Fraction(), 0])
            both[0] += yes
            both[1] += base
    return {key: SurveyFigure(Fraction(yes) / base, int(base)) for key, (yes, base) in sums.items()}


def _survey_cover(answered: Answers) -> pl.DataFrame:
    rows = {(key.organisation, key.year, ASKED[key.measure]) for key in answered}
    return pl.DataFrame(sorted(rows), schema=COVERAGE, orient="row")
