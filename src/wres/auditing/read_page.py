"""What ``report.html`` says: its tables, its sentences, and what its pictures are said to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from html.parser import HTMLParser

from attrs import evolve

from wres.auditing.page_lines import PageLines
from wres.auditing.phrases import MARK, headline
from wres.auditing.publication import Publication
from wres.auditing.said import COUNTS, HIDDEN, Said
from wres.auditing.sentences import TITLE, Sentences, is_number, whose
from wres.vocabulary import WorkforceGroup


GROUPS = ("white", "bme", "unknown")
SAYS_NOTHING = {"", "not supplied", "not known", "nobody", "none"}
BOARD = {"Voting members": "voting", "The whole board": "total", "Executives": "executive"}
BLOCKS = {group.label: str(group) for group in WorkforceGroup}
P_VALUES = {
    "p-value (score test)": "p_value",
    "p-value (mid p minlike)": "mid_p_minlike",
    "p-value (fisher)": "fisher",
}
DRAWN = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
COUNT = re.compile(r"[\d,]+(\.\d)?")
BETWEEN = re.compile(r"(-?[\d.,]+) to (-?[\d.,]+)")

Rows = list[list[str]]


class _Page(HTMLParser):
    """Collects the title, and each table by its caption."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.tables: list[tuple[str, Rows]] = []
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr" and self.tables:
            self.tables[-1][1].append([])
        if tag in {"title", "caption", "td", "th"}:
            self.text = []

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.text is None or tag not in {"title", "caption", "td", "th"}:
            return
        text, self.text = " ".join("".join(self.text).split()), None
        if tag == "title":
            self.title = self.title or text
        elif tag == "caption" and self.tables:
            self.tables[-1] = (text, self.tables[-1][1])
        elif self.tables and self.tables[-1][1]:
            self.tables[-1][1][-1].append(text)


def read_page(text: str) -> tuple[list[Said], Publication, list[str]]:
    """Read a page: its figures, its policy, and where numbers stand that say nothing to us."""
    page, beside = _Page(), PageLines()
    page.feed(text)
    beside.feed(text)
    own = whose(page.title)
    said: list[Said] = []
    left: list[str] = []
    for caption, rows in page.tables:
        found = [
            (match, one) for word, one in READERS.items() if (match := re.match(word, caption))
        ]
        for match, reader in found:
            said += reader(match, rows[1:], own)
        if not found and any(is_number(cell) for row in rows[1:] for cell in row):
            left.append(f"table, {caption}")
    sentences = _sentences(beside, page.title, own)
    left += [*sentences.left, *_undrawn(page, beside)]
    told = "\n".join(line.text for line in beside.lines)
    return said + sentences.said, Publication.of_sentence(told), list(dict.fromkeys(left))


def _sentences(page: PageLines, title: str, own: Said) -> Sentences:
    found = TITLE.search(title)
    name = (found[2] if found else "") or "\n"
    sentences = Sentences(own)
    for line in page.lines:
        sentences.metric = line.metric
        if line.text != name:
            sentences.read(line.text, line.place)
    return sentences


def _undrawn(page: _Page, beside: PageLines) -> Iterator[str]:
    """Name the pictures with a number that stands in no table and no sentence."""
    there = [cell for _, rows in page.tables for row in rows for cell in row]
    known = {one for text in (*there, *(line.text for line in beside.lines)) for one in _in(text)}
    for picture in beside.pictures:
        if not known.issuperset(_in(picture.text)):
            yield f"picture, {picture.place}"


def _in(text: str) -> list[str]:
    return DRAWN.findall(text)


def _said(text: str, where: Said) -> Iterator[Said]:
    if text.startswith(MARK):
        yield evolve(where, status=HIDDEN)
    elif text.lower() not in SAYS_NOTHING and not text.startswith("none"):
        yield evolve(where, display=text, exact=_exact(text) if where.figure in COUNTS else None)


def _exact(text: str) -> Fraction | None:
    """Give a count: it has thousands set apart, and no digit is rounded away."""
    found = COUNT.fullmatch(text)
    return None if found is None else Fraction(text.replace(",", ""))


