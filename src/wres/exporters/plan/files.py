"""The files of a plan, by format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from wres.errors import MissingExtraError
from wres.exporters._csv import csv_bytes
from wres.planning import Plan


def _json(plan: Plan) -> dict[str, bytes]:
    return {"plan.json": plan.to_json().encode()}


def _csv(plan: Plan) -> dict[str, bytes]:
    return {"plan.csv": csv_bytes(plan.to_frame())}


def _xlsx(plan: Plan) -> dict[str, bytes]:
    from wres.exporters.plan.workbook import workbook_of  # noqa: PLC0415  # for those who ask

    return {"plan.xlsx": workbook_of(plan)}


def _docx(plan: Plan) -> dict[str, bytes]:
    try:
        from wres.exporters.plan.document import document_of  # noqa: PLC0415  # as above
    except ImportError as error:
        raise MissingExtraError.of("writing Word documents", "word") from error
    return {"plan.docx": document_of(plan)}


_WRITERS: Mapping[str, Callable[[Plan], dict[str, bytes]]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
}
_NEEDS = {"xlsx": "xlsxwriter", "docx": "docx"}

PLAN_FORMATS = tuple(_WRITERS)
"""Names of the formats."""


def usual_formats() -> tuple[str, ...]:
    """Give the formats that are written unless told otherwise: those whose extras are there."""
    return tuple(name for name in PLAN_FORMATS if name not in _NEEDS or find_spec(_NEEDS[name]))


def plan_files(plan: Plan, formats: Sequence[str] | None = None) -> dict[str, bytes]:
    """Give the files of a plan: name to content, always the same bytes.

    Parameters
    ----------
    formats
        Of `PLAN_FORMATS`; ``None`` for all whose extras are installed.

    Raises
    ------
    MissingExtraError
        The extra ``excel`` or ``word`` is needed and not installed.
    """
    files: dict[str, bytes] = {}
    for name in usual_formats() if formats is None else dict.fromkeys(formats):
        files |= _WRITERS[name](plan)
    return files
