"""The counts of a report's breakdowns, and the sums that tie the parts to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from wres.disclosure.cells import Book, Relation
from wres.disclosure.masking import Mask
from wres.disclosure.policies import Policy
from wres.errors import FigureError
from wres.metrics import Breakdown, Part
from wres.metrics.category import DETAILED
from wres.report import Report


SCALE = 0.05
"""What a count of a part weighs beside the same count of the whole."""

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


def to_publish(
    report: Report, asked: Sequence[Breakdown], earlier: Iterable[Breakdown], policy: Policy
) -> tuple[tuple[Breakdown, ...], tuple[str, ...]]:
    """Say which breakdowns are protected together with the report.

    Parameters
    ----------
    earlier
        Breakdowns that were published before, which are protected whether asked for or not.

    Returns
    -------
    tuple
        Breakdowns that are protected, those published before first; and those asked for that
        are left out whatever their counts, with the reason, in words.

    Raises
    ------
    FigureError
        One was published that the report does not have.
    """
    own = {one.by: one for one in report.breakdowns}
    before = list(dict.fromkeys(one.by for one in earlier))
    for by in before:
        if by not in own:
            raise FigureError(
                f"a breakdown by {named(by)} was published before; measure the report by it too"
            )
    new = [one for one in asked if one.by not in before]
    reasons = [_unsafe(one, policy) for one in new]
    pairs = list(zip(new, reasons, strict=True))
    return (
        (*(own[by] for by in before), *(one for one, reason in pairs if not reason)),
        tuple(left_out(one, reason) for one, reason in pairs if reason),
    )


def _unsafe(one: Breakdown, policy: Policy) -> str:
    if policy.rounding is not None:
        return "rounded counts of parts and of the whole narrow each other down"
    if DETAILED in one.by:
        return "who is alone in a count knows their own category, and so more than the sums tell"
    return ""


def left_out(one: Breakdown, reason: object) -> str:
    """Say in words that a breakdown is left out."""
    return f"the breakdown by {named(one.by)} is left out: {reason}"


def named(by: Iterable[str]) -> str:
    """Name what a breakdown is by."""
    return " / ".join(by)


def masked(breakdowns: Iterable[Breakdown], mask: Mask) -> tuple[Breakdown, ...]:
    """Give breakdowns as they are published."""
    return tuple(_masked(one, mask) for one in breakdowns)


def _masked(one: Breakdown, mask: Mask) -> Breakdown:
    parts = (
        evolve(part, metrics=evolve(mask, start=start_of(values_of(one, part))).results(part))
        for part in one
    )
    return evolve(one, parts=tuple(parts))
