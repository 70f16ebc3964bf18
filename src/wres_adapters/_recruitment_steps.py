"""Whether an application was shortlisted or appointed: by yes or no, by its stage, or by dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import polars as pl

from wres.errors import Problem
from wres.fields import EARLIEST, LATEST
from wres.files import Field, Scan
from wres_adapters import _esr, _words
from wres_adapters._lists import is_on


Step = Literal["shortlisted", "appointed"]
STEPS: tuple[Step, Step] = ("shortlisted", "appointed")
DATES = ("shortlisted_date", "appointed_date")
STAGES = "recruitment_stages"
OFFERS = "offers_count_as_appointed"


def sources(step: Step, options: Mapping[str, Any]) -> list[str]:
    """List the fields that may say whether the step was reached; the first that does decides."""
    offers = ["offered_date"] if step == "appointed" and is_on(options.get(OFFERS)) else []
    return [step, "stage", f"{step}_date", *offers]


def lacking_steps(
    scan: Scan, fields: Mapping[str, Field], options: Mapping[str, Any]
) -> list[Problem]:
    """One problem for each step that no column tells of."""
    return [
        Problem(
            "missing-column",
            scan.where,
            f"no column that says who was {step}",
            "a column headed "
            + " or ".join(f"'{fields[name].aliases[0]}'" for name in sources(step, options)),
        )
        for step in STEPS
        if not any(name in scan.columns for name in sources(step, options))
    ]


def reached(step: Step, scan: Scan, options: Mapping[str, Any]) -> pl.Expr:
    """Give yes or no or, where that is not certain, what admission is to refuse and show.

    An impossible date is refused whatever the other columns say: it would belong to any year.
    """
    have = [name for name in sources(step, options) if name in scan.columns]
    dates = [name for name in have if name.endswith("_date")]
    said = _said(step, have, options)
    unsaid: list[pl.Expr] = [pl.col("stage")] if "stage" in have else []
    if step == "appointed":
        before = [name for name in sources("shortlisted", options) if name in scan.columns]
        # One unknown stage is one fault: that of the first step.
        unsettled = _said("shortlisted", before, options).is_null()
        unsaid.insert(0, pl.when(unsettled).then(pl.lit("no")))
    made = pl.coalesce(said, *unsaid, pl.lit(None, pl.String))
    for name in dates:
        told = pl.lit(f"{scan.columns[name]}: impossible date")
        made = pl.when(_is_impossible(name)).then(told).otherwise(made)
    return made


def _said(step: Step, have: list[str], options: Mapping[str, Any]) -> pl.Expr:
    made = []
    for name in have:
        if name == step:
            flag = pl.col(name)
            made.append(flag.fill_null("no") if is_on(options.get("blank_is_no")) else flag)
        elif name == "stage":
            made.append(_by_stage(step, options))
    dates = [_day(name).is_not_null() for name in have if name.endswith("_date")]
    if dates:
        made.append(pl.when(pl.any_horizontal(dates)).then(pl.lit("yes")).otherwise(pl.lit("no")))
    return pl.coalesce(made)


def _by_stage(step: Step, options: Mapping[str, Any]) -> pl.Expr:
    meaning = _words.meaning(_words.word("stage", options), STAGES, step)
    offer = "yes" if is_on(options.get(OFFERS)) else "no"
    return pl.when(meaning == "offer").then(pl.lit(offer)).otherwise(meaning)


def dated_on(scan: Scan) -> pl.Expr:
    """Give the day by which an application belongs to a year: shortlisted or, without, appointed."""
    days = [_day(name) for name in DATES if name in scan.columns]
    return pl.coalesce(*days, pl.lit(None, pl.Date))


def _day(name: str) -> pl.Expr:
    """Give the day of a step; null where it was not reached, also in a database's words for that."""
    return _esr.end(_esr.date_of(pl.col(name)))


def _is_impossible(name: str) -> pl.Expr:
    day = _esr.date_of(pl.col(name))
    never = day.is_in(_esr.OPEN_ENDED).fill_null(value=False)
    return (
        pl.col(name).is_not_null()
        & ~never
        & ~day.is_between(EARLIEST, LATEST).fill_null(value=False)
    )
