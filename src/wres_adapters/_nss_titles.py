"""Which survey a workbook is about, as its titles and notes say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wres.errors import Location
from wres.files import refuse
from wres.files.cells import Row
from wres.vocabulary import fold


SURVEY_TITLE = re.compile(r"\bstaff survey 20(\d\d)\b|\bnss(\d\d)\b")
TITLE_ROWS = 3


def survey_year(file: str, tops: Mapping[str, Mapping[int, Row]], given: object) -> int:
    """Read the survey's year out of titles and notes; else the option says it.

    Parameters
    ----------
    tops
        Sheet to its first rows.
    given
        Option ``survey_year``.

    Raises
    ------
    InputError
        ``survey-year-differs``, ``unknown-survey-year``, ``wrong-option``.
    """
    where = Location(file)
    told = sorted({year for rows in tops.values() for year in _years_told(rows)})
    if len(told) > 1:
        message = f"titles speak of surveys {' and '.join(map(str, told))}"
        raise refuse("survey-year-differs", where, message, "one survey's results")
    if given is not None and not re.fullmatch(r"20\d\d", str(given)):
        raise refuse(
            "wrong-option", where, f"option survey_year is {given!r}", "a year, such as 2024"
        )
    if given is not None and told and told != [int(str(given))]:
        message = f"option survey_year is {given}, but the workbook is about {told[0]}"
        raise refuse("survey-year-differs", where, message, "the workbook's year, or no option")
    if given is None and not told:
        accepted = "a title such as 'NHS Staff Survey 2024', or option survey_year"
        raise refuse("unknown-survey-year", where, "no sheet says the survey's year", accepted)
    return told[0] if told else int(str(given))


def _years_told(rows: Mapping[int, Row]) -> Iterator[int]:
    """Give the years that the first cells of a sheet's title rows speak of."""
    for number in range(1, TITLE_ROWS + 1):
        row = rows.get(number, {})
        title = fold(row[min(row)].text) if row else ""
        for match in SURVEY_TITLE.finditer(title):
            yield 2000 + int(match[1] or match[2])
