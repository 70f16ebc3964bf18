"""What an interval means where everybody was counted."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from wres.rounding import display
from wres.statistics.interval import Interval


NAMES = {
    "koopman": "Koopman's score interval",
    "katz_log": "Katz' log interval",
    "odds_ratio_score": "the score interval of an odds ratio",
    "wilson": "Wilson's score interval",
    "wilson_weighted": "Wilson's score interval",
    "newcombe": "Newcombe's hybrid score interval",
    "newcombe_weighted": "Newcombe's hybrid score interval",
    "mover_r": "MOVER-R",
}


def census_sentence(
    interval: Interval, figure: Literal["ratio", "share", "difference"] = "ratio"
) -> str:
    """Say what an interval means for a figure that counts everybody.

    Parameters
    ----------
    interval
        Of the figure.
    figure
        What the interval is of: decides how its ends are shown.

    Returns
    -------
    str
        Two sentences, with the level and the method; of a weighted share, what makes the
        interval approximate.

    Examples
    --------
    >>> print(census_sentence(Interval(0.95, 1.08, 2.19, "koopman")))
    Everybody is counted, so this is no sample. The interval, 1.08 to 2.19 (95%, Koopman's score interval), says how far chance alone could move next year's ratio.
    >>> print(census_sentence(Interval(0.95, 0.21, 0.295, "wilson_weighted"), "share"))
    Those who answered are counted. The interval, 21.0% to 29.5% (95%, Wilson's score interval), says how far chance alone could move next year's share; it is approximate, since the answers are weighted.
    """
    counted, closing = "Everybody is counted, so this is no sample.", "."
    if interval.approximate:
        counted = "Those who answered are counted."
        closing = "; it is approximate, since the answers are weighted."
    level = f"{display(Fraction(str(interval.level)) * 100, 12).rstrip('0').rstrip('.')}%"
    how = f"{level}, {NAMES.get(interval.method, interval.method)}"
    return (
        f"{counted} The interval, {_ends(interval, figure)} ({how}), "
        f"says how far chance alone could move next year's {figure}{closing}"
    )


def _ends(interval: Interval, figure: str) -> str:
    low = _shown(interval.low, figure)
    if interval.high is None:
        return f"from {low} without an upper limit"
    unit = " percentage points" if figure == "difference" else ""
    return f"{low} to {_shown(interval.high, figure)}{unit}"


def _shown(end: float, figure: str) -> str:
    exact = Fraction(end)
    if figure == "ratio":
        return display(exact, 2)
    if figure == "share":
        return display(exact, 1, percent=True)
    return display(100 * exact, 1)
