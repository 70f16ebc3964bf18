"""Metrics 1 to 4 for each part of a return: a directorate, a sex, both at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import Attribute, field, frozen

from wres.errors import FigureError, UnknownNameError
from wres.metrics.category import DETAILED, category_of, in_category
from wres.metrics.counts import Cells, Counts
from wres.metrics.definitions import METRICS, metric
from wres.metrics.figures import Count
from wres.metrics.forms import STANDARD, Forms
from wres.metrics.nine import Result, needs, nine
from wres.metrics.representation import Place
from wres.profiles import Profile
from wres.returns import WresReturn
from wres.vocabulary import INTERNATIONAL, EthnicCategory, Measure


BROKEN_DOWN = METRICS[:4]
"""The metrics that are counted by row, and so can be broken down."""

TABLES = {
    name: Measure(name).table
    for name in (
        "senior_medical_manager",
        *(name for one in BROKEN_DOWN for name in needs(one)),
        *(str(one) for one in Measure if one.endswith(INTERNATIONAL)),
    )
}
"""Measure that those metrics rest on to the table that it is counted from."""

CELL = ["measure", "workforce_group", "pay_band", "ethnic_group"]
NOT_RECORDED = "not recorded"

Values = tuple[str | None, ...]
Key = tuple[str, Place | None, str]


def _are_the_four(_: object, __: Attribute[Any], results: tuple[Result, ...]) -> None:
    if [result.name for result in results] != [one.name for one in BROKEN_DOWN]:
        raise FigureError("a part of a breakdown has metrics 1 to 4, in order")


@frozen
class Part:
    """Metrics 1 to 4 of those who have the same values of some dimensions.

    Parameters
    ----------
    values
        One for each dimension, in the order of `Breakdown.by`; ``None`` for the rows that have
        none.
    labels
        The same for people: ``not recorded`` where there is none, an ethnic category with its
        name.
    metrics
        Results as a report's own. Metric 1 compares pay bands with the part's own workforce. In
        the part of an ethnic category, shares are those of the category among everybody who has
        the part's other values, and likelihoods are compared with all White staff who have
        them: the ratio's ``of`` and ``to`` are then ``white`` and the category's code.
    """

    values: Values
    labels: tuple[str, ...]
    metrics: tuple[Result, ...] = field(validator=_are_the_four)

    def __getitem__(self, key: int | str) -> Result:
        for result in self.metrics:
            if key in {result.number, result.name}:
                return result
        known = [f"{one.number} {one.name}" for one in self.metrics]
        raise UnknownNameError.of("metric of a breakdown", metric(key).name, known)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.metrics)


@frozen
class Breakdown:
    """A return taken apart by one or more dimensions. Its counts add up to the whole.

    Parameters
    ----------
    by
        Names of the dimensions.
    parts
        One for each combination of values that a row has, sorted: an ethnic category as in the
        NHS list, any other value as text; those without a value last.
    """

    by: tuple[str, ...]
    parts: tuple[Part, ...]

    def __getitem__(self, values: str | Values | None) -> Part:
        """Give the part of a value or, of an intersection, of several."""
        wanted = values if isinstance(values, tuple) else (values,)
        for part in self.parts:
            if part.values == wanted:
                return part
        known = [" / ".join(part.labels) for part in self.parts]
        shown = " / ".join(NOT_RECORDED if value is None else value for value in wanted)
        raise UnknownNameError.of(f"part by {' / '.join(self.by)}", shown, known)

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)


def dimensions_asked(
    by: Sequence[str | Sequence[str]], dimensions: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Check what to break down by; each once, in the order asked for.

    Raises
    ------
    FigureError
        A text instead of a list, or a dimension twice in an intersection.
    UnknownNameError
        A dimension that is not among `dimensions`.

    Examples
    --------
    >>> dimensions_asked(["sex", ("site", "sex"), "sex"], ["sex", "site"])
    (('sex',), ('site', 'sex'))
    """
    if isinstance(by, str):
        raise FigureError(f"by must be a list such as ['directorate']; got by={by!r}")
    wanted = dict.fromkeys((one,) if isinstance(one, str) else tuple(one) for one in by)
    for names in wanted:
        if not names or len(set(names)) < len(names):
            raise FigureError(
                f"by must name each dimension of an intersection once; got {list(names)}"
            )
        for name in names:
            if name not in dimensions:
                known = dimensions or ["none; give by to wres.count() too"]
                raise UnknownNameError.of("dimension", name, known)
    return tuple(wanted)


