"""What the public report says as a Word document: its tables, and the sentences in and around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from attrs import evolve

from wres.auditing.phrases import MARK
from wres.auditing.publication import Publication
from wres.auditing.said import HIDDEN, Said
from wres.auditing.sentences import TITLE, Sentences, is_number, whose
from wres.errors import InputError, Location, MissingExtraError, Problem


GROUPS = ("white", "bme", "unknown", "total")
BLOCKS = {"Non-clinical": "non_clinical", "Clinical": "clinical", "Medical": "medical"}
TO_YEAR = re.compile(r"(?:Reporting|Previous) year (\d{4})$|BME, (?:previous year )?(\d{4})$")
NUMBER = re.compile(r"(\d)\. ")
COUNT = re.compile(r"[\d,]+")
FREE = ("About this report", "Action taken and planned")
"""Headings of columns that users write in; so are all paragraphs that are no sentence of ours."""

FRAME = re.compile(r"^Public report of \d{4}: |, WRES \d{4}, page $")
"""What stands around the organisation's name."""

FIGURES = {"2a": "headcount", "2b": "share", "3a": "self_reported"}
"""Numbers of headings to the figure that stands alone below them."""

Rows = Sequence[Sequence[str]]


def read_word(name: str, content: bytes) -> tuple[list[Said], Publication, list[str]]:
    """Read the report: its figures, its policy, and where numbers stand that say nothing to us."""
    try:
        from docx import Document  # noqa: PLC0415  # of the extra
    except ImportError as error:
        raise MissingExtraError.of("reading Word documents", "word") from error
    document = Document(BytesIO(content))
    title = document.core_properties.title or ""
    found = TITLE.search(title)
    if found is None:
        accepted = "a Word document titled Workforce Race Equality Standard and its year"
        raise InputError((Problem("not-published", Location(name), "no such title", accepted),))
    heads = [cell.text for table in document.tables for cell in table.rows[0].cells]
    before = [_year(head) for head in heads if head.startswith("Previous year")]
    reader = _Reader(Sentences(whose(title), earlier=next(filter(None, before), 0)), title)
    for section in document.sections:
        for part in (section.header, section.footer):
            for block in part.iter_inner_content():
                reader.block(block)
    for block in document.iter_inner_content():
        reader.block(block)
    text = "\n".join(one.text for one in document.paragraphs)
    left = list(dict.fromkeys(reader.sentences.left))
    return reader.sentences.said, Publication.of_sentence(text), left


class _Reader:
    """Goes through a document from top to bottom."""

    def __init__(self, sentences: Sentences, title: str) -> None:
        self.sentences = sentences
        self.title = title
        self.place = "its first page"

    def block(self, block: Any) -> None:  # noqa: ANN401  # python-docx ships no types
        """Read a paragraph or a table."""
        if not hasattr(block, "rows"):
            self._paragraph(block.text, str(block.style.name))
            return
        rows = [[cell.text for cell in row.cells] for row in block.rows]
        if rows[0][:2] == ["Staff", "Pay band"]:
            self.sentences.said += _bands(rows, self.sentences.base)
        elif rows[0][0] == "Indicator":
            self._nine(rows)
        else:
            for row in rows:
                for text in row:
                    self._line(text, f"table, {row[0]}" if rows[0][0] in FREE else "a table")

    def _paragraph(self, text: str, style: str) -> None:
        alone = FIGURES.get(self.place.partition(".")[0])
        if style.startswith("Heading"):
            self.place = text
        elif alone is not None and text:
            self.sentences.said += _alone(alone, text, self.sentences.base)
        else:
            self._line(text, self.place)

    def _line(self, text: str, place: str, year: int | None = None) -> None:
        """Read lines; the organisation's name, in which there may be a number, stands in some."""
        named = FRAME.sub("", text).strip()
        if not named or named not in self.title:
            self.sentences.read(text, place, year)

    def _nine(self, rows: Rows) -> None:
        years = [_year(head) for head in rows[0]]
        for row in rows[1:]:
            number = NUMBER.match(row[0])
            if number is None:
                continue
            for head, year, text in zip(rows[0][1:], years[1:], row[1:], strict=True):
                self.sentences.metric = int(number[1])
                place = f"indicator {number[1]}, {head}"
                if head in FREE:
                    self.sentences.left += [place] if is_number(text) else []
                elif year is not None or not head.startswith("Previous year"):
                    self._line(text, place, year)


def _year(head: str) -> int | None:
    found = TO_YEAR.match(head)
    return int(found[1] or found[2]) if found else None


def _alone(figure: str, text: str, base: Said) -> Iterator[Said]:
    """Read the figure of a section that is nothing else."""
    text, known, _ = text.partition(" of known ethnicity")
    one = evolve(base, metric=1, figure=figure, part="overall")
    if figure != "self_reported":
        one = evolve(one, ethnic_group="total" if figure == "headcount" else "bme")
    if known:
        yield evolve(base, metric=1, figure="base", display="known_only")
    yield from _shown(text, one)


def _shown(text: str, where: Said) -> Iterator[Said]:
    if text.startswith(MARK):
        yield evolve(where, status=HIDDEN)
    elif is_number(text):
        count = COUNT.fullmatch(text)
        yield evolve(where, display=text, exact=Fraction(text.replace(",", "")) if count else None)


def _bands(rows: Rows, base: Said) -> Iterator[Said]:
    """Read the table of pay bands: headcounts, and the BME share of this year and the last."""
    years = [_year(head) for head in rows[0]]
    for row in rows[1:]:
        place = evolve(base, metric=1, workforce_group=BLOCKS.get(row[0], row[0]), pay_band=row[1])
        for group, text in zip(GROUPS, row[2:6], strict=True):
            yield from _shown(text, evolve(place, figure="headcount", ethnic_group=group))
        for year, text in zip(years[6:], row[6:], strict=True):
            if year is not None:
                share = evolve(place, year=year, figure="share", ethnic_group="bme")
                yield from _shown(text, share)
