"""What was stated of each year, at first and again later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from attrs import evolve, frozen

from wres.comparison.figures import figures_of, no_figure
from wres.comparison.parts import Key, Point
from wres.report import Report


@frozen(eq=False)
class Statements:
    """The reports, and the later statements of some of their years.

    Parameters
    ----------
    restated
        By year.
    found, again
        Figures of both, by year.
    """

    reports: tuple[Report, ...]
    restated: Mapping[int, Report]
    found: Mapping[int, Mapping[Key, Point]]
    again: Mapping[int, Mapping[Key, Point]]

    @classmethod
    def of(cls, reports: Sequence[Report], restated: Iterable[Report]) -> Self:
        """Read every figure of the reports, sorted by year, and of the later statements."""
        later = {one.year: one for one in restated}
        return cls(
            tuple(reports),
            later,
            {report.year: figures_of(report) for report in reports},
            {year: figures_of(report) for year, report in later.items()},
        )

    @property
    def last(self) -> Report:
        """Give the report of the latest year."""
        return self.reports[-1]

    def point(self, report: Report, key: Key) -> Point:
        """Give a figure of a year: as it was stated last, and as it was first if that differs."""
        point = self.found[report.year].get(key) or no_figure(report, key)
        later = self.again.get(report.year, {}).get(key)
        if later is None or later.figure is None:
            return point
        if point.figure is None:
            return later
        if later.figure.exact == point.figure.exact:
            return point
        return evolve(point, figure=later.figure, restated_from=point.figure)

    def behind(self, key: Key) -> Mapping[int, Report]:
        """Give the statement of each year that a figure is taken from.

        A later statement may have some of the figures, or none: a form whose columns of last year
        are empty says nothing of last year.
        """
        return {report.year: self._behind(report, key) for report in self.reports}

    def _behind(self, report: Report, key: Key) -> Report:
        own, later = self.found[report.year].get(key), self.point(report, key)
        is_own = own is not None and own.figure == later.figure
        return report if is_own or later.figure is None else self.restated[report.year]

    @property
    def statements(self) -> Mapping[int, tuple[Report, ...]]:
        """Give every statement of each year, the latest last."""
        return {one.year: (one, self.restated.get(one.year, one)) for one in self.reports}
