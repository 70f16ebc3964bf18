"""A return's figures, added up once for all nine metrics."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import polars as pl
from attrs import field, frozen

from wres.metrics.figures import GROUPS, Count, GroupCounts, whole
from wres.metrics.representation import Place
from wres.returns import SurveyFigure, WresReturn, pooled


Cells = Mapping[tuple[str, Place | None, str], Count]
"""Measure, place (``None`` where only a total is known) and ethnic group to the count."""

Line = tuple[tuple[Place | None, str], Count]


@frozen
class Counts:
    """What the nine metrics are measured from.

    Parameters
    ----------
    cells
        Counts; one that is not there was not supplied.
    survey
        Measure and ethnic group to the Staff Survey's figure.
    """

    cells: Cells = field(factory=dict)
    survey: Mapping[tuple[str, str], SurveyFigure] = field(factory=dict)

    def of(self, measure: str) -> GroupCounts:
        """Add one measure up over all places, by group; ``None`` where not supplied."""
        sums: dict[str, Count] = {}
        for (_, group), count in self._lines(measure):
            sums[group] = sums.get(group, 0) + count
        return _by_group(sums)

    def by_place(self, measure: str) -> dict[Place, GroupCounts]:
        """Give one measure's counts by workforce group and pay band."""
        places: dict[Place, dict[str, Count]] = {}
        for (place, group), count in self._lines(measure):
            if place is not None:
                places.setdefault(place, {})[group] = count
        return {place: _by_group(counts) for place, counts in places.items()}

    def _lines(self, measure: str) -> list[Line]:
        return self._by_measure.get(measure, [])

    @cached_property
    def _by_measure(self) -> dict[str, list[Line]]:
        lines: dict[str, list[Line]] = {}
        for (measure, place, group), count in self.cells.items():
            lines.setdefault(measure, []).append(((place, group), count))
        return lines

    def respondents(self, measure: str) -> tuple[SurveyFigure | None, ...]:
        """Give one survey measure's figures of White, BME and unknown."""
        return tuple(self.survey.get((measure, group)) for group in GROUPS)

    def supplies(self, measure: str) -> bool:
        """Whether any group has a figure of the measure."""
        shares = (figure.share for figure in self.respondents(measure) if figure)
        return not self.of(measure).is_empty or any(one is not None for one in shares)


def _by_group(sums: Mapping[str, Count]) -> GroupCounts:
    return GroupCounts(*(whole(sums[group]) if group in sums else None for group in GROUPS))


def counts_of(filed: WresReturn) -> Counts:
    """Add a return up, whatever organisations, years and breakdowns it has.

    Raises
    ------
    FigureError
        Survey shares of several organisations or years lack the respondents to pool them by.

    Examples
    --------
    >>> lines = {"measure": ["appointed"] * 2, "ethnic_group": ["white", "bme"], "value": [48, 12]}
    >>> counts_of(WresReturn.from_frame(pl.DataFrame(lines))).of("appointed")
    GroupCounts(white=48, bme=12, unknown=None)
    """
    keys = ["measure", "workforce_group", "pay_band", "ethnic_group"]
    rows = filed.counts.group_by(keys, maintain_order=True).agg(pl.col("value").sum())
    cells = {
        (measure, None if group is None else (group, band), who): Fraction(value)
        for measure, group, band, who, value in rows.rows()
    }
    return Counts(cells, _survey_of(filed))


def _survey_of(filed: WresReturn) -> dict[tuple[str, str], SurveyFigure]:
    survey: dict[tuple[str, str], SurveyFigure] = {}
    for key, figure in filed.survey.items():
        name = (key.measure, key.ethnic_group)
        survey[name] = figure if name not in survey else pooled(key, survey[name], figure)
    return survey
