"""Who and what counts, table by table: scope, identity and the choice among rows of one.

Each function gives the rules of one table in the year of a profile; without a profile no date
is tested. Reasons are the words that the ledger shows. The expressions are made with the module
``on``: polars or, for rows on another engine, narwhals, which has the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

import polars as pl
from attrs import field, frozen

from wres.admission.loose import DATED_ON, EFFECTIVE_FROM, EFFECTIVE_TO, ROW
from wres.ledger import State
from wres.profiles import Profile, Window
from wres.vocabulary import Engagement


PERIOD = "years_ago"
"""Which reporting year an event falls in: 0 this one, 1 the one before (two-year average)."""

SUBJECT = "subject"
"""Whom a case is about: its person or, where that is not known, the case itself."""

STANDING = "standing"
"""Why the workforce leaves out an event's person, or null."""

ORIGIN = "ethnicity_from"
"""Where the ethnicity of an event's person comes from: a key of `ORIGINS`."""

NOWHERE = "nowhere"
ORIGINS = {
    "row": "own ethnicity",
    "workforce": "ethnicity from the workforce",
    NOWHERE: "ethnicity not found",
}
"""The row itself first, else the workforce by person, else nothing; with the ledger's words."""

NOT_IN_POST = "not in post at the snapshot"


@frozen
class Step:
    """One test of a row; the first that holds decides what becomes of it.

    Parameters
    ----------
    rule
        Words for the ledger or, for a rejection, the problem's code.
    column
        Field at fault, for a rejection.
    accepted
        What the field may be instead, where that is not the field's own rule.
    reads
        The columns of labels that the test looks at, and nothing else; it then waits until rows
        are grouped by them. Empty for a test made row by row.
    reason
        Column that says why, instead of `rule`: its value, or what `words` makes of it.
    history
        The row describes another time: merged where its person has a counted row.
    """

    state: State
    rule: str
    when: pl.Expr
    column: str | None = None
    accepted: str | None = None
    reads: tuple[str, ...] = ()
    reason: str | None = None
    words: Mapping[str, str] = field(factory=dict)
    history: bool = False


@frozen
class Preference:
    """One criterion for choosing the row that stands for all rows of one identity."""

    by: pl.Expr
    merged: str
    descending: bool = False


@frozen
class TableRules:
    """How rows of one table are counted.

    Parameters
    ----------
    counts
        Columns that counting needs.
    identity
        Columns that together say what is counted once; a row that lacks one stands alone.
    preferences
        Criteria for the row that is kept, in order; then what is counted decides, and the source
        row last, so that the order of rows changes no figure.
    scope
        Tests that put a row out of scope.
    settles_scope
        Fields whose faults are looked at before scope: an out-of-scope row is not checked
        further than what put it there.
    agree
        Columns in which rows of one identity must agree; otherwise all of them are rejected, as
        nothing says which is right.
    by_person
        Whether ethnicity comes from the workforce where a row has none.
    nulls_identify
        Whether a null in an identity column is a value like another.
    by_every_dimension
        Whether all further columns of the sources are part of the identity, asked for or not:
        lines of a return, which are parts of a sum.
    likely
        Cheap tests that a row must pass to be counted: they keep the search for shared
        identities small, and decide nothing.
    periods
        The reporting years that count, this one first.
    """

    counted: str
    counts: tuple[str, ...]
    identity: tuple[str, ...]
    preferences: tuple[Preference, ...] = ()
    scope: tuple[Step, ...] = ()
    settles_scope: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    by_person: bool = False
    nulls_identify: bool = False
    by_every_dimension: bool = False
    likely: tuple[pl.Expr, ...] = ()
    periods: tuple[Window, ...] = field(default=())


def _out(rule: str, when: pl.Expr, *reads: str, history: bool = False) -> Step:
    return Step(State.OUT_OF_SCOPE, rule, when, reads=reads, history=history)


LEFT_OUT = {
    str(engagement): engagement.reason for engagement in Engagement if not engagement.counts
}
"""Engagements that the standard leaves out, with the reason."""


