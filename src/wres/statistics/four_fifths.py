"""The four-fifths rule."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nextafter
from typing import Literal


def four_fifths(
    ratio: Fraction, low: Fraction = Fraction(4, 5), high: Fraction = Fraction(5, 4)
) -> Literal["below", "within", "above"]:
    """Place a ratio against the non-adverse range.

    Parameters
    ----------
    ratio
        Exact and unrounded: 1.2504 is above, though it shows as 1.25.
    low, high
        The range, both ends inside. Whether they are is not stated in a source; it is our choice.

    Returns
    -------
    str
        ``below``, ``within`` or ``above``.

    References
    ----------
    .. [1] NHS England (2019). A fair experience for all: the range 0.8 to 1.25.
    .. [2] Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D.

    Examples
    --------
    >>> four_fifths(Fraction(5, 4)), four_fifths(Fraction(119, 78))
    ('within', 'above')
    """
    if ratio < low:
        return "below"
    if ratio > high:
        return "above"
    return "within"


def outermost_floats(low: Fraction, high: Fraction) -> tuple[float, float]:
    """Give the first and the last float in a range: any float is in the range or not by these.

    Examples
    --------
    >>> outermost_floats(Fraction(1, 10), Fraction(1, 3)) == (0.1, 1 / 3)
    True
    >>> outermost_floats(Fraction(2, 3), Fraction(1, 10))
    (0.6666666666666667, 0.09999999999999999)
    """
    first, last = float(low), float(high)
    return (
        nextafter(first, inf) if first < low else first,
        nextafter(last, -inf) if last > high else last,
    )
