"""What a field of a record may be, declared once.

Each helper (`text`, `choice`, `flag`, `number`, `whole`, `day`) gives the attrs validator that guards
a record, and the `Column` from which `wres.tables` derives the table's schema and its column checks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import attrs
from attrs import frozen


Kind = Literal["text", "choice", "flag", "number", "whole", "day"]
COLUMN = "wres"


@frozen
class Column:
    """What one field of a record allows.

    Parameters
    ----------
    kind
        ``text``, ``choice`` (a label of `labels`), ``flag`` (bool), ``number`` (float),
        ``whole`` (int) or ``day`` (date).
    nullable
        Whether ``None`` is a value.
    personal
        Identifies a person or may do so: the value is never repeated in any message.
    blank
        Whether the empty text is a value.
    labels
        The labels of a ``choice``, in the standard's order.
    minimum, maximum
        Inclusive bounds of a ``number`` or ``whole``.
    accepted
        The rule in words, for messages.
    """

    kind: Kind
    accepted: str
    nullable: bool = False
    personal: bool = False
    blank: bool = False
    labels: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


def _field(
    column: Column,
    check: Callable[[Any], bool],
    *,
    converter: Callable[[Any], Any] | None = None,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    def validate(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not (column.nullable if value is None else check(value)):
            shown = "the value given" if column.personal else repr(value)
            raise ValueError(f"{attribute.name} must be {column.accepted}; got {shown}")

    return attrs.field(
        default=default, validator=validate, converter=converter, metadata={COLUMN: column}
    )


BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's white space: what polars trims, which is not quite what `str.strip` does."""


def text(*, nullable: bool = False, personal: bool = False, blank: bool = False) -> Any:  # noqa: ANN401
    """Allow text without outer blanks; identifiers keep their leading zeros."""
    accepted = "text without outer blanks" + (", or none" if nullable else "")
    column = Column("text", accepted, nullable, personal, blank)
    return _field(column, lambda value: is_text(value) and (blank or value != ""))


def is_text(value: object) -> bool:
    r"""Whether a value is text that a frame can hold, without outer blanks.

    Examples
    --------
    >>> is_text("09000123"), is_text(" 09000123"), is_text("\ud800"), is_text(9000123)
    (True, False, False, False)
    """
    return (
        isinstance(value, str)
        and value == value.strip(BLANKS)
        and not any("\ud800" <= char <= "\udfff" for char in value)
    )


def choice(
    labels: type[StrEnum] | Collection[StrEnum],
    accepted: str,
    *,
    nullable: bool = False,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    """Allow one label of a closed list; its plain text is accepted for the member."""
    members = {str(member): member for member in labels}
    column = Column("choice", accepted, nullable, labels=tuple(members))
    return _field(
        column,
        lambda value: isinstance(value, StrEnum) and value in members,
        converter=lambda value: members.get(value, value) if isinstance(value, str) else value,
        default=default,
    )


def flag(*, nullable: bool = False, default: object = attrs.NOTHING) -> Any:  # noqa: ANN401
    """Allow true and false."""
    accepted = "true or false (also yes, no, y, n, 1, 0)"
    return _field(
        Column("flag", accepted, nullable),
        lambda value: isinstance(value, bool),
        default=default,
    )


def number(
    minimum: float,
    maximum: float | None = None,
    *,
    nullable: bool = False,
    default: object = attrs.NOTHING,
) -> Any:  # noqa: ANN401
    """Allow a finite number within inclusive bounds."""
    upper = "" if maximum is None else f" and at most {maximum:,.15g}"
    column = Column(
        "number",
        f"a number of at least {minimum:g}{upper}",
        nullable,
        minimum=minimum,
        maximum=maximum,
    )
    limit = math.inf if maximum is None else maximum
    return _field(
        column,
        lambda value: (
            isinstance(value, float) and math.isfinite(value) and minimum <= value <= limit
        ),
        converter=lambda value: float(value) if _is_whole(value, 2**53) else value,
        default=default,
    )


def whole(
    minimum: int, maximum: int, *, nullable: bool = False, default: object = attrs.NOTHING
) -> Any:  # noqa: ANN401
    """Allow a whole number within inclusive bounds."""
    column = Column(
        "whole",
        f"a whole number from {minimum} to {maximum}",
        nullable,
        minimum=minimum,
        maximum=maximum,
    )
    return _field(
        column,
        lambda value: _is_whole(value, maximum) and value >= minimum,
        default=default,
    )


def _is_whole(value: object, limit: int) -> bool:
    """Whether a value is an int, and not so large that a frame would change it."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= limit


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day(*, nullable: bool = False, default: object = attrs.NOTHING) -> Any:  # noqa: ANN401
    """Allow a calendar date from 1900 to 2199: outside it, a slip or an end-of-time mark."""
    accepted = "a date from 1900 to 2199, such as 2025-03-31 or 31/03/2025"
    return _field(
        Column("day", accepted, nullable),
        lambda value: type(value) is date and EARLIEST <= value <= LATEST,
        default=default,
    )
