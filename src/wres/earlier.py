"""Reports and plans that were made before, read back from their files."""

from __future__ import annotations

from pathlib import Path

from wres.errors import FigureError, InputError, Location, Problem
from wres.planning import Plan
from wres.report import Report


def read_report(path: Path) -> Report:
    """Read a report.

    Raises
    ------
    InputError
        ``not-a-report``, where the file is missing or holds no report.
    """
    try:
        return Report.from_json(_content(path))
    except FigureError as error:
        where, accepted = Location(path.name), "a report.json that wres wrote"
        raise InputError((Problem("not-a-report", where, str(error), accepted),)) from error


def read_plan(path: Path) -> Plan:
    """Read an action plan.

    Raises
    ------
    InputError
        ``not-a-plan``, where the file is missing or holds none.
    """
    try:
        return Plan.from_json(_content(path))
    except FigureError as error:
        where, accepted = Location(path.name), "a plan.json that wres wrote"
        raise InputError((Problem("not-a-plan", where, str(error), accepted),)) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FigureError(f"the file cannot be read ({error.strerror})") from error
