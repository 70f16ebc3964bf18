"""Reports with breakdowns: by site, by sex, by staff group, and by two of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import polars as pl
from hypothesis import strategies as st

from wres.metrics import GROUPS
from wres.report import Report, measure
from wres.returns import WresReturn


DIMENSIONS: Mapping[str, Sequence[str | None]] = {
    "site": ("North", "South / East", None),
    "sex": ("Female", "Male"),
    "staff_group": ("Nursing", "Estates"),
}
COLUMNS = ("measure", "workforce_group", "pay_band", "ethnic_group", *DIMENSIONS)
BANDS = ("Band 5", "Band 8a")
BOTH = ("site", "sex")
By = Sequence[str | tuple[str, ...]]
ASKED: tuple[By, ...] = (
    ["site"],
    ["sex"],
    ["staff_group"],
    ["site", "sex"],
    ["sex", "staff_group"],
    ["sex", ("sex", "staff_group")],
    ["site", "sex", BOTH],
)
SMALL = st.sampled_from([0, 0, 1, 1, 2, 3, 4])
COUNTS = SMALL | st.integers(5, 40)
EVENTS: tuple[tuple[str, ...], ...] = (
    (),
    ("shortlisted", "appointed"),
    ("entered_disciplinary",),
    ("accessed_training",),
)

Line = tuple[str | float | None, ...]


def report_by(lines: Iterable[Line], by: By) -> Report:
    """Measure a report of some lines, broken down."""
    schema = dict.fromkeys(COLUMNS, pl.String()) | {"value": pl.Float64()}
    frame = pl.DataFrame(list(lines), schema=schema, orient="row")
    return measure(WresReturn.from_frame(frame), year=2025, organisation="RXX", by=by)


def counted(
    measure_: str, band: str | None, group: str, part: Mapping[str, str | None], count: int
) -> Line:
    """Give the line of a count."""
    values = (part.get(name) for name in DIMENSIONS)
    return (measure_, "clinical" if band else None, band, group, *values, float(count))


@st.composite
def divided(draw: st.DrawFn) -> Report:
    """Draw a report with many small counts, broken down by one or two dimensions, some not given."""
    by = draw(st.sampled_from(ASKED[:-1]))
    events, has_gaps = draw(st.sampled_from(EVENTS)), draw(st.booleans())
    # More events than people of whom they are would be no report.
    gaps = {events[-1] if events else "staff"} if has_gaps else set()
    names = [name for name in DIMENSIONS if name in {*by}]
    lines: list[Line] = []
    for values in product(*(DIMENSIONS[name] for name in names)):
        part = dict(zip(names, values, strict=True))
        for group in GROUPS:
            people = {band: draw(COUNTS) for band in BANDS}
            own = [counted("staff", band, group, part, count) for band, count in people.items()]
            most = sum(people.values())
            for name in events:
                most = draw(st.integers(0, most))
                own.append(counted(name, None, group, part, most))
            lines += [one for one in own if one[0] not in gaps or draw(st.integers(0, 9))]
    return report_by(lines or [counted("staff", BANDS[0], "white", {}, 3)], by)


def trust(by: By) -> Report:
    """Give a report whose whole has one small count, and whose parts have more."""
    counts = {
        "Band 5": {"white": (60, 45, 31, 28), "bme": (27, 21, 9, 12), "unknown": (6, 8, 5, 9)},
        "Band 8a": {"white": (30, 22, 19, 25), "bme": (11, 11, 2, 8), "unknown": (3, 0, 0, 1)},
    }
    events = {
        "shortlisted": {
            "white": (90, 70, 41, 52),
            "bme": (41, 32, 20, 19),
            "unknown": (6, 6, 9, 8),
        },
        "appointed": {"white": (20, 15, 11, 9), "bme": (9, 11, 2, 6), "unknown": (0, 0, 0, 0)},
    }
    parts = [
        dict(zip(BOTH, values, strict=True))
        for values in product(DIMENSIONS["site"][:2], DIMENSIONS["sex"])
    ]
    told = (
        *(("staff", band, own) for band, own in counts.items()),
        *((name, None, own) for name, own in events.items()),
    )
    return report_by(
        [
            counted(name, band, group, part, count)
            for name, band, own in told
            for group, four in own.items()
            for part, count in zip(parts, four, strict=True)
        ],
        by,
    )


def of_categories() -> Report:
    """Give a report broken down by site, by ethnic category, and by both."""
    lines = {
        "site": ["North", "South"] * 2,
        "ethnic_category": ["A", "A", "H", "H"],
        "ethnic_group": ["white", "white", "bme", "bme"],
        "value": [60.0, 45.0, 20.0, 9.0],
        "measure": ["staff"] * 4,
    }
    filed = WresReturn.from_frame(pl.DataFrame(lines))
    by = ["site", "ethnic_category", ("site", "ethnic_category")]
    return measure(filed, year=2025, organisation="RXX", by=by)
