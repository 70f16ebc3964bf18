"""XML as bytes: where its elements stand, and edits that leave every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from xml.parsers import expat

from attrs import define, field, frozen


TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
ENCODINGS = {"", "utf-8", "us-ascii", "ascii"}


@frozen
class Element:
    """An element and its bytes: ``start`` to ``inner`` its tag, ``stop`` to ``end`` the closing one.

    Parameters
    ----------
    tag
        Name as written, with its prefix.
    within
        The nearest element around it that was asked for too.
    text
        All text inside.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    stop: int
    end: int
    text: str
    within: Element | None

    @property
    def name(self) -> str:
        """The tag without prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon; empty where there is none."""
        return self.tag[: len(self.tag) - len(self.name)]


Edit = tuple[int, int, bytes]
"""First byte, the byte after the last, and what stands there instead."""


def elements(part: bytes, wanted: Collection[str]) -> list[Element]:
    """Find elements by their names without prefix, in the order that they begin.

    Raises
    ------
    ValueError
        Where the part is no XML, has a document type, or is not in UTF-8.
    """
    found = _Found(part, frozenset(wanted))
    try:
        found.parser.Parse(part, True)  # noqa: FBT003  # positional only
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return found.closed()


def edited(part: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits that do not overlap.

    Examples
    --------
    >>> edited(b"<a>1</a>", [(3, 4, b"22")])
    b'<a>22</a>'
    """
    made, at = [], 0
    for start, end, instead in sorted(edits, key=lambda edit: edit[:2]):
        made += [part[at:start], instead]
        at = end
    return b"".join([*made, part[at:]])


@define
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    around: int | None
    pieces: list[str] = field(factory=list)
    stop: int = 0
    end: int = 0


@define
class _Found:
    part: bytes
    wanted: frozenset[str]
    made: list[_Open] = field(factory=list)
    open: list[int] = field(factory=list)
    parser: expat.XMLParserType = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = _in_utf8
        self.parser.StartDoctypeDeclHandler = _no_document_type
        self.parser.StartElementHandler = self.started
        self.parser.EndElementHandler = self.ended
        self.parser.CharacterDataHandler = self.told

    def started(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] not in self.wanted:
            return
        start = self.parser.CurrentByteIndex
        match = TAG.match(self.part, start)
        if match is None:  # pragma: no cover  # the parser found a tag here
            raise ValueError("a tag that cannot be read")
        around = self.open[-1] if self.open else None
        self.open.append(len(self.made))
        self.made.append(_Open(tag, attributes, start, match.end(), around))

    def told(self, text: str) -> None:
        for index in self.open:
            self.made[index].pieces.append(text)

    def ended(self, tag: str) -> None:
        if tag.rpartition(":")[2] not in self.wanted:
            return
        one = self.made[self.open.pop()]
        if self.part[one.inner - 2 : one.inner] == b"/>":
            one.stop = one.end = one.inner
        else:
            one.stop = self.parser.CurrentByteIndex
            one.end = self.part.index(b">", one.stop) + 1

    def closed(self) -> list[Element]:
        made: list[Element] = []
        for one in self.made:
            around = None if one.around is None else made[one.around]
            text = "".join(one.pieces)
            made.append(
                Element(
                    one.tag, one.attributes, one.start, one.inner, one.stop, one.end, text, around
                )
            )
        return made


def _in_utf8(_: str, encoding: str | None, __: int) -> None:
    if (encoding or "").lower() not in ENCODINGS:
        raise ValueError(f"XML in {encoding}, not UTF-8")


def _no_document_type(*_: object) -> None:
    raise ValueError("a document type has no place in a workbook")
