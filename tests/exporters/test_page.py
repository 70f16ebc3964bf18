"""The page's structure, read by a parser of our own: what is there, and what must not be."""

import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings

from tests.exporters.test_exporters import EVIDENCE
from wres.exporters.page import Html
from wres.exporters.page.charts import NARROW, Band, Bar, Dot, bars, ratios
from wres.exporters.page.palette import DARK, LIGHT, Palette
from wres.ledger import Entry, Ledger, Read, State
from wres.metrics import GROUPS, METRICS, Likelihood, Representation
from wres.profiles import profile
from wres.report import Report, measure
from wres.returns import Evidence, SourceUsed, WresReturn
from wres.rounding import display
from wres.testing import reports
from wres.wording import figures_of, percent_of, words_of


VOID = {"meta", "link", "br", "hr", "img", "path", "line", "input"}
LOADS = {"src", "srcset", "data", "poster", "action", "background", "xlink:href", "ping"}
NOTHING: dict[str, tuple[float, ...]] = {}


class Element:
    """One element of the page."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element] = []
        self.text = ""

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list["Element"]:
        return [one for one in self.walk() if one.tag == tag]

    def words(self) -> str:
        return " ".join(" ".join(one.text for one in self.walk()).split())


class Reader(HTMLParser):
    """Reads a page into elements, and notices what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def written(report: Report) -> str:
    return Html().export(report, {"previous": None})["report.html"].decode()


def parsed(text: str) -> Element:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root], f"not closed: {[one.tag for one in reader.open]}"
    return reader.root


def report_on(
    lines: dict[str, tuple[float, ...]],
    evidence: Evidence = EVIDENCE,
    *,
    organisation: str = "RXX",
    name: str | None = None,
) -> Report:
    rows = [
        (measured, group, value)
        for measured, values in lines.items()
        for group, value in zip(GROUPS, values, strict=False)
    ]
    schema = {"measure": pl.String, "ethnic_group": pl.String, "value": pl.Float64}
    tidy = pl.DataFrame(rows, schema=schema, orient="row")
    filed = evolve(WresReturn.from_frame(tidy), evidence=evidence)
    return measure(filed, year=2025, organisation=organisation, name=name)


@pytest.fixture(scope="module")
def page(full: Report) -> Element:
    return parsed(written(full))


def by_id(page: Element, key: str) -> Element:
    (found,) = [one for one in page.walk() if one.attributes.get("id") == key]
    return found


def picture(page: Element, key: str) -> Element:
    (found,) = [
        one
        for one in page.all("svg")
        if one.attributes["aria-labelledby"] == f"{key}-title {key}-text"
    ]
    return found


def sections(page: Element) -> dict[str, Element]:
    return {one.attributes["aria-labelledby"]: one for one in page.all("section")}


def cells(table: Element) -> list[list[str]]:
    (body,) = table.all("tbody")
    return [[cell.words() for cell in row.children] for row in body.all("tr")]


def table_of(section: Element, caption: str) -> Element:
    (found,) = [one for one in section.all("table") if one.all("caption")[0].words() == caption]
    return found


def described(page: Element, key: str) -> str:
    return by_id(page, f"{key}-text").words()


def test_every_metric_has_its_figures_and_words(full: Report, page: Element) -> None:
    rules = profile(2025)
    summary = by_id(page, "nine")
    assert summary.tag == "h2"

    (table,) = [one for one in page.all("table") if one.attributes.get("class") == "nine"]
    for one, result in zip(METRICS, full, strict=True):
        body = table.all("tbody")[one.number - 1]
        first, second = body.all("tr")
        white, bme = figures_of(result)
        assert [cell.words() for cell in first.children] == [
            f"{one.number}. {one.title}", white, bme
        ]  # fmt: skip
        said = words_of(result, rules)
        assert second.words().rstrip(".") == f"{said[0].upper()}{said[1:]}".rstrip(".")
        section = sections(page)[f"indicator-{one.number}"]
        assert second.words() in section.words()


def test_every_metric_explains_itself_on_demand(page: Element) -> None:
    for one in METRICS:
        section = sections(page)[f"indicator-{one.number}"]
        (asked,) = [
            each for each in section.all("details") if "definition" in each.attributes.values()
        ]
        assert asked.all("summary")[0].words() == f"What is indicator {one.number}?"
        assert one.definition in asked.words()
        assert one.adverse[1:] in asked.words()
        assert "open" not in asked.attributes


