import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

import wres
from wres.records import (
    RECORDS,
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    ReturnLine,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
    columns,
)
from wres.vocabulary import EthnicCategory, PayBand


GOOD: dict[type[Record], dict[str, Any]] = {
    StaffRecord: {
        "organisation": "RXX",
        "person": "0101",
        "assignment": "0101-2",
        "ethnic_category": "D",
        "workforce_group": "clinical",
        "pay_band": "Band 5",
        "engagement": "substantive",
        "primary": True,
    },
    Application: {
        "organisation": "RXX",
        "application": "A1",
        "ethnic_category": "A",
        "shortlisted": True,
        "appointed": False,
    },
    DisciplinaryEntry: {
        "organisation": "RXX",
        "case": "C1",
        "person": None,
        "ethnic_category": None,
        "entered_on": date(2024, 9, 1),
    },
    TrainingUptake: {
        "organisation": "RXX",
        "person": None,
        "ethnic_category": None,
        "course": None,
        "accessed_on": None,
        "mandatory": False,
    },
    SurveyShare: {
        "organisation": "RXX",
        "survey_year": 2024,
        "measure": "harassed_by_staff",
        "ethnic_group": "bme",
        "share": 0.25,
    },
    BoardMember: {
        "organisation": "RXX",
        "person": None,
        "ethnic_category": "Z",
        "voting": True,
        "executive": False,
    },
    ReturnLine: {
        "organisation": "",
        "year": None,
        "measure": "staff",
        "workforce_group": None,
        "pay_band": None,
        "ethnic_group": "white",
        "value": 7,
    },
}

BANDS = (
    "Under Band 1, Band 1 to Band 9 (8a to 8d), VSM or, for medical staff, Consultant, "
    "Non-consultant career grade, Trainee grade, Other medical"
)
FLAG = "true or false (also yes, no, y, n, 1, 0)"
DAY = "a date from 1900 to 2199, such as 2025-03-31 or 31/03/2025"


def make(record: type[Record], **changed: object) -> Record:
    return record(**{**GOOD[record], **changed})


