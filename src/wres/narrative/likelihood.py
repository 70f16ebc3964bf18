"""Indicators 2 to 4 in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from wres.dates import day
from wres.metrics import Likelihood, Ratio, metric
from wres.narrative.comparability import nothing_before, why_not_compared
from wres.narrative.forms import basis_of
from wres.narrative.sentence import Sentence, Stated, listed, people, stated
from wres.narrative.size import of_ratio, percent
from wres.profiles import Profile, profile
from wres.report import Report
from wres.statistics import ratio_change


@frozen
class Words:
    """How an indicator's event is told.

    Parameters
    ----------
    who
        The people at risk, such as ``applicants``.
    likely
        What they may be likely to do.
    did
        What they did; `start` stands before it.
    """

    who: str
    likely: str
    did: str
    start: str


WORDS = {
    2: Words("applicants", "to be appointed", "were appointed", "From shortlisting"),
    3: Words(
        "staff",
        "to enter the formal disciplinary process",
        "entered the formal disciplinary process",
        "In the year to {end}",
    ),
    4: Words(
        "staff",
        "to take up non-mandatory training",
        "took up non-mandatory training",
        "In the year to {end}",
    ),
}
TWO_YEARS = "On the average of the two years to {end}"


def of_likelihood(report: Report, result: Likelihood, earlier: Report | None) -> Iterator[Sentence]:
    """Say both likelihoods, their ratio, what chance allows, cautions, and what changed."""
    rules = profile(report.year)
    yield from _likelihoods(report, result, rules)
    yield from _overfull(report, result, rules)
    yield _ratio(report, result, rules)
    yield from _verdict(report, result, rules)
    yield from _cautions(report, result, rules)
    if earlier is not None:
        yield from _change(report, result, earlier)


def _likelihoods(report: Report, result: Likelihood, rules: Profile) -> Iterator[Sentence]:
    words = WORDS[result.number]
    told: list[str] = []
    for group in ("white", "bme"):
        events, population = result.events[group], result.population[group]
        if events is not None and population and events <= population:
            told.append(
                f"{percent(Fraction(events) / Fraction(population))} of "
                f"{rules[f'label_{group}']} {words.who}{'' if told else f' {words.did}'} "
                f"({people(events)} of {people(population)})"
            )
    if told:
        averaged = result.number == 3 and basis_of(report) == "two_year_average"  # noqa: PLR2004
        start = (TWO_YEARS if averaged else words.start).format(end=day(rules.window().end))
        yield Sentence(f"{start}, {listed(told)}.", _counts(report, result))


def _counts(report: Report, result: Likelihood) -> tuple[Stated, ...]:
    return stated(
        report,
        *(
            f"{result.number}.{kind}.{group}"
            for group in ("white", "bme")
            for kind in ("events", "population")
        ),
    )


def _overfull(report: Report, result: Likelihood, rules: Profile) -> Iterator[Sentence]:
    nouns = metric(result.number).event_nouns
    for group in ("white", "bme"):
        events, population = result.events[group], result.population[group]
        if events is not None and population is not None and events > population:
            yield Sentence(
                f"Among {rules[f'label_{group}']} {WORDS[result.number].who} there are more "
                f"{nouns} than people ({people(events)} against {people(population)}); leavers "
                "may be among them.",
                _counts(report, result),
            )


def _ratio(report: Report, result: Likelihood, rules: Profile) -> Sentence:
    ratio, words, number = result.ratio, WORDS[result.number], result.number
    of, to = (f"{rules[f'label_{group}']} {words.who}" for group in (ratio.of, ratio.to))
    if ratio.display is None:
        text = f"There is no ratio of {of} to {to}: {ratio.reason}."
        if ratio.status == "hidden":
            text = f"The ratio of {of} to {to} is {ratio.reason}."
        return Sentence(text, stated(report, f"{number}.ratio.reason"))
    interval = f" {of_ratio(ratio.interval)}" if ratio.interval else ""
    return Sentence(
        f"{of} were {ratio.display} times as likely {words.likely} as {to}{interval}.",
        stated(report, f"{number}.ratio", *_ends(number)),
    )


def _ends(number: int) -> tuple[str, str]:
    return f"{number}.ratio.interval.low", f"{number}.ratio.interval.high"


def _verdict(report: Report, result: Likelihood, rules: Profile) -> Iterator[Sentence]:
    if result.ratio.verdict is None:
        return
    who = WORDS[result.number].who
    text = said(result.ratio, who, rules)
    figures = stated(report, f"{result.number}.ratio.verdict", *_ends(result.number))
    yield Sentence(text, figures)


def said(ratio: Ratio, who: str, rules: Profile) -> str:
    """Say a verdict as a sentence."""
    chance = "That is more than chance alone would explain, to the disadvantage of"
    low, high = (f"{float(bound):.2f}" for bound in rules.four_fifths)
    return {
        "worse_for_bme": f"{chance} {rules['label_bme']} {who}.",
        "worse_for_white": f"{chance} {rules['label_white']} {who}.",
        "similar": f"The two groups are similar: the whole interval lies within {low} to {high}.",
        "cannot_tell": (
            "There are too few to tell whether the groups differ: chance alone could explain it."
        ),
    }[str(ratio.verdict)]


def _cautions(report: Report, result: Likelihood, rules: Profile) -> Iterator[Sentence]:
    number, ratio = result.number, result.ratio
    if ratio.caution is not None:
        yield Sentence(ratio.caution.sentence, stated(report, f"{number}.ratio.caution.sentence"))
    if ratio.low_count:
        yield Sentence(
            f"At least one of the groups has fewer than {rules['low_count']} "
            f"{metric(number).event_nouns}, so that one more or fewer changes its figure much.",
            _counts(report, result),
        )
    yield from _if_known(report, result, rules)


def _if_known(report: Report, result: Likelihood, rules: Profile) -> Iterator[Sentence]:
    """Speak of unknown ethnicity where there is much of it."""
    unknown, counts = result.population.unknown, result.population
    if not unknown or counts.white is None or counts.bme is None:
        return
    share = Fraction(unknown) / (Fraction(unknown) + counts.white + counts.bme)
    white, bme = result.if_unknown_were.white, result.if_unknown_were.bme
    if share <= Fraction(rules["unknown_warning"]) or white is None or bme is None:
        return
    number = result.number
    yield Sentence(
        f"The ethnicity of {percent(share)} of {WORDS[number].who} is unknown; if they were all "
        f"{rules['label_white']} the ratio would be {white.display}, if they were all "
        f"{rules['label_bme']} {bme.display}.",
        stated(
            report,
            *(f"{number}.population.{group}" for group in ("white", "bme", "unknown")),
            f"{number}.if_unknown_were.white",
            f"{number}.if_unknown_were.bme",
        ),
    )


def _change(report: Report, result: Likelihood, earlier: Report) -> Iterator[Sentence]:
    before = earlier[result.number]
    if not isinstance(before, Likelihood) or before.ratio.exact is None:
        yield nothing_before(earlier, result.number)
        return
    number, year = result.number, earlier.year
    if reason := why_not_compared(earlier, report, number):
        yield Sentence(f"The figure of {year} is not compared: {reason}.", ())
        return
    if result.ratio.exact is None:
        return
    figures = tuple(
        one for each in (earlier, report) for one in stated(each, f"{number}.ratio", *_ends(number))
    )
    yield Sentence(
        f"In {year} the ratio was {before.ratio.display}; {_moved(before.ratio, result.ratio)}.",
        figures,
    )


def _moved(before: Ratio, now: Ratio) -> str:
    """Say how a ratio has moved: as a change only where chance alone would not explain it."""
    if before.exact == now.exact:
        return "it is the same now"
    if not (before.interval and now.interval and before.exact and now.exact):
        return "whether the change is more than chance cannot be told"
    change = ratio_change(float(before.exact), before.interval, float(now.exact), now.interval)
    if change is None or change.contains(1):
        return "the change is no more than chance alone could explain"
    return f"it has moved {_direction(before.exact, now.exact)}, by more than chance alone would explain"


def _direction(before: Fraction, now: Fraction) -> str:
    if (before - 1) * (now - 1) < 0:
        return "to the other side of equality"
    nearer = max(now, 1 / now) < max(before, 1 / before)
    return "towards equality" if nearer else "away from equality"
