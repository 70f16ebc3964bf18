import json
from pathlib import Path

import pytest
from attrs import evolve

from tests.cli.conftest import Run
from tests.wording.test_indicators import report
from wres.report import Report


@pytest.fixture
def own(here: Path) -> Path:
    path = here / "report.json"
    path.write_text(made("RXX", 30).to_json())
    return path


def made(code: str, appointed: int) -> Report:
    lines = {"shortlisted": (780, 210, 10), "appointed": (170, appointed, 1)}
    one = report(lines)
    return evolve(one, organisation=evolve(one.organisation, code=code))


def test_each_figure_stands_beside_a_published_one_with_year_and_source(
    run: Run, own: Path
) -> None:
    result = run("benchmark", str(own))

    assert result.exit_code == 0
    assert "Ratio of White to BME likelihood of                  1.53      1.59     -0.06" in (
        result.stdout
    )
    assert "published: NHS trusts in England, 2023: Health Business" in result.stdout
    assert "better for BME staff; chance alone could explain the gap" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert [path.name for path in own.parent.iterdir()] == ["report.json"]


def test_files_are_written_where_a_folder_is_given(run: Run, own: Path) -> None:
    everything = run("benchmark", str(own), "--out", "all")
    table = run("benchmark", str(own), "--out", "table", "--format", "csv")

    assert (everything.exit_code, table.exit_code) == (0, 0)
    assert sorted(path.name for path in Path("all").iterdir()) == [
        "benchmark.csv",
        "benchmark.json",
        "manifest.json",
    ]
    assert sorted(path.name for path in Path("table").iterdir()) == [
        "benchmark.csv",
        "manifest.json",
    ]
    assert (Path("all") / "benchmark.csv").read_bytes() == (
        Path("table") / "benchmark.csv"
    ).read_bytes()


def test_peers_are_read_from_a_folder_at_any_depth(run: Run, own: Path) -> None:
    for number in range(5):
        folder = Path("peers", f"R{number}")
        folder.mkdir(parents=True)
        (folder / "report.json").write_text(made(f"R{number}", 40 + number).to_json())
        (folder / "manifest.json").write_text('{"format": "wres-manifest/1"}')

    result = run("benchmark", str(own), "--peers", "peers")

    assert result.exit_code == 0
    assert "Peers: R0, R1, R2, R3, R4" in result.stdout
    assert "peers: rank 6 of 6, 1 is the lowest; inside the 95% limits of the funnel" in (
        result.stdout
    )


def test_a_published_figure_has_its_year_and_source_where_the_report_has_none(
    run: Run, own: Path
) -> None:
    """Nobody applied: 1.59 stood there by itself."""
    one = report({"shortlisted": (0, 0, 0), "appointed": (0, 0, 0)})
    own.write_text(one.to_json())

    told = run("benchmark", str(own)).stdout

    for text in ("1.59 ", "30.3% "):
        _, _, after = told.partition(text)
        assert after.split("published: ")[0].count("no figure: ") == 1
        assert after.split("published: ")[1].startswith("NHS trusts in England, 20")


def test_it_says_where_there_are_too_few_peers(run: Run, own: Path) -> None:
    Path("peers").mkdir()
    Path("peers", "own.json").write_text(own.read_text())
    nobody = run("benchmark", str(own), "--peers", "peers")
    Path("peers", "other.json").write_text(made("R1", 40).to_json())
    one = run("benchmark", str(own), "--peers", "peers")

    assert nobody.exit_code == one.exit_code == 0
    assert "no other organisation's report of 2025 is in peers" in nobody.stderr
    assert one.stderr == ""
    assert "They are too few for a funnel, which needs 5 organisations." in one.stdout
    assert "peers: rank 2 of 2, 1 is the lowest" in one.stdout


def test_every_file_that_is_no_report_is_named_and_nothing_is_written(run: Run, own: Path) -> None:
    Path("peers").mkdir()
    Path("peers", "broken.json").write_text("{")
    Path("peers", "empty.json").write_text('{"format": "wres-report/1"}')

    result = run("benchmark", str(own), "--peers", "peers", "--out", "out")

    assert result.exit_code == 1
    assert "broken.json: " in result.stderr
    assert "empty.json: this is no wres-report/1" in result.stderr
    assert "2 problems; nothing was written" in result.stderr
    assert not Path("out").exists()


def test_every_damaged_or_foreign_file_is_named_once(run: Run, own: Path) -> None:
    folder = Path("peers")
    folder.mkdir()
    report = json.loads(own.read_text())
    other = {**report, "organisation": {"code": "RYY", "name": None}}
    results = [dict(result) for result in report["metrics"]]
    results[2]["number"] = 3000
    ratio = {**results[1], "ratio": {**results[1]["ratio"], "of": "x"}}
    published = {"policy": "threshold-5", "hidden": [7]}
    damaged = {
        "a-number.json": json.dumps({**other, "metrics": results}).encode(),
        "b-ratio.json": json.dumps(
            {**other, "metrics": [report["metrics"][0], ratio, *report["metrics"][2:]]}
        ).encode(),
        "c-hidden.json": json.dumps({**other, "publication": published}).encode(),
        "d-publication.json": json.dumps({**other, "publication": "x"}).encode(),
        "e-deep.json": b"[" * 100_000,
        "f-bytes.json": b'{"format": "wres-report/1\xff"}',
        "g-later.json": b'{"format": "wres-report/2"}',
        "h-cut-off.json": own.read_bytes()[:-9],
    }
    for name, content in damaged.items():
        (folder / name).write_bytes(content)
    (folder / "other.json").write_text('{"format": "csvw"}')
    (folder / "whole.json").write_text(json.dumps(other))

    result = run("benchmark", str(own), "--peers", "peers")

    assert result.exit_code == 1
    assert result.stderr.count("[not-a-report]") == len(damaged)
    assert [name for name in damaged if result.stderr.count(f"{name}: ") != 1] == []
    assert "Traceback" not in result.output
    for name in damaged:
        (folder / name).unlink()
    assert run("benchmark", str(own), "--peers", "peers").exit_code == 0


def test_a_folder_without_reports_is_no_peers(run: Run, own: Path) -> None:
    Path("peers").mkdir()

    result = run("benchmark", str(own), "--peers", "peers")

    assert result.exit_code == 1
    assert "peers: no report in this folder; accepted: report.json files" in result.stderr


def test_a_format_needs_a_folder_and_a_region_a_name(run: Run, own: Path) -> None:
    assert run("benchmark", str(own), "--format", "csv").exit_code == 2
    assert run("benchmark", str(own), "--region", "Wales").exit_code == 2
    assert "'North West'" in run("benchmark", str(own), "--region", "Wales").stderr
