"""The tables behind the figures: each result's counts, shares and ratios as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from wres.exporters.page.shown import (
    NOT_SUPPLIED,
    count_of,
    over,
    share_of,
    verdict,
)
from wres.ledger import Entry, State
from wres.metrics import (
    GROUPS,
    BoardRepresentation,
    Experience,
    Figure,
    GroupFigures,
    Headcount,
    Likelihood,
    Ratio,
    Representation,
)
from wres.profiles import Profile
from wres.report import Comparison, Report
from wres.rounding import display_p_value
from wres.vocabulary import CONFIDENTIAL, WorkforceGroup
from wres.wording import ends, is_hidden, level, percent_in


Row = tuple[str, ...]

PARTS = {"voting": "Voting members", "total": "The whole board", "executive": "Executives"}
HEADS = {
    2: ("Shortlisted", "Appointed"),
    3: ("Staff", "Entered the process"),
    4: ("Staff", "Accessed training"),
}
FOUR_FIFTHS = {"below": "below it", "within": "within it", "above": "above it"}


@frozen(kw_only=True)
class Table:
    """A table of texts.

    Parameters
    ----------
    caption
        What it is.
    heads
        Of the columns.
    rows
        The first cell of each is its head.
    words
        Whether the last column is words, and no number.
    key
        Of a table that may be wider than a small screen: unique in the page, its place can be
        scrolled to by keyboard.
    """

    caption: str
    heads: Row
    rows: tuple[Row, ...]
    words: bool = False
    key: str = ""


def labels(rules: Profile) -> Row:
    """Give the three groups' names."""
    return tuple(rules[f"label_{group}"] for group in GROUPS)


def of_workforce(result: Representation, rules: Profile) -> Iterator[Table]:
    """Give the whole workforce."""
    overall = result.overall
    yield Table(
        caption="The whole workforce",
        heads=("Group", "Headcount", "Share of the workforce"),
        rows=tuple(
            (label, count_of(headcount, group), share_of(overall.share, group, headcount))
            for group, label in zip(GROUPS, labels(rules), strict=True)
            for headcount in [overall.headcount]
        ),
    )


def of_disparity(result: Representation, rules: Profile) -> Iterator[Table]:
    """Give the race disparity ratios."""
    if result.disparity:
        yield Table(
            caption="Race disparity ratios: above 1, the first group is the better represented "
            "in the higher bands",
            heads=("Bands", over(result.disparity[0].ratio, rules), "95% interval", "In words"),
            rows=tuple(
                (
                    f"{WorkforceGroup(one.workforce_group).label}, {one.from_} to {one.to}",
                    _ratio(one.ratio),
                    ends(one.ratio.interval, "ratio"),
                    verdict(one.ratio, rules),
                )
                for one in result.disparity
            ),
            words=True,
            key="disparity",
        )


def of_bands(result: Representation, rules: Profile) -> Iterator[Table]:
    """Give every pay band, a table a workforce group, and the senior medical managers."""
    white, bme, unknown = labels(rules)
    for group in WorkforceGroup:
        rows = tuple(
            (
                row.pay_band,
                *(count_of(row.headcount, one) for one in (*GROUPS, "total")),
                *(share_of(row.share, one, row.headcount) for one in GROUPS),
                share_of(row.difference, "bme", row.headcount),
            )
            for row in result.rows
            if row.workforce_group == group
        )
        if rows:
            heads = (white, bme, unknown, "All", *(f"{one} share" for one in labels(rules)))
            yield Table(
                caption=f"{group.label} staff by pay band",
                heads=("Pay band", *heads, f"{bme} share less that of the workforce, points"),
                rows=rows,
                key=f"table-{group}".replace("_", "-"),
            )
    managers = result.senior_medical_managers
    if managers.hidden or not managers.is_empty:
        yield Table(
            caption="Senior medical managers, who are among the consultants",
            heads=("Group", "Headcount"),
            rows=tuple(
                (label, count_of(managers, group))
                for group, label in zip(GROUPS, labels(rules), strict=True)
            ),
        )


