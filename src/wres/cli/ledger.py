"""The ledger in words: where the rows of each file went, and that it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wres.cli.output import heading, padded, wrapped
from wres.ledger import Entry, Ledger, Read, State


WORDS = {
    State.COUNTED: "counted",
    State.OUT_OF_SCOPE: "out of scope",
    State.MERGED: "merged",
    State.REJECTED: "rejected",
}
NUMBER, STATE = 12, 14


def ledger_text(ledger: Ledger) -> str:
    """Tell a ledger file by file."""
    return "\n".join([*_files(ledger), sum_of(ledger)])


def _files(ledger: Ledger) -> Iterator[str]:
    read: dict[tuple[str, str], list[Read]] = {}
    for item in ledger.read:
        read.setdefault((item.file, item.table), []).append(item)
    order = list(State)
    for (file, table), items in read.items():
        yield heading(f"{padded_name(file)} ({table}): {_rows_read(items)} read")
        own = [entry for entry in ledger.entries if (entry.file, entry.table) == (file, table)]
        for entry in sorted(
            own, key=lambda e: (order.index(e.state), -e.rows, e.rule, e.first_row or 0)
        ):
            start = f"{entry.rows:>{NUMBER},}  {padded(WORDS[entry.state], STATE)}"
            yield from wrapped(_reason(entry), first=start, rest=" " * (NUMBER + 2 + STATE))
        yield ""


def _rows_read(items: Sequence[Read]) -> str:
    """Say how many rows were read or, of counted rows, how many they stand for as well."""
    rows = sum(item.rows for item in items)
    if all(item.counted_rows is None for item in items):
        return rows_of(rows)
    lines = sum(item.rows if item.counted_rows is None else item.counted_rows for item in items)
    return f"{rows_of(lines)}, which stand for {rows:,},"


def padded_name(file: str) -> str:
    """Give a file's name, short enough for a heading."""
    return padded(file or "input", 40).rstrip()


def rows_of(rows: int) -> str:
    """Say a number of rows.

    Examples
    --------
    >>> rows_of(1), rows_of(1200)
    ('1 row', '1,200 rows')
    """
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def _reason(entry: Entry) -> str:
    if entry.state is not State.REJECTED:
        return entry.rule
    value = "" if entry.value is None else f": '{entry.value}'"
    return f"{entry.rule}{value}, column '{entry.column}', first in row {entry.first_row}"


def sum_of(ledger: Ledger) -> str:
    """Show the sum that the ledger is a proof of."""
    parts = " + ".join(f"{rows:,} {WORDS[state]}" for state, rows in ledger.totals().items())
    return "\n".join([*wrapped(f"{ledger.rows_read:,} read = {parts}"), proof(ledger)])


def proof(ledger: Ledger) -> str:
    """Say whether the ledger adds up, as it always must."""
    if ledger.balances:
        return "It adds up: every row read went one of these ways."
    return "IT DOES NOT ADD UP: this is a fault of wres, please report it."
