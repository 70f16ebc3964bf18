"""A list of people beside a source: what it says of each is joined, and its rows accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from attrs import frozen

from wres.admission import MERGED_INTO, OUT_OF_SCOPE, ROW, LooseTable
from wres.errors import Location
from wres.files import Field, Scan, readable, refuse, source
from wres.records import Record
from wres_adapters import _lists, _rows


KEY, SAID, DIFFERS = "key", "said", "differs"
JOINED = "joined to the person's rows in the other file"
REPEATED = "repeats what another row says of the person"
NOBODY = "nobody in the other file"
AT_ODDS = "rows of one person do not agree"


@frozen(eq=False)
class Beside:
    """A list with one person a row, or several that agree.

    Parameters
    ----------
    rows
        `ROW`, `OUT_OF_SCOPE`, `KEY` (whom a row is about) and `SAID` (what it says), text.
    """

    path: Path
    scan: Scan
    rows: pl.LazyFrame

    def said(self) -> pl.LazyFrame:
        """Say one thing of each key: `KEY`, `SAID`, and `DIFFERS` where rows do not agree."""
        meant = pl.col(SAID).n_unique() > 1
        return (
            self.rows.filter(pl.col(OUT_OF_SCOPE).is_null() & pl.col(KEY).is_not_null())
            .group_by(KEY)
            .agg(pl.col(SAID).min(), meant.alias(DIFFERS), pl.col(ROW).min().alias("first"))
        )

    def accounted(self, adapter: str, main: LooseTable, keys: pl.LazyFrame) -> LooseTable:
        """Give the list's own rows as rows of the main table, none of which counts.

        Parameters
        ----------
        keys
            `KEY` of everyone in the other file, each once.
        """
        asked = keys.select(KEY, pl.lit(value=True).alias("asked"))
        known = self.said().select(KEY, DIFFERS, "first")
        reason = (
            pl.when(pl.col(KEY).is_null())
            .then(pl.lit("no number of a person"))
            .when(pl.col("asked").is_null())
            .then(pl.lit(NOBODY))
            .when(DIFFERS)
            .then(pl.lit(AT_ODDS))
        )
        first = pl.when(pl.col(ROW) == pl.col("first")).then(pl.lit(JOINED))
        told = (
            self.rows.join(asked, on=KEY, how="left")
            .join(known, on=KEY, how="left")
            .with_columns(pl.coalesce(OUT_OF_SCOPE, reason).alias(OUT_OF_SCOPE))
        )
        merged = pl.when(pl.col(OUT_OF_SCOPE).is_null()).then(pl.coalesce(first, pl.lit(REPEATED)))
        own = {ROW: pl.col(ROW), OUT_OF_SCOPE: pl.col(OUT_OF_SCOPE), MERGED_INTO: merged}
        schema = main.frame.collect_schema()
        blank = {name: pl.lit(None, kind) for name, kind in schema.items() if name not in own}
        frame = told.select(value.alias(name) for name, value in {**blank, **own}.items())
        described = source(adapter, self.path, self.scan.where.sheet)
        return LooseTable(main.table, frame, described)


def beside(
    option: str,
    fields: Mapping[str, Field],
    options: Mapping[str, Any],
    source_file: Path,
    record: type[Record],
) -> tuple[Path, Scan, pl.LazyFrame]:
    """Open the list that an option names; give its path, scan and rows (`list_rows`).

    Parameters
    ----------
    fields
        Whom a row is about first, then what it says.

    Raises
    ------
    InputError
        ``wrong-option`` where the option names none; as `wres_adapters._lists.scan_list`.
    """
    given = options.get(option)
    if not isinstance(given, str | Path) or not str(given).strip():
        message = f"option '{option}' " + ("is missing" if given is None else "cannot be read")
        accepted = "the path of a list (CSV or XLSX) with " + " and ".join(
            f"'{item.aliases[0]}'" for item in fields.values()
        )
        raise refuse("wrong-option", Location(source_file.name), message, accepted)
    path = readable(Path(given))
    scan = _lists.scan_list(path, fields, options)
    _, *facts = fields
    rows = _rows.list_rows(scan, record, facts, options)
    return path, scan, rows
