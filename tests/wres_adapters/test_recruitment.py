from pathlib import Path
from typing import Any

import pytest

import wres
from wres.errors import InputError
from wres.records import Application
from wres.tables import to_records
from wres.vocabulary import read_table


BASE = "Application ID,Ethnic Origin"


def read(tmp_path: Path, header: str, *lines: str, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "trac.csv"
    path.write_text("\n".join([f"{BASE},{header}", *lines]) + "\n", encoding="utf-8")
    return wres.read(path, adapter="recruitment", **options)


def steps(intake: wres.Intake) -> list[tuple[bool, bool]]:
    assert intake.problems == ()
    assert intake.ledger.balances
    records = to_records(intake.tables["recruitment"], Application)
    return [(record.shortlisted, record.appointed) for record in records]


def fates(intake: wres.Intake) -> dict[str, int]:
    assert intake.ledger.balances
    return {entry.rule: entry.rows for entry in intake.ledger.entries}


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        pytest.param("Applied", (False, False), id="applied"),
        pytest.param("SHORTLISTING - REJECTED", (False, False), id="rejected before"),
        pytest.param("Shortlisted", (True, False), id="shortlisted"),
        pytest.param("Interviewed", (True, False), id="interviewed"),
        pytest.param("Rejected after shortlisting", (True, False), id="rejected after"),
        pytest.param("Offer", (True, False), id="offered"),
        pytest.param("Offer declined", (True, False), id="declined"),
        pytest.param("Starting", (True, True), id="starting"),
        pytest.param("Appointed", (True, True), id="appointed"),
    ],
)
def test_a_stage_says_how_far_an_application_came(
    stage: str, expected: tuple[bool, bool], tmp_path: Path
) -> None:
    assert steps(read(tmp_path, "Stage", f"01,A,{stage}")) == [expected]


def test_an_offer_counts_as_an_appointment_only_where_the_user_says_so(tmp_path: Path) -> None:
    lines = ["01,A,Offer", "02,A,Conditional offer accepted", "03,A,Offer declined"]

    strict = steps(read(tmp_path, "Stage", *lines))
    offers = steps(read(tmp_path, "Stage", *lines, offers_count_as_appointed=True))

    assert strict == [(True, False)] * 3
    assert offers == [(True, True), (True, True), (True, False)]


def test_an_offer_date_counts_only_where_the_user_says_so(tmp_path: Path) -> None:
    header, line = "Shortlisted,Offer Date,Appointed Date", "01,A,Yes,2024-06-03,"

    assert steps(read(tmp_path, header, line)) == [(True, False)]
    assert steps(read(tmp_path, header, line, offers_count_as_appointed="true")) == [(True, True)]


@pytest.mark.parametrize("stage", ["On hold", "Rejected", "Withdrawn"])
def test_a_stage_that_does_not_say_it_is_shown_and_not_guessed(stage: str, tmp_path: Path) -> None:
    intake = read(tmp_path, "Stage", "01,A,Interview", f"02,A,{stage}", f"03,B,{stage}")

    assert [str(problem) for problem in intake.problems] == [
        (
            f"trac.csv, row 3, column 'Stage': shortlisted '{stage}' is neither true nor false "
            "(and in 1 more row); accepted: true or false (also yes, no, y, n, 1, 0) "
            "[neither-true-nor-false]"
        )
    ]
    assert intake.ledger.balances


def test_a_stage_that_does_not_say_it_is_settled_by_a_date(tmp_path: Path) -> None:
    header = "Stage,Shortlisted Date"

    intake = read(tmp_path, header, "01,A,Withdrawn,03/06/2024", "02,A,Rejected,", "03,A,Offer,")

    assert steps(intake) == [(True, False), (False, False), (True, False)]


def test_an_unknown_stage_is_one_fault_even_where_the_shortlisting_is_known(tmp_path: Path) -> None:
    intake = read(tmp_path, "Stage,Shortlisted Date", "01,A,On hold,03/06/2024")

    assert [str(problem) for problem in intake.problems] == [
        (
            "trac.csv, row 2, column 'Stage': appointed 'On hold' is neither true nor false; "
            "accepted: true or false (also yes, no, y, n, 1, 0) [neither-true-nor-false]"
        )
    ]


