"""Reports with breakdowns: by site, by ethnic category, and by both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl
from hypothesis import strategies as st

from wres.report import Report, measure
from wres.returns import WresReturn


COLUMNS = ("measure", "workforce_group", "pay_band", "ethnic_group", "site", "ethnic_category")
SITES = ("North", "South / East")
CATEGORIES = {"A": "white", "H": "bme", "J": "bme", "Z": "unknown"}
BANDS = ("Band 5", "Band 8a")
BOTH = ("site", "ethnic_category")
ASKED: tuple[Sequence[str | tuple[str, ...]], ...] = (
    ["site"],
    ["ethnic_category"],
    ["site", "ethnic_category"],
    ["site", BOTH],
    ["site", "ethnic_category", BOTH],
)
SMALL = st.sampled_from([0, 0, 1, 1, 2, 3, 4])
COUNTS = SMALL | st.integers(5, 40)

Line = tuple[str, str | None, str | None, str, str | None, str | None, float]


def report_by(lines: Iterable[Line], by: Sequence[str | tuple[str, ...]]) -> Report:
    """Measure a report of some lines, broken down."""
    schema = dict.fromkeys(COLUMNS, pl.String()) | {"value": pl.Float64()}
    frame = pl.DataFrame(list(lines), schema=schema, orient="row")
    return measure(WresReturn.from_frame(frame), year=2025, organisation="RXX", by=by)


def staff(site: str | None, category: str, band: str, count: int) -> Line:
    """Give the line of some staff."""
    return ("staff", "clinical", band, CATEGORIES[category], site, category, float(count))


@st.composite
def divided(draw: st.DrawFn) -> Report:
    """Draw a report with many small counts, broken down by one or two dimensions."""
    lines: list[Line] = []
    events = draw(st.sampled_from([(), ("shortlisted", "appointed"), ("entered_disciplinary",)]))
    for site in SITES:
        for category, group in CATEGORIES.items():
            people = [draw(COUNTS) for _ in BANDS]
            pairs = zip(BANDS, people, strict=True)
            lines += [staff(site, category, band, count) for band, count in pairs]
            most = sum(people)
            for measure_ in events:
                most = draw(st.integers(0, most))
                lines.append((measure_, None, None, group, site, category, float(most)))
    return report_by(lines, draw(st.sampled_from(ASKED)))


def trust(by: Sequence[str | tuple[str, ...]]) -> Report:
    """Give a report whose whole has one small count, and whose sites have more."""
    counts = {
        "Band 5": {"A": (60, 45), "H": (20, 9), "J": (7, 12), "Z": (6, 8)},
        "Band 8a": {"A": (30, 22), "H": (9, 3), "J": (2, 8), "Z": (5, 1)},
    }
    lines = [
        staff(site, category, band, count)
        for band, own in counts.items()
        for category, both in own.items()
        for site, count in zip(SITES, both, strict=True)
    ]
    shortlisted = {"A": (90, 70), "H": (30, 20), "J": (11, 12), "Z": (6, 6)}
    appointed = {"A": (20, 15), "H": (6, 5), "J": (3, 6), "Z": (0, 0)}
    for measure_, own in (("shortlisted", shortlisted), ("appointed", appointed)):
        lines += [
            (measure_, None, None, CATEGORIES[category], site, category, float(count))
            for category, both in own.items()
            for site, count in zip(SITES, both, strict=True)
        ]
    return report_by(lines, by)
