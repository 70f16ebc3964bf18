from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.admission import parse
from wres.fields import Column
from wres.records import StaffRecord, SurveyShare, columns


FTE, STARTED = columns(StaffRecord)["fte"], columns(StaffRecord)["started_on"]
YEAR = columns(SurveyShare)["survey_year"]


def read(values: list[Any], column: Column, dtype: pl.DataType | None = None) -> list[object]:
    frame = pl.DataFrame({"x": pl.Series(values, dtype=dtype)})
    return frame.select(parse.typed(pl.col("x"), frame.schema["x"], column).alias("x"))[
        "x"
    ].to_list()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-31", date(2025, 3, 31)),
        (" 31/03/2025 ", date(2025, 3, 31)),
        ("1/2/2025", date(2025, 2, 1)),
        ("05-Apr-2024", date(2024, 4, 5)),
        ("05-Apr-24", date(2024, 4, 5)),
        ("05/04/24", date(2024, 4, 5)),
        ("20250331", date(2025, 3, 31)),
        ("20250331 120000", date(2025, 3, 31)),
        ("31 March 2025", date(2025, 3, 31)),
        ("31 Mar 2025", date(2025, 3, 31)),
        ("31.03.2025", date(2025, 3, 31)),
        ("2025/03/31", date(2025, 3, 31)),
        ("2024-04-05T00:00:00Z", date(2024, 4, 5)),
        ("2024-04-05 13:30:00.000", date(2024, 4, 5)),
        ("05-Apr-2024 00:00", date(2024, 4, 5)),
    ],
)
def test_a_date_is_read_however_the_sources_write_it(text: str, day: date) -> None:
    assert read([text], STARTED) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "03/31/2025",
        "2025-02-30",
        "45000",
        "202503",
        "4712-12-31",
        "1899-12-31",
        "2025",
        "01/01/0025",
    ],
)
def test_what_is_no_date_of_this_age_is_none(text: str) -> None:
    assert read([text], STARTED) == [None]


@given(st.lists(st.dates(date(1900, 1, 1), date(2199, 12, 31)), min_size=1))
def test_spellings_can_be_mixed_in_a_column(days: list[date]) -> None:
    forms = ["%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%Y%m%d", "%d %B %Y"]

    written = [day.strftime(forms[place % 5]) for place, day in enumerate(days)]

    assert read(list(written), STARTED) == days


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        pytest.param([1001.0, 1.5], pl.Float64(), ["1001", "1.5"], id="floats"),
        pytest.param([1001, -1], pl.Int16(), ["1001", "-1"], id="ints"),
        pytest.param([Decimal("1001.00")], pl.Decimal(10, 2), ["1001"], id="decimals"),
        pytest.param([True], pl.Boolean(), ["true"], id="bools"),
        pytest.param(["09"], pl.Categorical(), ["09"], id="categories"),
        pytest.param([date(2025, 3, 31)], pl.Date(), ["2025-03-31"], id="dates"),
    ],
)
def test_identifiers_are_read_from_any_type(
    values: list[object], dtype: pl.DataType, expected: list[str]
) -> None:
    assert read(values, columns(StaffRecord)["person"], dtype) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([20250331, 0], [date(2025, 3, 31), None]),
        ([20250331.0], [date(2025, 3, 31)]),
        ([datetime(2025, 3, 31, 23, 59)], [date(2025, 3, 31)]),  # noqa: DTZ001 - local time
        ([True], [None]),
    ],
)
def test_dates_are_read_from_numbers_that_spell_them(
    values: list[object], expected: list[object]
) -> None:
    assert read(values, STARTED) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([".5", " 1 ", "1e2", "-0.1", "nan", "inf", "1,5", ""], [0.5, 1.0, 100.0, *[None] * 5]),
        ([2, 0], [2.0, 0.0]),
        ([True], [None]),
        ([date(2025, 3, 31)], [None]),
    ],
)
def test_numbers_are_read_within_their_bounds(
    values: list[object], expected: list[float | None]
) -> None:
    assert read(values, FTE) == expected


def test_whole_numbers_are_whole() -> None:
    assert read(["2024", "2024.0", "2024.5", "2002", "9" * 30], YEAR) == [2024, 2024, *[None] * 3]


def test_flags_are_read_in_every_spelling() -> None:
    primary = columns(StaffRecord)["primary"]

    assert (
        read(["Yes", "Y", "TRUE", "1", "no", " n ", "False", "0"], primary)
        == [True] * 4 + [False] * 4
    )
    assert read([1.0, 0.0, 2.0], primary) == [True, False, None]
    assert read(["", "x", None], primary) == [None] * 3


@pytest.mark.parametrize(
    ("column", "values"),
    [
        pytest.param(
            columns(StaffRecord)["primary"],
            ["true", "Yes", "NO", "tRue", " y ", "\tfalse", "1", "2", "", " ", None],
            id="flags",
        ),
        pytest.param(
            FTE, ["1", "0.56", " 0.5", "1e0", "-1", "NaN", "inf", "one", "", None], id="numbers"
        ),
        pytest.param(YEAR, ["2024", " 2024 ", "2024.0", "2024.5", "year", "", None], id="whole"),
        pytest.param(
            STARTED, ["2025-03-31", "31/03/25", "25", "0025-01-01", "soon", "", None], id="dates"
        ),
    ],
)
@given(data=st.data())
def test_a_value_is_read_alike_whatever_its_column_has_besides(
    column: Column, values: list[str | None], data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=8))

    together = read(drawn, column, pl.String())

    assert together == [read([value], column, pl.String())[0] for value in drawn]


@pytest.mark.parametrize("missing", [None, "", " ", "\t", "\u00a0"])
def test_a_blank_is_not_given_and_what_cannot_be_read_is(missing: str | None) -> None:
    frame = pl.DataFrame({"written": [missing, "?", "1"], "read": [None, None, 1]})

    told = frame.select(parse.is_given(pl.col("written"), pl.col("read"))).to_series()

    assert told.to_list() == [False, True, True]