@pytest.mark.parametrize(
    ("record", "field", "value", "message"),
    [
        (StaffRecord, "organisation", None, "text without outer blanks; got None"),
        (StaffRecord, "organisation", " RXX", "text without outer blanks; got ' RXX'"),
        (StaffRecord, "person", "", "text without outer blanks; got the value given"),
        (StaffRecord, "person", 101, "text without outer blanks; got the value given"),
        (StaffRecord, "assignment", "\ud800", "text without outer blanks; got the value given"),
        (
            StaffRecord,
            "ethnic_category",
            "T",
            "an NHS ethnic category code: A to S without I, O and Q, or Z, or 99; got 'T'",
        ),
        (
            StaffRecord,
            "ethnic_category",
            99,
            "an NHS ethnic category code: A to S without I, O and Q, or Z, or 99; got 99",
        ),
        (
            StaffRecord,
            "workforce_group",
            "admin",
            "non_clinical, clinical or medical; got 'admin'",
        ),
        (StaffRecord, "pay_band", "Band 10", f"{BANDS}; got 'Band 10'"),
        (
            StaffRecord,
            "engagement",
            "permanent",
            (
                "substantive, fixed_term, bank, agency, honorary, student, non_executive, other; "
                "got 'permanent'"
            ),
        ),
        (StaffRecord, "primary", 1, f"{FLAG}; got 1"),
        (StaffRecord, "fte", -0.1, "a number of at least 0; got -0.1"),
        (StaffRecord, "fte", float("nan"), "a number of at least 0; got nan"),
        (StaffRecord, "fte", float("inf"), "a number of at least 0; got inf"),
        (StaffRecord, "fte", True, "a number of at least 0; got True"),
        (StaffRecord, "fte", 10**400, f"a number of at least 0; got {10**400}"),
        (StaffRecord, "started_on", "2025-01-01", f"{DAY}; got '2025-01-01'"),
        (StaffRecord, "started_on", date(4712, 12, 31), f"{DAY}; got datetime.date(4712, 12, 31)"),
        (
            StaffRecord,
            "started_on",
            datetime(2025, 1, 1),  # noqa: DTZ001 - is refused, whatever its zone
            f"{DAY}; got datetime.datetime(2025, 1, 1, 0, 0)",
        ),
        (StaffRecord, "senior_medical_manager", None, f"{FLAG}; got None"),
        (Application, "application", None, "text without outer blanks; got the value given"),
        (Application, "international", "no", f"{FLAG}; got 'no'"),
        (DisciplinaryEntry, "case", "", "text without outer blanks; got the value given"),
        (
            DisciplinaryEntry,
            "person",
            "",
            "text without outer blanks, or none; got the value given",
        ),
        (DisciplinaryEntry, "entered_on", None, f"{DAY}; got None"),
        (TrainingUptake, "course", "CPD ", "text without outer blanks, or none; got 'CPD '"),
        (TrainingUptake, "mandatory", None, f"{FLAG}; got None"),
        (SurveyShare, "survey_year", 2002, "a whole number from 2003 to 2199; got 2002"),
        (SurveyShare, "survey_year", 2024.0, "a whole number from 2003 to 2199; got 2024.0"),
        (
            SurveyShare,
            "measure",
            "staff",
            (
                "harassed_by_public, harassed_by_staff, believes_equal_opportunities, "
                "discriminated_against; got 'staff'"
            ),
        ),
        (SurveyShare, "ethnic_group", "BME", "white, bme or unknown; got 'BME'"),
        (SurveyShare, "share", 24.9, "a number of at least 0 and at most 1; got 24.9"),
        (SurveyShare, "respondents", 0, "a whole number from 1 to 1000000000; got 0"),
        (BoardMember, "voting", "yes", f"{FLAG}; got 'yes'"),
        (ReturnLine, "year", 2014, "a whole number from 2015 to 2199; got 2014"),
        (ReturnLine, "measure", "leavers", "a measure of the tidy form; got 'leavers'"),
        (
            ReturnLine,
            "value",
            1e13,
            "a number of at least 0 and at most 1,000,000,000,000; got 10000000000000.0",
        ),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_in_words(
    record: type[Record], field: str, value: object, message: str
) -> None:
    with pytest.raises(ValueError, match="must be") as refused:
        make(record, **{field: value})

    assert str(refused.value) == f"{field} must be {message}"


@pytest.mark.parametrize(
    ("record", "changes", "message"),
    [
        pytest.param(
            StaffRecord,
            {"workforce_group": "medical"},
            "pay_band must be a medical grade for medical staff; got <PayBand.BAND_5: 'Band 5'>",
            id="band of a medical person",
        ),
        pytest.param(
            StaffRecord,
            {"pay_band": "Consultant"},
            "pay_band must be Under Band 1 to VSM for staff who are not medical; "
            "got <PayBand.CONSULTANT: 'Consultant'>",
            id="grade of another person",
        ),
        pytest.param(
            StaffRecord,
            {"senior_medical_manager": True},
            "pay_band must be Consultant for a senior medical manager; "
            "got <PayBand.BAND_5: 'Band 5'>",
            id="manager who is no consultant",
        ),
        pytest.param(
            Application,
            {"shortlisted": False, "appointed": True},
            "shortlisted must be true for an application that was appointed; got False",
            id="appointed without shortlisting",
        ),
    ],
)
def test_fields_that_do_not_go_together_are_refused(
    record: type[Record], changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match="must be") as refused:
        make(record, **changes)

    assert str(refused.value) == message


@pytest.mark.parametrize("record", GOOD, ids=lambda record: record.table)
def test_a_record_is_frozen_hashable_and_pickles(record: type[Record]) -> None:
    made = make(record)

    assert make(record) == made
    assert len({make(record), made}) == 1
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.organisation = "RYY"  # type: ignore[attr-defined]


def test_labels_and_whole_numbers_become_what_a_field_holds() -> None:
    record = make(StaffRecord, fte=1)

    assert isinstance(record, StaffRecord)
    assert record.ethnic_category is EthnicCategory.MIXED_WHITE_AND_BLACK_CARIBBEAN
    assert record.pay_band is PayBand.BAND_5
    assert type(record.fte) is float


def test_a_band_without_a_group_requires_nothing() -> None:
    assert make(Application, pay_band="Consultant") is not None


def test_the_fields_are_the_contracts() -> None:
    # The contract: class, table name, fields in order.
    assert {record.table: " ".join(columns(record)) for record in RECORDS} == {
        "workforce": "organisation person assignment ethnic_category workforce_group pay_band "
        "engagement primary fte started_on senior_medical_manager",
        "recruitment": "organisation application ethnic_category shortlisted appointed "
        "international workforce_group pay_band",
        "disciplinary": "organisation case person ethnic_category entered_on",
        "training": "organisation person ethnic_category course accessed_on mandatory",
        "survey": "organisation survey_year measure ethnic_group share respondents",
        "board": "organisation person ethnic_category voting executive",
    }


def test_the_record_classes_are_public() -> None:
    assert all(getattr(wres, record.__name__) is record for record in RECORDS)


def test_identifiers_are_personal() -> None:
    personal = {
        name for record in RECORDS for name, column in columns(record).items() if column.personal
    }

    assert personal == {"person", "assignment", "application", "case"}
