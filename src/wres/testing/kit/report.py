"""What the conformance kit found out about one adapter."""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen


Outcome = Literal["passed", "failed", "expected failure", "unexpected pass", "not run"]
FINE = ("passed", "expected failure")


@frozen
class Result:
    """One check of one adapter.

    Parameters
    ----------
    check
        Its name, such as ``round-trip``.
    says
        What it asks for, in words.
    detail
        Why it failed, or the reason why it was expected to.
    """

    check: str
    says: str
    outcome: Outcome
    detail: str = ""


@frozen
class ConformanceReport:
    """Which checks an adapter passes.

    Parameters
    ----------
    adapter
        Its name.
    results
        One for each check that applies to it, in the kit's order.
    not_applicable
        Check to what the adapter would need for it.

    Examples
    --------
    >>> report = ConformanceReport("acme", (Result("ledger", "rows add up", "passed"),))
    >>> report.passed
    True
    >>> print(report)
    acme: conforms, 1 of 1 checks passed
    """

    adapter: str
    results: tuple[Result, ...]
    not_applicable: tuple[tuple[str, str], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every check passed or failed as it was expected to."""
        return all(result.outcome in FINE for result in self.results)

    @property
    def failures(self) -> tuple[Result, ...]:
        """The results that are not as they should be."""
        return tuple(result for result in self.results if result.outcome not in FINE)

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain values, for JSON."""
        return {
            "adapter": self.adapter,
            "conforms": self.passed,
            "checks": [
                {"check": one.check, "says": one.says, "outcome": one.outcome, "detail": one.detail}
                for one in self.results
            ],
            "not_applicable": dict(self.not_applicable),
        }

    def __str__(self) -> str:
        done = sum(result.outcome == "passed" for result in self.results)
        verdict = "conforms" if self.passed else "does not conform"
        lines = [f"{self.adapter}: {verdict}, {done} of {len(self.results)} checks passed"]
        lines += [
            f"  {one.outcome}: {one.check} ({one.says}): {one.detail}"
            for one in self.results
            if one.outcome != "passed"
        ]
        return "\n".join(lines)
