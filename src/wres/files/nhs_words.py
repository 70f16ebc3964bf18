"""What the NHS's words for grades, staff groups and contracts mean, as lazy expressions.

Each gives null where a word is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from wres.files.translation import folded, looked_up
from wres.vocabulary import (
    PayBand,
    assignment_categories,
    grades,
    occupation_prefixes,
    staff_groups,
)


BAND_IN_LABEL = r"\bband ?([1-79]|8 ?(?:range )?[a-d])\b"
LOCAL_SCALE = r"^\s*\d{3}\s*\|"
SCALE_CODE = r"^(?:nhs )?([a-z]{2}\d\w+)\b"

MEDICAL_BANDS = {str(band): "medical" for band in PayBand if band.scale == "medical"}
"""Pay bands of medical staff."""


def pay_band(grade: pl.Expr, given: Mapping[str, str]) -> pl.Expr:
    """Pay band of a grade such as ``NHS|XR05|Review Body Band 5``; null where it is not known.

    Parameters
    ----------
    given
        Folded grade to band, from the user: for local pay.
    """
    return pl.coalesce(looked_up(folded(grade), given), *_bands(grade))


def medical_scale(grade: pl.Expr) -> pl.Expr:
    """Say "medical" where the code of a national pay scale, not just its label, is a medical one."""
    return looked_up(pl.coalesce(_bands(grade)[:2]), MEDICAL_BANDS)


def _bands(value: pl.Expr) -> list[pl.Expr]:
    """Band by code, by first characters of the code, by label; each null where not known."""
    local = value.str.contains(LOCAL_SCALE)
    code = pl.when(~local).then(folded(value).str.extract(SCALE_CODE))
    last = folded(value.str.strip_chars(" |").str.extract(r"([^|]*)$"))
    label = (
        pl.when(code.is_null() | value.str.contains("|", literal=True))
        .then(last)
        .otherwise(folded(value).str.extract(r"^(?:nhs )?\S+ (.*)$"))
    )
    number = label.str.extract(BAND_IN_LABEL).str.replace_all(r" |range", "")
    return [
        looked_up(code, grades("code")),
        looked_up(code.str.head(2), grades("prefix")),
        looked_up(label, grades("label")),
        pl.when(~local).then(looked_up("band " + number, grades("label"))),
    ]


def occupation_group(code: pl.Expr) -> pl.Expr:
    """Workforce group of an occupation code such as ``N6H``; null where it is not known."""
    by_length: dict[int, dict[str, str]] = {}
    for prefix, group in occupation_prefixes().items():  # longest first
        by_length.setdefault(len(prefix), {})[prefix] = group
    known = code.str.strip_chars().str.to_uppercase().str.extract(r"^([0-9A-Z]{3})$")
    return pl.coalesce(looked_up(known.str.head(n), groups) for n, groups in by_length.items())


def staff_group(text: pl.Expr, given: Mapping[str, str]) -> pl.Expr:
    """Workforce group of a staff group's name or number; null where it is not known."""
    return looked_up(folded(text), {**staff_groups(), **given})


def engagement(text: pl.Expr, given: Mapping[str, str]) -> pl.Expr:
    """Engagement by an assignment category, person type or employee category; null if not known."""
    return looked_up(folded(text), {**assignment_categories(), **given})
