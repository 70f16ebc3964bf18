"""Drafting a plan from reports, and carrying last year's forward."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal, Self

import polars as pl
from attrs import Attribute, evolve, field, frozen

from wres.benchmarks import Benchmark, benchmark
from wres.errors import FigureError
from wres.metrics import metric
from wres.planning.approvals import Approval, carried_approvals
from wres.planning.closings import Closing, closings
from wres.planning.priorities import Priority, priorities
from wres.planning.progress import closed, renewed
from wres.planning.rows import Row, numbered, proposed
from wres.planning.rules import Weight, weights
from wres.planning.trajectories import Trajectory, goal_year, trajectories
from wres.profiles import profile
from wres.report import Report


FORMAT: Literal["wres-plan/1"] = "wres-plan/1"


@frozen
class ReportUsed:
    """A report that a plan rests on: its year, and the SHA-256 of its ``report.json``."""

    year: int
    sha256: str


@frozen
class Said:
    """A sentence about an indicator; `wres.planning.sentences_of` has them with their figures."""

    metric: int
    text: str


def _are_rows(_: object, __: Attribute[Any], rows: tuple[Row, ...]) -> None:
    """Refuse rows that a person copied or wrote into the JSON, and that no plan can have."""
    _once("row", (row.key for row in rows))
    for row in rows:
        metric(row.metric)


def _are_steps(_: object, __: Attribute[Any], steps: tuple[Approval, ...]) -> None:
    """Refuse a step of a year that is there twice: one of them would be lost."""
    _once("step", (f"'{one.step}' of {one.year}" for one in steps))


def _once(what: str, names: Iterable[str]) -> None:
    if twice := sorted(name for name, number in Counter(names).items() if number > 1):
        raise FigureError(f"a plan has each {what} once; got {', '.join(twice)} again")


@frozen(kw_only=True)
class Plan:
    """A draft of an action plan; its fields are those of ``plan.json``.

    The library proposes and a person decides: owners, deadlines, status, progress in words and
    approval are left open.

    Parameters
    ----------
    organisation, name
        Code, and name for people.
    year
        Of the newest report.
    goal_year
        By which the trajectories lead to the share of all staff.
    carried_from
        Year of the plan that this one carries forward; ``None`` for a first one.
    reports
        What it rests on, oldest first.
    weights
        What priorities are worked out by.
    priorities
        Indicators with figures, the most pressing first.
    closings
        How many people would have closed each gap.
    trajectories
        Goals of the senior bands, year by year.
    rows
        Actions: those of last year's plan first, then new ones.
    said
        The above in sentences.
    approvals
        Who has agreed to the figures and to the plan; those of earlier plans first.
    """

    format: Literal["wres-plan/1"] = FORMAT
    organisation: str
    name: str | None
    year: int
    goal_year: int
    carried_from: int | None
    reports: tuple[ReportUsed, ...]
    weights: tuple[Weight, ...]
    priorities: tuple[Priority, ...]
    closings: tuple[Closing, ...]
    trajectories: tuple[Trajectory, ...]
    rows: tuple[Row, ...] = field(validator=_are_rows)
    said: tuple[Said, ...] = ()
    approvals: tuple[Approval, ...] = field(default=(), validator=_are_steps)

    def to_frame(self) -> pl.DataFrame:
        """Give one line a row of the plan, with the columns of ``plan.csv``."""
        from wres.planning._frame import frame_of  # noqa: PLC0415  # needs this class

        return frame_of(self)

    def to_json(self) -> str:
        """Write ``plan.json``; `wres.planning.plan_schema` describes it."""
        from wres.documents import dumped  # noqa: PLC0415  # for those who ask for JSON
        from wres.report._json import exact_converter  # noqa: PLC0415  # as above

        return dumped(exact_converter().unstructure(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read ``plan.json`` back; the inverse of `to_json`.

        Raises
        ------
        FigureError
            The text is no such JSON; the message says where.
        """
        from wres.documents import loaded  # noqa: PLC0415  # as above
        from wres.report._json import exact_converter  # noqa: PLC0415  # as above

        read = exact_converter().structure
        return loaded(text, lambda content: read(content, cls), named=FORMAT, what="a plan")


