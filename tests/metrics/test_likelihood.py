from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import (
    HIDDEN,
    GroupCounts,
    GroupFigures,
    Likelihood,
    hidden_ratio,
    likelihood_ratio,
    measure_likelihood,
    metric,
)
from wres.profiles import profile
from wres.statistics import koopman, score_test, settle, settled, wilson


NOW = profile(2025)


def exact(figures: GroupFigures) -> list[Fraction | None]:
    every = (figures.white, figures.bme, figures.unknown)
    return [None if figure is None else figure.exact for figure in every]


def appointments(shortlisted: GroupCounts, appointed: GroupCounts, year: int = 2025) -> Likelihood:
    return measure_likelihood(metric(2), shortlisted, appointed, profile(year))


def discipline(staff: GroupCounts, entered: GroupCounts, year: int = 2025) -> Likelihood:
    return measure_likelihood(metric(3), staff, entered, profile(year))


def test_appointment_from_shortlisting_worked_by_hand() -> None:
    # White 170 of 780 = 17/78 = 0.2179; BME 30 of 210 = 1/7 = 0.1429; unknown 1 of 10.
    # Ratio White to BME: 17/78 x 7 = 119/78 = 1.5256.
    # All unknown White: 171/790 x 7 = 1197/790 = 1.5152; all BME: 17/78 x 220/31 = 1.5467.
    result = appointments(GroupCounts(780, 210, 10), GroupCounts(170, 30, 1))

    ratio = result.ratio
    assert (ratio.of, ratio.to, ratio.status, ratio.reason, ratio.note) == (
        "white",
        "bme",
        "defined",
        None,
        None,
    )
    assert (ratio.exact, ratio.display) == (Fraction(119, 78), "1.53")
    assert ratio.value == 119 / 78
    assert [result.likelihood[group].display for group in ("white", "bme", "unknown")] == [  # type: ignore[union-attr]
        "0.22",
        "0.14",
        "0.10",
    ]
    assert result.if_unknown_were.white is not None
    assert result.if_unknown_were.white.exact == Fraction(1197, 790)
    assert result.if_unknown_were.bme is not None
    assert result.if_unknown_were.bme.exact == Fraction(17 * 220, 78 * 31)
    assert (ratio.four_fifths, ratio.test, ratio.verdict) == (
        "above",
        "score",
        "worse_for_bme",
    )


def test_kmpt_2020_comes_from_counts_not_from_rounded_likelihoods() -> None:
    # 9 of 725 = 1.24 %, 17 of 2505 = 0.68 %; 9 x 2505 / (725 x 17) = 1.83, published 1.8.
    # From the rounded 1.2 and 0.7 another page of the same trust has 1.7.
    result = discipline(GroupCounts(2505, 725), GroupCounts(17, 9), 2020)

    assert (result.ratio.of, result.ratio.to) == ("bme", "white")
    assert result.ratio.exact == Fraction(9 * 2505, 725 * 17)
    assert result.ratio.display == "1.83"
    assert result.ratio.verdict == "cannot_tell"


def test_bpas_2020_is_parity() -> None:
    # 48 of 603 = 0.0796, 12 of 151 = 0.0795: ratio 1.0017.
    result = appointments(GroupCounts(603, 151), GroupCounts(48, 12), 2020)

    assert result.ratio.display == "1.00"
    assert result.ratio.four_fifths == "within"
    assert result.ratio.verdict == "cannot_tell"  # on 12 events, parity is not proved
    assert result.if_unknown_were.white is result.if_unknown_were.bme is None


def test_christie_2022_likelihoods_give_the_published_ratio() -> None:
    result = appointments(GroupCounts(10_000, 10_000), GroupCounts(4699, 1465), 2022)

    assert result.ratio.display == "3.21"


