"""Koopman's bounds of whole columns: the arithmetic of `wres.statistics._score_bound`.

The same cubic, and Newton's steps from the same point above its root until no row moves. Floats
do where the scalar functions use whole numbers: a lost digit of the square's coefficient moves a
bound by no more than its own last digits.
"""

from __future__ import annotations

import polars as pl


def lower_bound(
    a: pl.Series, p: pl.Series, b: pl.Series, q: pl.Series, critical: float
) -> pl.Series:
    """Bound ratios from below: a and p have and have not the event, b and q in the other group."""
    n, m, events = a + p, b + q, a + b
    cubic = a * events * p / n
    square = a * b * p / n + a * a * q / m - critical * events
    linear, constant = -critical * (b + events), -critical * b
    root = _cubic_root(cubic, square, linear, constant)
    odds = _picked(cubic > 0, root, _quadratic_root(square, linear, constant))
    kept, moved = a / (1 + odds), a * odds / (1 + odds)
    crossing = kept * (m + moved) / ((p + kept) * (b + moved))
    saturated = n / (n - square / events) * (n + m) / events
    bound = _picked((cubic > 0) | (square > 0), crossing, saturated)
    return _picked(a > 0, bound, a)


def _cubic_root(
    cubic: pl.Series, square: pl.Series, linear: pl.Series, constant: pl.Series
) -> pl.Series:
    """Give the one positive root where `cubic` > 0; other rows are not looked at."""
    under = _quadratic_root(cubic, square, linear)
    root = _quadratic_root(cubic, square, linear + constant / under)
    while True:
        value = ((cubic * root + square) * root + linear) * root + constant
        slope = (3 * cubic * root + 2 * square) * root + linear
        closer = root - value / slope
        falls = closer < root
        if not falls.any():
            return root
        root = _picked(falls, closer, root)


def _quadratic_root(square: pl.Series, linear: pl.Series, constant: pl.Series) -> pl.Series:
    """Give the positive root where `square` > 0, without cancellation."""
    spread = (linear * linear - 4 * square * constant).sqrt()
    small = -2 * constant / (linear + spread)
    return _picked(linear > 0, small, (spread - linear) / (2 * square))


def _picked(where: pl.Series, this: pl.Series, that: pl.Series) -> pl.Series:
    return this.zip_with(where, that)
