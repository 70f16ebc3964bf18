"""Laziness: a plan that streams, and no row touched in Python."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any
from unittest.mock import patch

import polars as pl

from wres.testing.kit.layout import layout_of
from wres.testing.kit.subject import CheckError, Subject, require


FEW, MANY = 300, 3000
ROW_BY_ROW = (
    (pl.Expr, "map_elements"),
    (pl.Series, "map_elements"),
    (pl.DataFrame, "map_rows"),
    (pl.DataFrame, "iter_rows"),
)


def plan_scans(subject: Subject) -> None:
    """A text file is scanned: its rows are not in memory before they are asked for."""
    for table in subject.loose(subject.write(subject.good)).tables:
        plan = table.frame.explain()
        require("SCAN" in plan, "the plan scans no file")
        require("DF [" not in plan, "the plan holds rows in memory")


def no_rows_in_python(subject: Subject) -> None:
    """Ten times as many rows take no more steps in Python."""
    steps = [_steps(subject, _longer(subject, rows)) for rows in (FEW, FEW, MANY)]
    # The first time also imports; a loop takes several steps a row.
    require(
        steps[2] < steps[1] + 2 * (MANY - FEW),
        f"{FEW} rows took {steps[1]} steps in Python, {MANY} rows {steps[2]}",
    )


def _longer(subject: Subject, rows: int) -> bytes:
    """Repeat the rows that count, or write more records."""
    if "specimen" in subject.has and "people" in subject.has:
        return subject.sample(size=rows)[1]
    layout = layout_of(subject)
    body = [layout.lines[index] for index in layout.rows]
    times = rows // len(body) + 1
    above, below = layout.lines[: layout.rows[0]], layout.lines[layout.rows[-1] + 1 :]
    return layout.with_lines([*above, *(body * times)[:rows], *below])


def _steps(subject: Subject, content: bytes) -> int:
    """Count the steps that Python takes while a file is read and its rows are collected."""
    path = subject.write(content, "longer")
    with _watched(), _counted() as steps:
        for table in subject.loose(path).tables:
            table.frame.collect()
    return steps[0]


@contextmanager
def _counted() -> Iterator[list[int]]:
    steps = [0]

    def count(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401
        frame.f_trace_opcodes = True
        steps[0] += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        yield steps
    finally:
        sys.settrace(before)


@contextmanager
def _watched() -> Iterator[None]:
    """Refuse what makes Python look at each row, in whichever thread it would run."""

    def refused(name: str) -> Callable[..., object]:
        def refuse(*_: object, **__: object) -> object:
            raise CheckError(f"{name} looks at each row in Python")

        return refuse

    with ExitStack() as stack:
        for owner, name in ROW_BY_ROW:
            stack.enter_context(patch.object(owner, name, refused(name)))
        yield


CHECKS: Mapping[Callable[[Subject], None], tuple[str, ...]] = {
    plan_scans: ("text", "lazy"),
    no_rows_in_python: ("text", "lazy"),
}
"""Check to what it needs."""
