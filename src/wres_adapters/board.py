"""Lists of board members: who votes, who is an executive, and ethnic origin."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from wres.admission import LooseTables
from wres.files import Field, csv_bytes
from wres.records import BoardMember
from wres_adapters import _lists, _rows, _words


FIELDS = {
    "person": Field(*_lists.PERSON, required=False),
    "ethnic_category": Field(*_lists.ETHNIC_ORIGIN),
    "voting": Field("Voting Member", "Voting", "Voting Rights", "Voting Status", "Votes"),
    "executive": Field(
        *("Executive", "Executive Member", "Executive Director", "Executive Status"),
        *("Executive or Non-executive", "Executive/Non-executive", "Exec/Non-exec"),
        one_of="executive",
    ),
    "role": Field("Role", "Board Role", "Director Type", "Member Type", one_of="executive"),
    "organisation_code": _lists.ORGANISATION,
}
"""Headers of a board list: our choice, as every organisation keeps its own."""


class Board:
    """Reads a board list: one row a member; names are never kept."""

    name = "board"
    title = "List of board members (CSV, XLSX)"
    tables = ("board",)
    options: Mapping[str, str] = {
        **_lists.OPTIONS,
        **_lists.PERSON_DIGITS,
        **_words.translations("ethnic_category", "voting", "executive", "role"),
        **_lists.column_options(FIELDS),
    }

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a board list."""
        scan = _lists.scan_list(source_file, FIELDS, options)
        # A row with a name alone is a member about whom everything is missing, not a note.
        facts = ("ethnic_category", "voting", "executive", "role")
        rows = _rows.list_rows(scan, BoardMember, facts, options, notes=False)
        made = {
            "person": (_rows.person_number(source_file, scan, options), ["person"]),
            "ethnic_category": (_words.ethnicity(scan, options, blank=False), ["ethnic_category"]),
            "voting": (_flag("voting", "voting", options), ["voting"]),
            "executive": (_executive(scan.columns, options), ["executive", "role"]),
        }
        return _rows.list_table(self.name, source_file, scan, rows, made=made, record=BoardMember)

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write a board list as CSV."""
        board = tables["board"]
        return csv_bytes(
            board.select(
                pl.lit("Exampleton").alias("Name"),
                pl.col("person").alias("Employee Number"),
                pl.when("executive")
                .then(pl.lit("Executive Director"))
                .otherwise(pl.lit("Non-Executive Director"))
                .alias("Role"),
                pl.when("voting")
                .then(pl.lit("Yes"))
                .otherwise(pl.lit("No"))
                .alias("Voting Member"),
                _words.ethnic_word().alias("Ethnic Origin"),
                pl.col("organisation").alias("ODS Code"),
                *(pl.col(name) for name in board.columns[5:]),
            )
        )


def _executive(columns: Mapping[str, str], options: Mapping[str, Any]) -> pl.Expr:
    """Say what the executive column does or, where there is none or it is blank, the role."""
    named = [name for name in ("executive", "role") if name in columns]
    return pl.coalesce(_flag(name, "executive", options) for name in named)


def _flag(name: str, kind: str, options: Mapping[str, Any]) -> pl.Expr:
    """Give yes or no, a word that means one of them as such, any other as it is."""
    text = _words.word(name, options)
    return pl.coalesce(_words.meaning(text, "board_words", kind), text)
