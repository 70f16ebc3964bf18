"""Records of JSON and Parquet files as flat columns of text, named by their path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from wres.admission import ROW, parse
from wres.errors import InputError, Location
from wres.files import Field, Scan, refuse, utf8_text
from wres.files.scan import located, named


DEEPEST = 12
A_JSON_FILE = "whole JSON: a list of records, or an object that holds one"
Nested = tuple[str, pl.Expr, pl.DataType]


def scan_json(path: Path, wanted: Mapping[str, Field], records: str | None) -> Scan:
    """Read the records of a JSON file, which is then in memory.

    Parameters
    ----------
    records
        Where in the file the list is, keys joined by points. Without it: the file itself, or the
        only list of records in it.

    Raises
    ------
    InputError
        ``not-json``; ``no-records`` with the lists that there are; as `wres.files.match_columns`.
    """
    content = utf8_text(path)
    try:
        whole = pl.read_json(content.path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        frame = _listed(path, whole, records, is_list=_begins(content.path) == b"[")
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        # Not the error's own text: it may quote a row.
        where, message = Location(path.name), "the file cannot be read as JSON"
        raise refuse("not-json", where, message, A_JSON_FILE) from error
    if not frame.width:
        # An answer without a record: its columns are those that would be there.
        headers = list(dict.fromkeys(item.aliases[0] for item in wanted.values())) or ["record"]
        frame = pl.DataFrame(schema=dict.fromkeys(headers, pl.String()))
    return _scan(path, frame.lazy(), wanted)


def scan_parquet(path: Path, wanted: Mapping[str, Field]) -> Scan:
    """Scan a Parquet file lazily; one pass sees that what is wanted of it can be read.

    Raises
    ------
    InputError
        ``not-parquet``; as `wres.files.match_columns`.
    """
    try:
        scan = _scan(path, pl.scan_parquet(path, glob=False), wanted)
        lengths = [pl.col(name).str.len_bytes().sum() for name in set(scan.columns.values())]
        scan.frame.select(pl.len(), *sorted(lengths, key=str)).collect(engine="streaming")
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        where, message = Location(path.name), "the file cannot be read as Parquet"
        raise refuse("not-parquet", where, message, "a whole Parquet file") from error
    return scan


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1 << 16).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def _listed(path: Path, whole: pl.DataFrame, records: str | None, *, is_list: bool) -> pl.DataFrame:
    """Give the records: one row each; no column where there is none."""
    if records is None and is_list:
        return whole
    lists = [] if is_list else list(_lists(whole.schema))
    found = [one for one in lists if _may_hold_records(one, records)]
    if len(found) != 1:
        raise _no_records(path, records, [name for name, *_ in lists])
    (_, expr, dtype) = found[0]
    rows = whole.select(expr.alias("records")).explode("records", empty_as_null=False).drop_nulls()
    return rows.unnest("records") if isinstance(dtype.inner, pl.Struct) else pl.DataFrame()


def _may_hold_records(one: tuple[str, pl.Expr, pl.List], records: str | None) -> bool:
    """Whether a list has records or, being empty, may have had some."""
    name, _, dtype = one
    return records in {None, name} and isinstance(dtype.inner, pl.Struct | pl.Null)


def _no_records(path: Path, records: str | None, lists: list[str]) -> InputError:
    message = "no list of records" if records is None else f"no list of records '{records}'"
    if records is None and len(lists) > 1:
        message = "several lists, and nothing says which has the records"
    listed = ", ".join(f"'{name}'" for name in lists if not re.search(r"[\d@]", name))
    accepted = f"the key 'records' of a mapping: one of {listed}" if listed else A_JSON_FILE
    return refuse("no-records", Location(path.name), message, accepted)


def _lists(schema: Mapping[str, pl.DataType]) -> Iterator[tuple[str, pl.Expr, pl.List]]:
    for name, dtype in schema.items():
        for path, expr, inner in _within(name, pl.col(name), dtype, 0):
            if isinstance(inner, pl.List):
                yield path, expr, inner


def _within(name: str, expr: pl.Expr, dtype: pl.DataType, depth: int) -> Iterator[Nested]:
    """Go down the structs of a column."""
    if isinstance(dtype, pl.Struct) and depth < DEEPEST:
        for part in dtype.fields:
            inside = expr.struct.field(part.name)
            yield from _within(f"{name}.{part.name}", inside, _dtype(part.dtype), depth + 1)
    else:
        yield name, expr, dtype


def _dtype(dtype: object) -> pl.DataType:
    assert isinstance(dtype, pl.DataType)  # noqa: S101  # an instance, once a frame has it
    return dtype


def _leaves(name: str, expr: pl.Expr, dtype: pl.DataType, depth: int) -> Iterator[Nested]:
    """Go down to the values; of a list, to its first."""
    for path, value, inner in _within(name, expr, dtype, depth):
        if isinstance(inner, pl.List) and depth < DEEPEST:
            first = value.list.get(0, null_on_oob=True)
            yield from _leaves(f"{path}.0", first, _dtype(inner.inner), depth + 1)
        elif parse.is_readable(inner):
            yield path, value, inner


def _scan(path: Path, frame: pl.LazyFrame, wanted: Mapping[str, Field]) -> Scan:
    schema = frame.collect_schema()
    leaves = [
        leaf for name, dtype in schema.items() for leaf in _leaves(name, pl.col(name), dtype, 0)
    ]
    headers = [name for name, *_ in leaves]
    names = named(headers)
    columns = located(headers, names, wanted, Location(path.name))
    text = [
        parse.text(expr, dtype).cast(pl.String).alias(name)
        for name, (_, expr, dtype) in zip(names, leaves, strict=True)
    ]
    rows = frame.with_row_index(ROW, 1) if ROW not in schema else frame.rename({ROW: f"{ROW}_"})
    numbered = rows.select(*text, pl.col(ROW).cast(pl.Int64))
    return Scan(numbered, tuple(headers), Location(path.name), columns)
