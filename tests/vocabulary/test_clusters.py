from collections import Counter

import pytest

from wres.errors import UnknownNameError
from wres.vocabulary import (
    PayBand,
    WorkforceGroup,
    band_clusters,
    cluster_schemes,
    read_table,
)


def places(scheme: str) -> list[tuple[str, str]]:
    return [place for found in band_clusters(scheme).values() for place in found]


def test_the_presets_are_there() -> None:
    assert cluster_schemes() == (
        "government",
        "disparity",
        "model_employer",
        "wdes",
        "edi_2d",
        "kmpt",
        "wres_2015",
    )


@pytest.mark.parametrize("scheme", cluster_schemes())
def test_no_row_of_the_return_is_in_two_clusters_of_a_scheme(scheme: str) -> None:
    assert max(Counter(places(scheme)).values()) == 1


@pytest.mark.parametrize("scheme", cluster_schemes())
def test_every_row_of_a_scheme_names_a_band_and_a_group_that_has_it(scheme: str) -> None:
    rows = [row for row in read_table("band_clusters") if row["scheme"] == scheme]

    assert {row["workforce_group"] for row in rows} <= {"", *WorkforceGroup}
    assert {(row["cluster"], row["pay_band"]) for row in rows} == {
        (cluster, band) for cluster, found in band_clusters(scheme).items() for _, band in found
    }


def test_a_cluster_has_its_rows_in_the_forms_order() -> None:
    assert band_clusters("edi_2d") == {
        "band_8c_and_above": (
            ("non_clinical", "Band 8c"),
            ("non_clinical", "Band 8d"),
            ("non_clinical", "Band 9"),
            ("non_clinical", "VSM"),
            ("clinical", "Band 8c"),
            ("clinical", "Band 8d"),
            ("clinical", "Band 9"),
            ("clinical", "VSM"),
        )
    }


def test_the_government_groups_cover_the_whole_return() -> None:
    assert len(places("government")) == 32


def test_the_disparity_ratio_takes_its_clusters_from_the_presets() -> None:
    assert {
        cluster: [str(band) for band in PayBand if band.cluster == cluster]
        for cluster in band_clusters("disparity")
    } == {
        cluster: [band for group, band in found if group == "clinical"]
        for cluster, found in band_clusters("disparity").items()
    }


def test_an_unknown_scheme_is_refused_with_those_that_are_there() -> None:
    with pytest.raises(UnknownNameError) as told:
        band_clusters("mine")

    assert str(told.value) == (
        "no cluster scheme named 'mine'; there are: government, disparity, model_employer, wdes, edi_2d, "
        "kmpt, wres_2015"
    )
