"""From a report to files: the whole set or nothing."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

from wres.errors import FigureError
from wres.manifest import MANIFEST, manifest_of
from wres.planning import Plan
from wres.plugins import installed
from wres.report import Report


NEEDS = {"word": ("docxtpl", "jinja2"), "html": ("jinja2", "vl_convert")}
"""Packages of an extra without which a format is not written unless it is asked for."""


def _usual(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if all(map(find_spec, NEEDS.get(name, ()))))


FORMATS = _usual("json", "csv", "template", "word", "ledger", "html")
"""What is written where nothing else is asked for; ``word`` and ``html`` where their extras are installed."""

OTHERS_LIMIT = 1000
"""Other files and folders in a folder up to which it is exchanged as a whole."""


def export(
    report: Report,
    folder: str | PathLike[str],
    *,
    formats: Sequence[str] = FORMATS,
    previous: Report | None = None,
    template: Mapping[str, Any] | None = None,
    word_template: str | PathLike[str] | None = None,
    plan: Plan | None = None,
) -> list[Path]:
    """Write a report's files into a folder.

    Parameters
    ----------
    report
        What to write.
    folder
        Made where it is missing. Files of other names in it stay.
    formats
        Exporter names; ``wres exporters`` lists them.
    previous
        The report of the year before, for formats that show two years.
    template
        What the public report says that no figure does: names of
        `wres.exporters.word.FIELDS` to text.
    word_template
        Path of a Word template of your own, with its named placeholders.
    plan
        An action plan, whose actions the public report shows where `template` has none.

    Returns
    -------
    list of Path
        The files written, sorted, with ``manifest.json``, which tells of the others. The same
        report gives the same bytes.

    Raises
    ------
    UnknownNameError
        For a format, or a field of the template, that does not exist.
    InputError
        Where the Word template cannot be filled in.
    FigureError
        Where `report` is a published one and `previous` a full one.
    """
    plugins = installed()
    exporters = [plugins.exporter(name) for name in dict.fromkeys(formats)]
    if report.publication is not None and previous is not None and previous.publication is None:
        raise FigureError("beside a published report, the one of the year before must be one too")
    given = {
        "previous": previous,
        "template": template or {},
        "word_template": None if word_template is None else Path(word_template),
        "plan": plan,
    }
    files: dict[str, bytes] = {}
    for exporter in exporters:
        files |= exporter.export(report, given)
    options = {
        "name": report.organisation.name,
        "formats": list(dict.fromkeys(formats)),
        "previous": _digest(previous),
        "plan": _digest(plan),
    }
    files[MANIFEST] = manifest_of(report, options=options).of(files).to_bytes()
    return write_files(Path(folder), files)


def _digest(document: Report | Plan | None) -> str | None:
    return None if document is None else hashlib.sha256(document.to_json().encode()).hexdigest()


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files into a folder, all of them or none.

    They are written to a new folder beside it first, which then takes its place: in one step
    where the system can exchange two folders, in two elsewhere. Other files in the folder stay:
    the new folder has them too, as links to the same content. Where that cannot be, because
    there are very many, the folder is another user's or in use, each file is replaced in one step.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        made.chmod(0o777 & ~_umask())
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if not folder.exists():
            made.rename(folder)
        elif not (_takes_others(made, folder, files) and _exchange(made, folder)):
            _replace_each(made, folder, files)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return sorted(folder / name for name in files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _takes_others(made: Path, folder: Path, files: Iterable[str]) -> bool:
    """Link the other files of a folder into the one that will take its place, if it can."""
    here, there = folder.stat(), made.stat()
    if folder == Path.cwd() or (here.st_uid, here.st_gid) != (there.st_uid, there.st_gid):
        return False
    others = list(islice(_others(folder, set(files)), OTHERS_LIMIT + 1))
    if len(others) > OTHERS_LIMIT:
        return False
    try:
        for path in others:
            target = made / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir() and not path.is_symlink():
                target.mkdir(exist_ok=True)
            else:
                os.link(path, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every file system has links
        return False
    made.chmod(stat.S_IMODE(here.st_mode))
    return True


def _others(folder: Path, files: set[str]) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.relative_to(folder).as_posix() not in files)


def _exchange(made: Path, folder: Path) -> bool:
    """Let two folders change places, if they can; what was in `folder` is then in `made`."""
    rename = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if os.name == "posix"
        else None
    )
    here = -100  # AT_FDCWD: relative paths count from the working directory
    both = 2  # RENAME_EXCHANGE
    if rename and rename(here, os.fsencode(made), here, os.fsencode(folder), both) == 0:
        return True
    aside = made.with_name(f"{made.name}-old")
    try:
        folder.rename(aside)
    except OSError:  # in use
        return False
    try:
        made.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    aside.rename(made)
    return True


def _replace_each(made: Path, folder: Path, files: Iterable[str]) -> None:
    for name in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(target)
