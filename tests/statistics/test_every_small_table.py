"""All 8,100 tables of up to 12 against 12: textbook formulas in 60 digits and other libraries.

Koopman's interval has the same treatment in test_koopman.py.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from math import comb
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2, fisher_exact
from scipy.stats.contingency import relative_risk
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from wres.statistics import (
    ExactTest,
    Interval,
    fisher,
    katz_log,
    mid_p,
    mover_r,
    newcombe,
    odds_ratio,
    score_test,
    sparse,
    wilson,
)


Counts = tuple[int, int, int, int]
Ends = tuple[Decimal, Decimal | None]

# The normal quantile of 95% to 40 digits.
Z = Decimal("1.959963984540054235524594430520551527956")


def in_60_digits(formula: Callable[..., Ends]) -> Callable[..., tuple[float, float | None]]:
    def evaluate(*counts: int) -> tuple[float, float | None]:
        with localcontext() as context:
            context.prec = 60
            low, high = formula(*map(Decimal, counts))
            return float(low), None if high is None else float(high)

    return evaluate


def wilson_formula(x: Decimal, n: Decimal) -> tuple[Decimal, Decimal]:
    middle = (x + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * (x * (n - x) / n + Z**2 / 4).sqrt()
    return middle - half, middle + half


def newcombe_formula(a: Decimal, n: Decimal, b: Decimal, m: Decimal) -> Ends:
    (p, (low_p, high_p)), (q, (low_q, high_q)) = (
        (x / total, wilson_formula(x, total)) for x, total in ((a, n), (b, m))
    )
    down = ((p - low_p) ** 2 + (high_q - q) ** 2).sqrt()
    up = ((high_p - p) ** 2 + (q - low_q) ** 2).sqrt()
    return p - q - down, p - q + up


def mover_r_formula(a: Decimal, n: Decimal, b: Decimal, m: Decimal) -> Ends:
    # As printed by Fagerland, Lydersen and Laake (2015), and without an upper bound where b is 0.
    (p, (low_p, high_p)), (q, (low_q, high_q)) = (
        (x / total, wilson_formula(x, total)) for x, total in ((a, n), (b, m))
    )
    inner = (p * q) ** 2 - low_p * high_q * (2 * p - low_p) * (2 * q - high_q)
    low = (p * q - max(inner, Decimal(0)).sqrt()) / (high_q * (2 * q - high_q))
    if not b:
        return low, None
    inner = (p * q) ** 2 - high_p * low_q * (2 * p - high_p) * (2 * q - low_q)
    return low, (p * q + max(inner, Decimal(0)).sqrt()) / (low_q * (2 * q - low_q))


def ends(interval: Interval | None) -> tuple[float, float | None]:
    assert interval is not None
    return interval.low, interval.high


def agree(
    ours: tuple[float, float | None],
    theirs: Iterable[Any],
    *,
    rel: float | None = None,
    abs: float | None = None,  # noqa: A002  # as pytest calls it
) -> bool:
    expected = list(theirs)
    if ours[1] is None or expected[1] is None:
        return ours[1] is expected[1] and ours[0] == pytest.approx(expected[0], rel=rel, abs=abs)
    return list(ours) == pytest.approx(expected, rel=rel, abs=abs)


def test_wilson_is_the_formula(small_tables: list[Counts]) -> None:
    evaluate = in_60_digits(wilson_formula)
    groups = {counts[:2] for counts in small_tables}

    wrong = [
        group
        for group in groups
        if not agree(ends(wilson(*group)), evaluate(*group), rel=1e-14, abs=1e-30)
    ]

    assert len(groups) == 90
    assert wrong == []


def test_wilson_is_what_statsmodels_says(small_tables: list[Counts]) -> None:
    for events, total in {counts[:2] for counts in small_tables}:
        theirs = proportion_confint(events, total, method="wilson")

        assert agree(ends(wilson(events, total)), theirs, rel=1e-9, abs=1e-12)


def test_newcombe_is_the_formula(small_tables: list[Counts]) -> None:
    evaluate = in_60_digits(newcombe_formula)

    wrong = [
        counts
        for counts in small_tables
        if not agree(ends(newcombe(*counts)), evaluate(*counts), rel=0, abs=1e-15)
    ]

    assert wrong == []


def test_newcombe_is_what_statsmodels_says(small_tables: list[Counts]) -> None:
    columns = np.array(small_tables).T
    theirs = confint_proportions_2indep(*columns, method="newcomb", compare="diff")

    for counts, low, high in zip(small_tables, *theirs, strict=True):
        assert agree(ends(newcombe(*counts)), (low, high), rel=1e-9, abs=1e-12)


def test_mover_r_is_the_formula(small_tables: list[Counts]) -> None:
    evaluate = in_60_digits(mover_r_formula)

    wrong = []
    for a, n, b, m in small_tables:
        ours = ends(mover_r(Fraction(a, n), n, Fraction(b, m), m))
        if not agree(ours, evaluate(a, n, b, m), rel=1e-14, abs=1e-30):
            wrong.append((a, n, b, m))

    assert wrong == []


def odds_statistic(odds: Decimal, a: int, n: int, b: int, m: int) -> Decimal:
    """Give the chi-square against the likelihoods that fit best where the odds ratio is held."""
    events, square = a + b, m * (odds - 1)
    linear = n * odds + m - events * (odds - 1)
    q = 2 * events / (linear + (linear**2 + 4 * square * events).sqrt())
    p = q * odds / (1 + q * (odds - 1))
    return (a - n * p) ** 2 * (1 / (n * p * (1 - p)) + 1 / (m * q * (1 - q)))


def test_odds_ratios_end_where_the_statistic_is_critical(
    small_tables: list[Counts], random_tables: list[Counts]
) -> None:
    # At an end the statistic crosses its critical value within a hair's breadth.
    hair = Decimal("1e-12")
    wrong = []

    with localcontext() as context:
        context.prec = 60
        for counts in small_tables + random_tables:
            a, n, b, m = counts
            low, high = ends(odds_ratio(*counts))
            assert (low == 0, high is None) == (a == 0 or b == m, b == 0 or a == n)
            for end, outward in ((low, -hair), (high, hair)):
                inside, outside = (
                    odds_statistic(Decimal(end) * (1 + step), *counts) if end else None
                    for step in (-outward, outward)
                )
                if inside and outside and not inside < Z**2 < outside:
                    wrong.append(counts)

    assert wrong == []


def test_katz_is_what_scipy_says(small_tables: list[Counts]) -> None:
    for a, n, b, m in small_tables:
        interval = katz_log(a, n, b, m)
        if not a or not b:
            assert interval is None
        else:
            theirs = relative_risk(a, n, b, m).confidence_interval(0.95)
            assert agree(ends(interval), theirs, rel=1e-12)


def test_the_score_test_is_pearsons(small_tables: list[Counts]) -> None:
    # By his own sum over the cells, (observed - expected)^2 / expected.
    a, n, b, m = np.array(small_tables, dtype=float).T
    statistic = np.zeros(len(a))
    for cell, total, events in (
        (a, n, a + b),
        (n - a, n, n + m - a - b),
        (b, m, a + b),
        (m - b, m, n + m - a - b),
    ):
        expected = total * events / (n + m)
        some = expected > 0
        statistic[some] += (cell - expected)[some] ** 2 / expected[some]

    ours = [score_test(*counts) for counts in small_tables]

    assert ours == pytest.approx(chi2.sf(statistic, 1), rel=1e-9)


def test_a_table_is_sparse_where_an_expected_count_is_under_five(
    small_tables: list[Counts],
) -> None:
    for a, n, b, m in small_tables:
        events, people = a + b, n + m
        expected = [
            Fraction(total * column, people)
            for total in (n, m)
            for column in (events, people - events)
        ]

        assert sparse(a, n, b, m) == (min(expected) < 5)


def p_of(tested: ExactTest | None) -> float:
    assert tested is not None
    return tested.p_value


@cache
def chances(n: int, m: int, events: int) -> dict[int, Fraction]:
    """Give the exact probability of each number of events in the first group."""
    support = range(max(0, events - m), min(n, events) + 1)
    every = comb(n + m, events)
    return {x: Fraction(comb(n, x) * comb(m, events - x), every) for x in support}


def test_exact_tests_are_the_sums_of_exact_probabilities(
    small_tables: list[Counts],
) -> None:
    for a, n, b, m in small_tables:
        chance = chances(n, m, a + b)
        this = chance[a]
        rarer = sum(p for p in chance.values() if p < this)
        equal = sum(p for p in chance.values() if p == this)
        tails = [
            sum(p for x, p in chance.items() if x < a),
            sum(p for x, p in chance.items() if x > a),
        ]

        # Equal to the last bit: sums of whole numbers, one division.
        assert p_of(fisher(a, n, b, m)) == float(rarer + equal)
        assert p_of(mid_p(a, n, b, m)) == float(rarer + equal / 2)
        doubled = min(2 * min(tails) + this, Fraction(1))
        assert p_of(mid_p(a, n, b, m, kind="doubled")) == float(doubled)


def test_fisher_is_what_scipy_says(small_tables: list[Counts]) -> None:
    @cache
    def theirs(cells: tuple[tuple[int, int], tuple[int, int]]) -> float:
        return float(fisher_exact(cells).pvalue)

    for a, n, b, m in small_tables:
        # Swapping groups or columns changes nothing: ask scipy for one of the four.
        rows = ((a, n - a), (b, m - b))
        swapped = tuple(row[::-1] for row in rows)
        one = min(rows, rows[::-1], swapped, swapped[::-1])

        assert p_of(fisher(a, n, b, m)) == pytest.approx(theirs(one), rel=1e-12)
