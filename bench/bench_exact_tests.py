"""Fisher's exact test in whole numbers against scipy's, table by table."""

from __future__ import annotations

import random
from collections.abc import Callable
from statistics import median
from time import process_time

from scipy.stats import fisher_exact

from wres.statistics import fisher


Counts = tuple[int, int, int, int]
TINY = 1e-300  # smaller floats have fewer digits

KINDS = {  # people a group, at most
    "12": 12,
    "100": 100,
    "3,000": 3_000,
    "1,500,000": 1_500_000,
}


def drawn(most: int, tables: int) -> list[Counts]:
    """Draw tables with any number of people and events."""
    chance = random.Random(2025)

    def group() -> tuple[int, int]:
        total = chance.randint(1, most)
        return chance.randint(0, total), total

    return [group() + group() for _ in range(tables)]


def ours(counts: Counts) -> float:
    """Ask wres."""
    tested = fisher(*counts)
    return 1.0 if tested is None else tested.p_value


def theirs(counts: Counts) -> float:
    """Ask scipy."""
    a, n, b, m = counts
    return float(fisher_exact([[a, n - a], [b, m - b]]).pvalue)


def seconds(test: Callable[[Counts], float], tables: list[Counts]) -> float:
    """Time one pass."""
    start = process_time()
    for counts in tables:
        test(counts)
    return process_time() - start


def main() -> None:
    """Print microseconds a table, the ratio, and the largest relative difference."""
    print(f"{'people':>10} {'wres, us':>9} {'scipy, us':>9} {'ratio':>6} {'difference':>10}")
    for name, most in KINDS.items():
        tables = drawn(most, 500)
        rounds = [(seconds(ours, tables), seconds(theirs, tables)) for _ in range(3)]
        mine, other = (median(times) / len(tables) * 1e6 for times in zip(*rounds, strict=True))
        pairs = [(ours(counts), theirs(counts)) for counts in tables]
        off = max(abs(one - two) / one for one, two in pairs if one > TINY)
        print(f"{name:>10} {mine:9.0f} {other:9.0f} {mine / other:6.2f} {off:10.0e}")


if __name__ == "__main__":
    main()
