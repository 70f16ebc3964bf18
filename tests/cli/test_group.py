import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from wres.cli.group import COMMANDS


Run = Callable[..., Result]


def python(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=os.environ | (env or {}),
        text=True,
    )


def test_the_version_is_one_line(run: Run) -> None:
    result = run("--version")

    assert result.exit_code == 0
    assert re.fullmatch(r"wres \d+\.\d+\.\d+\S*\n", result.stdout)


def test_the_help_lists_every_command(run: Run) -> None:
    result = run("--help")

    assert result.exit_code == 0
    assert result.stdout == (
        "Usage: wres [OPTIONS] COMMAND [ARGS]...\n"
        "\n"
        "  Compute the NHS Workforce Race Equality Standard.\n"
        "\n"
        "  HR exports in, all nine metrics out, every row accounted for.\n"
        "\n"
        "Options:\n"
        "  --version   Show the version and exit.\n"
        "  -h, --help  Show this message and exit.\n"
        "\n"
        "Commands:\n"
        "  demo         Make up a trust, write its source files, and report on it.\n"
        "  report       Measure the nine indicators and write the report's files.\n"
        "  check        Say where every row of some source files would go.\n"
        "  map          Draft a mapping of an unknown file.\n"
        "  compare      Compare the figures of several years.\n"
        "  benchmark    Set a report beside published figures and its peers.\n"
        "  plan         Draft an action plan, or carry last year's forward.\n"
        "  national     Analyse the figures of many organisations together.\n"
        "  verify       Say whether results, and their sources, are as they were.\n"
        "  audit        Attack published files, and say what can be worked out.\n"
        "  metrics      List the nine metrics, or explain one.\n"
        "  adapters     List the formats that can be read, or check them.\n"
        "  new-adapter  Write a plugin package for an HR system of your own.\n"
        "  exporters    List the formats that can be written.\n"
        "\n"
        "  Exit codes: 0 done; 1 the input has problems, all of them listed and nothing\n"
        "  written; 2 wrong usage.\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_help_page_of_80_columns(name: str, run: Run) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: wres {name} ")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    result = run("raport")

    assert result.exit_code == 2
    assert "No such command 'raport'" in result.stderr


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_neither_polars_nor_rich_nor_plugins(argument: str) -> None:
    code = (
        "import sys\n"
        "from wres.cli import main\n"
        f"main([{argument!r}], standalone_mode=False)\n"
        "heavy = {'polars', 'rich', 'pluggy', 'wres_adapters', 'xlsxwriter'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )

    ran = python("-c", code)

    assert ran.returncode == 0, ran.stderr


def test_without_click_one_sentence_says_what_to_install() -> None:
    ran = python("-c", "import sys; sys.modules['click'] = None\nfrom wres.cli import main\nmain()")

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == (
        "the command line needs an optional package; install it with: pip install 'wres[cli]'\n"
    )


def test_a_broken_plugin_is_one_line_and_stops_nothing(tmp_path: Path) -> None:
    info = tmp_path / "wres_acme-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wres-acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[wres]\nacme = acme_plugin\n")

    ran = python(
        "-c", "from wres.cli import main; main()", "exporters", env={"PYTHONPATH": str(tmp_path)}
    )

    assert ran.returncode == 0
    assert "json*" in ran.stdout
    assert ran.stderr.startswith(
        "warning: plugin wres-acme 1.0 (entry point 'acme') failed to import: "
        "ModuleNotFoundError: No module named 'acme_plugin'; "
    )
    assert ran.stderr.count("\n") == 1
