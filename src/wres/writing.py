"""From a report to files: the whole set or nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path

from wres.plugins import installed
from wres.report import Report


FORMATS = ("json", "csv", "template", "ledger")
"""What is written where nothing else is asked for."""


def export(
    report: Report,
    folder: str | PathLike[str],
    *,
    formats: Sequence[str] = FORMATS,
    previous: Report | None = None,
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

    Returns
    -------
    list of Path
        The files written, sorted. The same report gives the same bytes.

    Raises
    ------
    UnknownNameError
        For a format that does not exist.
    """
    plugins = installed()
    exporters = [plugins.exporter(name) for name in dict.fromkeys(formats)]
    files: dict[str, bytes] = {}
    for exporter in exporters:
        files |= exporter.export(report, {"previous": previous})
    return write_files(Path(folder), files)


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files into a folder, all of them or none.

    They are written to a new folder beside it first. Where the folder is new, or holds nothing
    but earlier versions of these files, the new folder then takes its place, in one step where
    the system can exchange two folders. Where it holds other files too, these stay, and each
    file is replaced in one step.
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
        elif _files_in(folder) <= set(files) and folder != Path.cwd():
            _exchange(made, folder)
        else:
            _replace_each(made, folder, files)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return sorted(folder / name for name in files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _exchange(made: Path, folder: Path) -> None:
    """Let two folders change places; what was in `folder` is in `made` afterwards."""
    rename = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if os.name == "posix"
        else None
    )
    here = -100  # AT_FDCWD: relative paths count from the working directory
    both = 2  # RENAME_EXCHANGE
    if rename and rename(here, os.fsencode(made), here, os.fsencode(folder), both) == 0:
        return
    aside = made.with_name(f"{made.name}-old")
    folder.rename(aside)
    try:
        made.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    aside.rename(made)


def _replace_each(made: Path, folder: Path, files: Iterable[str]) -> None:
    for name in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(target)
