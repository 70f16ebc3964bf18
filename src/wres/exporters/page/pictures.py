"""The pictures of a report: what each shows, and the same in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from markupsafe import Markup

from wres.exporters.page.charts import (
    NARROW,
    WIDE,
    Band,
    Bar,
    Dot,
    Line,
    Room,
    bars,
    ratios,
)
from wres.exporters.page.shown import (
    NOT_SUPPLIED,
    count_of,
    over,
    sentence,
    share_of,
    verdict,
)
from wres.exporters.page.svg import inline
from wres.exporters.page.tables import PARTS, state_words
from wres.ledger import Entry, State
from wres.metrics import (
    TOTAL,
    BoardRepresentation,
    Experience,
    Figure,
    GroupFigures,
    Headcount,
    Likelihood,
    Ratio,
    Representation,
    Result,
    Row,
    metric,
)
from wres.profiles import Profile
from wres.vocabulary import CONFIDENTIAL, WorkforceGroup
from wres.wording import ends, is_hidden


EVENTS = {
    2: "Being appointed from shortlisting",
    3: "Entering the disciplinary process",
    4: "Accessing training",
}
LOOKS = {
    "worse_for_bme": ("bme", "diamond"),
    "worse_for_white": ("white", "square"),
    "similar": ("plain", "circle"),
}
"""Ink and shape of a point, by verdict; any other is an empty circle."""


@frozen(kw_only=True)
class Drawing:
    """One chart of a picture, with its heading; `narrow` is for small screens, if it has one."""

    heading: str
    wide: Markup
    narrow: Markup | None = None


@frozen(kw_only=True)
class Picture:
    """Charts that are looked at together."""

    caption: str
    drawings: tuple[Drawing, ...]


def of_bands(result: Representation, rules: Profile) -> Picture | None:
    """Draw the BME share of every pay band beside that of the workforce."""
    overall = result.overall.share.bme
    if not result.rows or overall is None:
        return None
    bme = rules["label_bme"]
    line = Line(value=overall.value, label=f"Workforce {overall.display}")
    furthest = max([overall.value, *(row.share.bme.value for row in result.rows if row.share.bme)])
    room = Room.of(map(_band, result.rows))
    drawings = []
    for group in WorkforceGroup:
        rows = [_band(row) for row in result.rows if row.workforce_group == group]
        drawing = inline(
            bars(rows, furthest=furthest, room=room, line=line),
            key=f"bands-{group}".replace("_", "-"),
            title=f"{bme} share of {group.label.lower()} staff by pay band",
            description=_said(f"{bme} share of the whole workforce: {overall.display}", rows),
        )
        drawings.append(Drawing(heading=group.label, wide=drawing))
    caption = (
        f"{bme} staff as a share of each pay band, with the number of staff in the band. "
        f"The dashed line is the {bme} share of the whole workforce."
    )
    return Picture(caption=caption, drawings=tuple(drawings))


def _band(row: Row) -> Bar:
    share = row.share.bme
    if share is None:
        return Bar(label=row.pay_band, words=share_of(row.share, "bme", row.headcount))
    words = f"{share.display} of {count_of(row.headcount, TOTAL)}"
    return Bar(label=row.pay_band, words=words, end=share.value)


def _said(first: str, rows: Iterable[Bar]) -> str:
    """Tell bars in words."""
    return sentence("; ".join([first, *(f"{row.label}: {row.words}" for row in rows)]))


def of_ratios(results: Iterable[Result], rules: Profile) -> Picture | None:
    """Draw the ratios of counts with their intervals against the four-fifths band."""
    named = [item for result in results for item in _ratios(result)]
    if not any(ratio.exact is not None or ratio.interval for _, ratio, _ in named):
        return None
    dots = [_dot(name, ratio, rules) for name, ratio, _ in named]
    low, high = rules.four_fifths
    band = Band(
        low=float(low),
        high=float(high),
        label=f"four-fifths band, {float(low):.2f} to {float(high):.2f}",
        **_sides(named, rules),
    )
    title = "Ratios of likelihoods with 95% intervals"
    text = " ".join(
        sentence(f"{name}: {dot.words}, {verdict(ratio, rules)}")
        for (name, ratio, _), dot in zip(named, dots, strict=True)
    )
    wide, narrow = (
        inline(
            ratios(dots, band=band, width=width),
            key=f"ratios-{kind}",
            title=title,
            description=text,
            shown=kind,
        )
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    caption = (
        "Ratios on a log axis, each with its 95% interval; 1 is equality. A filled diamond or "
        "square: the interval excludes 1. A filled circle: similar for both. An empty circle: "
        "too few to tell. An arrow: the interval goes on. Rows marked 1 are the race disparity "
        "ratios of pay bands."
    )
    return Picture(caption=caption, drawings=(Drawing(heading="", wide=wide, narrow=narrow),))


Named = tuple[str, Ratio, bool | None]
"""What a ratio is of, the ratio, and whether the event is to a person's advantage."""


def _ratios(result: Result) -> Iterator[Named]:
    if isinstance(result, Likelihood):
        name = f"{result.number}. {EVENTS[result.number]}"
        yield name, result.ratio, metric(result.number).wanted
    elif isinstance(result, Representation):
        for one in result.disparity:
            group = WorkforceGroup(one.workforce_group).label
            name = f"{result.number}. {group}: {one.from_} to {one.to} bands"
            yield name, one.ratio, True


