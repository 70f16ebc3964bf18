"""The trail of approval of a plan: who has signed the data off, and who has agreed to the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from wres.errors import Location, Problem
from wres.vocabulary import read_table


YEAR = re.compile(r"20[1-9]\d")

STEPS: Mapping[str, str] = {
    "year": "Year of the plan",
    "step": "Step",
    "who": "By whom",
    "date": "Date",
    "assurance": "Level of assurance",
    "decision": "Decision",
}
"""Headers of the trail in the workbook, by field."""

DECISIONS = ("who", "date", "assurance", "decision")
"""Fields that people fill in."""


@frozen(kw_only=True)
class Approval:
    """One step on the way from figures to a plan that is published.

    Parameters
    ----------
    year
        Of the plan.
    step
        What is approved and by whom as a rule; a row of ``plan_approvals.csv``, or a person's own.
    who, date, assurance, decision
        A person's; empty until there is one. `assurance` is the level that a board or committee
        takes from the paper, in its own words; `decision` is what was decided.
    """

    year: int
    step: str
    who: str = ""
    date: str = ""
    assurance: str = ""
    decision: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing is written of it yet."""
        return not any(getattr(self, name) for name in DECISIONS)


def proposed_approvals(year: int) -> tuple[Approval, ...]:
    """Give the usual steps, in order, all open.

    Examples
    --------
    >>> [one.step for one in proposed_approvals(2025)][:2]
    ['Figures signed off', 'Figures uploaded']
    """
    return tuple(Approval(year=year, step=row["step"]) for row in read_table("plan_approvals"))


def carried_approvals(last: Sequence[Approval], year: int) -> tuple[Approval, ...]:
    """Keep what was decided of earlier plans, and begin the steps of this year's.

    A plan that is drafted anew in the same year keeps its steps as they are.
    """
    if any(one.year == year for one in last):
        return tuple(last)
    return (*(one for one in last if not one.is_open), *proposed_approvals(year))


def step_problems(
    lines: Sequence[tuple[Location, Mapping[str, str]]], year: int
) -> Iterator[Problem]:
    """Name the lines of a trail that are no step, or a step a second time."""
    seen: set[tuple[str, str]] = set()
    for where, line in lines:
        when, step = _key(line, year)
        if not YEAR.fullmatch(when):
            at = evolve(where, column=STEPS["year"])
            yield Problem("no-plan-year", at, f"'{when}' is no year", f"a year such as {year}")
        if not step:
            at = evolve(where, column=STEPS["step"])
            yield Problem("no-step", at, "a line has no step", "what is approved, in words")
        elif (when, step) in seen:
            message = f"step '{step}' of {when} occurs twice"
            yield Problem("repeated-plan-row", where, message, "each step of a year once")
        seen.add((when, step))


def _key(line: Mapping[str, str], year: int) -> tuple[str, str]:
    return line["year"] or str(year), line["step"]


def with_decisions(
    approvals: Sequence[Approval], lines: Sequence[Mapping[str, str]], year: int
) -> Iterator[Approval]:
    """Put what people wrote into the steps; a new step is added.

    A step whose line is gone goes too if nothing was written of it; any other stays.

    Parameters
    ----------
    lines
        Texts by field, ``year`` and ``step`` among them; a line without a year is of this plan.
    """
    written: dict[tuple[str, str], dict[str, Any]] = {
        _key(line, year): {name: line[name] for name in DECISIONS} for line in lines
    }
    known = {(str(one.year), one.step): one for one in approvals}
    for key, one in known.items():
        if key in written:
            yield evolve(one, **written[key])
        elif not one.is_open:
            yield one
    for (when, step), decided in written.items():
        if (when, step) not in known:
            yield Approval(year=int(when), step=step, **decided)
