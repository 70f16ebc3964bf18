"""DuckDB and PySpark give what polars gives: figures, ledger, problems and warnings."""

from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from wres.admission import (
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    STANDS_FOR,
    engine,
)
from wres.admission.frames import intake_of
from wres.errors import FigureError, InputError
from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    StaffRecord,
    TrainingUptake,
    columns,
)
from wres.returns import count
from wres.tables import to_frame
from wres.testing.frames import rows_of


pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning")
Frames = dict[str, pl.DataFrame]

RECORDS = (StaffRecord, Application, DisciplinaryEntry, TrainingUptake, BoardMember)
JUNK = [None, "", " ", "A", " D ", "Band 5", "Band 12", "nurse", "yes", "0", "\x00", "é"]
PEOPLE = [None, "", "1", "01", "0101", "101", "20-2"]
DAYS = [None, *(date(year, month, 1) for year in (2022, 2023, 2024, 2025) for month in (3, 4, 10))]
BY = ["ward", "ethnic_category"]


def _table(record: type[Record], height: int) -> st.SearchStrategy[pl.DataFrame]:
    """Give a table with some faults and hints, in which people meet.

    Its rows are those of a few records, again and again: Hypothesis draws no large tables.
    """
    rows = st.lists(rows_of(record), min_size=4, max_size=8)

    def spoilt(few: list[Any], random: Random) -> pl.DataFrame:
        drawn = random.choices(few, k=height)
        frame = to_frame(drawn, record).with_columns(pl.col(pl.Enum).cast(pl.String))
        made = {}
        for name, column in columns(record).items():
            values = frame[name].to_list()
            for index in range(len(values)):
                chance = random.random()
                if name in {"person", "application", "case"} and chance < 0.5:
                    values[index] = random.choice(PEOPLE)
                elif column.kind == "day" and chance < 0.5:
                    values[index] = random.choice([*DAYS, date(1890, 1, 1)])
                elif column.kind == "number" and chance < 0.1:
                    values[index] = random.choice([None, -1.0, 0.5, float("nan"), float("inf")])
                elif column.kind in {"choice", "text"} and chance < 0.01:
                    values[index] = random.choice(JUNK)
            made[name] = pl.Series(values, dtype=frame[name].dtype)
        seldom = random.choices([None, "trailer", ""], [40, 1, 1], k=len(drawn))
        hints = {
            ROW: pl.Series(range(2, len(drawn) + 2), dtype=pl.Int64),
            OUT_OF_SCOPE: pl.Series(seldom, dtype=pl.String),
            MERGED_INTO: pl.Series(seldom[::-1], dtype=pl.String),
            "ward": pl.Series(
                random.choices(["East", " West", None], k=len(drawn)), dtype=pl.String
            ),
        }
        for name in (EFFECTIVE_FROM, EFFECTIVE_TO):
            days = random.choices([None, None, None, *DAYS], k=len(drawn))
            hints[name] = pl.Series(days, dtype=pl.Date)
        return pl.DataFrame(made).with_columns(**hints)

    return st.builds(spoilt, rows, st.integers(0, 2**32).map(Random))


TRUST = st.fixed_dictionaries({record.table: _table(record, 30) for record in RECORDS})


@cache
def batch() -> Frames:
    """Put many trusts, each of its own organisations, into one: an engine is slow to begin."""
    drawn: list[Frames] = []

    @settings(max_examples=12, phases=[Phase.generate], derandomize=True, database=None)
    @given(TRUST)
    def draw(frames: Frames) -> None:
        drawn.append(frames)

    draw()
    named = pl.col("organisation")
    return {
        record.table: pl.concat(
            frames[record.table].with_columns(pl.format("{}-{}", pl.lit(number), named))
            for number, frames in enumerate(drawn)
        ).with_columns(pl.int_range(2, pl.len() + 2).alias(ROW))
        for record in RECORDS
    }


def in_duckdb(frame: pl.DataFrame) -> object:
    return duckdb.from_arrow(frame.to_arrow())


@pytest.mark.parametrize("year", [None, 2019, 2025])
def test_duckdb_counts_as_polars_does(year: int | None) -> None:
    here, there = batch(), {name: in_duckdb(frame) for name, frame in batch().items()}

    expected = count(here, year=year, by=BY, accept_rejected=True)
    found = count(there, year=year, by=BY, accept_rejected=True)

    assert found == expected
    assert found.evidence == expected.evidence
    assert min(expected.evidence.ledger.totals().values()) > 0  # every fate occurs


