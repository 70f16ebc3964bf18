"""``wres audit``: findings one a line, and an exit code that a script can use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result


Run = Callable[..., Result]
HEADER = "measure,workforce_group,pay_band,ethnic_group,value\n"


@pytest.fixture
def published(here: Path) -> Path:
    path = here / "return.csv"
    path.write_text(
        f"{HEADER}staff,clinical,Band 8d,bme,20\nstaff,clinical,Band 9,bme,[c]\nstaff,,,bme,23\n"
    )
    return path


@pytest.mark.usefixtures("published")
def test_every_finding_is_a_line(run: Run) -> None:
    result = run("audit", "return.csv")

    assert result.exit_code == 1
    assert result.stdout == (
        "threshold-5: counts from 1 to 4 and survey bases from 1 to 10 are protected\n"
        "return.csv: 1 hidden count attacked\n"
    )
    assert result.stderr == (
        "indicator 1, Clinical Band 9, BME: exactly 3; anybody can tell from the sum of the pay "
        "bands (BME)\n"
        "error: 1 count is known better than threshold-5 allows\n"
    )


def test_what_hides_enough_is_safe_and_the_narrowest_is_told(run: Run, published: Path) -> None:
    published.write_text(published.read_text().replace("20", "[c]"))

    result = run("audit", ".", "return.csv")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "threshold-5: counts from 1 to 4 and survey bases from 1 to 10 are protected\n"
        "return.csv: 2 hidden counts attacked\n"
        "narrowest of the others: indicator 1, Clinical Band 8d, BME, from 0 to 23\n"
        "no count is known better than the policy allows\n"
    )


def test_what_a_folder_holds_and_is_not_read_is_named_and_not_called_safe(
    run: Run, here: Path, published: Path
) -> None:
    published.rename(here / "metrics.csv")
    (here / "metrics.csv").write_text(f"{HEADER}staff,,,bme,23\n")
    (here / "manifest.json").write_text("{}")  # which tells of files, not of people
    (here / "letter.docx").write_bytes(b"PK")
    (here / "charts").mkdir()
    (here / "charts" / "bands.png").write_bytes(b"\x89PNG")

    result = run("audit", ".")
    alone = run("audit", "metrics.csv")

    assert (result.exit_code, alone.exit_code) == (1, 0)
    assert result.stderr == "error: not looked at: charts/bands.png, letter.docx\n"
    assert "no count of these files is known better than the policy allows" in result.stdout


def test_a_folder_with_nothing_that_can_be_read_is_not_safe(run: Run, here: Path) -> None:
    (here / "empty").mkdir()

    result = run("audit", "empty")

    assert result.exit_code == 1
    assert "there is no file to audit" in result.stderr
    assert "no count" not in result.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("public.docx", b"PK\x03\x04 cut off"),
        ("template.xlsx", b"PK\x03\x04 cut off"),
        ("bands.png", b"\x89PNG\r\n\x1a\n"),
        ("report.html", b"<html><title>Other</title><p>3 people</p></html>"),
        ("deep.json", b'{"a":' * 100_000),
        ("wide.csv", HEADER.encode() + b"staff,,,bme," + b"1" * 200_000),
        ("year.csv", b"year," + HEADER.encode() + b"then,staff,,,bme,9"),
        ("notes.txt", b"nobody is named here"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_beside_others(
    run: Run, published: Path, name: str, content: bytes
) -> None:
    published.with_name(name).write_bytes(content)

    result = run("audit", "return.csv", name)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: ")
    assert "[not-published]" in result.stderr
    assert "no count" not in result.stdout


@pytest.mark.usefixtures("published")
def test_a_policy_and_a_ledger_may_be_given(run: Run, here: Path) -> None:
    (here / "releases.toml").write_text(
        'policy = "threshold-7"\n[[release]]\nfile = "return.csv"\n'
    )

    by_ledger = run("audit", "--ledger", "releases.toml")
    by_option = run("audit", "--ledger", "releases.toml", "--policy", "threshold-11")

    assert by_ledger.stdout.startswith("threshold-7: ")
    assert by_option.stdout.startswith("threshold-11: ")


def test_nothing_to_audit_is_wrong_usage(run: Run) -> None:
    assert run("audit").exit_code == 2
    assert run("audit", "missing.csv").exit_code == 2
