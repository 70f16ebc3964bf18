"""The national analysis: many organisations' figures pooled, spread out and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import polars as pl
from attrs import evolve, field, frozen

from wres.errors import FigureError
from wres.nationwide.distribution import challenged, distribution
from wres.nationwide.measures import yardsticks
from wres.nationwide.organisations import (
    GROUPINGS,
    late,
    memberships,
    organisation_table,
    successors,
)
from wres.nationwide.pooling import pool
from wres.nationwide.standing import standings
from wres.report import Report, figures
from wres.returns import Evidence, WresReturn, count, total
from wres.returns.survey import SurveyFigure, SurveyKey, ordered


WHOLE = "All organisations"


@frozen(kw_only=True, eq=False)
class National:
    """What many organisations' figures say together, and where each stands among them.

    Parameters
    ----------
    whole
        What all of them together are called.
    years
        WRES years, in order.
    organisations
        Columns code, name, region, type, ics, predecessors (codes counted under it), years;
        sorted by code.
    figures
        Every pooled figure: the columns of `wres.figures`, with scope (``all``, ``region``,
        ``type``, ``ics``), pool and organisations (how many were added up) in place of
        organisation. Counts are added and ratios worked out from the sums.
    pooled
        One pooled figure a measure: columns of `wres.nationwide.measures.yardsticks`, with
        scope, pool and organisations.
    distribution
        As `wres.nationwide.distribution.distribution`.
    standings, funnels
        As `wres.nationwide.standing.Standings`.
    challenged
        As `wres.nationwide.distribution.challenged`.
    warnings
        What a reader should know, in words.
    evidence
        What stands behind the figures.
    """

    whole: str
    years: tuple[int, ...]
    organisations: pl.DataFrame
    figures: pl.DataFrame
    pooled: pl.DataFrame
    distribution: pl.DataFrame
    standings: pl.DataFrame
    funnels: pl.DataFrame
    challenged: pl.DataFrame
    warnings: tuple[str, ...] = ()
    evidence: Evidence = field(factory=Evidence)

    @property
    def year(self) -> int:
        """The newest of the years."""
        return self.years[-1]

    def to_json(self) -> str:
        """Write ``national.json``, format ``wres-national/1``; the same for the same figures."""
        from wres.nationwide._json import to_json  # noqa: PLC0415  # only who asks for JSON pays

        return to_json(self)


def national(
    source: object,
    organisations: pl.DataFrame | None = None,
    *,
    year: int | None = None,
    whole: str = WHOLE,
) -> National:
    """Analyse the figures of many organisations together.

    Parameters
    ----------
    source
        A `WresReturn` of several organisations; several returns or reports; frames by table
        name, as for `wres.count`, whose rows name their organisation; one frame of staff; or
        one frame in the tidy form of a return.
    organisations
        What is known of them: column ``code``, and ``name``, ``region``, ``type``, ``ics``,
        ``successor`` as far as known. The library's own table fills what is missing.
    year
        WRES year of figures that name none, and of rows that are to be counted. Of a return of
        several years, the one to analyse; all of them where left out.
    whole
        What to call all organisations together.

    Returns
    -------
    National
        The order of organisations, of files and of rows changes nothing.

    Raises
    ------
    FigureError
        Nothing to analyse, figures that name no organisation or no year, as for `wres.figures`.
    InputError
        Rows that cannot be counted.

    Examples
    --------
    Two organisations, whose pooled ratio is no mean of theirs:

    >>> lines = pl.DataFrame({
    ...     "organisation": ["T01", "T01", "T02", "T02"] * 2,
    ...     "measure": ["shortlisted"] * 4 + ["appointed"] * 4,
    ...     "ethnic_group": ["white", "bme"] * 4,
    ...     "value": [780, 210, 510, 400, 170, 30, 90, 72],
    ... })
    >>> found = national(WresReturn.from_frame(lines), year=2025)
    >>> found.pooled.select("pool", "organisations", "display").rows()
    [('All organisations', 2, '1.21')]
    >>> found.standings.select("organisation", "rank", "display").rows()
    [('T01', 1, '1.53'), ('T02', 2, '0.98')]
    """
    told: list[str] = []
    filed = _named(_filed(source, year, told), year)
    table = organisation_table(organisations)
    years_of = _years_of(filed)
    heirs = successors(table, filed.organisations, max(chain(*years_of.values()), default=None))
    told += late(years_of, heirs, table)
    kept = _under_successors(filed, heirs, told)
    codes = kept.organisations
    if not codes:
        raise FigureError("there are no figures to analyse")
    members = memberships(codes, table, whole)
    own, measured = _own(kept)
    together = pool(kept, members)
    pools = _pool_yardsticks(together.figures)
    standing = standings(own, pools.filter(pl.col("scope") == "all"))
    told += _bases(kept.evidence)
    return National(
        whole=whole,
        years=tuple(sorted(measured["year"].unique())),
        organisations=_members(measured, table, heirs),
        figures=together.figures,
        pooled=pools,
        distribution=distribution(standing.organisations, members),
        standings=standing.organisations,
        funnels=standing.funnels,
        challenged=challenged(standing.organisations),
        warnings=(*dict.fromkeys([*told, *kept.evidence.warnings]),),
        evidence=kept.evidence,
    )


def _filed(source: object, year: int | None, told: list[str]) -> WresReturn:
    """Make one return of whatever was given."""
    match source:
        case WresReturn():
            return source
        case Report():
            return source.filed
        case Mapping():
            return count(source, year=year)
        case pl.DataFrame() | pl.LazyFrame():
            tidy = "measure" in source.collect_schema()
            return (
                WresReturn.from_frame(source) if tidy else count({"workforce": source}, year=year)
            )
        case Iterable():
            return together([one.filed if isinstance(one, Report) else one for one in source], told)
        case _:
            raise FigureError(
                f"a national analysis needs returns, reports or frames; got {type(source).__name__}"
            )


def together(returns: Iterable[WresReturn], told: list[str]) -> WresReturn:
    """Add returns up, all at once; warn of those that have the same measure of one organisation.

    Parameters
    ----------
    told
        Takes the warnings.
    """
    kept = list(returns)
    for one in kept:
        if not isinstance(one, WresReturn):
            raise FigureError(f"a return or a report is needed; got {type(one).__name__}")
    if not kept:
        return WresReturn()
    whose = [
        one.counts.select("organisation", "year", pl.col("measure").cast(pl.String)).unique()
        for one in kept
    ]
    twice = (
        pl.concat(whose).group_by("organisation", "year", "measure").len().filter(pl.col("len") > 1)
    )
    for code, year in sorted(twice.select("organisation", "year").unique().rows(), key=str):
        which = f"{code or 'an organisation without a code'}, {year or 'no year'}"
        told.append(f"{which}: several sources have figures of the same measure; added up")
    return total(kept)


def _named(filed: WresReturn, year: int | None) -> WresReturn:
    """Put the year on figures that name none, and keep that year's where several are named."""
    if year is None:
        return filed
    counts = filed.counts.with_columns(pl.col("year").fill_null(year)).filter(
        pl.col("year") == year
    )
    survey = {
        evolve(key, year=year): one for key, one in filed.survey.items() if key.year in {None, year}
    }
    return evolve(filed, counts=counts, survey=survey)


