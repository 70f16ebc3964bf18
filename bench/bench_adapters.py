"""Each row-level adapter against a plain scan of its own file.

The adapter finds the header, checks the shape of every line, translates the source's words and
gives loose tables, all of whose columns are then read. The scan reads all columns as text.
Memory is that of a file of a tenth of the rows beside that of the whole.
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

QUERY = """
    import polars as pl
    frame = pl.read_database_uri("select * from workforce", "sqlite:file:{path}?mode=ro", engine="adbc")
    print(frame.null_count().row(0))
"""
SUFFIXES = {"esr-go2": ".DAT", "sql": ".db"}


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
    # Of one organisation, with what an extract of the warehouse has a column for.
    posts = people.with_columns(
        organisation=pl.lit("RXX"),
        primary=pl.lit(value=True),
        fte=pl.col("fte") + 0.01,
        started_on=pl.lit(None),
    )
    return {
        "er-cases": ("disciplinary", cases, {}),
        "esr-bi": ("workforce", people, {}),
        "esr-dw": ("workforce", posts, {"ethnic_category": "Ethnic Origin"}),
        "esr-go2": ("workforce", people, {}),
        "itrent": ("workforce", posts, {}),
        "learning": ("training", courses, {}),
        "recruitment": ("recruitment", applications, {}),
        "sql": ("workforce", people, {}),
    }


def main() -> None:
    """Print one table an adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("adapters", nargs="*", help="all, or those named")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, (table, frame, options) in tables(asked.rows).items():
            if name not in (asked.adapters or [name]):
                continue
            typed = frame.select(
                pl.col(column).cast(dtype, strict=False)
                for column, dtype in schema(TABLES[table]).items()
            )
            whole = Path(folder, f"{name}{SUFFIXES.get(name, '.csv')}")
            tenth = whole.with_stem("tenth")
            for path, rows in ((whole, typed), (tenth, typed.head(asked.rows // 10))):
                path.write_bytes(installed().adapter(name).specimen({table: rows}))
            code = {
                path: ADAPTER.format(path=str(path), adapter=name, options=options)
                for path in (whole, tenth)
            }
            programs = {
                name: python(code[whole]),
                "a tenth of the rows": python(code[tenth]),
                "scan": python(QUERY.format(path=str(whole)) if name == "sql" else _scan(whole)),
            }
            size = whole.stat().st_size / 1e6
            title = f"{name}, {asked.rows:,} rows, {size:,.0f} MB"
            show(title, in_turn(programs, runs=asked.runs), "scan")


def _scan(path: Path) -> str:
    separator = "~" if path.suffix == ".DAT" else ","
    with path.open(encoding="utf-8-sig") as file:
        width = max(line.count(separator) for line, _ in zip(file, range(50), strict=False)) + 1
    quote = None if path.suffix == ".DAT" else '"'
    return SCAN.format(path=str(path), separator=separator, quote=quote, width=width)


if __name__ == "__main__":
    main()
