"""The items that the form calculates: each as an exact figure, a formula and a reason for none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from wres.profiles import Profile
from wres.returns.dcf.items import GROUPS, LAST_STAFF, MANAGERS, RATIOS


Figures = Mapping[tuple[int, str], Fraction]
"""Item and ethnic group to the figure; one that is not there is blank."""

Key = tuple[int, str]
"""An item and an ethnic group."""

CellOf = Callable[[int, str], str]
"""Gives the reference of the cell of an item and an ethnic group."""

VOID = '""'


@frozen
class Sum:
    """The workforce: all pay bands of indicator 1, without the subset of item 30."""

    def value(self, figures: Figures, group: str, _: Profile) -> Fraction | None:
        """Add up what was supplied; none where nothing was."""
        parts = [
            figures[item, group]
            for item in range(1, LAST_STAFF + 1)
            if item != MANAGERS and (item, group) in figures
        ]
        return sum(parts, Fraction()) if parts else None

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Add up the cells."""
        above = f"{cell(1, group)}:{cell(MANAGERS - 1, group)}"
        below = f"{cell(MANAGERS + 1, group)}:{cell(LAST_STAFF, group)}"
        return f"=IF(COUNT({above},{below})=0,{VOID},SUM({above},{below}))"

    def needs(self, group: str, _: Profile) -> list[Key]:
        """Name the pay bands."""
        items = range(1, LAST_STAFF + 1)
        return [(item, group) for item in items if item != MANAGERS]

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say which groups lack every pay band."""
        return _not_supplied([g for g in GROUPS if self.value(figures, g, rules) is None], rules)


@frozen
class Same:
    """The figure of another item."""

    item: int

    def value(self, figures: Figures, group: str, _: Profile) -> Fraction | None:
        """Repeat the figure."""
        return figures.get((self.item, group))

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Repeat the cell."""
        reference = cell(self.item, group)
        return f"=IF(COUNT({reference})=0,{VOID},{reference})"

    def needs(self, group: str, _: Profile) -> list[Key]:
        """Name the other item."""
        return [(self.item, group)]

    def reason(self, _: Figures, __: Profile) -> str | None:
        """Say nothing: the other item says it."""
        return None


@frozen
class Less:
    """One item less another."""

    whole: int
    part: int

    def value(self, figures: Figures, group: str, _: Profile) -> Fraction | None:
        """Subtract, where both are there."""
        whole, part = figures.get((self.whole, group)), figures.get((self.part, group))
        return None if whole is None or part is None else whole - part

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Subtract the cells."""
        whole, part = cell(self.whole, group), cell(self.part, group)
        return f"=IF(COUNT({whole},{part})<2,{VOID},{whole}-{part})"

    def needs(self, group: str, _: Profile) -> list[Key]:
        """Name both."""
        return [(self.whole, group), (self.part, group)]

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say which groups lack a figure."""
        return _not_supplied([g for g in GROUPS if self.value(figures, g, rules) is None], rules)


@frozen
class Likelihood:
    """People who had an event, out of those who could."""

    events: int
    population: int

    def value(self, figures: Figures, group: str, _: Profile) -> Fraction | None:
        """Divide, where there is somebody to divide by."""
        events = figures.get((self.events, group))
        population = figures.get((self.population, group))
        return None if events is None or not population else events / population

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Divide the cells."""
        events, population = cell(self.events, group), cell(self.population, group)
        return (
            f"=IF(COUNT({events},{population})<2,{VOID},"
            f"IF({population}=0,{VOID},{events}/{population}))"
        )

    def needs(self, group: str, _: Profile) -> list[Key]:
        """Name both counts."""
        return [(self.events, group), (self.population, group)]

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say which groups have nobody, and which lack a figure."""
        lacking, empty = [], []
        for group in GROUPS:
            if (self.events, group) not in figures or (self.population, group) not in figures:
                lacking.append(group)
            elif not figures[self.population, group]:
                empty.append(group)
        nobody = f"no {_named(empty, rules)} in denominator" if empty else None
        return _joined(_not_supplied(lacking, rules), nobody)


