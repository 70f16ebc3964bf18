"""The path of an adapter's author, followed literally in a fresh virtual environment."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugin_authors import ROOT, FreshEnvironment
from wres.scaffold import plugin_package


EXAMPLE = ROOT / "examples" / "wres-adapter-example"
TUTORIAL = ROOT / "docs" / "tutorial" / "write-an-adapter.md"
PLUGINS = ROOT / "docs" / "reference" / "plugins.md"
FENCE = re.compile(r"^```(\S+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CAPTION = re.compile(r":caption: (\S+)\n\n(.*)", re.DOTALL)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> FreshEnvironment:
    return FreshEnvironment(tmp_path_factory.mktemp("fresh"))


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """Give the page's fences: language or file name, and content."""
    for language, _, content in FENCE.findall(page):
        captioned = CAPTION.match(content)
        if captioned:
            yield captioned[1], captioned[2]
        elif language in {"sh", "text"}:
            yield language, content


def test_the_tutorial_is_true_line_by_line(fresh: FreshEnvironment, tmp_path: Path) -> None:
    package, printed, ran = tmp_path / "wres-acme-hr", "", []

    for kind, content in blocks(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "sh":
            printed = fresh.run(content, package if package.exists() else tmp_path)
        elif kind == "text":
            assert all(line in printed for line in content.splitlines()), printed
        else:
            (package / kind).write_text(content, encoding="utf-8")
        ran.append(kind)

    assert (ran.count("sh"), ran.count("text")) == (5, 5)
    assert {"tests/example.csv", "src/wres_acme_hr/columns.py"} <= set(ran)


def test_the_example_is_installed_tested_and_listed(
    fresh: FreshEnvironment, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example")

    printed = fresh.run(
        "python -m pip install ./example\n"
        "cd example/tests\n"
        "pytest -q\n"
        "wres adapters healthroster\n"
        "wres check --source healthroster=roster.csv",
        tmp_path,
    )

    assert "Successfully installed wres-healthroster-0.1.0" in printed
    assert " passed" in printed
    assert "E-rostering staff export (CSV)" in printed
    assert "person in post" in printed


def test_a_mapping_as_a_package_passes_its_tests_as_written(
    fresh: FreshEnvironment, tmp_path: Path
) -> None:
    printed = fresh.run(
        "wres new-adapter city-hr --mapping\n"
        "cd wres-city-hr\n"
        "python -m pip install .\n"
        "python -m pytest -q\n"
        "wres adapters city-hr\n"
        "wres check --source city-hr=tests/example.csv --organisation RXX",
        tmp_path,
    )

    assert "Successfully installed wres-city-hr-0.1.0" in printed
    assert re.search(r"^[4-6]\d passed", printed, re.MULTILINE)
    assert "City Hr staff list (CSV)" in printed
    assert re.search(r"3 +counted +person in post", printed)


def test_an_adapter_is_forty_lines_and_its_test_twenty() -> None:
    written = [
        plugin_package("acme-hr", version="0.1.0", mapping=mapping) for mapping in (False, True)
    ]
    adapters = [
        EXAMPLE.joinpath("src", "wres_healthroster", "__init__.py").read_bytes(),
        *(package["src/wres_acme_hr/__init__.py"] for package in written),
    ]
    tests = [
        EXAMPLE.joinpath("tests", "test_healthroster.py").read_bytes(),
        *(package["tests/test_wres_acme_hr.py"] for package in written),
    ]

    assert all(len(text.splitlines()) <= 40 for text in adapters)
    assert all(len(text.splitlines()) < 20 for text in tests)
    assert "at most 40 lines of code" in PLUGINS.read_text(encoding="utf-8")
