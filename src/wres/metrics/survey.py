"""Metrics 5 to 8: shares of the Staff Survey's respondents."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from wres.metrics.definitions import Metric
from wres.metrics.figures import (
    Figure,
    GroupCounts,
    GroupFigures,
    points_figure,
    share_figure,
)
from wres.metrics.ratio import Ratio, Side, divided, plain_ratio
from wres.profiles import Profile
from wres.returns import SurveyFigure


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
        Of the respondents of each group; the survey weights them.
    respondents
        Base sizes; ``None`` where the survey did not give them.
    ratio
        BME to White, without interval, test or verdict: weighted shares are no counts.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    share: GroupFigures
    respondents: GroupCounts
    difference: BmeDifference
    ratio: Ratio


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
    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> white, bme = SurveyFigure(Fraction(21, 100), 900), SurveyFigure(Fraction(1, 4), None)
    >>> result = measure_experience(metric(6), white, bme, None, profile(2025))
    >>> result.share.bme.display, result.difference.bme.display, result.ratio.display
    ('25.0%', '4.0', '1.19')
    """
    groups = [figure or SurveyFigure(None, None) for figure in (white, bme, unknown)]
    exact = [figure.share for figure in groups]
    shares = GroupFigures(*(None if one is None else share_figure(one) for one in exact))
    return Experience(
        number=definition.number,
        name=definition.name,
        share=shares,
        respondents=GroupCounts(*(figure.respondents for figure in groups)),
        difference=BmeDifference(_difference(shares)),
        ratio=_ratio(exact[0], exact[1], rules),
    )


def _difference(shares: GroupFigures) -> Figure | None:
    if shares.bme is None or shares.white is None:
        return None
    return points_figure(shares.bme.exact - shares.white.exact)


def _ratio(white: Fraction | None, bme: Fraction | None, rules: Profile) -> Ratio:
    of, to = Side(rules["label_bme"], bme, 1), Side(rules["label_white"], white, 1)
    return plain_ratio(divided(of, to), "bme", "white", rules)
