"""Every command that writes an analysis says what it was made from, and can be held to it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.nationwide.england import england
from tests.wording.test_indicators import report
from wres.report import measure_all


COMMANDS = [
    pytest.param(("compare", "sent/2025.json", "sent/2026.json"), 2, id="compare"),
    pytest.param(("benchmark", "sent/2025.json", "--peers", "peers"), 6, id="benchmark"),
    pytest.param(("plan", "sent/2025.json", "sent/2026.json"), 2, id="plan"),
    pytest.param(("national", "national"), 2, id="national"),
]


@pytest.fixture(autouse=True)
def sent(here: Path) -> Path:
    """Reports of two years, those of peers, and a folder of reports and returns."""
    for folder in ("sent", "peers", "national/R00"):
        (here / folder).mkdir(parents=True)
    for year, white in ((2025, 300), (2026, 280)):
        made = report({"shortlisted": (1000, 1000, 0), "appointed": (white, 200, 0)}, year)
        (here / "sent" / f"{year}.json").write_text(made.to_json())
    filed = england(6)
    for code, made in measure_all(filed).items():
        if code == "T00":
            (here / "national/R00/report.json").write_text(made.to_json())
        else:
            (here / "peers" / f"{code}.json").write_text(made.to_json())
    filed.of("T01").to_frame().write_csv(here / "national" / "t01.csv")
    return here


@pytest.mark.parametrize(("arguments", "sources"), COMMANDS)
def test_an_analysis_is_held_to_its_manifest(
    arguments: Sequence[str], sources: int, run: Run, here: Path
) -> None:
    made = run(*arguments, "--out", "out", "--format", "json", "--format", "csv")
    verified = run("verify", "out", "--sources", ".")

    assert made.exit_code == 0, made.stderr
    assert "manifest.json" in made.stdout
    assert (verified.exit_code, verified.stderr) == (0, "")
    assert f"sources: {sources} files are as read" in verified.stdout
    content = json.loads((here / "out" / "manifest.json").read_text())
    assert content["options"]["command"] == arguments[0]
    assert content["options"]["formats"] == ["json", "csv"]
    assert {one["file"] for one in content["files"]} == {
        path.name for path in (here / "out").iterdir() if path.name != "manifest.json"
    }
    assert str(here) not in json.dumps(content)


@pytest.mark.parametrize(("arguments", "sources"), COMMANDS)
def test_the_same_run_gives_the_same_manifest(
    arguments: Sequence[str], sources: int, run: Run, here: Path
) -> None:
    for folder in ("one", "two"):
        assert run(*arguments, "--out", folder, "--format", "json").exit_code == 0

    one, two = ((here / name / "manifest.json").read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(json.loads(one)["sources"]) == sources


@pytest.mark.parametrize(("arguments", "sources"), COMMANDS)
def test_a_changed_file_and_a_changed_source_are_named(
    arguments: Sequence[str], sources: int, run: Run, here: Path
) -> None:
    assert run(*arguments, "--out", "out", "--format", "json").exit_code == 0
    assert sources > 1
    name = f"{'comparison' if arguments[0] == 'compare' else arguments[0]}.json"
    with (here / "out" / name).open("a") as file:
        file.write(" ")
    changed = here / ("national/t01.csv" if arguments[0] == "national" else "sent/2025.json")
    with changed.open("a") as file:
        file.write("\n")

    result = run("verify", "out", "--sources", ".")

    assert result.exit_code == 1
    assert result.stderr == (
        f"{name}: was changed after it was written\n"
        f"{changed.name}: is not the file that was read\n"
        "error: 2 differences\n"
    )


def test_files_that_guide_a_run_are_named_by_their_content(run: Run, here: Path) -> None:
    assert run("plan", "sent/2025.json", "--out", "first", "--format", "json").exit_code == 0
    again = ("plan", "sent/2026.json", "--update", "first/plan.json", "--goal", "2030")
    assert run(*again, "--out", "out", "--format", "json").exit_code == 0

    options = json.loads((here / "out" / "manifest.json").read_text())["options"]

    first = json.loads((here / "first" / "manifest.json").read_text())
    [plan] = [one for one in first["files"] if one["file"] == "plan.json"]
    assert options["update"] == {"file": "plan.json", "sha256": plan["sha256"]}
    assert options["goal"] == 2030


def test_only_a_report_is_made_again(run: Run, here: Path) -> None:
    assert run("plan", "sent/2025.json", "--out", "out", "--format", "json").exit_code == 0
    (here / "wres.toml").write_text("year = 2025\n")

    result = run("verify", "out", "--rerun", "wres.toml")

    assert result.exit_code == 2
    assert "these files are of wres plan" in result.stderr
