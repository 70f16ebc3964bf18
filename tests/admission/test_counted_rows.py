"""A row with a number of people counts as that many rows would."""

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from wres.admission import STANDS_FOR
from wres.admission.frames import intake_of
from wres.errors import InputError
from wres.ledger import State
from wres.records import StaffRecord
from wres.tables import to_frame
from wres.testing.strategies import staff_records


@st.composite
def counted(draw: st.DrawFn) -> pl.DataFrame:
    """Rows of staff, some of them faulty, each standing for a few."""
    records = [
        evolve(record, person=f"row {number}", assignment=f"row {number}")
        for number, record in enumerate(
            draw(st.lists(staff_records(organisation=st.just("RXX")), max_size=8))
        )
    ]
    frame = to_frame(records, StaffRecord).with_columns(pl.col("ethnic_category").cast(pl.String))
    people = draw(st.lists(st.integers(0, 5), min_size=len(records), max_size=len(records)))
    faulty = draw(st.lists(st.booleans(), min_size=len(records), max_size=len(records)))
    return frame.with_columns(
        pl.Series(STANDS_FOR, people, pl.Int64),
        pl.when(pl.Series("faulty", faulty, pl.Boolean))
        .then(pl.lit("Hispanic"))
        .otherwise("ethnic_category")
        .alias("ethnic_category"),
    )


def written_out(frame: pl.DataFrame) -> pl.DataFrame:
    """Make as many rows as each row stands for, each of another person."""
    each = frame.with_columns(pl.int_ranges(pl.col(STANDS_FOR)).alias("number"))
    rows = each.filter(pl.col(STANDS_FOR) > 0).explode("number")
    person = pl.format("{} number {}", "person", "number")
    return rows.with_columns(person=person, assignment=person).drop("number", STANDS_FOR)


@settings(max_examples=40)
@given(counted())
def test_counted_rows_count_as_the_rows_that_they_stand_for(frame: pl.DataFrame) -> None:
    intake = intake_of({"workforce": frame}, 2025)
    plain = intake_of({"workforce": written_out(frame)}, 2025)

    assert intake.ledger.balances
    assert intake.ledger.rows_read == frame[STANDS_FOR].sum()
    assert intake.ledger.totals() == plain.ledger.totals()
    assert figures(intake) == figures(plain)
    again = intake_of({"workforce": intake.tables["workforce"]}, 2025)
    assert figures(again) == figures(plain)


def figures(intake: wres.Intake) -> list[tuple[object, ...]]:
    """Give the figures that are not zero, in order."""
    lines = wres.count(intake, accept_rejected=True).to_frame().drop("organisation", strict=False)
    return sorted(lines.filter(pl.col("value") > 0).rows(), key=str)


RECORD = StaffRecord(
    "RXX", "row 2", "row 2", "A", "clinical", "Band 5", "substantive", primary=True
)


def test_a_fault_of_a_counted_row_is_told_by_row_and_kept_account_of_by_people() -> None:
    frame = to_frame([RECORD]).with_columns(
        pl.lit("Hispanic").alias("ethnic_category"), pl.lit("1234").alias(STANDS_FOR)
    )

    intake = intake_of({"workforce": frame})

    assert intake.ledger.totals()[State.REJECTED] == 1234
    assert [problem.count for problem in intake.problems] == [1]
    assert intake.ledger.read[0].counted_rows == 1
    with pytest.raises(InputError, match="unknown ethnic category 'Hispanic'; accepted"):
        wres.count(intake)


def test_counted_and_plain_rows_meet_in_one_table() -> None:
    counted = to_frame([RECORD]).with_columns(pl.lit(7).alias(STANDS_FOR))
    plain = to_frame([evolve(RECORD, person="01")])

    intake = intake_of({"workforce": counted}, 2025) + intake_of({"workforce": plain}, 2025)

    assert intake.ledger.balances
    assert wres.count(intake).value("staff", "white") == 8
