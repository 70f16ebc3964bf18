"""Small tables whose every possible content can be counted out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.disclosure.cells import Book, System
from wres.disclosure.policies import Policy
from wres.report import Report, measure
from wres.returns import WresReturn


THREE = Policy(id="three", threshold=3, rounding=None, survey_base=3, description="1 and 2")
ROUNDED = Policy(id="rounded", threshold=3, rounding=5, survey_base=3, description="to 5")
MORE = 4
"""How many people more than the most that there are a cell is tried with."""
GROUPS = ("white", "bme", "unknown")


def table(counts: Sequence[Sequence[int]]) -> System:
    """Give a table of rows and columns, with all its totals."""
    book = Book()
    sums = [sum(row) for row in counts]
    book.add("all.total", sum(sums), weight=9)
    for column, total in enumerate(map(sum, zip(*counts, strict=True))):
        book.add(f"all.{column}", total, weight=5)
    for number, row in enumerate(counts):
        whole = book.add(f"{number}.total", sums[number], weight=3)
        for column, count in enumerate(row):
            book.add(f"{number}.{column}", count, weight=1, is_person=True, whole=whole)
        book.adds_up(f"{number}.total", [f"{number}.{column}" for column in range(len(row))])
    rows, columns = range(len(counts)), range(len(counts[0]))
    for column in columns:
        book.adds_up(f"all.{column}", [f"{row}.{column}" for row in rows])
    book.adds_up("all.total", [f"all.{column}" for column in columns])
    return book.system()


def tables() -> SearchStrategy[System]:
    """Draw tables of two or three rows and two columns, with many small counts."""

    def of(rows: int, most: int) -> SearchStrategy[System]:
        row = st.lists(st.integers(0, most), min_size=2, max_size=2)
        return st.lists(row, min_size=rows, max_size=rows).map(table)

    return of(2, 9) | of(2, 4) | of(3, 3)


def every_content(system: System, policy: Policy, hidden: Iterable[int]) -> npt.NDArray[np.int_]:
    """Give every content of a table that is published as it is, up to some more people a cell."""
    hidden = frozenset(hidden)
    inner = [path for path in system.places if "total" not in path and "all" not in path]
    at = {path: system.places[path] for path in inner}
    most = MORE + int(max(system.cells[cell].value for cell in at.values()))
    ranges = [_possible(system, policy, cell, hidden, most) for cell in at.values()]
    contents = np.array(np.meshgrid(*ranges)).reshape(len(ranges), -1).T
    worlds = np.zeros((len(contents), len(system.cells)), dtype=int)
    worlds[:, list(at.values())] = contents
    for relation in system.relations:  # the total of all comes last
        worlds[:, relation.whole] = worlds[:, list(relation.parts)].sum(axis=1)
    fits = np.ones(len(worlds), dtype=bool)
    for cell in set(range(len(system.cells))) - hidden:
        fits &= np.isin(worlds[:, cell], _possible(system, policy, cell, hidden, most))
    return worlds[fits]


def _possible(
    system: System, policy: Policy, cell: int, hidden: frozenset[int], most: int
) -> list[int]:
    """Give the counts of a cell that would be published as its own is."""
    own = int(system.cells[cell].value)
    if cell in hidden:
        return list(range(most + 1))
    if policy.rounding is None:
        return [own]

    def shown(count: int) -> int | None:
        return None if 0 < count < policy.threshold else int(policy.shown(count))

    return [count for count in range(own - 5, own + 6) if count >= 0 and shown(count) == shown(own)]


def report_of(
    counts: Mapping[str, Sequence[float | None]],
    places: Mapping[tuple[str, str], Sequence[int]] | None = None,
    year: int = 2025,
) -> Report:
    """Measure a report from counts by White, BME and unknown."""
    lines = [
        {"measure": name, "ethnic_group": group, "value": float(value)}
        for name, values in counts.items()
        for group, value in zip(GROUPS, values, strict=False)
        if value is not None
    ] + [
        {
            "measure": "staff",
            "workforce_group": block,
            "pay_band": band,
            "ethnic_group": group,
            "value": float(value),
        }
        for (block, band), values in (places or {}).items()
        for group, value in zip(GROUPS, values, strict=True)
    ]
    columns = ("measure", "workforce_group", "pay_band", "ethnic_group", "value")
    tidy = {name: [line.get(name) for line in lines] for name in columns}
    schema = dict.fromkeys(columns, pl.String()) | {"value": pl.Float64()}
    return measure(WresReturn.from_frame(pl.DataFrame(tidy, schema=schema)), year=year)