def test_without_data_each_metric_says_why() -> None:
    evidence = Evidence(missing={"appointed": "the system keeps no outcomes"})
    page = parsed(written(report_on(NOTHING, evidence)))

    assert page.all("svg") == []
    words = {number: sections(page)[f"indicator-{number}"].words() for number in range(1, 10)}
    assert "No data: the system keeps no outcomes." in words[2]
    assert "No data: board was not supplied." in words[9]
    assert all("No data: " in said for said in words.values())
    assert "No rows were read." in sections(page)["quality"].words()


@given(reports())
@settings(max_examples=60)
def test_any_report_gives_a_sound_page(report: Report) -> None:
    text = written(report)
    page = parsed(text)

    keys = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
    assert sorted(keys) == sorted(set(keys))
    referred = " ".join(one.attributes.get("aria-labelledby", "") for one in page.walk()).split()
    links = [one.attributes["href"].removeprefix("#") for one in page.all("a")]
    assert {*referred, *links} <= set(keys)
    assert loads(page) == []
    assert not re.search(r"\b(nan|inf|infinity|none|null)\b", in_pictures(page), re.IGNORECASE)
    assert written(report) == text


def in_pictures(page: Element) -> str:
    """Give all places in pictures, and all words."""
    elements = [one for svg in page.all("svg") for group in svg.all("g") for one in group.walk()]
    places = [value for one in elements for name, value in one.attributes.items() if name != "fill"]
    return " ".join([*places, *(one.text for one in elements)])


