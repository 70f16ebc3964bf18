"""The rules in force in one WRES year, each with its source and standing.

The rules are rows of ``data/profiles.csv``; a correction changes a row, not the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from attrs import frozen

from wres.errors import UnknownNameError
from wres.vocabulary import read_table


@frozen
class Rule:
    """One value in force, with where it comes from.

    Parameters
    ----------
    verified
        ``yes``, or how far it is trusted: ``likely``, ``plausible``, ``weak``; ``choice`` is ours.
    """

    name: str
    value: str
    source: str
    verified: str
    note: str = ""


@frozen
class Window:
    """A span of days, both ends included."""

    start: date
    end: date


@frozen
class Profile:
    """The rules of one WRES year.

    Parameters
    ----------
    year
        WRES year: the one in which the 31 March snapshot falls.
    based_on
        The newest year that the rules are written for; less than `year` where they are
        carried on unchanged because nothing newer is known.

    Examples
    --------
    >>> rules = profile(2025)
    >>> rules["ratio_direction_3"], rules.snapshot.isoformat(), rules.survey_year
    ('bme/white', '2025-03-31', 2024)
    """

    year: int
    based_on: int
    rules: Mapping[str, Rule]

    def __getitem__(self, name: str) -> str:
        return self.rules[name].value

    @property
    def id(self) -> str:
        """Name of the profile: the year that its rules are written for."""
        return str(self.based_on)

    @property
    def note(self) -> str | None:
        """What to tell a reader where the rules are older than the year."""
        if self.year == self.based_on:
            return None
        return f"no rules are known for {self.year}; those of {self.based_on} are used"

    def _day(self, name: str, year: int) -> date:
        return date.fromisoformat(f"{year}-{self[name]}")

    @property
    def snapshot(self) -> date:
        """Day on which staff and board are counted."""
        return self._day("snapshot", self.year)

    def window(self, years_ago: int = 0) -> Window:
        """Give the reporting year that ends at the snapshot, or an earlier one."""
        end = self._day("window_end", self.year - years_ago)
        before = self._day("window_end", self.year - years_ago - 1)
        return Window(before + timedelta(days=1), end)

    @property
    def survey_year(self) -> int:
        """Year of the autumn Staff Survey that the year uses."""
        return self.year - int(self["survey_offset"])

    @property
    def four_fifths(self) -> tuple[Fraction, Fraction]:
        """Bounds of the four-fifths band, both inside it."""
        return Fraction(self["four_fifths_low"]), Fraction(self["four_fifths_high"])

    def direction(self, metric: int) -> tuple[str, str]:
        """Give the two groups of a metric's ratio: of, to."""
        of, to = self[f"ratio_direction_{metric}"].split("/")
        return of, to


@frozen
class Period:
    """The years in which a rule had one value, with one source.

    Parameters
    ----------
    last_year
        ``None`` where it is in force.
    """

    first_year: int
    last_year: int | None
    rule: Rule

    def covers(self, year: int) -> bool:
        """Whether a year is one of them."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@cache
def history(name: str) -> tuple[Period, ...]:
    """Give what a rule was in which years, oldest first.

    Raises
    ------
    UnknownNameError
        No rule is called that; the message lists those that are there.

    Examples
    --------
    >>> [(one.first_year, one.rule.value) for one in history("ratio_direction_2")]
    [(2015, 'bme/white'), (2016, 'white/bme')]
    """
    periods = _periods()
    if name not in periods:
        raise UnknownNameError.of("rule", name, periods)
    return tuple(sorted(periods[name], key=lambda period: period.first_year))


@cache
def _periods() -> dict[str, list[Period]]:
    """Read every rule's periods."""
    periods: dict[str, list[Period]] = {}
    for row in read_table("profiles"):
        rule = Rule(row["rule"], row["value"], row["source"], row["verified"], row["note"])
        last = int(row["last_year"]) if row["last_year"] else None
        periods.setdefault(rule.name, []).append(Period(int(row["first_year"]), last, rule))
    return periods


@cache
def years() -> range:
    """Give the years that rules are written for."""
    rows = read_table("profiles")
    first = min(int(row["first_year"]) for row in rows)
    newest = max(int(row[end]) for row in rows for end in ("first_year", "last_year") if row[end])
    return range(first, newest + 1)


METRIC_3_BASES = ("single_year", "two_year_average")


@cache
def profile(year: int, *, metric_3_basis: str | None = None) -> Profile:
    """Give the rules of one WRES year.

    A year after the newest that is written down uses the newest rules and says so in
    `Profile.note`.

    Parameters
    ----------
    year
        WRES year: that of the 31 March snapshot.
    metric_3_basis
        ``single_year`` or ``two_year_average``, to go against the written rule; 2020 has none.

    Raises
    ------
    UnknownNameError
        For a year before the standard began, or another basis.

    Examples
    --------
    >>> profile(2015)["ratio_direction_2"]
    'bme/white'
    """
    if year < years()[0]:
        raise UnknownNameError.of("WRES year", year, [f"{years()[0]} and later"])
    based_on = min(year, years()[-1])
    rules = {
        name: period.rule
        for name, periods in _periods().items()
        for period in periods
        if period.covers(based_on)
    }
    if metric_3_basis is not None:
        if metric_3_basis not in METRIC_3_BASES:
            raise UnknownNameError.of("basis of metric 3", metric_3_basis, METRIC_3_BASES)
        rules["metric_3_basis"] = Rule(
            "metric_3_basis", metric_3_basis, "chosen by the user", "choice"
        )
    return Profile(year, based_on, rules)
