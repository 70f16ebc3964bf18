"""What chance allows one to say of a ratio: interval, tests, verdict, people needed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen

from wres.metrics.change import TableCounts, change_sentence
from wres.metrics.definitions import Metric
from wres.metrics.figures import Count, GroupCounts
from wres.metrics.ratio import Ratio, Side, divided, plain_ratio
from wres.profiles import Profile
from wres.returns import SurveyFigure
from wres.statistics import (
    Interval,
    caution,
    fisher,
    koopman,
    low_count,
    mid_p,
    mover_r,
    odds_ratio,
    people_needed,
    score_test,
    settled,
    sparse,
    verdict,
)


@frozen
class Words:
    """Who fares worse where a ratio lies above 1, and below."""

    above: str
    below: str

    @classmethod
    def where(cls, of: str, to: str, *, wanted: bool | None) -> Words:
        """Turn the direction and what is wanted into verdicts.

        Examples
        --------
        >>> Words.where("white", "bme", wanted=True).above
        'worse_for_bme'
        """
        above, below = (to, of) if wanted else (of, to)
        return cls(f"worse_for_{above}", f"worse_for_{below}")


def likelihood_ratio(
    definition: Metric, population: GroupCounts, events: GroupCounts, rules: Profile
) -> Ratio:
    """Compare the likelihoods of two groups, in the year's direction, from their counts.

    Parameters
    ----------
    definition
        Decides the direction, and by `Metric.wanted` who fares worse above 1.
    population, events
        People at risk, and those of them who had the event; halves are counts too.

    Examples
    --------
    The collection form's example, 17 of 2505 White and 9 of 725 BME:

    >>> from wres.metrics.definitions import metric
    >>> from wres.profiles import profile
    >>> staff, entered = GroupCounts(2505, 725), GroupCounts(17, 9)
    >>> ratio = likelihood_ratio(metric(3), staff, entered, profile(2020))
    >>> ratio.of, ratio.to, ratio.display, ratio.verdict
    ('bme', 'white', '1.83', 'cannot_tell')
    """
    first, second = rules.direction(definition.number)
    of, to = (
        Side(rules[f"label_{group}"], events[group], population[group]) for group in (first, second)
    )
    ratio = plain_ratio(divided(of, to), first, second, rules, note=_note(of, to))
    ratio = evolve(ratio, low_count=few_events(rules, of.events, to.events))
    counts = _table(of, to)
    if counts is None:
        return ratio
    words = Words.where(first, second, wanted=definition.wanted)
    low, high = rules.four_fifths
    needed = people_needed(*counts, low=low, high=high)

    def verdict_of(others: TableCounts) -> str | None:
        return verdict(koopman(*others), above=words.above, below=words.below, low=low, high=high)

    return evolve(
        _with_chance(ratio, counts, koopman, words, rules),
        people_needed=needed,
        change=change_sentence(definition, counts, needed, verdict_of, rules),
    )


def disparity_ratio(
    quotient: Fraction | str, counts: TableCounts, rules: Profile, *, note: str
) -> Ratio:
    """Dress up a race disparity ratio, of White to BME.

    Parameters
    ----------
    quotient
        The exact ratio, or why there is none.
    counts
        White staff in the higher cluster, in both, then the same of BME: the ratio is that of
        their odds of being in the higher one, and the test is of equal odds.
    """
    ratio = plain_ratio(quotient, "white", "bme", rules, note=note)
    if ratio.exact is None:
        return ratio
    higher, both, bme_higher, bme_both = counts
    cells = (higher, both - higher, bme_higher, bme_both - bme_higher)
    words = Words.where("white", "bme", wanted=True)
    ratio = evolve(ratio, low_count=few_events(rules, *cells))
    return _with_chance(ratio, counts, odds_ratio, words, rules)


def survey_ratio(
    definition: Metric, white: SurveyFigure, bme: SurveyFigure, rules: Profile
) -> Ratio:
    """Compare the weighted shares of two groups, BME to White.

    The interval takes them for that many equal answers, so that it is approximate; without
    both numbers of respondents there is none, and no verdict. There is no test of weighted
    shares: the verdict rests on the interval, which excludes 1 exactly where that of the
    difference (`newcombe_weighted`) excludes 0.
    """
    of, to = Side(rules["label_bme"], bme.share, 1), Side(rules["label_white"], white.share, 1)
    interval = None
    if bme.share is not None and white.share is not None:
        interval = mover_r(bme.share, bme.respondents, white.share, white.respondents)
    words = Words.where("bme", "white", wanted=definition.wanted)
    ratio = plain_ratio(divided(of, to), "bme", "white", rules, note=_how_sure(of, to, interval))
    return evolve(
        ratio,
        interval=settled(interval),
        verdict=_verdict(ratio, settled(interval), words, rules),
        low_count=few_events(rules, _answers(bme), _answers(white)),
    )


def _with_chance(
    ratio: Ratio,
    counts: TableCounts,
    method: Callable[..., Interval | None],
    words: Words,
    rules: Profile,
) -> Ratio:
    """Add what a table of counts allows one to say; nothing where a group is empty."""
    interval = settled(method(*counts))
    if interval is None:
        return ratio
    tests = (mid_p(*counts), fisher(*counts)) if sparse(*counts) else ()
    return evolve(
        ratio,
        interval=interval,
        p_value=score_test(*counts),
        test="score",
        verdict=_verdict(ratio, interval, words, rules),
        exact_tests=tuple(test for test in tests if test is not None),
        caution=None if ratio.exact is None else caution(*counts),
    )


def _verdict(ratio: Ratio, interval: Interval | None, words: Words, rules: Profile) -> str | None:
    low, high = rules.four_fifths
    known = None if ratio.exact is None else interval
    return verdict(known, above=words.above, below=words.below, low=low, high=high)


def _table(of: Side, to: Side) -> TableCounts | None:
    """Give the counts, where all are supplied and can be those of one table."""
    if of.events is None or of.total is None or to.events is None or to.total is None:
        return None
    if of.is_overfull or to.is_overfull:
        return None
    return of.events, of.total, to.events, to.total


def few_events(rules: Profile, *events: Count | None) -> bool | None:
    """Flag few events; ``None`` where no group's are known."""
    if all(count is None for count in events):
        return None
    return low_count(*events, fewest=int(rules["low_count"]))


def _answers(figure: SurveyFigure) -> Fraction | None:
    if figure.share is None or figure.respondents is None:
        return None
    return figure.share * figure.respondents


def _note(of: Side, to: Side) -> str | None:
    overfull = [side.label for side in (of, to) if side.is_overfull]
    if overfull:
        return f"more events than people in {' and '.join(overfull)}: no interval"
    if of.events == 0 and to.events and of.total and to.total:
        return f"no events in {of.label}"
    return None


def _how_sure(of: Side, to: Side, interval: Interval | None) -> str | None:
    if of.events is None or to.events is None:
        return None
    if interval is None:
        return "no interval without the number of respondents of both groups"
    return "approximate: weighted answers are taken for equal ones"
