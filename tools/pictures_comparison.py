"""Pictures of a comparison of years, for docs/how-to/compare-years.md: `nox -s pictures`.

Needs what tools/pictures_page.py and tools/_pages.py need.
"""

import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from _pages import Page, draw
from PIL import Image
from playwright.sync_api import sync_playwright

import wres
from wres.exporters.comparison import files_of


GROUPS = ("white", "bme", "unknown")
PLACE = "#likelihoods"
WIDTH, HEIGHT = 1100, 980
APPOINTED = {2019: 112, 2020: 131, 2021: 128, 2022: 120, 2023: 139, 2024: 122, 2025: 146}
ENTERED = {2019: 19.5, 2020: 17, 2021: 22, 2022: 24, 2023: 19, 2024: 16, 2025: 18}


def report(year: int) -> wres.Report:
    """Make up the figures of one year."""
    growing = 40 * (year - 2019)
    lines: Mapping[str, Sequence[float]] = {
        "staff": (5600 - growing, 2000 + growing, 363),
        "shortlisted": (1180, 830, 70),
        "appointed": (313, APPOINTED[year], 12),
        "entered_disciplinary": (36, ENTERED[year], 2),
        "accessed_training": (410, 150 + growing / 4, 3),
        "harassed_by_public": (0.251, 0.288),
        "harassed_by_public_respondents": (2724, 871),
        "harassed_by_staff": (0.206, 0.249 + (year % 3) / 100),
        "harassed_by_staff_respondents": (2724, 871),
        "believes_equal_opportunities": (0.86, 0.74) if year < 2022 else (0.589, 0.481),  # noqa: PLR2004
        "believes_equal_opportunities_respondents": (2724, 871),
        "discriminated_against": (0.067, 0.156),
        "discriminated_against_respondents": (2724, 871),
        "board": (15, 2, 0),
        "board_voting": (12, 2, 0),
    }
    rows = [
        (name, group, float(value))
        for name, values in lines.items()
        for group, value in zip(GROUPS, values, strict=False)
    ]
    tidy = pl.DataFrame(rows, schema=["measure", "ethnic_group", "value"], orient="row")
    filed = wres.WresReturn.from_frame(tidy)
    return wres.measure(filed, year=year, organisation="RXX", name="Demonstration NHS Trust")


def main(folder: Path) -> None:
    """Draw both pictures."""
    years = {year: report(year) for year in APPOINTED}
    with tempfile.TemporaryDirectory() as name:
        page = Path(name, "comparison.html")
        page.write_bytes(files_of(wres.compare(*years.values()), ["html"])["comparison.html"])
        _photograph(page, folder / "comparison-page.png")
    two = files_of(wres.compare(years[2024], years[2025]), ["word"])
    draw("comparison.docx", two["comparison.docx"], {folder / "comparison-word": Page(1)})


def _photograph(page: Path, target: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        shown = browser.new_page(viewport={"width": WIDTH, "height": 900})
        shown.goto(page.as_uri())
        box = shown.locator(PLACE).bounding_box()
        top = 0 if box is None else box["y"] - 16
        clip = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT}
        shown.screenshot(path=target, clip=clip, full_page=True)  # type: ignore[arg-type]
        browser.close()
    few = Image.open(target).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
