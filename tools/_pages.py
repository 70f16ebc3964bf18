"""Pages of an Office document as pictures.

Needs LibreOffice and pdftoppm (Debian: libreoffice-writer, libreoffice-calc, poppler-utils).
"""

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen


@frozen
class Page:
    """A page of a document by its number, and at how many dots per inch it is drawn."""

    number: int
    dots: int = 80


def draw(file: str, content: bytes, pictures: Mapping[Path, Page]) -> None:
    """Draw pages of a document, each as a PNG.

    Parameters
    ----------
    file
        Its name, whose suffix says what it is.
    pictures
        Path without suffix to the page that is drawn there.
    """
    with tempfile.TemporaryDirectory() as name:
        home, document = Path(name, "profile").as_uri(), Path(name, file)
        document.write_bytes(content)
        to_pdf = ["--headless", f"-env:UserInstallation={home}", "--convert-to", "pdf"]
        _run("soffice", *to_pdf, "--outdir", name, str(document))
        for target, page in pictures.items():
            one = ["-f", str(page.number), "-l", str(page.number), "-singlefile"]
            pdf = str(document.with_suffix(".pdf"))
            _run("pdftoppm", "-png", "-r", str(page.dots), *one, pdf, str(target))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
