"""One ESR word for each label of the standard, for specimens; read back, each means the label."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


CATEGORIES = {
    "substantive": "Permanent",
    "fixed_term": "Fixed Term Temp",
    "bank": "Bank",
    "agency": "Agency",
    "honorary": "Honorary",
    "student": "Student",
    "non_executive": "Non-Exec Director/Chair",
    "other": "Widow/Widower",
}
STAFF_GROUPS = {
    "non_clinical": "Administrative and Clerical",
    "clinical": "Nursing and Midwifery Registered",
    "medical": "Medical and Dental",
}
ROLES = {"non_clinical": "Clerical Worker", "clinical": "Staff Nurse", "medical": "Doctor"}
OCCUPATIONS = {"non_clinical": "G2D", "clinical": "N6H", "medical": "021"}
GRADES = {
    "Under Band 1": "NHS|XA00|Under Band 1",
    **{f"Band {number}": f"NHS|XR{number:02}|Review Body Band {number}" for number in range(1, 8)},
    **{
        f"Band 8{letter}": f"NHS|XR{number:02}|Review Body Band 8 - Range {letter.upper()}"
        for number, letter in enumerate("abcd", 8)
    },
    "Band 9": "NHS|XR12|Review Body Band 9",
    "VSM": "NHS|ZZ01|Very Senior Manager",
    "Consultant": "NHS|YC72|Consultant",
    "Non-consultant career grade": "NHS|MC46|Specialty Doctor",
    "Trainee grade": "NHS|MN37|Specialty Registrar",
    "Other medical": "NHS|ZM01|Other medical",
}


def word(column: str, words: Mapping[str, str]) -> pl.Expr:
    """Translate a label of the standard into ESR's word."""
    return pl.col(column).cast(pl.String).replace_strict(words, return_dtype=pl.String)
