import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from click.testing import Result

from wres.cli.explained import inputs, span
from wres.metrics import LAWS_OF, METRICS, editions
from wres.plugins import installed


Run = Callable[..., Result]
FACTS = [
    "name",
    "formula",
    "numerator",
    "denominator",
    "inputs",
    "direction",
    "adverse if",
    "source",
    "standing",
]


def test_the_nine_metrics_are_listed(run: Run) -> None:
    result = run("metrics")

    assert result.exit_code == 0
    assert result.stdout == (
        "1  Representation at every pay band\n"
        "2  Likelihood of appointment from shortlisting\n"
        "3  Likelihood of entering the formal disciplinary process\n"
        "4  Likelihood of accessing non-mandatory training and CPD\n"
        "5  Harassment, bullying or abuse from patients, relatives or the public\n"
        "6  Harassment, bullying or abuse from staff\n"
        "7  Belief that the organisation offers equal opportunities for career\n"
        "   progression\n"
        "8  Discrimination at work from a manager, team leader or other colleague\n"
        "9  Representation on the board compared with the workforce\n"
        "\n"
        "'wres metrics --explain N' says how metric N is defined, and by which source.\n"
    )


@pytest.mark.parametrize("command", ["adapters", "exporters", "metrics"])
def test_lists_fit_a_terminal_of_80_columns(command: str, run: Run) -> None:
    result = run(command)

    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("number", range(1, 10))
def test_a_metric_is_explained_with_its_rules_and_their_standing(number: int, run: Run) -> None:
    result = run("metrics", "--explain", str(number), "--year", "2025")

    one = METRICS[number - 1]
    flat = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert f"Indicator {number}: {one.title}" in flat
    told = (one.formula, one.adverse, one.numerator, one.denominator, one.source, *one.notes)
    assert [text for text in told if " ".join(text.split()) not in flat] == []
    assert [name for name in one.rules if f"- {name} = " not in flat] == []


@pytest.mark.parametrize("number", range(1, 10))
def test_an_explanation_has_every_section(number: int, run: Run) -> None:
    lines = run("metrics", "--explain", str(number), "--year", "2025").stdout.splitlines()

    sections = [after for before, after in pairwise(lines) if not before]
    assert sections[2:] == [
        "Worked example",
        "Notes",
        "Rules in 2025",
        "Edition history",
        "Laws",
    ]
    facts = [line.split("  ")[0] for line in lines[: lines.index("Worked example")]]
    assert [fact for fact in FACTS if fact not in facts] == []


@pytest.mark.parametrize("number", range(1, 10))
def test_an_explanation_tells_example_history_and_laws_whole(number: int, run: Run) -> None:
    flat = " ".join(run("metrics", "--explain", str(number)).stdout.split())

    one = METRICS[number - 1]
    told = [one.definition, one.example.about, one.example.note]
    told += [f"{step.working}" for step in one.example.steps]
    told += [step.shown for step in one.example.steps]
    told += [given.measure for given in one.example.given]
    told += [f"{span(change)} {change.change}" for change in editions(one)]
    told += [f"{measure}: {measure.label} (table {measure.table})" for measure in inputs(one)]
    told += [f"{family} {', '.join(LAWS_OF[family])}" for family in one.laws]
    assert [text for text in told if text not in flat] == []


@pytest.mark.parametrize("number", range(1, 10))
def test_an_explanation_keeps_to_80_columns_but_for_addresses(number: int, run: Run) -> None:
    lines = run("metrics", "--explain", str(number)).stdout.splitlines()

    assert [line for line in lines if len(line) > 80 and not re.fullmatch(r" *\S+/\S+", line)] == []


def test_a_source_that_is_no_document_is_not_named(run: Run) -> None:
    told = run("metrics", "--explain", "3").stdout

    assert "metric_3_basis = single_year\n    a choice of this library; later" in told
    assert "unverified" not in told
    assert "our choice;" not in told


def test_explaining_needs_no_hypothesis() -> None:
    script = (
        "import sys; sys.modules['hypothesis'] = None; from wres.cli import main; "
        "main(['metrics', '--explain', '2'])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, text=True
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "ratio-from-counts" in ran.stdout


def test_the_direction_is_that_of_the_year(run: Run) -> None:
    now, first = (
        run("metrics", "--explain", "2", "--year", year).stdout for year in ("2025", "2015")
    )

    assert "direction    White over BME: above 1, White are the likelier\n" in now
    assert "direction    BME over White: above 1, BME are the likelier\n" in first


def test_rules_that_are_carried_on_say_so(run: Run) -> None:
    assert (
        "no rules are known for 2050" in run("metrics", "--explain", "9", "--year", "2050").stdout
    )


def test_there_is_no_tenth_metric(run: Run) -> None:
    assert run("metrics", "--explain", "10").exit_code == 2


def test_adapters_are_listed_with_what_they_read(run: Run) -> None:
    result = run("adapters")

    assert result.exit_code == 0
    assert [name for name in installed().adapters if f"\n{name} " not in result.stdout] == []
    assert result.stdout.splitlines()[0].split() == ["ADAPTER", "FORMAT:", "TABLES"]


def test_the_options_of_an_adapter_are_told(run: Run) -> None:
    result = run("adapters", "esr-go2", "dcf")

    assert result.exit_code == 0
    assert "  - trailer_counts: what the trailer counts" in result.stdout
    assert "\ndcf\n" in result.stdout


def test_an_unknown_adapter_is_wrong_usage(run: Run) -> None:
    result = run("adapters", "esr")

    assert result.exit_code == 2
    assert "no adapter named 'esr'; there are: " in result.stderr


def test_exporters_are_listed_the_usual_ones_marked(run: Run) -> None:
    result = run("exporters")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "FORMAT     WRITES",
        "csv*       Every figure as CSV, with its description (CSVW)",
        "html*      The report as a web page, with pictures (HTML)",
        "json*      The whole report as JSON",
    ]
