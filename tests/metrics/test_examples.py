"""The worked examples of the data are true of this library, sum by sum."""

import re
from fractions import Fraction
from operator import attrgetter
from typing import Any

import polars as pl
import pytest

from wres.metrics import GROUPS, METRICS, Example, Given, Metric
from wres.report import measure
from wres.returns import WresReturn


EXAMPLES = [pytest.param(one, id=one.name) for one in METRICS]
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(%?)")


def counts(given: Given) -> dict[str, float]:
    return {group: getattr(given, group) for group in GROUPS if getattr(given, group) is not None}


def filed(example: Example) -> WresReturn:
    lines = [
        {
            "measure": one.measure,
            "ethnic_group": group,
            "value": float(value),
        }
        for one in example.given
        for group, value in counts(one).items()
    ]
    return WresReturn.from_frame(pl.DataFrame(lines, infer_schema_length=None))


def worked(sum_: str) -> Fraction:
    """Work a sum out exactly."""
    assert re.fullmatch(r"[\d.%()/+ -]+", sum_)

    def exact(match: re.Match[str]) -> str:
        number, percent = match.groups()
        return f"(Fraction('{number}') / {100 if percent else 1})"

    result: Fraction = eval(NUMBER.sub(exact, sum_), {"Fraction": Fraction})
    return result


@pytest.mark.parametrize("one", EXAMPLES)
def test_each_sum_of_an_example_is_what_the_report_has(one: Metric) -> None:
    example = one.example

    result: Any = measure(filed(example), year=example.year)[one.number]

    figures = {step.figure: attrgetter(step.figure)(result) for step in example.steps}
    assert [
        (step.figure, figures[step.figure].exact, figures[step.figure].display)
        for step in example.steps
    ] == [(step.figure, worked(step.working), step.shown) for step in example.steps]


@pytest.mark.parametrize(
    "one", [pytest.param(one, id=one.name) for one in METRICS if one.family != "survey"]
)
def test_a_sum_has_no_numbers_but_the_counts_and_their_totals(one: Metric) -> None:
    given = [counts(line).values() for line in one.example.given]

    used = {number for step in one.example.steps for number, _ in NUMBER.findall(step.working)}

    assert used <= {str(number) for line in given for number in [*line, sum(line)]}


@pytest.mark.parametrize("one", EXAMPLES)
def test_an_example_says_whose_figures_it_has_and_what_to_learn(one: Metric) -> None:
    example = one.example

    assert example.about
    assert example.note.endswith(".")
    assert (example.source == "our choice") == (example.verified == "choice")


def test_a_ratio_is_an_example_where_the_metric_has_one() -> None:
    with_ratio = {
        one.number for one in METRICS if "ratio" in {step.figure for step in one.example.steps}
    }

    assert with_ratio == {one.number for one in METRICS if one.family in {"likelihood", "survey"}}


@pytest.mark.parametrize(
    ("sum_", "result"),
    [
        ("48 / 603", Fraction(48, 603)),
        ("(9 / 725) / (17 / 2505)", Fraction(9 * 2505, 725 * 17)),
        ("100% - 76.49%", Fraction(2351, 10_000)),
    ],
)
def test_a_sum_is_worked_exactly(sum_: str, result: Fraction) -> None:
    assert worked(sum_) == result
