"""The reference pages of the metrics: complete, and as the data say."""

import re
from pathlib import Path

import pytest

from tests.metrics.metric_pages import FOLDER, INDEX, PAGES, current, parts
from wres.metrics import METRICS


SECTIONS = [
    "Formula",
    "How it is counted",
    "Evidence",
    "Worked example",
    "Mistakes seen in real reports",
    "Rules in force",
    "Edition history",
    "Laws",
    "References",
]
EVERY = [pytest.param(path, id=path.stem) for path in (INDEX, *PAGES)]


@pytest.mark.parametrize("path", EVERY)
def test_what_a_page_takes_from_the_data_is_current(path: Path) -> None:
    # To write it again, see metric_pages.
    assert path.read_text(encoding="utf-8") == current(path)


@pytest.mark.parametrize("path", EVERY)
def test_a_page_has_every_part_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert sorted(re.findall(r"^% from the data: (\w+)$", text, re.MULTILINE)) == sorted(
        parts(path)
    )
    assert text.count("\n% end\n") == len(parts(path))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in PAGES])
def test_a_page_has_its_title_and_every_section(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    one = PAGES[path]
    assert text.startswith(f"# {one.number}. {one.title}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in PAGES])
def test_a_page_works_the_example_of_the_data(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    shown = [step.shown for step in PAGES[path].example.steps]
    example = text.partition("## Worked example")[2].partition("\n## ")[0]
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", example, re.DOTALL | re.MULTILINE))
    printed = "\n".join(re.findall(r"^(?!>>>|\.\.\.).*$", code, re.MULTILINE))
    assert [figure for figure in shown if figure not in printed] == []


def test_there_are_no_other_pages() -> None:
    assert {*FOLDER.iterdir()} == {INDEX, *PAGES}
    assert len(PAGES) == len(METRICS)
