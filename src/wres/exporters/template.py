"""Exporter ``template``: ``template.xlsx``, the counts and figures on the data collection form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from wres.metrics import (
    BOARD_PARTS,
    GROUPS,
    BoardRepresentation,
    Experience,
    GroupCounts,
    Headcount,
    Likelihood,
    Representation,
    Result,
    metric,
)
from wres.report import Report, filed_of
from wres.returns.dcf import Hidden, dcf_bytes


Place = tuple[str, str | None, str | None, str]


class Template:
    """Writes the data collection form as a workbook with live formulas."""

    name: str = "template"
    title: str = "The data collection form as a workbook (XLSX)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:
        """Give ``template.xlsx``; option ``previous``, a report, fills the columns of last year.

        What a published report hides is ``[c]``, and no formula rests on it.
        """
        previous: Report | None = options.get("previous")
        content = dcf_bytes(
            filed_of(report),
            year=report.year,
            organisation=report.organisation.code,
            name=report.organisation.name,
            previous=None if previous is None else filed_of(previous),
            hidden=hidden_of(report),
            previous_hidden=Hidden() if previous is None else hidden_of(previous),
        )
        return {"template.xlsx": content}


def hidden_of(report: Report) -> Hidden:
    """Say what a published report hides of the form; nothing, of a full report."""
    if report.publication is None:
        return Hidden()
    staff = report.metrics[0]
    return Hidden(
        places=frozenset(place for result in report for place in _places(result)),
        bases=frozenset(
            (result.name, group)
            for result in report
            if isinstance(result, Experience)
            for group in result.respondents.hidden
        ),
        workforce=_workforce(staff) if isinstance(staff, Representation) and staff.rows else {},
        sentence=report.publication.sentence,
    )


def _workforce(staff: Representation) -> dict[str, Fraction]:
    """Give the workforce of those groups of which a pay band is hidden, as far as it is shown."""
    counts = {group: staff.overall.headcount[group] for group in GROUPS}
    return {
        group: Fraction(count)
        for group, count in counts.items()
        if count is not None and _total(staff, group) != count
    }


def _total(staff: Representation, group: str) -> Fraction | None:
    """Add a group's pay bands up, unless one is hidden."""
    if any(group in row.headcount.hidden for row in staff.rows):
        return None
    return sum((Fraction(row.headcount[group] or 0) for row in staff.rows), Fraction())


def _places(result: Result) -> Iterator[Place]:
    match result:
        case Representation():
            if not result.rows:
                yield from _hidden("staff", result.overall.headcount)
            for row in result.rows:
                yield from _hidden("staff", row.headcount, row.workforce_group, row.pay_band)
            yield from _hidden("senior_medical_manager", result.senior_medical_managers)
        case Likelihood():
            definition = metric(result.number)
            if definition.population != "staff":
                yield from _hidden(definition.population, result.population)
            yield from _hidden(str(definition.events), result.events)
        case Experience():
            yield from ((result.name, None, None, group) for group in result.share.hidden)
        case BoardRepresentation():
            for part, measure in BOARD_PARTS.items():
                yield from _hidden(measure, getattr(result.headcount, part))


def _hidden(
    measure: str,
    counts: GroupCounts | Headcount,
    workforce_group: str | None = None,
    pay_band: str | None = None,
) -> Iterator[Place]:
    for group in GROUPS:
        if group in counts.hidden:
            yield measure, workforce_group, pay_band, group
