"""What ESR's words mean, as lazy expressions, whichever way ESR wrote them to a file.

A value that is not known stays as it is, so that admission refuses the row and shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from wres.admission.parse import day
from wres.errors import Location
from wres.files import by_distinct, clean, folded, looked_up, refuse
from wres.files.nhs_words import (
    MEDICAL_BANDS,
    engagement,
    medical_scale,
    occupation_group,
    pay_band,
    staff_group,
)
from wres.vocabulary import (
    Engagement,
    WorkforceGroup,
    assignment_statuses,
    fold,
    senior_medical_roles,
)


__all__ = [
    "engagement",
    "medical_scale",
    "occupation_group",
    "pay_band",
    "staff_group",
]


OPEN_ENDED = (date(1900, 1, 1), date(4712, 12, 31))
"""A blank that a database turned into a date, and Oracle's end of time: no end."""

OFFICES = ("non executive director", "non exec director", "chair", "chairman", "chairperson")
TEXT = pl.String()

TRANSLATED = ("ethnic_category", "pay_band", "workforce_group", "engagement")
"""Fields whose words a user can translate."""


def meanings(
    column: str, values: pl.Expr | None = None, **made: Callable[[pl.Expr], pl.Expr]
) -> pl.Expr:
    """Read several things from one raw column at once.

    Parameters
    ----------
    values
        The column's own values, unless only some of them matter.
    made
        Name to what makes it of the column's text; text each.

    Returns
    -------
    polars.Expr
        A struct named as the column: of ``text`` (trimmed, blank as null) and what is made.
    """
    dtype = pl.Struct(dict.fromkeys(["text", *made], TEXT))

    def of(value: pl.Expr) -> pl.Expr:
        parts = [make(value).alias(name) for name, make in made.items()]
        return pl.struct([clean(value).alias("text"), *parts])

    return by_distinct(pl.col(column) if values is None else values, of, dtype).alias(column)


def workforce_group(group: pl.Expr, band: pl.Expr, on_medical_scale: pl.Expr) -> pl.Expr:
    """Workforce group: the pay scale says who is medical, the occupation who is clinical.

    Someone in a medical occupation on other pay (a medical director on a VSM contract) is
    clinical; someone on a medical pay scale is medical; a medical grade known by its label alone
    does not make a non-medical occupation medical, so that admission refuses the pair.

    Parameters
    ----------
    group
        Group by occupation.
    band
        Pay band, null where not known.
    on_medical_scale
        Whether the scale's code is a medical one: `medical_scale`.
    """
    medical, clinical = pl.lit(str(WorkforceGroup.MEDICAL)), pl.lit(str(WorkforceGroup.CLINICAL))
    on_other_pay = band.is_not_null() & ~band.is_in(list(MEDICAL_BANDS))
    return (
        pl.when(on_medical_scale)
        .then(medical)
        .when((group == medical) & on_other_pay)
        .then(clinical)
        .otherwise(group)
    )


def office(role: pl.Expr) -> pl.Expr:
    """Engagement of those whose job role is an office: chairs and non-executives; else null."""
    return looked_up(folded(role), dict.fromkeys(OFFICES, str(Engagement.NON_EXECUTIVE)))


def senior(role: pl.Expr) -> pl.Expr:
    """Say "senior" where a consultant with this job role is a senior medical manager."""
    return looked_up(folded(role), dict.fromkeys(senior_medical_roles(), "senior"))


def out_of_post(status: pl.Expr) -> pl.Expr:
    """Reason why a status is not in post; empty where it is, null where it is not known."""
    statuses = assignment_statuses().items()
    return looked_up(
        folded(status), {name: "" if known.in_post else known.reason for name, known in statuses}
    )


def date_of(text: pl.Expr) -> pl.Expr:
    """Date of a text; null where it is none."""
    return by_distinct(text, day, pl.Date())


def end(day: pl.Expr) -> pl.Expr:
    """Give an end date; null where it means that there is no end."""
    return pl.when((day > OPEN_ENDED[0]) & (day < OPEN_ENDED[1])).then(day)


def given_words(options: Mapping[str, Any], name: str) -> dict[str, str]:
    """Give the user's translations of one field (option ``translations``), by folded text."""
    words = (options.get("translations") or {}).get(name, {})
    return {fold(str(text)): str(label) for text, label in words.items()}


def check_translations(file: str, options: Mapping[str, Any]) -> None:
    """Refuse an option ``translations`` that is no table of tables by field."""
    given = options.get("translations") or {}
    if isinstance(given, Mapping) and all(
        name in TRANSLATED and isinstance(words, Mapping) for name, words in given.items()
    ):
        return
    raise refuse(
        "wrong-option",
        Location(file),
        "option 'translations' cannot be read",
        f"a table of tables by field ({', '.join(TRANSLATED)}): what the source says to what it means",
    )
