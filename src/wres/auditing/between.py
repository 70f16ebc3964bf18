"""Parts of breakdowns as tables name them: all dimensions in one cell, all values in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from wres.auditing.cells import Slice, slice_of


BETWEEN = " / "
"""Stands between dimensions, and between values, but may be part of one too."""

Named = tuple[str, str]
"""Dimensions, and their values."""


def slices(named: Iterable[Named]) -> Mapping[Named, Slice]:
    """Tell dimensions and values of all parts of a table apart.

    Where a value has the mark in it, it is known by the values that stand alone. If one part of
    a breakdown cannot be told apart, all of it is taken for one by a single dimension: the parts
    then still add up to the whole.

    Examples
    --------
    >>> found = slices([("site", "A / B"), ("site / sex", "A / B / F"), ("site / sex", "C / F")])
    >>> found["site / sex", "A / B / F"]
    (('sex', 'F'), ('site', 'A / B'))
    """
    every = dict.fromkeys(named)
    known: dict[str, set[str]] = defaultdict(set)
    for names, values in every:
        for name, value in [(names, values), *_plain(names, values)]:
            known[name].add(value)
    found = {one: _apart(*one, known) for one in every}
    unclear = {names for (names, _), place in found.items() if place is None}
    return {
        (names, values): ((names, values),) if names in unclear or place is None else place
        for (names, values), place in found.items()
    }


def _plain(names: str, values: str) -> list[Named]:
    apart = names.split(BETWEEN), values.split(BETWEEN)
    return list(zip(*apart, strict=True)) if len(apart[0]) == len(apart[1]) else []


def _apart(names: str, values: str, known: Mapping[str, set[str]]) -> Slice | None:
    if not names:
        return ()
    if plain := _plain(names, values):
        return slice_of(plain)
    dimensions = names.split(BETWEEN)
    cuts = _cuts(values.split(BETWEEN), len(dimensions))
    told = [list(zip(dimensions, cut, strict=True)) for cut in cuts]
    told = [pairs for pairs in told if all(value in known[name] for name, value in pairs)]
    return slice_of(told[0]) if len(told) == 1 else None


def _cuts(pieces: list[str], number: int) -> Iterator[list[str]]:
    """Give every way to put pieces together to so many values."""
    for marks in combinations(range(1, len(pieces)), number - 1):
        yield [BETWEEN.join(pieces[start:end]) for start, end in pairwise((0, *marks, len(pieces)))]
