"""How complete the data are, and how far two years can be compared, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from wres.ledger import Ledger, State
from wres.metrics import HIDDEN, NoData
from wres.narrative.comparability import why_not_compared
from wres.narrative.sentence import Sentence, Stated, listed, people, stated
from wres.profiles import Profile, profile
from wres.report import Report
from wres.rounding import display
from wres.wording import NOTE


DIRECTED = (2, 3, 4)


def completeness(report: Report) -> tuple[Sentence, ...]:
    """Say what was counted and what was not: rows, ethnicity, indicators, warnings.

    Returns
    -------
    tuple of Sentence
        Never empty; without names or numbers of persons.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = {"measure": ["staff"] * 3, "ethnic_group": ["white", "bme", "unknown"]}
    >>> filed = wres.WresReturn.from_frame(pl.DataFrame({**lines, "value": [70, 25, 5]}))
    >>> for sentence in completeness(wres.measure(filed, year=2025))[:2]:
    ...     print(sentence)
    The figures were supplied as counts, so there is no account of the rows behind them.
    The ethnicity of 95.0% of staff is known.
    """
    return (
        *_rows(report),
        *_self_reported(report),
        *_without_data(report),
        *(
            Sentence(_as_sentence(warning), (Stated(report.year, "a warning", warning),))
            for warning in report.data_quality.warnings
        ),
    )


def _rows(report: Report) -> Iterator[Sentence]:
    if report.publication is not None:
        yield Sentence(report.publication.sentence)
        yield Sentence(f"{NOTE}.")
        return
    ledger = Ledger(report.data_quality.ledger)
    totals = ledger.totals()
    figures = tuple(Stated(report.year, f"rows {state}", rows) for state, rows in totals.items())
    read = sum(totals.values())
    if not read:
        yield Sentence(
            "The figures were supplied as counts, so there is no account of the rows behind them.",
            figures,
        )
        return
    files = len({entry.file for entry in ledger.entries})
    counted, out, merged, rejected = (totals[state] for state in State)
    yield Sentence(
        f"{people(read)} {'row was' if read == 1 else 'rows were'} read from {people(files)} "
        f"{'file' if files == 1 else 'files'}: {people(counted)} counted, {people(out)} out of "
        f"scope, {people(merged)} merged into another and {people(rejected)} rejected.",
        figures,
    )
    if rejected:
        yield Sentence(
            f"The rejected {'row is' if rejected == 1 else 'rows are'} in no figure.", figures
        )


def _self_reported(report: Report) -> Iterator[Sentence]:
    known = report.data_quality.self_reported
    if known.share is None and report.publication is not None:
        yield Sentence(f"How much of the ethnicity of staff is known is {HIDDEN}.")
        return
    if known.share is None:
        yield Sentence("How much of the ethnicity of staff is known cannot be told.", ())
        return
    paths = ("share", "not_stated", "not_known")
    figures = stated(report, *(f"data_quality.self_reported.{path}" for path in paths))
    text = f"The ethnicity of {known.share.display} of staff is known"
    if known.not_stated is not None and known.not_known is not None:
        text += (
            f"; {people(known.not_stated)} chose not to state it, and of "
            f"{people(known.not_known)} nothing is recorded"
        )
    yield Sentence(f"{text}.", figures)


def _without_data(report: Report) -> Iterator[Sentence]:
    for result in report:
        if isinstance(result, NoData):
            yield Sentence(
                f"There are no figures for indicator {result.number}: {result.reason}.",
                stated(report, f"{result.number}.reason"),
            )


def _as_sentence(warning: str) -> str:
    """Give a warning a capital and an end.

    Examples
    --------
    >>> _as_sentence("indicator 3: few events")
    'Indicator 3: few events.'
    """
    return f"{warning[:1].upper()}{warning[1:].rstrip('.')}."


def comparison(report: Report, previous: Report | None) -> tuple[Sentence, ...]:
    """Say how far this year's figures can be compared with an earlier year's.

    Returns
    -------
    tuple of Sentence
        Never empty: where nothing stands against it, it says so.
    """
    if previous is None:
        text = "No report of an earlier year was at hand, so nothing is compared with one."
        return (Sentence(text),)
    years = (Stated(previous.year, "year", previous.year), Stated(report.year, "year", report.year))
    if previous.year >= report.year:
        text = (
            f"The report to compare with is of {previous.year}, which is not an earlier year, so "
            "nothing is compared with it."
        )
        return (Sentence(text, years),)
    found = (
        *_who_and_when(report, previous, years),
        *_rules(report, previous, years),
        *_known(report, previous),
        *_measured(report, previous),
    )
    same = Sentence("Both years were measured by the same rules and can be compared.", years)
    return found or (same,)


def _who_and_when(
    report: Report, previous: Report, years: tuple[Stated, ...]
) -> Iterator[Sentence]:
    if previous.year < report.year - 1:
        yield Sentence(
            f"The report to compare with is of {previous.year}; the years between are left out.",
            years,
        )
    if previous.organisation.code != report.organisation.code:
        yield Sentence(
            f"The report of {previous.year} is of organisation "
            f"'{previous.organisation.code}', this one of '{report.organisation.code}'.",
            (*stated(previous, "organisation.code"), *stated(report, "organisation.code")),
        )


def _rules(report: Report, previous: Report, years: tuple[Stated, ...]) -> Iterator[Sentence]:
    for number in (1, *DIRECTED, 7, 9):
        if reason := why_not_compared(previous, report, number):
            yield Sentence(f"Indicator {number} cannot be compared: {reason}.", years)
    before, now = profile(previous.year), profile(report.year)
    for number, name in ((1, "metric_1_form"), (9, "metric_9_form")):
        if before[name] != now[name]:
            yield Sentence(
                f"The standard asked for another form of indicator {number} in {previous.year}.",
                years,
            )
    yield from _questions(report, previous, before, now)


def _questions(
    report: Report, previous: Report, before: Profile, now: Profile
) -> Iterator[Sentence]:
    renumbered = [
        number
        for number in (5, 6, 7, 8)
        if before[f"survey_question_{number}"] != now[f"survey_question_{number}"]
    ]
    if renumbered:
        yield Sentence(
            f"The Staff Survey's questions behind {_indicators(renumbered)} have other numbers in "
            f"{previous.year} than in {report.year}.",
            tuple(
                Stated(one.year, f"survey question {number}", rules[f"survey_question_{number}"])
                for one, rules in ((previous, before), (report, now))
                for number in renumbered
            ),
        )


def _indicators(numbers: list[int]) -> str:
    noun = "indicator" if len(numbers) == 1 else "indicators"
    return f"{noun} {listed([str(number) for number in numbers])}"


def _known(report: Report, previous: Report) -> Iterator[Sentence]:
    before, now = (one.data_quality.self_reported.share for one in (previous, report))
    if before is None or now is None or before.display == now.display:
        return
    path = "data_quality.self_reported.share"
    yield Sentence(
        f"The ethnicity of {display(before.exact, 1, percent=True)} of staff was known in "
        f"{previous.year} and of {display(now.exact, 1, percent=True)} in {report.year}; a figure "
        "may differ for that alone.",
        (*stated(previous, path), *stated(report, path)),
    )


def _measured(report: Report, previous: Report) -> Iterator[Sentence]:
    for without, other in ((report, previous), (previous, report)):
        lacking = [
            one.number
            for one, another in zip(without, other, strict=True)
            if isinstance(one, NoData) and not isinstance(another, NoData)
        ]
        if lacking:
            yield Sentence(
                f"{_indicators(lacking).capitalize()} has no figures in {without.year}, unlike "
                f"{other.year}."
                if len(lacking) == 1
                else f"{_indicators(lacking).capitalize()} have no figures in {without.year}, "
                f"unlike {other.year}.",
                tuple(one for number in lacking for one in stated(without, f"{number}.reason")),
            )
