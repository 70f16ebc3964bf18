"""What a report says beside its nine results."""

from __future__ import annotations

from attrs import field, frozen

from wres.ledger import Entry
from wres.metrics import Figure
from wres.returns import SourceUsed


@frozen
class Organisation:
    """Whose report it is.

    Parameters
    ----------
    code
        Such as ``RXX``; empty where it was not named.
    name
        For people; ``None`` where not given.
    """

    code: str
    name: str | None = None


@frozen
class ProfileUsed:
    """The rules that were in force.

    Parameters
    ----------
    id
        Year that the rules are written for.
    note
        What to tell a reader where that is not the report's year.
    """

    id: str
    note: str | None = None


@frozen
class SelfReported:
    """How much of the workforce's ethnicity is known.

    Parameters
    ----------
    share
        White and BME staff, of all staff; ``None`` where staff are not known.
    not_stated, not_known
        Staff who were asked and declined (``Z``), and the rest of the unknown (``99``);
        ``None`` where the sources do not tell them apart.
    """

    share: Figure | None = None
    not_stated: int | None = None
    not_known: int | None = None


@frozen
class DataQuality:
    """How far the figures can be relied on.

    Parameters
    ----------
    ledger
        Where every source row went, sorted.
    warnings
        In words, sorted; without counts, so that they can be published.
    """

    ledger: tuple[Entry, ...] = ()
    self_reported: SelfReported = field(factory=SelfReported)
    warnings: tuple[str, ...] = ()


@frozen
class Provenance:
    """What made the report, and from which files.

    Parameters
    ----------
    wres
        Version of this library.
    sources
        Files read, sorted.
    """

    wres: str
    sources: tuple[SourceUsed, ...] = ()
