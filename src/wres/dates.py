"""Dates in documents: when they say they were made, and days as people write them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from wres.errors import WresError


SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
"""Environment variable: seconds since 1970 began, in UTC; reproducible-builds.org."""

FIRST_RETURNS = datetime(2015, 7, 1, tzinfo=UTC)
"""The month of the first WRES returns."""


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


def document_date() -> datetime:
    """Give the date for formats that must have one: `SOURCE_DATE_EPOCH`, else a fixed day.

    Returns
    -------
    datetime
        In UTC, without fractions of a second.

    Raises
    ------
    WresError
        Where the variable holds no such number.
    """
    return asked_date() or FIRST_RETURNS


def asked_date() -> datetime | None:
    """Give the date that `SOURCE_DATE_EPOCH` asks for; ``None`` where it is not set.

    Raises
    ------
    WresError
        Where the variable holds no such number.
    """
    given = os.environ.get(SOURCE_DATE_EPOCH)
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given if given.isdecimal() else ""), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"{SOURCE_DATE_EPOCH} is '{given}'; it has to be seconds since 1970, such as 0"
        raise WresError(message) from error


def day(one: date) -> str:
    """Write a day, in English whatever the machine's language.

    Examples
    --------
    >>> day(date(2025, 3, 31))
    '31 March 2025'
    """
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"
