"""What the strategies draw is valid, has the edges, and needs no package that is not named."""

import subprocess
import sys

import polars as pl
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import wres
from wres import testing
from wres.ledger import Ledger
from wres.metrics import GroupCounts, NoData
from wres.records import ReturnLine
from wres.report import Report
from wres.returns import Evidence, WresReturn
from wres.tables import ALL_TABLES, schema, to_records
from wres.testing import laws


FEW = settings(max_examples=30)


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(testing, name).__doc__
    assert name in dir(testing)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'payslips'"):
        _ = testing.payslips


@pytest.mark.parametrize("table", ALL_TABLES)
def test_a_table_has_the_schema_and_valid_rows(table: str) -> None:
    record = ALL_TABLES[table]

    @FEW
    @given(testing.tables_of(record))
    def drawn(frame: pl.DataFrame) -> None:
        assert frame.schema == schema(record)
        assert len(to_records(frame, record)) == len(frame)

    drawn()


@FEW
@given(testing.tables())
def test_tables_of_one_trust_can_be_counted(tables: dict[str, pl.DataFrame]) -> None:
    frames = {name: frame for name, frame in tables.items() if name != "survey"}

    filed = wres.count(frames, year=2025, accept_rejected=True)

    assert filed.evidence.ledger.balances


@FEW
@given(testing.survey_tables(organisation=st.just("RXX")))
def test_a_survey_table_can_be_counted(survey: pl.DataFrame) -> None:
    assert len(wres.count({"survey": survey}, year=2025).survey) == len(survey)


@FEW
@given(testing.returns(complete=True, year=2025))
def test_a_complete_return_measures_all_nine(filed: WresReturn) -> None:
    report = wres.measure(filed)

    assert not any(isinstance(result, NoData) for result in report)
    assert report.year == 2025


def test_what_is_rare_in_life_is_drawn() -> None:
    assert find(testing.two_by_two(), lambda table: table.total_of == 0).total_of == 0
    assert find(testing.group_counts(), lambda counts: counts.bme is None).bme is None


@pytest.mark.parametrize(
    "kind",
    [ReturnLine, WresReturn, Report, Ledger, Evidence, GroupCounts],
    ids=lambda k: k.__name__,
)
def test_a_value_can_be_drawn_by_its_class(kind: type) -> None:
    @FEW
    @given(st.from_type(kind))
    def drawn(value: object) -> None:
        assert type(value) is kind

    drawn()


def test_questions_become_returns_and_say_what_they_ask() -> None:
    lines = [
        laws.Line("staff", "white", 70, "clinical", "Band 5"),
        laws.Line("staff", "bme", None, organisation="RYY"),
    ]
    question = laws.Question("representation", lines, place=("clinical", "Band 5"))

    assert str(question) == (
        "metric 1, 2026, clinical Band 5: staff clinical Band 5 white 70; staff bme hidden (RYY)"
    )
    assert question.counts("staff", ("clinical", "Band 5")) == GroupCounts(white=70)
    assert question.to_frame()["value"].to_list() == [70, None]


@pytest.mark.parametrize(
    ("missing", "statement", "message"),
    [
        pytest.param(
            "hypothesis",
            "import wres.testing",
            "wres.testing needs the package hypothesis; install it with: pip install 'wres[testing]'",
            id="hypothesis",
        ),
        pytest.param(
            "pytest",
            "from wres.testing import laws; laws.parametrized(laws.OWN['board'], family='board')",
            "wres.testing.laws.parametrized needs the package pytest; "
            "install it with: pip install 'wres[testing]'",
            id="pytest",
        ),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    missing: str, statement: str, message: str
) -> None:
    code = f"""
import importlib.util, sys
sys.modules[{missing!r}] = None
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == {missing!r} else find_spec(name, *rest)
from wres.errors import MissingExtraError
try:
    {statement.replace("; ", chr(10) + "    ")}
except MissingExtraError as error:
    print(error)
"""

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == message + "\n"


def test_the_laws_need_nothing_but_hypothesis() -> None:
    code = "import sys, wres.testing.laws as laws; laws.check_all(laws.OWN['board'], family='board', examples=2); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    tops = {name.partition(".")[0] for name in done.stdout.split()}
    assert (
        tops & {"pytest", "duckdb", "pandas", "scipy", "numpy", "wres_adapters", "click"} == set()
    )
