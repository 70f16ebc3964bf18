"""The report: nine results for one organisation and year, with what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal, Self, overload

import polars as pl
from attrs import Attribute, field, frozen

from wres.errors import FigureError
from wres.metrics import (
    METRICS,
    BoardRepresentation,
    Breakdown,
    Experience,
    Likelihood,
    NoData,
    Representation,
    Result,
    metric,
)
from wres.report._breakdowns import breakdowns_of
from wres.report._filed import filed_of
from wres.report._frame import frame_of
from wres.report.comparisons import Comparisons
from wres.report.parts import DataQuality, Organisation, ProfileUsed, Provenance, Publication
from wres.returns import WresReturn


FORMAT: Final = "wres-report/1"


def _are_the_nine(_: object, __: Attribute[Any], results: tuple[Result, ...]) -> None:
    named = [(one.number, one.name) for one in METRICS]
    if [(result.number, result.name) for result in results] != named:
        raise FigureError("a report has all nine metrics, in order")


@frozen(kw_only=True)
class Report:
    """The nine metrics of one organisation in one year.

    Its fields, and those of everything in it, are those of ``report.json`` in the same order.

    Parameters
    ----------
    year
        WRES year: the one in which the snapshot falls.
    snapshot
        Day on which staff and board were counted.
    metrics
        All nine results, in order; one without data is a `wres.metrics.NoData`.
    breakdowns
        Metrics 1 to 4 by the dimensions asked for, in the order asked for; ``report.json`` has
        the key only where there are any.
    publication
        What was hidden; only in a report that `wres.publishable` has made.

    Examples
    --------
    >>> import polars as pl
    >>> import wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025, organisation="RXX")
    >>> report[2].ratio.display, report["appointed_from_shortlisting"].ratio.verdict
    ('1.53', 'worse_for_bme')
    >>> report[9].status, report[9].reason
    ('no_data', 'board was not supplied')
    """

    format: Literal["wres-report/1"] = FORMAT
    organisation: Organisation
    year: int
    snapshot: date
    profile: ProfileUsed
    metrics: tuple[Result, ...] = field(validator=_are_the_nine)
    data_quality: DataQuality
    provenance: Provenance
    comparisons: Comparisons
    breakdowns: tuple[Breakdown, ...] = ()
    publication: Publication | None = None

    @overload
    def __getitem__(self, key: Literal[1, "representation"]) -> Representation | NoData: ...
    @overload
    def __getitem__(
        self,
        key: Literal[
            2,
            3,
            4,
            "appointed_from_shortlisting",
            "entered_disciplinary",
            "accessed_training",
        ],
    ) -> Likelihood | NoData: ...
    @overload
    def __getitem__(
        self,
        key: Literal[
            5,
            6,
            7,
            8,
            "harassed_by_public",
            "harassed_by_staff",
            "believes_equal_opportunities",
            "discriminated_against",
        ],
    ) -> Experience | NoData: ...
    @overload
    def __getitem__(
        self, key: Literal[9, "board_representation"]
    ) -> BoardRepresentation | NoData: ...
    @overload
    def __getitem__(self, key: int | str) -> Result: ...
    def __getitem__(self, key: int | str) -> Result:
        return self.metrics[metric(key).number - 1]

    def __iter__(self) -> Iterator[Result]:
        return iter(self.metrics)

    @property
    def filed(self) -> WresReturn:
        """The return that the report was measured from, without breakdowns.

        Measuring it again, under the same organisation and year and in the same forms, gives
        the same report, without breakdowns: two of them do not tell what both together would
        look like.

        Raises
        ------
        FigureError
            The report is a published one: without the hidden counts, sums would be wrong.
        """
        if self.publication is not None:
            raise FigureError("a published report hides counts, and is no return; use the full one")
        return filed_of(self)

    def to_frame(self) -> pl.DataFrame:
        """Give every figure as one row of a tidy frame, in the report's order.

        Returns
        -------
        pl.DataFrame
            Columns:

            - organisation, year, metric (its number), name
            - figure: ``headcount``, ``share``, ``difference``, ``distribution``,
              ``disparity``, ``population``, ``events``, ``likelihood``, ``ratio``, ``p_value``,
              ``mid_p_minlike``, ``fisher``, ``holm``, ``benjamini_hochberg`` (p-values adjusted
              over the report), ``four_fifths``, ``verdict``, ``low_count``, ``caution``,
              ``change``, ``ratio_if_unknown``, ``respondents``; in words ``base``,
              ``compared_with``, ``basis`` and ``question``; null for a metric without data
            - part: what the figure is of, where a metric has several: ``overall``,
              ``senior_medical_managers`` or a cluster of bands (``government/senior``) (1),
              ``total``, ``voting``, ``executive`` or ``local_population`` (9), the
              clusters of a disparity (``lower/upper``), the group that unknown ethnicity is
              added to (``ratio_if_unknown``), ``without_international`` (2)
            - workforce_group, pay_band: metric 1
            - ethnic_group: or the two of a ratio, ``white/bme``
            - value (Float64; shares and their differences in units of 1), exact (a fraction),
              display (as people read it; a difference in percentage points)
            - low, high (Float64, in the unit of value): the 95% interval; high is null where it
              is unbounded; interval: its method; null where there is none
            - status: ``measured``; ``undefined`` where it cannot be had from the counts;
              ``no_data`` where it was not supplied; ``hidden`` where it is not published; with
              the reason
        """
        return frame_of(self)

    def breakdowns_to_frame(self) -> pl.DataFrame:
        """Give every figure of the breakdowns as one row of a tidy frame, in their order.

        Returns
        -------
        pl.DataFrame
            Columns as those of `to_frame`, with two more after the year:

            - breakdown: the dimensions, such as ``directorate`` or ``directorate / sex``
            - breakdown_value: their values for people, such as ``Surgery / Female``, ``not recorded``
              or ``H Indian``

            A part of an ethnic category has rows of its own group and in all only; its ratio has
            the category's code, ``white/H``.
        """
        return breakdowns_of(self)

    def to_json(self) -> str:
        """Write ``report.json``: two blanks a level, a line end at the end.

        The same report always gives the same text. `json_schema` describes it.
        """
        # cattrs is paid for by those who ask for JSON.
        from wres.report._json import to_json  # noqa: PLC0415

        return to_json(self)

    def _repr_html_(self) -> str:
        """Show the nine indicators in words, in a notebook."""
        from wres.report._html import html_of  # noqa: PLC0415  # as above

        return html_of(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read ``report.json`` back; the inverse of `to_json`.

        Raises
        ------
        FigureError
            The text is no JSON, of another format, or lacks or adds a field; the message
            says where.
        """
        from wres.report._json import from_json  # noqa: PLC0415  # as above

        return from_json(cls, text)
