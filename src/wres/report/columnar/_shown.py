"""Figures as people read them: `wres.rounding.display` for whole columns, as exact.

A figure is rounded half-up from its numerator and denominator, as the whole number of its last
digit: 133 for 13.3%. Texts come from tables where there are few.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import inf, nextafter
from typing import TypeVar

import polars as pl

from wres.rounding import display


Whole = TypeVar("Whole", pl.Series, int)

SMALL = Fraction(1, 1000)


def units(numerator: Whole, denominator: Whole, parts: int) -> Whole:
    """Give `parts` times a fraction of whole numbers from 0, rounded half-up.

    Examples
    --------
    >>> units(165, 1237, 1000), units(1, 8, 100)
    (133, 13)
    """
    return (2 * parts * numerator + denominator) // (2 * denominator)


def signed_units(numerator: pl.Series, denominator: pl.Series, parts: int) -> pl.Series:
    """Do the same, half away from zero, with numerators on either side of it."""
    size = units(numerator.abs(), denominator, parts)
    return size.zip_with(numerator >= 0, -size)


def counts(halves: pl.Series) -> pl.Series:
    """Show counts of half persons: whole, or to one decimal."""
    text = (halves // 2).cast(pl.String)
    odd = halves % 2 == 1
    return (text + ".5").zip_with(odd, text) if odd.any() else text


def percent(tenths: pl.Series) -> pl.Series:
    """Show shares from tenths of a per cent."""
    return _percentages().gather(tenths)


def points(tenths: pl.Series) -> pl.Series:
    """Show differences from tenths of a percentage point."""
    return _points().gather(tenths + 1000)


def hundredths(number: pl.Series) -> pl.Series:
    """Show likelihoods and ratios, from hundredths."""
    return (number // 100).cast(pl.String) + _decimals().gather(number % 100)


def p_values(settled: pl.Series) -> pl.Series:
    """Show p-values to three decimals, those below 0.001 as that."""
    steps, texts = _p_values()
    place = steps.search_sorted(settled, side="right")
    return texts.gather(place.zip_with(settled.is_not_null(), pl.Series([None], dtype=place.dtype)))


@cache
def _percentages() -> pl.Series:
    return pl.Series([display(Fraction(n, 1000), 1, percent=True) for n in range(1001)])


@cache
def _points() -> pl.Series:
    return pl.Series([display(Fraction(n, 10), 1) for n in range(-1000, 1001)])


@cache
def _decimals() -> pl.Series:
    return pl.Series([f".{n:02}" for n in range(100)])


@cache
def _p_values() -> tuple[pl.Series, pl.Series]:
    """Give the first float of each text, and the texts from the one below."""
    steps = [float(SMALL), *(_first_float(Fraction(2 * n - 1, 2000)) for n in range(2, 1001))]
    texts = [f"<{float(SMALL)}", *(display(Fraction(n, 1000), 3) for n in range(1, 1001))]
    return pl.Series(steps), pl.Series(texts)


def _first_float(number: Fraction) -> float:
    nearest = float(number)
    return nearest if nearest >= number else nextafter(nearest, inf)