def loads(page: Element) -> list[str]:
    """Name what would make a browser ask for another file, or run something."""
    found = []
    for one in page.walk():
        if one.tag in {
            "script",
            "link",
            "iframe",
            "object",
            "embed",
            "img",
            "image",
            "use",
            "base",
        }:
            found.append(one.tag)
        for name, value in one.attributes.items():
            if name in LOADS or name.startswith("on") or "javascript:" in value or "url(" in value:
                found.append(f"{name}={value}")
            if name == "href" and not value.startswith("#"):
                found.append(f"{name}={value}")
        if one.tag == "style" and re.search(r"url\(|@import|@font-face", one.text):
            found.append("style")
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("</style><img src=x onerror=alert(1)>", id="image"),
        pytest.param("\"'><svg onload=alert(1)>", id="attribute"),
        pytest.param("{{ 7 * 7 }}{% raw %}", id="template"),
        pytest.param("&lt;b&gt; &amp;", id="entities"),
    ],
)
def test_markup_in_texts_of_users_is_inert(text: str) -> None:
    evidence = Evidence(
        ledger=Ledger(
            (Entry("board", text, State.OUT_OF_SCOPE, text, 3),), (Read("board", text, 3),)
        ),
        sources=(SourceUsed("board", text, None, 3),),
        missing={"appointed": text},
        warnings=(text,),
    )
    report = report_on(NOTHING, evidence, name=text, organisation=text)

    page, plain = (parsed(written(one)) for one in (report, report_on(NOTHING)))

    assert loads(page) == []
    assert {one.tag for one in page.walk()} == {one.tag for one in plain.walk()} | {
        "svg", "g", "path", "text", "title", "desc", "figure", "figcaption", "ul", "li",
        "bdi", "table", "caption", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert page.all("h1")[0].words() == "Workforce Race Equality Standard 2025"
    assert page.all("bdi")[0].words() == f"{text} ({text})"
    assert f"No data: {text}" in sections(page)["indicator-2"].words()
    assert [one.words().rstrip(".") for one in page.all("li")][-1] == text
    assert cells(table_of(sections(page)["quality"], "Rows by reason")) == [
        [text, "3", f"out of scope: {text}"]
    ]


def test_what_cannot_be_read_is_blank() -> None:
    page = written(report_on(NOTHING, name="St\x00 Mary\x1b[31m\u202e\u0085s"))

    assert "St  Mary [31m  s (RXX)" in page


def test_figures_are_those_of_the_report(full: Report, page: Element) -> None:
    frame = full.to_frame()
    displays = {shown for shown in frame["display"] if shown is not None}
    counted = {f"{int(shown):,}" if shown.isdigit() else shown for shown in displays}
    bounds = {
        shown
        for low, high in frame.select("low", "high").iter_rows()
        if low is not None
        for shown in ends_of(low, high)
    }
    likelihoods = [one.likelihood for one in full if isinstance(one, Likelihood)]
    percents = {percent_of(one[group]) for one in likelihoods for group in GROUPS}
    known = displays | counted | bounds | percents

    for section in (sections(page)[f"indicator-{number}"] for number in range(1, 10)):
        for table in section.all("table"):
            for row in cells(table):
                for cell in row[1:]:
                    for shown in re.findall(r"<?-?\d[\d,.]*%?", cell):
                        assert shown in known, (row, shown)


def ends_of(low: float, high: float | None) -> set[str]:
    ends = [Fraction(str(end)) for end in (low, high) if end is not None]
    return {
        shown
        for end in ends
        for shown in (display(end, 2), display(end, 1, percent=True), display(100 * end, 1))
    }


def test_counts_stand_beside_what_is_worked_out_from_them(page: Element) -> None:
    table = table_of(sections(page)["indicator-2"], "Counts and likelihoods of indicator 2")

    assert cells(table) == [
        ["White", "780", "170", "0.22", "21.8%"],
        ["BME", "210", "30", "0.14", "14.3%"],
        ["Unknown", "10", "1", "0.10", "10.0%"],
    ]


def test_all_there_is_about_a_ratio_is_told(full: Report, page: Element) -> None:
    table = table_of(sections(page)["indicator-2"], "The comparison of indicator 2")
    shown = dict(
        full.to_frame().filter(pl.col("metric") == 2).select("figure", "display").iter_rows()
    )

    assert cells(table) == [
        ["Ratio, White over BME", "1.53"],
        ["95% interval", "1.08 to 2.19"],
        ["Four-fifths band, 0.80 to 1.25", "above it"],
        ["Verdict", "worse for BME"],
        ["p-value (score test)", shown["p_value"]],
        ["p-value, adjusted for all tests of the report (Holm)", shown["holm"]],
        ["Ratio if all of unknown ethnicity were White", "1.52"],
        ["Ratio if all of unknown ethnicity were BME", "1.55"],
    ]


def test_tables_have_captions_and_heads(page: Element) -> None:
    tables = page.all("table")

    assert len(tables) > 20
    for table in tables:
        assert table.all("caption")[0].words()
        heads = table.all("th")
        assert {one.attributes["scope"] for one in heads} <= {"col", "row", "rowgroup"}
        assert all(one.words() for one in heads)
        for row in table.all("tbody")[0].all("tr"):
            assert row.children[0].tag == "th" or row.children[0].attributes["colspan"] == "3"


def test_pictures_say_what_they_show(full: Report, page: Element) -> None:
    for svg in page.all("svg"):
        title, text = svg.children[:2]
        assert (svg.attributes["role"], title.tag, text.tag) == ("img", "title", "desc")
        named = f"{title.attributes['id']} {text.attributes['id']}"
        assert svg.attributes["aria-labelledby"] == named
        assert title.words()
        assert text.words().endswith(".")
        assert {"role", "aria-label"}.isdisjoint(
            name for one in svg.children for each in one.walk() for name in each.attributes
        )
    assert described(page, "board") == (
        f"BME share of the workforce: {figures_of(full[1])[1]}; Voting members: 14.3% of 14; "
        "The whole board: 11.8% of 17; Executives: 11.1% of 9."
    )
    assert (
        "2. Being appointed from shortlisting: White over BME 1.53 (1.08 to 2.19), worse for BME."
        in (described(page, "ratios-wide"))
    )
    assert described(page, "survey-5") == (
        "Share of respondents, higher is worse; White: 25.1%; BME: 28.8%."
    )
    assert described(page, "rows") == (
        "Rows of all files; Read: 98; Out of scope: 0; Merged: 0; Rejected: 2; Counted: 96."
    )


def test_a_band_without_staff_has_words_and_no_bar(full: Report, page: Element) -> None:
    svg = picture(page, "bands-non-clinical")
    result = full[1]
    assert isinstance(result, Representation)
    own = [row for row in result.rows if row.workforce_group == "non_clinical"]
    drawn = [one for one in svg.all("path") if one.attributes["fill"] == LIGHT.bme]

    assert len(drawn) == sum(row.share.bme is not None for row in own) == len(own) - 2
    words = [one.words() for one in svg.all("text")]
    assert (words.count("nobody"), words.count("not known")) == (1, 1)


def test_what_was_not_supplied_is_no_zero() -> None:
    report = report_on({"shortlisted": (780, 210), "appointed": (170,), "board": (10, 2)})

    page = parsed(written(report))

    assert cells(
        table_of(sections(page)["indicator-2"], "Counts and likelihoods of indicator 2")
    ) == [
        ["White", "780", "170", "0.22", "21.8%"],
        ["BME", "210", "not supplied", "not known", "-"],
        ["Unknown", "not supplied", "not supplied", "not known", "-"],
    ]
    assert cells(table_of(sections(page)["indicator-9"], "Shares of the board"))[1] == [
        "The whole board", "not known", "not known", "not known",
    ]  # fmt: skip
    assert page.all("svg") == [picture(page, "rows")]


BAND = Band(low=0.8, high=1.25, label="band")


def drawn(svg: str, tag: str) -> list[Element]:
    return [one for one in parsed(svg).all(tag) if "class" not in one.attributes]


@pytest.mark.parametrize(
    ("dot", "arrows", "points"),
    [
        pytest.param({"value": 1.5, "low": 1.1, "high": 1.9}, 0, 1, id="bounded"),
        pytest.param({"value": 1.5, "low": 1.1, "high": None}, 1, 1, id="no upper end"),
        pytest.param({"value": None, "low": 0.0, "high": 1.5}, 1, 0, id="ratio of 0"),
        pytest.param({"value": None, "low": 0.0, "high": None}, 2, 0, id="neither end"),
        pytest.param({"value": 90.0, "low": 20.0, "high": 400.0}, 1, 0, id="beyond the axis"),
        pytest.param({"value": None, "low": None, "high": None}, 0, 0, id="undefined"),
    ],
)
def test_a_ratio_is_drawn_as_far_as_the_axis_goes(
    dot: dict[str, Any], arrows: int, points: int
) -> None:
    row = Dot(label="a", words="b", ink="bme", filled=True, **dot)

    svg = ratios([row], band=BAND, width=NARROW)

    shapes = [one for one in drawn(svg, "path") if one.attributes.get("stroke") == LIGHT.bme]
    assert len(shapes) == arrows + points
    lines = [one for one in drawn(svg, "line") if one.attributes["stroke"] == LIGHT.bme]
    assert len(lines) == (dot["low"] is not None)


def test_longer_bars_are_larger_values() -> None:
    rows = [Bar(label=str(end), words="", end=end) for end in (0.0, 0.1, 0.2)]

    widths = [
        float(re.search(r"h([\d.]+)", one.attributes["d"])[1])  # type: ignore[index]
        for one in drawn(bars(rows, furthest=0.4), "path")
    ]

    assert widths[0] == 0
    assert widths[2] == pytest.approx(2 * widths[1])


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    "palette", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
)
def test_colours_can_be_told_from_the_background(palette: Palette) -> None:
    for name in ("text", "muted", "link", "white", "bme", "plain"):
        for ground in (palette.paper, palette.shade):
            assert contrast(getattr(palette, name), ground) >= 4.5, (name, ground)


def test_each_colour_of_a_picture_is_told_apart() -> None:
    for palette in (LIGHT, DARK):
        colours = [colour for _, colour in palette.items()]
        assert len(set(colours)) == len(colours)


def test_a_missing_package_is_one_sentence_with_the_command() -> None:
    code = (
        "import sys; sys.modules['vl_convert'] = None\n"
        "from wres.exporters.page import Html\n"
        "try: Html().export(None, {})\n"
        "except ImportError as error: print(error)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert ran.stdout == (
        "writing the web page needs an optional package; install it with: "
        "pip install 'wres[html]'\n"
    )


def test_without_its_packages_the_page_is_not_written_unless_asked_for() -> None:
    code = (
        "import importlib.util as util; found = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'jinja2' else found(name, *more)\n"
        "from wres.writing import FORMATS; print(FORMATS)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert ran.stdout == "('json', 'csv', 'template', 'ledger')\n"  # word is filled by jinja2 too