def plan(
    *reports: Report,
    benchmark: Benchmark | None = None,
    last: Plan | None = None,
    goal: int | None = None,
) -> Plan:
    """Draft an action plan.

    Parameters
    ----------
    reports
        Of one organisation, one a year, in any order; the newest is what the plan is about, and
        earlier ones show the trend.
    benchmark
        Of the newest report; ``None`` compares it with England.
    last
        An earlier plan to carry forward: what people wrote in its rows stays, with baselines and
        targets, and this year's figures say how far each has come. Proposals that it does not
        have are added below.
    goal
        Year by which senior bands are to have the share of all staff; by default that of the
        national strategy.

    Raises
    ------
    FigureError
        Without a report; for reports or a plan of different organisations, two of one year, a
        plan of a later year, a goal that is not after the newest report.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025, organisation="RXX")
    >>> drafted = wres.plan(report)
    >>> print(drafted.said[1].text)
    With 7 more BME appointments the ratio would have been 1.24 instead of 1.53, within 0.80 to 1.25; with 6 more it would not.
    >>> row = drafted.rows[0]
    >>> row.number, row.baseline, row.target, row.owner
    ('2a', 'ratio 1.53 in 2025', 'ratio 1.25 or less', '')
    """
    ordered = _checked(reports, last)
    now = ordered[-1]
    by = goal_year(now) if goal is None else goal
    if by <= now.year:
        raise FigureError(f"a goal must be after the report; got goal={by}, report of {now.year}")
    beside = _benchmark(now, benchmark)
    ranked = priorities(ordered, beside)
    drafted = Plan(
        organisation=now.organisation.code,
        name=now.organisation.name,
        year=now.year,
        goal_year=by,
        carried_from=None if last is None else last.year,
        reports=tuple(
            ReportUsed(one.year, hashlib.sha256(one.to_json().encode()).hexdigest())
            for one in ordered
        ),
        weights=tuple(weights().values()),
        priorities=ranked,
        closings=tuple(closings(now)),
        trajectories=tuple(trajectories(now, by)),
        rows=_rows(ranked, now, last),
        approvals=carried_approvals(() if last is None else last.approvals, now.year),
    )
    from wres.planning.sentences import sentences_of  # noqa: PLC0415  # needs this class

    said = [
        Said(number, sentence.text)
        for number, several in sentences_of(drafted).items()
        for sentence in several
    ]
    return evolve(drafted, said=tuple(said))


def _checked(reports: tuple[Report, ...], last: Plan | None) -> list[Report]:
    if not reports:
        raise FigureError("a plan needs a report")
    ordered = sorted(reports, key=lambda one: one.year)
    codes = {one.organisation.code for one in ordered} | ({last.organisation} if last else set())
    if len(codes) > 1:
        named = ", ".join(sorted(codes))
        raise FigureError(f"a plan is of one organisation; got reports or a plan of {named}")
    for before, after in pairwise(ordered):
        if before.year == after.year:
            raise FigureError(f"two of the reports are of {before.year}; a plan takes one a year")
    if last is not None and last.year > ordered[-1].year:
        raise FigureError(
            f"the plan to carry forward is of {last.year}, the newest report of {ordered[-1].year}"
        )
    return ordered


def _benchmark(now: Report, given: Benchmark | None) -> Benchmark:
    if given is None:
        return benchmark(now)
    if (given.organisation, given.year) != (now.organisation.code, now.year):
        raise FigureError(
            f"the benchmark is of '{given.organisation}' in {given.year}, the newest report of "
            f"'{now.organisation.code}' in {now.year}"
        )
    return given


def _rows(ranked: tuple[Priority, ...], now: Report, last: Plan | None) -> tuple[Row, ...]:
    fresh = tuple(proposed(ranked, now.year, profile(now.year)))
    if last is None:
        return fresh
    gaps = {one.metric: one.gap for one in ranked}
    ranks = {one.metric: one.rank for one in ranked}
    before = [closed(row, last.year) for row in last.rows] if last.year < now.year else last.rows
    kept = [renewed(row, gaps.get(row.metric), ranks.get(row.metric), now.year) for row in before]
    for row in fresh:
        if row.key not in {one.key for one in kept}:
            kept.append(numbered(row, kept))
    return tuple(kept)
