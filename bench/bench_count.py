"""`wres.count` on 1.5 and 15 million staff against plain polars and DuckDB.

All three do the same: leave out who does not count, count a person with several posts once, by
the primary one, and count people by organisation, group, band and ethnic category. `wres.count`
also checks every value and accounts for every row.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from _data import files
from _runs import in_turn, python, show


SCAN = {"parquet": "scan_parquet(path)", "csv": "scan_csv(path, infer_schema_length=0)"}
WRES = """
    import polars as pl, wres
    path = {path!r}
    filed = wres.count({{"workforce": pl.{scan}}}, year=2025)
    print(filed.counts["value"].sum())
"""
POLARS = """
    import polars as pl
    path = {path!r}
    chosen = [pl.col(name).sort_by("primary", descending=True).first() for name in ("ethnic_category", "workforce_group", "pay_band")]
    counts = (
        pl.{scan}
        .filter(pl.col("engagement").is_in(["substantive", "fixed_term"]))
        .group_by("organisation", "person").agg(chosen)
        .group_by("organisation", "ethnic_category", "workforce_group", "pay_band").len()
        .collect(engine="streaming")
    )
    print(counts["len"].sum())
"""
DUCKDB = """
    import duckdb
    sql = '''
        select organisation, ethnic_category, workforce_group, pay_band, count(*)
        from (
            select organisation, person, arg_max(ethnic_category, "primary") as ethnic_category,
                arg_max(workforce_group, "primary") as workforce_group, arg_max(pay_band, "primary") as pay_band
            from '{path}' where engagement in ('substantive', 'fixed_term') group by organisation, person
        ) group by all
    '''
    print(len(duckdb.sql(sql).fetchall()))
"""


def main() -> None:
    """Print one table a size and kind of file, and the growth of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_500_000, 15_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir(), "wres-bench"))
    asked = parser.parse_args()
    memory: dict[str, list[float]] = {}
    for rows in asked.rows:
        for kind, path in files(asked.data, rows).items():
            programs = {
                name: python(code.format(path=str(path), scan=SCAN[kind]))
                for name, code in (("wres.count", WRES), ("polars", POLARS), ("DuckDB", DUCKDB))
            }
            results = in_turn(programs, runs=asked.runs)
            show(f"{rows:,} staff, {kind}", results, "polars")
            memory.setdefault(kind, []).append(results["wres.count"].memory)
    for kind, peaks in memory.items():
        print(
            f"\nPeak memory of wres.count, {kind}, largest to smallest file: {peaks[-1] / peaks[0]:.2f}"
        )


if __name__ == "__main__":
    main()
