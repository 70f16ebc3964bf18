"""A plan in sentences, each with the figures that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from wres.metrics import Figure
from wres.narrative import Sentence, Stated
from wres.narrative.sentence import are, people
from wres.planning.closings import Closing
from wres.planning.drafting import Plan
from wres.planning.gaps import shown
from wres.planning.priorities import Priority, hundredths
from wres.planning.trajectories import Trajectory
from wres.profiles import Profile, profile
from wres.rounding import display


ENDLESS = "a ratio without end"


def sentences_of(plan: Plan) -> Mapping[int, tuple[Sentence, ...]]:
    """Say what a plan holds, by metric, the most pressing first.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = {"measure": ["board_voting"] * 3 + ["staff"] * 3, "value": [9, 1, 0, 60, 30, 10]}
    >>> frame = pl.DataFrame({**lines, "ethnic_group": ["white", "bme", "unknown"] * 2})
    >>> report = wres.measure(wres.WresReturn.from_frame(frame), year=2025, organisation="RXX")
    >>> for sentence in sentences_of(wres.plan(report))[9]:
    ...     print(sentence)
    Indicator 9 ranks 1 of 1: 79 of 100 points (gap 100, evidence 50, trend not known, benchmark not known).
    With 2 more BME voting members of the Board the ratio would have been 1.00 instead of 3.00, within 0.80 to 1.25; with 1 more it would not.
    """
    rules = profile(plan.year)
    return {
        one.metric: tuple(_of_metric(plan, one, rules))
        for one in sorted(plan.priorities, key=lambda one: one.rank)
    }


def _of_metric(plan: Plan, one: Priority, rules: Profile) -> Iterator[Sentence]:
    label = rules["label_bme"]
    if not one.gap.is_adverse:
        yield Sentence(
            f"Indicator {one.metric} shows no gap to the disadvantage of {label} staff "
            f"({shown(one.gap)}).",
            _gap(plan, one),
        )
        return
    yield _rank(plan, one)
    yield from _trend(plan, one)
    for closing in plan.closings:
        if closing.metric == one.metric:
            yield from _closing(plan, closing, rules)
    if one.metric == 1:
        yield from (_trajectory(plan, band, rules) for band in plan.trajectories if band.more)


def _gap(plan: Plan, one: Priority) -> tuple[Stated, ...]:
    return (Stated(plan.year, "size of the gap", one.gap.size),)


def _rank(plan: Plan, one: Priority) -> Sentence:
    parts = [
        f"{score.criterion} {'not known' if score.value is None else hundredths(score.value)}"
        for score in one.scores
    ]
    return Sentence(
        f"Indicator {one.metric} ranks {one.rank} of {len(plan.priorities)}: {one.points} of 100 "
        f"points ({', '.join(parts)}).",
        (
            *_gap(plan, one),
            Stated(plan.year, "verdict of the gap", one.gap.verdict),
            *(
                Stated(plan.year, f"score of the {score.criterion}", score.value)
                for score in one.scores
            ),
        ),
    )


def _trend(plan: Plan, one: Priority) -> Iterator[Sentence]:
    then, now = one.earlier, one.gap
    if then is None or then.size is None or now.size is None or one.earlier_year is None:
        return
    moved = now.size - then.size
    word = "wider" if moved > 0 else "narrower"
    text = f"the gap is {word} now" if moved else "the gap is the same now"
    if not then.is_adverse:
        label = profile(plan.year)["label_bme"]
        text = f"there was no gap to the disadvantage of {label} staff then"
    yield Sentence(
        f"In {one.earlier_year} it was {shown(then)}, in {plan.year} {shown(now)}: {text}.",
        (Stated(one.earlier_year, "size of the gap", then.size), *_gap(plan, one)),
    )


def _ratio(figure: Figure | None) -> str:
    return ENDLESS if figure is None else figure.display


def _where(closing: Closing) -> str:
    return f" ({closing.where})" if closing.where else ""


def _nouns(closing: Closing, number: int) -> str:
    noun = closing.noun if number == 1 else closing.nouns
    return f"{people(number)} {closing.change} {noun}"


def _one_less(closing: Closing, number: int) -> str:
    if number == 1:
        return "as it is, it is not"
    return f"with {people(number - 1)} {closing.change} it would not"


def _figures(plan: Plan, closing: Closing) -> tuple[Stated, ...]:
    ratio = None if closing.ratio is None else closing.ratio.exact
    return (Stated(plan.year, f"ratio as it is{_where(closing)}", ratio),)


def _closing(plan: Plan, closing: Closing, rules: Profile) -> Iterator[Sentence]:
    low, high = (display(bound, 2) for bound in rules.four_fifths)
    about = " about" if closing.approximate else ""
    within, parity, now = closing.four_fifths, closing.parity, _ratio(closing.ratio)
    figures = _figures(plan, closing)
    if within is None:
        yield Sentence(
            f"No whole number of {closing.nouns}{_where(closing)} would have brought "
            f"{ENDLESS if closing.ratio is None else f'the ratio of {now}'} within {low} to {high}.",
            figures,
        )
    elif within.people:
        yield Sentence(
            f"With{about} {_nouns(closing, within.people)}{_where(closing)} the ratio would have "
            f"been {within.ratio.display} instead of {now}, within {low} to {high}; "
            f"{_one_less(closing, within.people)}.",
            (*figures, Stated(plan.year, "ratio then", within.ratio.exact)),
        )
    else:
        yield Sentence(
            f"The ratio{_where(closing)} is {now}, within {low} to {high}.",
            figures,
        )
    if parity is not None and (within is None or parity.people > within.people):
        yield Sentence(
            f"With{about} {_nouns(closing, parity.people)}{_where(closing)} it would have been "
            f"{parity.ratio.display}, at or below equality; "
            f"{_one_less(closing, parity.people)}.",
            (*figures, Stated(plan.year, "ratio then", parity.ratio.exact)),
        )


def _trajectory(plan: Plan, band: Trajectory, rules: Profile) -> Sentence:
    label = rules["label_bme"]
    steps = ", ".join(
        f"{people(heads)} in {year}" for year, heads in zip(band.years, band.heads, strict=True)
    )
    share = display(Fraction(band.goal, band.total), 1, percent=True)
    return Sentence(
        f"Of {people(band.total)} staff in {band.band}, {are(band.bme)} {label}; {people(band.goal)} "
        f"({share}) would reach the share of all staff, in a straight line: {steps}.",
        (
            Stated(plan.year, f"{label} staff in {band.band}", band.bme),
            Stated(plan.year, f"staff in {band.band}", band.total),
            Stated(plan.year, f"goal of {band.band}", band.goal),
        ),
    )
