"""What `mutmut run` found: the score by package, and the survivors beside their explanations.

`python tools/mutation.py` prints the score, and fails where a package is below 95 % or a survivor
has no explanation. With `--write` it writes both tables of docs/explanation/mutation.md anew;
explanations stay with the mutation that they are of, whatever its number is now.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code


PACKAGES = ("statistics", "metrics", "returns")
LEAST = 95
CAUGHT = ("killed", "timeout")
TABLES = Path("docs", "explanation")
SCORE, SURVIVORS = TABLES / "mutation-score.csv", TABLES / "mutation-survivors.csv"
OUTCOMES = ("killed", "timeout", "survived", "no tests", "other")


class Mutant(NamedTuple):
    """A change to a function, which no test noticed."""

    function: str
    before: str
    after: str


def main(arguments: list[str]) -> int:
    """Print what was found; 1 where it is not good enough."""
    found = list(_results())
    score = _score(found)
    mutants = [_mutant(path, name) for path, name, outcome in found if outcome not in CAUGHT]
    explained = _explained()
    if "--write" in arguments:
        _write(SCORE, ("package", "mutants", *OUTCOMES, "score"), score)
        rows = sorted((*mutant, explained.get(mutant, "")) for mutant in mutants)
        _write(SURVIVORS, ("function", "before", "after", "why"), rows)
    for row in score:
        print(*row, sep="\t")
    open_cases = [mutant for mutant in mutants if not explained.get(mutant)]
    for mutant in open_cases:
        print(f"\nnot explained: {mutant.function}\n  - {mutant.before}\n  + {mutant.after}")
    low = [row[0] for row in score if float(row[-1]) < LEAST]
    print(f"\n{len(mutants)} survivors, {len(open_cases)} not explained; below {LEAST} %: {low}")
    return 1 if low or open_cases else 0


def _results() -> Iterator[tuple[str, str, str]]:
    """Give each mutant's file, name and outcome."""
    for package in PACKAGES:
        for path in sorted(Path("src", "wres", package).rglob("*.py")):
            data = SourceFileMutationData(path=path)
            data.load()
            for name, code in data.exit_code_by_key.items():
                outcome = status_by_exit_code[code]
                yield str(path), name, outcome if outcome in OUTCOMES else "other"


def _score(found: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    rows = []
    for package in (*PACKAGES, "all"):
        counted = Counter(
            outcome for _, name, outcome in found if package in {"all", name.split(".")[1]}
        )
        percent = 100 * sum(counted[outcome] for outcome in CAUGHT) / max(counted.total(), 1)
        numbers = (counted.total(), *(counted[outcome] for outcome in OUTCOMES))
        rows.append((package, *map(str, numbers), f"{percent:.1f}"))
    return rows


def _mutant(path: str, name: str) -> Mutant:
    module, _, mangled = name.rpartition(".")
    function = mangled.removeprefix("x").replace("ǁ", ".").removeprefix("_").strip(".")
    lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
    removed, added = (
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
    return Mutant(f"{module}.{function.rpartition('__mutmut_')[0]}", _code(removed), _code(added))


def _code(text: str) -> str:
    """Mark code up, for a cell of a table in Markdown."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _explained() -> dict[Mutant, str]:
    if not SURVIVORS.exists():
        return {}
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {
            Mutant(row["function"], row["before"], row["after"]): row["why"]
            for row in csv.DictReader(file)
        }


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
