"""What an attacker reached, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from wres.auditing.cells import Cell


Kind = Literal["shown", "found", "confined", "rounded"]
SHOWN_SOURCES = 3


@frozen(kw_only=True)
class Finding:
    """One count that is known better than the policy allows, or the narrowest of the others.

    Parameters
    ----------
    cell
        Which count.
    low, high
        Every count from `low` to `high` agrees with what is known, or nearly every: none
        outside does. A `high` of ``None`` is unbounded.
    kind
        ``shown`` as it is; ``found`` exactly, though hidden; ``confined`` to small counts;
        ``rounded``, and found exactly.
    by
        Published figures, and what everybody knows, that led there.
    insider
        The cell of the one person in it who could tell; ``None`` for anybody.
    allowed
        Whether the policy allows it, or nobody may be there who could tell.
    """

    cell: Cell
    low: Fraction
    high: Fraction | None
    kind: Kind
    by: tuple[str, ...] = ()
    insider: Cell | None = None
    allowed: bool = False

    @property
    def name(self) -> str:
        """The count in words."""
        return self.cell.named

    @property
    def width(self) -> Fraction | None:
        """How many people lie between the ends; ``None`` where unbounded."""
        return None if self.high is None else self.high - self.low

    @property
    def extent(self) -> str:
        """The ends in words.

        Examples
        --------
        >>> cell = Cell("RXX", 2025, (), 1, "headcount", "overall", "bme")
        >>> Finding(cell=cell, low=Fraction(1), high=Fraction(4), kind="confined").extent
        'from 1 to 4'
        """
        if self.high is None:
            return f"{_plain(self.low)} or more"
        if self.low == self.high:
            return f"exactly {_plain(self.low)}"
        return f"from {_plain(self.low)} to {_plain(self.high)}"

    def __str__(self) -> str:
        if self.kind == "shown":
            return f"{self.name}: {_plain(self.low)} is shown"
        told = ", ".join(self.by[:SHOWN_SOURCES])
        more = len(self.by) - SHOWN_SOURCES
        rest = f" and {more} more" if more > 0 else ""
        return f"{self.name}: {self.extent}; {self.who}" + (f" from {told}{rest}" if told else "")

    @property
    def who(self) -> str:
        """Who can tell, in words."""
        if self.insider is None:
            return "anybody can tell"
        if self.allowed:
            return f"if there is only one person in {self.insider.named}, that person can tell"
        return f"the only person in {self.insider.named} can tell"

    @property
    def order(self) -> tuple[bool, Cell, tuple[Cell, ...]]:
        """What to sort by: what anybody can do first."""
        return self.insider is not None, self.cell, (self.insider,) if self.insider else ()


def _plain(value: Fraction) -> str:
    return f"{float(value):g}" if value.denominator > 1 else str(int(value))


@frozen(kw_only=True)
class Audit:
    """What the attacker could do with some files.

    Parameters
    ----------
    policy
        Name of the policy that was asked of them.
    files
        Names of the files, in the order given.
    findings
        Counts that are known better than the policy allows: what anybody can do first.
    possible
        What somebody could find who is alone in a count, where it is not known who is.
    narrowest
        The narrowest interval of the other hidden counts that may be small.
    hidden
        How many counts were attacked.
    not_taken
        Files and the places in them where numbers stand that the attacker does not understand.
    recovered
        How many hidden counts were found that are not small, so that they may be known.

    Examples
    --------
    >>> Audit(policy="threshold-5", files=("report.json",), findings=()).safe
    True
    """

    policy: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    possible: tuple[Finding, ...] = ()
    narrowest: Finding | None = None
    hidden: int = 0
    recovered: int = 0
    not_taken: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
