"""The values that results are made of: counts and exact figures by ethnic group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Generic, Self, TypeVar

from attrs import field, frozen

from wres.rounding import display
from wres.statistics import Interval, settled, wilson
from wres.vocabulary import EthnicGroup


GROUPS = tuple(str(group) for group in EthnicGroup)
"""Keys of the three groups, in the order of every report."""

TOTAL = "total"

Count = int | Fraction
"""People, applications or members: whole, or halves under a two-year average."""

Value = TypeVar("Value")


def whole(value: Count) -> Count:
    """Give a whole number as an int and leave halves alone.

    Examples
    --------
    >>> whole(Fraction(6, 2)), whole(Fraction(3, 2))
    (3, Fraction(3, 2))
    """
    return int(value) if value.denominator == 1 else value


@frozen
class Figure:
    """An exact figure and how it is shown.

    Parameters
    ----------
    exact
        Shares and their differences in units of 1: 0.0312, though ``3.1`` points are shown.
    interval
        Wilson's score interval of a share or a likelihood that comes from counts; of weighted
        survey shares, and Newcombe's of their difference, approximate ones. ``None`` where the
        base is not known, and for the difference of a part and the whole that it belongs to.

    Examples
    --------
    >>> share_figure(Fraction(165, 1237))
    Figure(exact=Fraction(165, 1237), display='13.3%', interval=None)
    """

    exact: Fraction
    display: str
    interval: Interval | None = None

    @property
    def value(self) -> float:
        """The float nearest to the exact figure."""
        return float(self.exact)


def share_figure(exact: Fraction, interval: Interval | None = None) -> Figure:
    """Show a share as a percentage to one decimal."""
    return Figure(exact, display(exact, 1, percent=True), settled(interval))


def share_of(part: Count, total: Count) -> Figure:
    """Work out a share from counts, with Wilson's interval.

    Examples
    --------
    >>> figure = share_of(990, 7422)
    >>> figure.display, round(figure.interval.low, 4), round(figure.interval.high, 4)
    ('13.3%', 0.1258, 0.1413)
    """
    return share_figure(Fraction(part, total), wilson(part, total))


def likelihood_figure(exact: Fraction, interval: Interval | None = None) -> Figure:
    """Show a likelihood to two decimals."""
    return Figure(exact, display(exact, 2), settled(interval))


def ratio_figure(exact: Fraction) -> Figure:
    """Show a ratio to two decimals."""
    return Figure(exact, display(exact, 2))


def points_figure(exact: Fraction, interval: Interval | None = None) -> Figure:
    """Show a difference of shares in percentage points to one decimal.

    Examples
    --------
    >>> points_figure(Fraction(-312, 10_000)).display
    '-3.1'
    """
    return Figure(exact, display(100 * exact, 1), settled(interval))


@frozen
class _ByGroup(Generic[Value]):
    """One value per ethnic group; ``None`` where it was not supplied or cannot be had.

    Parameters
    ----------
    hidden
        Groups in order, and ``total``, whose value is not there because it is not published; empty but
        in a report that disclosure control has made safe.
    """

    white: Value | None = None
    bme: Value | None = None
    unknown: Value | None = None
    hidden: tuple[str, ...] = field(default=(), kw_only=True, repr=False)

    @classmethod
    def only(cls, group: str, value: Value | None) -> Self:
        """Give a value to one group."""
        values: dict[str, Any] = {group: value}
        return cls(**values)

    def __getitem__(self, group: str) -> Value | None:
        value: Value | None = getattr(self, group)
        return value

    @property
    def is_empty(self) -> bool:
        """Whether no group has a value."""
        return self.white is None and self.bme is None and self.unknown is None


@frozen
class GroupCounts(_ByGroup[Count]):
    """Counts by ethnic group; ``None`` is not supplied, which is not zero."""


@frozen
class GroupFigures(_ByGroup[Figure]):
    """Figures by ethnic group; ``None`` where there is nobody to divide by."""


@frozen
class Headcount(_ByGroup[Count]):
    """People by ethnic group and in all.

    Parameters
    ----------
    total
        All three groups together; ``None`` where one of them was not supplied.

    Examples
    --------
    >>> Headcount.of(GroupCounts(white=6307, bme=990, unknown=125)).total
    7422
    """

    total: Count | None = None

    @classmethod
    def of(cls, counts: GroupCounts) -> Self:
        """Add the groups up."""
        parts = (counts.white, counts.bme, counts.unknown)
        known = [part for part in parts if part is not None]
        total = whole(sum(known)) if len(known) == len(parts) else None
        return cls(*parts, total)

    @property
    def shares(self) -> GroupFigures:
        """Shares of the total, unknown ethnicity included; ``None`` where nobody is there.

        Examples
        --------
        >>> Headcount(white=3, bme=1, unknown=0, total=4).shares.bme.display
        '25.0%'
        """
        total = self.total
        if TOTAL in self.hidden:
            return GroupFigures(hidden=GROUPS)
        if not total:
            return GroupFigures()
        return each(lambda part: share_of(part, total), self)


def added(parts: Iterable[Headcount]) -> Headcount:
    """Add people up, each group and the total by itself.

    Returns
    -------
    Headcount
        A sum of which a part is hidden is hidden, and one of which a part was not supplied is not
        known: never a smaller number. Parts of which nothing was supplied add nothing.

    Examples
    --------
    >>> shown, short = Headcount(6, 3, 1, 10), Headcount(2, None, 1, 5, hidden=("bme",))
    >>> added([shown, short, Headcount()])
    Headcount(white=8, bme=None, unknown=2, total=15)
    >>> added([shown, short]).hidden
    ('bme',)
    """
    filled = [part for part in parts if part.hidden or not part.is_empty]
    hidden = in_order(group for part in filled for group in part.hidden)
    columns = ([part[group] for part in filled] for group in (*GROUPS, TOTAL))
    return Headcount(*(_sum(column) for column in columns), hidden=hidden)


def _sum(counts: list[Count | None]) -> Count | None:
    known = [count for count in counts if count is not None]
    return whole(sum(known)) if known and len(known) == len(counts) else None


def in_order(groups: Iterable[str]) -> tuple[str, ...]:
    """Sort names of groups as a report does, each once, ``total`` last."""
    named = set(groups)
    return tuple(group for group in (*GROUPS, TOTAL) if group in named)


def each(figure: Callable[..., Figure | None], *operands: _ByGroup[Value]) -> GroupFigures:
    """Work out a figure for each group that has every operand; what needs a hidden one is hidden."""
    rows = zip(*((one.white, one.bme, one.unknown) for one in operands), strict=True)
    hidden = {group for one in operands for group in one.hidden if group != TOTAL}
    return GroupFigures(
        *(None if None in row else figure(*row) for row in rows), hidden=in_order(hidden)
    )


def differences(shares: GroupFigures, overall: GroupFigures) -> GroupFigures:
    """Subtract shares group by group; ``None`` where either is.

    Examples
    --------
    >>> one, other = share_figure(Fraction(1, 4)), share_figure(Fraction(1, 2))
    >>> differences(GroupFigures(bme=one), GroupFigures(bme=other)).bme.display
    '-25.0'
    """
    return each(lambda one, other: points_figure(one.exact - other.exact), shares, overall)
