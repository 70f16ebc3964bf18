"""The return: the counts that the nine metrics rest on, and nothing about a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Self, TypeVar

import polars as pl
from attrs import define, evolve, field

from wres.admission import ROW, LooseTable, Source, admit
from wres.admission.names import DIMENSION, FILE
from wres.admission.settled import ROWS
from wres.errors import raise_all
from wres.returns.checks import check_lines, without_totals
from wres.returns.evidence import Evidence
from wres.returns.survey import (
    SurveyFigure,
    SurveyKey,
    ordered,
    pooled,
    survey_of,
    survey_rows,
)
from wres.vocabulary import SURVEY_MEASURES, EthnicGroup, Measure, PayBand, WorkforceGroup


Filed = TypeVar("Filed", bound="WresReturn")

KEY = ("organisation", "year", "measure", "workforce_group", "pay_band", "ethnic_group")

CELLS = pl.Schema(
    {
        "organisation": pl.String(),
        "year": pl.Int64(),
        "measure": pl.Enum([str(name) for name in Measure]),
        "workforce_group": pl.Enum([str(name) for name in WorkforceGroup]),
        "pay_band": pl.Enum([str(name) for name in PayBand]),
        "ethnic_group": pl.Enum([str(name) for name in EthnicGroup]),
        "value": pl.Float64(),
    }
)
"""Counts as held: Float64 is exact here, as they are multiples of one half below 2^52."""

SURVEY_NAMES = [str(name) for name in SURVEY_MEASURES] + [
    f"{name}_respondents" for name in SURVEY_MEASURES
]


@define(frozen=True, eq=False)
class WresReturn:
    """Counts of one or more organisations and years. Returns add up.

    Addition is commutative and associative, and the empty return changes nothing: counting a
    whole equals adding the counts of its parts. Counts add; survey shares of the same
    organisation, year and group are pooled by their respondents, exactly.

    Parameters
    ----------
    counts
        Columns organisation (empty where not named), year, measure, workforce_group, pay_band,
        ethnic_group, dimensions, value; sorted; one row a key. Without the survey.
    survey
        The Staff Survey's figures.
    evidence
        Ledger, sources and warnings that came with the figures; not part of equality.

    Examples
    --------
    >>> import polars as pl
    >>> lines = {"measure": ["shortlisted"], "ethnic_group": ["bme"], "value": [151]}
    >>> one = WresReturn.from_frame(pl.DataFrame(lines))
    >>> (one + one).to_frame().rows()
    [('shortlisted', None, None, 'bme', 302.0)]
    """

    counts: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=CELLS))
    survey: Mapping[SurveyKey, SurveyFigure] = field(factory=dict)
    evidence: Evidence = field(factory=Evidence)

    @classmethod
    def from_frame(cls, tidy: pl.DataFrame | pl.LazyFrame) -> Self:
        """Read the tidy form.

        Parameters
        ----------
        tidy
            Columns measure, ethnic_group, value; optional organisation, year,
            workforce_group, pay_band (null or empty where there is none); any further column
            is a breakdown dimension.

        Raises
        ------
        InputError
            With every line that cannot be: an unknown measure, a negative count, a share over
            1, more appointed than shortlisted, a key that occurs twice with different values,
            a total that differs from its bands.
        """
        lines = LooseTable("return", tidy.lazy(), Source("frame", ""))
        admitted = admit([lines], None)
        rows = admitted.counted["return"]
        raise_all([*admitted.problems, *check_lines(rows, [lines])])
        cells = without_totals(rows).drop(FILE, ROW, ROWS)
        return cls.from_cells(cells.rename(lambda name: name.removeprefix(DIMENSION)))

    @classmethod
    def from_cells(cls, frame: pl.DataFrame, evidence: Evidence | None = None) -> Self:
        """Put lines that are known to be valid in their canonical form."""
        cells = _cells(frame)
        is_survey = pl.col("measure").cast(pl.String).is_in(SURVEY_NAMES)
        return cls(
            _canonical(cells.filter(~is_survey)),
            survey_of(cells.filter(is_survey)),
            evidence or Evidence(),
        )

    def to_frame(self) -> pl.DataFrame:
        """Give the tidy form, sorted.

        Columns measure, workforce_group, pay_band, ethnic_group (text; null where empty) and
        value (Float64), after organisation and year where any line names them, then the
        dimensions. Counts are whole or halves, shares 0 to 1.
        """
        frame = pl.concat([self.counts, survey_rows(self.survey, CELLS)], how="diagonal").sort(
            *KEY, *self.dimensions, nulls_last=False
        )
        named = [name for name in ("organisation", "year") if _is_named(frame, name)]
        order = [*named, *KEY[2:], "value", *self.dimensions]
        return frame.select(order).with_columns(pl.col(pl.Enum).cast(pl.String))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Names of the breakdown dimensions."""
        return tuple(name for name in self.counts.columns if name not in CELLS)

    @property
    def organisations(self) -> tuple[str, ...]:
        """Organisations that the return names, sorted; the empty text for one that it does not."""
        counted = self.counts["organisation"].unique()
        return tuple(sorted({*counted, *(key.organisation for key in self.survey)}))

    def of(self, organisation: str) -> Self:
        """Keep one organisation's figures."""
        return evolve(
            self,
            counts=self.counts.filter(pl.col("organisation") == organisation),
            survey={
                key: figure
                for key, figure in self.survey.items()
                if key.organisation == organisation
            },
        )

    def pooled(self, organisation: str = "") -> Self:
        """Add up all organisations as one, under a name of its own.

        Examples
        --------
        >>> import polars as pl
        >>> lines = {"organisation": ["RXX", "RYY"], "measure": ["appointed"] * 2, "ethnic_group": ["bme"] * 2}
        >>> WresReturn.from_frame(pl.DataFrame({**lines, "value": [3, 4]})).pooled("QZZ").to_frame()["value"].to_list()
        [7.0]
        """
        nothing = evolve(self, counts=self.counts.clear(), survey={})
        parts = (self.of(name) for name in self.organisations)
        renamed = (
            type(self)(
                one.counts.with_columns(organisation=pl.lit(organisation)),
                {key.of(organisation): figure for key, figure in one.survey.items()},
            )
            for one in parts
        )
        return _sum([nothing, *renamed])

    def __add__(self, other: Self) -> Self:
        if not isinstance(other, WresReturn):
            return NotImplemented
        return _sum([self, other])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WresReturn) and self._known.equals(other._known)

    @property
    def _known(self) -> pl.DataFrame:
        """The tidy form without dimensions that no line has a value of."""
        frame = self.to_frame()
        return frame.drop(name for name in self.dimensions if frame[name].is_null().all())

    __hash__ = None  # type: ignore[assignment]

    def value(self, measure: str, group: str, **where: str | None) -> Fraction | None:
        """Add up one count of a group, ``None`` where not supplied; the survey is in `survey`."""
        cells = self.counts.filter(pl.col("measure") == measure, pl.col("ethnic_group") == group)
        for name, label in where.items():
            cells = cells.filter(pl.col(name).eq_missing(pl.lit(label)))
        return Fraction(cells["value"].sum()) if len(cells) else None


