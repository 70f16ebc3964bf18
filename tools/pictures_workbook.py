"""Pictures of the demo's collection form, in full and safe to publish.

Needs LibreOffice Calc and pdftoppm (Debian: libreoffice-calc, poppler-utils).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import wres
from wres.demo import make_demo
from wres.exporters.template import Template


POLICY = "threshold-5"
DOTS = "110"


def workbook_pictures(folder: Path) -> None:
    """Draw the pages that the reference shows."""
    report = make_demo().outcome.report
    pages = {
        "form-return": (report, 3),
        "form-published": (wres.publishable(report, POLICY), 3),
    }
    with tempfile.TemporaryDirectory() as name:
        home = Path(name, "profile").as_uri()
        for picture, (shown, page) in pages.items():
            book = Path(name, f"{picture}.xlsx")
            book.write_bytes(Template().export(shown, {})["template.xlsx"])
            _run(
                "soffice",
                "--headless",
                f"-env:UserInstallation={home}",
                "--convert-to",
                "pdf",
                "--outdir",
                name,
                str(book),
            )
            one = ["-f", str(page), "-l", str(page), "-singlefile"]
            pdf = str(book.with_suffix(".pdf"))
            _run("pdftoppm", "-png", "-r", DOTS, *one, pdf, str(folder / picture))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    workbook_pictures(Path(sys.argv[1]))