def test_a_local_stage_can_be_translated(tmp_path: Path) -> None:
    words = {"stage": {"On Hold": "interviewed", "In the bag": "Appointed"}}

    intake = read(tmp_path, "Stage", "01,A,on hold", "02,A,In the bag", translations=words)

    assert steps(intake) == [(True, False), (True, True)]


def test_yes_and_no_say_it_in_columns_of_their_own(tmp_path: Path) -> None:
    header = "Shortlisted,Appointed"

    intake = read(tmp_path, header, "01,A,Yes,Y", "02,A,1,0", "03,A,FALSE,no")

    assert steps(intake) == [(True, True), (True, False), (False, False)]


def test_a_blank_flag_is_no_answer_unless_the_user_says_so(tmp_path: Path) -> None:
    header, line = "Shortlisted,Appointed", "01,A,Yes,"

    refused = read(tmp_path, header, line)

    assert [str(problem) for problem in refused.problems] == [
        (
            "trac.csv, row 2, column 'Appointed': no appointed; accepted: "
            "true or false (also yes, no, y, n, 1, 0) [missing-value]"
        )
    ]
    assert steps(read(tmp_path, header, line, blank_is_no=True)) == [(True, False)]


def test_dates_say_it_and_a_blank_is_a_gate_not_reached(tmp_path: Path) -> None:
    header = "Applied Date,Shortlisted Date,Start Date"
    lines = [
        "01,A,01/05/2024,03/06/2024,05-Jul-2024",
        "02,A,01/05/2024,20240603,",
        "03,A,01/05/2024,,1900-01-01",
        "04,A,01/05/2024,2024-06-03,4712-12-31",
    ]

    assert steps(read(tmp_path, header, *lines)) == [
        (True, True),
        (True, False),
        (False, False),
        (True, False),
    ]


def test_a_year_has_the_applications_that_were_shortlisted_in_it(tmp_path: Path) -> None:
    lines = [
        "01,A,31/03/2024,05/04/2024",
        "02,A,01/04/2024,",
        "03,A,31/03/2025,02/05/2025",
        "04,A,01/04/2025,",
        "05,A,,",
    ]

    intake = read(tmp_path, "Shortlisted Date,Appointed Date", *lines, year=2025)

    assert intake.problems == ()
    assert fates(intake) == {
        "shortlisted application": 2,
        "outside the reporting year": 2,
        "not shortlisted": 1,
    }


def test_an_appointment_date_stands_in_for_a_shortlisting_date(tmp_path: Path) -> None:
    lines = ["01,A,Appointed,01/06/2024", "02,A,Appointed,01/06/2023", "03,A,Interview,"]

    intake = read(tmp_path, "Stage,Appointed Date", *lines, year=2025)

    assert fates(intake) == {"shortlisted application": 2, "outside the reporting year": 1}


@pytest.mark.parametrize("date", ["31/02/2024", "soon", "2024-13-01", "03/06/2924"])
def test_an_impossible_date_is_refused_whatever_else_the_row_says(
    date: str, tmp_path: Path
) -> None:
    intake = read(
        tmp_path, "Shortlisted,Appointed,Shortlisted Date", f"01,A,Yes,No,{date}", year=2025
    )

    assert [str(problem) for problem in intake.problems] == [
        (
            "trac.csv, row 2, column 'Shortlisted': shortlisted 'Shortlisted Date: impossible date' "
            "is neither true nor false; accepted: true or false (also yes, no, y, n, 1, 0) "
            "[neither-true-nor-false]"
        )
    ]
    assert intake.ledger.balances


def test_an_appointment_without_shortlisting_is_no_appointment_from_shortlisting(
    tmp_path: Path,
) -> None:
    intake = read(tmp_path, "Shortlisted Date,Appointed Date", "01,A,,2024-06-03")

    assert fates(intake) == {"not shortlisted": 1}


@pytest.mark.parametrize(
    ("header", "lacking"),
    [
        pytest.param("Shortlisted", ["appointed"], id="appointed"),
        pytest.param("Appointed Date", ["shortlisted"], id="shortlisted"),
        pytest.param("Grade", ["shortlisted", "appointed"], id="both"),
    ],
)
def test_a_step_that_no_column_tells_of_is_missed(
    header: str, lacking: list[str], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, header, "01,A,")

    assert [str(problem) for problem in caught.value.problems] == [
        f"trac.csv, row 1: no column that says who was {step}; accepted: a column headed "
        f"'{step.title()}' or 'Stage' or '{step.title()} Date' [missing-column]"
        for step in lacking
    ]


