"""Hiding by wres against pytauargus' optimum, on the same tables with the same protection levels.

pytauargus is under the EUPL-1.2 and no dependency of wres: install it into an environment of your
own, beside wres. It writes scratch files into the current folder, here a temporary one.
"""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
from collections.abc import Callable, Collection, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path
from time import process_time

from attrs import evolve

from wres.disclosure import policy
from wres.disclosure.cells import Book, System
from wres.disclosure.check import attack, is_safe
from wres.disclosure.needs import Need, needs_of, singles
from wres.disclosure.protect import protect


class NoPatternError(Exception):
    """The other program found nothing to hide, in the minute that it is given."""


TOTAL = "Total"
RULES = policy("threshold-5")
SHAPES = {"16 x 3": (16, 3), "5 x 16 x 3": (5, 16, 3)}
TABLES = {"16 x 3": 5, "5 x 16 x 3": 2}
PAIRS = 100
"""Small cells and people who are alone that are tried together, at most, drawn at random."""

SHARES = (0.68, 0.28, 0.04)
"""Of the three groups."""

HIDDEN = {"9", "12"}
"""Status of a cell that is small, and of one that is hidden beside it."""

BATCH = """<OPENTABLEDATA> "table.tab"
<OPENMETADATA> "table.rda"
<SPECIFYTABLE> {names}|"people"||"weight"
<SAFETYRULE>
<READTABLE> 1
<SUPPRESS> {method}
<WRITETABLE> (1,3,AS+,"safe.txt")
"""
NUMBERS = """people
 <NUMERIC>
 <DECIMALS> 0
weight
 <NUMERIC> <COST>
contributors
 <FREQUENCY>
status
 <STATUS>
low
 <NUMERIC> <LOWERPL>
high
 <NUMERIC> <UPPERPL>
"""
Hidden = tuple[Collection[int], float | None]
"""Cells that are hidden, and what no choice falls below where that is known."""

Hiding = Callable[[System], Hidden]


def tables(shape: tuple[int, ...], number: int) -> Iterator[System]:
    """Draw tables with all their totals; no cell is empty, which pytauargus takes for nothing."""
    chance = random.Random(2026)
    for _ in range(number):
        counts = {}
        for *row, group in product(*map(range, shape)):
            most = 400 / (1 + row[-1]) ** 1.3 / shape[0] ** (len(shape) == 3)  # noqa: PLR2004
            counts[*map(str, row), str(group)] = 1 + int(
                chance.expovariate(1) * most * SHARES[group]
            )
        yield system_of(counts, shape)


def system_of(counts: dict[tuple[str, ...], int], shape: tuple[int, ...]) -> System:
    """Add totals over each dimension; every cell weighs the same."""
    codes = [[TOTAL, *map(str, range(size))] for size in shape]
    book = Book()
    for place in product(*codes):
        within = [one for one in counts if _is_within(one, place)]
        is_person = TOTAL not in place[-1]
        book.add(";".join(place), sum(map(counts.get, within)), weight=1, is_person=is_person)  # type: ignore[arg-type]
    for place in product(*codes):
        for at, code in enumerate(place):
            if code == TOTAL:
                parts = [";".join((*place[:at], one, *place[at + 1 :])) for one in codes[at][1:]]
                book.adds_up(";".join(place), parts)
    return book.system()


def _is_within(one: tuple[str, ...], place: tuple[str, ...]) -> bool:
    return all(code in {own, TOTAL} for own, code in zip(one, place, strict=True))


def ours(system: System) -> Hidden:
    """Hide as wres does."""
    plan = protect(system, RULES)
    return plan.hidden, plan.bound


def without_insiders(system: System) -> Hidden:
    """Hide as wres does, but for those who know that they are alone."""
    return ours(anonymous(system))


def anonymous(system: System) -> System:
    """Leave out that a person may know to be in a cell."""
    return evolve(system, cells=tuple(evolve(cell, is_person=False) for cell in system.cells))


def theirs(method: str) -> Hiding:
    """Hide as pytauargus does: the same small cells, protection levels and weights."""

    def hide(system: System) -> Hidden:
        from pytauargus.batch import BatchError  # type: ignore[import-not-found]  # noqa: PLC0415
        from pytauargus.engine import run_batch  # type: ignore[import-not-found]  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
            _write(system, method)
            with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
                try:
                    run_batch("batch.arb")
                except BatchError as error:
                    raise NoPatternError(error) from error
            return frozenset(_read(system)), None

    return hide


