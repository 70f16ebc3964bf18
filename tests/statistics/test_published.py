"""Tables worked in the papers that introduced or compared the methods, to the digits printed."""

from fractions import Fraction

import pytest

from wres.rounding import display
from wres.statistics import (
    Interval,
    fisher,
    katz_log,
    koopman,
    mid_p,
    mover_r,
    newcombe,
    score_test,
    wilson,
)


def shown(interval: Interval | None, places: int) -> tuple[str, str]:
    assert interval is not None
    assert interval.high is not None
    low, high = (Fraction(end) for end in (interval.low, interval.high))
    return display(low, places), display(high, places)


@pytest.mark.parametrize(
    ("events", "total", "expected"),
    [
        (81, 263, ("0.2553", "0.3662")),
        (15, 148, ("0.0624", "0.1605")),
        (0, 20, ("0.0000", "0.1611")),
        (1, 29, ("0.0061", "0.1718")),
    ],
)
def test_newcombe_1998_shares(events: int, total: int, expected: tuple[str, str]) -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (Wilson).
    assert shown(wilson(events, total), 4) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((56, 70, 48, 80), ("0.0524", "0.3339"), id="a"),
        pytest.param((9, 10, 3, 10), ("0.1705", "0.8090"), id="b"),
        pytest.param((6, 7, 2, 7), ("0.0582", "0.8062"), id="c"),
        pytest.param((5, 56, 0, 29), ("-0.0381", "0.1926"), id="d"),
        pytest.param((0, 10, 0, 20), ("-0.1611", "0.2775"), id="e"),
        pytest.param((0, 10, 0, 10), ("-0.2775", "0.2775"), id="f"),
        pytest.param((10, 10, 0, 20), ("0.6791", "1.0000"), id="g"),
        pytest.param((10, 10, 0, 10), ("0.6075", "1.0000"), id="h"),
    ],
)
def test_newcombe_1998_differences(
    counts: tuple[int, int, int, int], expected: tuple[str, str]
) -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
    assert shown(newcombe(*counts), 4) == expected


def test_koopman_1984() -> None:
    # Koopman (1984), Biometrics 40, 513-517: 36 of 40 against 16 of 80, limits 2.939 and 7.152.
    # To more digits the first is 2.93957: his third place is cut off, not rounded.
    assert shown(koopman(36, 40, 16, 80), 5) == ("2.93957", "7.15222")


def test_katz_as_in_sahai_and_khurshid() -> None:
    # Sahai and Khurshid (1996), Statistics in Epidemiology, 3.1.2, as worked in scipy's reference.
    assert shown(katz_log(10, 75, 12, 225), 4) == ("1.1262", "5.5499")


# Fagerland, Lydersen and Laake (2015), Statistical Methods in Medical Research 24, 224-254, and
# (2017), Statistical Analysis of Contingency Tables, chapter 4: their two examples.
EPINEPHRINE = (7, 34, 1, 34)  # Perondi et al. (2004)
GENOTYPE = (0, 16, 15, 72)  # Ritland et al. (2007)


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        pytest.param(koopman(*EPINEPHRINE), ("1.2209", "42.5757"), id="koopman"),
        pytest.param(katz_log(*EPINEPHRINE), ("0.9096", "53.8695"), id="katz"),
        pytest.param(newcombe(*EPINEPHRINE), ("0.0189", "0.3404"), id="newcombe"),
        pytest.param(
            mover_r(Fraction(7, 34), 34, Fraction(1, 34), 34),
            ("1.1537", "41.9763"),
            id="mover-r-wilson",
        ),
    ],
)
def test_fagerland_lydersen_and_laake_intervals(
    interval: Interval, expected: tuple[str, str]
) -> None:
    assert shown(interval, 4) == expected


def test_fagerland_lydersen_and_laake_tests() -> None:
    exact, middle = fisher(*GENOTYPE), mid_p(*GENOTYPE)

    assert exact is not None
    assert middle is not None
    assert display(Fraction(exact.p_value), 5) == "0.06287"
    assert display(Fraction(middle.p_value), 5) == "0.04466"


def test_fishers_cups_of_tea() -> None:
    # Fisher (1935), The Design of Experiments: 3 of 4 cups each told right; 34 of 70 ways.
    exact = fisher(3, 4, 1, 4)

    assert exact is not None
    assert exact.p_value == 34 / 70
    assert display(Fraction(score_test(3, 4, 1, 4) or 0), 4) == "0.1573"
