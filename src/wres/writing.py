"""From a report to files: the whole set or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
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

    They are written to a new folder beside it, which then takes its place by renaming.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        if folder.exists():
            shutil.copytree(folder, made, dirs_exist_ok=True, symlinks=True)
        made.chmod(0o777 & ~_umask())
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _take_place(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return sorted(folder / name for name in files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_place(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    old = made.with_name(f"{made.name}-old")
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
