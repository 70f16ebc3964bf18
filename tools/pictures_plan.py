"""Pictures of the demo's action plan, for docs/how-to/plan-actions.md.

Needs LibreOffice (Writer and Calc) and pdftoppm (Debian: libreoffice-writer,
libreoffice-calc, poppler-utils).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from wres.demo import make_demo
from wres.exporters.plan import plan_files
from wres.planning import plan


PAGES = {
    "plan-priorities": ("plan.docx", 1, 80),
    "plan-actions": ("plan.docx", 5, 80),
    "plan-workbook": ("plan.xlsx", 3, 160),
}
"""Picture to the file, its page, and dots per inch."""


def plan_pictures(folder: Path) -> None:
    """Draw the pages that the guide shows."""
    files = plan_files(plan(make_demo().outcome.report), ["docx", "xlsx"])
    with tempfile.TemporaryDirectory() as name:
        home = Path(name, "profile").as_uri()
        for file, content in files.items():
            path = Path(name, file)
            path.write_bytes(content)
            _run(
                "soffice",
                "--headless",
                f"-env:UserInstallation={home}",
                "--convert-to",
                "pdf",
                "--outdir",
                name,
                str(path),
            )
            path.with_suffix(".pdf").rename(f"{path}.pdf")
        for picture, (file, page, dots) in PAGES.items():
            pages = ["-f", str(page), "-l", str(page), "-singlefile"]
            pdf = str(Path(name, f"{file}.pdf"))
            _run("pdftoppm", "-png", "-r", str(dots), *pages, pdf, str(folder / picture))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    plan_pictures(Path(sys.argv[1]))
