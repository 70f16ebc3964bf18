"""Run small programs in turn, each in a process of its own, and compare them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import textwrap
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


LAUNCHER = """
import os, sys, time
started = time.perf_counter()
nothing = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[nothing])
_, status, usage = os.wait4(pid, 0)
print(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(status != 0)
"""
"""Starts a program and measures it.

The system counts what a process weighed before it became another program towards that one's peak.
A program started from here would have the weight of this process, and of all data that it has
made, as its least; from a launcher without any import that is 10 MB, less than any Python.
"""


def _run(command: list[str]) -> tuple[float, float, float]:
    launched = [sys.executable, "-I", "-S", "-c", LAUNCHER, *command]
    ran = subprocess.run(launched, stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"failed: {command}")
    seconds, processor, megabytes = map(float, ran.stdout.split())
    return seconds, processor, megabytes


def show(
    title: str,
    results: Mapping[str, Runs],
    against: str,
    *,
    memory: bool = True,
    places: int = 2,
) -> None:
    """Print one comparison as a Markdown table; ratios are of medians.

    Leave `memory` out where no program was a process of its own.
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
