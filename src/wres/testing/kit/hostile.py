"""Files that no adapter should believe: each is refused in words, or its rows accounted for."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random
from time import process_time

from attrs import frozen

from wres.admission import Intake
from wres.errors import InputError
from wres.testing.kit.layout import layout_of
from wres.testing.kit.mutants import ENTITIES, FORMULAS, mutants, within_a_part, zipped
from wres.testing.kit.subject import Subject, outcome, require


SECONDS = 10
"""The longest that reading a small hostile file may take: processor time, which a busy machine
does not stretch."""

MUTANTS = 25
"""How many changed files the kit tries; ``nox -s fuzz`` tries 10,000."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ANOTHER = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    f'PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/><Override '
    f'PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Other" '
    'sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
    f'Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" '
    't="inlineStr"><is><t>Something else</t></is></c></row></sheetData></worksheet>',
}
"""A workbook with one sheet that nobody asked for."""


@frozen
class Case:
    """One kind of hostile file.

    Parameters
    ----------
    says
        What it is, in words.
    make
        Gives its bytes, or a path at which it was put.
    refused
        Whether nothing but a refusal, or a problem of its rows, will do.
    """

    says: str
    make: Callable[[Subject], bytes | Path]
    needs: tuple[str, ...] = ()
    refused: bool = True

    def check(self, subject: Subject) -> None:
        """Read it, and see what came of it."""
        made = self.make(subject)
        path = made if isinstance(made, Path) else subject.write(made, "hostile")
        began = process_time()
        found = outcome(subject, path)
        took = process_time() - began
        require(took <= SECONDS, f"took {took:.0f} seconds of processor time")
        require(
            not self.refused or isinstance(found, InputError) or found.problems,
            "was read as if it were a good file",
        )


def mutants_are_survived(subject: Subject) -> None:
    """Read files that were changed at random."""
    for number, (how, content) in enumerate(islice(mutants(subject.good), MUTANTS)):
        survive(subject, content, f"mutant {number} ({how})")


def survive(subject: Subject, content: bytes, name: str) -> Intake | InputError:
    """Read a changed file; whatever goes wrong is told with its name."""
    began = process_time()
    try:
        found = outcome(subject, subject.write(content, "mutant"))
        took = process_time() - began
        require(took <= SECONDS, f"took {took:.0f} seconds of processor time")
    except BaseException as error:
        error.add_note(f"in {name}")
        raise
    return found


def _missing(subject: Subject) -> Path:
    return subject.folder / f"missing{subject.able.suffix}"


def _folder(subject: Subject) -> Path:
    path = subject.folder / f"folder{subject.able.suffix}"
    path.mkdir(exist_ok=True)
    return path


def _unreadable(subject: Subject) -> Path:
    path = subject.folder / f"loop{subject.able.suffix}"
    if not path.is_symlink():
        path.symlink_to(path.name)
    return path


def _nested(_: Subject) -> bytes:
    inner = zipped({"a.txt": b"a"})
    for depth in range(20):
        inner = zipped({f"xl/worksheets/sheet{depth}.xml": inner})
    return inner


@cache
def _bomb() -> bytes:
    return zipped({"xl/worksheets/sheet1.xml": bytes(80 << 20)})


def _zero_byte(subject: Subject) -> bytes:
    middle = len(subject.good) // 2
    return subject.good[:middle] + b"\0" + subject.good[middle:]


def _header_twice(subject: Subject) -> bytes:
    layout = layout_of(subject)
    return layout.with_cells([row + row for row in layout.cells()])


def _without_header(subject: Subject) -> bytes:
    layout = layout_of(subject)
    lines = [line for index, line in enumerate(layout.lines) if index != layout.header]
    return layout.with_lines(lines)


def _other_headers(subject: Subject) -> bytes:
    layout = layout_of(subject)
    first, *rest = layout.cells()
    return layout.with_cells([[f"Thing {index}" for index, _ in enumerate(first)], *rest])


def _too_wide(subject: Subject) -> bytes:
    layout = layout_of(subject)
    lines = list(layout.lines)
    lines[layout.rows[-1]] += f"{layout.separator}x" * 80
    return layout.with_lines(lines)


