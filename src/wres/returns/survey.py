"""Staff Survey figures: shares held as exact fractions, so that pooling them is exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Self

import polars as pl
from attrs import evolve, frozen

from wres.errors import FigureError


RESPONDENTS = "_respondents"


@frozen
class SurveyKey:
    """Whose figure of which question."""

    organisation: str
    year: int | None
    measure: str
    ethnic_group: str

    def of(self, organisation: str) -> Self:
        """Give the same question's key for another organisation."""
        return evolve(self, organisation=organisation)


@frozen
class SurveyFigure:
    """A share of respondents and how many they were, either of which may be unknown.

    Examples
    --------
    >>> SurveyFigure(Fraction(1, 5), 100).pooled_with(SurveyFigure(Fraction(1, 2), 200))
    SurveyFigure(share=Fraction(2, 5), respondents=300)
    """

    share: Fraction | None
    respondents: int | None

    def pooled_with(self, other: SurveyFigure) -> SurveyFigure | None:
        """Pool two groups of respondents; ``None`` where a share or a base is missing."""
        if not (self.respondents and other.respondents):
            return None
        base = self.respondents + other.respondents
        if self.share is None and other.share is None:
            return SurveyFigure(None, base)
        if self.share is None or other.share is None:
            return None
        positive = self.share * self.respondents + other.share * other.respondents
        return SurveyFigure(positive / base, base)


def pooled(key: SurveyKey, one: SurveyFigure, other: SurveyFigure) -> SurveyFigure:
    """Pool two results of one question.

    Raises
    ------
    FigureError
        One lacks its share or its number of respondents.
    """
    both = one.pooled_with(other)
    if both is None:
        raise FigureError(
            f"two results for {key.measure}, {key.ethnic_group} cannot be pooled: "
            "both need a share and its number of respondents"
        )
    return both


def exact_share(value: float) -> Fraction:
    """Read a share as the decimal number that it was written as.

    Examples
    --------
    >>> exact_share(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(value))


def survey_of(cells: pl.DataFrame) -> dict[SurveyKey, SurveyFigure]:
    """Collect tidy lines of survey measures, in order."""
    found: dict[SurveyKey, dict[str, float]] = {}
    for organisation, year, measure, group, value in cells.select(
        "organisation", "year", "measure", "ethnic_group", "value"
    ).rows():
        name = measure.removesuffix(RESPONDENTS)
        key = SurveyKey(organisation, year, name, group)
        found.setdefault(key, {})["share" if name == measure else "base"] = value
    return ordered(
        {
            key: SurveyFigure(
                exact_share(parts["share"]) if "share" in parts else None,
                int(parts["base"]) if "base" in parts else None,
            )
            for key, parts in found.items()
        }
    )


def ordered(survey: Mapping[SurveyKey, SurveyFigure]) -> dict[SurveyKey, SurveyFigure]:
    """Sort by organisation, year (none first), measure and group."""
    return dict(sorted(survey.items(), key=lambda item: _place(item[0])))


def _place(key: SurveyKey) -> tuple[str, int, str, str]:
    return key.organisation, key.year or 0, key.measure, key.ethnic_group


def survey_rows(survey: Mapping[SurveyKey, SurveyFigure], schema: pl.Schema) -> pl.DataFrame:
    """Give survey figures as tidy lines."""
    lines = [
        (key.organisation, key.year, measure, None, None, key.ethnic_group, float(value))
        for key, figure in survey.items()
        for measure, value in (
            (key.measure, figure.share),
            (f"{key.measure}{RESPONDENTS}", figure.respondents),
        )
        if value is not None
    ]
    return pl.DataFrame(lines, schema=schema, orient="row")
