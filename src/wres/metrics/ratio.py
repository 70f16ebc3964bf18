"""Ratios that carry their direction, their status, and what the data let one say."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from wres.metrics.figures import Count, Figure, ratio_figure
from wres.profiles import Profile
from wres.statistics import (
    Caution,
    ExactTest,
    Interval,
    PeopleNeeded,
    census_sentence,
    four_fifths,
)
from wres.vocabulary import HIDDEN


ENDLESS = "no events in comparator"
"""Why a ratio is undefined of which one group has events and the other none: it has no end."""


@frozen(kw_only=True)
class Ratio:
    """How many times the figure of one group is that of another.

    Parameters
    ----------
    of, to
        Groups: the numerator's and the denominator's.
    status, reason
        ``undefined`` ratios say why, and have neither value nor verdict; so do ``hidden`` ones,
        of which a count is not published.
    exact, display
        Exact ratio, and as shown: two decimals.
    interval, p_value, test
        The interval names its level and method, and whether it is approximate. Of likelihoods,
        Koopman's score interval and the score test of equal likelihoods, wherever both groups
        have somebody in them, also of an undefined ratio. Of the race disparity ratio, the
        score interval of an odds ratio and the same test. Of weighted survey shares, MOVER-R
        where both numbers of respondents are known, and no test. All to 12 significant digits.
    four_fifths
        ``below``, ``within`` or ``above`` the four-fifths range, on the exact ratio.
    verdict
        ``worse_for_bme``, ``worse_for_white``, ``similar`` or ``cannot_tell``.
    note
        What else to know, such as that a ratio of 0 means no events in the group it is of.
    low_count
        Whether a group has fewer events than the year's rule asks for (ten); ``None`` where
        events are not known.
    exact_tests
        Mid-p (minlike) and Fisher's test where a cell of the table is expected to hold fewer
        than five people; they never decide the verdict.
    caution
        Where an exact test lies on the other side of 0.05 than the score test.
    people_needed
        How many people would change what the ratio says; of likelihoods only.
    change
        The shortest way to another verdict, in a sentence.
    """

    of: str
    to: str
    status: Literal["defined", "undefined", "hidden"]
    reason: str | None = None
    exact: Fraction | None = None
    display: str | None = None
    interval: Interval | None = None
    p_value: float | None = None
    test: str | None = None
    four_fifths: str | None = None
    verdict: str | None = None
    note: str | None = None
    low_count: bool | None = None
    exact_tests: tuple[ExactTest, ...] = ()
    caution: Caution | None = None
    people_needed: PeopleNeeded | None = None
    change: str | None = None

    @property
    def meaning(self) -> str | None:
        """What the interval means where everybody was counted; ``None`` without one."""
        return None if self.interval is None else census_sentence(self.interval)

    @property
    def value(self) -> float | None:
        """The float nearest to the exact ratio."""
        return None if self.exact is None else float(self.exact)


@frozen
class Side:
    """One group of a ratio: those who had the event, out of everybody in it.

    Parameters
    ----------
    label
        For people, such as ``BME``.
    events, total
        ``None`` where not supplied.
    """

    label: str
    events: Count | None
    total: Count | None

    @property
    def is_overfull(self) -> bool:
        """Whether more had the event than are in the group: people who have left since."""
        return bool(self.events is not None and self.total is not None and self.events > self.total)


def divided(of: Side, to: Side) -> Fraction | str:
    """Divide two likelihoods exactly, or say why that cannot be done.

    Examples
    --------
    >>> divided(Side("White", 170, 780), Side("BME", 30, 210))
    Fraction(119, 78)
    >>> divided(Side("White", 170, 780), Side("BME", 0, 210))
    'no events in comparator'
    >>> divided(Side("White", 170, 780), Side("BME", 0, 0))
    'no BME in denominator'
    """
    for side in (of, to):
        if side.events is None or side.total is None:
            return f"a figure of {side.label} was not supplied"
    if not (of.total and to.total):
        empty = [f"no {side.label}" for side in (of, to) if not side.total]
        return f"{' and '.join(empty)} in denominator"
    if not to.events:
        return ENDLESS if of.events else "no events"
    return Fraction((of.events or 0) * to.total, of.total * to.events)


def plain_ratio(
    quotient: Fraction | str,
    of: str,
    to: str,
    rules: Profile,
    *,
    note: str | None = None,
) -> Ratio:
    """Dress up an exact ratio, or the reason why there is none, without an interval."""
    if isinstance(quotient, str):
        return Ratio(of=of, to=to, status="undefined", reason=quotient, note=note)
    return Ratio(
        of=of,
        to=to,
        status="defined",
        exact=quotient,
        display=ratio_figure(quotient).display,
        four_fifths=four_fifths(quotient, *rules.four_fifths),
        note=note,
    )


def hidden_ratio(of: str, to: str, note: str | None = None) -> Ratio:
    """Give the ratio of counts of which some are not published.

    Examples
    --------
    >>> hidden_ratio("white", "bme").reason
    'hidden, so that nobody can be recognised'
    """
    return Ratio(of=of, to=to, status="hidden", reason=HIDDEN, note=note)


def figure_or_none(quotient: Fraction | str) -> Figure | None:
    """Show an exact ratio; ``None`` where it is undefined."""
    return None if isinstance(quotient, str) else ratio_figure(quotient)
