"""Days as people write them."""

from __future__ import annotations

from datetime import date


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(one: date) -> str:
    """Write a day, in English whatever the machine's language.

    Examples
    --------
    >>> day(date(2025, 3, 31))
    '31 March 2025'
    """
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"
