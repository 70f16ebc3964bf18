"""How sentences with figures are looked for, and which numbers say nothing of people."""

from __future__ import annotations

import re

from wres.dates import MONTHS


KINDS = {
    "count": r"[\d,]+(?:\.\d)?",
    "share": r"\d+\.\d+%",
    "figure": r"\d+\.\d+%|\[c\]|-",
    "ratio": r"\d+\.\d\d|\[c\]|not defined|None",
    "points": r"[+-]?\d+\.\d",
    "p": r"\d\.\d+(?:e-\d+)?",
    "year": r"\d{4}",
    "group": "White|BME",
    "any": ".*",
}
DATE = rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b"
WHOLE = {
    "date": DATE,
    "who": "(?:applicants|staff)",
    "known": "(?P<known> of known ethnicity)?",
    "other": "(?P<other>all staff|the local population)(?P<known> of known ethnicity)?",
    "way": "(?P<way>above|below|higher|lower)",
    "apart": (
        r"(?:the same as|(?P<apart>less than 0\.1|\d+\.\d) percentage points "
        "(?P<way>above|below|higher|lower))"
    ),
    "ends": r"(?P<low>-?\d+\.\d+) (?:to (?P<high>-?\d+\.\d+)|and more)",
}

HARMLESS = re.compile(
    rf"""
    ^\d[a-c]?\.\ | {DATE.replace(" ", r"[ ]")} | \b20\d\d\b(?![,.]?\d|%)
    | \b[Ii]ndicators?\ \d(?:,\ \d|\ (?:and|to)\ \d)*
    | \b[Bb]ands?\ \d[a-d]?(?:\ (?:and|to)\ \d[a-d]?)*
    | \d+%\ (?:approximate\ )?interval | \b1\ is\ equality | \bexcludes\ 1\b
    | \baxis,\ from\ 0% | \brows\ marked\ 1\b
    | \bwres\ \d[\w.]* | \bSHA-256\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![A-Za-z])\d")


def pattern(text: str) -> re.Pattern[str]:
    """Make an expression; ``<count:staff>`` is a number of people that is called staff.

    Examples
    --------
    >>> found = pattern("Of <count:all> staff, <share> are BME").fullmatch("Of 1,200 staff, 8.3% are BME")
    >>> found.groupdict()
    {'all': '1,200', 'share': '8.3%'}
    """
    return re.compile(re.sub(r"(?<!P)<(\w+)(?::(\w+))?>", _part, text))


def _part(match: re.Match[str]) -> str:
    kind, name = match[1], match[2] or match[1]
    return WHOLE.get(kind) or f"(?P<{name}>{KINDS[kind]})"
