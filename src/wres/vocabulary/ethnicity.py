"""The NHS ethnic categories, the group each belongs to, and what a text from a source means."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from wres.vocabulary._tables import fold, keyed, read_table


class EthnicGroup(StrEnum):
    """The three groups that the standard compares.

    Examples
    --------
    >>> list(map(str, EthnicGroup))
    ['white', 'bme', 'unknown']
    """

    WHITE = "white"
    BME = "bme"
    UNKNOWN = "unknown"


class EthnicCategory(StrEnum):
    """The "16+1" categories by national code, and the code for not known.

    Examples
    --------
    >>> EthnicCategory("C").label, EthnicCategory.NOT_STATED.group
    ('Any other White background', <EthnicGroup.UNKNOWN: 'unknown'>)
    """

    WHITE_BRITISH = "A"
    WHITE_IRISH = "B"
    WHITE_OTHER = "C"
    MIXED_WHITE_AND_BLACK_CARIBBEAN = "D"
    MIXED_WHITE_AND_BLACK_AFRICAN = "E"
    MIXED_WHITE_AND_ASIAN = "F"
    MIXED_OTHER = "G"
    INDIAN = "H"
    PAKISTANI = "J"
    BANGLADESHI = "K"
    ASIAN_OTHER = "L"
    CARIBBEAN = "M"
    AFRICAN = "N"
    BLACK_OTHER = "P"
    CHINESE = "R"
    OTHER = "S"
    NOT_STATED = "Z"
    NOT_KNOWN = "99"

    @property
    def label(self) -> str:
        """Name for people."""
        return keyed("ethnic_categories", "code")[self]["label"]

    @property
    def group(self) -> EthnicGroup:
        """Group that the category counts in."""
        return EthnicGroup(keyed("ethnic_categories", "code")[self]["group"])


@cache
def ethnic_spellings(scheme: str = "nhs") -> Mapping[str, EthnicCategory]:
    """Folded spellings and the category each means.

    Parameters
    ----------
    scheme
        ``national``, ``sub_code``, ``pre_2001``, ``label`` or ``missing``; ``nhs`` is all five.

    Examples
    --------
    >>> ethnic_spellings("pre_2001")["9"], "9" in ethnic_spellings("national")
    (<EthnicCategory.NOT_KNOWN: '99'>, False)
    """
    spellings = {
        row["spelling"]: EthnicCategory(row["code"])
        for row in read_table("ethnic_spellings")
        if scheme in {"nhs", row["scheme"]}
    }
    if not spellings:
        accepted = "nhs or a scheme of ethnic_spellings.csv"
        raise ValueError(f"scheme must be {accepted}; got {scheme!r}")
    return MappingProxyType(spellings)


def ethnic_category(text: str, *, nhs_codes: bool = False) -> EthnicCategory | None:
    """Category that a text from a source means, or None where that is not certain.

    A known spelling decides. Else a code before a label does (``A White - British``), unless
    the label is known to belong to another group.

    Parameters
    ----------
    nhs_codes
        The source is known to hold NHS codes: a two-character code with a local second
        character then counts as its first. Elsewhere that would be wrong: the police code
        ``B1`` is Caribbean, the NHS code ``B`` White Irish.

    Examples
    --------
    >>> ethnic_category("CA White English"), ethnic_category("T"), ethnic_category("B1")
    (<EthnicCategory.WHITE_OTHER: 'C'>, None, None)
    """
    spelling = fold(text)
    known, national = ethnic_spellings(), ethnic_spellings("national")
    if spelling in known:
        return known[spelling]
    code, _, label = spelling.partition(" ")
    if label:
        category = national.get(code) or ethnic_spellings("sub_code").get(code)
        if category and known.get(label, category).group is category.group:
            return category
    elif nhs_codes and len(code) == 2:  # noqa: PLR2004
        return national.get(code[0])
    return None
