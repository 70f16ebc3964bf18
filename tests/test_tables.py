# mypy: disable-error-code="arg-type"
# Records take plain labels for the members of their enums, which mypy does not see.

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres.records import RECORDS, BoardMember, Record, ReturnLine, StaffRecord, columns
from wres.tables import ALL_TABLES, TABLES, dimensions, empty, schema, to_frame, to_records
from wres.testing.strategies import records_of


EACH = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.table)
MEMBER = BoardMember("RXX", "007", "D", voting=True, executive=False)


@EACH
@settings(max_examples=30)
@given(data=st.data())
def test_records_put_in_a_frame_come_out_the_same(
    record: type[Record], data: st.DataObject
) -> None:
    records = data.draw(records_of(record))

    frame = to_frame(records, record)

    assert frame.schema == schema(record)
    assert to_records(frame, record) == records
    assert to_records(frame.lazy(), record) == records


@EACH
def test_a_schema_has_the_fields_in_their_order(record: type[Record]) -> None:
    kinds = {
        "text": pl.String,
        "flag": pl.Boolean,
        "number": pl.Float64,
        "whole": pl.Int64,
        "day": pl.Date,
        "choice": pl.Enum,
    }

    expected = {name: kinds[column.kind] for name, column in columns(record).items()}
    assert {name: dtype.base_type() for name, dtype in schema(record).items()} == expected
    assert list(schema(record)) == list(expected)


@EACH
def test_the_labels_of_a_choice_are_its_categories(record: type[Record]) -> None:
    for name, column in columns(record).items():
        if column.kind == "choice":
            assert schema(record)[name] == pl.Enum(column.labels)


def test_a_frame_of_text_in_any_order_gives_records() -> None:
    frame = to_frame([MEMBER]).with_columns(pl.col(pl.Enum).cast(pl.String), ward=pl.lit("A"))

    assert to_records(frame.select(sorted(frame.columns)), BoardMember) == [MEMBER]


def test_a_value_that_is_not_allowed_is_refused_without_the_person() -> None:
    frame = to_frame([MEMBER]).with_columns(person=pl.lit(" 007"))

    with pytest.raises(
        ValueError,
        match=r"^person must be text without outer blanks, or none; got the value given$",
    ):
        to_records(frame, BoardMember)


def test_records_of_several_classes_are_refused() -> None:
    staff = StaffRecord("RXX", "1", "1", "A", "clinical", "Band 5", "bank", primary=True)
    mixed: list[Record] = [MEMBER, staff]
    message = r"^records must be of one class; got \['BoardMember', 'StaffRecord'\]$"

    with pytest.raises(TypeError, match=message):
        to_frame(mixed)


def test_no_records_need_their_class() -> None:
    with pytest.raises(TypeError, match=r"^records must be of one class; got \[\]$"):
        to_frame([])
    assert to_frame([], BoardMember).equals(empty(BoardMember))


def test_tables_are_named_once() -> None:
    assert list(TABLES) == [
        "workforce",
        "recruitment",
        "disciplinary",
        "training",
        "survey",
        "board",
    ]
    assert list(ALL_TABLES) == [*TABLES, "return"]
    assert ALL_TABLES["return"] is ReturnLine


def test_dimensions_are_the_columns_that_no_field_has() -> None:
    assert dimensions(["person", "ward", "voting"], BoardMember) == ["ward"]
