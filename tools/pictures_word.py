"""Pictures of the public report of the demo, for docs/reference/word.md; see tools/_pages.py."""

import sys
from pathlib import Path

import polars as pl
from _pages import Page, draw

from wres.demo import make_demo
from wres.exporters.word import Word
from wres.report import measure
from wres.returns import WresReturn


PAGES = {"word-first-page": Page(1), "word-indicators": Page(3)}
LAST_YEAR_SEED = 7
FILLED = {
    "date": "May 2025",
    "board_lead": "Chief People Officer",
    "commissioners": "NHS Exampleshire ICB",
    "url": "https://www.example.org/wres",
    "actions": {"2": "Diverse panels for posts at Band 8a and above; a review of every rejection."},
}


def word_pictures(folder: Path) -> None:
    """Draw the pages that the reference shows."""
    report = make_demo().outcome.report
    other = make_demo(LAST_YEAR_SEED).outcome.filed.to_frame().drop("year", strict=False)
    fewer = (pl.col("measure") == "appointed") & (pl.col("ethnic_group") == "bme")
    last_year = other.with_columns(value=pl.col("value") - pl.when(fewer).then(60).otherwise(0))
    previous = measure(
        WresReturn.from_frame(last_year),
        year=report.year - 1,
        organisation=report.organisation.code,
    )
    content = Word().export(report, {"previous": previous, "template": FILLED})["template.docx"]
    draw("template.docx", content, {folder / name: page for name, page in PAGES.items()})


if __name__ == "__main__":
    word_pictures(Path(sys.argv[1]))