def break_down(
    filed: WresReturn,
    by: tuple[str, ...],
    rules: Profile,
    missing: Mapping[str, str] | None = None,
    forms: Forms = STANDARD,
) -> Breakdown:
    """Measure metrics 1 to 4 for each part of a return.

    Parameters
    ----------
    filed
        Counts of one organisation and year.
    by
        Some of the return's dimensions.
    missing, forms
        As for `wres.metrics.nine`.

    Returns
    -------
    Breakdown
        A metric is `NoData` in every part where no line of a measure that it needs has a value
        of a dimension. Where a return has a line of a measure and group without any dimension,
        as `wres.count` always writes, a part without a line has zero; elsewhere it was not
        supplied.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> lines = pl.DataFrame({
    ...     "measure": ["staff"] * 3,
    ...     "site": ["North", "North", "South"],
    ...     "ethnic_group": ["white", "bme", "bme"],
    ...     "value": [60, 20, 7],
    ... })
    >>> broken_down = break_down(WresReturn.from_frame(lines), ("site",), profile(2025))
    >>> [(part.labels, part[1].overall.headcount.bme) for part in broken_down]
    [(('North',), 20), (('South',), 7)]
    """
    lines = filed.counts.filter(pl.col("measure").cast(pl.String).is_in(list(TABLES)))
    lacking = _lacking(lines, by)
    carried = lines.filter(~pl.col("measure").cast(pl.String).is_in(list(lacking)))
    complete = _complete(carried, filed.dimensions)
    found = _counts_by(carried, by, complete)
    around = _counts_by(carried, _others(by, by), complete) if DETAILED in by else {}
    why = {**(missing or {}), **lacking}
    parts = []
    for values in _in_order(carried, by):
        own = found.get(values, Counts(complete))
        results = nine(own, rules, why, forms)[: len(BROKEN_DOWN)]
        code = dict(zip(by, values, strict=True)).get(DETAILED)
        if code is not None:
            others = around[_others(by, values)]
            category = category_of(code)
            results = tuple(in_category(one, category, others, rules) for one in results)
        parts.append(Part(values, tuple(map(_label, by, values)), results))
    return Breakdown(by, tuple(parts))


def _lacking(lines: pl.DataFrame, by: tuple[str, ...]) -> dict[str, str]:
    """Say which measures that were supplied are of a table without a dimension.

    A table has a dimension if any of its lines has a value; nobody at all is nobody in every part.
    """
    table = pl.col("measure").cast(pl.String).replace_strict(TABLES)
    some = lines.group_by(table).agg(pl.col(by).count(), pl.col("value").sum())
    without = {
        row["measure"]: [name for name in by if not row[name]]
        for row in some.rows(named=True)
        if row["value"]
    }
    return {
        measure: f"the lines of {measure} have no {' or '.join(without[its_table])}"
        for measure, its_table in TABLES.items()
        if without.get(its_table) and measure in lines["measure"]
    }


def _complete(lines: pl.DataFrame, dimensions: Sequence[str]) -> Cells:
    """Give zeros for what the return has lines of without any dimension."""
    plain = lines.filter(pl.col(name).is_null() for name in dimensions)
    return {_key(row): 0 for row in plain.select(CELL).rows()}


def _counts_by(lines: pl.DataFrame, by: tuple[str, ...], complete: Cells) -> dict[Values, Counts]:
    sums = lines.group_by(*by, *CELL, maintain_order=True).agg(pl.col("value").sum())
    cells: dict[Values, dict[Key, Count]] = {}
    for row in sums.rows():
        values, key, count = row[: len(by)], row[len(by) : -1], row[-1]
        cells.setdefault(values, dict(complete))[_key(key)] = Fraction(count)
    return {values: Counts(own) for values, own in cells.items()}


def _key(row: tuple[Any, ...]) -> Key:
    measure, group, band, who = row
    return measure, None if group is None else (group, band), who


def _in_order(lines: pl.DataFrame, by: tuple[str, ...]) -> list[Values]:
    """Give the parts that there are; none of rows without a value if there are no such rows."""
    sums = lines.group_by(by).agg(pl.col("value").sum()).rows()
    there = [row[:-1] for row in sums if None not in row or row[-1]]
    ordered = sorted(there, key=lambda values: [*map(_place, by, values)])
    return ordered or [tuple(None for _ in by)]


def _place(name: str, value: str | None) -> tuple[bool, int, str]:
    codes = [str(category) for category in EthnicCategory] if name == DETAILED else []
    return value is None, codes.index(value) if value in codes else 0, value or ""


def _others(by: tuple[str, ...], values: Sequence[Any]) -> tuple[Any, ...]:
    """Leave out what belongs to the ethnic category."""
    return tuple(one for name, one in zip(by, values, strict=True) if name != DETAILED)


def _label(name: str, value: str | None) -> str:
    if value is None:
        return NOT_RECORDED
    return f"{value} {category_of(value).label}" if name == DETAILED else value
