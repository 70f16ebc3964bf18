"""Read files that were changed at random, many of them, with every installed adapter.

``python tools/fuzz.py [--files N] [--seconds N] [--start N] [--seed N] [--csv FILE] [ADAPTER ...]``

Each file must be refused in words or accounted for row by row, within 10 seconds of processor time and in bounded
memory. A fault is named by adapter, seed and number: ``--seed S --start N --files 1`` makes that
file again. One process; run it with ``nice -n 19`` and ``POLARS_MAX_THREADS=1`` beside other work.
``--seconds`` begins no further file of an adapter after so many.
"""

from __future__ import annotations

import argparse
import faulthandler
import resource
import signal
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from time import monotonic, process_time

from attrs import define, field

from wres.errors import InputError
from wres.hookspecs import Adapter
from wres.plugins import installed
from wres.testing.kit.hostile import survive
from wres.testing.kit.mutants import mutants
from wres.testing.kit.subject import Subject, subject_of


HANGS = 60
"""Seconds of processor time on one file after which the process ends itself with a traceback."""

STALLS = 3600
"""The same of any time, for a file that waits for ever; a busy machine stretches them."""

MEGABYTES = 600
"""Most that reading small files may add to the process."""


@define
class Tally:
    """What became of the changed files of one adapter."""

    adapter: str
    refused: int = 0
    with_problems: int = 0
    accepted: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    megabytes: int = 0
    faults: list[str] = field(factory=list)
    kinds: Counter[str] = field(factory=Counter)

    @property
    def files(self) -> int:
        """How many were read."""
        return self.refused + self.with_problems + self.accepted + len(self.faults)

    @property
    def wrong(self) -> int:
        """How many faults there are, too much memory among them."""
        return len(self.faults) + self.is_large

    @property
    def is_large(self) -> bool:
        """Whether reading took more memory than small files may."""
        return self.megabytes > MEGABYTES

    def line(self) -> str:
        """Give the tally as a line of CSV."""
        parts = (self.files, self.refused, self.with_problems, self.accepted, self.wrong)
        pace = self.files / self.seconds if self.seconds else 0.0
        told = f"{self.slowest:.2f},{pace:.1f},{self.megabytes}"
        return f"{self.adapter},{','.join(map(str, parts))},{told}"


HEADER = (
    "adapter,files,refused,with_problems,accepted,faults,slowest_cpu_seconds,files_per_cpu_second,"
    "megabytes_more"
)


def fuzz(
    adapter: Adapter, folder: Path, *, files: int, start: int, seed: int, seconds: float
) -> Tally:
    """Read so many changed files with one adapter, or as many as are begun in so many seconds."""
    subject, tally = subject_of(adapter, folder), Tally(adapter.name)
    subject.read()  # what is imported and started counts for no file
    before, until = _peak(), monotonic() + seconds
    made = islice(mutants(subject.good, seed=seed, start=start), files)
    for number, (how, content) in enumerate(made, start):
        name = f"{adapter.name} --seed {seed} --start {number} --files 1 ({how})"
        if monotonic() > until:
            break
        faulthandler.dump_traceback_later(STALLS, exit=True)
        signal.setitimer(signal.ITIMER_PROF, HANGS)
        began = process_time()
        try:
            _count(tally, subject, content, name)
        except BaseException as error:  # polars panics are BaseExceptions
            if isinstance(error, KeyboardInterrupt):
                raise
            tally.faults.append(f"{name}: {type(error).__name__}: {error}"[:500])
            print("FAULT", tally.faults[-1], file=sys.stderr, flush=True)
        took = process_time() - began
        tally.slowest, tally.seconds = max(tally.slowest, took), tally.seconds + took
        tally.kinds[how] += 1
        tally.megabytes = _peak() - before
    faulthandler.cancel_dump_traceback_later()
    signal.setitimer(signal.ITIMER_PROF, 0)
    if tally.is_large:
        print(f"FAULT {adapter.name}: {tally.megabytes} MB more", file=sys.stderr, flush=True)
    return tally


def _count(tally: Tally, subject: Subject, content: bytes, name: str) -> None:
    found = survive(subject, content, name)
    if isinstance(found, InputError):
        tally.refused += 1
    elif found.problems:
        tally.with_problems += 1
    else:
        tally.accepted += 1


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main(arguments: list[str] | None = None) -> int:
    """Fuzz the adapters that are named, or all; give 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("adapters", nargs="*", metavar="ADAPTER")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--csv", type=Path)
    given = parser.parse_args(arguments)
    # A timer of processor time, which ends the process even within polars, and says where it was.
    faulthandler.register(signal.SIGPROF, chain=True)
    known, lines, faults = installed().adapters, [HEADER], 0
    print(HEADER, flush=True)
    for name in given.adapters or known:
        with tempfile.TemporaryDirectory(prefix="wres-fuzz-") as folder:
            tally = fuzz(
                known[name],
                Path(folder),
                files=given.files,
                start=given.start,
                seed=given.seed,
                seconds=given.seconds,
            )
        lines.append(tally.line())
        faults += tally.wrong
        print(lines[-1], flush=True)
        if given.csv:
            given.csv.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
