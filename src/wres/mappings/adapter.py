"""An adapter that a mapping describes: the same face as one in code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

from wres.admission import OUT_OF_SCOPE, ROW, STANDS_FOR, LooseTable, LooseTables
from wres.capabilities import Capabilities
from wres.errors import InputError, Location
from wres.files import Field, Scan, clean, refuse, source
from wres.files.stray import stray
from wres.mappings.column_rules import label_of
from wres.mappings.counting import impossible
from wres.mappings.example import example_options, unsaid
from wres.mappings.meaning import left_out, meaning
from wres.mappings.open_items import still_open
from wres.mappings.opening import opened
from wres.mappings.parsing import SEPARATOR_NAMES, snake
from wres.mappings.remaining import without_a_row
from wres.mappings.rules import (
    COUNT,
    NUMBERED,
    ColumnRule,
    OutOfScope,
    SourceMapping,
    fields_of,
)
from wres.mappings.specimen import written
from wres.records import columns
from wres.tables import ALL_TABLES


READER = ("organisation",)
"""Fields that whoever reads can name: an option so called is no header."""

SCOPE, DIMENSION, STRAY = "scope:", "dimension:", "stray:"
OPTIONS = {
    "sheet": "worksheet of an XLSX file",
    "separator": f"what stands between the values of a text file: {', '.join(SEPARATOR_NAMES)} "
    "or the character itself",
    "dimensions": "headers of further columns to keep for breakdowns (a list)",
    "translations": "meaning of further values, by field (a table of tables)",
}


class MappedAdapter:
    """Reads what a mapping describes.

    Parameters
    ----------
    mapping
        From `wres.mappings.load_mapping`.
    """

    def __init__(self, mapping: SourceMapping) -> None:
        self.mapping = mapping
        self.name = mapping.name
        self.title = mapping.title
        self.tables: tuple[str, ...] = (mapping.table,)
        self.capabilities = Capabilities(
            suffix=f".{mapping.written_as}",
            lazy=mapping.written_as in {"csv", "parquet"},
            options=example_options(mapping),
            unsaid=unsaid(mapping),
        )
        self.options: Mapping[str, str] = {
            **OPTIONS,
            **{
                name: f"header of the column; by default {' or '.join(rule.headers) or 'none'}"
                for name, rule in mapping.columns.items()
                if rule.constant is None and name not in READER
            },
        }

    def __repr__(self) -> str:
        return f"MappedAdapter({self.name!r})"

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a file lazily, save for JSON and workbooks, which are then in memory.

        Raises
        ------
        InputError
            With every problem of the file as such; ``open-mapping`` with everything that the
            mapping still leaves open.
        """
        mapping = with_options(self.mapping, source_file, options)
        scan = opened(source_file, mapping, _wanted(mapping))
        loose = _loose(mapping, scan, source_file)
        still_open(mapping, loose)
        lost = without_a_row(loose.frame, _scopes(mapping, scan).values(), scan)
        people = [
            f"{source_file.name}: rows that stand for several are counted by column "
            f"'{scan.columns[COUNT]}'; the ledger counts what they stand for"
            for name in [COUNT]
            if name in scan.columns
        ]
        return LooseTables((loose,), warnings=(*people, *lost))

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write records as such a source would; what is open, as `capabilities` have it.

        Raises
        ------
        ValueError
            Where no value of the source means what a record has.
        """
        mapping = with_options(self.mapping, Path(), self.capabilities.options)
        return written(mapping, tables[mapping.table])


def with_options(mapping: SourceMapping, path: Path, options: Mapping[str, Any]) -> SourceMapping:
    """Put the options of a call over a mapping.

    Raises
    ------
    InputError
        ``wrong-option``.
    """
    rules = dict(mapping.columns)
    for name, rule in mapping.columns.items():
        if options.get(name) and name not in READER:
            rules[name] = evolve(rule, headers=(str(options[name]),), constant=None)
    for name, words in (options.get("translations") or {}).items():
        rules[name] = _translated(rules.get(name), fields_of(mapping.table).get(name), words, path)
    asked = options.get("dimensions") or ()
    asked = asked.split(",") if isinstance(asked, str) else asked
    mark = options.get("separator")
    if mark is not None:
        mark = SEPARATOR_NAMES.get(str(mark).lower(), str(mark))
        if len(mark) != 1 or not mark.isascii() or mark in '"\r\n\0':
            raise _wrong_option(path, "separator", f"{', '.join(SEPARATOR_NAMES)}, or a character")
    return evolve(
        mapping,
        columns=rules,
        sheet=options.get("sheet") or mapping.sheet,
        separator=mark or mapping.separator,
        dimensions=tuple(
            dict.fromkeys([*mapping.dimensions, *(str(one).strip() for one in asked)])
        ),
    )


def _translated(rule: ColumnRule | None, column: Any, words: Any, path: Path) -> ColumnRule:  # noqa: ANN401
    if rule is None or column is None or not isinstance(words, Mapping):
        raise _wrong_option(path, "translations", "a table of tables, by a field of the mapping")
    values = dict(rule.values)
    for text, given in words.items():
        label = label_of(given, column)
        if label is None:
            raise _wrong_option(path, "translations", column.accepted)
        values[str(text)] = label
    return evolve(rule, values=values)


def _wrong_option(path: Path, name: str, accepted: str) -> InputError:
    return refuse("wrong-option", Location(path.name), f"option '{name}' cannot be read", accepted)


def _wanted(mapping: SourceMapping) -> dict[str, Field]:
    named = {name: rule.wanted for name, rule in mapping.columns.items() if rule.headers}
    scopes = {
        f"{SCOPE}{number}": Field(*rule.headers, required=rule.required)
        for number, rule in enumerate(mapping.out_of_scope)
    }
    kept = {f"{DIMENSION}{snake(header)}": Field(header) for header in mapping.dimensions}
    return {**named, **scopes, **kept}


def _loose(mapping: SourceMapping, scan: Scan, path: Path) -> LooseTable:
    """Make the loose table: the fields, what steers admission, and the breakdowns."""
    described = source(mapping.name, path, scan.where.sheet)
    fields = fields_of(mapping.table)
    rows = scan.frame.select(
        ROW,
        *(pl.col(column).alias(name) for name, column in scan.columns.items()),
        _stray(mapping, scan).alias(OUT_OF_SCOPE),
    )
    scoped = rows.with_columns(
        _scope(mapping, scan).alias(OUT_OF_SCOPE), pl.col(OUT_OF_SCOPE).is_not_null().alias(STRAY)
    )
    made = {
        name: meaning(
            pl.col(name) if name in scan.columns else pl.lit(None, pl.String),
            name,
            rule,
            fields[name],
            mapping.dates,
        )
        for name, rule in mapping.columns.items()
        if name in scan.columns or rule.constant is not None
    }
    frame = scoped.select(
        ROW,
        OUT_OF_SCOPE,
        STRAY,
        *(value.alias(name) for name, value in made.items()),
        *_own(mapping, made, str(described.sha256)),
        *(
            clean(pl.col(name)).alias(name.removeprefix(DIMENSION))
            for name in scan.columns
            if name.startswith(DIMENSION)
        ),
    )
    impossible(frame, mapping, scan)
    frame = (_counted(frame) if COUNT in scan.columns else frame).drop(STRAY)
    headers = {name: column for name, column in scan.columns.items() if name in fields}
    return LooseTable(mapping.table, frame, described, headers, _mending(mapping))


def _counted(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Say what each row stands for."""
    # A row out of scope may have anything there, and a totals row stands for itself alone.
    people = pl.when(~pl.col(STRAY)).then(pl.col(COUNT).cast(pl.Int64, strict=False))
    return frame.with_columns(people.fill_null(1).alias(STANDS_FOR)).drop(COUNT)


