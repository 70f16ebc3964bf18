"""Indicators 5 to 8 in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from wres.metrics import HIDDEN, Experience, metric
from wres.narrative.comparability import nothing_before, why_not_compared
from wres.narrative.likelihood import said
from wres.narrative.sentence import Sentence, listed, people, stated
from wres.narrative.size import apart, of_difference, percent
from wres.profiles import Profile, profile
from wres.report import Report
from wres.statistics import difference_change


TOLD = {
    5: "had experienced harassment, bullying or abuse from patients, relatives or the public",
    6: "had experienced harassment, bullying or abuse from other staff",
    7: "believed that the organisation offers equal opportunities for career progression",
    8: "had experienced discrimination at work from a manager or other colleagues",
}


def of_experience(report: Report, result: Experience, earlier: Report | None) -> Iterator[Sentence]:
    """Say both shares, how far apart they are, what chance allows, and what changed."""
    rules = profile(report.year)
    yield from _shares(report, result, rules)
    yield _difference(report, result, rules)
    yield from _verdict(report, result, rules)
    if earlier is not None:
        yield from _change(report, result, earlier)


def _shares(report: Report, result: Experience, rules: Profile) -> Iterator[Sentence]:
    number, parts = result.number, []
    for group in ("bme", "white"):
        figure, base = result.share[group], result.respondents[group]
        if figure is not None:
            of = "" if base is None else f" (of {people(base)} who answered)"
            parts.append(f"{percent(figure.exact)} of {rules[f'label_{group}']} staff{of}")
    if parts:
        yield Sentence(
            f"In the Staff Survey of {rules.survey_year}, {listed(parts)} said that they "
            f"{TOLD[number]}.",
            stated(
                report,
                *(
                    f"{number}.{kind}.{group}"
                    for group in ("bme", "white")
                    for kind in ("share", "respondents")
                ),
            ),
        )


def _difference(report: Report, result: Experience, rules: Profile) -> Sentence:
    number, figure = result.number, result.difference.bme
    if result.ratio.status == "hidden":
        return Sentence(f"The comparison is {HIDDEN}.", stated(report, f"{number}.ratio.reason"))
    if figure is None:
        missing = [rules[f"label_{one}"] for one in ("white", "bme") if result.share[one] is None]
        text = f"The figure of {listed(missing)} staff was not supplied, so there is no comparison."
        return Sentence(text, stated(report, f"{number}.ratio.reason"))
    worse = "lower" if metric(number).wanted else "higher"
    if not figure.exact:
        return Sentence("The two figures are the same.", stated(report, f"{number}.difference.bme"))
    interval = f" {of_difference(figure.interval)}" if figure.interval else ""
    return Sentence(
        f"The figure of {rules['label_bme']} staff is {apart(figure.exact, 'higher', 'lower', '')} "
        f"than that of {rules['label_white']} staff{interval}; {worse} is worse.",
        stated(
            report,
            f"{number}.difference.bme",
            f"{number}.difference.bme.interval.low",
            f"{number}.difference.bme.interval.high",
        ),
    )


def _verdict(report: Report, result: Experience, rules: Profile) -> Iterator[Sentence]:
    number, ratio = result.number, result.ratio
    if result.difference.bme is None:
        return
    if ratio.interval is None:
        yield Sentence(
            "Without the numbers who answered, it cannot be told whether that is more than chance.",
            stated(report, f"{number}.difference.bme"),
        )
    elif ratio.verdict is not None:
        ends = (f"{number}.ratio.interval.low", f"{number}.ratio.interval.high")
        text = said(ratio, "staff", rules).replace(
            "the whole interval", "the interval of their ratio"
        )
        yield Sentence(text, stated(report, f"{number}.ratio.verdict", *ends))
    if ratio.low_count:
        yield Sentence(
            f"At least one of the groups has fewer than {rules['low_count']} such answers, so "
            "that one more or fewer changes its figure much.",
            stated(report, f"{number}.ratio.low_count"),
        )


def _change(report: Report, result: Experience, earlier: Report) -> Iterator[Sentence]:
    before, number = earlier[result.number], result.number
    if not isinstance(before, Experience) or before.difference.bme is None:
        yield nothing_before(earlier, number)
        return
    if reason := why_not_compared(earlier, report, number):
        yield Sentence(f"The figures of {earlier.year} are not compared: {reason}.", ())
        return
    if result.difference.bme is None:
        return
    rules, paths = profile(report.year), [f"{number}.share.bme", f"{number}.share.white"]
    ends = [f"{number}.difference.bme{end}" for end in ("", ".interval.low", ".interval.high")]
    shares = [
        f"{percent(figure.exact)} of {rules[f'label_{group}']} staff"
        for group in ("bme", "white")
        if (figure := before.share[group]) is not None
    ]
    yield Sentence(
        f"In {earlier.year} it was {listed(shares)}; {_moved(before, result)}.",
        (*stated(earlier, *paths, *ends), *stated(report, *ends)),
    )


def _moved(before: Experience, now: Experience) -> str:
    """Say how the gap has moved: as a change only where chance alone would not explain it."""
    then, this = before.difference.bme, now.difference.bme
    if then is None or this is None or then.exact == this.exact:
        return "the gap between them is the same now"
    if then.interval is None or this.interval is None:
        return "whether the change in the gap is more than chance cannot be told"
    change = difference_change(float(then.exact), then.interval, float(this.exact), this.interval)
    if change is None or change.contains(0):
        return "the change in the gap is no more than chance alone could explain"
    if then.exact * this.exact < 0:
        how = "has changed sides"
    else:
        how = "has narrowed" if abs(this.exact) < abs(then.exact) else "has widened"
    return f"the gap between them {how}, by more than chance alone would explain"
