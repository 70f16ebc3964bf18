"""Run small programs in turn, each in a process of its own, and compare them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Runs:
    """Wall and processor seconds and peak memory (MB) of the runs of one program."""

    seconds: list[float] = field(factory=list)
    processor: list[float] = field(factory=list)
    megabytes: list[float] = field(factory=list)

    @property
    def time(self) -> float:
        return statistics.median(self.seconds)

    @property
    def work(self) -> float:
        return statistics.median(self.processor)

    @property
    def memory(self) -> float:
        return statistics.median(self.megabytes)


def python(code: str) -> list[str]:
    """Command that runs some Python code."""
    return [sys.executable, "-c", textwrap.dedent(code)]


def in_turn(programs: Mapping[str, list[str]], *, runs: int = 5) -> dict[str, Runs]:
    """Run programs A, B, A, B, ... after one warm-up each, so that drift hits all alike."""
    results = {name: Runs() for name in programs}
    for number in range(runs + 1):
        for name, command in programs.items():
            seconds, processor, megabytes = _run(command)
            if number:
                results[name].seconds.append(seconds)
                results[name].processor.append(processor)
                results[name].megabytes.append(megabytes)
    return results


def _run(command: list[str]) -> tuple[float, float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"failed: {command}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(
    title: str,
    results: Mapping[str, Runs],
    against: str,
    *,
    memory: bool = True,
    places: int = 2,
) -> None:
    """Print one comparison as a Markdown table; ratios are of medians.

    A small program's peak is not its own where this process is large, as a new process starts
    as a copy of it: leave `memory` out there.
    """
    base = results[against]
    print(f"\n### {title}\n")
    print(f"| | seconds | ratio to {against} | of processor time |" + " peak MB |" * memory)
    print("|---|--:|--:|--:|" + "--:|" * memory)
    for name, found in results.items():
        least, most = min(found.seconds), max(found.seconds)
        spread = f"{found.time:.{places}f} ({least:.{places}f} to {most:.{places}f})"
        ratios = f"{found.time / base.time:.2f} | {found.work / base.work:.2f}"
        line = f"| {name} | {spread} | {ratios} |"
        print(line + (f" {found.memory:,.0f} |" if memory else ""))
