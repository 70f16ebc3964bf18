from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.metrics import (
    GROUPS,
    PLACES,
    GroupCounts,
    Headcount,
    Place,
    Representation,
    disparities,
    measure_representation,
    metric,
)
from wres.metrics.figures import share_of
from wres.metrics.forms import counted
from wres.profiles import profile
from wres.statistics import settled, wilson
from wres.vocabulary import read_table


NOW = profile(2025)
NOBODY = GroupCounts(0, 0, 0)


def representation(places: dict[Place, GroupCounts]) -> Representation:
    overall = GroupCounts(*(sum(one[group] or 0 for one in places.values()) for group in GROUPS))
    return measure_representation(metric(1), overall, places, NOBODY, NOW)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param((6307, 990, 125), ["85.0%", "13.3%", "1.7%"], id="NCIC 2025"),
        pytest.param((2549, 480, 0), ["84.2%", "15.8%", "0.0%"], id="CQC 2024"),
    ],
)
def test_unknown_ethnicity_stays_in_the_denominator(
    counts: tuple[int, int, int], shown: list[str]
) -> None:
    # NCIC: 990 / 7422 = 13.34 %; of those of known ethnicity it would be 13.57 %.
    result = measure_representation(metric(1), GroupCounts(*counts), {}, NOBODY, NOW)

    assert [result.overall.share[group].display for group in GROUPS] == shown  # type: ignore[union-attr]
    assert (result.rows, result.disparity) == ((), ())


def test_a_row_is_compared_with_the_whole_workforce() -> None:
    # Band 5: 30 of 100 BME; in all 40 of 200: 30 % less 20 % = 10 points.
    result = representation(
        {
            ("clinical", "Band 5"): GroupCounts(65, 30, 5),
            ("non_clinical", "VSM"): GroupCounts(90, 10, 0),
        }
    )

    row = next(
        one for one in result.rows if one.pay_band == "Band 5" and one.workforce_group == "clinical"
    )
    assert result.overall.headcount == Headcount(155, 40, 5, 200)
    assert row.headcount.total == 100
    assert row.share.bme is not None
    assert row.share.bme.display == "30.0%"
    assert row.difference.bme is not None
    assert (row.difference.bme.exact, row.difference.bme.display) == (
        Fraction(1, 10),
        "10.0",
    )


def test_the_rows_are_those_of_the_form_in_its_order() -> None:
    result = representation({("medical", "Consultant"): GroupCounts(3, 1, 0)})

    assert [(row.workforce_group, row.pay_band) for row in result.rows] == [
        (item["workforce_group"], item["pay_band"])
        for item in read_table("dcf_items")
        if item["measure"] == "staff"
    ]
    assert len(PLACES) == 32


def test_an_empty_row_has_no_shares() -> None:
    result = representation(dict.fromkeys(PLACES, NOBODY))

    assert result.overall.share.is_empty
    assert all(row.share.is_empty and row.difference.is_empty for row in result.rows)
    assert all(row.headcount == Headcount(0, 0, 0, 0) for row in result.rows)


def test_a_group_that_was_not_supplied_is_not_zero() -> None:
    result = representation({("clinical", "Band 5"): GroupCounts(white=9, bme=1)})

    row = next(one for one in result.rows if one.headcount.white)
    assert row.headcount == Headcount(9, 1, None, None)
    assert row.share.is_empty


def test_senior_medical_managers_are_added_to_nothing() -> None:
    consultants = {("medical", "Consultant"): GroupCounts(10, 5, 1)}

    result = measure_representation(
        metric(1), GroupCounts(10, 5, 1), consultants, GroupCounts(2, 1, 0), NOW
    )

    assert result.overall.headcount.total == 16
    assert result.senior_medical_managers == Headcount(2, 1, 0, 3)


