"""What people wrote into the workbook or the CSV of a plan, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from wres.admission import ROW
from wres.errors import Location, Problem, raise_all
from wres.files import Field, is_workbook, read_sheet, sheet_names
from wres.files.percents import percent_cells
from wres.files.text import scan_separated
from wres.metrics import METRICS
from wres.planning.approvals import STEPS, step_problems, with_decisions
from wres.planning.drafting import Plan
from wres.planning.rows import OPEN, PEOPLES, QUARTERS, Row, added, size_of


SHEET = "Action plan"
"""Sheet of the workbook that has the rows."""

HEADERS: Mapping[str, str] = {
    "number": "No.",
    "indicator": "Indicator",
    "objective": "Objective",
    "baseline": "Baseline",
    "target": "Target",
    "action": "Action",
    "owner": "Owner",
    "deadline": "Deadline",
    "measure": "Measure",
    "status": "Status (RAG)",
    "progress": "Progress",
    **{name: f"Quarter {number}" for number, name in enumerate(QUARTERS, 1)},
    "figures": "Progress by the figures",
    "earlier": "Earlier years",
    "eds_outcome": "EDS 2022 outcome",
    "edi_action": "EDI high-impact action",
    "risk": "Risk reference",
    "approval": "Approval",
    "source": "Source of the action",
    "key": "Key",
}
"""Headers of its table, by field."""

LATER = {*QUARTERS, "earlier", "risk"}
"""Fields that a file of an older version does not have."""

COLUMNS: Mapping[str, str] = {**{name: name for name in HEADERS}, "indicator": "metric"}
"""Columns of the CSV, by field."""

TRAIL = "Approval trail"
"""Sheet of the workbook that has the steps of approval."""

TEXTS = ("action", "objective", "target", "measure")
"""Fields beside those of people that may be reworded."""

MADE_INERT = r"^'(?=[=+\-@])"
"""The apostrophe that `wres` sets before what a spreadsheet would take for a formula."""

OWN = ("indicator", *TEXTS, *PEOPLES)
"""Fields of which a new line has some."""


def read_edited(path: Path, last: Plan) -> Plan:
    """Put what people wrote into a plan's workbook, or into its CSV, into the plan.

    What people fill in is taken over, and action, objective, target and measure where they were
    reworded; progress goes by a reworded target where its number can be read, else by none. A
    line with a new action and no key becomes a row of its own. A row whose line was deleted is
    declined, unless it was complete, and stays. Of the trail of approval, which only the workbook
    has, a step of which nothing is written goes with its line; any other stays.

    Parameters
    ----------
    last
        The plan that the file was made from.

    Raises
    ------
    InputError
        The file is neither, or a line has a key that the plan does not have or one that
        occurs twice, or a new line no action or no indicator: all problems at once.
    MissingExtraError
        Where no package that reads workbooks is installed.
    """
    lines = list(_lines(path, SHEET, HEADERS, COLUMNS))
    steps = list(_lines(path, TRAIL, STEPS)) if _has_trail(path) else []
    raise_all([*_problems(lines, last), *step_problems(steps, last.year)])
    written = {line["key"]: line for _, line in lines if line["key"]}
    rows = [_overlaid(row, written.get(row.key)) for row in last.rows]
    for _, line in lines:
        if not line["key"] and line["action"]:
            rows.append(added(int(line["indicator"][0]), line["action"], line, rows))
    trail = with_decisions(last.approvals, [line for _, line in steps], last.year)
    return evolve(last, rows=tuple(rows), approvals=tuple(trail) if steps else last.approvals)


def _has_trail(path: Path) -> bool:
    """Whether there is a trail of approval: a CSV and workbooks of older versions have none."""
    return is_workbook(path) and TRAIL in sheet_names(path)


def _lines(
    path: Path, sheet: str, headers: Mapping[str, str], columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Location, dict[str, str]]]:
    """Give the lines of a table that are not empty, by field: of a sheet, or of a CSV."""
    book = is_workbook(path)
    there = headers if book or columns is None else columns
    wanted = {name: Field(header, required=name not in LATER) for name, header in there.items()}
    scan = read_sheet(path, sheet, wanted=wanted) if book else scan_separated(path, wanted=wanted)
    shown = percent_cells(path, str(scan.where.sheet)) if book else {}
    at = {name: scan.names.index(column) + 1 for name, column in scan.columns.items()}
    for line in scan.fields().collect().iter_rows(named=True):
        row = line[ROW]
        texts = {name: shown.get((row, at[name])) or _text(line[name]) for name in at}
        if any(texts.values()):
            yield evolve(scan.where, row=row), texts


def _text(value: str | None) -> str:
    """Take a text as it was written, without the apostrophe that keeps a CSV from running."""
    text = re.sub(MADE_INERT, "", value or "").strip()
    return "" if text.casefold() == OPEN else text


def _problems(lines: list[tuple[Location, dict[str, str]]], last: Plan) -> Iterator[Problem]:
    known, seen = {row.key for row in last.rows}, set()
    for where, line in lines:
        key = line["key"]
        at = evolve(where, column=HEADERS["key"])
        if key and key not in known:
            yield Problem("unknown-plan-row", at, f"the plan has no row '{key}'", _keys(last))
        elif key and key in seen:
            yield Problem("repeated-plan-row", at, f"row '{key}' occurs twice", "each key once")
        seen.add(key)
        if not key and not line["action"] and any(line.get(name) for name in OWN):
            at = evolve(where, column=HEADERS["action"])
            yield Problem(
                "no-action", at, "a new line has no action", "what is to be done, in words"
            )
        if not key and line["action"] and not _indicator(line["indicator"]):
            at = evolve(where, column=HEADERS["indicator"])
            message = f"a new action needs its indicator; got '{line['indicator']}'"
            yield Problem("unknown-indicator", at, message, f"1 to {len(METRICS)}")


def _keys(last: Plan) -> str:
    return ", ".join(row.key for row in last.rows) or "none, as the plan has no rows"


def _indicator(text: str) -> bool:
    return re.match(rf"[1-{len(METRICS)}](\D|$)", text) is not None


def _overlaid(row: Row, line: Mapping[str, str] | None) -> Row:
    if line is None:
        return row if row.status == "complete" else evolve(row, status="declined")
    reworded = [name for name in TEXTS if line[name]]
    filled = [name for name in PEOPLES if name in line]
    written: dict[str, Any] = {name: line[name] for name in (*filled, *reworded)}
    if "target" in reworded:
        written["target_size"] = size_of(line["target"], row)
    return evolve(row, **written)
