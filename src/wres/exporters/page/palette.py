"""The colours of the page, light and dark, pictures included.

A picture is drawn once, in the light colours; the style sheet has a rule for each of them that
gives it the colour of the mode. White and BME are told apart by blue and orange, which people who
see few colours do too, and always by a label as well.
"""

from __future__ import annotations

from attrs import fields, frozen


@frozen
class Palette:
    """Colours as ``#rrggbb``.

    Parameters
    ----------
    paper, text, muted
        Background, text, and text of less weight.
    hairline, shade
        Lines of tables, and a background that stands out a little; they carry no meaning alone.
    link
        Links and the focus ring.
    white, bme
        Marks of the two groups.
    plain
        Marks that are of no group.
    """

    paper: str
    text: str
    muted: str
    hairline: str
    shade: str
    link: str
    white: str
    bme: str
    plain: str

    def items(self) -> tuple[tuple[str, str], ...]:
        """Give name and colour of each."""
        return tuple((field.name, getattr(self, field.name)) for field in fields(Palette))


LIGHT = Palette(
    paper="#ffffff",
    text="#1b1f24",
    muted="#545c66",
    hairline="#c9d1d9",
    shade="#eef2f6",
    link="#0a53a8",
    white="#a04d00",
    bme="#0b5cad",
    plain="#5b6570",
)
DARK = Palette(
    paper="#13171c",
    text="#e8ebee",
    muted="#a9b2bc",
    hairline="#3b444e",
    shade="#222a33",
    link="#8cc4ff",
    white="#f0a45c",
    bme="#6fb4f6",
    plain="#98a2ad",
)
