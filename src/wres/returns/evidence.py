"""What came with the figures: ledger, sources, what is missing and why, warnings."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from wres.ledger import Ledger


@frozen
class SourceUsed:
    """A file that figures rest on.

    Parameters
    ----------
    file
        Name only, without folder.
    rows
        Rows read from it.
    """

    adapter: str
    file: str
    sha256: str | None
    rows: int


@frozen
class Evidence:
    """What stands behind some figures. Evidence adds up with the figures.

    Parameters
    ----------
    missing
        Measure to the reason why the sources could not give it.
    unknown
        Staff of unknown ethnicity, ``Z`` (asked, declined) and ``99`` (not known) apart.
    warnings
        What a reader of the figures should know, in words.
    bases
        WRES year and basis on which people entering the disciplinary process were counted,
        sorted; empty where they came as figures.
    """

    ledger: Ledger = field(factory=Ledger)
    sources: tuple[SourceUsed, ...] = ()
    missing: Mapping[str, str] = field(factory=dict)
    unknown: Mapping[str, int] = field(factory=dict)
    warnings: tuple[str, ...] = ()
    bases: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        codes = sorted({*self.unknown, *other.unknown})
        return Evidence(
            self.ledger + other.ledger,
            self.sources + other.sources,
            {
                measure: " / ".join(
                    sorted(
                        {part[measure] for part in (self.missing, other.missing) if measure in part}
                    )
                )
                for measure in sorted({*self.missing, *other.missing})
            },
            {code: self.unknown.get(code, 0) + other.unknown.get(code, 0) for code in codes},
            tuple(dict.fromkeys(self.warnings + other.warnings)),
            tuple(sorted({*self.bases, *other.bases})),
        )
