"""Hypothesis strategies for counts: two-by-two tables, groups, and whole returns."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Self

import polars as pl
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.metrics import GROUPS, PLACES, Count, GroupCounts
from wres.returns import WresReturn
from wres.vocabulary import SURVEY_MEASURES, respondents_of


Line = tuple[str, str | None, str | None, str, float]

HEADCOUNTS: SearchStrategy[int] = st.integers(0, 12) | st.integers(0, 3000)
"""How many people there are in a group: the few of a small trust are likely."""


@frozen
class TwoByTwo:
    """Two groups, an event, and who had it.

    Parameters
    ----------
    events_of, total_of
        Of the group that a ratio is of.
    events_to, total_to
        Of the group that it is to.

    Examples
    --------
    >>> table = TwoByTwo(12, 600, 20, 2400)
    >>> table.ratio, table.swapped.ratio, table.scaled(3).total_to
    (Fraction(12, 5), Fraction(5, 12), 7200)
    """

    events_of: Count
    total_of: Count
    events_to: Count
    total_to: Count

    @property
    def ratio(self) -> Fraction | None:
        """Likelihood of the first group over that of the second; ``None`` if undefined."""
        if not (self.total_of and self.total_to and self.events_to):
            return None
        return Fraction(self.events_of * self.total_to, self.total_of * self.events_to)

    @property
    def swapped(self) -> Self:
        """The same table with the groups exchanged."""
        return type(self)(self.events_to, self.total_to, self.events_of, self.total_of)

    def scaled(self, factor: int) -> Self:
        """Give the table in which everybody is there `factor` times."""
        counts = (self.events_of, self.total_of, self.events_to, self.total_to)
        return type(self)(*(factor * count for count in counts))


@st.composite
def two_by_two(draw: st.DrawFn, *, least: int = 0) -> TwoByTwo:
    """Draw a table, empty groups and groups in which all or none had the event included.

    Parameters
    ----------
    least
        Least number with the event, and least number without it, in each group.

    Examples
    --------
    >>> from hypothesis import given
    >>> from wres.statistics import koopman
    >>> @given(two_by_two(least=1))
    ... def test_the_interval_has_two_ends(table: TwoByTwo) -> None:
    ...     interval = koopman(
    ...         table.events_of, table.total_of, table.events_to, table.total_to
    ...     )
    ...     assert interval.low > 0 and interval.high is not None
    >>> test_the_interval_has_two_ends()
    """
    a, others_of, b, others_to = (least + draw(HEADCOUNTS) for _ in range(4))
    return TwoByTwo(a, a + others_of, b, b + others_to)


def group_counts(*, complete: bool = False) -> SearchStrategy[GroupCounts]:
    """Give counts by ethnic group, any of which may be missing.

    Parameters
    ----------
    complete
        Whether every group is supplied.

    Examples
    --------
    >>> from hypothesis import given
    >>> from wres.metrics import Headcount
    >>> @given(group_counts(complete=True))
    ... def test_all_groups_make_a_total(counts: GroupCounts) -> None:
    ...     assert Headcount.of(counts).total == sum(counts[group] for group in GROUPS)
    >>> test_all_groups_make_a_total()
    """
    one = HEADCOUNTS if complete else st.none() | HEADCOUNTS
    return st.builds(GroupCounts, one, one, one)


@st.composite
def returns(
    draw: st.DrawFn,
    *,
    organisations: SearchStrategy[list[str]] = st.just(["RXX"]),  # noqa: B008  # immutable
    year: int | None = None,
    complete: bool = False,
    dimensions: Mapping[str, SearchStrategy[str | None]] | None = None,
) -> WresReturn:
    """Draw a return that contradicts nothing: nobody is appointed who was not shortlisted.

    Parameters
    ----------
    organisations
        Where to draw the organisations from that the return has figures of.
    year
        WRES year of every figure.
    complete
        Whether every group of every measure is supplied, and staff by pay band.
    dimensions
        Breakdown dimension to where to draw its values from; each organisation then has
        several parts.

    Examples
    --------
    Its tidy form gives it back, and returns add in any order:

    >>> from hypothesis import given
    >>> @given(returns(), returns(organisations=st.just(["RYY"])))
    ... def test_a_return_is_its_tidy_form(one: WresReturn, other: WresReturn) -> None:
    ...     assert WresReturn.from_frame(one.to_frame()) == one
    ...     assert one + other == other + one
    >>> test_a_return_is_its_tidy_form()
    """
    made = WresReturn()
    for code in draw(organisations):
        for _ in range(draw(st.integers(1, 4)) if dimensions else 1):
            lines = [line for part in _PARTS for line in draw(_lines(part, complete=complete))]
            values = {name: draw(drawn) for name, drawn in (dimensions or {}).items()}
            made += _filed(lines, code, year, values)
    return made


def _filed(
    lines: list[Line], organisation: str, year: int | None, values: Mapping[str, str | None]
) -> WresReturn:
    names = ("measure", "workforce_group", "pay_band", "ethnic_group")
    schema = dict.fromkeys(names, pl.String()) | {"value": pl.Float64()}
    frame = pl.DataFrame(lines, schema=schema, orient="row")
    named = frame.with_columns(
        *(pl.lit(value, pl.String).alias(name) for name, value in values.items()),
        organisation=pl.lit(organisation),
        year=pl.lit(year, dtype=pl.Int64),
    )
    return WresReturn.from_cells(named)


@frozen
class _Part:
    """A measure, those that count some of the same people, and where they may be."""

    whole: str
    parts: tuple[str, ...] = ()
    places: bool = False
    unit: Fraction = Fraction(1)


_PARTS = (
    _Part("staff", places=True),
    _Part("shortlisted", ("appointed",)),
    _Part("entered_disciplinary", unit=Fraction(1, 2)),
    _Part("accessed_training"),
    *(_Part(measure) for measure in SURVEY_MEASURES),
    _Part("board", ("board_voting", "board_executive")),
    _Part("local_population"),
)


@st.composite
def _lines(draw: st.DrawFn, part: _Part, *, complete: bool) -> list[Line]:
    """Draw the lines of one measure and its parts."""
    by_place = part.places and (complete or draw(st.booleans()))
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True))
    lines: list[Line] = []
    for place in places if by_place else [(None, None)]:
        for group in GROUPS:
            if complete or draw(st.booleans()):
                lines += draw(_of_group(part, (*place, group), complete=complete))
    return lines


@st.composite
def _of_group(
    draw: st.DrawFn, part: _Part, key: tuple[str | None, str | None, str], *, complete: bool
) -> list[Line]:
    if part.whole in SURVEY_MEASURES:
        share, base = draw(st.integers(0, 1000)) / 1000, float(draw(st.integers(1, 3000)))
        return [(part.whole, *key, share), (respondents_of(part.whole), *key, base)]
    whole = draw(HEADCOUNTS)
    smaller = [(name, draw(st.integers(0, whole))) for name in part.parts]
    managers = key[1] == "Consultant" and draw(st.booleans())
    if managers:
        smaller.append(("senior_medical_manager", draw(st.integers(0, whole))))
    if part.whole == "shortlisted" and (complete or draw(st.booleans())):
        smaller += draw(_recruits(whole, smaller[0][1]))
    return [
        (name, *((None, None, key[2]) if name != part.whole else key), float(count * part.unit))
        for name, count in [(part.whole, whole), *smaller]
    ]


@st.composite
def _recruits(draw: st.DrawFn, shortlisted: int, appointed: int) -> list[tuple[str, int]]:
    """Draw international recruits so that, without them too, no more are appointed."""
    listed = draw(st.integers(0, shortlisted))
    least = max(0, appointed - (shortlisted - listed))
    hired = draw(st.integers(least, min(appointed, listed)))
    return [("shortlisted_international", listed), ("appointed_international", hired)]


st.register_type_strategy(WresReturn, returns())
st.register_type_strategy(GroupCounts, group_counts())
