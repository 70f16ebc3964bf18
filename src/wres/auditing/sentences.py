"""What sentences and short lines say: a number of ours is understood, or its place is named."""

from __future__ import annotations

import re

from attrs import define, evolve, field

from wres.auditing.grammar import PATTERNS
from wres.auditing.patterns import HARMLESS, NUMBER
from wres.auditing.said import Said


TITLE = re.compile(r"Workforce Race Equality Standard (\d{4})(?::(?: (.*))?)?$", re.DOTALL)
CODE = re.compile(r"(?:.*\()?([A-Z0-9]{2,6})\)?$", re.DOTALL)
SPLIT = re.compile(r"(?<!^\d)\. (?=[A-Z\d])")


def whose(title: str) -> Said:
    """Say of which organisation and year a document is, from its title.

    Examples
    --------
    >>> found = whose("Workforce Race Equality Standard 2025: A trust (RXX)")
    >>> found.organisation, found.year
    ('RXX', 2025)
    """
    found = TITLE.search(title)
    code = CODE.match((found[2] if found else "") or "")
    return Said(organisation=code[1] if code else "", year=int(found[1]) if found else 0)


def is_number(text: str) -> bool:
    """Whether a number stands there that may be of people.

    Examples
    --------
    >>> is_number("On 31 March 2025, indicator 9 of Band 8a"), is_number("some 12 staff")
    (False, True)
    """
    return NUMBER.search(HARMLESS.sub("", text)) is not None


@define
class Sentences:
    """Reads sentences one after the other: what one is about, the next may be about too.

    Parameters
    ----------
    base
        Organisation and year.
    metric
        That the next sentence is about, unless it says so itself.
    earlier
        Year that was last compared with.
    left
        Places where a number stands that was not understood.
    """

    base: Said
    metric: int = 0
    earlier: int = 0
    said: list[Said] = field(factory=list)
    left: list[str] = field(factory=list)

    def read(self, text: str, place: str, year: int | None = None) -> None:
        """Read some lines.

        Parameters
        ----------
        place
            Where they stand, in words: it is what is told of a number that says nothing.
        year
            Of the figures; without it, that of the document.
        """
        for piece in (one for line in text.splitlines() for one in SPLIT.split(line)):
            found = self._figures(piece.strip().removesuffix("."), year or self.base.year)
            if found is not None:
                self.said += found
            elif is_number(piece):
                self.left.append(place)

    def _figures(self, text: str, year: int) -> list[Said] | None:
        for expression, reading in PATTERNS:
            match = expression.fullmatch(text)
            if match is not None:
                found = {**match.groupdict(), "now_year": str(year)}
                self.earlier = int(found.get("earlier") or self.earlier)
                if "earlier" in found or "before" in found:
                    if not self.earlier:
                        return []
                    year = self.earlier
                said = [*reading(found, evolve(self.base, year=year, metric=self.metric))]
                self.metric = next((one.metric for one in said if one.metric), self.metric)
                return said
        return None
