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
from wres.metrics.forms import STANDARD, Base, Comparator, Forms
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


@frozen
class LocalPopulation:
    """The people whom the organisation serves."""

    headcount: Headcount
    share: GroupFigures


@frozen(kw_only=True)
class BoardRepresentation:
    """The result of metric 9.

    Parameters
    ----------
    share
        Of the members of each part of the board, unknown ethnicity included.
    difference
        Share of the board less share of what it is compared with; negative where a group is
        under-represented. ``None`` where that is not known. Without an interval: the executives
        are part of the workforce, and the shares are not independent.
    headline
        Which part the year's headline figure is of: the title says voting, the collection
        form total.
    base
        Whom shares are of: ``everybody`` or, for comparison with government statistics,
        ``known_only``, which leaves unknown ethnicity out.
    compared_with
        ``workforce`` or, as the standard of 2015 asked, the local ``population``.
    local_population
        ``None`` where it was not supplied.
    """

    number: int
    name: str
    status: Literal["measured"] = "measured"
    headcount: BoardHeadcount
    share: BoardFigures
    difference: BoardFigures
    headline: str
    base: Base
    compared_with: Comparator
    local_population: LocalPopulation | None


def measure_board(
    definition: Metric,
    parts: Mapping[str, GroupCounts],
    workforce: GroupCounts,
    rules: Profile,
    *,
    forms: Forms = STANDARD,
    population: GroupCounts | None = None,
) -> BoardRepresentation:
    """Measure metric 9 from its counts.

    Parameters
    ----------
    parts
        Members by ``total``, ``voting`` and ``executive``; a part that is not there was not
        supplied.
    workforce
        Headcount of the whole workforce.
    population
        People whom the organisation serves, where that was supplied.

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
    members = [
        Headcount.of(parts.get(part, GroupCounts())) for part in ("total", "voting", "executive")
    ]
    shares = [forms.counted(part).shares for part in members]
    compared_with = forms.compared_with(rules)
    people = Headcount.of(population or GroupCounts())
    other = people if compared_with == "population" else Headcount.of(workforce)
    comparator = forms.counted(other).shares
    return BoardRepresentation(
        number=definition.number,
        name=definition.name,
        headcount=BoardHeadcount(*members),
        share=BoardFigures(*shares),
        difference=BoardFigures(*(differences(share, comparator) for share in shares)),
        headline=rules["metric_9_headline"],
        base=forms.base,
        compared_with=compared_with,
        local_population=_known(people, forms),
    )


def _known(people: Headcount, forms: Forms) -> LocalPopulation | None:
    return None if people.is_empty else LocalPopulation(people, forms.counted(people).shares)
