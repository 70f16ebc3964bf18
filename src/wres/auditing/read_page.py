"""What the tables of ``report.html`` say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from html.parser import HTMLParser

from attrs import evolve

from wres.auditing.said import COUNTS, HIDDEN, Said
from wres.vocabulary import WorkforceGroup


GROUPS = ("white", "bme", "unknown")
TITLE = re.compile(r"Workforce Race Equality Standard (\d{4})(?:: (.*))?$")
CODE = re.compile(r"(?:.*\()?([A-Z0-9]{2,6})\)?$")
MARK = "[c]"
SAYS_NOTHING = {"", "not supplied", "not known", "nobody", "none"}
BOARD = {"Voting members": "voting", "The whole board": "total", "Executives": "executive"}
BLOCKS = {group.label: str(group) for group in WorkforceGroup}
P_VALUES = {
    "p-value (score test)": "p_value",
    "p-value (mid p minlike)": "mid_p_minlike",
    "p-value (fisher)": "fisher",
}
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


def read_page(text: str) -> list[Said]:
    """Read every table whose caption is known; figures in sentences and pictures are not read."""
    page = _Page()
    page.feed(text)
    found = TITLE.search(page.title)
    code = CODE.match((found[2] if found else "") or "")
    whose = Said(organisation=code[1] if code else "", year=int(found[1]) if found else 0)
    said: list[Said] = []
    for caption, rows in page.tables:
        for pattern, reader in READERS.items():
            match = re.match(pattern, caption)
            if match is not None:
                said += reader(match, rows[1:], whose)
    return said


def _said(text: str, where: Said) -> Iterator[Said]:
    if text.startswith(MARK):
        yield evolve(where, status=HIDDEN)
    elif text.lower() not in SAYS_NOTHING and not text.startswith("none"):
        yield evolve(where, display=text, exact=_exact(text) if where.figure in COUNTS else None)


def _exact(text: str) -> Fraction | None:
    """Give a count: it has thousands set apart, and no digit is rounded away."""
    found = COUNT.fullmatch(text)
    return None if found is None else Fraction(text.replace(",", ""))


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
