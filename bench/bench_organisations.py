"""The figures of 220 organisations with all evidence against queries without any.

(a) A hand-written query from the tidy counts of a return: the same figures of metrics 1 to 9 in
one table, in order, as numbers only. (b) A shorter one: shares of every band row, likelihoods
and their ratios, a column each, and no survey, board or order. (c) `figures` from the same
return: as text too, with intervals, tests and verdicts. (d) `measure_all` and its reports'
frames.

(a), (b) and (c) are timed in turn in one process, since the work is much shorter than starting
Python; the first call of each, which also fills caches, is not counted. (d) runs once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import polars as pl
from _data import ORGANISATIONS
from _organisations import filed
from _runs import Runs, show
from _tidy_query import GROUPS, POPULATIONS, tidy

import wres


def bare(counts: pl.DataFrame) -> list[pl.DataFrame]:
    """Work out shares and ratios, and nothing else."""
    tidy, whose, measure = counts.lazy(), ["organisation", "year"], pl.col("measure")

    def sums(group: str, *where: pl.Expr) -> pl.Expr:
        return pl.col("value").filter(pl.col("ethnic_group") == group, *where).sum()

    bands = (
        tidy.filter(measure == "staff")
        .group_by(*whose, "workforce_group", "pay_band")
        .agg(**{group: sums(group) for group in GROUPS})
        .with_columns(total=pl.sum_horizontal(GROUPS))
        .with_columns(pl.col(group).truediv("total").name.suffix("_share") for group in GROUPS)
    )
    likelihoods = (
        tidy.group_by(whose)
        .agg(
            **{
                f"{name}_{group}": sums(group, measure == name)
                for name in sorted({*POPULATIONS, *POPULATIONS.values()})
                for group in ("white", "bme")
            }
        )
        .with_columns(
            pl.col(f"{events}_{group}")
            .truediv(f"{population}_{group}")
            .alias(f"{events}_likelihood_{group}")
            for events, population in POPULATIONS.items()
            for group in ("white", "bme")
        )
        .with_columns(
            pl.col(f"{events}_likelihood_white")
            .truediv(f"{events}_likelihood_bme")
            .alias(f"{events}_ratio")
            for events in POPULATIONS
        )
    )
    return pl.collect_all([bands, likelihoods])


def reports(given: wres.WresReturn) -> pl.DataFrame:
    """Write a report of each organisation, and put their frames together."""
    return pl.concat(report.to_frame() for report in wres.measure_all(given).values())


def timed(work: Callable[[], object]) -> float:
    """Give the wall seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print one table, in milliseconds' resolution."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=ORGANISATIONS)
    parser.add_argument("--runs", type=int, default=50)
    asked = parser.parse_args()
    given = filed(asked.organisations)
    programs: dict[str, Callable[[], object]] = {
        "query of the same figures": lambda: tidy(given.counts),
        "shares and ratios alone": lambda: bare(given.counts),
        "wres.figures": lambda: wres.figures(given),
    }
    results = {name: Runs() for name in programs}
    for number in range(asked.runs + 1):
        for name, work in programs.items():
            seconds = timed(work)
            if number:
                results[name].seconds.append(seconds)
    results["wres.measure_all"] = Runs([timed(lambda: reports(given))])
    rows = len(wres.figures(given))
    title = f"{asked.organisations} organisations, {len(given.counts):,} counts, {rows:,} figures"
    show(title, results, "query of the same figures", memory=False, places=4)


if __name__ == "__main__":
    main()
