import pytest

from wres.errors import InputError, Location
from wres.files import Field, match_columns, same


WHERE = Location("staff.csv", row=3)
PERSON = {"person": Field("Employee Number", "Staff Number")}


@pytest.mark.parametrize(
    "header",
    ["Employee Number", "EmployeeNumber", "employee_number", " EMPLOYEE-NUMBER ", "Staff number"],
)
def test_headers_match_however_they_are_written(header: str) -> None:
    assert match_columns(["Sex", header], PERSON, WHERE) == {"person": header}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Organization Name", "Organisation Name", id="American spelling"),
        pytest.param("OrganizationName", "organisation_name", id="without blanks"),
        pytest.param("Date (incl# out of period)", "Date (incl. out of period)", id="# for ."),
    ],
)
def test_two_spellings_of_one_header_are_the_same(one: str, other: str) -> None:
    assert same(one) == same(other)


def test_a_missing_column_is_told_with_the_headers_tried() -> None:
    with pytest.raises(InputError) as caught:
        match_columns(["Sex"], PERSON, WHERE)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "staff.csv, row 3: no column 'Employee Number'; "
            "accepted: a column headed 'Employee Number' or 'Staff Number' [missing-column]"
        )
    ]


def test_two_columns_for_one_field_are_told() -> None:
    with pytest.raises(InputError) as caught:
        match_columns(["Staff Number", "Employee Number"], PERSON, WHERE)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "staff.csv, row 3: 2 columns that could each be the person: "
            "'Staff Number' and 'Employee Number'; "
            "accepted: one such column; rename or remove the others [repeated-column]"
        )
    ]


def test_the_same_header_twice_matters_only_where_it_is_wanted() -> None:
    assert match_columns(["Sex", "Sex", "Staff Number"], PERSON, WHERE) == {
        "person": "Staff Number"
    }

    with pytest.raises(InputError, match="repeated-column"):
        match_columns(["Staff Number", "staff_number"], PERSON, WHERE)


def test_of_a_set_of_fields_one_is_enough_and_none_is_too_few() -> None:
    wanted = {
        "grade": Field("Grade", one_of="pay"),
        "scale": Field("Pay Scale", one_of="pay"),
        "fte": Field("FTE", required=False),
    }

    assert match_columns(["Pay Scale"], wanted, WHERE) == {"scale": "Pay Scale"}
    with pytest.raises(InputError, match="a column headed 'Grade' or 'Pay Scale'"):
        match_columns(["FTE"], wanted, WHERE)


def test_all_faults_of_the_header_are_told_at_once() -> None:
    wanted = {**PERSON, "grade": Field("Grade"), "fte": Field("FTE")}

    with pytest.raises(InputError) as caught:
        match_columns(["FTE", "FTE"], wanted, WHERE)

    assert [problem.code for problem in caught.value.problems] == [
        "missing-column",
        "missing-column",
        "repeated-column",
    ]
