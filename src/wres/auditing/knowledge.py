"""What an attacker knows of counts: polynomials with bounds, lists of choices, recomputations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Self

from attrs import field, frozen

from wres.auditing.cells import Cell


Term = tuple[Cell, ...]
Number = int | Fraction

SHOWN = re.compile(r"(?P<number>-?[\d,]*\.?\d+)(?P<percent>%?)")


@frozen
class Range:
    """Where a number lies; an open end is not in it, an end of ``None`` is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Number) -> Self:
        """Give the range of one number."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def shown(cls, text: str | None, unit: Fraction = Fraction(1)) -> Self | None:
        """Give what a rounded display leaves open, half-up; ``None`` where it is no number.

        Parameters
        ----------
        unit
            What 1 means where there is no percent sign: 1/100 for percentage points.

        Examples
        --------
        >>> Range.shown("13.3%")
        Range(low=Fraction(53, 400), high=Fraction(267, 2000), low_open=False, high_open=True)
        """
        found = SHOWN.fullmatch((text or "").strip())
        if found is None:
            return None
        digits = found["number"].replace(",", "")
        scale = Fraction(1, 100) if found["percent"] else unit
        value = Fraction(digits)
        half = Fraction(1, 2 * 10 ** len(digits.partition(".")[2]))
        return cls(
            (value - half) * scale,
            (value + half) * scale,
            low_open=value <= 0,
            high_open=value >= 0,
        )

    def contains(self, value: Number) -> bool:
        """Whether a number lies in the range."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.high_open)
        )
        return above and below


@frozen
class Poly:
    """A polynomial of counts.

    Examples
    --------
    >>> x = Poly.of(Cell("", 2025, (), 1, "headcount", "overall", "bme"))
    >>> sorted((x * 3 - 2).terms.values())
    [Fraction(-2, 1), Fraction(3, 1)]
    """

    terms: Mapping[Term, Fraction] = field(factory=dict)

    @classmethod
    def of(cls, *cells: Cell) -> Self:
        """Give the sum of some cells."""
        return cls({(cell,): Fraction(1) for cell in cells})

    @classmethod
    def number(cls, value: Number) -> Self:
        """Give a constant."""
        return cls({(): Fraction(value)})

    def __add__(self, other: Poly | Number) -> Poly:
        terms = dict(self.terms)
        for term, factor in _poly(other).terms.items():
            terms[term] = terms.get(term, Fraction(0)) + factor
        return Poly({term: factor for term, factor in terms.items() if factor})

    def __sub__(self, other: Poly | Number) -> Poly:
        return self + _poly(other) * -1

    def __mul__(self, other: Poly | Number) -> Poly:
        product = Poly()
        for term, factor in _poly(other).terms.items():
            product += Poly(
                {tuple(sorted(one + term)): own * factor for one, own in self.terms.items()}
            )
        return product


def _poly(value: Poly | Number) -> Poly:
    return value if isinstance(value, Poly) else Poly.number(value)


@frozen
class Bounded:
    """A polynomial with whole factors between two whole numbers.

    Parameters
    ----------
    terms
        Products of cells, none of them the constant, and their factors.
    low, high
        ``None`` is unbounded.
    source
        The published figure that says so, or what everybody knows, in words.
    """

    terms: tuple[tuple[Term, int], ...]
    low: int | None
    high: int | None
    source: str

    @property
    def cells(self) -> set[Cell]:
        """Every cell in it."""
        return {cell for term, _ in self.terms for cell in term}


@frozen
class Choices:
    """Some cells have the counts of one of these rows."""

    cells: tuple[Cell, ...]
    rows: tuple[tuple[int, ...], ...]
    source: str


@frozen(eq=False)
class Recomputed:
    """A figure that can be worked out from counts and compared with what was published."""

    cells: tuple[Cell, ...]
    agrees: Callable[..., bool]
    source: str


Fact = Bounded | Choices | Recomputed


def bounded(
    poly: Poly,
    low: Number | None,
    high: Number | None,
    source: str,
    *,
    strict: bool = False,
    scales: Mapping[Cell, int] | None = None,
) -> Bounded:
    """Say that a polynomial lies between two numbers.

    Parameters
    ----------
    strict
        Whether neither end is allowed.
    scales
        Cells that are counted in halves: 2.
    """
    scales = scales or {}
    constant = poly.terms.get((), Fraction(0))
    terms = {}
    for term, factor in poly.terms.items():
        for cell in term:
            factor /= scales.get(cell, 1)  # noqa: PLW2901  # one division a cell
        if term:
            terms[term] = factor
    ends = [None if end is None else Fraction(end) - constant for end in (low, high)]
    whole = lcm(*(one.denominator for one in terms.values()), 1)
    shared = gcd(*(int(one * whole) for one in terms.values())) or 1
    factor = Fraction(whole, shared)
    first, last = (None if end is None else end * factor for end in ends)
    step = int(strict)
    return Bounded(
        tuple((term, int(one * factor)) for term, one in sorted(terms.items())),
        None if first is None else _up(first) + (step if first.denominator == 1 else 0),
        None if last is None else _down(last) - (step if last.denominator == 1 else 0),
        source,
    )


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _down(value: Fraction) -> int:
    return value.numerator // value.denominator


def quotient(
    numerator: Poly,
    denominator: Poly,
    where: Range,
    source: str,
    scales: Mapping[Cell, int] | None = None,
) -> Iterable[Bounded]:
    """Say that a quotient lies in a range: without division, as two polynomials."""
    if where.low is not None and where.low == where.high:
        yield bounded(numerator - denominator * where.low, 0, 0, source, scales=scales)
        return
    if where.low is not None:
        over = numerator - denominator * where.low
        yield bounded(over, 0, None, source, strict=where.low_open, scales=scales)
    if where.high is not None:
        under = denominator * where.high - numerator
        yield bounded(under, 0, None, source, strict=where.high_open, scales=scales)
