"""How far a rule or a definition is trusted, in words."""

from __future__ import annotations


STANDING = {
    "yes": "verified",
    "likely": "likely, not verified",
    "plausible": "plausible, not verified",
    "weak": "weakly supported, not verified",
    "choice": "a choice of this library",
}


def origin(source: str, verified: str) -> str:
    """Say how far something is trusted and by which source, unless that has been said.

    Examples
    --------
    >>> origin("our choice", "choice"), origin("HSJ, hsj.co.uk", "yes")
    ('a choice of this library', 'verified; HSJ, hsj.co.uk')
    """
    named = () if source in {"our choice", "unverified"} else (source,)
    return "; ".join((STANDING[verified], *named))