def _own(mapping: SourceMapping, made: Mapping[str, pl.Expr], digest: str) -> list[pl.Expr]:
    """Give what the records need and no column says."""
    fields = columns(ALL_TABLES[mapping.table])
    if mapping.counted:
        nobody = pl.format("{} row {}", pl.lit(digest[:12]), ROW)
        numbered = [nobody.alias(name) for name in NUMBERED.get(mapping.table, ())]
        primary = "primary" in fields and "primary" not in made
        return [*numbered, pl.lit("true").alias("primary")] if primary else numbered
    if "assignment" in fields and "assignment" not in made and "person" in made:
        return [made["person"].alias("assignment")]
    return []


def _stray(mapping: SourceMapping, scan: Scan) -> pl.Expr:
    facts = [
        name
        for name in scan.columns
        if name not in {COUNT, "person", "organisation"} and name in mapping.columns
    ]
    # What stands first may be the word "Total" itself.
    beside = [name for name in facts if scan.columns[name] != scan.names[0]]
    if not facts:
        return pl.lit(None, pl.String)
    return stray(scan, beside or facts, notes="person" not in scan.columns)


def _scopes(mapping: SourceMapping, scan: Scan) -> dict[str, tuple[OutOfScope, str]]:
    """Give the rules whose column is there, and its header, by the name that it has here."""
    named = {f"{SCOPE}{number}": rule for number, rule in enumerate(mapping.out_of_scope)}
    return {
        name: (rule, scan.columns[name]) for name, rule in named.items() if name in scan.columns
    }


def _scope(mapping: SourceMapping, scan: Scan) -> pl.Expr:
    scopes = _scopes(mapping, scan).items()
    return pl.coalesce(OUT_OF_SCOPE, *(left_out(pl.col(name), rule) for name, (rule, _) in scopes))


def _mending(mapping: SourceMapping) -> dict[str, str]:
    return {
        name: f"its meaning under [columns.{name}.values] of {mapping.known}"
        for name, rule in mapping.columns.items()
        if rule.headers and fields_of(mapping.table)[name].kind in {"choice", "flag"}
    }
