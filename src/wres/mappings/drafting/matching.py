"""Which column may be which field: by its header and by what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from wres.admission.refusals import MAY_IDENTIFY
from wres.files import same
from wres.mappings.column_rules import needed_fields
from wres.mappings.drafting.looking import Looked
from wres.mappings.rules import COUNT, COUNTED, NUMBERED, fields_of
from wres.tables import TABLES
from wres.vocabulary import fold, read_table


Confidence = Literal["high", "medium", "low"]
CONFIDENCE: dict[str, Confidence] = {"whole": "high", "word": "medium", "weak": "low"}
RANK = list(CONFIDENCE)
WHY = {
    "whole": "the header is a usual one",
    "word": "the header has a word for it",
    "weak": "no better column; the header may mean it",
}
PERSONAL = re.compile(
    r"\b(name|names|forename|surname|email|mail|birth|dob|address|phone|mobile|postcode|zip|ssn|"
    r"nino|insurance|salary|manager|supervisor|age)\b"
)
"""Words of headers whose columns are never taken for a field."""

TABLES_DRAFTED = tuple(name for name in TABLES if name in COUNTED)
NUMBER = re.compile(r"\d[\d,]*(\.0*)?|[*<>-].{0,3}")


@frozen
class Match:
    """A column taken for a field.

    Parameters
    ----------
    others
        Further headers that would do as well.
    """

    field: str
    header: str
    kind: str
    others: tuple[str, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        return CONFIDENCE[self.kind]

    @property
    def why(self) -> str:
        """Say why, for people."""
        also = f"; also there: {', '.join(self.others)}" if self.others else ""
        return WHY[self.kind] + also


def matches(looked: Looked, table: str) -> dict[str, Match]:
    """Find the columns of a table's fields.

    A count is taken only where nothing tells persons, applications or cases apart.
    """
    found = {}
    for name in fields_of(table):
        match = _match(looked, table, name)
        if match is not None:
            found[name] = match
    identity = {*NUMBERED.get(table, ()), "person"}
    if COUNT in found and identity & set(found):
        del found[COUNT]
    return found


def table_of(looked: Looked) -> str:
    """Say which table a file looks most like; the first in the metrics' order where several do."""
    return max(TABLES_DRAFTED, key=lambda table: _score(looked, table))


def _score(looked: Looked, table: str) -> float:
    found = matches(looked, table)
    needed = needed_fields(table, counted=COUNT in found)
    weights = {"high": 3.0, "medium": 2.0, "low": 0.5}
    own = [name for name in found if name in needed and name != "ethnic_category"]
    return sum(weights[found[name].confidence] for name in own) / max(1, len(needed) - 1)


def _match(looked: Looked, table: str, name: str) -> Match | None:
    candidates = sorted(_candidates(looked.headers, table, name))
    fit = [
        (kind, header) for kind, _, header in candidates if name != COUNT or _counts(looked, header)
    ]
    if not fit:
        return None
    kind, header = fit[0]
    others = tuple(other for rank, other in fit[1:] if rank == kind)
    return Match(name, header, RANK[kind], tuple(one for one in others if is_plain(one)))


def _candidates(headers: Sequence[str], table: str, name: str) -> Iterator[tuple[int, int, str]]:
    """Rank, position and header of each column that may be the field."""
    known = [
        row
        for row in read_table("draft_headers")
        if row["field"] == name and row["table"] in {"", table}
    ]
    for position, header in enumerate(headers):
        if PERSONAL.search(_words(header)):
            continue
        ranks = [RANK.index(row["match"]) for row in known if _is_like(header, row)]
        if ranks:
            yield min(ranks), position, header


def _is_like(header: str, row: dict[str, str]) -> bool:
    if row["match"] == "word":
        return f" {fold(row['header'])} " in f" {_words(header)} "
    return same(header) == same(row["header"])


def _words(header: str) -> str:
    """Fold a header, words run together taken apart: ``EmployeeNumber``."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))


def _counts(looked: Looked, header: str) -> bool:
    """Whether a column holds numbers of people; marks of suppression are none against it."""
    values = looked.first(header)
    return bool(values) and all(NUMBER.fullmatch(value) for value in values)


def is_plain(header: str) -> bool:
    """Whether a header is words and can be shown: not a row of data taken for a header."""
    return not MAY_IDENTIFY.search(header) and len(header) <= 40  # noqa: PLR2004
