"""What a specimen of a mapping needs: meanings for what is open, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import polars as pl

from wres.admission import parse
from wres.fields import Column
from wres.mappings.column_rules import ETHNIC
from wres.mappings.rules import ColumnRule, SourceMapping
from wres.records import columns
from wres.tables import ALL_TABLES
from wres.vocabulary import EthnicCategory


ANY_CODE = "RXX"
EVERY_TITLE = {"*": False}


def example_options(mapping: SourceMapping) -> dict[str, Any]:
    """Give options that say what a mapping leaves open, as a specimen of it has it.

    A field without a header has its own name; ethnic categories without a meaning are NHS codes;
    where titles decide a flag and none is listed, none means it.

    Examples
    --------
    >>> from wres.plugins import installed
    >>> example_options(installed().presets["totara"].mapping)
    {'translations': {'mandatory': {'*': False}}}
    """
    named = {name: name for name, rule in mapping.columns.items() if rule.is_open}
    translations: dict[str, Mapping[str, Any]] = dict.fromkeys(_by_title(mapping), EVERY_TITLE)
    ethnic = mapping.columns.get(ETHNIC)
    if ethnic is not None and not (ethnic.values or ethnic.words or ethnic.constant):
        translations[ETHNIC] = {str(code): str(code) for code in EthnicCategory}
    return {**named, **({"translations": translations} if translations else {})}


def unsaid(mapping: SourceMapping) -> dict[str, pl.Expr]:
    """Give what every record of a source has where no column of its own says it.

    Examples
    --------
    >>> from wres.plugins import installed
    >>> list(unsaid(installed().presets["itrent"].mapping))
    ['organisation', 'senior_medical_manager']
    """
    return dict(_unsaid(mapping))


def _unsaid(mapping: SourceMapping) -> Iterator[tuple[str, pl.Expr]]:
    record = ALL_TABLES[mapping.table]
    first: dict[str, str] = {}
    for name, column in columns(record).items():
        rule = mapping.columns.get(name)
        if rule is None:
            default = attrs.fields_dict(record)[name].default
            usual = None if default is attrs.NOTHING else default
            yield name, OTHERWISE.get(name, pl.lit(usual))
        elif rule.constant is not None:
            yield name, parse.typed(pl.lit(rule.constant), pl.String(), column)
        elif name in _by_title(mapping):
            yield name, pl.lit(value=False)
        elif column.kind == "text" and rule.headers:
            before = first.setdefault(rule.headers[0], name)
            if before != name:
                yield name, pl.col(before)


OTHERWISE = {"organisation": pl.lit(ANY_CODE), "assignment": pl.col("person")}
"""Field that a mapping may leave out to what stands for it."""


def _by_title(mapping: SourceMapping) -> list[str]:
    """Name the flags that are read from a title, none of which has a meaning yet."""
    fields = columns(ALL_TABLES[mapping.table])
    titles = {
        header
        for name, rule in mapping.columns.items()
        if name in fields and fields[name].kind == "text"
        for header in rule.headers
    }
    return [
        name
        for name, rule in mapping.columns.items()
        if name in fields and _is_flag(fields[name], rule) and titles.intersection(rule.headers)
    ]


def _is_flag(column: Column, rule: ColumnRule) -> bool:
    return column.kind == "flag" and not (rule.values or rule.words) and rule.others is None
