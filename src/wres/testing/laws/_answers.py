"""What an implementation answers: its figures by name, compared within its tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Real
from typing import Any, TypeGuard

import polars as pl
from attrs import frozen

from wres.errors import UnknownNameError
from wres.testing.laws._families import FAMILIES
from wres.testing.laws._questions import Line


Figure = Fraction | float | None
"""An exact number; a float only where it is infinite or no number; ``None`` if undefined."""


@frozen
class Fault:
    """One figure that a law does not allow."""

    figure: str
    expected: str
    got: object


@frozen
class Answer:
    """The figures of one question.

    Parameters
    ----------
    figures
        By name, those that the implementation gives.
    reason
        Why the ratio is undefined.
    lines
        Of disclosure control: every line of the published counts, by key.
    tolerance
        How far a figure may be off, relative to it or to 1, whichever is larger.
    """

    figures: Mapping[str, Figure]
    tolerance: Fraction
    reason: object = None
    lines: Mapping[tuple[str | None, ...], Figure] | None = None

    def __getitem__(self, name: str) -> Figure:
        return self.figures.get(name)

    def is_close(self, one: Figure, other: Figure) -> bool:
        """Whether two figures are the same within the tolerance, or undefined alike."""
        if is_number(one) and is_number(other):
            return abs(one - other) <= self.slack(one, other)
        return str(one) == str(other)

    def slack(self, *figures: Fraction) -> Fraction:
        """How far apart figures may be that are the same."""
        return self.tolerance * max(Fraction(1), *map(abs, figures))

    def is_not(self, name: str, expected: Figure, words: str = "") -> Iterator[Fault]:
        """Find fault where a figure is another than expected; nothing where it is not given."""
        if name in self.figures and not self.is_close(self[name], expected):
            yield Fault(name, words or shown(expected), self[name])

    def is_below(self, name: str, bound: Fraction, words: str) -> Iterator[Fault]:
        """Find fault where a figure is below a bound."""
        got = self[name]
        if is_number(got) and got < bound - self.slack(got, bound):
            yield Fault(name, words, got)

    def is_above(self, name: str, bound: Fraction, words: str) -> Iterator[Fault]:
        """Find fault where a figure is above a bound."""
        got = self[name]
        if is_number(got) and got > bound + self.slack(got, bound):
            yield Fault(name, words, got)


def is_number(figure: object) -> TypeGuard[Fraction]:
    """Whether a figure is there and finite."""
    return isinstance(figure, Fraction)


def shown(figure: object) -> str:
    """Write a figure for people: exact where it is short.

    Examples
    --------
    >>> shown(Fraction(119, 78)), shown(Fraction(0.1)), shown(None)
    ('119/78', '0.1', 'None')
    """
    if isinstance(figure, Fraction):
        return str(figure) if figure.denominator < 10**6 else f"{float(figure):.12g}"
    return str(figure)


def read(family: str, given: object, tolerance: Fraction) -> Answer:
    """Take an implementation's answer as it comes.

    Raises
    ------
    UnknownNameError
        A figure that the family does not have.
    TypeError
        A figure that is no number.
    """
    if family == "suppression":
        return Answer({}, tolerance, lines=dict(_lines(given)))
    if not isinstance(given, Mapping):
        raise TypeError(f"an answer maps figures to numbers; got {given!r}")
    known = FAMILIES[family].figures
    for name in given:
        if name not in {*known, "reason"}:
            raise UnknownNameError.of(f"{family} figure", name, [*known, "reason"])
    figures = {name: number(value) for name, value in given.items() if name != "reason"}
    return Answer(figures, tolerance, reason=given.get("reason", Ellipsis))


def number(value: object) -> Figure:
    """Read any kind of number exactly.

    Examples
    --------
    >>> number(0.5), number(Decimal("0.1")), number(float("inf")), number(None)
    (Fraction(1, 2), Fraction(1, 10), inf, None)
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise TypeError(f"a figure is a number or None; got {value!r}")
    if not isfinite(value):
        return float(value)
    return (
        Fraction(value) if isinstance(value, int | Fraction | Decimal) else Fraction(float(value))
    )


def _lines(given: Any) -> Iterator[tuple[tuple[str | None, ...], Figure]]:  # noqa: ANN401
    """Read published counts: lines, a tidy frame, or a return."""
    if hasattr(given, "to_frame"):
        given = given.to_frame()
    lines: Iterable[Line] = _of_frame(given) if isinstance(given, pl.DataFrame) else given
    for line in lines:
        yield line.key, number(line.value)


def _of_frame(frame: pl.DataFrame) -> Iterator[Line]:
    for row in frame.to_dicts():
        yield Line(
            row["measure"],
            row["ethnic_group"],
            row["value"],
            row.get("workforce_group"),
            row.get("pay_band"),
            row.get("organisation") or "RXX",
        )
