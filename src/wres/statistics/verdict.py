"""What an interval lets one say."""

from __future__ import annotations

from fractions import Fraction

from wres.statistics.interval import Interval


SIMILAR = "similar"
CANNOT_TELL = "cannot_tell"


def verdict(
    interval: Interval | None,
    *,
    above: str,
    below: str,
    low: Fraction | float = Fraction(4, 5),
    high: Fraction | float = Fraction(5, 4),
) -> str | None:
    """Say which group fares worse, that neither does, or that there are too few to tell.

    Parameters
    ----------
    interval
        Of the ratio. ``None`` where the ratio is undefined: a ratio without a value has no
        verdict, though it may have an interval.
    above, below
        The verdict where the whole interval lies above 1 and below 1: which way is worse depends
        on the metric.
    low, high
        The range of ratios that count as similar, both ends inside.

    Returns
    -------
    str or None
        `above` or `below` where the interval excludes 1, however little; else ``similar`` where
        all of it lies in the range, else ``cannot_tell``. ``None`` where `interval` is.

    Examples
    --------
    >>> verdict(Interval(0.95, 1.08, 2.19, "koopman"), above="worse_for_bme", below="worse_for_white")
    'worse_for_bme'
    >>> verdict(Interval(0.95, 0.7, 2.19, "koopman"), above="worse_for_bme", below="worse_for_white")
    'cannot_tell'
    """
    if interval is None:
        return None
    if interval.low > 1:
        return above
    if interval.high is not None and interval.high < 1:
        return below
    if interval.low >= low and interval.high is not None and interval.high <= high:
        return SIMILAR
    return CANNOT_TELL
