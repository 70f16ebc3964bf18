"""What the page says beside its tables: sentences, each with the indicator it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from attrs import define, frozen


READ = frozenset({"p", "li", "figcaption", "h2", "h3", "th", "td", "desc"})
UNREAD = frozenset({"dl", "nav", "style", "title"})
"""Definitions and explanations are the same for everybody; titles are of the document."""

NUMBER = re.compile(r"(\d)\. ")


@frozen
class Line:
    """Some text, the number of its indicator or 0, and under which heading it stands."""

    text: str
    metric: int
    place: str


@define
class _Open:
    """A place that is being read."""

    metric: int = 0
    place: str = "its head"
    text: list[str] | None = None
    skipped: int = 0
    is_said: bool = False


class PageLines(HTMLParser):
    """Collects lines, and what pictures are said to show."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.pictures: list[Line] = []
        self.now = _Open()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a place; headings and cells of the overview say which indicator comes."""
        if tag in UNREAD:
            self.now.skipped += 1
        elif tag in READ:
            self.now.text = []
            self.now.is_said = tag not in {"td", "th"} or ("class", "said") in attrs
            if tag == "th" and ("scope", "rowgroup") in attrs:
                self.now.is_said = True

    def handle_data(self, data: str) -> None:
        """Add to the place."""
        if self.now.text is not None and not self.now.skipped:
            self.now.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a place."""
        if tag in UNREAD:
            self.now.skipped -= 1
        elif tag in READ and self.now.text is not None:
            text, self.now.text = " ".join("".join(self.now.text).split()), None
            self._note(tag, text)

    def _note(self, tag: str, text: str) -> None:
        if not self.now.is_said or not text:
            return
        if tag in {"h2", "h3", "th"}:
            number = NUMBER.match(text)
            self.now.metric = int(number[1]) if number else 0
            self.now.place = text
        elif tag == "desc":
            self.pictures.append(Line(text, self.now.metric, self.now.place))
        else:
            self.lines.append(Line(text, self.now.metric, self.now.place))