def test_duckdb_finds_the_problems_that_polars_finds() -> None:
    here, there = batch(), {name: in_duckdb(frame) for name, frame in batch().items()}

    with pytest.raises(InputError) as expected:
        count(here, year=2025)
    with pytest.raises(InputError) as found:
        count(there, year=2025)

    assert found.value.problems == expected.value.problems


def test_spark_counts_as_polars_does(spark: Any) -> None:  # noqa: ANN401
    here = batch()
    there = {name: spark.createDataFrame(frame.to_arrow()) for name, frame in here.items()}

    expected = count(here, year=2025, by=BY, accept_rejected=True)
    found = count(there, year=2025, by=BY, accept_rejected=True)

    assert found == expected
    assert found.evidence == expected.evidence


def test_people_are_looked_up_on_one_engine() -> None:
    frames = batch()

    with pytest.raises(FigureError, match="workforce on duckdb, training on polars"):
        count({"workforce": in_duckdb(frames["workforce"]), "training": frames["training"]})


@pytest.mark.parametrize("other", [in_duckdb, pl.DataFrame], ids=["duckdb", "polars"])
def test_two_frames_of_a_table_are_refused_and_not_counted_in_part(
    other: Callable[[pl.DataFrame], object],
) -> None:
    board = batch()["board"]
    both = intake_of({"board": in_duckdb(board)}) + intake_of({"board": other(board)})

    with pytest.raises(FigureError, match="board that are on duckdb must be in one frame; got 2"):
        count(both, accept_rejected=True)


def test_two_frames_of_a_table_that_are_here_are_counted_beside_another_engine() -> None:
    frames = {name: batch()[name] for name in ("board", "recruitment")}
    halves = [frames["board"][::2], frames["board"][1::2]]
    parts = [intake_of({"board": half}) for half in halves]

    found = count(
        parts[0] + parts[1] + intake_of({"recruitment": in_duckdb(frames["recruitment"])}),
        accept_rejected=True,
    )

    assert found == count(frames, accept_rejected=True)


def test_tables_without_people_may_be_anywhere() -> None:
    frames = {name: batch()[name] for name in ("board", "recruitment")}

    found = count({**frames, "board": in_duckdb(frames["board"])}, accept_rejected=True)

    assert found == count(frames, accept_rejected=True)


def test_dates_and_numbers_as_text_are_refused() -> None:
    text = batch()["workforce"].with_columns(pl.col("fte", "started_on").cast(pl.String))

    with pytest.raises(InputError) as caught:
        count({"workforce": in_duckdb(text)}, year=2025)

    assert [(item.code, item.where.column) for item in caught.value.problems] == [
        ("unreadable-column", "fte"),
        ("unreadable-column", "started_on"),
    ]


def test_a_table_that_lacks_columns_is_refused() -> None:
    with pytest.raises(InputError, match="no column 'voting'"):
        count({"board": in_duckdb(batch()["board"].drop("voting"))})


def test_only_counts_leave_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[pl.DataFrame] = []
    collected = engine._collected

    def kept(frame: Any) -> pl.DataFrame:  # noqa: ANN401
        brought.append(collected(frame))
        return brought[-1]

    monkeypatch.setattr(engine, "_collected", kept)
    there = {name: in_duckdb(frame) for name, frame in batch().items()}

    count(there, year=2025, accept_rejected=True)

    personal = {"person", "assignment", "application", "case"}
    assert all(personal.isdisjoint(frame.columns) for frame in brought)
    assert len(brought) > 2 * len(there)


@pytest.mark.parametrize("column", ["started_on", "entered_on"])
def test_a_time_of_day_is_left_aside(column: str) -> None:
    table = {"started_on": "workforce", "entered_on": "disciplinary"}[column]
    frame = batch()[table].with_columns(pl.col(column).cast(pl.Datetime("us")))

    found = count({table: in_duckdb(frame)}, year=2025, accept_rejected=True)

    assert found == count({table: batch()[table]}, year=2025, accept_rejected=True)


def test_counted_rows_stand_for_several() -> None:
    frame = batch()["recruitment"].with_columns((pl.col(ROW) % 4).alias(STANDS_FOR))

    expected = count({"recruitment": frame}, year=2025, accept_rejected=True)
    found = count({"recruitment": in_duckdb(frame)}, year=2025, accept_rejected=True)

    assert found == expected
    assert found.evidence == expected.evidence
