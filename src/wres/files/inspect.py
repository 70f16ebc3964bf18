"""What a source file is, before its content is looked at: there, readable, and its digest."""

from __future__ import annotations

import hashlib
from os import PathLike
from pathlib import Path

from wres.admission import Source
from wres.errors import InputError, Location, Problem


def refuse(code: str, where: Location, message: str, accepted: str, count: int = 1) -> InputError:
    """Make the error of a file that has one problem; to be raised by the caller."""
    return InputError((Problem(code, where, message, accepted, count),))


def readable(path: str | PathLike[str]) -> Path:
    """Give the path of a file that is there, can be read and is not empty.

    Raises
    ------
    InputError
        ``missing-file``, ``not-a-file``, ``empty-file`` or ``unreadable-file``; the message has
        the file's name, not its folder.
    """
    path = Path(path)
    where, accepted = Location(path.name), "a file that is there, can be read and has content"
    try:
        if path.is_dir():
            raise refuse("not-a-file", where, "this is a folder", accepted)
        with path.open("rb") as file:
            if not file.read(1):
                raise refuse("empty-file", where, "the file is empty", accepted)
    except FileNotFoundError as error:
        raise refuse("missing-file", where, "there is no such file", accepted) from error
    except OSError as error:
        raise refuse(
            "unreadable-file", where, f"the file cannot be read ({error.strerror})", accepted
        ) from error
    return path


def digest(path: str | PathLike[str]) -> str:
    """SHA-256 of a file's bytes, hexadecimal, read in chunks."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def source(adapter: str, path: str | PathLike[str], sheet: str | None = None) -> Source:
    """Describe a source file for the report's provenance: its name and digest.

    Parameters
    ----------
    adapter
        Name of the adapter that reads the file.
    """
    return Source(adapter, Path(path).name, sheet, digest(path))
