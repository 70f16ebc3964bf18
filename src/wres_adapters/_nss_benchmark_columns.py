"""The columns of the Staff Survey's benchmark workbook: which holds which figure."""

from __future__ import annotations

import re

from attrs import frozen

from wres.vocabulary import EthnicGroup, Measure
from wres_adapters._nss import GROUPS


STEMS = {
    Measure.HARASSED_BY_PUBLIC: "har_from_pat",
    Measure.HARASSED_BY_STAFF: "har_from_staff",
    Measure.BELIEVES_EQUAL_OPPORTUNITIES: "equal",
}
"""Measure to the stem of its columns; that of discrimination is its question's number."""

COLUMN = re.compile(r"(\w+)_eth_summary_(n_)?([12])_(20\d\d)")
QUESTION = re.compile(r"q\d+[a-z]*")


@frozen
class Figure:
    """One measure of one group in one year: the columns of its share and its base."""

    measure: Measure
    group: EthnicGroup
    share: str
    respondents: str


def column_of(header: str) -> re.Match[str] | None:
    """Take a column of results by ethnicity apart: stem, base or not, group, year."""
    return COLUMN.fullmatch(header.strip().lower())


def figures_of(question_8: str, year: int) -> list[Figure]:
    """Give the columns of one survey year, by the stem of the question on discrimination."""
    stems = {**STEMS, Measure.DISCRIMINATED_AGAINST: question_8}
    return [
        Figure(
            measure,
            group,
            f"{stem}_eth_summary_{number}_{year}",
            f"{stem}_eth_summary_n_{number}_{year}",
        )
        for measure, stem in stems.items()
        for number, group in enumerate(GROUPS, 1)
    ]