@pytest.mark.parametrize(
    ("population", "events", "reason", "has_interval"),
    [
        pytest.param((10, 0), (2, 0), "no BME in denominator", False, id="no BME"),
        pytest.param((0, 9), (0, 1), "no White in denominator", False, id="no White"),
        pytest.param((0, 0), (0, 0), "no White and no BME in denominator", False, id="nobody"),
        pytest.param((10, 9), (2, 0), "no events in comparator", True, id="comparator"),
        pytest.param((10, 9), (0, 0), "no events", True, id="no events"),
        pytest.param((10, 9), (2, None), "a figure of BME was not supplied", False, id="missing"),
        pytest.param((None, 9), (2, 1), "a figure of White was not supplied", False, id="no base"),
    ],
)
def test_a_ratio_that_cannot_be_is_none_with_a_reason(
    population: tuple[int, int],
    events: tuple[int, int],
    reason: str,
    has_interval: bool,  # noqa: FBT001
) -> None:
    ratio = appointments(GroupCounts(*population), GroupCounts(*events)).ratio

    assert (ratio.status, ratio.reason) == ("undefined", reason)
    assert (ratio.value, ratio.exact, ratio.display) == (None, None, None)
    assert (ratio.four_fifths, ratio.verdict, ratio.note) == (None, None, None)
    assert (ratio.interval is not None) is has_interval
    assert (ratio.p_value is not None) is (ratio.test is not None) is has_interval


def test_no_events_in_the_comparator_leave_the_interval_unbounded() -> None:
    ratio = appointments(GroupCounts(40, 500), GroupCounts(3, 0)).ratio

    assert ratio.interval is not None
    assert (ratio.interval.low, ratio.interval.high) == (9.79543499714, None)


def test_a_ratio_of_zero_is_defined_and_flagged() -> None:
    ratio = discipline(GroupCounts(900, 60), GroupCounts(7, 0)).ratio

    assert (ratio.display, ratio.status, ratio.note) == (
        "0.00",
        "defined",
        "no events in BME",
    )
    assert ratio.interval is not None
    assert (ratio.interval.low, ratio.interval.high) == (0, 7.90435921163)


def test_leavers_can_outnumber_those_in_post() -> None:
    result = discipline(GroupCounts(100, 2, 1), GroupCounts(1, 3, 0))

    assert result.likelihood.bme is not None
    assert result.likelihood.bme.display == "1.50"
    assert result.ratio.exact == 150
    assert result.ratio.note == "more events than people in BME: no interval"
    ratio = result.ratio
    assert (ratio.interval, ratio.p_value, ratio.test, ratio.verdict) == (None,) * 4


def test_halves_are_counts() -> None:
    # Two years' average: (17 + 16) / 2 = 16.5 of 2505 White, 4.5 of 725 BME.
    result = discipline(GroupCounts(2505, 725), GroupCounts(Fraction(33, 2), Fraction(9, 2)), 2019)

    assert result.ratio.exact == Fraction(9 * 2505, 33 * 725)
    assert result.ratio.interval is not None


@pytest.mark.parametrize(
    ("number", "year", "of", "to", "verdict"),
    [
        pytest.param(2, 2025, "white", "bme", "worse_for_bme", id="appointment"),
        pytest.param(3, 2025, "bme", "white", "worse_for_white", id="discipline"),
        pytest.param(4, 2025, "white", "bme", "worse_for_bme", id="training"),
        pytest.param(2, 2015, "bme", "white", "worse_for_bme", id="appointment in 2015"),
        pytest.param(3, 2015, "bme", "white", "worse_for_white", id="discipline in 2015"),
        pytest.param(4, 2015, "bme", "white", "worse_for_bme", id="training in 2015"),
    ],
)
def test_who_fares_worse_depends_on_the_event_not_on_the_direction(
    number: int, year: int, of: str, to: str, verdict: str
) -> None:
    # White 300 of 1000, BME 100 of 1000.
    population, events = GroupCounts(1000, 1000), GroupCounts(300, 100)

    ratio = likelihood_ratio(metric(number), population, events, profile(year))

    assert (ratio.of, ratio.to, ratio.verdict) == (of, to, verdict)
    assert ratio.exact == (3 if of == "white" else Fraction(1, 3))


def tables() -> st.SearchStrategy[tuple[GroupCounts, GroupCounts]]:
    """People and events of three groups; halves among them, never more events than people."""
    return st.lists(st.integers(0, 4000), min_size=3, max_size=3).flatmap(
        lambda people: st.tuples(
            st.just(GroupCounts(*people)),
            st.tuples(*(st.integers(0, 2 * one) for one in people)).map(
                lambda halves: GroupCounts(*(Fraction(one, 2) for one in halves))
            ),
        )
    )


