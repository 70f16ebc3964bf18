"""The gap of each indicator, turned so that more is worse for BME staff."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from wres.benchmarks.own import SENIOR, own_figures
from wres.metrics import (
    BoardRepresentation,
    Experience,
    Figure,
    Likelihood,
    Representation,
    likelihood_figure,
    metric,
    points_figure,
)
from wres.narrative.forms import basis_of
from wres.report import Report


WORST = ("worse_for_bme", "cannot_tell", "similar", "worse_for_white")


@frozen(kw_only=True)
class Gap:
    """How far BME staff are worse off in one indicator.

    Parameters
    ----------
    metric
        Its number.
    ratio
        Of likelihoods or shares, turned so that above 1 is to the disadvantage of BME staff:
        the share of all staff over that of the senior bands or the Board (1, 9), White to BME
        where the event is wanted (2, 4, 7), BME to White where it is not (3, 5, 6, 8).
        ``None`` where it is not known or has no end.
    points
        The same as a difference of shares, above 0 to their disadvantage; ``None`` for 2 to 4.
    endless
        Whether the ratio has no end: nobody BME had a wanted event, nobody White an unwanted one.
    verdict
        As in the report; of metric 1 the worst of the disparity from lower to upper bands; ``None``
        where there is none, or one is hidden.
    definition
        By which it was measured: see `wres.benchmarks.Published`.
    """

    metric: int
    ratio: Figure | None
    points: Figure | None
    endless: bool
    verdict: str | None
    definition: str

    @property
    def is_adverse(self) -> bool:
        """Whether BME staff are worse off at all, by however little."""
        return self.endless or bool(self.ratio and self.ratio.exact > 1)

    @property
    def size(self) -> Fraction | None:
        """The difference of shares, or of likelihoods the ratio less 1; ``None`` without either."""
        if self.points is not None:
            return self.points.exact
        return None if self.ratio is None else self.ratio.exact - 1

    @property
    def unit(self) -> str:
        """The unit of `size`: ``ratio`` or ``points``."""
        return "ratio" if self.metric in {2, 3, 4} else "points"


def gap_of(report: Report, number: int) -> Gap | None:
    """Work out the gap of an indicator; ``None`` where its figures are not known.

    Examples
    --------
    Of 2505 White staff 17 entered the process, of 725 BME staff 9:

    >>> import polars as pl, wres
    >>> lines = {"measure": ["staff"] * 3 + ["entered_disciplinary"] * 3}
    >>> lines |= {"ethnic_group": ["white", "bme", "unknown"] * 2, "value": [2505, 725, 66, 17, 9, 0]}
    >>> report = wres.measure(wres.WresReturn.from_frame(pl.DataFrame(lines)), year=2025)
    >>> found = gap_of(report, 3)
    >>> found.ratio.display, found.is_adverse, found.verdict
    ('1.83', True, 'cannot_tell')
    """
    match report[number]:
        case Likelihood() as result:
            found = _of_two(number, result.likelihood.white, result.likelihood.bme)
            definition = basis_of(report) if number == 3 else ""  # noqa: PLR2004  # metric 3
            return found and evolve(found, verdict=result.ratio.verdict, definition=definition)
        case Experience() as result:
            found = _of_two(number, result.share.white, result.share.bme)
            return found and evolve(
                found, verdict=result.ratio.verdict, definition=result.base or ""
            )
        case Representation() as result:
            return _of_staff(report, result)
        case BoardRepresentation() as result:
            return _of_board(result)
    return None


def _of_two(number: int, white: Figure | None, bme: Figure | None) -> Gap | None:
    if white is None or bme is None:
        return None
    is_wanted = bool(metric(number).wanted)
    worse, better = (white, bme) if is_wanted else (bme, white)
    found = _gap(number, worse.exact, better.exact)
    return evolve(found, points=None) if number in {2, 3, 4} else found


def _gap(number: int, above: Fraction, below: Fraction, **more: Any) -> Gap:  # noqa: ANN401
    """Compare two shares of which the first is the larger where BME staff are worse off."""
    return Gap(
        metric=number,
        ratio=likelihood_figure(above / below) if below else None,
        points=points_figure(above - below),
        endless=bool(above and not below),
        **{"verdict": None, "definition": "", **more},
    )


def _of_staff(report: Report, result: Representation) -> Gap | None:
    shares = {one.key.part: one.figure for one in own_figures(report) if one.key.metric == 1}
    overall, senior = shares.get(""), shares.get(SENIOR)
    if overall is None or senior is None:
        return None
    steps = [one.ratio for one in result.disparity if (one.from_, one.to) == ("lower", "upper")]
    verdicts = [step.verdict for step in steps if step.verdict]
    worst = min(verdicts, key=WORST.index, default=None)
    if any(step.status == "hidden" for step in steps):
        worst = None
    return _gap(1, overall.exact, senior.exact, verdict=worst, definition=result.base)


def _of_board(result: BoardRepresentation) -> Gap | None:
    difference: Figure | None = getattr(result.difference, result.headline).bme
    share: Figure | None = getattr(result.share, result.headline).bme
    if difference is None or share is None:
        return None
    definition = f"{result.base}, {result.headline}, {result.compared_with}"
    return _gap(9, share.exact - difference.exact, share.exact, definition=definition)


def shown(gap: Gap) -> str:
    """Show a gap as people read it.

    Examples
    --------
    >>> shown(_gap(2, Fraction(17, 78), Fraction(1, 7)))
    'ratio 1.53'
    """
    if gap.unit == "points" and gap.points is not None:
        return f"{gap.points.display} points"
    return "ratio without end" if gap.ratio is None else f"ratio {gap.ratio.display}"
