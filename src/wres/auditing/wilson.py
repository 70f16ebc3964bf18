r"""Wilson's interval gives back the counts that it was worked out from.

With :math:`k = z^2 / n`, the ends :math:`l, h` of the interval of :math:`p = x / n` have
:math:`l h = p^2 / (1 + k)` and :math:`l + h = (2 p + k) / (1 + k)`: two equations, two unknowns.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt

from wres.auditing.book import Book
from wres.auditing.cells import Cell
from wres.auditing.knowledge import Choices, Poly
from wres.auditing.said import Said
from wres.statistics import settled, wilson


Z2 = 1.959963984540054**2
LARGEST = 10**7


def from_wilson(book: Book, said: Said, part: Cell, whole: tuple[Cell, ...]) -> None:
    """Note the counts that an interval can be of."""
    if said.low is None or said.high is None:
        return
    below = whole[0]
    if len(whole) > 1:
        below = below._replace(figure="_known")
        book.sums[below] = whole
        book.equal(Poly.of(below), Poly.of(*whole), "White and BME are those known")
    scale = book.scale(part)
    rows = sorted({*_counts(said.low, said.high, scale)})
    shown = book.of_shown([part, below])
    if book.rounding > 1 and shown and _is_of(shown[0], shown[1], said):
        return
    if rows:
        book.facts.append(Choices((part, below), tuple(rows), f"interval of {said.source}"))


def _is_of(events: Fraction, total: Fraction, said: Said) -> bool:
    if events > total:
        return False
    interval = settled(wilson(events, total))
    return interval is not None and (interval.low, interval.high) == (said.low, said.high)


def _counts(low: float, high: float, scale: int) -> Iterator[tuple[int, int]]:
    """Find part, in units, and whole whose interval has these ends."""
    for total in _totals(low, high):
        share = ((low + high) * (1 + Z2 / total) - Z2 / total) / 2
        near = round(share * total * scale)
        for units in range(max(near - 1, 0), min(near + 1, total * scale) + 1):
            interval = settled(wilson(Fraction(units, scale), total))
            if interval is not None and (interval.low, interval.high) == (low, high):
                yield units, total


def _totals(low: float, high: float) -> Iterator[int]:
    """Solve the two equations for the whole, and give what is near."""
    # With s = l + h and m = l h: 4 m (1 + k) = (s (1 + k) - k)^2, a quadratic in k.
    plus, times = low + high, low * high
    square, linear, constant = (
        (plus - 1) ** 2,
        2 * plus * (plus - 1) - 4 * times,
        plus**2 - 4 * times,
    )
    roots = _roots(square, linear, constant)
    near = {round(Z2 / root) for root in roots if root > Z2 / LARGEST}
    yield from sorted({total + step for total in near for step in (-1, 0, 1) if total + step > 0})


def _roots(square: float, linear: float, constant: float) -> list[float]:
    if abs(square) < 1e-15:  # noqa: PLR2004  # the share is a half
        return [-constant / linear] if linear else []
    spread = linear * linear - 4 * square * constant
    if spread < 0:
        return []
    # Without cancellation.
    far = -(linear + (sqrt(spread) if linear > 0 else -sqrt(spread))) / 2
    return [far / square, constant / far] if far else []
