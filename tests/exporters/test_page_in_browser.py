"""The page as Debian's Chromium shows it: narrow, dark, printed, by keyboard, and held to axe-core."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.exporters.test_page import NOTHING, report_on, written
from wres.exporters.page.palette import DARK, LIGHT
from wres.report import Report


WIDE, NARROW = 1280, 320
WIDTHS = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
MODES = [pytest.param("light", id="light"), pytest.param("dark", id="dark")]
NAMES = ["full", "empty", "extreme"]

EXTREME = {
    "shortlisted": (780, 210, 10),
    "appointed": (170, 0, 1),
    "staff": (2505, 725, 12345678),
    "entered_disciplinary": (0, 9, 0),
    "accessed_training": (1, 700, 3),
    "harassed_by_public": (1.0, 0.0),
    "board": (1, 12, 0),
    "board_voting": (0, 0, 0),
}
"""Ratios that are 0, undefined and beyond the axis; a board on which nobody votes."""


@pytest.fixture(scope="module")
def pages(full: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    name = "Ymddiriedolaeth " * 8 + "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    reports = {
        "full": full,
        "empty": report_on(NOTHING),
        "extreme": report_on(EXTREME, name=name),
    }
    made = {one: folder / f"{one}.html" for one in NAMES}
    for one, path in made.items():
        path.write_text(written(reports[one]), encoding="utf-8")
    return made


def opened(browser: Browser, path: Path, width: int = WIDE, mode: str = "light") -> Page:
    size = {"width": width, "height": 800}
    page = browser.new_page(viewport=size, color_scheme=mode)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    return page


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_no_other_file(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(pages[name].as_uri())
    page.wait_for_load_state("networkidle")

    assert asked == [pages[name].as_uri()]
    assert said == []
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_no_wider_than_the_screen(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    page = opened(browser, pages[name], width)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


CUT_OFF = """
[...document.querySelectorAll('svg')].filter(svg => svg.checkVisibility()).flatMap(svg =>
  [...svg.querySelectorAll('text')].filter(text => {
    const own = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
    return own.left < all.left - 2 || own.right > all.right + 2 || own.bottom > all.bottom + 2;
  }).map(text => text.textContent))
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["full", "extreme"])
def test_no_word_of_a_picture_is_cut_off(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    page = opened(browser, pages[name], width)

    assert page.evaluate("document.querySelectorAll('svg').length") > 2
    assert page.evaluate(CUT_OFF) == []
    page.close()


def test_small_screens_get_a_picture_of_their_own(browser: Browser, pages: dict[str, Path]) -> None:
    for width, shown, hidden in ((WIDE, "wide", "narrow"), (NARROW, "narrow", "wide")):
        page = opened(browser, pages["full"], width)

        assert page.locator(f"svg.{shown}").is_visible()
        assert not page.locator(f"svg.{hidden}").is_visible()
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(
    browser: Browser, pages: dict[str, Path], name: str, mode: str, width: int
) -> None:
    page = opened(browser, pages[name], width, mode)
    unfold(page)

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    page.close()


def test_axe_would_find_something(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["full"])
    page.evaluate("document.querySelectorAll('svg title').forEach(one => one.remove())")
    page.evaluate("document.querySelectorAll('svg desc').forEach(one => one.remove())")

    assert Axe().run(page).violations_count > 0
    page.close()


def colours(page: Page) -> tuple[str, str, str]:
    """Give the colours of the page, of its text, and of a picture's text."""
    said: list[str] = page.evaluate(
        """[getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.body).color,
            getComputedStyle(document.querySelector('svg text')).fill]"""
    )
    return said[0], said[1], said[2]


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_dark_mode_reaches_the_pictures_and_paper_is_white(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = opened(browser, pages["full"], mode="dark")
    assert colours(page) == (rgb(DARK.paper), rgb(DARK.text), rgb(DARK.text))

    page.emulate_media(media="print", color_scheme="dark")

    assert colours(page) == (rgb(LIGHT.paper), rgb(LIGHT.text), rgb(LIGHT.text))
    page.close()


def test_print_shows_the_tables_and_leaves_out_what_is_for_the_screen(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = opened(browser, pages["full"])
    bands = page.locator("caption", has_text="Clinical staff by pay band").first
    assert not bands.is_visible()
    assert page.locator("nav").is_visible()

    page.emulate_media(media="print")

    assert bands.is_visible()
    for hidden in ("nav", "summary", "dl"):
        assert page.locator(f"{hidden} >> visible=true").count() == (hidden == "dl")
    assert page.pdf().startswith(b"%PDF")
    page.close()


def focus(page: Page) -> str:
    """Name what has the focus; it is visible, with a ring."""
    said: list[str] = page.evaluate(
        """(() => {const one = document.activeElement, style = getComputedStyle(one);
            const place = one.getBoundingClientRect();
            return [one.tagName.toLowerCase(), style.outlineStyle, style.outlineWidth,
                    String(place.left >= 0 && place.top >= 0 && place.bottom <= innerHeight)]})()"""
    )
    assert said[1:] == ["solid", "3px", "true"], said
    return said[0]


def test_the_page_works_by_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["full"])

    page.keyboard.press("Tab")
    assert focus(page) == "a"
    assert page.locator(".skip").bounding_box()["x"] == 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#nine"

    seen: list[str] = []
    while seen.count("summary") < 2:
        page.keyboard.press("Tab")
        seen.append(focus(page))
        assert len(seen) < 40
    assert not page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert seen[:9] == ["a"] * 9
    page.close()
