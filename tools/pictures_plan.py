"""Pictures of the demo's action plan, for docs/how-to/plan-actions.md; see tools/_pages.py."""

import sys
from pathlib import Path

from _pages import Page, draw

from wres.demo import make_demo
from wres.exporters.plan import plan_files
from wres.planning import plan


PAGES = {
    "plan.docx": {"plan-priorities": Page(1), "plan-actions": Page(5)},
    "plan.xlsx": {"plan-workbook": Page(3, dots=160)},
}
"""File to its pictures."""


def plan_pictures(folder: Path) -> None:
    """Draw the pages that the guide shows."""
    files = plan_files(plan(make_demo().outcome.report), ["docx", "xlsx"])
    for file, content in files.items():
        draw(file, content, {folder / name: page for name, page in PAGES[file].items()})


if __name__ == "__main__":
    plan_pictures(Path(sys.argv[1]))
