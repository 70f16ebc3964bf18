import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wres.admission.steps import FAULTS
from wres.errors import (
    FigureError,
    InputError,
    Location,
    MissingExtraError,
    PluginError,
    Problem,
    UnknownNameError,
    WresError,
    raise_all,
)
from wres.records import columns
from wres.returns.checks import AT_MOST
from wres.tables import ALL_TABLES


ROOT = Path(__file__).parents[1]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
MAKERS = {"Problem", "refuse", "Requirement", "fault"}
"""Calls whose first argument is a problem's code."""

WHERE = Location("staff.csv", row=3, column="Grade")
PROBLEM = Problem("unknown-pay-band", WHERE, "unknown pay band 'X'", "Band 1 to VSM")


@pytest.mark.parametrize(
    ("where", "text"),
    [
        pytest.param(Location(), "input", id="frame"),
        pytest.param(Location("a.csv"), "a.csv", id="file"),
        pytest.param(
            Location("a.csv", column="Pay" + " " * 900 + "band"),
            "a.csv, column 'Pay band'",
            id="header of blanks",
        ),
        pytest.param(
            Location("a.csv", column="x" * 900), f"a.csv, column '{'x' * 80}...'", id="long header"
        ),
        pytest.param(Location("a.xlsx", "Staff", 2), "a.xlsx, sheet 'Staff', row 2", id="sheet"),
        pytest.param(WHERE, "staff.csv, row 3, column 'Grade'", id="column"),
    ],
)
def test_a_location_says_where_as_a_reader_counts(where: Location, text: str) -> None:
    assert str(where) == text


@pytest.mark.parametrize(
    ("count", "more"),
    [
        pytest.param(1, "", id="one"),
        pytest.param(2, " (and in 1 more row)", id="two"),
        pytest.param(1235, " (and in 1,234 more rows)", id="many"),
    ],
)
def test_a_problem_says_in_how_many_rows_it_is(count: int, more: str) -> None:
    problem = Problem(PROBLEM.code, WHERE, PROBLEM.message, PROBLEM.accepted, count)

    assert str(problem) == (
        f"staff.csv, row 3, column 'Grade': unknown pay band 'X'{more}; "
        "accepted: Band 1 to VSM [unknown-pay-band]"
    )


def test_an_input_error_shows_the_first_five_problems_and_carries_all() -> None:
    error = InputError((PROBLEM,) * 7)

    assert str(error).splitlines() == [
        "7 problems in the input:",
        *[f"- {PROBLEM}"] * 5,
        "and 2 more (see .problems)",
    ]
    assert len(error.problems) == 7
    assert str(InputError((PROBLEM,))).startswith("1 problem in the input:\n")


def test_raising_all_of_nothing_does_nothing() -> None:
    raise_all([])

    with pytest.raises(InputError, match=r"^1 problem in the input:"):
        raise_all([PROBLEM])


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InputError((PROBLEM,)), ValueError),
        (FigureError("two years"), ValueError),
        (UnknownNameError.of("metric", 10, [1, 2]), LookupError),
        (MissingExtraError.of("reading workbooks", "excel"), ImportError),
        (PluginError("broken"), Exception),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_every_error_is_ours_is_a_builtin_and_pickles(
    error: WresError, builtin: type[Exception]
) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert isinstance(error, WresError)
    assert isinstance(error, builtin)
    assert (type(again), str(again)) == (type(error), str(error))


# --- Every code is in the reference ----------------------------------------------------------


def made_by_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MAKERS:
                yield str(node.args[0].value)


def made_by_admission(path: Path) -> Iterator[str]:
    """Find the codes that wait in a constant, not in a call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
            yield str(node.value)


def emitted() -> set[str]:
    sources = [*ROOT.glob("src/**/*.py")]
    own = [path for path in sources if {"admission", "returns", "counting.py"} & set(path.parts)]
    choices = {
        f"unknown-{name.replace('_', '-')}"
        for record in ALL_TABLES.values()
        for name, column in columns(record).items()
        if column.kind == "choice"
    }
    limits = {f"more-{part}-than-{whole}".replace("_", "-") for part, whole in AT_MOST}
    calls = {code for path in sources for code in made_by_calls(path)}
    return {
        *calls,
        *(code for path in own for code in made_by_admission(path)),
        *choices,
        *limits,
        *FAULTS.values(),
    }


def documented() -> list[str]:
    page = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)


def test_every_problem_code_is_in_the_reference_once_and_no_other() -> None:
    assert sorted(documented()) == sorted(emitted())
