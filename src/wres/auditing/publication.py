"""Under which policy a file was published, and what policies there are."""

from __future__ import annotations

import re

from attrs import frozen

from wres.errors import UnknownNameError
from wres.vocabulary import read_table


TOLD = re.compile(r"Counts of 1 to (\d+) are hidden")
ROUNDED = re.compile(r"counts are rounded to the nearest (\d+)")
BASE_TOLD = re.compile(r"fewer than (\d+) respondents")

DEFAULT = "threshold-5"
"""The policy of files that name none."""


@frozen
class Policy:
    """What may not be learnt from published figures.

    Parameters
    ----------
    threshold
        Counts from 1 to one less than this are protected.
    rounding
        Other counts are rounded to the nearest multiple of this; 1 is no rounding.
    survey_base
        Numbers of respondents from 1 to one less than this are protected.

    Examples
    --------
    >>> policy("nhs-2018").protects(7), policy("nhs-2018").protects(0)
    (True, False)
    """

    id: str
    threshold: int
    rounding: int = 1
    survey_base: int = 11

    @property
    def sentence(self) -> str:
        """What it protects, in words."""
        rounded = f", and all counts are rounded to {self.rounding}" if self.rounding > 1 else ""
        return (
            f"{self.id}: counts from 1 to {self.threshold - 1} and survey bases from 1 to "
            f"{self.survey_base - 1} are protected{rounded}"
        )

    def protects(self, count: float) -> bool:
        """Whether a count of people is too small to be known."""
        return 0 < count < self.threshold


@frozen
class Publication:
    """What a file says of its own publication; all ``None`` where it says nothing."""

    policy: str | None = None
    rounding: int | None = None

    @classmethod
    def of_sentence(cls, text: str) -> Publication:
        """Find the policy whose rules a document tells.

        Examples
        --------
        >>> told = "Counts of 1 to 4 are hidden. Survey results of fewer than 11 respondents"
        >>> Publication.of_sentence(told).policy
        'threshold-5'
        """
        small, base = TOLD.search(text), BASE_TOLD.search(text)
        if small is None or base is None:
            return cls()
        step = ROUNDED.search(text)
        wanted = (int(small[1]) + 1, int(step[1]) if step else 1, int(base[1]))
        for one in policies():
            if wanted == (one.threshold, one.rounding, one.survey_base):
                return cls(one.id, one.rounding if one.rounding > 1 else None)
        return cls()

    @classmethod
    def of_json(cls, content: object) -> Publication:
        """Read the key ``publication`` of a report."""
        if not isinstance(content, dict):
            return cls()
        name, rounding = content.get("policy"), content.get("rounding")
        named = name.get("id") if isinstance(name, dict) else name
        return cls(named, int(rounding) if isinstance(rounding, int) else None)


def policies() -> tuple[Policy, ...]:
    """Give the policies of ``disclosure_policies.csv``, in file order."""
    return tuple(
        Policy(
            row["id"],
            int(row["threshold"]),
            int(row["rounding"] or 1),
            int(row["survey_base"]),
        )
        for row in read_table("disclosure_policies")
    )


def policy(name: str | Policy) -> Policy:
    """Give a policy by its name.

    Raises
    ------
    UnknownNameError
        No policy is called that; the message lists those that are there.

    Examples
    --------
    >>> policy("threshold-7").threshold
    7
    """
    if isinstance(name, Policy):
        return name
    every = {one.id: one for one in policies()}
    if name not in every:
        raise UnknownNameError.of("disclosure policy", name, every)
    return every[name]
