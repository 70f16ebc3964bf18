"""Draw docs/pictures/ anew from the demo's page and made-up organisations: `nox -s pictures`.

Needs Debian's `chromium`, and `fonts-liberation` for the same letters.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import polars as pl
import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from wres.demo import make_demo
from wres.exporters.national import national_files
from wres.nationwide import National, national
from wres.returns import WresReturn


FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
GAP = 24
LARGEST = 300_000
GAPS = (0.9, 1.3, 1.6, 1.1, 1.35, 2.2)
REGIONS = ("London", "Midlands", "North West")
ORGANISATIONS = 36


def main() -> None:
    """Make the demo, open its page, and write each picture."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        page = Path(name, "report.html")
        page.write_bytes(make_demo().files["report.html"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        address = page.as_uri()
        keep("wide", shots(browser, address, 1280, [("h1", 2080)]))
        keep("dark", shots(browser, address, 1280, [("#likelihoods", 1900)], mode="dark"))
        anchors = [("h1", 1500), ("#bands", 1500), ("#likelihoods", 1500)]
        keep("narrow", shots(browser, address, 320, anchors))
        keep("printed", printed(browser, address, [0, 1, 3]))
        country = Path(name, "national.html")
        country.write_bytes(national_files(analysis(), ["html"])["national.html"])
        keep("national", shots(browser, country.as_uri(), 1280, [("h1", 1750)]))
        browser.close()


def lines() -> Iterator[tuple[str, int, str, str, int]]:
    """Make up organisations of different size and ratio."""
    for number in range(ORGANISATIONS):
        white, gap = 700 + 137 * (number * 11 % 29), GAPS[number * 5 % 6]
        for group, people, much in (("white", white, 1.0), ("bme", white // 3, gap)):
            counts = {
                "shortlisted": people,
                "appointed": int(people * 0.2 / much),
                "staff": 2 * people,
                "entered_disciplinary": 1 + int(people * 0.02 * much),
            }
            for measure, count in counts.items():
                yield f"T{number:02}", 2025, measure, group, count


def analysis() -> National:
    """Analyse made-up organisations."""
    names = ["organisation", "year", "measure", "ethnic_group", "value"]
    filed = WresReturn.from_frame(pl.DataFrame(list(lines()), schema=names, orient="row"))
    codes = [f"T{number:02}" for number in range(ORGANISATIONS)]
    known = pl.DataFrame(
        {"code": codes, "region": [REGIONS[n * n % 7 % 3] for n in range(ORGANISATIONS)]}
    )
    return national(filed, known)


def shots(
    browser: Browser,
    address: str,
    width: int,
    places: Iterable[tuple[str, int]],
    *,
    mode: Literal["light", "dark"] = "light",
) -> list[Image.Image]:
    """Photograph the page from each place on, so many pixels high."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=mode)
    page.goto(address)
    found = []
    with TemporaryDirectory() as name:
        path = Path(name, "page.png")
        page.screenshot(path=path, full_page=True)
        whole = Image.open(path).convert("RGB")
        for selector, height in places:
            box = page.locator(selector).bounding_box()
            top = max(0, int(box["y"]) - 16) if box else 0
            found.append(whole.crop((0, top, width, min(top + height, whole.height))))
    page.close()
    return found


def printed(browser: Browser, address: str, numbers: Iterable[int]) -> list[Image.Image]:
    """Print the page, and give some of its sheets."""
    page = browser.new_page()
    page.goto(address)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    sheets = (document[number].render(scale=1.1).to_pil().convert("RGB") for number in numbers)
    return [ImageOps.expand(sheet, border=1, fill="#888888") for sheet in sheets]


def keep(name: str, parts: Sequence[Image.Image]) -> None:
    """Set pictures side by side and write them as one, small enough for a repository."""
    if len(parts) > 1:
        parts = [ImageOps.expand(part, border=1, fill="#888888") for part in parts]
    width = sum(part.width for part in parts) + GAP * (len(parts) - 1)
    whole = Image.new("RGB", (width, max(part.height for part in parts)), "white")
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width + GAP
    path = FOLDER / f"{name}.png"
    few = whole.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} has {path.stat().st_size:,} bytes, more than {LARGEST:,}")


if __name__ == "__main__":
    main()
