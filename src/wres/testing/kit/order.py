"""What must not change an answer: the order of rows and columns; and what must: leading zeros."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wres.errors import InputError
from wres.records import columns
from wres.tables import ALL_TABLES
from wres.testing.kit.layout import layout_of
from wres.testing.kit.subject import Subject, facts, require


def row_order(subject: Subject) -> None:
    """Rows in another order give the same records."""
    layout = layout_of(subject)
    lines = list(layout.lines)
    for here, there in zip(layout.rows, reversed(layout.rows), strict=True):
        lines[here] = layout.lines[there]
    turned = subject.read(layout.with_lines(lines))
    require(facts(turned) == facts(subject.read()), "rows in another order gave other records")


def column_order(subject: Subject) -> None:
    """Columns in another order give the same records."""
    layout = layout_of(subject)
    cells = layout.cells()
    width = len(cells[0])
    turned = [(row + [""] * (width - len(row)))[::-1] for row in cells]
    read = facts(subject.read(layout.with_cells(turned)))
    require(read == facts(subject.read()), "columns in another order gave other records")


def leading_zeros(subject: Subject) -> None:
    """Identifiers keep their leading zeros."""
    text, intake = subject.good.decode("utf-8", errors="replace"), subject.read()
    for name, rows in facts(intake).items():
        fields = list(columns(ALL_TABLES[name]).items())
        for index, (field, column) in enumerate(fields):
            numbers = [row[index] for row in rows if column.personal and _is_number(row[index])]
            for number in numbers[:1]:
                whole = rf"(?<![0-9A-Za-z]){number}(?![0-9A-Za-z])"
                longer = re.sub(whole, f"00{number}", text)
                require(longer != text, f"'{field}' is not as it stands in the file")
                found = facts(subject.read(longer.encode()))[name]
                require(
                    any(row[index] == f"00{number}" for row in found),
                    f"'{field}' lost its leading zeros",
                )


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


def trailer(subject: Subject) -> None:
    """A file that counts its rows is refused where one is missing."""
    layout = layout_of(subject)
    lines = [line for index, line in enumerate(layout.lines) if index != layout.rows[-1]]
    try:
        subject.read(layout.with_lines(lines))
    except InputError:
        return
    require(holds=False, message="a row was taken out, and nothing was said")


CHECKS: Mapping[Callable[[Subject], None], tuple[str, ...]] = {
    row_order: ("text",),
    column_order: ("text", "header"),
    leading_zeros: ("text", "people"),
    trailer: ("text", "trailer"),
}
"""Check to what it needs."""
