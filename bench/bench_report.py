"""`wres report` for one trust of 8,000 people against starting Python with polars."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from _runs import in_turn, python, show


WITHOUT_PAGE = [
    word for name in ("json", "csv", "template", "ledger") for word in ("--format", name)
]


def main() -> None:
    """Print one table."""
    wres = str(Path(sys.executable).with_name("wres"))
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder, "demo")
        subprocess.run([wres, "demo", "--out", str(demo)], check=True, stdout=subprocess.DEVNULL)
        report = [wres, "report", str(demo / "wres.toml"), "--out", str(Path(folder, "out"))]
        programs = {
            "wres report, without the page": [*report, *WITHOUT_PAGE],
            "wres report": report,
            "python with polars": python("import polars"),
        }
        show("One report of 8,000 people", in_turn(programs, runs=10), "python with polars")


if __name__ == "__main__":
    main()
