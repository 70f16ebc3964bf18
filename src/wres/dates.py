"""The date that a document says it was made on: a fixed one, so that its bytes are the same."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from wres.errors import WresError


SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
"""Environment variable: seconds since 1970 began, in UTC; reproducible-builds.org."""

FIRST_RETURNS = datetime(2015, 7, 1, tzinfo=UTC)
"""The month of the first WRES returns."""


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
    given = os.environ.get(SOURCE_DATE_EPOCH)
    if not given:
        return FIRST_RETURNS
    try:
        return datetime.fromtimestamp(int(given if given.isdecimal() else ""), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"{SOURCE_DATE_EPOCH} is '{given}'; it has to be seconds since 1970, such as 0"
        raise WresError(message) from error
