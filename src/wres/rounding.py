"""The one rounding: exact, half-up, when a figure is shown and never before."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


LEAST_P_SHOWN = 0.001


def half_up(value: Fraction | int, places: int) -> Decimal:
    """Round half away from zero, as spreadsheets do, without leaving exact numbers.

    Parameters
    ----------
    value
        Exact; a float would bring its own rounding along.
    places
        Digits after the point, 0 or more.

    Returns
    -------
    Decimal
        Exactly `places` digits after the point; zero carries no sign.

    Examples
    --------
    >>> half_up(Fraction(5, 2), 0), half_up(Fraction(-1, 8), 2), half_up(Fraction(-1, 80), 1)
    (Decimal('3'), Decimal('-0.13'), Decimal('0.0'))
    """
    doubled = 2 * abs(value.numerator) * 10**places
    units = (doubled + value.denominator) // (2 * value.denominator)
    negative = value < 0 and units > 0
    # From its digits: arithmetic on decimals would round to the context's 28.
    return Decimal((int(negative), tuple(map(int, str(units))), -places))


def display(value: Fraction | int, places: int, *, percent: bool = False) -> str:
    """Show a figure as people read it.

    Parameters
    ----------
    value
        A share from 0 to 1 where `percent` is set; else in the unit to show.
    places
        Digits after the point, 0 or more.
    percent
        Multiply by 100 and add the sign.

    Returns
    -------
    str
        A point, no thousands separators; what rounds to zero shows no sign.

    Examples
    --------
    >>> display(Fraction(165, 1237), 1, percent=True), display(Fraction(119, 78), 2)
    ('13.3%', '1.53')
    >>> display(Fraction(-31, 10), 1), display(Fraction(-1, 1000), 1)
    ('-3.1', '0.0')
    """
    if percent:
        return f"{half_up(100 * value, places):f}%"
    return f"{half_up(value, places):f}"


def display_p_value(p_value: float) -> str:
    """Show a p-value to three decimals, and what is below the last of them as such.

    Examples
    --------
    >>> display_p_value(0.0004), display_p_value(0.0123)
    ('<0.001', '0.012')
    """
    return f"<{LEAST_P_SHOWN}" if p_value < LEAST_P_SHOWN else display(Fraction(p_value), 3)
