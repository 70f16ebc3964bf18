"""Files that are no good workbook, each with the code of the problem that it must give."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl


Make = Callable[[Path, bytes], object]
"""Puts something at a path, given a good workbook."""


def _bomb(path: Path, good: bytes) -> None:
    path.write_bytes(good)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b"0" * (80 << 20))


def _with_part(part: str, change: Callable[[str], str]) -> Make:
    def make(path: Path, good: bytes) -> None:
        with zipfile.ZipFile(BytesIO(good)) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                text = old.read(name).decode()
                new.writestr(name, change(text) if name == part else text)

    return make


def _another(path: Path, _: bytes) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Something else"
    book.save(path)


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SHEETS = [f"xl/worksheets/sheet{number}.xml" for number in range(1, 5)]

HOSTILE: dict[str, tuple[Make, set[str]]] = {
    "empty": (lambda path, _: path.write_bytes(b""), {"empty-file"}),
    "a folder": (lambda path, _: path.mkdir(), {"not-a-file"}),
    "missing": (lambda _, __: None, {"missing-file"}),
    "text": (lambda path, _: path.write_text("a,b\n1,2\n"), {"not-a-workbook"}),
    "cut off": (
        lambda path, good: path.write_bytes(good[: len(good) // 2]),
        {"not-a-workbook"},
    ),
    "a zip of something else": (
        lambda path, _: zipfile.ZipFile(path, "w").writestr("a.txt", "a"),
        {"not-a-workbook"},
    ),
    "a bomb": (_bomb, {"too-large-when-unpacked"}),
    "another workbook": (_another, {"missing-header", "missing-question", "unknown-survey-year"}),
    "a document type": (
        _with_part(SHEETS[1], lambda text: text.replace("<worksheet", f"{DOCTYPE}<worksheet", 1)),
        {"not-a-workbook"},
    ),
    "a sheet cut off": (
        _with_part(SHEETS[1], lambda text: text[: len(text) // 2]),
        {"not-a-workbook"},
    ),
    "a text that is not there": (
        _with_part(
            "xl/sharedStrings.xml",
            lambda _: '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        ),
        {"not-a-workbook"},
    ),
}
"""Name to what makes it, and the codes that say what it is."""
