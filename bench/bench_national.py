"""A synthetic England: tables of all staff and events, year by year, analysed together.

The files are Parquet, or CSV with ``--csv``, with a column organisation: workforce, recruitment, disciplinary, training
and board of each year, the survey as shares. (a) The bare scan: every column of every file is read
and nothing is kept of it. (b) A bare query: one person once, and counts by organisation, group
and ethnic category. (c) `wres national`: admission with a ledger, counts, and the analysis.

Full scale is ``--staff 1500000 --years 10 --runs 1``. `--check` compares the pooled figures of all
nine indicators with those of the 220 separate reports added up.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from _data import CATEGORIES, ORGANISATIONS, staff
from _runs import in_turn, python, show
from polars.testing import assert_frame_equal

from wres.national_job import gather
from wres.nationwide import national
from wres.nationwide.folder import look
from wres.nationwide.measures import yardsticks
from wres.report import measure, measure_all
from wres.returns import total
from wres.vocabulary import SURVEY_MEASURES


FIRST = 2016
SAME = ["measure", "metric", "direction", "value", "display", "low", "high", "verdict"]
VOTING, EXECUTIVE = 0.8, 0.5
SCAN = """
    import polars as pl
    from pathlib import Path
    rows = 0
    for path in sorted(Path({folder!r}).iterdir()):
        frame = {scan}
        read = [pl.col(name).max() for name in frame.collect_schema()]
        rows += frame.select(*read, rows=pl.len()).collect(engine="streaming")["rows"].item()
    print(rows)
"""
QUERY = """
    import polars as pl
    from pathlib import Path
    for path in sorted(Path({folder!r}).iterdir()):
        frame = {scan}
        where = ["organisation", "ethnic_category", "workforce_group", "pay_band"]
        if path.stem.startswith("workforce"):
            chosen = [pl.col(name).sort_by("primary", descending=True).first() for name in where[1:]]
            kept = frame.filter(pl.col("engagement").is_in(["substantive", "fixed_term"]))
            frame = kept.group_by("organisation", "person").agg(chosen)
        there = [name for name in (*where, "appointed") if name in frame.collect_schema()]
        print(frame.group_by(there).len().collect(engine="streaming").height)
"""
SCANS = {
    "parquet": "pl.scan_parquet(path)",
    "csv": "pl.scan_csv(path, infer_schema_length=0)",
}
"""How a program reads a file: CSV as text, since guessed types lose leading zeros."""

NATIONAL = """
    from pathlib import Path
    from wres.national_job import analyse
    from wres.nationwide.folder import look
    found = analyse(look(Path({folder!r})), metric_3_basis="single_year")
    print(found.pooled.height, found.standings.height)
"""


def tables(people: int, year: int) -> dict[str, pl.DataFrame]:
    """Make the tables of a year; the same for the same year."""
    random = np.random.default_rng(year)
    workforce = staff(people, seed=year)
    codes = sorted(workforce["organisation"].unique())

    def drawn(rows: int) -> dict[str, pl.Series]:
        odds = np.array(list(CATEGORIES.values()), float)
        chosen = np.array(list(CATEGORIES))[random.choice(len(odds), rows, p=odds / odds.sum())]
        whose = np.array(codes)[random.integers(0, len(codes), rows)]
        return {"organisation": pl.Series(whose), "ethnic_category": pl.Series(chosen)}

    def of_staff(rows: int) -> pl.DataFrame:
        return workforce.select("organisation", "person")[random.integers(0, people, rows)]

    within = pl.lit(date(year, 1, 31))
    applied, cases, courses = people * 3 // 5, people // 80, people * 2 // 5
    listed = drawn(applied)
    bme = listed["ethnic_category"].is_in(["H", "N", "L", "J", "M", "S", "R"]).to_numpy()
    hired = random.random(applied) < np.where(bme, 0.14, 0.21)
    board = drawn(13 * len(codes))
    return {
        "workforce": workforce.with_columns(
            pl.col("started_on").clip(upper_bound=date(year, 1, 1))
        ),
        "recruitment": pl.DataFrame(listed).with_columns(
            application=pl.int_range(pl.len()).cast(pl.String),
            shortlisted=pl.lit(value=True),
            appointed=pl.Series(hired),
        ),
        "disciplinary": of_staff(cases).with_columns(
            case=pl.int_range(pl.len()).cast(pl.String), entered_on=within
        ),
        "training": of_staff(courses).with_columns(
            accessed_on=within, mandatory=pl.lit(value=False)
        ),
        "board": pl.DataFrame(board).with_columns(
            voting=pl.Series(random.random(board["organisation"].len()) < VOTING),
            executive=pl.Series(random.random(board["organisation"].len()) < EXECUTIVE),
        ),
        "survey": _survey(codes, year, random),
    }


def _survey(codes: list[str], year: int, random: np.random.Generator) -> pl.DataFrame:
    rows = [
        (
            code,
            year - 1,
            str(name),
            group,
            round(float(random.normal(middle, 0.03)), 4),
            int(random.integers(50, 3000)),
        )
        for code in codes
        for name in SURVEY_MEASURES
        for group, middle in (("white", 0.25), ("bme", 0.32))
    ]
    names = ["organisation", "survey_year", "measure", "ethnic_group", "share", "respondents"]
    return pl.DataFrame(rows, schema=names, orient="row")


def england(folder: Path, people: int, years: int, kind: str) -> Path:
    """Write the tables, once."""
    made = folder / f"england-{people}-{years}-{kind}"
    if not made.exists():
        made.mkdir(parents=True)
        for year in range(FIRST, FIRST + years):
            for name, frame in tables(people, year).items():
                write = frame.write_csv if kind == "csv" else frame.write_parquet
                write(made / f"{name}-{year}.{kind}")
    return made


def check(folder: Path) -> None:
    """Compare the pooled figures of every year with those of the reports added up."""
    filed, _ = gather(look(folder), metric_3_basis="single_year")
    found = national(filed)
    for year in found.years:
        reports = measure_all(filed, year=year)
        added = measure(total([one.filed for one in reports.values()]).pooled("ENG"), year=year)
        theirs = yardsticks(added.to_frame()).select(SAME)
        ours = found.pooled.filter(scope="all", year=year).select(SAME)
        if sorted({*ours["metric"]}) != [*range(1, 10)]:
            raise SystemExit(f"{year}: not all nine indicators are there")
        assert_frame_equal(ours, theirs, rel_tol=1e-9)
        print(f"{year}: {ours.height} figures of all nine indicators: as {len(reports)} reports")


def main() -> None:
    """Print one table, and the growth of memory with the years."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, default=150_000)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--csv", action="store_const", const="csv", default="parquet", dest="kind")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir(), "wres-bench"))
    asked = parser.parse_args()
    folder = england(asked.data, asked.staff, asked.years, asked.kind)
    programs = {
        name: python(code.format(folder=str(folder), scan=SCANS[asked.kind]))
        for name, code in (("bare scan", SCAN), ("bare query", QUERY), ("wres national", NATIONAL))
    }
    results = in_turn(programs, runs=asked.runs)
    title = (
        f"{ORGANISATIONS} organisations, {asked.years} years, {asked.staff:,} rows of staff a year, "
        f"as {asked.kind}"
    )
    show(title, results, "bare scan")
    if asked.check:
        check(folder)


if __name__ == "__main__":
    main()
