"""Draw docs/pictures/national.png anew from made-up organisations: part of `nox -s pictures`.

Needs Debian's `chromium`, and `fonts-liberation` for the same letters.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from pictures_page import keep, shots
from playwright.sync_api import sync_playwright

from wres.exporters.national import national_files
from wres.nationwide import National, national
from wres.returns import WresReturn


GAPS = (0.9, 1.3, 1.6, 1.1, 1.35, 2.2)
REGIONS = ("London", "Midlands", "North West")
NUMBER = 36


def lines() -> Iterator[tuple[str, int, str, str, int]]:
    """Make up organisations of different size and ratio."""
    for number in range(NUMBER):
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
    """Analyse them."""
    names = ["organisation", "year", "measure", "ethnic_group", "value"]
    filed = WresReturn.from_frame(pl.DataFrame(list(lines()), schema=names, orient="row"))
    codes = [f"T{number:02}" for number in range(NUMBER)]
    known = pl.DataFrame({"code": codes, "region": [REGIONS[n * n % 7 % 3] for n in range(NUMBER)]})
    return national(filed, known)


def main() -> None:
    """Open the page and write its picture."""
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        page = Path(name, "national.html")
        page.write_bytes(national_files(analysis(), ["html"])["national.html"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        keep("national", shots(browser, page.as_uri(), 1280, [("h1", 1750)]))
        browser.close()


if __name__ == "__main__":
    main()
