"""Where an exact test and the score test, which decides the verdict, do not say the same."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from wres.rounding import display
from wres.statistics._level import alpha_of
from wres.statistics._table import Count
from wres.statistics.exact_tests import ExactTest, fisher, mid_p
from wres.statistics.score_test import score_test
from wres.statistics.small_counts import sparse


NAMES = {"mid_p_minlike": "the mid-p test (minlike)", "fisher": "Fisher's exact test"}
PLACES = range(3, 13)


@frozen
class Caution:
    """What to say beside a verdict that rests on few people.

    Parameters
    ----------
    test, p_value
        The exact test that contradicts the score test, and what it finds.
    sentence
        The same in words, for readers of the verdict.
    """

    test: str
    p_value: float
    sentence: str


def caution(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    level: float = 0.95,
) -> Caution | None:
    """Say so where an exact test falls on the other side of 1 - level than the score test.

    Only in a sparse table (`sparse`): in others the score test needs no second opinion. Of
    mid-p and Fisher's test, mid-p is named where both contradict, since it is less cautious.

    Parameters
    ----------
    events_of, total_of, events_to, total_to, level
        As for `koopman`.

    Returns
    -------
    Caution or None
        ``None`` where the tests agree, the table is not sparse or has an empty group, and
        where a count has a half, for which there is no exact test.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `level` is out of range.

    Examples
    --------
    >>> print(caution(1, 40, 2, 850).sentence)
    This rests on few people: the score test, which decides the verdict, finds more than chance (p = 0.016), the mid-p test (minlike) does not (p = 0.067).
    >>> caution(12, 600, 20, 2400) is None
    True
    """
    alpha = alpha_of(level)
    counts = (events_of, total_of, events_to, total_to)
    decides = score_test(*counts)
    if decides is None or not sparse(*counts):
        return None
    for exact in (mid_p(*counts), fisher(*counts)):
        if exact is not None and (exact.p_value < alpha) != (decides < alpha):
            return Caution(exact.test, exact.p_value, _sentence(decides, exact, alpha))
    return None


def _sentence(decides: float, exact: ExactTest, alpha: float) -> str:
    finds, does = ("finds", "does not") if decides < alpha else ("does not find", "does")
    score, other = _told_apart(decides, exact.p_value, alpha)
    return (
        f"This rests on few people: the score test, which decides the verdict, {finds} more "
        f"than chance (p = {score}), {NAMES[exact.test]} {does} (p = {other})."
    )


def _told_apart(one: float, other: float, alpha: float) -> tuple[str, str]:
    """Show two p-values with as many digits as it takes to see which of them is below alpha."""
    for places in PLACES:
        shown = display(Fraction(one), places), display(Fraction(other), places)
        sides = [Fraction(text) < Fraction(str(alpha)) for text in shown]
        if sides == [one < alpha, other < alpha]:
            return shown
    return repr(one), repr(other)
