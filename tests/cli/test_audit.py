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
