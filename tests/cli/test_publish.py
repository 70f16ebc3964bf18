"""``wres report --publish``: what anybody may read, and what is handed in, apart."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from wres.disclosure import Policy
from wres.errors import FigureError
from wres.job import Job, SourceFile
from wres.job import run as run_job
from wres.report import Report


Run = Callable[..., Result]
WHO = ("--organisation", "RXX", "--year", "2025")
FORMATS = ("--format", "json", "--format", "csv", "--format", "ledger")


@pytest.fixture
def small(filed: Path) -> Path:
    filed.write_text(filed.read_text().replace("appointed,,,bme,30", "appointed,,,bme,3"))
    return filed


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_folders_are_written_each_with_its_manifest(run: Run, here: Path, small: Path) -> None:
    result = run("report", "--return", small.name, *WHO, "--out", "out", *FORMATS, "--publish")

    assert result.exit_code == 0, result.stderr
    described = {"metrics.csv", "metrics.csv-metadata.json", "report.json", "manifest.json"}
    assert names(here / "out") == {
        *(f"public/{name}" for name in described),
        *(f"submission/{name}" for name in {*described, "ledger.csv"}),
    }
    public, kept = (
        json.loads((here / "out" / folder / "report.json").read_text())
        for folder in ("public", "submission")
    )
    assert public["metrics"][1]["events"]["bme"] is None
    assert public["publication"]["policy"] == "threshold-5"
    assert kept["metrics"][1]["events"]["bme"] == 3
    assert "publication" not in kept
    assert "Safe to publish by policy threshold-5" in result.stdout
    assert "No safe choice" not in result.stdout  # nothing beside the small counts is hidden


def test_the_public_folder_is_audited_as_it_is(run: Run, small: Path) -> None:
    run("report", "--return", small.name, *WHO, "--out", "out", *FORMATS, "--publish")

    result = run("audit", "out/public")

    assert (result.exit_code, result.stderr) == (0, "")


def test_the_public_manifest_has_no_digest_of_a_source(run: Run, here: Path, small: Path) -> None:
    run("report", "--return", small.name, *WHO, "--out", "out", *FORMATS, "--publish")

    public, kept = (
        json.loads((here / "out" / folder / "manifest.json").read_text())
        for folder in ("public", "submission")
    )

    assert public["sources"] == []
    assert [one["file"] for one in kept["sources"]] == ["return.csv"]
    assert public["options"]["publish"] == "threshold-5"


def test_a_policy_may_follow_or_another_argument(run: Run, here: Path, small: Path) -> None:
    (here / "wres.toml").write_text(
        'year = 2025\npublish = "threshold-7"\n[organisation]\ncode = "RXX"\n'
        f'[[source]]\nadapter = "return-csv"\npath = "{small.name}"\n'
    )

    def policy_of(*arguments: str) -> str:
        result = run("report", *arguments, "--out", "out", "--format", "json")
        assert result.exit_code == 0, result.stderr
        content = json.loads((here / "out/public/report.json").read_text())
        return str(content["publication"]["policy"])

    assert policy_of("wres.toml") == "threshold-7"
    assert policy_of("--publish", "wres.toml") == "threshold-5"
    assert policy_of("wres.toml", "--publish", "nhs-2018") == "nhs-2018"
    assert policy_of("--publish=threshold-11", "wres.toml") == "threshold-11"


def test_both_folders_can_be_verified_and_made_again(run: Run, here: Path, small: Path) -> None:
    (here / "wres.toml").write_text(
        'year = 2025\n[organisation]\ncode = "RXX"\n'
        f'[[source]]\nadapter = "return-csv"\npath = "{small.name}"\n'
    )
    run("report", "wres.toml", "--out", "out", *FORMATS, "--publish")

    for folder in ("out/public", "out/submission"):
        result = run("verify", folder, "--rerun", "wres.toml")
        assert (result.exit_code, result.stderr) == (0, "")


def test_what_was_published_before_counts(run: Run, here: Path, small: Path) -> None:
    asked = ("report", "--return", small.name, *WHO, "--format", "json", "--publish")
    assert run(*asked, "--out", "one").exit_code == 0

    again = run(*asked, "--out", "two", "--published", "one/public/report.json")
    other = run(*asked, "threshold-7", "--out", "three", "--published", "one/public/report.json")

    assert again.exit_code == 0
    assert other.exit_code == 1
    assert "published under policy threshold-5; got threshold-7" in other.stderr
    assert not (here / "three").exists()


def test_a_config_with_another_policy_is_refused(run: Run, here: Path, small: Path) -> None:
    (here / "wres.toml").write_text(
        'year = 2025\npublish = "six"\npublished = [6]\n[organisation]\ncode = "RXX"\n'
        f'[[source]]\nadapter = "return-csv"\npath = "{small.name}"\n'
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    assert "row 2: no disclosure policy named 'six'; accepted: threshold-5 or " in result.stderr
    assert "a path that is no text" in result.stderr


def test_nothing_is_made_where_an_auditor_finds_something(small: Path) -> None:
    job = Job(
        sources=(SourceFile("return-csv", small),),
        year=2025,
        organisation="RXX",
        formats=("json", "ledger"),
        publish="threshold-5",
    )
    seen: dict[str, bytes] = {}

    def audit(files: Mapping[str, bytes], policy: Policy, report: Report) -> Iterable[str]:
        seen.update(files)
        assert policy.id == "threshold-5"
        assert report.publication is None
        yield "indicator 2, BME: exactly 3"

    with pytest.raises(FigureError, match=r"nothing was written, .*: indicator 2, BME: exactly 3"):
        run_job(job, audit=audit)

    assert set(seen) == {"report.json", "manifest.json"}


def test_breakdowns_are_published_where_they_are_asked_for(run: Run, here: Path) -> None:
    lines = ["measure,workforce_group,pay_band,ethnic_group,site,value"]
    counts = {"North": (60, 20, 6), "South": (45, 2, 8)}
    for site, own in counts.items():
        groups = zip(("white", "bme", "unknown"), own, strict=True)
        lines += [f"staff,,,{group},{site},{count}" for group, count in groups]
    (here / "sites.csv").write_text("\n".join(lines) + "\n")
    asked = ("report", "--return", "sites.csv", *WHO, "--by", "site", *FORMATS, "--publish")

    without = run(*asked, "--out", "one")
    result = run(*asked, "--publish-breakdowns", "--out", "two")

    assert (without.exit_code, result.exit_code) == (0, 0), result.stderr
    assert not (here / "one/public/breakdowns.csv").exists()
    assert "Not published; --publish-breakdowns hides" in without.stdout
    table = (here / "two/public/breakdowns.csv").read_text().splitlines()
    south = [line for line in table if ",site,South,1," in line and ",headcount," in line]
    assert any(",bme," in line and ",hidden," in line for line in south)
    assert "Breakdowns are published by site" in " ".join(result.stdout.split())
    assert run("audit", "two/public").exit_code == 0


def test_publishing_breakdowns_needs_some(run: Run, small: Path) -> None:
    result = run(
        "report", "--return", small.name, *WHO, "--out", "out", "--publish", "--publish-breakdowns"
    )

    assert result.exit_code == 2
    assert "give both" in result.stderr
