from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result


Run = Callable[..., Result]


@pytest.mark.usefixtures("staff")
def test_the_ledger_of_a_file_is_told_and_adds_up(run: Run) -> None:
    result = run("check", "--source", "esr-bi=staff.csv", "--year", "2025")

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "staff.csv (workforce): 5 rows read\n"
        "           4  counted       person in post\n"
        "           1  out of scope  bank-only worker\n"
        "\n"
        "5 read = 4 counted + 1 out of scope + 0 merged + 0 rejected\n"
        "It adds up: every row read went one of these ways.\n"
    )


def test_rejected_rows_are_in_the_ledger_and_told_as_problems(run: Run, staff: Path) -> None:
    staff.write_text(staff.read_text().replace(",H\n", ",Q\n").replace(",Z\n", ",Q\n"))

    result = run("check", "--source", "esr-bi=staff.csv")

    assert result.exit_code == 1
    assert result.stdout == (
        "staff.csv (workforce): 5 rows read\n"
        "           2  counted       person in post\n"
        "           1  out of scope  bank-only worker\n"
        "           2  rejected      unknown-ethnic-category: 'Q', column 'Ethnic\n"
        "                            Origin', first in row 4\n"
        "\n"
        "5 read = 2 counted + 1 out of scope + 0 merged + 2 rejected\n"
        "It adds up: every row read went one of these ways.\n"
    )
    assert result.stderr == (
        "staff.csv, row 4, column 'Ethnic Origin': unknown ethnic category 'Q' (and in 1 more "
        "row); accepted: an NHS ethnic category code: A to S without I, O and Q, or Z, or 99 "
        "[unknown-ethnic-category]\n"
        "error: 1 problem\n"
    )


@pytest.mark.usefixtures("staff", "filed")
def test_files_that_can_be_read_are_told_beside_those_that_cannot(run: Run) -> None:
    sources = ("--source", "board=missing.csv", "--return", "return.csv", "--source")

    result = run("check", *sources, "esr-bi=staff.csv")

    assert result.exit_code == 1
    assert "staff.csv (workforce): 5 rows read" in result.stdout
    assert "return.csv (return): 6 rows read" in result.stdout
    assert result.stderr.startswith("missing.csv: there is no such file; ")


def test_nothing_to_read_is_wrong_usage(run: Run) -> None:
    result = run("check")

    assert result.exit_code == 2
    assert "nothing to read" in result.stderr


def test_nothing_is_written(run: Run, here: Path, staff: Path) -> None:
    run("check", "--source", "esr-bi=staff.csv")

    assert list(here.iterdir()) == [staff]