def of_likelihood(result: Likelihood, rules: Profile) -> Iterator[Table]:
    """Give the counts and likelihoods."""
    yield Table(
        caption=f"Counts and likelihoods of indicator {result.number}",
        heads=("Group", *HEADS[result.number], "Likelihood", "In percent"),
        rows=tuple(
            (
                label,
                count_of(result.population, group),
                count_of(result.events, group),
                _likelihood(result, group),
                percent_in(result.likelihood, group),
            )
            for group, label in zip(GROUPS, labels(rules), strict=True)
        ),
        key=f"counts-{result.number}",
    )


def of_ratio(
    result: Likelihood | Experience, rules: Profile, every: Iterable[Comparison]
) -> Iterator[Table]:
    """Give all there is about a ratio, and about the difference of two shares."""
    rows = [*_of_difference(result, rules), *_of_ratio(result.ratio, rules)]
    rows += [*_adjusted(result, every), *_if_unknown_were(result, rules)]
    yield Table(
        caption=f"The comparison of indicator {result.number}",
        heads=("What", "Value"),
        rows=tuple(rows),
        words=True,
    )


def _adjusted(result: Likelihood | Experience, every: Iterable[Comparison]) -> Iterator[Row]:
    for one in every:
        if one.metric == result.number and one.holm is not None:
            yield "p-value, adjusted for all tests of the report (Holm)", display_p_value(one.holm)


def _if_unknown_were(result: Likelihood | Experience, rules: Profile) -> Iterator[Row]:
    if isinstance(result, Likelihood):
        for group in ("white", "bme"):
            figure: Figure | None = getattr(result.if_unknown_were, group)
            if figure is not None:
                label = rules[f"label_{group}"]
                yield f"Ratio if all of unknown ethnicity were {label}", figure.display


def _of_difference(result: Likelihood | Experience, rules: Profile) -> Iterator[Row]:
    gap = result.difference.bme if isinstance(result, Experience) else None
    if gap is not None:
        white, bme = rules["label_white"], rules["label_bme"]
        yield f"{bme} share less {white} share, points", gap.display
        if gap.interval is not None:
            name = f"{level(gap.interval).capitalize()} of the difference, points"
            yield name, ends(gap.interval, "points")


def _ratio(ratio: Ratio) -> str:
    return CONFIDENTIAL if ratio.status == "hidden" else ratio.display or "none"


def _likelihood(result: Likelihood, group: str) -> str:
    nobody = Headcount(total=0) if result.population[group] == 0 else None
    return share_of(result.likelihood, group, nobody)


def _of_ratio(ratio: Ratio, rules: Profile) -> Iterator[Row]:
    shown = ratio.display or f"none: {ratio.reason}"
    if ratio.status == "hidden":
        shown = f"{CONFIDENTIAL}: {ratio.reason}"
    yield f"Ratio, {over(ratio, rules)}", shown
    if ratio.interval is not None:
        yield level(ratio.interval).capitalize(), ends(ratio.interval, "ratio")
    if ratio.four_fifths is not None:
        low, high = (f"{float(end):.2f}" for end in rules.four_fifths)
        yield f"Four-fifths band, {low} to {high}", FOUR_FIFTHS[ratio.four_fifths]
    if ratio.verdict is not None:
        yield "Verdict", verdict(ratio, rules)
    if ratio.low_count:
        yield "Number of cases", f"fewer than {rules['low_count']} in a group"
    if ratio.note is not None:
        yield "Note", ratio.note
    if ratio.p_value is not None:
        yield f"p-value ({ratio.test} test)", display_p_value(ratio.p_value)
    for one in ratio.exact_tests:
        yield f"p-value ({one.test.replace('_', ' ')})", display_p_value(one.p_value)