def test_the_disparity_ratio_worked_by_hand() -> None:
    # Clinical: White 100 lower, 60 middle, 30 upper; BME 80, 24, 4.
    # lower to middle (60/100) / (24/80) = 0.6 / 0.3 = 2;
    # middle to upper (30/60) / (4/24) = 0.5 x 6 = 3; lower to upper 0.3 / 0.05 = 6.
    places = {
        ("clinical", "Under Band 1"): GroupCounts(40, 30, 9),
        ("clinical", "Band 5"): GroupCounts(60, 50, 9),
        ("clinical", "Band 6"): GroupCounts(40, 20, 9),
        ("clinical", "Band 7"): GroupCounts(20, 4, 9),
        ("clinical", "Band 8a"): GroupCounts(20, 3, 9),
        ("clinical", "VSM"): GroupCounts(10, 1, 9),
        ("medical", "Consultant"): GroupCounts(500, 500, 9),
    }

    found = disparities(places, NOW)

    assert [(one.workforce_group, one.from_, one.to) for one in found] == [
        (block, low, high)
        for block in ("non_clinical", "clinical")
        for low, high in (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))
    ]
    assert [one.ratio.exact for one in found[3:]] == [2, 3, 6]
    assert {(one.ratio.of, one.ratio.to) for one in found} == {("white", "bme")}
    assert {one.ratio.note for one in found} == {
        "a reconstruction: the national method is not published"
    }
    assert found[0].ratio.reason == (
        "no White in lower bands and no White in middle bands and no BME in lower bands "
        "and no BME in middle bands"
    )


@pytest.mark.parametrize(
    ("upper", "reason"),
    [
        pytest.param((3, 0), "no BME in upper bands", id="comparator"),
        pytest.param((0, 3), "no White in upper bands", id="an empty cell is not 0"),
    ],
)
def test_a_disparity_ratio_with_an_empty_cell_is_undefined(
    upper: tuple[int, int], reason: str
) -> None:
    places = {
        ("clinical", "Band 5"): GroupCounts(10, 10),
        ("clinical", "Band 9"): GroupCounts(*upper),
    }

    ratio = disparities(places, NOW)[-1].ratio

    assert (ratio.status, ratio.reason, ratio.exact) == ("undefined", reason, None)


PEOPLE = st.builds(GroupCounts, *[st.integers(0, 300)] * 3)
WORKFORCES = st.dictionaries(st.sampled_from(PLACES), PEOPLE, min_size=1, max_size=12)


@given(WORKFORCES)
def test_shares_of_a_row_add_up_to_one(places: dict[Place, GroupCounts]) -> None:
    result = representation(places)

    overall = (result.overall.share, result.overall.headcount)
    for shares, headcount in (
        overall,
        *((row.share, row.headcount) for row in result.rows),
    ):
        exact = [one.exact for group in GROUPS if (one := shares[group])]
        assert sum(exact) == bool(headcount.total)


@given(WORKFORCES)
def test_differences_weighted_by_headcount_cancel(
    places: dict[Place, GroupCounts],
) -> None:
    result = representation(places)

    for group in GROUPS:
        weighted = [
            one.exact * (row.headcount.total or 0)
            for row in result.rows
            if (one := row.difference[group])
        ]
        assert sum(weighted) == 0


@given(WORKFORCES, st.integers(1, 500))
def test_staff_of_unknown_ethnicity_move_shares_and_no_disparity(
    places: dict[Place, GroupCounts], more: int
) -> None:
    place, counts = next(iter(places.items()))
    others = {**places, place: GroupCounts(counts.white, counts.bme, (counts.unknown or 0) + more)}

    one, other = representation(places), representation(others)

    assert one.disparity == other.disparity
    if one.overall.headcount.bme:
        assert one.overall.share.bme is not None
        assert other.overall.share.bme is not None
        assert other.overall.share.bme.exact < one.overall.share.bme.exact


@given(WORKFORCES)
def test_two_steps_up_are_their_product(places: dict[Place, GroupCounts]) -> None:
    found = [one.ratio.exact for one in disparities(places, NOW)]

    for first, second, both in (found[:3], found[3:]):
        if first is not None and second is not None:
            assert both == first * second


@given(WORKFORCES)
def test_swapping_the_groups_inverts_the_disparity(
    places: dict[Place, GroupCounts],
) -> None:
    turned = {place: GroupCounts(one.bme, one.white, one.unknown) for place, one in places.items()}

    for one, other in zip(disparities(places, NOW), disparities(turned, NOW), strict=True):
        assert (one.ratio.exact is None) == (other.ratio.exact is None)
        if one.ratio.exact is not None and other.ratio.exact is not None:
            assert one.ratio.exact * other.ratio.exact == 1


def test_a_share_of_counts_has_wilsons_interval() -> None:
    share = share_of(990, 7422)

    assert share.interval is not None
    assert share.interval == settled(wilson(990, 7422))


@pytest.mark.parametrize(
    ("white", "bme", "total"), [(60, 30, 90), (None, 30, None), (60, None, None), (0, 0, 0)]
)
def test_those_of_known_ethnicity(white: int | None, bme: int | None, total: int | None) -> None:
    assert counted(Headcount(white, bme, 5), "known_only") == Headcount(white, bme, None, total)
