"""What two years do not have in common, by the rows of ``data/comparability_breaks.csv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from wres.comparison.parts import Break, Key
from wres.narrative.comparability import why_not_compared
from wres.narrative.forms import basis_of
from wres.profiles import profile
from wres.report import Report
from wres.vocabulary import read_table


UNKNOWN = "choose"
"""A basis that is not known, which equals no other."""


@frozen(kw_only=True)
class Rule:
    """A row of the table.

    Parameters
    ----------
    figures, pay_bands
        Which figures of the metrics it is about; empty for all.
    first_year
        First year after a change that the years alone tell.
    rule
        Else what the reports of both years must have in common.
    reason
        Empty where the reports tell it better.
    """

    name: str
    metrics: tuple[int, ...]
    figures: tuple[str, ...]
    pay_bands: tuple[str, ...]
    first_year: int | None
    rule: str
    crossed: bool
    reason: str
    source: str
    verified: str

    def concerns(self, key: Key) -> bool:
        """Whether it is about a figure."""
        return (
            key.metric in self.metrics
            and (not self.figures or key.figure in self.figures)
            and (not self.pay_bands or key.pay_band in self.pay_bands)
        )

    def parts(self, earlier: Report, later: Report, number: int) -> bool:
        """Whether it keeps the figures of two years apart."""
        if self.first_year is not None:
            return earlier.year < self.first_year <= later.year
        before, now = (VALUES[self.rule](one, number) for one in (earlier, later))
        return before != now or UNKNOWN in {before, now}


VALUES: Mapping[str, Callable[[Report, int], object]] = {
    "base": lambda report, number: getattr(report[number], "base", None),
    "compared_with": lambda report, number: getattr(report[number], "compared_with", None),
    "metric_1_form": lambda report, _: profile(report.year)["metric_1_form"],
    "metric_3_basis": lambda report, _: basis_of(report),
    "metric_7_base": lambda report, _: profile(report.year)["metric_7_base"],
    "metric_9_form": lambda report, _: profile(report.year)["metric_9_form"],
    "survey_question": lambda report, number: profile(report.year)[f"survey_question_{number}"],
}
"""Rule to what a report has for it."""


def rules() -> tuple[Rule, ...]:
    """Give the rows of the table.

    Examples
    --------
    >>> [rule.name for rule in rules() if rule.first_year]
    ['band_1_closure']
    """
    return tuple(map(_rule, read_table("comparability_breaks")))


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        name=row["name"],
        metrics=tuple(map(int, row["metrics"].split())),
        figures=tuple(row["figures"].split()),
        pay_bands=tuple(row["pay_bands"].split("|")) if row["pay_bands"] else (),
        first_year=int(row["first_year"]) if row["first_year"] else None,
        rule=row["rule"],
        crossed=row["crossed"] == "yes",
        reason=row["reason"],
        source=row["source"],
        verified=row["verified"],
    )


def breaks_between(earlier: Report, later: Report, key: Key) -> Iterator[Break]:
    """Give what stands between the figures of two years, in the table's order."""
    for rule in rules():
        if rule.concerns(key) and rule.parts(earlier, later, key.metric):
            yield Break(
                name=rule.name,
                from_year=earlier.year,
                to_year=later.year,
                crossed=rule.crossed,
                reason=rule.reason or _reason(earlier, later, key.metric),
                source=rule.source,
                verified=rule.verified,
            )


def _reason(earlier: Report, later: Report, number: int) -> str:
    """Say it as the narrative does, by the figure of its year."""
    told = why_not_compared(earlier, later, number) or "it was not measured by one rule"
    start = f"the figure of {earlier.year} "
    return told.replace("it ", start, 1) if told.startswith("it ") else told