def of_survey(result: Experience, rules: Profile) -> Iterator[Table]:
    """Give the shares, with approximate intervals."""
    yield Table(
        caption=f"Shares of indicator {result.number}; the intervals are approximate",
        heads=("Group", "Share", "95% interval", "Answers"),
        rows=tuple(
            (
                label,
                _answer(result.share, group),
                ends(figure.interval if figure else None, "share"),
                count_of(result.respondents, group),
            )
            for group, label in zip(GROUPS, labels(rules), strict=True)
            for figure in [result.share[group]]
            if group != "unknown" or figure or _is_told(result, group)
        ),
    )


def _answer(figures: GroupFigures, group: str) -> str:
    figure = figures[group]
    shown = NOT_SUPPLIED if figure is None else figure.display
    return CONFIDENTIAL if is_hidden(figures, group) else shown


def _is_told(result: Experience, group: str) -> bool:
    """Whether the survey says something of a group."""
    hidden = is_hidden(result.respondents, group) or is_hidden(result.share, group)
    return hidden or result.respondents[group] is not None


def of_board(result: BoardRepresentation, rules: Profile) -> Iterator[Table]:
    """Give each part of the board: members, shares, and differences from the workforce."""
    names = labels(rules)
    yield Table(
        caption="Members of the board",
        heads=("Part of the board", *names, "All"),
        rows=tuple(
            (title, *(count_of(getattr(result.headcount, part), one) for one in (*GROUPS, "total")))
            for part, title in PARTS.items()
        ),
        key="members",
    )
    for key, caption, figures in (
        ("shares", "Shares of the board", result.share),
        (
            "differences",
            "Share of the board less share of the workforce, points",
            result.difference,
        ),
    ):
        yield Table(
            key=key,
            caption=caption,
            heads=("Part of the board", *names),
            rows=tuple(
                (
                    title,
                    *(
                        share_of(getattr(figures, part), one, getattr(result.headcount, part))
                        for one in GROUPS
                    ),
                )
                for part, title in PARTS.items()
            ),
        )


def of_files(entries: Iterable[Entry]) -> Iterator[Table]:
    """Give where the rows of each file went."""
    kept = list(entries)
    if kept:
        yield Table(
            caption="Rows by file",
            heads=("File", "Read", *(state_words(state).capitalize() for state in State)),
            rows=tuple(
                (file or "input", *_row_counts(one for one in kept if one.file == file))
                for file in dict.fromkeys(one.file for one in kept)
            ),
            key="rows-by-file",
        )


def of_reasons(entries: Iterable[Entry]) -> Iterator[Table]:
    """Give why the rows of each file went where they went."""
    kept = list(entries)
    if kept:
        yield Table(
            caption="Rows by reason",
            heads=("File", "Rows", "What became of them, and why"),
            rows=tuple(
                (one.file or "input", f"{one.rows:,}", f"{state_words(one.state)}: {one.rule}")
                for one in kept
            ),
            words=True,
            key="rows-by-reason",
        )


def _row_counts(entries: Iterable[Entry]) -> Iterator[str]:
    kept = list(entries)
    yield f"{sum(one.rows for one in kept):,}"
    for state in State:
        yield f"{sum(one.rows for one in kept if one.state == state):,}"


def state_words(state: str) -> str:
    """Say what became of a row.

    Examples
    --------
    >>> state_words(State.OUT_OF_SCOPE)
    'out of scope'
    """
    return state.replace("_", " ")


def of_sources(report: Report) -> Iterator[Table]:
    """Give the files that were read."""
    sources = report.provenance.sources
    if sources:
        yield Table(
            caption="Files read",
            heads=("File", "Rows", "Adapter", "SHA-256"),
            rows=tuple(
                (one.file or "input", f"{one.rows:,}", one.adapter, one.sha256 or "not a file")
                for one in sources
            ),
            words=True,
            key="files",
        )
