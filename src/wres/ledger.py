"""The ledger: where every source row went.

For each table and source file, rows read = counted + out of scope + merged + rejected.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import polars as pl
from attrs import field, frozen


class State(StrEnum):
    """What became of a source row."""

    COUNTED = "counted"
    OUT_OF_SCOPE = "out_of_scope"
    MERGED = "merged"
    REJECTED = "rejected"


@frozen(order=True)
class Entry:
    """Rows of one table and file that went the same way for the same reason.

    Parameters
    ----------
    rule
        The rule in words; for rejected rows the problem's code.
    column, value
        Rejected rows only: what was wrong. Never a person's number, name or birth date.
    first_row
        Rejected rows only: the first of the rows, as the reader counts.
    """

    table: str
    file: str
    state: State
    rule: str
    rows: int
    column: str | None = field(default=None, order=lambda value: value or "")
    value: str | None = field(default=None, order=lambda value: value or "")
    first_row: int | None = field(default=None, order=lambda value: value or 0)


@frozen
class Read:
    """How many rows a table had in one source file, counted before anything else.

    Parameters
    ----------
    counted_rows
        Where the source has counted rows, how many those are: `rows`, and the rows of every
        entry, are then the people (applications, cases) that they stand for.
    """

    table: str
    file: str
    rows: int
    counted_rows: int | None = None


LEDGER_SCHEMA = pl.Schema(
    {
        "table": pl.String(),
        "file": pl.String(),
        "state": pl.String(),
        "rule": pl.String(),
        "column": pl.String(),
        "value": pl.String(),
        "first_row": pl.Int64(),
        "rows": pl.Int64(),
    }
)


@frozen
class Ledger:
    """Every source row, by table, file, state and rule. Ledgers add up.

    Examples
    --------
    >>> ledger = Ledger(
    ...     entries=(
    ...         Entry("board", "board.csv", State.COUNTED, "board member", 12),
    ...         Entry("board", "board.csv", State.MERGED, "duplicate", 1),
    ...     ),
    ...     read=(Read("board", "board.csv", 13),),
    ... )
    >>> ledger.balances, ledger.totals("board")[State.COUNTED], ledger.rows_read
    (True, 12, 13)
    """

    entries: tuple[Entry, ...] = ()
    read: tuple[Read, ...] = ()

    def __add__(self, other: Ledger) -> Ledger:
        return Ledger(self.entries + other.entries, self.read + other.read)

    @property
    def rows_read(self) -> int:
        """Rows read from all files, counted independently of the entries."""
        return sum(item.rows for item in self.read)

    @property
    def balances(self) -> bool:
        """Whether rows read equal counted + out of scope + merged + rejected, in each file."""
        return _by_file(self.read) == _by_file(self.entries)

    def totals(self, table: str | None = None) -> dict[State, int]:
        """Rows by state, of one table or of all; every state is there."""
        return {
            state: sum(
                e.rows for e in self.entries if e.state is state and table in {None, e.table}
            )
            for state in State
        }

    def to_frame(self) -> pl.DataFrame:
        """Give the entries as a frame, sorted.

        Columns: table, file, state, rule, column, value (text), first_row, rows (Int64);
        the last three but one are null save for rejected rows.
        """
        rows = [
            (e.table, e.file, str(e.state), e.rule, e.column, e.value, e.first_row, e.rows)
            for e in self.entries
        ]
        return pl.DataFrame(rows, schema=LEDGER_SCHEMA, orient="row")


def _by_file(items: Iterable[Entry] | Iterable[Read]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for item in items:
        if item.rows:
            key = (item.table, item.file)
            sums[key] = sums.get(key, 0) + item.rows
    return sums
