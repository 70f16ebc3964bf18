"""Pictures of the demo's collection form, in full and safe to publish; see tools/_pages.py."""

import sys
from pathlib import Path

from _pages import Page, draw

import wres
from wres.demo import make_demo
from wres.exporters.template import Template


POLICY = "threshold-5"
FORM = Page(3, dots=110)


def workbook_pictures(folder: Path) -> None:
    """Draw the pages that the reference shows."""
    report = make_demo().outcome.report
    shown = {"form-return": report, "form-published": wres.publishable(report, POLICY)}
    for picture, one in shown.items():
        content = Template().export(one, {})["template.xlsx"]
        draw("template.xlsx", content, {folder / picture: FORM})


if __name__ == "__main__":
    workbook_pictures(Path(sys.argv[1]))
