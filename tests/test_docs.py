"""Every example in README and docs/ is run, page by page, in a folder of its own.

```python  with prompts (>>>): a doctest; names live until the end of the page.
```console lines after "$ " run in bash; what stands below must be what they print
           (nothing below: only success is asked for).
Both understand "..." as "anything here". A fence in any other language is not run.
A page that mentions demo/ finds the results of `wres demo --out demo` there, unless it
runs that command itself.
"""

import doctest
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser


ROOT = Path(__file__).parents[1]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PAGES = sorted(
    path.relative_to(ROOT)
    for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    if "_build" not in path.parts
)


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run one line as a reader would, with this environment's own `wres` first."""
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        check=False,
        env=os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"},
        text=True,
    )


def commands(block: str) -> list[tuple[str, str]]:
    """Split a console block into commands, each with the output shown below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not parts[0].strip(), f"output before the first command: {parts[0]!r}"
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts[1:]]


def evaluate_console(example: Example) -> str | None:
    """Run a console block; return what is wrong with it, for Sybil."""
    for command, expected in commands(example.parsed):
        ran = shell(command)
        got = ran.stdout + ran.stderr
        if ran.returncode:
            return f"$ {command}\nexit code {ran.returncode}\n{got}"
        checker = doctest.OutputChecker()
        if expected.strip() and not checker.check_output(expected, got, FLAGS):
            return f"$ {command}\nExpected:\n{expected}\nGot:\n{got}"
    return None


READER = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser(language="console", evaluator=evaluate_console),
    ],
    patterns=["*.md"],
)


def evaluate(page: Path) -> None:
    """Run a page's examples in order; the first wrong one raises."""
    for example in READER.parse(page).examples():
        example.evaluate()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs") / "demo"
    ran = shell(f"wres demo --out '{out}'")
    assert ran.returncode == 0, ran.stderr
    return out


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_examples_print_what_the_page_shows(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    if "demo/" in text and "$ wres demo" not in text:
        shutil.copytree(request.getfixturevalue("demo"), tmp_path / "demo")
    monkeypatch.chdir(tmp_path)

    evaluate(ROOT / page)


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        pytest.param("```python\n>>> 1 + 1\n3\n\n```\n", "Got:\n    2", id="python"),
        pytest.param("```console\n$ echo a\nb\n```\n", "Got:\na", id="console"),
        pytest.param("```console\n$ exit 3\n```\n", "exit code 3", id="exit code"),
    ],
)
def test_a_wrong_example_is_noticed(example: str, fault: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(example, encoding="utf-8")

    with pytest.raises(SybilFailure, match=fault):
        evaluate(page)


def test_each_command_has_the_output_below_it() -> None:
    assert commands("$ a b\nout\n$ c\n") == [("a b", "out\n"), ("c", "")]
