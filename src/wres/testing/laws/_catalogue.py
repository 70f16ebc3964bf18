"""Every law, in the order of the reference."""

from __future__ import annotations

from wres.errors import UnknownNameError
from wres.testing.laws._chance import CHANCE_LAWS, PUBLISHING
from wres.testing.laws._counting import COUNTING
from wres.testing.laws._families import FAMILIES
from wres.testing.laws._groups import GROUP_LAWS
from wres.testing.laws._law import Law
from wres.testing.laws._ratios import RATIO_LAWS
from wres.testing.laws._shares import SHARE_LAWS


LAWS: tuple[Law, ...] = (
    *COUNTING,
    *GROUP_LAWS,
    *RATIO_LAWS,
    *SHARE_LAWS,
    *CHANCE_LAWS,
    *PUBLISHING,
)


INTRODUCTION = (
    "What is true of every right implementation of a metric, whatever the counts: of this "
    "library, of your SQL, of a spreadsheet. `wres.testing.laws` holds an implementation to them; "
    "[](../how-to/test-your-own-sql.md) shows how. This page is written from the catalogue."
)


def law(name: str) -> Law:
    """Give a law by name.

    Raises
    ------
    UnknownNameError
        No law is called that; the message lists those that are there.

    Examples
    --------
    >>> law("scaling").statement
    'Multiplying every count by the same number changes no share, difference, likelihood or ratio.'
    """
    for candidate in LAWS:
        if candidate.name == name:
            return candidate
    raise UnknownNameError.of("law", name, [candidate.name for candidate in LAWS])


def laws_of(family: str) -> tuple[Law, ...]:
    """Give the laws of a family, in order."""
    return tuple(one for one in LAWS if family in one.applies_to)


def reference() -> str:
    """Write the page that lists the laws, ``docs/reference/laws.md``."""
    lines = [
        "# Laws",
        "",
        INTRODUCTION,
        "",
        "## By name",
    ]
    for one in LAWS:
        told = ", ".join(f"`{family}`" for family in one.applies_to)
        lines += ["", f"### {one.name}", "", one.statement, "", f"Families: {told}."]
    lines += ["", "## By family", "", "| family | what is asked | figures | metrics | laws |"]
    lines += ["|---|---|---|---|---|"]
    for family in FAMILIES.values():
        figures = ", ".join(f"`{name}`" for name in family.figures) or "lines, hidden or not"
        numbers = ", ".join(map(str, family.metrics)) or "any"
        named = ", ".join(f"[{one.name}](#{one.name})" for one in laws_of(family.name))
        lines.append(f"| `{family.name}` | {family.about} | {figures} | {numbers} | {named} |")
    return "\n".join(lines) + "\n"
