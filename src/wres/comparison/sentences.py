"""What the headline series of a metric says, in sentences that carry their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from wres.comparison.movement import distance, movement
from wres.comparison.parts import Break, Change, Control, Series, Stand
from wres.metrics import Figure
from wres.narrative import Sentence, Stated
from wres.narrative.forms import compared_with, known
from wres.narrative.sentence import listed
from wres.profiles import profile
from wres.report import Report
from wres.rounding import display_p_value
from wres.wording import ends, level


ALL_LISTED = 5
"""Figures up to which each is told; of more, the ends and the extremes."""
PEOPLE = {2: "applicants appointed", 3: "staff entering the process", 4: "staff in training"}
MEMBERS = {"voting": "voting members", "total": "members", "executive": "executive members"}
UNIT_WORDS = {"points": " points"}
SIDES = {"high": "above", "low": "below"}

Year = tuple[int, Figure]


@frozen
class Subject:
    """What is spoken of: how a first sentence names it, and where a report has it."""

    name: str
    path: str


def subject_of(series: Series, report: Report) -> Subject:
    """Name a headline series as it was measured in one year."""
    rules = profile(report.year)
    number, bme, white = series.metric, rules["label_bme"], rules["label_white"]
    match series.figure:
        case "share":
            staff = f"all staff{known(report[1])}"
            return Subject(f"The {bme} share of {staff}", "1.overall.share.bme")
        case "ratio":
            of, to = (rules[f"label_{group}"] for group in str(series.ethnic_group).split("/"))
            return Subject(f"The ratio of {of} to {to} {PEOPLE[number]}", f"{number}.ratio")
        case _ if number != 9:  # noqa: PLR2004  # the board
            name = f"The figure of {bme} less that of {white} staff"
            return Subject(name, f"{number}.difference.bme")
    part = str(series.part)
    against = compared_with(report[9])
    name = f"The {bme} share of {MEMBERS[part]} of the board less that of {against}"
    return Subject(name, f"9.difference.{part}.bme")


def sentences_of(series: Series, reports: Mapping[int, Report]) -> tuple[Sentence, ...]:
    """Say what a headline series says: figures, direction, breaks, chance, control chart, gaps.

    Parameters
    ----------
    reports
        By year.
    """
    return tuple(_sentences(series, reports))


def _sentences(series: Series, reports: Mapping[int, Report]) -> Iterator[Sentence]:
    segments = series.segments
    for segment in segments:
        subject = subject_of(series, reports[segment[-1][0]])
        if found := [one for one in series.breaks if one.parts_at(segment[0][0])]:
            yield _broken(found)
        yield _figures(series, segment, subject)
        if moved := movement(segment):
            yield Sentence(f"It {moved}.", _stated(segment, subject))
    if segments:
        subject = subject_of(series, reports[segments[-1][-1][0]])
        yield from _restated(series, subject)
        yield from _equality(series, segments[-1], subject)
        yield from _chances(series, segments[-1], subject)
    for one in series.control:
        yield _control(series, one)
    yield from _missing(series)


def _missing(series: Series) -> Iterator[Sentence]:
    """Say of which years there is no figure, those with one reason together."""
    reasons: dict[str | None, list[int]] = {}
    for point in series.points:
        if point.figure is None:
            reasons.setdefault(point.reason, []).append(point.year)
    for reason, years in reasons.items():
        why = f": {reason}" if reason else ""
        yield Sentence(
            f"There is no figure of {listed(list(map(str, years)))}{why}.",
            tuple(Stated(year, "why there is no figure", reason) for year in years),
        )


def _stated(segment: Sequence[Year], subject: Subject) -> tuple[Stated, ...]:
    return tuple(Stated(year, subject.path, figure.exact) for year, figure in segment)


def _shown(series: Series, figure: Figure) -> str:
    return f"{figure.display}{UNIT_WORDS.get(series.unit, '')}"


def _figures(series: Series, segment: Sequence[Year], subject: Subject) -> Sentence:
    told = [f"{_shown(series, figure)} in {year}" for year, figure in segment]
    if len(segment) <= ALL_LISTED:
        return Sentence(f"{subject.name} was {listed(told)}.", _stated(segment, subject))
    ends_of = {segment[0][1].exact, segment[-1][1].exact}
    extremes = [
        f"the {name} was {_shown(series, figure)} in {year}"
        for name, best in (("highest", max), ("lowest", min))
        for year, figure in [best(segment, key=lambda one: one[1].exact)]
        if figure.exact not in ends_of
    ]
    beside = f"; {listed(extremes)}" if extremes else ""
    text = f"{subject.name} was {told[0]} and {told[-1]}{beside}."
    return Sentence(text, _stated(segment, subject))


def _broken(found: Sequence[Break]) -> Sentence:
    first, last = found[0].from_year, found[0].to_year
    reasons = "; ".join(dict.fromkeys(one.reason for one in found))
    return Sentence(
        f"Figures up to {first} are not compared with those from {last} on: {reasons}.",
        tuple(Stated(last, f"break since {first}", one.name) for one in found),
    )


def _restated(series: Series, subject: Subject) -> Iterator[Sentence]:
    for point in series.points:
        if point.restated_from is not None and point.figure is not None:
            yield Sentence(
                f"The figure of {point.year} was first given as "
                f"{_shown(series, point.restated_from)} and has been restated since.",
                (
                    Stated(point.year, subject.path, point.figure.exact),
                    Stated(point.year, "as first given", point.restated_from.exact),
                ),
            )


def _equality(series: Series, segment: Sequence[Year], subject: Subject) -> Iterator[Sentence]:
    """Say whether the last figure is nearer to equality than the first, and than the one before."""
    if series.unit not in {"ratio", "points"} or len(segment) < 2:  # noqa: PLR2004  # two years
        return
    if len({figure.exact for _, figure in segment}) == 1:
        return
    away = [distance(series.unit, figure.exact) for _, figure in segment]
    if None in {away[0], away[-1], away[-2]}:
        return
    first, before, last = segment[0], segment[-2], segment[-1]
    text = f"In {last[0]} it was {_nearer(away[0], away[-1])} in {first[0]}"
    text += _crossed(series, first[1], last[1])
    figures = [first, last]
    if len(segment) > 2 and _nearer(away[-2], away[-1]) != _nearer(away[0], away[-1]):  # noqa: PLR2004  # as above
        text += f", but {_nearer(away[-2], away[-1])} in {before[0]}"
        figures.insert(1, before)
    yield Sentence(f"{text}.", _stated(figures, subject))


def _nearer(before: Fraction | None, after: Fraction | None) -> str:
    if before is None or after is None or before == after:
        return "as far from equality as"
    return "nearer to equality than" if after < before else "further from equality than"


def _crossed(series: Series, before: Figure, after: Figure) -> str:
    middle = 1 if series.unit == "ratio" else 0
    sides = (before.exact - middle) * (after.exact - middle)
    return ", on the other side of it" if sides < 0 else ""


def _chances(series: Series, segment: Sequence[Year], subject: Subject) -> Iterator[Sentence]:
    """Speak of the last step, and of all comparable years together."""
    pairs = dict.fromkeys((segment[place], segment[-1]) for place in (-2, 0)) if segment[1:] else {}
    reasons: set[str] = set()
    for first, last in pairs:
        change = series.change_between(first[0], last[0])
        if change is None or first[1].exact == last[1].exact or change.reason in reasons:
            continue
        if change.reason:
            reasons.add(change.reason)
        yield _chance(change, _stated([first, last], subject))


def _chance(change: Change, both: tuple[Stated, ...]) -> Sentence:
    span = f"from {change.from_year} to {change.to_year}"
    if change.chance is None:
        text = f"Whether the change {span} is more than chance is not tested: {change.reason}."
        return Sentence(text, both)
    moved = change.change
    interval = None if moved is None else moved.interval
    assert moved is not None  # noqa: S101  # a change that was tested has a figure
    assert interval is not None  # noqa: S101  # and an interval
    ratio = change.kind == "ratio"
    size = f"a factor of {moved.display}" if ratio else f"{moved.display} points"
    p_value = "" if change.p_value is None else f", p {_equals(change.p_value)}"
    bounds = ends(interval, "ratio" if ratio else "points")
    verdict = (
        "more than chance alone would explain"
        if change.chance == "more_than_chance"
        else "no more than chance alone could explain"
    )
    text = f"The change {span} is {verdict} ({size}, {level(interval)} {bounds}{p_value})."
    return Sentence(text, _of_change(change))


def _equals(p_value: float) -> str:
    shown = display_p_value(p_value)
    return f"below {shown[1:]}" if shown.startswith("<") else f"= {shown}"


def _of_change(change: Change) -> tuple[Stated, ...]:
    if change.change is None:
        return ()
    values: dict[str, Fraction | None] = {"the change": change.change.exact}
    if (interval := change.change.interval) is not None:
        values |= {
            "low end of the change": Fraction(str(interval.low)),
            "high end of the change": None
            if interval.high is None
            else Fraction(str(interval.high)),
        }
    if change.p_value is not None:
        values["p-value of the change"] = Fraction(str(change.p_value))
    return tuple(
        Stated(change.to_year, f"{name} since {change.from_year}", value)
        for name, value in values.items()
        if value is not None
    )


def _control(series: Series, one: Control) -> Sentence:
    trial = ", on trial as there are few points" if one.trial else ""
    told = [_stands(stand) for stand in one.signals] or ["no year stands out from usual variation"]
    limits = f"{one.low.display} to {_shown(series, one.high)}"
    return Sentence(
        f"From {one.from_year} to {one.to_year} the mean is {_shown(series, one.mean)} and the "
        f"process limits are {limits}{trial}; {listed(told)}.",
        (
            Stated(one.to_year, f"mean since {one.from_year}", one.mean.exact),
            Stated(one.to_year, f"lower process limit since {one.from_year}", one.low.exact),
            Stated(one.to_year, f"upper process limit since {one.from_year}", one.high.exact),
        ),
    )


def _stands(stand: Stand) -> str:
    """Say what stands out.

    Examples
    --------
    >>> _stands(Stand(kind="astronomical", side="high", years=(2021,)))
    '2021 is above the upper limit'
    """
    years = listed(list(map(str, stand.years)))
    run = f"{stand.years[0]} to {stand.years[-1]}"
    side = SIDES[stand.side]
    match stand.kind:
        case "astronomical":
            return f"{years} is {side} the {'upper' if side == 'above' else 'lower'} limit"
        case "shift":
            return f"{run} are all {side} the mean"
        case "trend":
            return f"it {'rose' if side == 'above' else 'fell'} every year from {run}"
    return f"{years} are near the {'upper' if side == 'above' else 'lower'} limit"
