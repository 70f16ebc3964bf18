"""Rows read = counted + out of scope + merged + rejected, per file, whatever comes in."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from unittest.mock import patch

import polars as pl
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from polars.testing import assert_frame_equal

from wres.admission import (
    HINTS,
    STANDS_FOR,
    Admitted,
    Intake,
    LooseTable,
    Source,
    admit,
    contested,
    held,
    parse,
    people,
)
from wres.admission.names import MOST_PEOPLE
from wres.errors import InputError
from wres.fields import Column
from wres.ledger import State
from wres.profiles import profile
from wres.records import RECORDS, Record, columns
from wres.returns import count
from wres.tables import ALL_TABLES, to_frame, to_records
from wres.testing.frames import tables
from wres.testing.strategies import records_of


SEVERAL = [name for name in ALL_TABLES for _ in range(2)]
YEARS = st.sampled_from([None, 2019, 2025])

JUNK = [
    "",
    " ",
    "\t\n",
    "\x00",
    "\x1f",
    "😀",
    "é",
    "A",
    "a",
    " A ",
    "99",
    "Band 5",
    "Consultant",
    "medical",
    "clinical",
    "bank",
    "substantive",
    "staff",
    "bme",
    "yes",
    "No",
    "1",
    "0.5",
    "-1",
    "NaN",
    "inf",
    "1e400",
    "9" * 40,
    "2024-06-01",
    "01/02/2023 10:00",
    "31 March 2025",
    "4712-12-31",
    "QQ123456C",
    "someone@example.org",
]
# Names that admission and counting use for columns of their own, and a few that look like them.
INWARD = [
    "fate",
    "rows",
    "row_tests",
    "source_file",
    "by:x",
    "raw:person",
    "given:person",
    "kept:place",
    "place",
    "at_odds",
    "lost_by",
    "identity_hash",
    "criterion_0",
    "countable",
    "found",
    "standing",
    "ethnicity_from",
    "subject",
    "years_ago",
    "gone",
    "words",
    "kind",
    "value_whole",
    "first",
    "further",
    "further_number",
    "rank",
    "directorate",
]

Values = Callable[[int], SearchStrategy[pl.Series]]


def _series(values: SearchStrategy[object], dtype: pl.DataType) -> Values:
    return lambda height: st.lists(values, min_size=height, max_size=height).map(
        lambda drawn: pl.Series(drawn, dtype=dtype)
    )


def _texts(column: Column) -> SearchStrategy[str | None]:
    likely = st.sampled_from([*column.labels, "true", "false", "2024-12-24", "7", "01"])
    return st.none() | likely | likely | st.sampled_from(JUNK)


def _columns(column: Column) -> SearchStrategy[Values]:
    texts, categories = _texts(column), ["A", "Band 5", " ", "true"]
    return st.sampled_from(
        [
            _series(texts, pl.String()),
            _series(texts, pl.String()),
            _series(texts, pl.String()),
            _series(texts, pl.Categorical()),
            _series(st.none() | st.sampled_from(categories), pl.Enum(categories)),
            _series(st.none() | st.integers(-(2**63), 2**63 - 1), pl.Int64()),
            _series(st.none() | st.integers(0, 3), pl.UInt8()),
            _series(st.sampled_from([20250331, 99, 2024, 0, 1, None]), pl.Int32()),
            _series(st.none() | st.floats(), pl.Float64()),
            _series(st.sampled_from([1.0, 99.0, 2024.0, float("nan"), None]), pl.Float32()),
            _series(st.none() | st.booleans(), pl.Boolean()),
            _series(st.none() | st.dates(), pl.Date()),
            _series(
                st.none() | st.datetimes(),
                pl.Datetime(),
            ),
            _series(st.just(datetime(2024, 7, 1, 23, 30, tzinfo=UTC)), pl.Datetime("us", "UTC")),
            _series(st.none() | st.just(time(12)), pl.Time()),
            _series(st.none(), pl.Null()),
        ]
    )


@frozen
class Hostile:
    """What somebody might hand over."""

    loose: tuple[LooseTable, ...]
    by: tuple[str, ...]
    year: int | None


@st.composite
def _frames(draw: st.DrawFn, record: type[Record]) -> pl.DataFrame:
    height = draw(st.integers(0, 6))
    made: dict[str, pl.Series] = {}
    for name, column in columns(record).items():
        made[name] = draw(draw(_columns(column))(height))
    anything = Column("text", "")
    further = draw(st.lists(st.sampled_from([*HINTS, *INWARD]), unique=True, max_size=4))
    for name in further:
        made[name] = draw(draw(_columns(anything))(height))
    return pl.DataFrame(made)


@st.composite
def _hostile(draw: st.DrawFn) -> Hostile:
    names = draw(st.lists(st.sampled_from(SEVERAL), min_size=1, max_size=4))
    frames = [(name, draw(_frames(ALL_TABLES[name]))) for name in names]
    loose = tuple(
        LooseTable(name, frame.lazy(), Source("test", draw(st.sampled_from("ab"))))
        for name, frame in frames
    )
    named = {name for _, frame in frames for name in frame.columns}
    there = sorted(named & {*INWARD, "ethnic_category"})
    by = draw(st.lists(st.sampled_from(there), unique=True, max_size=2)) if there else []
    return Hostile(loose, tuple(by), draw(YEARS))


def _heights(loose: tuple[LooseTable, ...]) -> dict[tuple[str, str], int]:
    heights: dict[tuple[str, str], int] = {}
    for item in loose:
        key = (item.table, item.source.file)
        heights[key] = heights.get(key, 0) + _people(item.frame.collect())
    return heights


def _people(frame: pl.DataFrame) -> int:
    """How many rows there are or, where they are counted ones, how many they stand for."""
    if STANDS_FOR not in frame:
        return frame.height
    text = frame.select(parse.text(pl.col(STANDS_FOR), frame.schema[STANDS_FOR])).to_series()
    numbers = [int(one) if re.fullmatch(r"[+-]?[0-9]{1,18}", one or "") else -1 for one in text]
    return sum(number if 0 <= number <= MOST_PEOPLE else 1 for number in numbers)


def _assert_accounted(intake: Intake) -> None:
    heights: dict[tuple[str, str], int] = dict.fromkeys(_heights(intake.loose), 0)
    for item in intake.ledger.entries:
        assert item.rows > 0
        heights[item.table, item.file] += item.rows

    assert heights == _heights(intake.loose)
    assert intake.ledger.balances
    assert intake.ledger.rows_read == sum(heights.values())


@settings(max_examples=25)
@given(_hostile())
def test_every_row_of_a_hostile_frame_has_one_fate(given_: Hostile) -> None:
    intake = Intake(given_.loose, None if given_.year is None else profile(given_.year))

    _assert_accounted(intake)
    counted = {name: int(rows["rows"].sum()) for name, rows in intake.admitted.counted.items()}
    assert counted == {name: intake.ledger.totals(name)[State.COUNTED] for name in counted}
    assert all(str(problem) for problem in intake.problems)
    assert bool(intake.problems) == bool(intake.ledger.totals()[State.REJECTED])
    for name, table in intake.tables.items():
        to_records(table, ALL_TABLES[name])


@settings(max_examples=18)
@given(_hostile())
def test_counting_a_hostile_frame_gives_figures_or_problems(given_: Hostile) -> None:
    intake = Intake(given_.loose, None if given_.year is None else profile(given_.year))
    try:
        filed = count(intake, by=given_.by, accept_rejected=True)
    except InputError as error:  # lines of a return that contradict each other
        assert {problem.where.column for problem in error.problems} == {"value"}  # noqa: PT017
    else:
        assert filed.evidence.ledger == intake.ledger
        assert sum(source.rows for source in filed.evidence.sources) == intake.ledger.rows_read


def _assert_same(one: Admitted, other: Admitted) -> None:
    assert one.ledger == other.ledger
    assert one.problems == other.problems
    assert one.organisations == other.organisations
    assert one.warnings == other.warnings
    assert one.counted.keys() == other.counted.keys()
    for name, rows in one.counted.items():
        assert_frame_equal(rows, other.counted[name], check_row_order=False)


@settings(max_examples=25)
@given(_hostile())
def test_rows_that_are_held_fare_as_rows_that_are_read_anew(given_: Hostile) -> None:
    rules = None if given_.year is None else profile(given_.year)

    kept = admit(given_.loose, rules, given_.by)
    with patch.object(held, "HELD_AT_MOST", -1):
        anew = admit(given_.loose, rules, given_.by)

    _assert_same(kept, anew)


def _coarse(identity: Sequence[str]) -> pl.Expr:
    """Stand in for the hash: nearly everybody shares it."""
    return (pl.col(identity[-1]) < "3").cast(pl.UInt32).alias(contested.HASH)


@settings(max_examples=25)
@given(tables(), YEARS)
def test_identities_that_share_a_hash_are_told_apart(
    frames: dict[str, pl.DataFrame], year: int | None
) -> None:
    loose = [
        LooseTable(name, frame.lazy(), Source("test", name))
        for name, frame in frames.items()
        if name != "survey"
    ]
    rules = None if year is None else profile(year)

    usual = admit(loose, rules)
    with patch.object(contested, "hashed", _coarse), patch.object(people, "hashed", _coarse):
        coarse = admit(loose, rules)

    _assert_same(usual, coarse)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.table)
@settings(max_examples=15)
@given(data=st.data(), year=YEARS)
def test_every_valid_record_is_counted_merged_or_out_of_scope(
    record: type[Record], data: st.DataObject, year: int | None
) -> None:
    records = data.draw(records_of(record))
    frame = to_frame(records, record).lazy()

    intake = Intake(
        (LooseTable(record.table, frame, Source("test", "a")),),
        None if year is None else profile(year),
    )

    _assert_accounted(intake)
    if record.table != "survey":  # two shares of one group are a conflict
        assert intake.problems == ()
    assert to_records(intake.tables[record.table], record) == records


@pytest.mark.parametrize("name", ALL_TABLES)
def test_an_empty_frame_has_an_empty_ledger(name: str) -> None:
    frame = to_frame([], ALL_TABLES[name]).lazy()

    intake = Intake((LooseTable(name, frame, Source("test", "a")),), profile(2025))

    assert intake.ledger.entries == ()
    assert intake.ledger.rows_read == 0
    assert intake.problems == ()


def test_dates_are_days_of_the_place_they_were_written_in() -> None:
    late = datetime(2025, 3, 31, 23, 30, tzinfo=UTC)
    frame = pl.DataFrame({"entered_on": [late]}).select(
        pl.col("entered_on").dt.convert_time_zone("Europe/London"),
        case=pl.lit("1"),
        ethnic_category=pl.lit("A"),
    )

    tables = Intake((LooseTable("disciplinary", frame.lazy(), Source("test", "a")),)).tables

    assert tables["disciplinary"].collect()["entered_on"].to_list() == [date(2025, 4, 1)]
