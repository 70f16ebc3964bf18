"""``wres verify``: every change of a file, and of a source, is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.returns.official_forms import Form


Run = Callable[..., Result]
WHO = ("--organisation", "RXX", "--year", "2025")
CONFIG = (
    'year = 2025\n[organisation]\ncode = "RXX"\n'
    '[[source]]\nadapter = "return-csv"\npath = "return.csv"\n'
)


@pytest.fixture
def out(run: Run, here: Path, filed: Path) -> Path:
    (here / "wres.toml").write_text(CONFIG)
    (here / "FORM.xlsx").write_bytes(Form().content())
    formats = ("--format", "json", "--format", "csv")
    assert filed.is_file()
    assert (
        run("report", "wres.toml", "--into", "FORM.xlsx", "--out", "out", *formats).exit_code == 0
    )
    return here / "out"


@pytest.mark.usefixtures("out")
def test_what_was_written_is_as_written(run: Run, here: Path) -> None:
    config = CONFIG.replace("[org", 'into = "FORM.xlsx"\n[org')
    (here / "wres.toml").write_text(config)

    result = run("verify", "out", "--sources", ".", "--rerun", "wres.toml")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Written by wres 0.1.0 for RXX, 2025\n"
        "4 files are as written\n"
        "sources: 1 file is as read\n"
        "made again: every byte is the same\n"
    )


def test_every_change_is_named(run: Run, out: Path) -> None:
    with (out / "report.json").open("a") as file:
        file.write(" ")
    (out / "metrics.csv").unlink()
    (out / "deep").mkdir()
    (out / "deep/old.csv").write_text("")

    result = run("verify", "out")

    assert result.exit_code == 1
    assert result.stderr == (
        "deep/old.csv: is not part of the set\n"
        "metrics.csv: is missing\n"
        "report.json: was changed after it was written\n"
        "error: 3 differences\n"
    )


@pytest.mark.usefixtures("out")
def test_another_source_is_named_and_so_is_what_it_changes(run: Run, filed: Path) -> None:
    filed.write_text(filed.read_text().replace("780", "781"))

    result = run("verify", "out", "--sources", ".", "--rerun", "wres.toml")

    assert result.exit_code == 1
    assert result.stderr == (
        "return.csv: is not the file that was read\n"
        "FORM.xlsx: is not made by this configuration\n"
        "metrics.csv: is another when made again\n"
        "report.json: is another when made again\n"
        "error: 4 differences\n"
    )


@pytest.mark.usefixtures("filed")
def test_what_a_run_was_asked_for_beside_its_file_is_asked_for_again(run: Run, here: Path) -> None:
    (here / "wres.toml").write_text(CONFIG)
    asked = ("--format", "json", "--known-only", "--clusters", "disparity", "--by", "site")
    (here / "return.csv").write_text(
        "measure,site,ethnic_group,value\nshortlisted,A,white,780\nappointed,A,white,170\n"
    )
    ran = run("report", "wres.toml", *asked, "--out", "out")
    assert ran.exit_code == 0, ran.stderr

    result = run("verify", "out", "--rerun", "wres.toml")

    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("out")
def test_a_missing_source_is_named(run: Run, here: Path) -> None:
    (here / "elsewhere").mkdir()

    result = run("verify", "out", "--sources", "elsewhere")

    assert result.exit_code == 1
    assert "return.csv: is missing\n" in result.stderr


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="no object"),
        pytest.param("[" * 50_000, id="lists without end"),
        pytest.param('{"format": "wres-report/1"}', id="another format"),
        pytest.param('{"format": "wres-manifest/1", "files": [], "sources": []}', id="cut"),
    ],
)
def test_what_is_no_manifest_is_refused(run: Run, out: Path, content: str | None) -> None:
    (out / "manifest.json").unlink()
    if content is not None:
        (out / "manifest.json").write_text(content)

    result = run("verify", "out")

    assert result.exit_code == 1
    assert "accepted: a manifest.json that wres wrote [not-a-manifest]" in result.stderr


@pytest.mark.parametrize("name", ["../return.csv", "/etc/passwd", ""])
def test_a_manifest_names_no_file_outside_its_folder(run: Run, out: Path, name: str) -> None:
    content = json.loads((out / "manifest.json").read_text())
    content["files"][0]["file"] = name
    (out / "manifest.json").write_text(json.dumps(content))

    assert "[not-a-manifest]" in run("verify", "out").stderr


def test_the_manifest_says_what_the_run_needs_and_no_folder_or_time(out: Path, here: Path) -> None:
    text = (out / "manifest.json").read_text()

    content = json.loads(text)
    assert list(content) == [
        *("format", "wres", "organisation", "year", "options", "sources", "files")
    ]
    assert content["options"]["formats"] == ["json", "csv"]
    assert content["options"]["into"]["file"] == "FORM.xlsx"
    assert [one["file"] for one in content["files"]] == [
        "FORM.xlsx",
        "metrics.csv",
        "metrics.csv-metadata.json",
        "report.json",
    ]
    assert str(here) not in text
