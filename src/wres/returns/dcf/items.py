"""The 63 items of the data collection form, in its order: ``data/dcf_items.csv``."""

from __future__ import annotations

import re

from attrs import frozen

from wres.profiles import Profile
from wres.vocabulary import EthnicGroup, read_table


GROUPS = tuple(str(group) for group in EthnicGroup)
"""The form's three columns of a year."""

STAFF = (38, 42, 56)
"""Items that show the whole workforce."""

RATIOS = {37: 2, 41: 3, 45: 4}
"""Items that show a ratio, with the metric that they are the ratio of."""

SURVEY = range(46, 50)
"""Items that come from the Staff Survey."""

SHARES = range(57, 64)
"""Items that are shares, or differences of shares."""

MEASURES = {"headcount": "Headcount", "percentage": "Percentage", "auto": "Auto calculated"}
"""An item's kind, and what the form calls it."""


@frozen
class Item:
    """One line of the form.

    Parameters
    ----------
    indicator
        Where it stands: a block of indicator 1, or the indicator's number.
    label
        As the form words it; the two groups of a ratio are in the order of later years.
    kind
        ``headcount``, ``percentage`` or ``auto``.
    measure, workforce_group, pay_band
        What of the return it holds; ``None`` for calculated items.
    verified
        ``yes``, or how far the wording is trusted.
    """

    number: int
    metric: int
    indicator: str
    label: str
    kind: str
    measure: str | None
    workforce_group: str | None
    pay_band: str | None
    verified: str

    @property
    def is_auto(self) -> bool:
        """Whether the form calculates it."""
        return self.kind == "auto"

    def labelled(self, rules: Profile) -> str:
        """Give the label as it is in a year: a ratio names its two groups in that year's order.

        Examples
        --------
        >>> from wres.profiles import profile
        >>> ITEMS[36].labelled(profile(2015))
        'Relative likelihood of BME staff being appointed from shortlisting compared to White staff'
        """
        if self.number not in RATIOS:
            return self.label
        groups = iter(rules.direction(RATIOS[self.number]))
        return re.sub("White|BME", lambda _: rules[f"label_{next(groups)}"], self.label)


def _item(row: dict[str, str]) -> Item:
    return Item(
        int(row["item"]),
        int(row["metric"]),
        row["block"].replace(", of which ", ": ") or row["metric"],
        row["label"],
        row["kind"],
        row["measure"] or None,
        row["workforce_group"] or None,
        row["pay_band"] or None,
        row["verified"],
    )


ITEMS = tuple(_item(row) for row in read_table("dcf_items"))
"""All of them, in order: item 1 first."""

FIRST_STAFF, LAST_STAFF, MANAGERS = 1, 33, 30
"""Items of indicator 1; item 30 is a subset of item 29 and in no sum."""
