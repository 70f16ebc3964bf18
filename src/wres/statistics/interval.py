"""An interval and how it was had."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from wres.statistics.settle import settle


APPROXIMATE = (
    "mover_r",
    "wilson_weighted",
    "newcombe_weighted",
    "mover_weighted",
    "mover_log_weighted",
)


@frozen
class Interval:
    """The values that the data do not contradict.

    A return counts everybody, so it is no sample: the interval says how far chance alone could
    move next year's figure.

    Parameters
    ----------
    level
        Confidence, above 0 and below 1.
    low, high
        The ends, both inside. A `high` of ``None`` is unbounded.
    method
        Which interval this is, in lower case: ``koopman``, ``katz_log``, ``wilson``,
        ``newcombe``, ``odds_ratio_score``; of weighted shares ``mover_r``, ``wilson_weighted``,
        ``newcombe_weighted``; of a change between two years ``mover_log`` and ``mover``, and of
        weighted shares ``mover_log_weighted`` and ``mover_weighted``.

    Examples
    --------
    >>> interval = Interval(0.95, 9.8, None, "koopman")
    >>> interval.contains(1), interval.contains(1000)
    (False, True)
    """

    level: float
    low: float
    high: float | None
    method: str

    @property
    def approximate(self) -> bool:
        """Whether it takes weighted shares for counts of equal people.

        Examples
        --------
        >>> Interval(0.95, 0.5, 2.0, "mover_r").approximate
        True
        """
        return self.method in APPROXIMATE

    def contains(self, x: float | Fraction) -> bool:
        """Whether `x` lies between the ends or on one."""
        return self.low <= x and (self.high is None or x <= self.high)


def settled(interval: Interval | None) -> Interval | None:
    """Round the ends to 12 significant digits, which every machine agrees on (`settle`).

    Examples
    --------
    >>> settled(Interval(0.95, 0.1 + 0.2, None, "koopman")).low
    0.3
    """
    if interval is None:
        return None
    high = None if interval.high is None else settle(interval.high)
    return evolve(interval, low=settle(interval.low), high=high)
