"""What may not be published: the policies of ``data/disclosure_policies.csv``."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from wres.errors import UnknownNameError
from wres.metrics import Count
from wres.rounding import half_up
from wres.vocabulary import read_table


TABLE = "disclosure_policies"
DEFAULT = "threshold-5"
"""The policy of who names none."""


@frozen(kw_only=True)
class Policy:
    """Which counts are too small to be published.

    Parameters
    ----------
    threshold
        Counts from 1 up to this, itself not included, are small. 0 is not.
    rounding
        All other counts are rounded to a multiple of this; ``None`` shows them as they are.
    survey_base
        Shares of the Staff Survey with fewer respondents are hidden.

    Examples
    --------
    >>> policy("nhs-2018").shown(12), policy("threshold-5").shown(12)
    (10, 12)
    """

    id: str
    threshold: int
    rounding: int | None
    survey_base: int
    description: str

    def shown(self, count: Count) -> Count:
        """Give a count that is not hidden as it is published."""
        step = self.rounding
        return count if step is None else step * int(half_up(Fraction(count) / step, 0))

    def slack(self, count: float) -> tuple[float, float]:
        """Say how far a count could be lower, and higher, and be published the same."""
        if self.rounding is None or not count:
            return 0, 0
        half, middle = (self.rounding - 1) // 2, float(self.shown(Fraction(count)))
        return max(count - max(middle - half, self.threshold), 0), max(middle + half - count, 0)


def policies() -> tuple[Policy, ...]:
    """Give the policies, in file order.

    Examples
    --------
    >>> [(one.id, one.threshold) for one in policies()][:2]
    [('threshold-5', 5), ('threshold-7', 7)]
    """
    return tuple(
        Policy(
            id=row["id"],
            threshold=int(row["threshold"]),
            rounding=int(row["rounding"]) if row["rounding"] else None,
            survey_base=int(row["survey_base"]),
            description=row["description"],
        )
        for row in read_table(TABLE)
    )


def policy(name: str) -> Policy:
    """Find a policy.

    Raises
    ------
    UnknownNameError
        No policy is called that.
    """
    known = {one.id: one for one in policies()}
    if name not in known:
        raise UnknownNameError.of("disclosure policy", name, known)
    return known[name]
