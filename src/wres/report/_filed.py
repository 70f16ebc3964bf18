"""From a report back to the return that it was measured from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl
from attrs import evolve

from wres.ledger import Ledger, Read
from wres.metrics import (
    BOARD_PARTS,
    GROUPS,
    BoardRepresentation,
    Count,
    Experience,
    GroupCounts,
    Headcount,
    Likelihood,
    NoData,
    Representation,
    Result,
    metric,
    needs,
)
from wres.profiles import profile
from wres.report.quality import warnings_of_forms
from wres.returns import Evidence, SurveyFigure, SurveyKey, WresReturn
from wres.vocabulary import INTERNATIONAL, EthnicCategory


if TYPE_CHECKING:
    from wres.report.report import Report

Line = tuple[str, str | None, str | None, str, float]
"""Measure, workforce group, pay band, ethnic group, value."""


def filed_of(report: Report) -> WresReturn:
    """Collect the counts and survey shares of a report."""
    lines = [line for result in report.metrics for line in _lines(result)]
    columns = ("measure", "workforce_group", "pay_band", "ethnic_group", "value")
    schema = dict.fromkeys(columns[:-1], pl.String) | {"value": pl.Float64}
    named = pl.DataFrame(lines, schema=schema, orient="row").select(
        pl.lit(report.organisation.code).alias("organisation"),
        pl.lit(report.year).alias("year"),
        pl.all(),
    )
    counts = WresReturn.from_cells(named, _evidence(report))
    return evolve(counts, survey=dict(_survey(report)))


def _lines(result: Result) -> Iterator[Line]:
    match result:
        case Representation():
            if not result.rows:
                yield from _groups("staff", result.overall.headcount)
            for row in result.rows:
                place = (row.workforce_group, row.pay_band)
                yield from _groups("staff", row.headcount, *place)
            managers = result.senior_medical_managers
            yield from _groups("senior_medical_manager", managers)
        case Likelihood():
            definition = metric(result.number)
            if definition.population != "staff":
                yield from _groups(definition.population, result.population)
            yield from _groups(str(definition.events), result.events)
            if (others := result.without_international) is not None:
                yield from _recruits(definition.population, result.population, others.population)
                yield from _recruits(str(definition.events), result.events, others.events)
        case BoardRepresentation():
            for part, measure in BOARD_PARTS.items():
                yield from _groups(measure, getattr(result.headcount, part))
            if result.local_population is not None:
                yield from _groups("local_population", result.local_population.headcount)


def _recruits(measure: str, every: GroupCounts, others: GroupCounts) -> Iterator[Line]:
    """Give those of a measure who are international recruits: whom the others lack."""
    for group in GROUPS:
        whole, rest = every[group], others[group]
        if whole is not None and rest is not None:
            yield f"{measure}{INTERNATIONAL}", None, None, group, float(whole - rest)


def _groups(
    measure: str,
    counts: GroupCounts | Headcount,
    workforce_group: str | None = None,
    pay_band: str | None = None,
) -> Iterator[Line]:
    for group in GROUPS:
        count: Count | None = counts[group]
        if count is not None:
            yield measure, workforce_group, pay_band, group, float(count)


def _survey(report: Report) -> Iterator[tuple[SurveyKey, SurveyFigure]]:
    for result in report.metrics:
        if isinstance(result, Experience):
            for group in sorted(GROUPS):
                share, base = result.share[group], result.respondents[group]
                if share is None and base is None:
                    continue
                exact = None if share is None else share.exact
                respondents = None if base is None else int(base)
                key = SurveyKey(report.organisation.code, report.year, result.name, group)
                yield key, SurveyFigure(exact, respondents)


def _evidence(report: Report) -> Evidence:
    quality = report.data_quality
    reported = quality.self_reported
    passing = warnings_of_forms(report.metrics, profile(report.year))
    return Evidence(
        ledger=_ledger(report),
        sources=report.provenance.sources,
        missing={
            needs(metric(result.number))[0]: result.reason
            for result in report.metrics
            if isinstance(result, NoData)
        },
        unknown={
            str(code): count
            for code, count in (
                (EthnicCategory.NOT_STATED, reported.not_stated),
                (EthnicCategory.NOT_KNOWN, reported.not_known),
            )
            if count is not None
        },
        warnings=tuple(told for told in quality.warnings if told not in passing),
        bases=tuple(
            (report.year, result.basis)
            for result in report.metrics
            if isinstance(result, Likelihood) and result.basis is not None
        ),
    )


def _ledger(report: Report) -> Ledger:
    entries = report.data_quality.ledger
    rows: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = (entry.table, entry.file)
        rows[key] = rows.get(key, 0) + entry.rows
    return Ledger(entries, tuple(Read(*key, number) for key, number in rows.items()))
