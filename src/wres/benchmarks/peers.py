"""Reports of other organisations, from a folder."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from wres.errors import FigureError, InputError, Location, Problem, raise_all
from wres.report import Report


ACCEPTED = "report.json files that wres wrote, one for each organisation"


def reports_in(folder: Path) -> list[Report]:
    """Read every report in a folder and in the folders inside it; see `reports_by_file`."""
    return [*reports_by_file(folder).values()]


def reports_by_file(folder: Path) -> dict[Path, Report]:
    """Read every report in a folder and in the folders inside it.

    Other JSON, such as a manifest or the description of a table, is passed over.

    Raises
    ------
    InputError
        ``not-a-report`` for each JSON file that cannot be read, ``no-peers`` where there is no
        report at all.
    """
    reports: dict[Path, Report] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.json")):
        try:
            report = _report(path)
        except (FigureError, OSError) as error:
            message = "the file cannot be read" if isinstance(error, OSError) else str(error)
            where = Location(path.relative_to(folder).as_posix())
            problems.append(Problem("not-a-report", where, message, ACCEPTED))
        else:
            reports |= {} if report is None else {path: report}
    raise_all(problems)
    if not reports:
        raise InputError(
            (Problem("no-peers", Location(folder.name), "no report in this folder", ACCEPTED),)
        )
    return reports


def _report(path: Path) -> Report | None:
    """Read a report; ``None`` where the file is other JSON."""
    content = path.read_bytes()
    with suppress(ValueError, RecursionError):  # no JSON: the next step says so
        given = json.loads(content)
        if not isinstance(given, dict) or "wres-report/" not in str(given.get("format")):
            return None
    return Report.from_json(content)
