"""What to know about the form's figures, in words."""

from __future__ import annotations

from collections.abc import Sequence

from wres.profiles import Profile
from wres.returns.dcf.form import Filled
from wres.returns.dcf.items import ITEMS, RATIOS


GENERAL = (
    "This is not NHS England's own form. Its items have the order and, as far as known, the wording"
    " of the data collection form of 2019/20; {unverified} of the {items} labels are not verified"
    " against an original. Check them before you submit.\n"
    "Grey cells are formulas over the counts beside them. Nothing is calculated from a rounded"
    " figure.\n"
    "A blank cell is not zero: a count was not supplied, or a figure cannot be had from the counts."
    " The column Notes says which.\n"
    "Item 30 is a part of item 29 and is in no sum. Items 38, 42 and 56 add up the pay bands; where"
    " only the total of the workforce is known, it is typed there.\n"
    "{ratios} Each stands in the column of the group that it is of. Above 1, that group is likelier"
    " to have the event.\n"
    "Items 57 to 62 keep unknown ethnicity in the denominator. Item 63 is in percentage points, and"
    " of the total board; the standard's title speaks of voting members.\n"
    "Items 46 to 49 are published results of the NHS Staff Survey; the survey weights them."
)
BASES = {
    "single_year": "Item 39 is about one year, to the snapshot.",
    "two_year_average": "Item 39 is the average of this reporting year and the one before, "
    "so that halves may occur.",
}


def notes(filled: Filled, warnings: Sequence[str]) -> list[str]:
    """Give the notes in order: general ones, those of the year, warnings about the figures."""
    rules = filled.rules
    unverified = sum(item.verified != "yes" for item in ITEMS)
    general = [
        text.format(unverified=unverified, items=len(ITEMS), ratios=_ratios(rules))
        for text in GENERAL.split("\n")
    ]
    basis = BASES.get(rules["metric_3_basis"])
    of_year = [text for text in (basis, rules.note) if text]
    return [*general, *map(_sentence, of_year), *map(_sentence, warnings)]


def _ratios(rules: Profile) -> str:
    told = []
    for item, metric in RATIOS.items():
        of, to = (rules[f"label_{group}"] for group in rules.direction(metric))
        told.append(f"item {item} is {of} / {to}")
    return f"The ratios: {', '.join(told)}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
