"""A mapping drafted from a file that nobody has described."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from wres.errors import UnknownNameError
from wres.fields import Column
from wres.mappings.column_rules import WORDED, needed_fields
from wres.mappings.drafting.looking import Looked, look
from wres.mappings.drafting.matching import TABLES_DRAFTED, Match, is_plain, matches, table_of
from wres.mappings.drafting.proposing import Proposal, Proposals, date_form, proposals
from wres.mappings.rules import COUNT, fields_of
from wres.vocabulary import EthnicCategory, fold


TODO, CHECK = "TODO", "CHECK"
ASSUMED = {
    "engagement": ('"substantive"', "no column says it: everyone is taken to be directly employed"),
    "primary": ("true", "no column says it: every row is taken to be a main post"),
}
"""Fields with a constant that a file without a column most likely has."""


@frozen
class Draft:
    """A drafted mapping.

    Parameters
    ----------
    text
        TOML, with how sure each part is and why.
    """

    table: str
    text: str

    @property
    def todo(self) -> int:
        """How many lines need a person."""
        return len(re.findall(rf"# {TODO}\b", self.text)) - 1

    @property
    def check(self) -> int:
        """How many lines a person should look at."""
        return len(re.findall(rf"# {CHECK}\b", self.text)) - 1


def draft(
    path: Path,
    *,
    table: str | None = None,
    name: str | None = None,
    sheet: str | None = None,
    records: str | None = None,
) -> Draft:
    """Draft a mapping of a CSV, XLSX, JSON or Parquet file.

    Parameters
    ----------
    table
        Which table its rows are of; the one that it looks most like, without.
    name
        Name of the mapping; that of the file, without.

    Returns
    -------
    Draft
        The same file gives the same text. No value of a column that may identify a person is in
        it: values are listed of columns of words only, and of them none that is rare and unknown.

    Raises
    ------
    InputError
        With every problem of the file as such.
    UnknownNameError
        For a table that is none, or whose rows are figures.
    """
    if table is not None and table not in TABLES_DRAFTED:
        raise UnknownNameError.of("table to draft a mapping for", table, TABLES_DRAFTED)
    looked = look(path, sheet=sheet, records=records)
    chosen = table or table_of(looked)
    found = matches(looked, chosen)
    lines = [*_head(looked, chosen, name or _name(path), told=table is not None)]
    lines += _dates(looked, chosen, found)
    lines += _unused(looked, found)
    for field, column in fields_of(chosen).items():
        lines += _field(looked, chosen, field, column, found)
    return Draft(chosen, "\n".join(lines) + "\n")


def _name(path: Path) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(path.stem).encode("ascii", "ignore").decode())
    plain = words.strip("-") or "file"
    return plain if plain[0].isalpha() else f"file-{plain}"


def quoted(text: str) -> str:
    r"""Write a text as TOML does.

    Examples
    --------
    >>> print(quoted('a "b"'))
    "a \"b\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text)


def _head(looked: Looked, table: str, name: str, *, told: bool) -> Iterator[str]:
    file = _comment(looked.path.name)
    yield f"# Drafted by 'wres map' from {file}. '# TODO': needs you; '# CHECK': was assumed."
    yield "# It can be tried at once: wres check --source THIS.toml=FILE lists what is open."
    yield ""
    yield f"name = {quoted(name)}"
    yield f"title = {quoted(file)}"
    yield f"table = {quoted(table)}" + (
        "" if told else "  # the table that the columns look most like"
    )
    yield f"format = {quoted(looked.format)}"
    if looked.sheet is not None:
        yield f"sheet = {quoted(looked.sheet)}  # of several, the one with most headers that are known"
    if looked.records is not None:
        yield f"records = {quoted(looked.records)}"


def _dates(looked: Looked, table: str, found: Mapping[str, Match]) -> Iterator[str]:
    """Say in which form dates are, where it is none of the usual."""
    fields = fields_of(table)
    forms, either = [], []
    for field, match in found.items():
        if fields[field].kind == "day":
            form, unsure = date_form(looked.first(match.header))
            forms += [form] if form else []
            either += [match.header] if unsure else []
    if forms:
        listed = ", ".join(map(quoted, dict.fromkeys([*forms, "%Y-%m-%d"])))
        yield f"dates = [{listed}]  # medium: every date seen fits; no other form is accepted"
    for header in either:
        yield f"# {CHECK} dates of {_shown(header)}: day before month, though both would fit"


def _unused(looked: Looked, found: Mapping[str, Match]) -> Iterator[str]:
    """Name the columns that no field is read from, where it is certain that they are headers."""
    used = {match.header for match in found.values()}
    sure = len({match.header for match in found.values() if match.kind == "whole"}) > 1
    rest = [header for header in looked.headers if header not in used]
    plain = [header for header in rest if sure and is_plain(header)]
    if rest:
        listed = f": {', '.join(map(_shown, plain))}" if plain else ""
        yield f"# not used: {len(rest)} column{'' if len(rest) == 1 else 's'}{listed}"


def _shown(header: str) -> str:
    return f"'{_comment(header)}'"


def _field(
    looked: Looked, table: str, field: str, column: Column, found: Mapping[str, Match]
) -> Iterator[str]:
    match = found.get(field)
    if match is not None:
        yield ""
        yield f"[columns.{field}]  # {match.confidence}: {_comment(match.why)}"
        yield f"headers = [{quoted(match.header)}]"
        if column.kind in {"choice", "flag"}:
            yield from _values(looked, field, column, match)
    elif field in needed_fields(table, counted=COUNT in found):
        yield from _unsaid(field, column)


def _unsaid(field: str, column: Column) -> Iterator[str]:
    yield ""
    yield f"[columns.{field}]  # low: no column looks like it"
    if field in ASSUMED:
        constant, why = ASSUMED[field]
        yield f"constant = {constant}  # {CHECK} {why}"
    else:
        yield f"headers = []  # {TODO} the header that has it, or instead: constant = ..."
        yield f"# it is to be {column.accepted}"


def _values(looked: Looked, field: str, column: Column, match: Match) -> Iterator[str]:
    race = "race" in fold(match.header).split()
    made = proposals(field, column, looked.values(match.header), race=race)
    if made.words:
        number = looked.distinct([match.header])[match.header]
        known = field in WORDED and not race
        yield f"words = {str(known).lower()}  # {CHECK} {number:,} values, too many to list here"
        return
    if made.listed or made.hidden:
        yield from _legend(field, column, made)
    for one in made.listed:
        yield f"{quoted(one.value)} = {_label(one, column)}  # {_why(one, field)}"


def _legend(field: str, column: Column, made: Proposals) -> Iterator[str]:
    if any(not one.label for one in made.listed):
        labels = ", ".join(column.labels) or "true, false"
        yield f"# what each value means: {labels}"
    yield f"[columns.{field}.values]"
    if made.hidden:
        noun = "value is" if made.hidden == 1 else "values are"
        yield f"# {CHECK} {made.hidden} {noun} not listed here: rare, or may identify a person"


def _label(one: Proposal, column: Column) -> str:
    return one.label if column.kind == "flag" and one.label else quoted(one.label)


def _why(one: Proposal, field: str) -> str:
    rows = f"{one.rows:,} row{'' if one.rows == 1 else 's'}"
    if not one.label:
        return f"{TODO} {rows}; no list of ours has it"
    known = EthnicCategory(one.label).label if field == "ethnic_category" else "known word"
    return f"high: {known}; {rows}"
