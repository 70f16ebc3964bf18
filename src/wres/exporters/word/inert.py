"""Text that stays text in a Word document, whatever is in it."""

from __future__ import annotations

import re
from html import escape


NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLANKS = re.compile(r"[\t\x0b\x0c]+")
NEW_PARAGRAPH = "\a"  # to docxtpl
SIGN_OF_NUMBER = re.compile(r"(?<![^\s(])-(?=\d)")


class Inert(str):
    """XML text that a template engine takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def in_xml(text: str) -> str:
    """Put a blank for each sign that XML cannot hold."""
    return NOT_IN_XML.sub(" ", text)


def unbroken(text: str) -> str:
    r"""Write a number's sign as a minus: Word ends lines after a hyphen, and parts it from them.

    Examples
    --------
    >>> unbroken("Band-7: -1.0 (-2)") == "Band-7: \N{MINUS SIGN}1.0 (\N{MINUS SIGN}2)"
    True
    """
    return SIGN_OF_NUMBER.sub("\N{MINUS SIGN}", text)


def inert(text: str) -> Inert:
    r"""Escape markup, the engine's own included; a line becomes a paragraph.

    Blank lines, and blanks at the ends of lines, are left out.

    Examples
    --------
    >>> inert("R&D <b> {{ year }}")
    'R&amp;D &lt;b&gt; &#123;&#123; year &#125;&#125;'
    >>> inert("one\r\n\ntwo\x00") == "one" + NEW_PARAGRAPH + "two"
    True
    """
    lines = in_xml(BLANKS.sub(" ", text.replace("\r", "\n"))).split("\n")
    kept = [line.strip() for line in lines if line.strip()]
    safe = (escape(line).replace("{", "&#123;").replace("}", "&#125;") for line in kept)
    return Inert(NEW_PARAGRAPH.join(safe))
