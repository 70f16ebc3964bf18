"""What an analysis says in words, each sentence from the figures of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wres.metrics.change import said
from wres.nationwide import National, measure_of, rule
from wres.profiles import Profile
from wres.statistics import Interval
from wres.wording import ends


Row = Mapping[str, Any]


def title(key: str) -> str:
    """Name a measure with the indicator that it is of.

    Examples
    --------
    >>> title("2")
    '2. Appointment from shortlisting'
    """
    one = measure_of(key)
    return f"{one.metric}. {one.title}"


def interval_of(row: Row) -> str:
    """Show the interval of a ratio."""
    if row["low"] is None:
        return "none"
    return ends(Interval(0.95, row["low"], row["high"], "national"), "ratio")


def direction(row: Row, rules: Profile) -> str:
    """Name the direction of a ratio; the board's figure is a difference.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> direction({"direction": "bme/white"}, profile(2025))
    'BME over White'
    """
    if not row["direction"]:
        return "points"
    of, to = row["direction"].split("/")
    return f"{rules[f'label_{of}']} over {rules[f'label_{to}']}"


def verdict_of(row: Row, rules: Profile) -> str:
    """Say what a pooled figure lets one say."""
    if row["verdict"]:
        return said(row["verdict"], rules)
    return row["reason"] or "no test"


def pooled_words(row: Row, rules: Profile) -> str:
    """Say a pooled figure, its direction and its interval."""
    many = _organisations(row["organisations"])
    if row["value"] is None:
        return f"No pooled figure of {many}: {row['reason']}."
    if not row["direction"]:
        return f"Pooled over {many}: {row['display']} points."
    told = "" if row["low"] is None else f" (95% interval {interval_of(row)})"
    return (
        f"Pooled over {many}, the ratio {direction(row, rules)} is {row['display']}{told}: "
        f"{verdict_of(row, rules)}."
    )


def spread_words(row: Row, rules: Profile) -> str:
    """Say how organisations are spread."""
    bme = rules["label_bme"]
    words = (
        f"{row['adverse']} of {_organisations(row['organisations'])} ({row['adverse_share']}) are "
        f"on the side that is worse for {bme} staff; the median is {row['median_display']}, the "
        f"quartiles {row['lower_quartile_display']} and {row['upper_quartile_display']}."
    )
    if not row["tested"]:
        return words
    return (
        f"{words} {row['adverse_significant']} of {row['tested']} tested "
        f"({row['adverse_significant_share']}) differ from equality to the disadvantage of {bme} "
        "staff by more than chance, after Benjamini and Hochberg."
    )


def _organisations(number: int) -> str:
    return f"{number:,} organisation{'' if number == 1 else 's'}"


def notes(analysis: National) -> Iterator[str]:
    """Say how the figures were made."""
    yield (
        "A pooled figure is worked out from the counts of all organisations added up. It is no "
        "mean of their ratios."
    )
    yield (
        "Each indicator is pooled over the organisations that supply all that it needs; how many "
        "they are stands beside it."
    )
    yield (
        "Median and quartiles count every organisation once, whatever its size; quartiles are "
        "interpolated as spreadsheets do."
    )
    yield (
        "Rank 1 is the least favourable to BME staff. A rank is no test: of many organisations "
        "that do not differ, one is still last."
    )
    yield (
        "Significant: the p-value, adjusted by Benjamini and Hochberg over all organisations of "
        f"an indicator and year, is at most {rule('significance')}. Those of indicators 5 to 8 are "
        "worked back from approximate intervals. The board is not tested, as it is no sample."
    )
    yield (
        "Funnel: an organisation is an outlier where its ratio lies outside the limits about the "
        "pooled ratio (95%, and far out 99.8%), which allow for its size and for how much "
        "organisations differ (additive overdispersion, Spiegelhalter 2005)."
    )
    yield (
        f"Most challenged: up to {rule('challenged_number')} indicators in which an organisation "
        "ranks least favourably among all, as a share of those ranked; only what is worse for BME "
        f"staff counts, and only where {rule('challenged_least')} or more are ranked. The rule is "
        "ours: how national reports choose them is not published."
    )
    if len(analysis.years) > 1:
        yield (
            "Organisations that had merged by the newest year are counted under their successor in "
            "every year. What changed between years (question 7 in 2022, the basis of indicator 3) "
            "is not corrected."
        )
