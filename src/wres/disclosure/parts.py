"""The counts of a report's breakdowns, and the sums that tie the parts to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from wres.disclosure.cells import Book, Relation
from wres.errors import FigureError
from wres.metrics import (
    GROUPS,
    Breakdown,
    GroupCounts,
    Headcount,
    Likelihood,
    Part,
    Representation,
    Result,
)
from wres.metrics.category import DETAILED
from wres.report import Report


SCALE = 0.05
"""What a count of a part weighs beside the same count of the whole."""

MOST = 1_000
"""Counts in breakdowns at most: with more, a report could take minutes."""

Values = Mapping[str, str | None]
"""Dimension to value."""


def values_of(one: Breakdown, part: Part) -> dict[str, str | None]:
    """Say what all people of a part have in common."""
    return dict(zip(one.by, part.values, strict=True))


def start_of(values: Values) -> str:
    """Say what the paths of a part begin with; nothing for the whole.

    Examples
    --------
    >>> start_of({"sex": "Female", "directorate": None})
    "directorate=None, sex='Female': "
    """
    return ", ".join(f"{name}={values[name]!r}" for name in sorted(values)) + ": " * bool(values)


def add_sums(book: Book, breakdowns: Sequence[Breakdown]) -> None:
    """Say of every count that the parts add up to it: to the whole, and to each coarser part."""
    local = _local(book)
    known: dict[frozenset[str], list[Values]] = {frozenset(): [{}]}
    for one in breakdowns:
        known[frozenset(one.by)] = [values_of(one, part) for part in one]
    for names, parts in known.items():
        for coarser, wholes in known.items():
            if coarser < names:
                for whole, own in _grouped(coarser, parts, wholes):
                    _add_up(book, local, whole, own)
    for one in breakdowns:
        if DETAILED in one.by:
            for part in one:
                _beside_its_group(book, local, values_of(one, part))


def around(values: Values) -> Values:
    """Leave the ethnic category out of what a part's people have in common."""
    return {name: value for name, value in values.items() if name != DETAILED}


def _local(book: Book) -> dict[str, dict[str, int]]:
    """Give each part's cells by their path within it."""
    local: dict[str, dict[str, int]] = defaultdict(dict)
    for path, cell in book.places.items():
        start, between, own = path.rpartition(": ")
        local[start + between][own] = cell
    return local


def _grouped(
    names: Iterable[str], parts: Iterable[Values], wholes: Iterable[Values]
) -> Iterator[tuple[Values, list[Values]]]:
    """Give each coarser part with the finer ones that are in it."""
    order = sorted(names)
    own: dict[tuple[str | None, ...], list[Values]] = defaultdict(list)
    for part in parts:
        own[tuple(part[name] for name in order)].append(part)
    for whole in wholes:
        yield whole, own.get(tuple(whole[name] for name in order), [])


def _add_up(
    book: Book, local: Mapping[str, Mapping[str, int]], whole: Values, parts: Sequence[Values]
) -> None:
    cells = [local[start_of(part)] for part in parts]
    for path, cell in local[start_of(whole)].items():
        found = tuple(own[path] for own in cells if path in own)
        if found and sum(book.cells[one].value for one in found) == book.cells[cell].value:
            book.relations.append(Relation(cell, found))


def _beside_its_group(book: Book, local: Mapping[str, Mapping[str, int]], values: Values) -> None:
    """Say which ethnic group a category is a part of, as nobody of it beside a few tells of them."""
    wholes = local[start_of(around(values))]
    for path, cell in local[start_of(values)].items():
        if path.rpartition(".")[2] in GROUPS and path in wholes:
            book.cells[cell] = evolve(book.cells[cell], whole=wholes[path])


def publishing(
    report: Report, asked: Sequence[Breakdown], earlier: Iterable[Breakdown]
) -> tuple[tuple[Breakdown, ...], tuple[str, ...]]:
    """Say which breakdowns are protected together with the report.

    Parameters
    ----------
    earlier
        Breakdowns that were published before, which are protected whether asked for or not.

    Returns
    -------
    tuple
        The breakdowns, and those asked for that are left out, with the reason, in words.

    Raises
    ------
    FigureError
        One was published that the report does not have.
    """
    own = {one.by: one for one in report.breakdowns}
    before = [one.by for one in earlier]
    for by in before:
        if by not in own:
            raise FigureError(
                f"a breakdown by {' / '.join(by)} was published before; measure the report by it too"
            )
    taken = {by: own[by] for by in before}
    size, left_out = sum(map(_size, taken.values())), []
    for one in asked:
        named = f"the breakdown by {' / '.join(one.by)} is left out"
        others = tuple(name for name in one.by if name != DETAILED)
        if one.by in taken:
            continue
        if DETAILED in one.by and others and {*others} not in [{*known} for known in taken]:
            left_out.append(
                f"{named}: its shares are of the parts by {' / '.join(others)}, which are not "
                f"published before it; ask for {','.join(others)} first"
            )
        elif size + _size(one) > MOST:
            left_out.append(
                f"{named}: with {size + _size(one):,} counts in breakdowns, more than {MOST:,}, "
                "it would take too long to find out what gives small ones back"
            )
        else:
            taken[one.by], size = one, size + _size(one)
    return tuple(taken.values()), tuple(left_out)


def _size(one: Breakdown) -> int:
    """Count the numbers of people in a breakdown."""
    return sum(_counts(result) for part in one for result in part)


def _counts(result: Result) -> int:
    if isinstance(result, Representation):
        rows = [row.headcount for row in result.rows]
        clusters = [cluster.headcount for cluster in result.clusters]
        return sum(map(_supplied, [result.overall.headcount, *rows, *clusters]))
    if isinstance(result, Likelihood):
        return _supplied(result.population) + _supplied(result.events)
    return 0


def _supplied(counts: GroupCounts | Headcount) -> int:
    return sum(counts[group] is not None for group in GROUPS)