def _write(system: System, method: str) -> None:
    small = set(system.small(RULES))
    names = [f"dimension{at}" for at in range(system.cells[0].path.count(";") + 1)]
    lines = [
        f"{cell.path};{cell.value:g};1;{cell.value:g};{'U' if number in small else 'S'};"
        f"{max(cell.value - 1, 0):g};{max(RULES.threshold - cell.value, 0):g}"
        for number, cell in enumerate(system.cells)
    ]
    Path("table.tab").write_text("\n".join(lines) + "\n")
    dimensions = "".join(f"{name}\n <RECODEABLE>\n <TOTCODE> {TOTAL}\n" for name in names)
    head = '<SEPARATOR> ";"\n<SAFE> S\n<UNSAFE> U\n<PROTECT> P\n'
    Path("table.rda").write_text(head + dimensions + NUMBERS)
    quoted = "".join(f'"{name}"' for name in names)
    Path("batch.arb").write_text(BATCH.format(names=quoted, method=method))


def _read(system: System) -> Iterator[int]:
    for line in Path("safe.txt").read_text().splitlines():
        *codes, _people, status = line.replace('"', "").split(",")
        if status in HIDDEN:
            yield system.places[";".join(code.strip() for code in codes)]


def outside(system: System, hidden: Collection[int]) -> int:
    """Count small cells that anybody can tell too well, by linear programmes."""
    needs = [one for one in needs_of(system, RULES) if not _is_kept(system, hidden, one, ())]
    return len({need.cell for need in needs})


def inside(system: System, hidden: Collection[int]) -> int:
    """Count the drawn pairs of a small cell and a person of another who can tell it too well."""
    people = singles(system, RULES)
    pairs = [(need, one) for need in needs_of(system, RULES) for one in people if one != need.cell]
    drawn = random.Random(2026).sample(pairs, min(PAIRS, len(pairs)))
    return sum(
        not _is_kept(system, hidden, need, (one,))
        for need, one in drawn
        if not _is_among(system, one, need.cell)
    )


def _is_kept(system: System, hidden: Collection[int], need: Need, known: Collection[int]) -> bool:
    return is_safe(need, system, attack(system, RULES, hidden, need.cell, known=known))


def _is_among(system: System, one: int, other: int) -> bool:
    """Whether the person of a cell is in another, and so knows of it what nobody can hide."""
    places = (system.cells[cell].path.split(";") for cell in (one, other))
    return _is_within(*map(tuple, places))


METHODS: dict[str, Hiding] = {
    "wres": ours,
    "wres, no insiders": without_insiders,
    "pytauargus OPT": theirs("OPT(1,1)"),
    "pytauargus MOD": theirs("MOD(1,5,1,1,1)"),
}


def main() -> None:
    """Print means a table."""
    try:
        print(f"pytauargus {version('pytauargus')}")
    except PackageNotFoundError:
        print("skipped: pytauargus is not installed here")
        return
    head = f"{'table':>12} {'method':>18} {'small':>6} {'further':>8} {'bound':>6}"
    print(f"{head} {'s':>6} {'unsafe':>7} {'insiders':>9}")
    for name, shape in SHAPES.items():
        systems = list(tables(shape, TABLES[name]))
        small = [set(system.small(RULES)) for system in systems]
        for method, hide in METHODS.items():
            start = process_time()
            try:
                found = [hide(system) for system in systems]
            except NoPatternError as error:
                print(f"{name:>12} {method:>18} no pattern: {error}", flush=True)
                continue
            took = (process_time() - start) / len(systems)
            pairs = [(system, one) for system, (one, _) in zip(systems, found, strict=True)]
            further = [len(set(one) - own) for (_, one), own in zip(pairs, small, strict=True)]
            bounds = [bound for _, bound in found if bound is not None]
            print(
                f"{name:>12} {method:>18} {_mean(list(map(len, small))):6.1f} "
                f"{_mean(further):8.1f} {f'{_mean(bounds):.1f}' if bounds else '':>6} {took:6.2f} "
                f"{sum(outside(*one) for one in pairs):7} {sum(inside(*one) for one in pairs):9}",
                flush=True,
            )


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
