"""5,500 random tables, every third cell empty or full, against other libraries."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import fisher_exact
from scipy.stats.contingency import relative_risk
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from wres.statistics import (
    Interval,
    fisher,
    katz_log,
    mid_p,
    mover_r,
    newcombe,
    wilson,
)


Counts = tuple[int, int, int, int]


def known(interval: Interval | None) -> Interval:
    assert interval is not None
    return interval


def test_the_tables_have_what_is_hard(random_tables: list[Counts]) -> None:
    nobody = [counts for counts in random_tables if counts[0] == counts[2] == 0]
    everybody = [(a, n, b, m) for a, n, b, m in random_tables if (a, b) == (n, m)]

    assert len(random_tables) == 5500
    assert min(len(nobody), len(everybody)) > 100


def test_wilson(random_tables: list[Counts]) -> None:
    events, total, *_ = np.array(random_tables).T
    theirs = proportion_confint(events, total, method="wilson")

    ours = [known(wilson(a, n)) for a, n, *_ in random_tables]

    assert [one.low for one in ours] == pytest.approx(theirs[0], rel=1e-9, abs=1e-14)
    assert [one.high for one in ours] == pytest.approx(theirs[1], rel=1e-9)


def test_newcombe(random_tables: list[Counts]) -> None:
    columns = np.array(random_tables).T
    theirs = confint_proportions_2indep(*columns, method="newcomb", compare="diff")

    ours = [known(newcombe(*counts)) for counts in random_tables]

    assert [one.low for one in ours] == pytest.approx(theirs[0], rel=1e-9, abs=1e-13)
    assert [one.high for one in ours] == pytest.approx(theirs[1], rel=1e-9, abs=1e-13)


def test_katz(random_tables: list[Counts]) -> None:
    for a, n, b, m in random_tables:
        interval = katz_log(a, n, b, m)
        if a and b:
            theirs = relative_risk(a, n, b, m).confidence_interval(0.95)
            assert interval is not None
            assert (interval.low, interval.high) == pytest.approx(tuple(theirs), rel=1e-9)
        else:
            assert interval is None


def test_mover_r_is_where_the_difference_is_as_far_from_0_as_the_limits_allow(
    random_tables: list[Counts],
) -> None:
    # The equation that it solves, on limits from statsmodels.
    a, n, b, m = np.array(random_tables).T
    p, q = a / n, b / m
    (low_p, high_p), (low_q, high_q) = (
        proportion_confint(x, total, method="wilson") for x, total in ((a, n), (b, m))
    )
    ours = [known(mover_r(Fraction(a, n), n, Fraction(b, m), m)) for a, n, b, m in random_tables]
    low = np.array([one.low for one in ours])
    bounded = np.array([one.high is not None for one in ours])
    high = np.array([one.high or 0 for one in ours])

    below = p - low * q - np.hypot(p - low_p, low * (high_q - q))
    above = p - high * q + np.hypot(high_p - p, high * (q - low_q))

    assert np.abs(below).max() < 1e-12
    assert np.abs(above / np.maximum(high, 1))[bounded].max() < 1e-12
    assert (bounded == (b > 0)).all()


def test_fisher(random_tables: list[Counts]) -> None:
    for a, n, b, m in random_tables:
        tested = fisher(a, n, b, m)

        assert tested is not None
        theirs = fisher_exact([[a, n - a], [b, m - b]]).pvalue
        assert tested.p_value == pytest.approx(theirs, rel=1e-12, abs=1e-300)


def test_mid_p(random_tables: list[Counts]) -> None:
    # By logarithms of factorials, good to 1e-11 at these sizes.
    def log_ways(total: int, some: np.ndarray) -> np.ndarray:
        ways = gammaln(total + 1) - gammaln(some + 1) - gammaln(total - some + 1)
        return np.asarray(ways)

    for a, n, b, m in random_tables:
        minlike, doubled = mid_p(a, n, b, m), mid_p(a, n, b, m, kind="doubled")
        support = np.arange(max(0, a + b - m), min(n, a + b) + 1)
        weight = log_ways(n, support) + log_ways(m, a + b - support)
        chance = np.exp(weight - weight.max())
        chance /= chance.sum()
        (this,) = chance[support == a]
        same = np.abs(chance - this) <= 1e-9 * this
        rarer = chance[(chance < this) & ~same].sum()
        tail = min(chance[support < a].sum(), chance[support > a].sum())

        assert minlike is not None
        assert doubled is not None
        assert minlike.p_value == pytest.approx(
            rarer + chance[same].sum() / 2, rel=1e-9, abs=1e-290
        )
        assert doubled.p_value == pytest.approx(min(1, 2 * tail + this), rel=1e-9, abs=1e-290)
