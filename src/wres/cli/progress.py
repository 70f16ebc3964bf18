"""A progress bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Give a function to be told of each step before it begins.

    Parameters
    ----------
    steps
        How many there will be.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    # Only a terminal pays for rich.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    text = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn("line"), BarColumn(bar_width=24), TimeElapsedColumn(), text)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps)

        def tell(what: str) -> None:
            bar.update(task, description=what, completed=next(done))

        done = iter(range(steps + 1))
        yield tell
