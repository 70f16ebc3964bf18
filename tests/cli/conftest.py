"""Runs the command in this process, in an empty folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wres.cli import main


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Run `wres` with some arguments; whatever it raises is a failure of the test."""

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments, prog_name="wres")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        return result

    return run


HEADER = (
    "Employee Number,Assignment Number,Primary Assignment,Assignment Status,"
    "Assignment Category,Staff Group,Grade,Ethnic Origin\n"
)
NURSE = "Active Assignment,Permanent,Nursing and Midwifery Registered,NHS|XR05|Review Body Band 5"


@pytest.fixture
def staff(here: Path) -> Path:
    """A staff list of four: two White, one BME, one not stated; and a bank worker."""
    rows = [
        f"0000100{number},0000100{number},Y,{NURSE},{code}" for number, code in enumerate("AAHZ")
    ]
    bank = NURSE.replace("Permanent", "Bank")
    path = here / "staff.csv"
    path.write_text(HEADER + "\n".join([*rows, f"00002000,00002000,Y,{bank},A"]) + "\n")
    return path


@pytest.fixture
def filed(here: Path) -> Path:
    """The example of the contract: 170 of 780 White and 30 of 210 BME appointed."""
    path = here / "return.csv"
    path.write_text(
        "measure,workforce_group,pay_band,ethnic_group,value\n"
        "shortlisted,,,white,780\nshortlisted,,,bme,210\nshortlisted,,,unknown,10\n"
        "appointed,,,white,170\nappointed,,,bme,30\nappointed,,,unknown,1\n"
    )
    return path
