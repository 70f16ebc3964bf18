"""The questions behind metrics 5, 7 and 8, and the words of the survey's detailed spreadsheets."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from wres.files import Field
from wres.vocabulary import EthnicGroup, Measure, fold
from wres_adapters._nss import share_of


HEADERS = {
    "breakdown": Field("Breakdown"),
    "subgroup": Field("Breakdown subgroup", "Subgroup"),
    "weighting": Field("Weighting"),
    "base": Field("Base"),
}
ETHNICITY = "Ethnic background (summary)"
GROUP_WORDS = {
    EthnicGroup.WHITE: "White staff",
    EthnicGroup.BME: "Staff from all other ethnic groups combined",
}
WHITE_WORDS = ("white", "white staff")
BME_WORDS = ("all other ethnic groups", "bme", "black and minority ethnic")
RESPONDENTS = "Base (number of responses)"
UNWEIGHTED = "unweighted"

WHY_NOT_6 = (
    "the workbook has harassment by managers and by other colleagues, each alone; "
    "from either, which is what indicator 6 asks, cannot be had from the two"
)


@frozen
class Question:
    """One question, known by words of its text.

    Parameters
    ----------
    words
        All of them are in the question's text, folded.
    answer
        The answer that its share is of.
    is_rest
        Whether the share is that of all other answers.
    """

    measure: Measure
    words: tuple[str, ...]
    text: str
    answer: str
    is_rest: bool = False

    def share(self, percentage: Decimal) -> float:
        """Make the share of what stands under the answer."""
        return share_of(100 - percentage if self.is_rest else percentage)

    def percentage(self, share: float) -> float:
        """Give what stands under the answer for a share; the inverse of `share`."""
        given = Decimal(repr(share)) * 100
        return float(100 - given if self.is_rest else given)


QUESTIONS = (
    Question(
        Measure.HARASSED_BY_PUBLIC,
        ("harassment bullying or abuse", "patients", "public"),
        "In the last 12 months how many times have you personally experienced harassment, bullying or abuse at "
        "work from patients / service users, their relatives or other members of the public?",
        "% Never",
        is_rest=True,
    ),
    Question(
        Measure.BELIEVES_EQUAL_OPPORTUNITIES,
        ("act fairly", "career progression"),
        "Does your organisation act fairly with regard to career progression / promotion, regardless of ethnic "
        "background, gender, religion, sexual orientation, disability or age?",
        "% Yes",
    ),
    Question(
        Measure.DISCRIMINATED_AGAINST,
        ("experienced discrimination", "manager", "colleagues"),
        "In the last 12 months have you personally experienced discrimination at work from manager / team leader "
        "or other colleagues?",
        "% Yes",
    ),
)

NATIONAL = "National"
"""What column Base says of results of all trusts together."""

ALL_TRUSTS = "survey figures are national results of all trusts, not one organisation's own"


def group_of(label: str) -> str:
    """Translate a group's label; one that is neither stays, so that admission refuses it.

    Examples
    --------
    >>> group_of("White staff"), group_of("BME staff"), group_of("Grey staff")
    ('white', 'bme', 'Grey staff')
    """
    folded = fold(label)
    if folded in WHITE_WORDS:
        return str(EthnicGroup.WHITE)
    return str(EthnicGroup.BME) if any(words in folded for words in BME_WORDS) else label
