"""R as an oracle: base R, Debian's epitools and Epi, asked once (oracle.R).

5,500 random tables and every table of up to 12 against 12, one of each four that differ only in
which group, or whether the event or its absence, comes first.
"""

import csv
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from math import inf, nan
from pathlib import Path

import numpy as np
import pytest
from attrs import frozen

from wres.statistics import (
    Adjusted,
    ExactTest,
    Interval,
    benjamini_hochberg,
    fisher,
    holm,
    katz_log,
    koopman,
    mid_p,
    newcombe,
    score_test,
    wilson,
)


Counts = tuple[int, int, int, int]
Family = list[float | None]
Column = np.ndarray


@frozen
class Answers:
    """What was asked, and R's answers, a column each."""

    tables: list[Counts]
    of: dict[str, Column]
    families: list[Family]
    adjusted: dict[str, Column]


def one_of_four(a: int, n: int, b: int, m: int) -> Counts:
    rest = (n - a, n, m - b, m)
    return min((a, n, b, m), (b, m, a, n), rest, rest[2:] + rest[:2])


def families_of_p_values() -> list[Family]:
    chance = random.Random(2025)

    def p_value() -> float | None:
        p = chance.random() ** chance.choice([1, 4])
        return chance.choice([p, p, p, round(p, 1), 0.0, 1.0, None])

    return [[p_value() for _ in range(chance.randint(1, 40))] for _ in range(1000)]


def written(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def columns(path: Path) -> dict[str, Column]:
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    numbers = np.array([[nan if cell == "NA" else float(cell) for cell in row] for row in rows])
    return dict(zip(header, numbers.T, strict=True))


@pytest.fixture(scope="module")
def r(
    random_tables: list[Counts],
    small_tables: list[Counts],
    tmp_path_factory: pytest.TempPathFactory,
) -> Answers:
    needed = "R is needed: apt-get install r-base-core r-cran-epi r-cran-epitools"
    program = shutil.which("Rscript")
    if program is None:  # .ci/run installs it, and fails on any skip
        pytest.skip(needed)
    folder = tmp_path_factory.mktemp("r")
    tables = random_tables + sorted({one_of_four(*counts) for counts in small_tables})
    families = families_of_p_values()
    p_values = [
        (number, "NA" if p is None else repr(p))
        for number, family in enumerate(families)
        for p in family
    ]
    written(folder / "tables.csv", "anbm", tables)
    written(folder / "families.csv", ("family", "p"), p_values)
    command = [program, "--vanilla", str(Path(__file__).parent / "oracle.R"), str(folder)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    if ran.returncode == 3:
        pytest.skip(needed)
    assert ran.returncode == 0, ran.stderr
    return Answers(
        tables, columns(folder / "answers.csv"), families, columns(folder / "adjusted.csv")
    )


def ends(intervals: Sequence[Interval | None]) -> tuple[Column, Column]:
    """Give lower and upper ends; not a number where there is no interval."""
    lows = [nan if one is None else one.low for one in intervals]
    highs = [nan if one is None else inf if one.high is None else one.high for one in intervals]
    return np.array(lows), np.array(highs)


# Numbers smaller than this have fewer digits.
TINY = 1e-300


def agree(ours: Column, theirs: Column, *, rel: float = 1e-9, abs: float = TINY) -> bool:  # noqa: A002  # as pytest calls it
    return bool(np.allclose(theirs, ours, rtol=rel, atol=abs, equal_nan=True))


def test_all_these_tables_are_asked(r: Answers) -> None:
    assert len(r.tables) == 7579
    assert all(len(column) == len(r.tables) for column in r.of.values())


def test_wilson(r: Answers) -> None:
    low, high = ends([wilson(a, n) for a, n, _, _ in r.tables])
    low_to, high_to = ends([wilson(b, m) for _, _, b, m in r.tables])

    assert agree(low, r.of["wilson_low"], abs=1e-15)  # where nobody had it, R says 1e-18
    assert agree(high, r.of["wilson_high"])
    assert agree(low_to, r.of["wilson_to_low"], abs=1e-15)
    assert agree(high_to, r.of["wilson_to_high"])


@pytest.mark.parametrize("test", ["prop_test", "chisq_test"])
def test_the_score_test(r: Answers, test: str) -> None:
    theirs = r.of[test]
    # Where everybody or nobody had the event, R divides 0 by 0; chance alone explains it wholly.
    varies = np.array([0 < a + b < n + m for a, n, b, m in r.tables])

    ours = np.array([score_test(*counts) for counts in r.tables])

    assert (np.isnan(theirs) == ~varies).all()
    assert (ours[~varies] == 1).all()
    assert agree(ours[varies], theirs[varies])


def p_values(tested: Sequence[ExactTest | None]) -> Column:
    return np.array([nan if one is None else one.p_value for one in tested])


def test_fisher(r: Answers) -> None:
    assert agree(p_values([fisher(*counts) for counts in r.tables]), r.of["fisher"])


def test_mid_p(r: Answers) -> None:
    ours = p_values([mid_p(*counts, kind="doubled") for counts in r.tables])

    # epitools adds 1 and takes it away again: below 1e-4 its digits are too few to compare.
    assert agree(ours, r.of["mid_p"], abs=1e-12)
    large = ours > 1e-4
    assert large.sum() > 5000
    assert agree(ours[large], r.of["mid_p"][large])


def test_katz(r: Answers) -> None:
    a, _, b, _ = np.array(r.tables).T
    exists = (a > 0) & (b > 0)
    low, high = ends([katz_log(*counts) for counts in r.tables])

    assert (np.isnan(low) == ~exists).all()
    assert not (np.isfinite(r.of["katz_low"]) & np.isfinite(r.of["katz_high"]))[~exists].any()
    assert agree(low[exists], r.of["katz_low"][exists])
    assert agree(high[exists], r.of["katz_high"][exists])


def test_newcombe(r: Answers) -> None:
    low, high = ends([newcombe(*counts) for counts in r.tables])

    assert agree(low, r.of["newcombe_low"], abs=1e-12)
    assert agree(high, r.of["newcombe_high"], abs=1e-12)


def test_koopman(r: Answers) -> None:
    low, high = ends([koopman(*counts) for counts in r.tables])

    assert agree(low, r.of["koopman_low"], rel=1e-8)
    assert agree(high, r.of["koopman_high"], rel=1e-8)


@pytest.mark.parametrize("method", [holm, benjamini_hochberg])
def test_adjusted_p_values(r: Answers, method: Callable[[Family], Adjusted]) -> None:
    ours = [method(family) for family in r.families]
    every = np.array([nan if p is None else p for one in ours for p in one.p_values])

    # Ours have 12 digits; R too leaves out what was not tested.
    assert agree(every, r.adjusted[ours[0].method], rel=1e-11)
