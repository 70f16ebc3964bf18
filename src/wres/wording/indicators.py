"""One indicator in words: the figures of both groups, and a sentence that says the direction."""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import (
    HIDDEN,
    TOTAL,
    BoardRepresentation,
    Experience,
    Figure,
    GroupFigures,
    Likelihood,
    NoData,
    Ratio,
    Representation,
    Result,
    metric,
    points_figure,
    share_figure,
)
from wres.metrics.change import said
from wres.profiles import Profile
from wres.rounding import display
from wres.vocabulary import CONFIDENTIAL
from wres.wording.hidden import is_hidden
from wres.wording.intervals import ends, level
from wres.wording.senior import senior_staff


NONE = "-"
ONE_PERCENT = Fraction(1, 100)
WHO = {2: "applicants", 3: "staff", 4: "staff"}
BASES = {"single_year": ", in one year", "two_year_average": ", on average of two years"}
WHAT = {2: "to be appointed", 3: "to enter the process", 4: "to take up training"}


def figures_of(result: Result) -> tuple[str, str]:
    """Give the figures for White and BME as people read them; a dash where there is none."""
    match result:
        case Representation():
            return _shown(result.overall.share)
        case Likelihood():
            return _shown(result.likelihood)
        case Experience():
            return _shown(result.share)
        case BoardRepresentation():
            return _shown(getattr(result.share, result.headline))
        case NoData():
            return NONE, NONE


def _shown(figures: GroupFigures) -> tuple[str, str]:
    return percent_in(figures, "white"), percent_in(figures, "bme")


def percent_in(figures: GroupFigures, group: str) -> str:
    """Show a group's share or likelihood in percent, or that it is hidden."""
    return CONFIDENTIAL if is_hidden(figures, group) else percent_of(figures[group])


def percent_of(figure: Figure | None) -> str:
    """Show a share or a likelihood in percent, one below 1% to two decimals.

    Examples
    --------
    >>> percent_of(share_figure(Fraction(17, 2505))), percent_of(None)
    ('0.68%', '-')
    """
    if figure is None:
        return NONE
    return display(figure.exact, 2 if 0 < figure.exact < ONE_PERCENT else 1, percent=True)


def words_of(result: Result, rules: Profile) -> str:
    """Say what the figures mean, in which direction, and how sure that is."""
    match result:
        case Representation():
            return _representation(result, rules)
        case Likelihood():
            return _likelihood(result, rules)
        case Experience():
            return _experience(result, rules)
        case BoardRepresentation():
            return _board(result, rules)
        case NoData():
            return f"no data: {result.reason}"


def _representation(result: Representation, rules: Profile) -> str:
    total = result.overall.headcount.total
    senior = senior_staff(result)
    overall = result.overall.share.bme
    staff = "an unknown number of staff" if total is None else f"{total:,} staff"
    if is_hidden(result.overall.headcount, TOTAL):
        staff = f"{CONFIDENTIAL} staff"
    if is_hidden(senior, "bme", TOTAL) or is_hidden(result.overall.share, "bme"):
        return f"{staff}; the {rules['label_bme']} share of Band 8a and above is {HIDDEN}"
    if senior.bme is None or not senior.total or overall is None:
        return f"{staff}; how they are spread over pay bands is not known"
    share = Fraction(senior.bme) / Fraction(senior.total)
    apart = _points(share - overall.exact, "above", "below")
    label = rules["label_bme"]
    known_only = " of known ethnicity" if result.base == "known_only" else ""
    return (
        f"{staff}; Band 8a and above is {share_figure(share).display} {label}, {apart} the "
        f"workforce{known_only}"
    )


def _points(difference: Fraction, more: str, fewer: str) -> str:
    """Say a difference of shares without a sign.

    Examples
    --------
    >>> _points(Fraction(-312, 10_000), "above", "below"), _points(Fraction(0), "above", "below")
    ('3.1 points below', '0.0 points above')
    """
    word = more if difference >= 0 else fewer
    return f"{points_figure(abs(difference)).display} points {word}"


def _likelihood(result: Likelihood, rules: Profile) -> str:
    ratio, who = result.ratio, WHO[result.number]
    if ratio.display is None:
        return _without(ratio, "ratio")
    group = f"{rules[f'label_{ratio.of}']} {who}"
    said = (
        f"{group} {ratio.display} times as likely {WHAT[result.number]}"
        f"{BASES.get(result.basis or '', '')}{_interval(ratio)}: {_verdict(ratio, who, rules)}"
        f"{_without_international(result)}"
    )
    beside = (ratio.caution and ratio.caution.sentence, ratio.change)
    return ". ".join([said, *(text.rstrip(".") for text in beside if text)])


def _without(ratio: Ratio, what: str) -> str:
    """Say why there is no ratio."""
    if ratio.status == "hidden":
        return f"the {what} is {ratio.reason}"
    return f"no {what}: {ratio.reason}"


def _without_international(result: Likelihood) -> str:
    others = result.without_international
    if others is None or others.ratio.display is None:
        return ""
    return f"; {others.ratio.display} without international recruits"


def _interval(ratio: Ratio) -> str:
    """Say an interval, rounded to what a ratio shows."""
    if ratio.interval is None:
        return ""
    return f" ({level(ratio.interval)} {ends(ratio.interval, 'ratio')})"


def _verdict(ratio: Ratio, who: str, rules: Profile) -> str:
    if ratio.verdict is None:
        return ratio.note or "no verdict"
    return said(ratio.verdict, rules, who)


def _experience(result: Experience, rules: Profile) -> str:
    difference, ratio = result.difference.bme, result.ratio
    if difference is None or ratio.display is None:
        return _without(ratio, "comparison")
    bad = "lower" if metric(result.number).wanted else "higher"
    apart = _points(difference.exact, "higher", "lower")
    said = f": {_verdict(ratio, 'staff', rules)}" if ratio.verdict else ""
    return (
        f"{rules['label_bme']} staff {ratio.display} times as likely to say so"
        f"{_interval(ratio)}, {apart} ({bad} is worse){said}"
    )


def _board(result: BoardRepresentation, rules: Profile) -> str:
    label = rules["label_bme"]
    parts = {"voting": "voting members", "total": "the whole board", "executive": "executives"}
    order = sorted(parts, key=lambda part: part != result.headline)
    said = []
    for part in order:
        figure = getattr(result.difference, part).bme
        if figure is not None:
            said.append(f"{parts[part]} {_points(figure.exact, 'above', 'below')}")
    if not said and is_hidden(getattr(result.difference, result.headline), "bme"):
        return f"the {label} share of the board is {HIDDEN}"
    if not said:
        return "nothing to compare the board with"
    other = {"workforce": "the workforce", "population": "the local population"}
    known_only = " of known ethnicity" if result.base == "known_only" else ""
    return (
        f"{label} share beside that of {other[result.compared_with]}{known_only}: {', '.join(said)}"
    )