def workforce(profile: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """One person once, by main assignment, if directly employed and in post at the snapshot."""
    left_out = on.col("engagement").cast(on.String).is_in(list(LEFT_OUT))
    scope = [
        Step(
            State.OUT_OF_SCOPE,
            "",
            left_out,
            reads=("engagement",),
            reason="engagement",
            words=LEFT_OUT,
        )
    ]
    if profile is not None:
        snapshot = on.lit(profile.snapshot)
        scope += [
            _out(NOT_IN_POST, on.col(EFFECTIVE_TO) < snapshot, history=True),
            _out(NOT_IN_POST, on.col(EFFECTIVE_FROM) > snapshot, history=True),
            _out("starts after the snapshot", on.col("started_on") > snapshot),
        ]
    return TableRules(
        counted="person in post",
        counts=(
            "ethnic_category",
            "workforce_group",
            "pay_band",
            "senior_medical_manager",
        ),
        identity=("organisation", "person"),
        preferences=(
            Preference(
                on.col("primary"),
                "second assignment; the primary one is kept",
                descending=True,
            ),
            Preference(
                on.col("started_on"),
                "second assignment; the latest start is kept",
                descending=True,
            ),
            Preference(
                on.col("fte"),
                "second assignment; the largest FTE is kept",
                descending=True,
            ),
            Preference(
                on.col("assignment"),
                "second assignment; the first assignment number is kept",
            ),
            Preference(on.lit(0), "duplicate of an assignment"),
        ),
        scope=tuple(scope),
        settles_scope=("engagement", "started_on"),
        likely=(~left_out,),
    )


def recruitment(profile: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """Applications as the recruitment system has them, once each, if shortlisted in the year.

    An application belongs to the year in which it was shortlisted, with whatever became of it:
    those appointed are then always among those shortlisted.
    """
    scope = [_out("not shortlisted", ~on.col("shortlisted"), "shortlisted")]
    if profile is not None:
        scope.append(_outside([profile.window()], DATED_ON, on))
    return TableRules(
        counted="shortlisted application",
        counts=("ethnic_category", "appointed", "international"),
        identity=("organisation", "application"),
        preferences=(
            Preference(
                on.col("appointed"),
                "duplicate application; the furthest stage is kept",
                descending=True,
            ),
            Preference(on.lit(0), "duplicate application"),
        ),
        scope=tuple(scope),
        settles_scope=("shortlisted", "appointed"),
        likely=(on.col("shortlisted"),),
    )


def disciplinary(profile: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """People entering the formal process, at their first entry in each reporting year."""
    averaged = profile is not None and profile["metric_3_basis"] == "two_year_average"
    periods = (
        () if profile is None else tuple(profile.window(ago) for ago in range(2 if averaged else 1))
    )
    return TableRules(
        counted="person entering the process",
        counts=("ethnic_category", PERIOD),
        identity=("organisation", PERIOD, SUBJECT),
        preferences=(
            Preference(on.col("entered_on"), "same person; the first entry in the year is kept"),
            Preference(on.col("case"), "same person, another case of the same day"),
            Preference(on.lit(0), "duplicate case"),
        ),
        scope=(_outside(periods, "entered_on", on),) if periods else (),
        settles_scope=("entered_on",),
        by_person=True,
        periods=periods,
    )


def training(profile: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """People with at least one non-mandatory course in the reporting year."""
    scope = [_out("mandatory training", on.col("mandatory"), "mandatory")]
    if profile is not None:
        scope.append(_outside([profile.window()], "accessed_on", on))
    return TableRules(
        counted="person accessing training",
        counts=("ethnic_category",),
        identity=("organisation", "person"),
        preferences=(
            Preference(on.col("accessed_on"), "same person; the first course in the year is kept"),
            Preference(on.lit(0), "same person, another course of the same day"),
        ),
        scope=tuple(scope),
        settles_scope=("mandatory", "accessed_on"),
        likely=(~on.col("mandatory"),),
        by_person=True,
    )


def survey(profile: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """Results of the survey that the year uses."""
    scope = []
    if profile is not None:
        scope.append(
            _out("another survey year", on.col("survey_year") != profile.survey_year, "survey_year")
        )
    return TableRules(
        counted="survey result",
        counts=("survey_year", "measure", "ethnic_group", "share", "respondents"),
        identity=("organisation", "measure", "ethnic_group"),
        preferences=(Preference(on.lit(0), "duplicate survey result"),),
        scope=tuple(scope),
        settles_scope=("survey_year",),
        agree=("survey_year", "share", "respondents"),
    )


def board(_: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """Members of the board, once each."""
    return TableRules(
        counted="board member",
        counts=("ethnic_category", "voting", "executive"),
        identity=("organisation", "person"),
        preferences=(
            Preference(
                on.col("voting"), "duplicate board member; the voting seat is kept", descending=True
            ),
            Preference(
                on.col("executive"),
                "duplicate board member; the executive seat is kept",
                descending=True,
            ),
            Preference(on.lit(0), "duplicate board member"),
        ),
    )


def filed(_: Profile | None, on: Any = pl) -> TableRules:  # noqa: ANN401
    """Figures that were counted elsewhere."""
    return TableRules(
        counted="figure",
        counts=("year", "measure", "workforce_group", "pay_band", "ethnic_group", "value", ROW),
        identity=("organisation", "year", "measure", "workforce_group", "pay_band", "ethnic_group"),
        nulls_identify=True,
        by_every_dimension=True,
        agree=("value",),
        preferences=(Preference(on.lit(0), "duplicate figure"),),
    )


RULES: dict[str, Callable[..., TableRules]] = {
    "workforce": workforce,
    "recruitment": recruitment,
    "disciplinary": disciplinary,
    "training": training,
    "survey": survey,
    "board": board,
    "return": filed,
}


def _outside(windows: list[Window] | tuple[Window, ...], column: str, on: Any) -> Step:  # noqa: ANN401
    inside = [on.col(column).is_between(window.start, window.end) for window in windows]
    return _out("outside the reporting year", ~reduce(or_, inside))
