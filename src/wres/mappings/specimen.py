"""Records in the form of the source that a mapping describes: the mapping read backwards."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from wres.admission import parse
from wres.errors import MissingExtraError
from wres.fields import Column
from wres.files import clean
from wres.mappings.meaning import meaning
from wres.mappings.rules import COUNT, ODATA, ColumnRule, SourceMapping, fields_of
from wres.vocabulary import ethnic_spellings, read_table


WORDS = {
    "workforce_group": ("staff_groups",),
    "engagement": ("esr_assignment_categories",),
    "shortlisted": ("recruitment_stages",),
    "appointed": ("recruitment_stages",),
    "voting": ("board_words",),
    "executive": ("board_words",),
}
"""Rule files whose spellings a source may have for a field."""


def written(mapping: SourceMapping, table: pl.DataFrame) -> bytes:
    """Write a table as the source would have it.

    Raises
    ------
    ValueError
        Where no value of the source means what a record has, the source has no column for it,
        or a text has a zero byte.
    """
    _refuse_what_has_no_place(mapping, table)
    rules = {name: rule for name, rule in mapping.columns.items() if rule.headers}
    by_header: dict[str, list[str]] = {}
    for name, rule in rules.items():
        by_header.setdefault(rule.headers[0], []).append(name)
    made = {
        header: _column(mapping, table, {name: rules[name] for name in names})
        for header, names in by_header.items()
    }
    kept = {
        rule.headers[0]: pl.Series([rule.unless[0] if rule.unless else "kept"]).new_from_index(
            0, table.height
        )
        for rule in mapping.out_of_scope
        if rule.headers[0] not in made
    }
    further = [name for name in table.columns if name not in fields_of(mapping.table)]
    frame = pl.DataFrame({**made, **kept}).with_columns(table[name] for name in further)
    return _file(mapping, frame)


def _refuse_what_has_no_place(mapping: SourceMapping, table: pl.DataFrame) -> None:
    """See that nothing would be lost that reading could not make up for."""
    for name, column in fields_of(mapping.table).items():
        if name in mapping.columns or name not in table.columns:
            continue
        if column.nullable and table[name].null_count() < table.height:
            raise ValueError(f"the source has no column for {name}")
        if name == "organisation" and table[name].n_unique() > 1:  # who reads names one
            raise ValueError("the source has no column for organisation, and there are several")


def _column(
    mapping: SourceMapping, table: pl.DataFrame, rules: Mapping[str, ColumnRule]
) -> pl.Series:
    """Write the column that some fields are read from."""
    fields = fields_of(mapping.table)
    if COUNT in rules:
        return pl.Series([1]).new_from_index(0, table.height)
    free = [name for name, rule in rules.items() if _is_free(fields[name], rule)]
    if free:
        written = _as_it_is(mapping, table, free[0])
        _refuse_another_meaning(mapping, table, written, rules)
        return written
    wanted = table.select(
        pl.col(one).cast(pl.String).alias(one) if one in table.columns else pl.lit(None).alias(one)
        for one in rules
    )
    known = _candidates(rules, fields)
    names = list(rules)
    first = known.unique(names, keep="first", maintain_order=True)
    found = wanted.with_row_index("at").join(
        first, on=names, how="left", nulls_equal=True, maintain_order="left"
    )
    if found["found"].null_count():
        raise ValueError(f"no value of the source means what {' and '.join(names)} have")
    return found["written"]


def _is_free(column: Column, rule: ColumnRule) -> bool:
    """Whether a value is read as it is written."""
    return column.kind in {"text", "number", "whole", "day"} and not rule.values


def _as_it_is(mapping: SourceMapping, table: pl.DataFrame, name: str) -> pl.Series:
    """Write a field whose values are read as they are written."""
    if name not in table.columns:  # a hint, such as the day on which a row ends
        return pl.Series([None], dtype=pl.String).new_from_index(0, table.height)
    value = table[name]
    if fields_of(mapping.table)[name].kind != "day":
        return value.cast(pl.String)
    # Two digits of a year are those of two centuries.
    form = next((form for form in mapping.dates if "%y" not in form), "%Y-%m-%d")
    moment = value.cast(pl.Datetime("ms"))
    if form != ODATA:
        return moment.dt.to_string(form)
    return pl.select(pl.format("/Date({})/", moment.dt.timestamp("ms"))).to_series()


def _refuse_another_meaning(
    mapping: SourceMapping,
    table: pl.DataFrame,
    written: pl.Series,
    rules: Mapping[str, ColumnRule],
) -> None:
    """See that each field read from a column that is written as it is means what it should."""
    fields, text = fields_of(mapping.table), clean(pl.lit(written))
    for name, rule in rules.items():
        if name in table.columns:
            said = meaning(text, name, rule, fields[name], mapping.dates)
            read = pl.select(_typed(said, fields[name])).to_series()
            if not read.equals(table[name].cast(pl.String), null_equal=True):
                raise ValueError(f"the source has one column for {' and '.join(rules)}")


def _candidates(rules: Mapping[str, ColumnRule], fields: Mapping[str, Column]) -> pl.DataFrame:
    """Say what each value means that the source may have: columns written, found, and each field."""
    texts: list[str | None] = []
    for name, rule in rules.items():
        texts += [value for value, label in rule.values.items() if label and "*" not in value]
        texts += [value.replace("*", "any") for value, label in rule.values.items() if label]
        texts += fields[name].labels or ("true", "false", "any other")
        if rule.words:
            texts += [row["spelling"] for table in WORDS.get(name, ()) for row in read_table(table)]
            texts += ["Band 5"] if name == "pay_band" else []
            texts += list(ethnic_spellings("national")) if name == "ethnic_category" else []
    frame = pl.DataFrame({"written": [*dict.fromkeys(texts), None]}, schema={"written": pl.String})
    made = frame.with_columns(
        _typed(meaning(pl.col("written"), name, rule, fields[name]), fields[name]).alias(name)
        for name, rule in rules.items()
    )
    refused = [
        pl.col(name).is_null() & (pl.col("written").is_not_null() | ~_may_be_null(fields[name]))
        for name in rules
    ]
    return made.filter(~pl.any_horizontal(refused)).with_columns(found=pl.lit(value=True))


def _may_be_null(column: Column) -> pl.Expr:
    return pl.lit(value=column.nullable)


def _typed(value: pl.Expr, column: Column) -> pl.Expr:
    return parse.typed(value, pl.String(), column).cast(pl.String)


def _file(mapping: SourceMapping, frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    form = mapping.written_as
    if form == "parquet":
        frame.write_parquet(out)
    elif form == "json":
        return _json(mapping, frame)
    elif form == "xlsx":
        try:
            frame.write_excel(out, worksheet=mapping.sheet or "Sheet1")
        except ModuleNotFoundError as error:
            raise MissingExtraError.of("writing workbooks", "excel") from error
    else:
        values = frame.cast(pl.String).unpivot()["value"]
        if values.str.contains("\0", literal=True).any():
            raise ValueError("no value must have a zero byte in a text file")
        text = frame.write_csv(separator=mapping.separator or ",", line_terminator="\r\n")
        return text.encode(mapping.encoding or "utf-8")
    return out.getvalue()


def _json(mapping: SourceMapping, frame: pl.DataFrame) -> bytes:
    """Write records as JSON, points in a header as objects within objects."""
    listed: Any = [_nested(row) for row in frame.rows(named=True)]
    for key in reversed((mapping.records or "").split(".")):
        listed = {key: listed} if key else listed
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def _nested(row: Mapping[str, Any]) -> Any:  # noqa: ANN401
    made: dict[str, Any] = {}
    for header, value in row.items():
        *path, last = header.split(".")
        inner = made
        for key in path:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return _lists(made)


def _lists(item: Any) -> Any:  # noqa: ANN401
    """Turn an object whose only key is 0 into a list."""
    if not isinstance(item, dict):
        return item
    inner = {key: _lists(value) for key, value in item.items()}
    return [inner["0"]] if list(inner) == ["0"] else inner