def _with_first_row(subject: Subject, value: Callable[[int], str]) -> bytes:
    layout = layout_of(subject)
    lines, row = list(layout.lines), layout.rows[0]
    width = lines[row].count(layout.separator) + 1
    lines[row] = layout.separator.join(value(index) for index in range(width))
    return layout.with_lines(lines)


def _huge_field(subject: Subject) -> bytes:
    layout = layout_of(subject)
    lines, row = list(layout.lines), layout.rows[0]
    _, _, rest = lines[row].partition(layout.separator)
    lines[row] = layout.separator.join(["x" * 5_000_000, rest])
    return layout.with_lines(lines)


def _header_last(subject: Subject) -> bytes:
    layout = layout_of(subject)
    lines = [line for index, line in enumerate(layout.lines) if index != layout.header]
    return layout.with_lines([*lines, layout.lines[layout.header]])


def _half(subject: Subject) -> bytes:
    return subject.good[: len(subject.good) // 2]


def _entities_within(subject: Subject) -> bytes:
    with zipfile.ZipFile(BytesIO(subject.good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = ENTITIES.encode() + part.partition(b"?>")[2]
    return zipped(parts)


CASES: Mapping[str, Case] = {
    "missing": Case("A file that is not there", _missing),
    "folder": Case("A folder", _folder),
    "unreadable": Case("A file that cannot be opened", _unreadable),
    "empty": Case("An empty file", lambda _: b""),
    "blank": Case("A file of blank lines", lambda _: b" \r\n\r\n \t\r\n"),
    "binary": Case("A file of random bytes", lambda _: Random(7).randbytes(4096)),  # noqa: S311
    "other-list": Case("Another list", lambda _: b"Colour,Taste\r\nred,sweet\r\n"),
    "other-workbook": Case(
        "A workbook without the sheet",
        lambda _: zipped({name: part.encode() for name, part in ANOTHER.items()}),
    ),
    "zip": Case("A ZIP of something else", lambda _: zipped({"a.txt": b"a"})),
    "nested-zips": Case("A ZIP in a ZIP, twenty deep", _nested),
    "zip-bomb": Case(
        "A workbook that fills the memory when unpacked",
        lambda _: _bomb(),
    ),
    "xml-entities": Case(
        "XML with exploding and external entities",
        lambda _: f"{ENTITIES}<x>&i;&file;</x>".encode(),
    ),
    "web-page": Case(
        "A web page called a list", lambda _: b"<html><body><p>Please log in</p></body></html>"
    ),
    "wrong-encoding": Case(
        "Text in a mainframe's encoding",
        lambda s: s.good.decode("utf-8-sig").encode("cp500"),
        ("text",),
    ),
    "undecodable": Case(
        "Bytes that are text in no usual encoding",
        lambda s: s.good + b"\x81\x8d\x8f\x90\x9d\n",
        ("text",),
    ),
    "zero-byte": Case("A zero byte within the text", _zero_byte, ("text",)),
    "cut-off": Case("Half a workbook", _half, ("workbook",)),
    "cut-off-trailer": Case("Half a file that counts its rows", _half, ("text", "trailer")),
    "cut-off-text": Case("Half a text file", _half, ("text",), refused=False),
    "no-header": Case("A list without its header", _without_header, ("text", "header")),
    "other-headers": Case("A list with other headers", _other_headers, ("text", "header")),
    "header-twice": Case("A list with every column twice", _header_twice, ("text", "header")),
    "header-last": Case(
        "A list with its header below", _header_last, ("text", "header"), refused=False
    ),
    "too-wide": Case("A row with far too many values", _too_wide, ("text",)),
    "formulas": Case(
        "A row of formulas",
        lambda s: _with_first_row(s, lambda index: FORMULAS[index % len(FORMULAS)]),
        ("text",),
        refused=False,
    ),
    "quotes": Case(
        "A row of quotation marks",
        lambda s: _with_first_row(s, lambda index: '"' * (index % 3 + 1)),
        ("text",),
        refused=False,
    ),
    "huge-field": Case("A value of five million letters", _huge_field, ("text",), refused=False),
    "entities-within": Case("A sheet with exploding entities", _entities_within, ("workbook",)),
    "damaged-part": Case(
        "A workbook with a damaged part",
        lambda s: within_a_part(s.good, Random(3)),  # noqa: S311
        ("workbook",),
        refused=False,
    ),
}
"""Name to what it is; each becomes a check of its own."""
