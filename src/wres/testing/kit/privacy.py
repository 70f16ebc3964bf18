"""No personal data in outputs or messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from wres.errors import InputError
from wres.testing.kit.layout import Layout, layout_of
from wres.testing.kit.subject import Subject, require


PEOPLE = {
    "Surname": "Zzyzxson",
    "First Name": "Qwertina",
    "Full Name": "Qwertina Zzyzxson",
    "Date of Birth": "17/11/1951",
    "NI Number": "QQ654321C",
    "NHS Number": "943 476 5919",
    "Home E-mail": "qwertina@zzyzxson.example",
    "Home Address": "7 Zzyzxson Row",
    "Postcode": "ZZ99 9ZZ",
}
"""Columns that exports have beside those that are asked for, with values that are nobody's."""

SHOWN = ("QQ654321C", "qwertina@zzyzxson.example", "943 476 5919")
"""Values that look like a person's wherever they stand, so that no message may repeat them."""


def further_columns(subject: Subject) -> None:
    """Names, birth dates and numbers in further columns come out nowhere."""
    layout = layout_of(subject)
    cells = layout.cells()
    added = [[*row, *(PEOPLE.values() if index else PEOPLE)] for index, row in enumerate(cells)]
    _says_nothing(subject, layout.with_cells(added), tuple(PEOPLE.values()))


def misplaced_values(subject: Subject) -> None:
    """A value that looks like a person's is not repeated, in whichever column it stands."""
    for spoilt in _misplaced(layout_of(subject)):
        _says_nothing(subject, spoilt, SHOWN, messages_only=True)


def _misplaced(layout: Layout) -> Iterator[bytes]:
    """Put values where they do not belong: in each file another column of each row."""
    widest = max(layout.lines[row].count(layout.separator) for row in layout.rows) + 1
    for first in range(0, widest, len(layout.rows)):
        lines = list(layout.lines)
        for offset, row in enumerate(layout.rows):
            values = lines[row].split(layout.separator)
            if first + offset < len(values):
                values[first + offset] = SHOWN[(first + offset) % len(SHOWN)]
                lines[row] = layout.separator.join(values)
        yield layout.with_lines(lines)


def secrets(subject: Subject) -> None:
    """What the author calls secret in the good file comes out nowhere."""
    _says_nothing(subject, subject.good, subject.secrets)


def _says_nothing(
    subject: Subject, content: bytes, texts: tuple[str, ...], *, messages_only: bool = False
) -> None:
    """Look for texts in the frames, the ledger and the messages of a file."""
    try:
        intake = subject.read(content)
        said = [str(intake.ledger), *map(str, intake.problems), *intake.warnings]
        said += intake.missing.values()
        if not messages_only:
            said += [str(table.frame.collect().rows()) for table in intake.loose]
    except InputError as error:
        said = [str(problem) for problem in error.problems]
    found = [text for text in texts if any(text.lower() in line.lower() for line in said)]
    require(not found, f"{len(found)} values of a person came out")


CHECKS: Mapping[Callable[[Subject], None], tuple[str, ...]] = {
    further_columns: ("text", "header"),
    misplaced_values: ("text",),
    secrets: ("file",),
}
"""Check to what it needs."""
