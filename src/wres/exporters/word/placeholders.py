"""The named places of a Word template, and what a report puts there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from wres.dates import day
from wres.exporters.word.cells import NO_SHARE, NOTHING, lines_of
from wres.exporters.word.fields import FIELDS, filled_in
from wres.exporters.word.inert import inert
from wres.exporters.word.planned import with_plan
from wres.metrics import (
    GROUPS,
    METRICS,
    TOTAL,
    BoardRepresentation,
    Headcount,
    Representation,
    Row,
    metric,
)
from wres.narrative import Sentence, comparison, completeness, narrative
from wres.narrative.forms import known
from wres.narrative.size import percent
from wres.planning import Plan
from wres.profiles import profile
from wres.report import Report
from wres.vocabulary import CONFIDENTIAL, WorkforceGroup
from wres.wording import is_hidden


ROW = {
    "number": "1 to 9",
    "title": "its title, in our own words",
    "this_year": "its figures, a line each",
    "last_year": "the same of the earlier report",
    "narrative": "what the figures say, generated and checked against them",
    "action": "the action that the configuration has for it, else those of the plan",
}
"""Names of a row of ``indicators``."""

BAND = {
    "workforce_group": "non-clinical, clinical or medical",
    "pay_band": "such as Band 8a",
    "white": "White staff",
    "bme": "BME staff",
    "unknown": "staff of unknown ethnicity",
    "total": "all of them",
    "share_bme": "BME share of the band",
    "last_share_bme": "the same of the earlier report",
}
"""Names of a row of ``pay_bands``."""

FEW = 5  # our choice: no threshold of the standard is known
SMALL_NUMBERS = f"[To be checked before publication: numbers below {FEW} are shown, which may point to a person]"

PLACEHOLDERS: Mapping[str, str] = {
    "organisation": "name of the organisation, or its code where no name was given",
    "organisation_code": "its code",
    "year": "WRES year of the report",
    "previous_year": "year of the earlier report; empty without one",
    "snapshot": "day on which staff and board were counted",
    "period": "what the workforce data refer to",
    "label_white": "what White staff are called",
    "label_bme": "what BME staff are called",
    "label_unknown": "what unknown ethnicity is called",
    **{field.name: f"filled in by you: {field.asks}" for field in FIELDS},
    "completeness": "section 1a, generated: how complete the data are",
    "comparison": "section 1b, generated: how far they compare with the year before",
    "total_staff": "section 2a: headcount at the snapshot",
    "share_bme": "section 2b: BME staff, of all staff or of those of known ethnicity",
    "unknown_in_shares": "whether shares have unknown ethnicity in them: included, or left out",
    "self_reported": "section 3a: staff whose ethnicity is known, of all staff",
    "small_numbers": "a note to look at numbers below 5 before you publish; empty where none is shown",
    "made_by": "version and rules that made the report",
    "indicators": f"the nine rows of section 5, for a loop; each has {', '.join(ROW)}",
    "pay_bands": f"indicator 1 by pay band, for a loop; each row has {', '.join(BAND)}",
    **{
        f"indicator_{one.number}_{name}": f"indicator {one.number}: {what}"
        for one in METRICS
        for name, what in ROW.items()
        if name != "number"
    },
}
"""Every placeholder, and what it is replaced by."""


def values(
    report: Report,
    previous: Report | None,
    template: Mapping[str, Any] | None,
    plan: Plan | None = None,
) -> dict[str, Any]:
    """Give what each of `PLACEHOLDERS` is replaced by: text that is inert in Word, or rows.

    Parameters
    ----------
    previous
        Shown beside `report` where it is of an earlier year.
    template
        As for `filled_in`.
    plan
        Whose actions stand where `template` has none.
    """
    fields, actions = filled_in(template)
    actions = with_plan(actions, plan)
    earlier = previous if previous is not None and previous.year < report.year else None
    rows = [_row(report, earlier, one.number, actions) for one in METRICS]
    return {
        **_plain({**_about(report, previous, earlier), **fields}),
        "indicators": rows,
        "pay_bands": [_plain(band) for band in _bands(report, earlier)],
        **{
            f"indicator_{row['number']}_{name}": text
            for row in rows
            for name, text in row.items()
            if name != "number"
        },
    }


def _plain(texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: inert(text) for name, text in texts.items()}


def _about(report: Report, previous: Report | None, earlier: Report | None) -> dict[str, str]:
    rules, own = profile(report.year), report.organisation
    start, end = rules.window().start, rules.window().end
    known = report.data_quality.self_reported.share
    return {
        "organisation": own.name or own.code or NOTHING,
        "organisation_code": own.code,
        "year": str(report.year),
        "previous_year": "" if earlier is None else str(earlier.year),
        "snapshot": day(report.snapshot),
        "period": (
            f"Staff and board on {day(report.snapshot)}; recruitment, disciplinary processes and "
            f"training from {day(start)} to {day(end)}; the Staff Survey of {rules.survey_year}."
        ),
        **{f"label_{group}": rules[f"label_{group}"] for group in ("white", "bme", "unknown")},
        "completeness": _paragraphs(completeness(report)),
        "comparison": _paragraphs(comparison(report, previous)),
        **_staff(report),
        "self_reported": _shown(
            None if known is None else known.display, hidden=report.publication is not None
        ),
        "small_numbers": SMALL_NUMBERS if _has_few(report) else "",
        "made_by": f"Made with wres {report.provenance.wres}, by the rules of {report.profile.id}.",
    }


def _staff(report: Report) -> dict[str, str]:
    result = report[1]
    headcount = result.overall.headcount if isinstance(result, Representation) else Headcount()
    bme = result.overall.share.bme if isinstance(result, Representation) else None
    return {
        "total_staff": _shown(
            None if headcount.total is None else f"{headcount.total:,}",
            hidden=is_hidden(headcount, TOTAL),
        ),
        "share_bme": _shown(
            None if bme is None else f"{percent(bme.exact)}{known(result)}",
            hidden=isinstance(result, Representation) and is_hidden(result.overall.share, "bme"),
        ),
        "unknown_in_shares": "left out" if known(result) else "included",
    }


def _shown(text: str | None, *, hidden: bool) -> str:
    if text is not None:
        return text
    return CONFIDENTIAL if hidden else NOTHING


def _has_few(report: Report) -> bool:
    """Whether a pay band or a part of the board shows so few people that one may be known."""
    staff, board = report[1], report[9]
    shown = [row.headcount for row in staff.rows] if isinstance(staff, Representation) else []
    if isinstance(board, BoardRepresentation):
        shown += [board.headcount.total, board.headcount.voting, board.headcount.executive]
    return any(0 < (headcount[group] or 0) < FEW for headcount in shown for group in GROUPS)


def _paragraphs(sentences: Iterable[Sentence]) -> str:
    return "\n".join(sentence.text for sentence in sentences)


def _row(
    report: Report, earlier: Report | None, number: int, actions: Mapping[str, str]
) -> dict[str, Any]:
    return _plain(
        {
            "number": str(number),
            "title": metric(number).title,
            "this_year": "\n".join(lines_of(report, number)),
            "last_year": "\n".join(lines_of(earlier, number)),
            "narrative": _paragraphs(narrative(report, number, earlier)),
            "action": actions[str(number)],
        }
    )


def _bands(report: Report, earlier: Report | None) -> Iterator[dict[str, str]]:
    before = {} if earlier is None else _rows(earlier)
    for (group, band), row in _rows(report).items():
        last = before.get((group, band))
        yield {
            "workforce_group": WorkforceGroup(group).value.replace("_", "-").capitalize(),
            "pay_band": band,
            **{key: _count(row.headcount, key) for key in (*GROUPS, TOTAL)},
            "share_bme": _bme(row),
            "last_share_bme": _bme(last),
        }


def _rows(report: Report) -> dict[tuple[str, str], Row]:
    result = report[1]
    rows = result.rows if isinstance(result, Representation) else ()
    return {(row.workforce_group, row.pay_band): row for row in rows}


def _count(counts: Headcount, key: str) -> str:
    if is_hidden(counts, key):
        return CONFIDENTIAL
    return NO_SHARE if counts[key] is None else f"{counts[key]:,}"


def _bme(row: Row | None) -> str:
    if row is not None and is_hidden(row.share, "bme"):
        return CONFIDENTIAL
    figure = None if row is None else row.share.bme
    return NO_SHARE if figure is None else percent(Fraction(figure.exact))


def placeholder_table() -> str:
    """Write `PLACEHOLDERS` as the reference page shows them, those of the nine rows once."""
    flat = {
        (name if not name.startswith("indicator_") else f"indicator_N_{name[12:]}"): (
            what if not name.startswith("indicator_") else f"indicator N (1 to 9): {what[13:]}"
        )
        for name, what in PLACEHOLDERS.items()
    }
    lines = [f"| `{name}` | {what} |" for name, what in flat.items()]
    return "\n".join(["| placeholder | is replaced by |", "|---|---|", *lines])