def swapped(counts: GroupCounts) -> GroupCounts:
    return GroupCounts(counts.bme, counts.white, counts.unknown)


@given(tables())
def test_swapping_the_groups_inverts_the_ratio(
    table: tuple[GroupCounts, GroupCounts],
) -> None:
    population, events = table

    one = likelihood_ratio(metric(2), population, events, NOW)
    other = likelihood_ratio(metric(2), swapped(population), swapped(events), NOW)

    assert one.p_value == other.p_value
    if one.exact and other.exact:
        assert one.exact * other.exact == 1
        turned = {
            "worse_for_bme": "worse_for_white",
            "worse_for_white": "worse_for_bme",
        }
        assert other.verdict == turned.get(str(one.verdict), one.verdict)


@given(tables(), st.integers(0, 500))
def test_unknown_ethnicity_moves_no_ratio(
    table: tuple[GroupCounts, GroupCounts], unknown: int
) -> None:
    population, events = table
    others = GroupCounts(population.white, population.bme, unknown)

    one = likelihood_ratio(metric(3), population, events, NOW)

    assert likelihood_ratio(metric(3), others, events, NOW) == one


@given(tables(), st.integers(1, 50))
def test_scaling_everything_leaves_the_ratio(
    table: tuple[GroupCounts, GroupCounts], factor: int
) -> None:
    def scaled(counts: GroupCounts) -> GroupCounts:
        return GroupCounts(
            *(factor * (counts[group] or 0) for group in ("white", "bme", "unknown"))
        )

    population, events = table

    one = measure_likelihood(metric(4), population, events, NOW)
    other = measure_likelihood(metric(4), scaled(population), scaled(events), NOW)

    assert (one.ratio.exact, one.ratio.reason) == (other.ratio.exact, other.ratio.reason)
    assert exact(one.likelihood) == exact(other.likelihood)
    assert one.if_unknown_were == other.if_unknown_were


@given(tables())
def test_a_ratio_is_defined_or_says_why_not(
    table: tuple[GroupCounts, GroupCounts],
) -> None:
    ratio = likelihood_ratio(metric(2), *table, NOW)

    assert (ratio.exact is None) == (ratio.status == "undefined") == bool(ratio.reason)
    assert (ratio.exact is None) == (ratio.verdict is None)
    if ratio.verdict in {"worse_for_bme", "worse_for_white"}:
        assert ratio.p_value is not None
        assert ratio.p_value < 0.05


@given(tables())
def test_the_interval_and_the_test_are_those_of_the_counts(
    table: tuple[GroupCounts, GroupCounts],
) -> None:
    population, events = table
    counts = (events.white, population.white, events.bme, population.bme)

    ratio = likelihood_ratio(metric(2), population, events, NOW)
    expected = koopman(*counts)  # type: ignore[arg-type]

    assert ratio.p_value == score_test(*counts)  # type: ignore[arg-type]
    assert (ratio.interval is None) == (expected is None)
    if ratio.interval and expected:
        assert ratio.interval.low == settle(expected.low)
        assert ratio.interval.high == (expected.high and settle(expected.high))


def test_a_likelihood_has_wilsons_interval_where_it_can_be_a_share() -> None:
    result = discipline(GroupCounts(40, 9, 3), GroupCounts(12, 9, 4))

    white, bme, unknown = (result.likelihood[group] for group in ("white", "bme", "unknown"))
    assert white is not None
    assert white.interval == settled(wilson(12, 40))
    assert bme is not None
    assert bme.interval == settled(wilson(9, 9))
    assert unknown is not None
    assert unknown.interval is None


def test_a_hidden_ratio_says_why_and_nothing_else() -> None:
    ratio = hidden_ratio("bme", "white", "few events")

    assert (ratio.of, ratio.to, ratio.status) == ("bme", "white", "hidden")
    assert (ratio.reason, ratio.note) == (HIDDEN, "few events")
    assert (ratio.exact, ratio.display, ratio.interval, ratio.verdict) == (None,) * 4
    assert hidden_ratio("white", "bme").note is None
