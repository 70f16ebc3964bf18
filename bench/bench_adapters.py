"""Each row-level adapter against a plain scan of its own file.

The adapter finds the header, checks the shape of every line, translates the source's words and
gives loose tables, all of whose columns are then read. The scan reads all columns as text.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
from _data import CATEGORIES, staff
from _runs import in_turn, python, show

from wres.plugins import installed
from wres.tables import TABLES, schema


ADAPTER = """
    import polars as pl, wres
    for loose in wres.read({path!r}, adapter={adapter!r}, year=2025, **{options!r}).loose:
        print(loose.frame.select(pl.all().null_count()).collect(engine="streaming").row(0))
"""
SCAN = """
    import polars as pl
    frame = pl.scan_csv({path!r}, infer_schema=False, separator={separator!r}, has_header=False,
        quote_char={quote!r}, missing_columns='insert', extra_columns='ignore', schema={{f"c{{i}}": pl.String for i in range({width})}})
    print(frame.select(pl.all().null_count()).collect(engine="streaming").row(0))
"""


def tables(rows: int) -> dict[str, tuple[str, pl.DataFrame, dict[str, object]]]:
    """Adapter name to the table that it reads, a frame of it, and options."""
    random = np.random.default_rng(7)
    number = pl.Series(np.arange(rows)).cast(pl.String).str.zfill(8)
    ethnicity = pl.Series(np.array(list(CATEGORIES))[random.integers(0, len(CATEGORIES), rows)])
    day = pl.Series(19814 + random.integers(0, 365, rows)).cast(pl.Int32).cast(pl.Date)
    coin = pl.Series(random.random(rows) < 0.3)  # noqa: PLR2004  # three in ten
    nothing = pl.Series([None] * rows)
    applications = pl.DataFrame(
        {
            "organisation": pl.Series(["RXX"] * rows),
            "application": number,
            "ethnic_category": ethnicity,
            "shortlisted": True,
            "appointed": coin,
            "international": nothing,
            "workforce_group": nothing,
            "pay_band": nothing,
        }
    )
    cases = pl.DataFrame(
        {
            "organisation": pl.Series(["RXX"] * rows),
            "case": number,
            "person": number,
            "ethnic_category": nothing,
            "entered_on": day,
        }
    )
    courses = pl.DataFrame(
        {
            "organisation": pl.Series(["RXX"] * rows),
            "person": number,
            "ethnic_category": nothing,
            "course": pl.Series(["Coaching skills"] * rows),
            "accessed_on": day,
            "mandatory": coin,
        }
    )
    people = staff(rows)
    return {
        "er-cases": ("disciplinary", cases, {}),
        "esr-bi": ("workforce", people, {}),
        "esr-go2": ("workforce", people, {}),
        "learning": ("training", courses, {}),
        "recruitment": ("recruitment", applications, {}),
    }


def main() -> None:
    """Print one table an adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, (table, frame, options) in tables(asked.rows).items():
            typed = frame.select(
                pl.col(column).cast(dtype, strict=False)
                for column, dtype in schema(TABLES[table]).items()
            )
            path = Path(folder, f"{name}.{'DAT' if name == 'esr-go2' else 'csv'}")
            path.write_bytes(installed().adapter(name).specimen({table: typed}))
            separator = "~" if name == "esr-go2" else ","
            with path.open(encoding="utf-8-sig") as file:
                width = (
                    max(line.count(separator) for line, _ in zip(file, range(50), strict=False)) + 1
                )
            scan = SCAN.format(
                path=str(path),
                separator=separator,
                quote=None if name == "esr-go2" else '"',
                width=width,
            )
            programs = {
                name: python(ADAPTER.format(path=str(path), adapter=name, options=options)),
                "scan": python(scan),
            }
            show(
                f"{name}, {asked.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB",
                in_turn(programs, runs=asked.runs),
                "scan",
                memory=False,
            )


if __name__ == "__main__":
    main()
