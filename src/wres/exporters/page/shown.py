"""Values as the page shows them: as the report displays them, with thousands set apart."""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import Count, Figure, GroupCounts, GroupFigures, Headcount, Ratio
from wres.metrics.change import said
from wres.profiles import Profile
from wres.rounding import display
from wres.vocabulary import CONFIDENTIAL
from wres.wording import is_hidden


NOT_SUPPLIED = "not supplied"
NOBODY = "nobody"


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


def count_of(counts: GroupCounts | Headcount, group: str) -> str:
    """Show a group's count, or that it is hidden.

    Examples
    --------
    >>> count_of(Headcount(9, None, 0, 12, hidden=("bme",)), "bme")
    '[c]'
    """
    return CONFIDENTIAL if is_hidden(counts, group) else number(counts[group])


def share_of(figures: GroupFigures, group: str, of: Headcount | None = None) -> str:
    """Show a group's figure, that it is hidden, or why there is none."""
    return CONFIDENTIAL if is_hidden(figures, group) else figure_of(figures[group], of)


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
