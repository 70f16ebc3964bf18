"""What a notebook shows of a report."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import polars as pl
from attrs import evolve
from hypothesis import given, settings

from wres.metrics import METRICS
from wres.profiles import profile
from wres.report import Organisation, Report, measure
from wres.returns import WresReturn
from wres.testing import reports
from wres.wording import words_of


class Cells(HTMLParser):
    """Collects tags, and the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style", "scope"}
        if tag in {"td", "th", "caption"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


def shown(report: Report) -> Cells:
    reader = Cells()
    reader.feed(report._repr_html_())
    reader.close()
    return reader


def test_it_shows_the_nine_in_words() -> None:
    columns = {"measure": ["staff"] * 3, "ethnic_group": ["white", "bme", "unknown"]}
    tidy = pl.DataFrame({**columns, "value": [6307, 990, 125]})
    report = measure(WresReturn.from_frame(tidy), year=2025, organisation="RNN")

    cells = shown(report).cells

    assert cells[:9] == [
        "RNN: Workforce Race Equality Standard 2025",
        "Indicator",
        "White",
        "BME",
        "In words",
        "1. Representation at every pay band",
        "85.0%",
        "13.3%",
        "7,422 staff; how they are spread over pay bands is not known",
    ]
    assert cells[-4:] == [f"9. {METRICS[8].title}", "-", "-", "no data: board was not supplied"]


@given(reports())
@settings(max_examples=25)
def test_any_report_is_shown(report: Report) -> None:
    rules = profile(report.year)

    assert shown(report).tags == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert len(shown(report).cells) == 1 + 4 + 9 * 4
    said = words_of(report[9], rules)
    assert shown(report).cells[-1] == re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", said)


def test_markup_in_a_name_is_inert() -> None:
    report = measure(WresReturn(), year=2025)
    name = "<script>alert('a')</script>\x1b & \"b\""

    named = evolve(report, organisation=Organisation("RXX", name))

    assert shown(named).tags == shown(report).tags
    assert shown(named).cells[0].startswith("<script>alert('a')</script>  & \"b\": Workforce")


def test_it_needs_no_optional_package() -> None:
    code = (
        "import sys, wres\n"
        "wres.measure(wres.WresReturn(), year=2025)._repr_html_()\n"
        "print(sorted({'jinja2', 'vl_convert', 'cattrs', 'pluggy'} & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert ran.stdout == "[]\n"
