"""What stands on the page, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from wres.dates import day
from wres.exporters.page import pictures, tables
from wres.exporters.page.pictures import Picture
from wres.exporters.page.shown import number, sentence
from wres.exporters.page.tables import Table
from wres.metrics import (
    HIDDEN,
    BoardRepresentation,
    Experience,
    Likelihood,
    NoData,
    Representation,
    Result,
    metric,
)
from wres.profiles import Profile, profile
from wres.report import Report
from wres.wording import NOTE, figures_of, origin, words_of


MORE = {
    "representation": "The figures of every pay band, and race disparity ratios",
    "likelihood": "More about the ratio",
    "survey": "More about the difference and the ratio",
}


@frozen(kw_only=True)
class Indicator:
    """One of the nine.

    Parameters
    ----------
    of, white, bme
        What the figures are of, and those of both groups; a dash where there is none.
    words
        What they mean.
    meaning
        What the interval means; empty without one.
    definition
        Name and texts of each part of the definition.
    more
        Tables that are shown on demand, and what they are called.
    """

    number: int
    title: str
    measured: bool
    of: str
    white: str
    bme: str
    words: str
    meaning: str
    definition: tuple[tuple[str, tuple[str, ...]], ...]
    picture: Picture | None = None
    tables: tuple[Table, ...] = ()
    more: tuple[Table, ...] = ()
    more_title: str = ""


@frozen(kw_only=True)
class Chapter:
    """Indicators that belong together, and their picture."""

    key: str
    title: str
    picture: Picture | None
    indicators: tuple[Indicator, ...]


@frozen(kw_only=True)
class Page:
    """Everything that the template prints.

    Parameters
    ----------
    hidden
        What is not published; empty in a report that hides nothing.
    """

    organisation: str
    year: int
    snapshot: str
    white: str
    bme: str
    four_fifths: str
    chapters: tuple[Chapter, ...]
    rows: Picture | None
    files: tuple[Table, ...]
    reasons: tuple[Table, ...]
    known: str
    warnings: tuple[str, ...]
    sources: tuple[Table, ...]
    profile: str
    version: str
    hidden: str

    @property
    def indicators(self) -> Iterator[Indicator]:
        """The nine, in order."""
        return (one for chapter in self.chapters for one in chapter.indicators)


def page_of(report: Report) -> Page:
    """Collect the page of a report."""
    rules = profile(report.year)
    quality = report.data_quality
    low, high = (f"{float(end):.2f}" for end in rules.four_fifths)
    return Page(
        organisation=name_of(report),
        year=report.year,
        snapshot=day(report.snapshot),
        white=rules["label_white"],
        bme=rules["label_bme"],
        four_fifths=f"{low} to {high}",
        chapters=tuple(_chapters(report, rules)),
        rows=pictures.of_rows(quality.ledger),
        files=tuple(tables.of_files(quality.ledger)),
        reasons=tuple(tables.of_reasons(quality.ledger)),
        known=_known(report),
        warnings=tuple(map(sentence, quality.warnings)),
        sources=tuple(tables.of_sources(report)),
        profile=_profile(report),
        version=report.provenance.wres,
        hidden=_hidden(report),
    )


def _hidden(report: Report) -> str:
    """Say what is not published."""
    if report.publication is None:
        return ""
    return f"{report.publication.sentence} {sentence(NOTE)}"


def name_of(report: Report) -> str:
    """Give the organisation as people know it."""
    whose = report.organisation
    if whose.name and whose.code:
        return f"{whose.name} ({whose.code})"
    return whose.name or whose.code or "an organisation without a name"


def _chapters(report: Report, rules: Profile) -> Iterator[Chapter]:
    counted = [report[number] for number in (2, 3, 4, 1)]
    answered = [report[number] for number in (5, 6, 7, 8)]
    for key, title, numbers, picture in (
        ("bands", "Pay bands", (1,), None),
        (
            "likelihoods",
            "Recruitment, discipline and training",
            (2, 3, 4),
            pictures.of_ratios(counted, rules),
        ),
        ("survey", "What staff say", (5, 6, 7, 8), pictures.of_survey(answered, rules)),
        ("board", "The board", (9,), None),
    ):
        indicators = tuple(_indicator(report[one], report, rules) for one in numbers)
        yield Chapter(key=key, title=title, picture=picture, indicators=indicators)


def _indicator(result: Result, report: Report, rules: Profile) -> Indicator:
    white, bme = figures_of(result)
    picture, shown, more = _evidence(result, report, rules)
    return Indicator(
        number=result.number,
        title=metric(result.number).title,
        measured=not isinstance(result, NoData),
        of=_of(result.number, rules),
        white=white,
        bme=bme,
        words=sentence(words_of(result, rules)),
        meaning=_meaning(result),
        definition=tuple(_definition(result.number)),
        picture=picture,
        tables=tuple(shown),
        more=tuple(more),
        more_title=MORE.get(metric(result.number).family, ""),
    )


def _evidence(
    result: Result, report: Report, rules: Profile
) -> tuple[Picture | None, Iterable[Table], Iterable[Table]]:
    match result:
        case Representation():
            return (
                pictures.of_bands(result, rules),
                tables.of_workforce(result, rules),
                (*tables.of_bands(result, rules), *tables.of_disparity(result, rules)),
            )
        case Likelihood():
            more = tables.of_ratio(result, rules, report.comparisons.tests)
            return None, tables.of_likelihood(result, rules), more
        case Experience():
            more = tables.of_ratio(result, rules, ())
            return None, tables.of_survey(result, rules), more
        case BoardRepresentation():
            staff = report[1]
            share = staff.overall.share.bme if isinstance(staff, Representation) else None
            return pictures.of_board(result, share, rules), tables.of_board(result, rules), ()
        case NoData():
            return None, (), ()


def _of(number: int, rules: Profile) -> str:
    family = metric(number).family
    if family == "board":
        return f"share of the board ({tables.PARTS[rules['metric_9_headline']].lower()})"
    return {
        "representation": "share of all staff",
        "likelihood": "likelihood",
        "survey": "share of respondents",
    }[family]


def _meaning(result: Result) -> str:
    if isinstance(result, Likelihood | Experience):
        return result.ratio.meaning or ""
    return ""


def _definition(number: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    one = metric(number)
    yield "Definition", (one.definition,)
    yield "Formula", (sentence(one.formula),)
    yield "Counted", (sentence(f"{one.numerator}; out of {one.denominator}"),)
    yield "Adverse if", (sentence(one.adverse),)
    yield "Standing of the definition", (sentence(origin(one.source, one.verified)),)
    yield "Notes", tuple(map(sentence, one.notes))


def _known(report: Report) -> str:
    """Say how much of the workforce's ethnicity is known."""
    reported = report.data_quality.self_reported
    if reported.share is None and report.publication is not None:
        return f"How much of the workforce's ethnicity is known is {HIDDEN}."
    if reported.share is None:
        return "How much of the workforce's ethnicity is known cannot be told."
    said = f"Ethnicity is known for {reported.share.display} of staff"
    if reported.not_stated is None or reported.not_known is None:
        return f"{said}."
    declined, rest = number(reported.not_stated), number(reported.not_known)
    return f"{said}; {declined} declined to state it, and of {rest} it is not known."


def _profile(report: Report) -> str:
    note = f"; {report.profile.note}" if report.profile.note else ""
    return sentence(f"Rules of {report.profile.id}{note}")
