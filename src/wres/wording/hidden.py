"""What stands in the place of a count or figure that is not published."""

from __future__ import annotations

from wres.metrics import GroupCounts, GroupFigures, Headcount
from wres.vocabulary import CONFIDENTIAL, HIDDEN


NOTE = f"{CONFIDENTIAL} stands for what is {HIDDEN}"


def is_hidden(values: GroupCounts | Headcount | GroupFigures, *groups: str) -> bool:
    """Say whether one of some groups' values is not published.

    Examples
    --------
    >>> is_hidden(GroupCounts(white=12, hidden=("bme",)), "white", "bme")
    True
    """
    return any(group in values.hidden for group in groups)