def _years_of(filed: WresReturn) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    counted = filed.counts.select("organisation", "year").unique().rows()
    for code, year in chain(counted, ((key.organisation, key.year) for key in filed.survey)):
        if year is not None:
            found.setdefault(code, set()).add(year)
    return found


def _under_successors(filed: WresReturn, heirs: Mapping[str, str], told: list[str]) -> WresReturn:
    """Count the figures of old codes under their successors, and add breakdowns up."""
    dimensions = filed.dimensions
    cells = filed.counts.with_columns(pl.col("organisation").replace(dict(heirs)))
    survey: dict[SurveyKey, SurveyFigure] = {}
    lost: set[SurveyKey] = set()
    for key, one in filed.survey.items():
        new = key.of(heirs.get(key.organisation, key.organisation))
        both = survey[new].pooled_with(one) if new in survey else one
        if both is None:
            lost.add(new)
        survey[new] = both or one
    told += [
        f"{code}: survey shares of merged organisations lack respondents; left out"
        for code in sorted({key.organisation for key in lost})
    ]
    return evolve(
        WresReturn.from_cells(cells.drop(dimensions), filed.evidence),
        survey=ordered({key: one for key, one in survey.items() if key not in lost}),
    )


def _own(filed: WresReturn) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each organisation's yardsticks, and which have figures in which year.

    All figures of one year are held at a time: a hundred thousand rows for a country.
    """
    found = [
        (yardsticks(made), made.select("organisation", "year").unique())
        for one in _each_year(filed)
        for made in [figures(one)]
    ]
    own, measured = (pl.concat(frames) for frames in zip(*found, strict=True))
    return own.sort("organisation", "year", maintain_order=True), measured


def _each_year(filed: WresReturn) -> Iterator[WresReturn]:
    """Take figures apart by year; where some name none, leave it to `figures` what they are of."""
    named = {*filed.counts["year"].unique(), *(key.year for key in filed.survey)}
    years = [year for year in named if year is not None]
    if len(years) < len(named):
        yield filed
    else:
        yield from (_named(filed, year) for year in sorted(years))


def _bases(evidence: Evidence) -> list[str]:
    """Warn where metric 3 was not counted in the same way by all."""
    found: dict[int, set[str]] = {}
    for year, basis in evidence.bases:
        found.setdefault(year, set()).add(basis)
    return [
        f"indicator 3 of {year} was counted as {' and as '.join(sorted(bases))}; they do not compare"
        for year, bases in sorted(found.items())
        if len(bases) > 1
    ]


def _pool_yardsticks(found: pl.DataFrame) -> pl.DataFrame:
    """Take the measures of each pool out of its figures."""
    names = found.select("scope", "pool").unique().sort("scope", "pool")
    names = names.with_columns(organisation=pl.int_range(pl.len()).cast(pl.String).str.zfill(6))
    sizes = found.select("scope", "pool", "year", "metric", "organisations").unique()
    rows = yardsticks(found.join(names, on=["scope", "pool"], maintain_order="left"))
    return (
        rows.join(names, on="organisation", maintain_order="left")
        .join(sizes, on=["scope", "pool", "year", "metric"], how="left", maintain_order="left")
        .select(
            "scope",
            "pool",
            "organisations",
            pl.exclude("organisation", "scope", "pool", "organisations"),
        )
    )


def _members(measured: pl.DataFrame, table: pl.DataFrame, heirs: Mapping[str, str]) -> pl.DataFrame:
    """Describe the organisations that have figures."""
    olds: dict[str, list[str]] = {}
    for old, new in heirs.items():
        olds.setdefault(new, []).append(old)
    years = measured.group_by("organisation").agg(pl.col("year").unique().sort())
    described: dict[str, Any] = {row["code"]: row for row in table.to_dicts()}
    rows = [
        (
            code,
            *(described.get(code, {}).get(name) for name in ("name", *GROUPINGS)),
            " ".join(olds.get(code, [])),
            " ".join(map(str, those)),
        )
        for code, those in years.sort("organisation").rows()
    ]
    schema = dict.fromkeys(("code", "name", *GROUPINGS, "predecessors", "years"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")
