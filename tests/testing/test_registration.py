"""Hypothesis knows the records as soon as `wres` is installed."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.records import RECORDS, Record
from wres.tables import to_frame, to_records
from wres.testing import reports


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.table)
def test_any_valid_record_can_be_drawn_by_its_class(record: type[Record]) -> None:
    @given(st.from_type(record))
    def drawn(one: Record) -> None:
        assert to_records(to_frame([one]), record) == [one]

    drawn()


def test_importing_hypothesis_loads_no_frames() -> None:
    code = "import sys, hypothesis; print({'polars', 'wres.testing.frames'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


@given(reports())
def test_a_drawn_report_is_read_back_from_its_json(report) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert type(report).from_json(report.to_json()) == report