def test_a_candidate_stands_for_an_application_within_a_vacancy(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(
        "Candidate ID,Vacancy ID,Ethnic Origin,Stage\n007,V1,A,Interview\n007,V2,A,Interview\n"
    )

    intake = wres.read(path, adapter="recruitment")

    records = to_records(intake.tables["recruitment"], Application)
    assert [record.application for record in records] == ["V1 007", "V2 007"]
    assert fates(intake) == {"shortlisted application": 2}


def test_a_candidate_without_a_vacancy_may_have_applied_twice(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("Candidate ID,Ethnic Origin,Stage\n007,A,Interview\n")

    with pytest.raises(InputError, match="no column 'Vacancy ID', and a candidate may apply"):
        wres.read(path, adapter="recruitment")


def test_a_row_without_an_application_number_is_refused_without_its_values(tmp_path: Path) -> None:
    intake = read(tmp_path, "Stage", ",A,Interview")

    assert [str(problem) for problem in intake.problems] == [
        (
            "trac.csv, row 2, column 'Application ID': no application; accepted: "
            "text without outer blanks [missing-value]"
        )
    ]


def test_an_application_that_is_there_twice_counts_once_at_its_furthest_stage(
    tmp_path: Path,
) -> None:
    intake = read(tmp_path, "Stage", "01,A,Interview", "01,A,Appointed")

    assert fates(intake) == {
        "shortlisted application": 1,
        "duplicate application; the furthest stage is kept": 1,
    }
    counted = wres.count(intake).to_frame()
    assert counted.filter(measure="appointed", ethnic_group="white")["value"].to_list() == [1]


def test_place_and_origin_of_a_post_travel_along(tmp_path: Path) -> None:
    header = "Stage,Staff Group,Pay Band,International Recruitment"
    lines = [
        "01,A,Appointed,Nursing and Midwifery Registered,NHS AfC: Band 5,Yes",
        "02,A,Appointed,Medical and Dental,Consultant,No",
        "03,A,Appointed,Medical and Dental,VSM,",
        "04,A,Appointed,,,",
    ]

    records = to_records(read(tmp_path, header, *lines).tables["recruitment"], Application)

    assert [(r.workforce_group, r.pay_band, r.international) for r in records] == [
        ("clinical", "Band 5", True),
        ("medical", "Consultant", False),
        ("clinical", "VSM", None),
        (None, None, None),
    ]


def test_an_unknown_band_is_shown_translated_or_not_read(tmp_path: Path) -> None:
    header, line = "Stage,Pay Band", "01,A,Appointed,Local pay"

    (problem,) = read(tmp_path, header, line).problems
    words = {"pay_band": {"local pay": "Band 7"}}
    translated = read(tmp_path, header, line, translations=words)

    assert "row 2, column 'Pay Band': unknown pay band 'Local pay'" in str(problem)
    assert translated.tables["recruitment"].collect()["pay_band"].to_list() == ["Band 7"]
    assert steps(read(tmp_path, header, line, pay_band="")) == [(True, True)]


def test_every_column_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("No,Group,My Stage,Stage\n01,A,Appointed,x\n")

    intake = wres.read(
        path, adapter="recruitment", application="No", ethnic_category="Group", stage="My Stage"
    )

    assert steps(intake) == [(True, True)]


def test_the_organisation_of_a_row_goes_before_that_of_the_call(tmp_path: Path) -> None:
    intake = read(tmp_path, "Stage,ODS Code", "01,A,Offer,RYY", "02,A,Offer,", organisation="RXX")

    assert intake.tables["recruitment"].collect()["organisation"].to_list() == ["RYY", "RXX"]


def test_a_totals_row_under_yes_and_no_is_no_application(tmp_path: Path) -> None:
    intake = read(tmp_path, "Shortlisted,Appointed", "01,A,Yes,No", "Grand Total,,120,15")

    assert intake.problems == ()
    assert fates(intake) == {"shortlisted application": 1, "totals row": 1}


def test_every_stage_says_what_it_means() -> None:
    rows = read_table("recruitment_stages")

    assert {row["shortlisted"] for row in rows} == {"yes", "no", ""}
    assert {row["appointed"] for row in rows} == {"yes", "no", "offer"}
    assert all(row["shortlisted"] == "yes" for row in rows if row["appointed"] != "no")
    assert len({row["spelling"] for row in rows}) == len(rows)
