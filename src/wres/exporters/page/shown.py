"""Values as the page shows them: as the report displays them, with thousands set apart."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from wres.metrics import Count, Figure, Headcount, Ratio
from wres.metrics.change import said
from wres.profiles import Profile
from wres.rounding import display
from wres.statistics import Interval


NOT_SUPPLIED = "not supplied"
NOBODY = "nobody"
LEAST_P = 0.001

Unit = Literal["share", "points", "ratio"]

SHOWN: dict[Unit, Callable[[Fraction], str]] = {
    "share": lambda value: display(value, 1, percent=True),
    "points": lambda value: display(100 * value, 1),
    "ratio": lambda value: display(value, 2),
}


def number(count: Count | None) -> str:
    """Show a count.

    Examples
    --------
    >>> number(32050), number(Fraction(2501, 2)), number(None)
    ('32,050', '1,250.5', 'not supplied')
    """
    if count is None:
        return NOT_SUPPLIED
    whole, point, half = display(Fraction(count), int(count.denominator != 1)).partition(".")
    return f"{int(whole):,}{point}{half}"


def figure_of(figure: Figure | None, of: Headcount | None = None) -> str:
    """Show a figure, or say why there is none: the people that it is of are not there.

    Examples
    --------
    >>> figure_of(None, Headcount(0, 0, 0, 0)), figure_of(None)
    ('nobody', 'not known')
    """
    if figure is not None:
        return figure.display
    return NOBODY if of is not None and of.total == 0 else "not known"


def ends(interval: Interval | None, unit: Unit) -> str:
    """Show an interval.

    Examples
    --------
    >>> ends(Interval(0.95, 0.5, None, "koopman"), "ratio"), ends(None, "share")
    ('0.50 and more', 'none')
    """
    if interval is None:
        return "none"
    low = SHOWN[unit](Fraction(str(interval.low)))
    if interval.high is None:
        return f"{low} and more"
    return f"{low} to {SHOWN[unit](Fraction(str(interval.high)))}"


def level(interval: Interval) -> str:
    """Say how sure an interval is, and whether it is approximate.

    Examples
    --------
    >>> level(Interval(0.95, 0.5, 2.0, "mover_r"))
    '95% approximate interval'
    """
    kind = "approximate interval" if interval.approximate else "interval"
    return f"{display(Fraction(str(interval.level)), 0, percent=True)} {kind}"


def p_value(value: float) -> str:
    """Show a p-value as the report's frame does.

    Examples
    --------
    >>> p_value(0.0004), p_value(0.0123)
    ('<0.001', '0.012')
    """
    return f"<{LEAST_P}" if value < LEAST_P else display(Fraction(value), 3)


def verdict(ratio: Ratio, rules: Profile) -> str:
    """Say what a ratio lets one say, or why nothing."""
    if ratio.verdict is not None:
        return said(ratio.verdict, rules)
    return ratio.reason or ratio.note or "no verdict"


def over(ratio: Ratio, rules: Profile) -> str:
    """Name the direction of a ratio, such as White over BME."""
    return f"{rules[f'label_{ratio.of}']} over {rules[f'label_{ratio.to}']}"


def sentence(text: str) -> str:
    """Give a text a capital and a full stop.

    Examples
    --------
    >>> sentence("no data: board was not supplied")
    'No data: board was not supplied.'
    """
    closed = text.endswith((".", "!", "?"))
    return f"{text[:1].upper()}{text[1:]}{'' if closed or not text else '.'}"