def _glance(_: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    for row in rows:
        if len(row) == 3 and row[0][:1].isdigit():  # noqa: PLR2004  # its title, White and BME
            where = evolve(whose, metric=int(row[0][0]))
            for group, text in zip(GROUPS[:2], row[1:], strict=True):
                yield from headline(group, text, where)


def _workforce(_: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    for group, row in zip(GROUPS, rows, strict=False):
        where = evolve(whose, metric=1, part="overall", ethnic_group=group)
        for figure, text in zip(("headcount", "share"), row[1:], strict=False):
            yield from _said(text, evolve(where, figure=figure))


def _bands(match: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    columns = [("headcount", group) for group in (*GROUPS, "total")]
    columns += [("share", group) for group in GROUPS] + [("difference", "bme")]
    for row in rows:
        where = evolve(whose, metric=1, workforce_group=BLOCKS[match[1]], pay_band=row[0])
        for (figure, group), text in zip(columns, row[1:], strict=False):
            yield from _said(text, evolve(where, figure=figure, ethnic_group=group))


def _managers(_: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    for group, row in zip(GROUPS, rows, strict=False):
        where = evolve(whose, metric=1, figure="headcount", part="senior_medical_managers")
        yield from _said(row[1], evolve(where, ethnic_group=group))


def _disparity(_: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    for row in rows:
        block, _comma, step = row[0].rpartition(", ")
        where = evolve(
            whose,
            metric=1,
            figure="disparity",
            part=step.replace(" to ", "/"),
            workforce_group=BLOCKS.get(block, block),
            ethnic_group="white/bme",
        )
        yield from (evolve(one, content=_ends(row[2])) for one in _said(row[1], where))


def _ends(text: str) -> tuple[str, str] | None:
    found = BETWEEN.fullmatch(text)
    return None if found is None else (found[1], found[2])


def _likelihoods(match: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    figures = ("population", "events", "likelihood", "likelihood")
    for group, row in zip(GROUPS, rows, strict=False):
        where = evolve(whose, metric=int(match[1]), ethnic_group=group)
        for figure, text in zip(figures, row[1:], strict=False):
            yield from _said(text, evolve(where, figure=figure))


def _comparison(match: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    where = evolve(whose, metric=int(match[1]))
    between = next((row[0].partition(", ")[2] for row in rows if row[0].startswith("Ratio, ")), "")
    groups = "/".join(_group(label) for label in between.split(" over "))
    for index, (what, text) in enumerate(row[:2] for row in rows):
        if what.startswith("Ratio, "):
            ends = _ends(rows[index + 1][1]) if index + 1 < len(rows) else None
            one = evolve(where, figure="ratio", ethnic_group=groups, content=ends)
            yield from _said(text, one)
        elif what in P_VALUES:
            yield from _said(text, evolve(where, figure=P_VALUES[what], ethnic_group=groups))
        elif what.startswith("Ratio if all of unknown ethnicity were "):
            label = what.removeprefix("Ratio if all of unknown ethnicity were ")
            one = evolve(where, figure="ratio_if_unknown", part=_group(label))
            yield from _said(text, evolve(one, ethnic_group=groups))
        elif what.endswith("share, points"):
            yield from _said(text, evolve(where, figure="difference", ethnic_group="bme"))


def _group(label: str) -> str:
    return "white" if label == "White" else "bme"


def _survey(match: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
    for group, row in zip(GROUPS, rows, strict=False):
        where = evolve(whose, metric=int(match[1]), ethnic_group=group)
        yield from _said(row[1], evolve(where, figure="share"))
        yield from _said(row[3], evolve(where, figure="respondents"))


def _board(figure: str) -> Callable[[re.Match[str], Rows, Said], Iterator[Said]]:
    def read(_: re.Match[str], rows: Rows, whose: Said) -> Iterator[Said]:
        for row in rows:
            where = evolve(whose, metric=9, figure=figure, part=BOARD.get(row[0], row[0]))
            for group, text in zip((*GROUPS, "total"), row[1:], strict=False):
                yield from _said(text, evolve(where, ethnic_group=group))

    return read


READERS: dict[str, Callable[[re.Match[str], Rows, Said], Iterator[Said]]] = {
    r"Figures of both groups": _glance,
    r"The whole workforce$": _workforce,
    rf"({'|'.join(BLOCKS)}) staff by pay band$": _bands,
    r"Senior medical managers": _managers,
    r"Race disparity ratios": _disparity,
    r"Counts and likelihoods of indicator (\d)$": _likelihoods,
    r"The comparison of indicator (\d)$": _comparison,
    r"Shares of indicator (\d)": _survey,
    r"Members of the board$": _board("headcount"),
    r"Shares of the board$": _board("share"),
    r"Share of the board less": _board("difference"),
}
