import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import wres


ROOT = Path(__file__).parents[1]

# Import name of everything that a program embedding the core must not pay for.
HEAVY = {
    "cattrs",
    "click",
    "docx",
    "docxtpl",
    "fastexcel",
    "hypothesis",
    "jinja2",
    "narwhals",
    "pandas",
    "pluggy",
    "pyarrow",
    "pytest",
    "rich",
    "scipy",
    "vl_convert",
    "wres_adapters",
    "xlsxwriter",
}


def loaded_by(statement: str) -> set[str]:
    """Name the top-level modules that a new Python has after one statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in ran.stdout.split()}


def test_imports_go_one_direction(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert status == 0, capsys.readouterr().out


def test_importing_wres_loads_nothing_heavy() -> None:
    assert sorted(loaded_by("import wres") & HEAVY) == []


def test_a_loaded_module_would_be_noticed() -> None:
    assert "pluggy" in loaded_by("import pluggy") & HEAVY


def test_public_names_are_all_there() -> None:
    assert set(wres.__all__) <= set(dir(wres))
    assert [name for name in wres.__all__ if not hasattr(wres, name)] == []
