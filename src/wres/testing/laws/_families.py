"""The kinds of figures that laws are about, and what they are called in an answer."""

from __future__ import annotations

from attrs import frozen

from wres.errors import UnknownNameError
from wres.metrics import METRICS
from wres.profiles import years


@frozen
class Family:
    """Figures that are worked out alike.

    Parameters
    ----------
    about
        What is asked, in words.
    figures
        Names of the figures that an answer may have.
    metrics
        Numbers of the metrics; none where the family is of no metric of its own.
    """

    name: str
    about: str
    figures: tuple[str, ...]
    metrics: tuple[int, ...] = ()


def _metrics(family: str) -> tuple[int, ...]:
    return tuple(one.number for one in METRICS if one.family == family)


GROUP_SHARES = ("share.white", "share.bme", "share.unknown")
DIFFERENCES = ("difference.white", "difference.bme", "difference.unknown")
LIKELIHOODS = ("likelihood.white", "likelihood.bme", "likelihood.unknown")
STEPS = ("disparity.lower/middle", "disparity.middle/upper", "disparity.lower/upper")

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family(
            "representation",
            "shares of a pay band or of the whole workforce, and the band's less the whole's",
            GROUP_SHARES + DIFFERENCES,
            _metrics("representation"),
        ),
        Family(
            "disparity",
            "race disparity ratios between the lower, middle and upper bands of one block",
            STEPS,
            _metrics("representation"),
        ),
        Family(
            "likelihood",
            "likelihoods of an event by group, and their ratio in the year's direction",
            (*LIKELIHOODS, "ratio"),
            _metrics("likelihood"),
        ),
        Family(
            "survey",
            "shares of respondents, BME less White, and BME over White",
            ("share.white", "share.bme", "difference", "ratio"),
            _metrics("survey"),
        ),
        Family(
            "board",
            "shares of the board, and the board's less the workforce's",
            GROUP_SHARES + DIFFERENCES,
            _metrics("board"),
        ),
        Family(
            "interval",
            "ratio of two likelihoods, its interval (an unbounded end is None) and its p-value",
            ("ratio", "low", "high", "p_value"),
        ),
        Family("suppression", "counts that are safe to publish, the others hidden", ()),
    )
}
"""Name to family."""


@frozen
class Scope:
    """What to ask about.

    Parameters
    ----------
    family
        A key of `FAMILIES`.
    metrics, years
        Those that questions are of.
    """

    family: str
    metrics: tuple[int, ...]
    years: tuple[int, ...]

    @classmethod
    def of(cls, family: str, metric: int | None = None, year: int | None = None) -> Scope:
        """Ask about one metric or all of a family, in one year or the newest.

        Raises
        ------
        UnknownNameError
            No such family, or it has no such metric.

        Examples
        --------
        >>> Scope.of("likelihood", 3, 2025)
        Scope(family='likelihood', metrics=(3,), years=(2025,))
        """
        if family not in FAMILIES:
            raise UnknownNameError.of("family of laws", family, FAMILIES)
        known = FAMILIES[family].metrics or (1,)
        if metric is not None and metric not in known:
            raise UnknownNameError.of(f"metric of family {family}", metric, known)
        chosen = known if metric is None else (metric,)
        return cls(family, chosen, (years()[-1] if year is None else year,))