def _dot(name: str, ratio: Ratio, rules: Profile) -> Dot:
    ink, shape = LOOKS.get(str(ratio.verdict), ("plain", "circle"))
    interval = ratio.interval
    words = f"{over(ratio, rules)} {ratio.display}" if ratio.display else "no ratio"
    if ratio.status == "hidden":
        words = CONFIDENTIAL
    if interval is not None:
        words += f" ({ends(interval, 'ratio')})"
    return Dot(
        label=name,
        words=words,
        value=ratio.value or None,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        ink=ink,
        shape=shape,
        filled=str(ratio.verdict) in LOOKS,
    )


def _sides(named: Iterable[Named], rules: Profile) -> dict[str, str]:
    """Say for whom it is worse on either side of 1, where that holds for all ratios."""
    above = {ratio.to if wanted else ratio.of for _, ratio, wanted in named}
    if len(above) != 1:
        return {}
    right = above.pop()
    left = "white" if right == "bme" else "bme"
    return {
        "left": f"worse for {rules[f'label_{left}']}",
        "right": f"worse for {rules[f'label_{right}']}",
    }


def of_survey(results: Iterable[Result], rules: Profile) -> Picture | None:
    """Draw the shares of White and BME respondents in pairs."""
    kept = [one for one in results if isinstance(one, Experience)]
    shares = [figure for one in kept for figure in (one.share.white, one.share.bme) if figure]
    if not shares:
        return None
    furthest = max(_furthest(figure) for figure in shares)
    pairs = {
        one.number: [_answer(one.share, group, rules) for group in ("white", "bme")] for one in kept
    }
    room = Room.of(row for rows in pairs.values() for row in rows)
    drawings = []
    for which, rows in pairs.items():
        definition = metric(which)
        worse = "lower" if definition.wanted else "higher"
        drawing = inline(
            bars(rows, furthest=furthest, room=room),
            key=f"survey-{which}",
            title=f"Indicator {which}: {definition.title}",
            description=_said(f"Share of respondents, {worse} is worse", rows),
        )
        heading = f"{which}. {definition.title} ({worse} is worse)"
        drawings.append(Drawing(heading=heading, wide=drawing))
    caption = (
        "Share of respondents to the Staff Survey who say so, with 95% approximate intervals "
        "where the number of respondents is known. All four have the same axis, from 0%."
    )
    return Picture(caption=caption, drawings=tuple(drawings))


def _furthest(figure: Figure) -> float:
    return max(figure.value, (figure.interval and figure.interval.high) or 0)


def _answer(shares: GroupFigures, group: str, rules: Profile) -> Bar:
    label, figure = rules[f"label_{group}"], shares[group]
    if figure is None:
        words = CONFIDENTIAL if is_hidden(shares, group) else NOT_SUPPLIED
        return Bar(label=label, words=words, ink=group)
    interval = figure.interval
    return Bar(
        label=label,
        words=figure.display,
        end=figure.value,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        ink=group,
    )


def of_board(
    result: BoardRepresentation, workforce: Figure | None, rules: Profile
) -> Picture | None:
    """Draw the BME share of each part of the board beside that of the workforce."""
    rows = [
        _part(title, getattr(result.share, part), getattr(result.headcount, part))
        for part, title in PARTS.items()
    ]
    known = [row.end for row in rows if row.end is not None]
    if not known:
        return None
    bme = rules["label_bme"]
    line = None
    if workforce is not None:
        line = Line(value=workforce.value, label=f"Workforce {workforce.display}")
        known.append(line.value)
    chart = bars(rows, furthest=max(known), line=line)
    first = f"{bme} share of the workforce: {workforce.display if workforce else 'not known'}"
    caption = f"{bme} members as a share of the board, with the number of members."
    if line:
        caption += f" The dashed line is the {bme} share of the whole workforce."
    title = f"{bme} share of the board"
    drawing = inline(chart, key="board", title=title, description=_said(first, rows))
    return Picture(caption=caption, drawings=(Drawing(heading="", wide=drawing),))


def _part(title: str, shares: GroupFigures, members: Headcount) -> Bar:
    share = shares.bme
    if share is None:
        return Bar(label=title, words=share_of(shares, "bme", members))
    words = f"{share.display} of {count_of(members, TOTAL)}"
    return Bar(label=title, words=words, end=share.value)


def of_rows(entries: Iterable[Entry]) -> Picture | None:
    """Draw how the rows that were read became those that were counted."""
    kept = list(entries)
    read = sum(one.rows for one in kept)
    if not read:
        return None
    rows = [Bar(label="Read", words=f"{read:,}", end=read, ink="plain")]
    rest = read
    for state in (State.OUT_OF_SCOPE, State.MERGED, State.REJECTED):
        gone = sum(one.rows for one in kept if one.state == state)
        label = state_words(state).capitalize()
        rows.append(Bar(label=label, words=f"{gone:,}", start=rest - gone, end=rest, ink="plain"))
        rest -= gone
    rows.append(Bar(label="Counted", words=f"{rest:,}", end=rest, ink="text"))
    drawing = inline(
        bars(rows, furthest=read),
        key="rows",
        title="From rows read to rows counted",
        description=_said("Rows of all files", rows),
    )
    caption = "From the rows that were read to those that are counted, all files together."
    return Picture(caption=caption, drawings=(Drawing(heading="", wide=drawing),))