@frozen
class Ratio:
    """The likelihood of one group over that of another, from counts, in the year's direction.

    It stands in the column of the group that it is of.
    """

    metric: int
    events: int
    population: int

    def _keys(self, rules: Profile) -> list[tuple[int, str]]:
        of, to = rules.direction(self.metric)
        return [(self.events, of), (self.population, to), (self.population, of), (self.events, to)]

    def value(self, figures: Figures, group: str, rules: Profile) -> Fraction | None:
        """Divide the two likelihoods."""
        if group != rules.direction(self.metric)[0] or self.reason(figures, rules) is not None:
            return None
        of_events, to_population, of_population, to_events = (
            figures[key] for key in self._keys(rules)
        )
        return (of_events * to_population) / (of_population * to_events)

    def formula(self, cell: CellOf, group: str, rules: Profile) -> str | None:
        """Multiply crosswise: one division, so that nothing is rounded twice."""
        if group != rules.direction(self.metric)[0]:
            return None
        a, b, c, d = (cell(*key) for key in self._keys(rules))
        return f"=IF(COUNT({a},{b},{c},{d})<4,{VOID},IF({b}*{c}*{d}=0,{VOID},({a}*{b})/({c}*{d})))"

    def needs(self, group: str, rules: Profile) -> list[Key]:
        """Name the four counts."""
        return self._keys(rules) if group == rules.direction(self.metric)[0] else []

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say why there is none."""
        of, to = rules.direction(self.metric)
        lacking = [
            g
            for g in (of, to)
            if any((i, g) not in figures for i in (self.events, self.population))
        ]
        if lacking:
            return _not_supplied(lacking, rules)
        empty = [group for group in (of, to) if not figures[self.population, group]]
        if empty:
            return f"no {_named(empty, rules)} in denominator"
        if not figures[self.events, to]:
            return "no events in comparator" if figures[self.events, of] else "no events"
        return None


def _total(figures: Figures, item: int) -> Fraction | None:
    parts = [figures.get((item, group)) for group in GROUPS]
    known = [part for part in parts if part is not None]
    return sum(known, Fraction()) if len(known) == len(parts) else None


def _range(cell: CellOf, item: int) -> str:
    return f"{cell(item, GROUPS[0])}:{cell(item, GROUPS[-1])}"


def _no_shares(figures: Figures, item: int, rules: Profile) -> str | None:
    lacking = [group for group in GROUPS if (item, group) not in figures]
    if lacking:
        return _not_supplied(lacking, rules)
    return None if _total(figures, item) else "nobody in the denominator"


@frozen
class Share:
    """A group's part of an item, unknown ethnicity in the denominator."""

    item: int

    def value(self, figures: Figures, group: str, _: Profile) -> Fraction | None:
        """Divide by all three groups, where all three are there."""
        total = _total(figures, self.item)
        return figures[self.item, group] / total if total else None

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Divide the cell by the sum of its row."""
        row = _range(cell, self.item)
        return (
            f"=IF(COUNT({row})<{len(GROUPS)},{VOID},"
            f"IF(SUM({row})=0,{VOID},{cell(self.item, group)}/SUM({row})))"
        )

    def needs(self, __: str, _: Profile) -> list[Key]:
        """Name all three groups."""
        return [(self.item, one) for one in GROUPS]

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say what is missing to divide by."""
        return _no_shares(figures, self.item, rules)


@frozen
class Difference:
    """A group's share of one item less its share of another, in units of 1."""

    item: int
    other: int

    def value(self, figures: Figures, group: str, rules: Profile) -> Fraction | None:
        """Subtract the shares."""
        share, other = (
            Share(item).value(figures, group, rules) for item in (self.item, self.other)
        )
        return None if share is None or other is None else share - other

    def formula(self, cell: CellOf, group: str, _: Profile) -> str:
        """Subtract over a common denominator: one division, so that nothing is rounded twice."""
        row, other = _range(cell, self.item), _range(cell, self.other)
        part, part_other = cell(self.item, group), cell(self.other, group)
        return (
            f"=IF(COUNT({row},{other})<{2 * len(GROUPS)},{VOID},"
            f"IF(SUM({row})*SUM({other})=0,{VOID},"
            f"({part}*SUM({other})-{part_other}*SUM({row}))/(SUM({row})*SUM({other}))))"
        )

    def needs(self, __: str, _: Profile) -> list[Key]:
        """Name all three groups of both."""
        return [(item, one) for item in (self.item, self.other) for one in GROUPS]

    def reason(self, figures: Figures, rules: Profile) -> str | None:
        """Say what is missing to divide by."""
        reasons = [_no_shares(figures, item, rules) for item in (self.item, self.other)]
        return _joined(*dict.fromkeys(reasons))


Auto = Sum | Same | Less | Likelihood | Ratio | Share | Difference

AUTO: Mapping[int, Auto] = {
    36: Likelihood(35, 34),
    37: Ratio(RATIOS[37], 35, 34),
    38: Sum(),
    40: Likelihood(39, 38),
    41: Ratio(RATIOS[41], 39, 38),
    42: Same(38),
    44: Likelihood(43, 42),
    45: Ratio(RATIOS[45], 43, 42),
    52: Less(50, 51),
    53: Same(50),
    55: Less(53, 54),
    56: Same(38),
    57: Share(53),
    58: Share(51),
    59: Share(52),
    60: Share(54),
    61: Share(55),
    62: Share(56),
    63: Difference(53, 56),
}
"""Item number to how it is calculated, in an order in which each needs only earlier ones."""


def _named(groups: list[str], rules: Profile) -> str:
    return " and ".join(rules[f"label_{group}"] for group in groups)


def _not_supplied(groups: list[str], rules: Profile) -> str | None:
    if len(groups) == len(GROUPS):
        return "not supplied"
    return f"not supplied for {_named(groups, rules)}" if groups else None


def _joined(*reasons: str | None) -> str | None:
    return "; ".join(filter(None, reasons)) or None