def _is_named(frame: pl.DataFrame, name: str) -> bool:
    return bool((frame[name].is_not_null() & (frame[name].cast(pl.String) != "")).any())


def _cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Give lines the columns and types of cells, dimensions behind."""
    dimensions = [name for name in frame.columns if name not in CELLS]
    made = [
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(pl.String).alias(name)
        for name in CELLS
    ]
    return (
        frame.select(*made, *(_blank_is_null(name) for name in dimensions))
        .with_columns(pl.col("organisation").fill_null(""))
        .with_columns(
            _blank_is_null(name).cast(dtype)
            for name, dtype in CELLS.items()
            if name != "organisation"
        )
    )


def _blank_is_null(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    return pl.when(text != "").then(text).alias(name)


def _canonical(cells: pl.DataFrame) -> pl.DataFrame:
    """Sum lines of one key and sort. Where one part knows only a total, so does the sum."""
    dimensions = sorted(name for name in cells.columns if name not in CELLS)
    scope = ["organisation", "year", "measure"]
    only_total = pl.col("workforce_group").is_null().any().over(scope)
    return (
        cells.with_columns(
            pl.when(~only_total).then(pl.col(name)).alias(name)
            for name in ("workforce_group", "pay_band")
        )
        .group_by(*KEY, *dimensions)
        .agg(pl.col("value").sum())
        .select(*CELLS, *dimensions)
        .sort(*KEY, *dimensions, nulls_last=False)
    )


def total(returns: Sequence[WresReturn]) -> WresReturn:
    """Add up any number of returns; none give the empty return."""
    return _sum(returns) if returns else WresReturn()


def _sum(returns: Sequence[Filed]) -> Filed:
    survey: dict[SurveyKey, SurveyFigure] = {}
    for one in returns:
        for key, figure in one.survey.items():
            survey[key] = pooled(key, survey[key], figure) if key in survey else figure
    return evolve(
        returns[0],
        counts=_canonical(pl.concat([one.counts for one in returns], how="diagonal")),
        survey=ordered(survey),
        evidence=reduce(add, (one.evidence for one in returns)),
    )
