"""A return on the form's items: what is filled in, what follows from it, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from attrs import field, frozen

from wres.errors import FigureError
from wres.profiles import Profile, profile, years
from wres.returns.dcf.auto import AUTO, Figures
from wres.returns.dcf.hidden import NOTHING, Hidden
from wres.returns.dcf.items import GROUPS, ITEMS, LAST_STAFF, STAFF, SURVEY, Item
from wres.returns.filed import WresReturn
from wres.vocabulary import HIDDEN


PLACES: Mapping[tuple[str, str | None, str | None], int] = {
    (item.measure, item.workforce_group, item.pay_band): item.number
    for item in ITEMS
    if item.measure is not None
}
"""Measure, workforce group and pay band to the item that holds them."""

MEASURES = frozenset(measure for measure, _, _ in PLACES)
"""What the form has items for."""

Named = TypeVar("Named", str, int | None)

WHOLE_WORKFORCE = ("staff", None, None)


@frozen
class Filled:
    """One year's columns of the form.

    Parameters
    ----------
    year
        WRES year; ``None`` where the return does not say.
    rules
        Of the year, or of the newest that rules are known for.
    given
        What is filled in. Items 38, 42 and 56 are among them only where the workforce is known
        in all but not by pay band.
    bases
        Respondents, by survey item.
    missing
        Measure to the reason why it could not be had.
    hidden, hidden_bases
        Items and respondents that are not shown, and neither is what follows from them.
    workforce
        The headcount of the workforce, by group, where the pay bands do not add up to it.
    """

    organisation: str
    year: int | None
    rules: Profile
    given: Figures
    bases: Figures
    missing: Mapping[str, str] = field(factory=dict)
    hidden: frozenset[tuple[int, str]] = frozenset()
    hidden_bases: frozenset[tuple[int, str]] = frozenset()
    workforce: Mapping[str, Fraction] = field(factory=dict)

    @property
    def has_totals_only(self) -> bool:
        """Whether the workforce is known in all, but not by pay band."""
        return any(item in STAFF for item, _ in self.given)

    @cached_property
    def figures(self) -> Figures:
        """Everything on the form: what is filled in, and what the form calculates from it."""
        return self._calculated[0]

    @property
    def not_shown(self) -> frozenset[tuple[int, str]]:
        """Items and groups that are hidden, and those that would be calculated from one."""
        return self._calculated[1]

    @cached_property
    def _calculated(self) -> tuple[Figures, frozenset[tuple[int, str]]]:
        made, hidden = dict(self.given), set(self.hidden)
        for number, rule in AUTO.items():
            if self.has_totals_only and number in STAFF:
                continue
            for group in GROUPS:
                if self.is_fixed(number, group):
                    made[number, group] = self.workforce[group]
                elif hidden.intersection(rule.needs(group, self.rules)):
                    hidden.add((number, group))
                elif (value := rule.value(made, group, self.rules)) is not None:
                    made[number, group] = value
        return made, frozenset(hidden)

    def is_fixed(self, number: int, group: str) -> bool:
        """Whether a figure is written as it is, though the form would calculate it."""
        return number == STAFF[0] and group in self.workforce

    def note(self, item: Item) -> str | None:
        """Say why an item has blanks; ``None`` where it has none that matter."""
        if any((item.number, group) in self.not_shown for group in GROUPS):
            return HIDDEN
        if item.number <= LAST_STAFF:
            return None
        if self.has_totals_only and item.number in STAFF:
            return "only the total is known, not the pay bands" if item.number == STAFF[0] else None
        if item.is_auto:
            return AUTO[item.number].reason(self.figures, self.rules)
        return self._not_supplied(item)

    def _not_supplied(self, item: Item) -> str | None:
        lacking = [group for group in GROUPS if (item.number, group) not in self.given]
        if len(lacking) == len(GROUPS):
            reason = self.missing.get(str(item.measure))
            return reason or "not supplied"
        if item.number in SURVEY:  # the survey does not publish those of unknown ethnicity
            lacking = [group for group in lacking if group != "unknown"]
        named = " and ".join(self.rules[f"label_{group}"] for group in lacking)
        return f"not supplied for {named}" if lacking else None


def fill(
    filed: WresReturn,
    *,
    organisation: str | None = None,
    year: int | None = None,
    hidden: Hidden = NOTHING,
) -> Filled:
    """Put a return on the form; measures that the form does not have are left out.

    Parameters
    ----------
    filed
        One organisation's return of one year, without breakdowns.
    organisation, year
        What to call it where it has no figures that say so.
    hidden
        What is not shown of a published report.

    Raises
    ------
    FigureError
        Where the form has no place for the return: several organisations or years, breakdowns,
        applications by pay band.
    """
    if filed.dimensions:
        raise FigureError(f"the form has no breakdowns; got {', '.join(filed.dimensions)}")
    found = {*filed.counts["year"].to_list(), *(key.year for key in filed.survey)}
    code = _one("organisation", filed.organisations, organisation or "")
    named = _one("year", found, year)
    return Filled(
        code,
        named,
        rules_of(named, next((basis for at, basis in filed.evidence.bases if at == named), None)),
        _given(filed),
        _bases(filed),
        filed.evidence.missing,
        frozenset(
            (item, group)
            for measure, block, band, group in hidden.places
            for item in _items(measure, block, band)
        ),
        frozenset((PLACES[name, None, None], group) for name, group in hidden.bases),
        hidden.workforce,
    )


def rules_of(year: int | None, metric_3_basis: str | None = None) -> Profile:
    """Give the rules of a year; the newest where it is not known."""
    return profile(years()[-1] if year is None else year, metric_3_basis=metric_3_basis)


def _one(what: str, found: Iterable[Named], default: Named) -> Named:
    distinct = sorted(found, key=str)
    if len(distinct) > 1:
        shown = ", ".join(str(one or "one that is not named") for one in distinct)
        raise FigureError(f"the form holds one {what}; got {shown}")
    return distinct[0] if distinct else default


def _given(filed: WresReturn) -> dict[tuple[int, str], Fraction]:
    given: dict[tuple[int, str], Fraction] = {}
    columns = ("measure", "workforce_group", "pay_band", "ethnic_group", "value")
    for *place, group, value in filed.counts.select(columns).rows():
        for item in _items(place[0], place[1], place[2]):
            given[item, group] = Fraction(value)
    for key, figure in filed.survey.items():
        if figure.share is not None:
            given[PLACES[key.measure, None, None], key.ethnic_group] = figure.share
    return given


def _items(measure: str, group: str | None, band: str | None) -> tuple[int, ...]:
    if (measure, group, band) == WHOLE_WORKFORCE:
        return STAFF
    if measure not in MEASURES:
        return ()
    if (measure, group, band) not in PLACES:
        raise FigureError(f"the form has no place for {measure} by workforce group and pay band")
    return (PLACES[measure, group, band],)


def _bases(filed: WresReturn) -> dict[tuple[int, str], Fraction]:
    return {
        (PLACES[key.measure, None, None], key.ethnic_group): Fraction(figure.respondents)
        for key, figure in filed.survey.items()
        if figure.respondents is not None
    }
