"""Pictures of the public report of the demo, for docs/reference/word.md.

Needs LibreOffice Writer and pdftoppm (Debian: libreoffice-writer, poppler-utils).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from wres.demo import make_demo
from wres.exporters.word import Word
from wres.report import measure
from wres.returns import WresReturn


PAGES = {"word-first-page": 1, "word-indicators": 3}
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
    with tempfile.TemporaryDirectory() as name:
        document, home = Path(name, "template.docx"), Path(name, "profile").as_uri()
        document.write_bytes(content)
        _run(
            "soffice",
            "--headless",
            f"-env:UserInstallation={home}",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(document),
        )
        for picture, page in PAGES.items():
            pages = ["-f", str(page), "-l", str(page), "-singlefile"]
            _run(
                "pdftoppm",
                "-png",
                "-r",
                "80",
                *pages,
                str(document.with_suffix(".pdf")),
                str(folder / picture),
            )


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    word_pictures(Path(sys.argv[1]))
