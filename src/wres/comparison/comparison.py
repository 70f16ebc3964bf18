"""The comparison of several years as a value."""

from __future__ import annotations

from typing import Final, Literal, Self

import polars as pl
from attrs import frozen

from wres.comparison._frame import frame_of
from wres.comparison.parts import Comparability, Series, Year
from wres.errors import UnknownNameError


FORMAT: Final = "wres-comparison/1"


@frozen(kw_only=True)
class Comparison:
    """The figures of several years, side by side.

    Its fields, and those of everything in it, are those of ``comparison.json`` in the same order.

    Parameters
    ----------
    years
        Sorted; each once.
    warnings
        Such as that the reports are of several organisations.
    comparability
        How far two years that follow each other can be compared, in sentences.
    series
        Every figure that is compared, metric by metric.
    wres
        Version of the library that made the latest report.
    region
        Whose published figures stand beside those of England; ``None`` where not named.
    """

    format: Literal["wres-comparison/1"] = FORMAT
    years: tuple[Year, ...]
    warnings: tuple[str, ...]
    comparability: tuple[Comparability, ...]
    series: tuple[Series, ...]
    wres: str
    region: str | None = None

    def __getitem__(self, number: int) -> Series:
        """Give the headline series of a metric, which is there also without a figure.

        Raises
        ------
        UnknownNameError
            There is no such metric.
        """
        for one in self.headlines:
            if one.metric == number:
                return one
        raise UnknownNameError.of("metric", number, [one.metric for one in self.headlines])

    @property
    def headlines(self) -> tuple[Series, ...]:
        """The nine series by which the metrics are told, in order."""
        return tuple(one for one in self.series if one.headline)

    def of_metric(self, number: int) -> tuple[Series, ...]:
        """Give all series of a metric."""
        return tuple(one for one in self.series if one.metric == number)

    def to_frame(self) -> pl.DataFrame:
        """Give every figure of every year as one row of a tidy frame.

        Returns
        -------
        pl.DataFrame
            Columns, text but for the last ones:

            - organisation, year (Int64), metric (Int64), name, figure, part, workforce_group,
              pay_band, ethnic_group, title, unit, headline (Boolean)
            - status, reason, value (Float64), exact, display, low, high (Float64), interval: as
              in `wres.Report.to_frame`
            - restated_from: the figure as its own year reported it, as shown
            - compared_with (Int64): the measured year before; null in the first
            - break: why the two are not compared
            - change (Float64), change_exact, change_display, change_low, change_high (Float64),
              change_interval, p_value (Float64), chance: the change since, a ratio of ratios or a
              difference; shares and their differences in units of 1
            - national (Float64), national_display, national_year (Int64), national_source: the
              nearest comparable published figure of England, beside the last measured year
            - regional (Float64), regional_display, regional_year (Int64), regional_source: the
              same of the region
        """
        return frame_of(self.years, self.series)

    def to_json(self) -> str:
        """Write ``comparison.json``; the same comparison always gives the same text."""
        # cattrs is paid for by those who ask for JSON.
        from wres.comparison._json import to_json  # noqa: PLC0415

        return to_json(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read ``comparison.json`` back; the inverse of `to_json`.

        Raises
        ------
        FigureError
            The text is no JSON, of another format, or lacks or adds a field.
        """
        from wres.comparison._json import from_json  # noqa: PLC0415  # as above

        return from_json(cls, text)
