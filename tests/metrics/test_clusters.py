"""Metric 1 by clusters of pay bands, its column shares, and shares of those who are known."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.errors import UnknownNameError
from wres.metrics import (
    GROUPS,
    PLACES,
    Forms,
    GroupCounts,
    Headcount,
    Place,
    Representation,
    counted,
    measure_representation,
    metric,
)
from wres.profiles import profile
from wres.vocabulary import band_clusters, cluster_schemes


NOBODY = GroupCounts(0, 0, 0)
COVERING = [
    scheme
    for scheme in cluster_schemes()
    if sum(map(len, band_clusters(scheme).values())) == len(PLACES)
]


def representation(
    places: dict[Place, GroupCounts], forms: Forms, year: int = 2025
) -> Representation:
    overall = GroupCounts(*(sum(one[group] or 0 for one in places.values()) for group in GROUPS))
    return measure_representation(metric(1), overall, places, NOBODY, profile(year), forms=forms)


WORKED = {
    ("non_clinical", "Band 7"): GroupCounts(30, 10, 0),
    ("clinical", "Band 8a"): GroupCounts(8, 2, 0),
    ("clinical", "VSM"): GroupCounts(9, 0, 1),
    ("medical", "Consultant"): GroupCounts(20, 20, 0),
}


def test_clusters_worked_by_hand() -> None:
    # In all 100 staff, 32 BME. 8a to VSM: 20 staff, 2 BME, 10 %: 22 points below 32 %;
    # they are 2 of the 32 BME staff.
    result = representation(WORKED, Forms(clusters=["disparity", "government"]))

    found = {f"{one.scheme} {one.cluster}": one for one in result.clusters}
    upper = found["disparity upper"]
    assert upper.headcount == Headcount(17, 2, 1, 20)
    assert upper.share.bme is not None
    assert upper.share.bme.exact == Fraction(1, 10)
    assert upper.difference.bme is not None
    assert (upper.difference.bme.exact, upper.difference.bme.display) == (
        Fraction(-22, 100),
        "-22.0",
    )
    assert upper.distribution.bme is not None
    assert (upper.distribution.bme.exact, upper.distribution.bme.display) == (
        Fraction(1, 16),
        "6.3%",
    )
    assert found["government senior_doctors"].headcount == Headcount(20, 20, 0, 40)
    assert found["government support"].headcount == Headcount()
    assert [one.scheme for one in result.clusters] == ["government"] * 7 + ["disparity"] * 3


def test_the_first_edition_asked_for_bands_8_to_9_and_vsm() -> None:
    # 20 staff in bands 8 and above, 2 BME: 10 % against 32 % of the workforce.
    result = representation(WORKED, Forms(), 2015)

    [one] = result.clusters
    assert (one.scheme, one.cluster) == ("wres_2015", "bands_8_9_vsm")
    assert one.share.bme is not None
    assert one.difference.bme is not None
    assert (one.share.bme.display, one.difference.bme.display) == ("10.0%", "-22.0")
    assert representation(WORKED, Forms(), 2016).clusters == ()


def test_without_pay_bands_there_are_no_clusters() -> None:
    assert representation({}, Forms(clusters=["wdes"]), 2015).clusters == ()


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no cluster scheme named 'mine'; there are: gov"):
        Forms(clusters=["wdes", "mine"])


def test_one_scheme_may_be_named_alone() -> None:
    assert Forms(clusters="wdes") == Forms(clusters=["wdes", "wdes"])


def test_a_group_that_no_band_of_a_cluster_gives_was_not_supplied() -> None:
    places = {
        ("clinical", "Band 8a"): GroupCounts(white=9, bme=1),
        ("clinical", "Band 8b"): GroupCounts(white=5),
    }

    [one] = [
        one
        for one in representation(places, Forms(clusters=["kmpt"])).clusters
        if one.cluster == "band_7_and_above"
    ]

    assert one.headcount == Headcount(14, 1, None, None)
    assert one.share.is_empty


@pytest.mark.parametrize(
    ("counts", "everybody", "known"),
    [
        # NCIC 2025: published 85 / 13 / 2 %; of those who are known 86 and 14 %.
        pytest.param((6307, 990, 125), "13.3%", "13.6%", id="NCIC 2025"),
        # England 2018: nearly 932,000 White and over 230,000 other, 19.8 % of those who are
        # known; 4 % are not: 48,400 of 1,210,400. The WRES said 19.1 %, of other records.
        pytest.param((932_000, 230_000, 48_400), "19.0%", "19.8%", id="England 2018"),
    ],
)
def test_shares_of_those_who_are_known_are_those_of_government_statistics(
    counts: tuple[int, int, int], everybody: str, known: str
) -> None:
    shares = [
        measure_representation(
            metric(1), GroupCounts(*counts), {}, NOBODY, profile(2025), forms=forms
        )
        for forms in (Forms(), Forms(known_only=True))
    ]

    assert [one.base for one in shares] == ["everybody", "known_only"]
    assert [one.overall.share.bme.display for one in shares if one.overall.share.bme] == [
        everybody,
        known,
    ]
    assert shares[1].overall.share.unknown is None
    assert shares[0].overall.headcount == shares[1].overall.headcount


def test_those_who_are_known_need_no_count_of_those_who_are_not() -> None:
    result = measure_representation(
        metric(1), GroupCounts(9, 1), {}, NOBODY, profile(2025), forms=Forms(known_only=True)
    )

    assert result.overall.share.bme is not None
    assert result.overall.share.bme.exact == Fraction(1, 10)


PEOPLE = st.builds(GroupCounts, *[st.integers(0, 300)] * 3)
WORKFORCES = st.dictionaries(st.sampled_from(PLACES), PEOPLE, min_size=1, max_size=12)
ALL_FORMS = st.builds(
    Forms,
    clusters=st.lists(st.sampled_from(cluster_schemes()), max_size=3),
    known_only=st.booleans(),
)


def test_some_schemes_cover_every_row() -> None:
    assert COVERING == ["government"]


@given(WORKFORCES, st.sampled_from(COVERING))
def test_clusters_that_cover_every_row_add_up_to_the_whole_workforce(
    places: dict[Place, GroupCounts], scheme: str
) -> None:
    result = representation(places, Forms(clusters=[scheme]))

    for group in (*GROUPS, "total"):
        parts = [one.headcount[group] or 0 for one in result.clusters]
        assert sum(parts) == result.overall.headcount[group]


@given(WORKFORCES, ALL_FORMS)
def test_a_distribution_adds_up_to_one(places: dict[Place, GroupCounts], forms: Forms) -> None:
    result = representation(places, forms)

    for group in GROUPS:
        spread = [one.exact for row in result.rows if (one := row.distribution[group])]
        assert sum(spread) == bool(result.overall.headcount[group])


@given(WORKFORCES)
def test_clusters_that_cover_every_row_spread_a_group_over_all_of_them(
    places: dict[Place, GroupCounts],
) -> None:
    result = representation(places, Forms(clusters=COVERING))

    for group in GROUPS:
        spread = [one.exact for row in result.clusters if (one := row.distribution[group])]
        assert sum(spread) == bool(result.overall.headcount[group])


@given(WORKFORCES)
def test_shares_of_those_who_are_known_add_up_to_one(places: dict[Place, GroupCounts]) -> None:
    result = representation(places, Forms(clusters=["government"], known_only=True))

    for shares, headcount in (
        (result.overall.share, result.overall.headcount),
        *((one.share, one.headcount) for one in result.rows),
        *((one.share, one.headcount) for one in result.clusters),
    ):
        exact = [share.exact for group in GROUPS if (share := shares[group])]
        assert sum(exact) == bool(counted(headcount, "known_only").total)


@given(WORKFORCES)
def test_differences_of_clusters_weighted_by_headcount_cancel(
    places: dict[Place, GroupCounts],
) -> None:
    result = representation(places, Forms(clusters=COVERING))

    for group in GROUPS:
        weighted = [
            one.exact * (row.headcount.total or 0)
            for row in result.clusters
            if (one := row.difference[group])
        ]
        assert sum(weighted) == 0
