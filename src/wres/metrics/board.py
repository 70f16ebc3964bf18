"""Metric 9: the board's ethnicity beside that of the whole workforce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from wres.metrics.definitions import Metric
from wres.metrics.figures import (
    GroupCounts,
    GroupFigures,
    Headcount,
    differences,
)
from wres.profiles import Profile


@frozen
class BoardHeadcount:
    """Members: the total board, and those who vote or are executives, which may overlap."""

    total: Headcount
    voting: Headcount
    executive: Headcount


@frozen
class BoardFigures:
    """Figures of the total board, the voting members and the executives."""

    total: GroupFigures
    voting: GroupFigures
    executive: GroupFigures


@frozen(kw_only=True)
class BoardRepresentation:
    """The result of metric 9.

    Parameters
    ----------
    share
        Of the members of each part of the board, unknown ethnicity included.
    difference
        Share of the board less share of the whole workforce; negative where a group is
        under-represented. ``None`` where the workforce is not known. Without an interval: the
        executives are part of the workforce, and the shares are not independent.
    headline
        Which part the year's headline figure is of: the title says voting, the collection
        form total.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    headcount: BoardHeadcount
    share: BoardFigures
    difference: BoardFigures
    headline: str


def measure_board(
    definition: Metric,
    parts: Mapping[str, GroupCounts],
    workforce: GroupCounts,
    rules: Profile,
) -> BoardRepresentation:
    """Measure metric 9 from its counts.

    Parameters
    ----------
    parts
        Members by ``total``, ``voting`` and ``executive``; a part that is not there was not
        supplied.
    workforce
        Headcount of the whole workforce.

    Examples
    --------
    Two of 12 voting members against 1 in 4 staff: 16.67 % less 25 %.

    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> voting, staff = GroupCounts(10, 2, 0), GroupCounts(300, 100, 0)
    >>> result = measure_board(metric(9), {"voting": voting}, staff, profile(2025))
    >>> result.difference.voting.bme.exact, result.difference.voting.bme.display
    (Fraction(-1, 12), '-8.3')
    """
    overall = Headcount.of(workforce).shares
    members = [
        Headcount.of(parts.get(part, GroupCounts())) for part in ("total", "voting", "executive")
    ]
    return BoardRepresentation(
        number=definition.number,
        name=definition.name,
        headcount=BoardHeadcount(*members),
        share=BoardFigures(*(part.shares for part in members)),
        difference=BoardFigures(*(differences(part.shares, overall) for part in members)),
        headline=rules["metric_9_headline"],
    )
