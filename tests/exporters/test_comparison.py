"""The comparison as a page and as a document: sound, inert, the same bytes, and for everybody."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import evolve
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from hypothesis import given, settings
from playwright.sync_api import Browser

from tests.comparison.series import report, years_of_reports
from tests.exporters.test_page import Element, by_id, cells, in_pictures, loads, parsed
from wres.comparison import Comparison, compare, tells_published
from wres.errors import UnknownNameError
from wres.exporters.comparison import WRITERS, files_of, usual_formats
from wres.exporters.comparison.nearby import HEADS
from wres.exporters.comparison.shown import whose
from wres.exporters.page.lines import Level, Mark, line_chart
from wres.metrics import METRICS
from wres.report import Organisation, Report


LINES = {
    "staff": (5389, 2248, 363),
    "shortlisted": (1180, 830, 70),
    "appointed": (313, 146, 12),
    "entered_disciplinary": (36, 18, 2),
    "harassed_by_public": (0.251, 0.288),
    "harassed_by_public_respondents": (2724, 871),
    "believes_equal_opportunities": (0.6, 0.45),
    "believes_equal_opportunities_respondents": (2724, 871),
    "board": (15, 2, 0),
    "board_voting": (12, 2, 0),
}
TWO = compare(report({**LINES, "appointed": (300, 120, 10)}, 2024), report(LINES, 2025))
LONDON = compare(
    report({**LINES, "appointed": (300, 120, 10)}, 2024), report(LINES, 2025), region="London"
)
SEVEN = compare(
    *(
        report({**LINES, "appointed": (300, 110 + 9 * (year % 3), 10)}, year)
        for year in range(2019, 2026)
    )
)


def written(comparison: Comparison, name: str = "html") -> bytes:
    (content,) = files_of(comparison, [name]).values()
    return content


def page(comparison: Comparison) -> Element:
    return parsed(written(comparison).decode())


def test_all_formats_are_written_and_the_same_bytes_each_time() -> None:
    assert usual_formats() == tuple(WRITERS) == ("json", "csv", "html", "word")
    made = files_of(TWO, WRITERS)
    assert list(made) == [
        "comparison.json", "comparison.csv", "comparison.html", "comparison.docx"
    ]  # fmt: skip
    assert files_of(TWO, WRITERS) == made
    with pytest.raises(UnknownNameError, match="no format named 'pdf'"):
        files_of(TWO, ["pdf"])


@given(years_of_reports(most=6))
@settings(max_examples=8)
def test_any_comparison_gives_a_sound_page(years: dict[int, Report]) -> None:
    made = page(compare(*years.values()))

    keys = [one.attributes["id"] for one in made.walk() if "id" in one.attributes]
    assert sorted(keys) == sorted(set(keys))
    referred = " ".join(one.attributes.get("aria-labelledby", "") for one in made.walk()).split()
    links = [one.attributes["href"].removeprefix("#") for one in made.all("a")]
    assert {*referred, *links} <= set(keys)
    assert loads(made) == []
    assert not re.search(r"\b(nan|inf|infinity|none|null)\b", in_pictures(made), re.IGNORECASE)


def test_the_page_has_every_figure_and_every_sentence() -> None:
    made = page(SEVEN)

    tables = {one.all("caption")[0].attributes.get("id"): one for one in made.all("table")}
    rows = cells(tables["glance"])
    assert [row[0] for row in rows] == [
        f"{one.metric}. {METRICS[one.metric - 1].title}: {one.title}" for one in SEVEN.headlines
    ]
    figures = [figure.display for _, figure in SEVEN[2].measured]
    assert rows[1][1:5] == figures[-4:]  # of more years than four, the latest have room
    assert cells(tables["figures-2"])[0][:8] == [SEVEN[2].title, *figures]
    words = made.words()
    for series in SEVEN.headlines:
        for sentence in series.sentences:
            assert str(sentence) in words


def test_the_minus_of_a_number_is_not_left_at_the_end_of_a_line() -> None:
    """Word parts a hyphen from the number that it belongs to: "was -", and below it "10.0"."""
    text = "\n".join(cell for row in rows(written(TWO, "word"), 0) for cell in row)

    assert "\N{MINUS SIGN}" in text
    assert not re.search(r"(?<!\S)-\d", text)


def test_a_last_change_is_one_to_the_last_year() -> None:
    lacking = {name: figures for name, figures in LINES.items() if name != "shortlisted"}
    found = compare(report(LINES, 2023), report(LINES, 2024), report(lacking, 2025))
    tables = {one.all("caption")[0].attributes.get("id"): one for one in page(found).all("table")}

    assert cells(tables["glance"])[1][1:4] == ["1.51", "1.51", "-"]
    assert cells(tables["glance"])[1][-2:] == ["-", "no figure of 2025"]


def test_a_break_is_a_gap_in_the_picture() -> None:
    described = by_id(page(SEVEN), "series-7-text").words()

    assert "Figures up to 2021 are not compared with those from 2022 on" in described
    whole = line_chart([mark(2019), mark(2020)], [2019, 2020])
    apart = line_chart([mark(2019), mark(2020, joined=False)], [2019, 2020])
    assert whole.count("<line") - apart.count("<line") == 0
    assert "#0b5cad" in re.findall(r"<line[^>]*>", whole)[0]
    assert "#0b5cad" not in " ".join(re.findall(r"<line[^>]*>", apart))


def mark(year: int, *, joined: bool = True) -> Mark:
    return Mark(year=year, value=1.5 + year % 2, words="1.50", joined=joined)


def test_a_chart_of_one_year_and_of_equal_figures_is_drawn() -> None:
    level = Level(value=0, first=2024, last=2025)
    for marks in ([Mark(year=2024, value=0, words="0.0")], [mark(2024), mark(2024 + 2)]):
        assert line_chart(marks, [2024, 2025, 2026], levels=[level]).startswith("<svg")


HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} \x00\u202e"


def test_texts_of_users_are_inert() -> None:
    named = [
        evolve(one, organisation=Organisation("RXX", HOSTILE))
        for one in (report(LINES, 2024), report(LINES, 2025))
    ]
    comparison = compare(*named)

    made = page(comparison)
    assert made.all("script") == []
    assert "<script>alert(1)</script> {{ 7 * 7 }}" in made.words()
    assert "<script>" in " ".join(
        one.text for one in opened(written(comparison, "word")).paragraphs
    )


def opened(content: bytes) -> Any:  # noqa: ANN401  # docx.Document is a function
    return Document(BytesIO(content))


def rows(content: bytes, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(content).tables[table].rows]


def test_two_years_are_set_out_as_trusts_publish_them() -> None:
    """Last year, this year, national, change, direction, a sentence (national.md, section 5)."""
    head, *nine = rows(written(TWO, "word"), 0)

    assert head == [
        "Indicator", "2024", "2025", "National", "Last change", "Direction", "What the figures say"
    ]  # fmt: skip
    assert [row[0].split("\n")[0] for row in nine] == [
        f"{one.number}. {one.title}" for one in METRICS
    ]
    assert nine[0][1:4] == ["White 67.4%\nBME 28.1%", "White 67.4%\nBME 28.1%", "28.6% (2024)"]
    assert nine[0][4] == "0.0 points"
    assert nine[1][1:] == [
        "White 25.4%\nBME 14.5%\nRatio 1.76",
        "White 26.5%\nBME 17.6%\nRatio 1.51",
        "1.59 (2023)",
        "x 0.86",
        "nearer to equality, no more than chance",
        "\n".join(str(said) for said in TWO[2].sentences if not tells_published(said)),
    ]
    assert nine[4][1] == "White 25.1%\nBME 28.8%\nGap +3.7"
    assert nine[4][3] == "BME 30.3% (2020)"
    assert nine[7][1:6] == ["Gap -", "Gap -", "-", "-", "-"]
    assert nine[8][3] == "Whole board 16.5% (2024)"


def test_every_published_figure_of_the_document_has_its_source() -> None:
    made = opened(written(LONDON, "word"))
    head, *cited = next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in made.tables
        if table.rows[0].cells[1].text == "As printed"
    )

    assert head == list(HEADS)
    assert cited[1] == [
        "2. White to BME ratio",
        "1.59",
        "NHS trusts in England, 2023",
        "1 April 2022 to 31 March 2023",
        "likely, not verified; Health Business, on the WRES report of 2023; printed 2024",
    ]
    every = {
        (f"{one.metric}. {one.title}", f"{other.place}, {other.year}")
        for one in LONDON.series
        for other in one.published
    }
    assert {(row[0], row[2]) for row in cited} == every
    dated = re.findall(r"\((\d{4})\)", " ".join(row[3] for row in rows(written(LONDON, "word"), 0)))
    assert {row[2][-4:] for row in cited} == set(dated)


def test_the_page_has_published_figures_and_their_sources() -> None:
    made = page(LONDON)
    tables = {one.all("caption")[0].attributes.get("id"): one for one in made.all("table")}

    assert tables["glance"].all("th")[3].words() == "National and regional"
    assert [cells[3] for cells in cells(tables["glance"])][:2] == [
        "28.6% (2024)", "1.59 (2023) London 1.16 (2024)"
    ]  # fmt: skip
    assert [cells[-1] for cells in cells(tables["glance"])][:4] == [
        "no change",
        "nearer to equality; no more than chance (0.66 to 1.11)",
        "no change",
        "no figure of 2025",
    ]
    assert len(cells(tables["published"])) == sum(len(one.published) for one in LONDON.series)
    assert "of NHS trusts in England and of London that was published" in made.words()


def test_without_published_figures_there_is_no_column() -> None:
    bare = compare(report(LINES, 2024), report(LINES, 2025), national=False)

    assert "National" not in page(bare).words()
    assert rows(written(bare, "word"), 0)[0] == [
        "Indicator", "2024", "2025", "Last change", "Direction", "What the figures say"
    ]  # fmt: skip
    assert not re.search(
        "national|published", " ".join(one.text for one in opened(written(bare, "word")).paragraphs)
    )


def test_an_organisation_is_named_once_and_several_are_all_named() -> None:
    def named(*organisations: tuple[str, str | None]) -> str:
        years = [
            evolve(report(LINES, 2023 + place), organisation=Organisation(*one))
            for place, one in enumerate(organisations)
        ]
        return whose(compare(*years))

    assert named(("RXX", None), ("RXX", "The Trust")) == "The Trust (RXX)"
    assert named(("RXX", "The Trust"), ("RXX", None)) == "The Trust (RXX)"
    assert named(("RXX", "Old name"), ("RXX", "New name")) == "New name (RXX)"
    assert named(("RYY", None), ("RXX", "The Trust")) == "The Trust (RXX), RYY"
    assert named(("", None), ("", None)) == "an organisation without a name"


def test_ncic_2025_is_shown_as_it_was_published() -> None:
    """13% BME and 85% White of 7,422 staff (national.md, 2: NCIC 2025), here to one decimal."""
    staff = {"staff": (6307, 990, 125)}
    _, first, *_ = rows(written(compare(report(staff, 2025), report(staff, 2026)), "word"), 0)

    assert first[1] == "White 85.0%\nBME 13.3%"


def test_the_document_has_no_traces() -> None:
    with zipfile.ZipFile(BytesIO(written(TWO, "word"))) as package:
        core = package.read("docProps/core.xml").decode()
        assert "creator" not in core
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(
    browser: Browser,
    tmp_path: Path,
    mode: Literal["light", "dark"],
    width: int,
) -> None:
    path = tmp_path / "comparison.html"
    path.write_bytes(written(SEVEN))
    shown = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=mode)
    shown.goto(path.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    results = Axe().run(shown)

    assert results.violations_count == 0, results.generate_report()
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    shown.close()
