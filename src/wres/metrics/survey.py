"""Metrics 5 to 8: shares of the Staff Survey's respondents."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from wres.metrics.definitions import Metric
from wres.metrics.evidence import survey_ratio
from wres.metrics.figures import (
    Figure,
    GroupCounts,
    GroupFigures,
    points_figure,
    share_figure,
)
from wres.metrics.ratio import Ratio
from wres.profiles import Profile
from wres.returns import SurveyFigure
from wres.statistics import newcombe_weighted, wilson_weighted


@frozen
class BmeDifference:
    """Share of BME respondents less the share of White ones; ``None`` where one is missing."""

    bme: Figure | None


@frozen(kw_only=True)
class Experience:
    """The result of metric 5, 6, 7 or 8.

    Parameters
    ----------
    share
        Of the respondents of each group; the survey weights them. Intervals are approximate.
    respondents
        Base sizes; ``None`` where the survey did not give them.
    ratio
        BME to White. Weighted shares are no counts: the interval is approximate, there is no
        test, and neither interval nor verdict without the numbers of respondents.
    question
        Number of the question in the year's survey.
    base
        Metric 7 only: ``excludes_dont_know`` or ``includes_dont_know``. Figures on different
        bases are not comparable.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    share: GroupFigures
    respondents: GroupCounts
    difference: BmeDifference
    ratio: Ratio
    question: str
    base: str | None


def measure_experience(
    definition: Metric,
    white: SurveyFigure | None,
    bme: SurveyFigure | None,
    unknown: SurveyFigure | None,
    rules: Profile,
) -> Experience:
    """Measure metric 5, 6, 7 or 8 from the survey's shares.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> white, bme = SurveyFigure(Fraction(21, 100), 900), SurveyFigure(Fraction(1, 4), None)
    >>> result = measure_experience(metric(6), white, bme, None, profile(2025))
    >>> result.share.bme.display, result.difference.bme.display, result.ratio.display
    ('25.0%', '4.0', '1.19')
    """
    groups = [figure or SurveyFigure(None, None) for figure in (white, bme, unknown)]
    return Experience(
        number=definition.number,
        name=definition.name,
        share=GroupFigures(*map(_share, groups)),
        respondents=GroupCounts(*(figure.respondents for figure in groups)),
        difference=BmeDifference(_difference(*groups[:2])),
        ratio=survey_ratio(definition, groups[0], groups[1], rules),
        question=rules[f"survey_question_{definition.number}"],
        base=rules["metric_7_base"] if "metric_7_base" in definition.rules else None,
    )


def _share(figure: SurveyFigure) -> Figure | None:
    if figure.share is None:
        return None
    return share_figure(figure.share, wilson_weighted(figure.share, figure.respondents))


def _difference(white: SurveyFigure, bme: SurveyFigure) -> Figure | None:
    if bme.share is None or white.share is None:
        return None
    interval = newcombe_weighted(bme.share, bme.respondents, white.share, white.respondents)
    return points_figure(bme.share - white.share, interval)
