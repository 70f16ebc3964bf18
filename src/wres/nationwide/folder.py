"""What a folder has to analyse: reports, returns, collection forms and tables of rows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from wres.errors import Location, Problem, raise_all
from wres.files import digest
from wres.report import FORMAT
from wres.tables import ALL_TABLES


REPORT, MANIFEST = "report.json", "manifest.json"
TABLES = [name for name in ALL_TABLES if name != "return"]
NAMED = re.compile(rf"({'|'.join(TABLES)})(?![a-z])", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")
FORMS, RETURNS = "dcf", "return-csv"
"""Adapters of collection forms, and of returns in their tidy form."""

LINES = {"measure", "ethnic_group", "value"}
"""Columns by which a file is a return in its tidy form."""


@frozen(kw_only=True)
class Found:
    """What a folder has.

    Parameters
    ----------
    reports, forms, returns
        Files of reports, of collection forms, and of returns in the tidy form.
    tables
        Files of rows: which table, which year, which file.
    others
        Files that are none of these, and are left alone.
    """

    reports: tuple[Path, ...]
    forms: tuple[Path, ...]
    returns: tuple[Path, ...]
    tables: tuple[tuple[str, int, Path], ...]
    others: tuple[Path, ...]

    @property
    def sources(self) -> list[tuple[str, Path]]:
        """What reads each file of figures, and the file."""
        return [
            *(("report", path) for path in self.reports),
            *((FORMS, path) for path in self.forms),
            *((RETURNS, path) for path in self.returns),
            *(("table", path) for _, _, path in self.tables),
        ]

    @property
    def steps(self) -> int:
        """How many times `wres.national_job.analyse` tells what it is about to do."""
        years = {year for _, year, _ in self.tables}
        return len(self.reports) + len(self.forms) + len(self.returns) + len(years) + 1


def look(folder: Path, year: int | None = None) -> Found:
    """Say what there is to analyse in a folder, at any depth.

    A folder that has a ``report.json`` is that report. What its ``manifest.json`` names beside
    it is the same figures in other formats; any other file there is left alone, and named. A
    table is known by its file's name, such as ``workforce-2025.parquet``; its year by the name
    of the file or of a folder above it.

    Parameters
    ----------
    year
        Of tables whose names say none.

    Raises
    ------
    InputError
        ``no-year`` for a table of which no year is known; ``repeated-file`` for one with the same
        content as another; ``nothing-to-read``.
    """
    kinds: dict[str, list[Path]] = {"report": [], "form": [], "return": [], "other": []}
    tables: list[tuple[str, int, Path]] = []
    problems: list[Problem] = []
    for path, is_beside in _files(folder):
        if is_beside:
            kinds["other"].append(path)
            continue
        name = path.suffix.lower() in {".csv", ".parquet"} and NAMED.match(path.stem)
        if not name:
            kinds[_kind(path)].append(path)
            continue
        when = _year_of(path.relative_to(folder)) or year
        if when is None:
            accepted = "a year in the file's or folder's name, such as workforce-2025, or --year"
            problems.append(Problem("no-year", Location(path.name), "no year is known", accepted))
        else:
            tables.append((name[1].lower(), when, path))
    found = Found(
        reports=tuple(kinds["report"]),
        forms=tuple(kinds["form"]),
        returns=tuple(kinds["return"]),
        tables=tuple(tables),
        others=tuple(kinds["other"]),
    )
    raise_all([*problems, *_repeated(found, folder)])
    if found.steps == 1:
        accepted = "report.json, returns as CSV, collection forms (.xlsx), or tables such as workforce-2025.parquet"
        raise_all(
            [Problem("nothing-to-read", Location(folder.name), "nothing to analyse", accepted)]
        )
    return found


def _repeated(found: Found, folder: Path) -> Iterator[Problem]:
    """Name the files that have the same content as another: their figures would count twice.

    Tables whose rows name no date may be the same in two years.
    """
    alone = [*found.reports, *found.forms, *found.returns]
    whose = [(None, path) for path in alone] + [(year, path) for _, year, path in found.tables]
    sizes = Counter(path.stat().st_size for _, path in whose)
    first: dict[tuple[int | None, str], Path] = {}
    for year, path in sorted(whose, key=lambda one: one[1]):
        if sizes[path.stat().st_size] > 1:
            other = first.setdefault((year, digest(path)), path)
            if other != path:
                message = f"the same content as {other.relative_to(folder).as_posix()}"
                where = Location(path.relative_to(folder).as_posix())
                yield Problem("repeated-file", where, message, "each file once")


def _files(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Give the files of a folder in order, and whether each only lies beside a report."""
    inside = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~"))]
    has_report = folder / REPORT in inside
    written = {REPORT, MANIFEST, *_written(folder)} if has_report else set()
    if has_report:
        yield folder / REPORT, False
    for path in inside:
        if path.is_dir():
            yield from _files(path)
        elif path.name not in written:
            yield path, has_report


def _written(folder: Path) -> Iterator[str]:
    """Name what the folder's manifest says was written with the report."""
    files = _json(folder / MANIFEST).get("files", ())
    for one in files if isinstance(files, list) else ():
        if isinstance(one, dict) and isinstance(one.get("file"), str):
            yield one["file"]


def _kind(path: Path) -> str:
    match path.suffix.lower():
        case ".json":
            return (
                "report" if path.name == REPORT or _json(path).get("format") == FORMAT else "other"
            )
        case ".xlsx":
            return "form"
        case ".csv":
            return "return" if _is_tidy(path) else "other"
        case _:
            return "other"


def _json(path: Path) -> dict[str, object]:
    """Read an object; of what is none, an empty one."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_tidy(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline(4096)
    return {name.strip().strip('"') for name in first.split(",")} >= LINES


def _year_of(path: Path) -> int | None:
    """Find the year in a file's name, else in that of the nearest folder."""
    for part in reversed(path.parts):
        years = YEAR.findall(part)
        if years:
            return int(years[-1])
    return None


def left_alone(found: Found, folder: Path) -> list[str]:
    """Name the files that are not part of the analysis."""
    return [path.relative_to(folder).as_posix() for path in found.others]


def files_found(found: Found) -> Mapping[str, int]:
    """Count what was found by kind, for people."""
    return {
        "reports": len(found.reports),
        "returns": len(found.returns),
        "forms": len(found.forms),
        "tables": len(found.tables),
    }
