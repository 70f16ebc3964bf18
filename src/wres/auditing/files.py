"""Published files: what each is, and what it says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from attrs import field, frozen

from wres.auditing.publication import Publication
from wres.auditing.read_csv import read_csv
from wres.auditing.read_json import read_json
from wres.auditing.said import Said
from wres.errors import InputError, Location, Problem, UnknownNameError, raise_all
from wres.files import readable
from wres.files.packages import DAMAGED


ACCEPTED = (
    "report.json, metrics.csv, breakdowns.csv, a return as tidy CSV, template.xlsx, template.docx "
    "or report.html"
)
ZIP = b"PK\x03\x04"
WORD = b"word/document.xml"
STANDARD = "Workforce Race Equality Standard"
"""Stands in the title of each page of ours, one without figures too."""


@frozen
class Release:
    """A published file, read.

    Parameters
    ----------
    name
        Of the file, without its folder.
    said
        Its figures.
    publication
        What it says of its own publication.
    not_taken
        Places where it has numbers that were not understood.
    """

    name: str
    said: tuple[Said, ...]
    publication: Publication = field(factory=Publication)
    not_taken: tuple[str, ...] = ()


def released(
    files: Iterable[str | PathLike[str]] | Mapping[str, str | bytes] | str | PathLike[str],
) -> list[Release]:
    """Read files, given by path or by content.

    Raises
    ------
    InputError
        With the problems of all files.
    """
    contents: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    if isinstance(files, Mapping):
        contents = [(name, _bytes(content)) for name, content in files.items()]
    else:
        paths = [files] if isinstance(files, str | PathLike) else files
        for path in paths:
            try:
                contents.append((Path(path).name, readable(path).read_bytes()))
            except InputError as error:
                problems += error.problems
    found = []
    for name, content in contents:
        try:
            found.append(_read(name, content))
        except InputError as error:
            problems += error.problems
    raise_all(problems)
    return found


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _read(name: str, content: bytes) -> Release:
    if content.startswith(ZIP):
        return _word(name, content) if WORD in content else _workbook(name, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, "the file is no text in UTF-8") from error
    start = text.lstrip()[:1]
    if start == "{":
        return _json(name, text)
    return _page(name, text) if start == "<" else _table(name, text)


def _word(name: str, content: bytes) -> Release:
    from wres.auditing.read_word import read_word  # noqa: PLC0415  # costs python-docx

    try:
        said, publication, left = read_word(name, content)
    except InputError:
        raise
    except DAMAGED as error:
        raise _refused(name, "this is no public report, or a damaged one") from error
    return _recognised(Release(name, tuple(said), publication, tuple(left)), ours=not left)


def _workbook(name: str, content: bytes) -> Release:
    from wres.auditing.read_workbook import read_workbook  # noqa: PLC0415  # costs openpyxl

    try:
        return Release(name, tuple(read_workbook(name, content)))
    except InputError as error:  # which names the copy that was read
        raise _refused(name, error.problems[0].message) from error


def _page(name: str, text: str) -> Release:
    from wres.auditing.read_page import read_page  # noqa: PLC0415  # rarely needed

    try:
        said, publication, left = read_page(text)
    except UnknownNameError as error:
        raise _refused(name, "the title says no year of the standard") from error
    found = Release(name, tuple(said), publication, tuple(left))
    return _recognised(found, ours=STANDARD in text)


def _table(name: str, text: str) -> Release:
    try:
        said = read_csv(text)
    except (csv.Error, ValueError) as error:
        raise _refused(name, "the table is damaged") from error
    if said is None:
        raise _refused(name, "the columns are of no table that is published")
    return Release(name, tuple(said))


def _recognised(release: Release, *, ours: bool) -> Release:
    """Refuse a file in which nothing was recognised: that is not the same as safe."""
    if not release.said and not ours:
        raise _refused(release.name, "no figure in the file can be read")
    return release


def _json(name: str, text: str) -> Release:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(name, "the file is no JSON") from error
    if content.get("format") != "wres-report/1":
        raise _refused(name, "this is JSON of another kind")
    try:
        said, publication = read_json(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _refused(name, "this is no whole report") from error
    return Release(name, tuple(said), publication)


def _refused(name: str, message: str) -> InputError:
    return InputError((Problem("not-published", Location(name), message, ACCEPTED),))
