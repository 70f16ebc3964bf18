import pytest

from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    Measure,
    PayBand,
    WorkforceGroup,
    assignment_categories,
    assignment_statuses,
    fits,
    fold,
    grades,
    occupation_prefixes,
    respondents_of,
    senior_medical_roles,
    staff_groups,
)


def test_only_bands_on_the_afc_scale_have_a_cluster() -> None:
    assert all((band.cluster is not None) == (band.scale == "afc") for band in PayBand)


def test_only_those_who_do_not_count_have_a_reason() -> None:
    assert all(engagement.counts != bool(engagement.reason) for engagement in Engagement)


def test_a_block_takes_14_bands_or_four_medical_grades() -> None:
    rows = {str(group): sum(fits(group, band) for band in PayBand) for group in WorkforceGroup}

    assert rows == {"non_clinical": 14, "clinical": 14, "medical": 4}


def test_an_unknown_band_is_refused() -> None:
    with pytest.raises(ValueError, match="Band 8"):
        fits("clinical", "Band 8")


@pytest.mark.parametrize(
    ("grade", "band"),
    [
        pytest.param("Review Body Band 5", "Band 5", id="review body"),
        pytest.param("Non Review Body Band 5", "Band 5", id="non review body"),
        pytest.param("Review Body Band 8 - Range A", "Band 8a", id="range"),
        pytest.param("NHS AfC: Band 8a", "Band 8a", id="recruitment system"),
        pytest.param("Very Senior Manager", "VSM", id="very senior manager"),
        pytest.param("Specialty Doctor", "Non-consultant career grade", id="specialty doctor"),
        pytest.param("Foundation Year 1", "Trainee grade", id="foundation doctor"),
        pytest.param("Band 8", None, id="band 8 without its range"),
        pytest.param("Ad hoc", None, id="local salary"),
    ],
)
def test_a_grade_label_gives_its_pay_band(grade: str, band: str | None) -> None:
    assert grades("label").get(fold(grade)) == band


def test_codes_of_both_review_bodies_cover_the_same_bands() -> None:
    codes = grades("code")

    assert [codes[f"xr{n:02}"] for n in range(1, 13)] == [codes[f"xn{n:02}"] for n in range(1, 13)]


def test_no_code_or_prefix_gives_vsm() -> None:
    assert PayBand.VSM not in {*grades("code").values(), *grades("prefix").values()}


@pytest.mark.parametrize(
    ("status", "in_post"),
    [
        pytest.param("ACTIVE_ASSIGN", True, id="system status"),
        pytest.param("Maternity & Adoption", True, id="maternity"),
        pytest.param("Career Break", True, id="career break"),
        pytest.param("Out on External Secondment - Paid", True, id="paid by this employer"),
        pytest.param("Out on External Secondment - Unpaid", False, id="paid by the host"),
        pytest.param("Terminate Assignment", False, id="ended"),
    ],
)
def test_an_assignment_status_says_who_is_in_post(status: str, *, in_post: bool) -> None:
    assert assignment_statuses()[fold(status)].in_post is in_post


def test_only_those_out_of_post_have_a_reason() -> None:
    assert all(status.in_post != bool(status.reason) for status in assignment_statuses().values())


@pytest.mark.parametrize(
    ("category", "engagement"),
    [
        pytest.param("Permanent", "substantive", id="permanent"),
        pytest.param("Bank", "bank", id="bank"),
        pytest.param("Non-Exec Director/Chair", "non_executive", id="non-executive"),
        pytest.param("Widow/Widower", "other", id="pension only"),
    ],
)
def test_an_assignment_category_gives_the_engagement(category: str, engagement: str) -> None:
    assert assignment_categories()[fold(category)] == engagement


def test_medical_staff_groups_and_occupation_codes_agree() -> None:
    assert (
        staff_groups()["medical and dental"] is staff_groups()["01"] is occupation_prefixes()["0"]
    )


def test_longer_occupation_prefixes_come_first() -> None:
    lengths = [len(prefix) for prefix in occupation_prefixes()]

    assert lengths == sorted(lengths, reverse=True)


def test_a_consultant_is_no_senior_medical_manager_by_that_alone() -> None:
    assert "consultant" not in senior_medical_roles()


def test_every_survey_measure_has_its_respondents() -> None:
    assert [measure for measure in Measure if measure.kind == "share"] == list(SURVEY_MEASURES)
    assert {respondents_of(measure) for measure in SURVEY_MEASURES} == {
        measure for measure in Measure if measure.kind == "respondents"
    }
