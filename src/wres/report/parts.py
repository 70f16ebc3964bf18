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


@frozen(kw_only=True)
class Publication:
    """What was hidden in a report that is safe to publish.

    Parameters
    ----------
    policy
        Name of the policy, in ``data/disclosure_policies.csv``.
    threshold
        Counts from 1 up to this, itself not included, are hidden, and whatever gives them back.
    rounding
        All other counts are rounded to a multiple of this; ``None`` shows them as they are.
    survey_base
        Shares of the Staff Survey with fewer respondents are hidden.
    sentence
        The same for people. How many of the hidden counts are small is not told: it would tell
        that all are, where all are.
    """

    policy: str
    threshold: int
    rounding: int | None
    survey_base: int
    sentence: str
