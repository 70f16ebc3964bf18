"""What is told of faulty rows: whole messages, one fault once, in order, nothing personal."""

# mypy: disable-error-code="arg-type"
# Records take plain labels for the members of their enums, which mypy does not see.

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.admission import DATED_ON, MERGED_INTO, OUT_OF_SCOPE, ROW, Intake, LooseTable, Source
from wres.admission.frames import intake_of
from wres.admission.refusals import HIDDEN, shown
from wres.errors import InputError
from wres.ledger import Entry, State
from wres.profiles import profile
from wres.records import RECORDS, Application, StaffRecord, SurveyShare, columns
from wres.returns import count
from wres.tables import to_frame


GOOD = {
    "organisation": "RXX",
    "person": "09000123",
    "assignment": "09000123-2",
    "ethnic_category": "D",
    "workforce_group": "clinical",
    "pay_band": "Band 5",
    "engagement": "substantive",
    "primary": "yes",
    "fte": "1",
    "started_on": "2020-01-01",
    "senior_medical_manager": "no",
}
BANDS = columns(StaffRecord)["pay_band"].accepted
FLAG = "true or false (also yes, no, y, n, 1, 0)"


def workforce(*changes: dict[str, str | None]) -> Intake:
    """Read text rows as an adapter would: from a file, under the source's headers."""
    rows: list[dict[str, str | None]] = [{**GOOD, **change} for change in changes]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(GOOD, pl.String)).with_row_index(ROW, 2)
    headers = {name: name.replace("_", " ").title() for name in GOOD}
    loose = LooseTable("workforce", frame.lazy(), Source("test", "staff.csv", "Staff"), headers)
    return Intake((loose,), profile(2025))


def told(intake: Intake) -> list[str]:
    return [str(problem) for problem in intake.problems]


def rejected(intake: Intake) -> list[Entry]:
    return [entry for entry in intake.ledger.entries if entry.state is State.REJECTED]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"ethnic_category": "T"},
            (
                "column 'Ethnic Category': unknown ethnic category 'T'; accepted: an NHS ethnic "
                "category code: A to S without I, O and Q, or Z, or 99 [unknown-ethnic-category]"
            ),
        ),
        (
            {"workforce_group": "Admin"},
            (
                "column 'Workforce Group': unknown workforce group 'Admin'; accepted: non_clinical, "
                "clinical or medical [unknown-workforce-group]"
            ),
        ),
        (
            {"pay_band": "Band 12"},
            f"column 'Pay Band': unknown pay band 'Band 12'; accepted: {BANDS} [unknown-pay-band]",
        ),
        (
            {"engagement": "Permanent"},
            (
                "column 'Engagement': unknown engagement 'Permanent'; accepted: substantive, "
                "fixed_term, bank, agency, honorary, student, non_executive, other "
                "[unknown-engagement]"
            ),
        ),
        (
            {"primary": "maybe"},
            (
                f"column 'Primary': primary 'maybe' is neither true nor false; accepted: {FLAG} "
                "[neither-true-nor-false]"
            ),
        ),
        (
            {"fte": "-1"},
            (
                "column 'Fte': impossible fte '-1'; accepted: a number of at least 0 "
                "[impossible-number]"
            ),
        ),
        (
            {"started_on": "30/02/2020"},
            (
                "column 'Started On': impossible date '30/02/2020'; accepted: a date from 1900 to "
                "2199, such as 2025-03-31 or 31/03/2025 [impossible-date]"
            ),
        ),
        (
            {"pay_band": " "},
            f"column 'Pay Band': no pay band; accepted: {BANDS} [missing-value]",
        ),
        (
            {"person": None},
            "column 'Person': no person; accepted: text without outer blanks [missing-value]",
        ),
        (
            {"workforce_group": "medical"},
            (
                "column 'Pay Band': pay band 'Band 5' does not go with the rest of the row; "
                "accepted: a medical grade for medical staff [band-outside-group]"
            ),
        ),
        (
            {"senior_medical_manager": "yes"},
            (
                "column 'Pay Band': pay band 'Band 5' does not go with the rest of the row; "
                "accepted: Consultant for a senior medical manager [manager-not-consultant]"
            ),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_fault_is_told_in_full(change: dict[str, str | None], message: str) -> None:
    intake = workforce({}, change)

    assert told(intake) == [f"staff.csv, sheet 'Staff', row 3, {message}"]
    assert [entry.rows for entry in rejected(intake)] == [1]


def test_an_appointment_without_shortlisting_is_told_in_full() -> None:
    frame = to_frame([Application("RXX", "1", "D", shortlisted=False, appointed=False)])

    intake = intake_of({"recruitment": frame.with_columns(appointed=True)}, 2025)

    # Not shortlisted: out of scope before anything else is looked at.
    assert intake.ledger.totals()[State.OUT_OF_SCOPE] == 1
    assert intake.problems == ()


def test_figures_that_do_not_agree_are_all_rejected_and_told_in_full() -> None:
    shares = [
        SurveyShare("RXX", 2024, "harassed_by_staff", "bme", share, 100)
        for share in (0.25, 0.25, 0.5)
    ]
    same = SurveyShare("RXX", 2024, "harassed_by_staff", "white", 0.25, 100)

    intake = intake_of({"survey": to_frame([*shares, same, same])}, 2025)

    assert told(intake) == [
        (
            "survey, row 1, column 'share': rows of the same figure do not agree in share (and in 2 "
            "more rows); accepted: one row for each figure [conflicting-rows]"
        )
    ]
    assert intake.ledger.totals() == {"counted": 1, "out_of_scope": 0, "merged": 1, "rejected": 3}


def test_columns_that_are_missing_or_unreadable_are_all_told_at_once() -> None:
    frame = to_frame([], StaffRecord).drop("person", "pay_band", "fte")
    board = pl.DataFrame({"ethnic_category": [["A"]], "voting": [True]})

    with pytest.raises(InputError) as refused:
        intake_of({"workforce": frame, "board": board}).admitted  # noqa: B018

    assert [str(problem) for problem in refused.value.problems] == [
        (
            "workforce: no column 'person'; accepted: a column with text without outer blanks "
            "[missing-column]"
        ),
        f"workforce: no column 'pay_band'; accepted: a column with {BANDS} [missing-column]",
        f"board: no column 'executive'; accepted: a column with {FLAG} [missing-column]",
        (
            "board, column 'ethnic_category': a column of type List; accepted: text, numbers, dates, "
            "or true and false [unreadable-column]"
        ),
    ]


def test_three_faults_of_a_row_are_three_problems_and_one_rejection() -> None:
    intake = workforce({"ethnic_category": "T", "pay_band": "Band 12", "primary": "maybe"})

    assert [problem.code for problem in intake.problems] == [
        "unknown-ethnic-category",
        "unknown-pay-band",
        "neither-true-nor-false",
    ]
    assert [(entry.rule, entry.value, entry.rows) for entry in rejected(intake)] == [
        ("unknown-ethnic-category", "T", 1)
    ]
    assert intake.ledger.balances


def test_one_value_is_told_once_with_its_first_row_and_how_often() -> None:
    rows = [{"pay_band": band} for band in ("X", "Y", "X", "Band 5", "X")]

    intake = workforce(*rows)

    assert [(problem.where.row, problem.message, problem.count) for problem in intake.problems] == [
        (2, "unknown pay band 'X'", 3),
        (3, "unknown pay band 'Y'", 1),
    ]


@pytest.mark.parametrize(
    ("values", "last"),
    [
        pytest.param(20, "unknown pay band 'X19'", id="twenty"),
        pytest.param(21, "unknown pay band in 1 further value", id="one more"),
        pytest.param(25, "unknown pay band in 5 further values", id="five more"),
    ],
)
def test_values_beyond_the_twentieth_are_told_together(values: int, last: str) -> None:
    rows = [{"pay_band": f"X{number}"} for number in range(values)]

    intake = workforce(*rows, *rows)

    assert len(intake.problems) == min(values, 21)
    assert intake.problems[-1].message == last
    assert sum(problem.count for problem in intake.problems) == 2 * values
    assert sum(entry.rows for entry in rejected(intake)) == 2 * values


def test_problems_come_in_the_order_of_files_and_rows() -> None:
    bad = pl.DataFrame([{**GOOD, "pay_band": "X"}, {**GOOD, "fte": "?"}, {**GOOD, "fte": "?"}])
    loose = [
        LooseTable("workforce", frame.lazy(), Source("test", name))
        for name, frame in (("b.csv", bad), ("a.csv", bad.reverse()))
    ]

    problems = Intake(tuple(loose), profile(2025)).problems

    assert [(one.where.file, one.where.row, one.code) for one in problems] == [
        ("b.csv", 1, "unknown-pay-band"),
        ("b.csv", 2, "impossible-number"),
        ("a.csv", 1, "impossible-number"),
        ("a.csv", 3, "unknown-pay-band"),
    ]


def test_an_out_of_scope_row_is_not_checked_further() -> None:
    intake = workforce({"engagement": "bank", "pay_band": "?", "ethnic_category": "?"})

    assert intake.problems == ()
    assert [(item.state, item.rule) for item in intake.ledger.entries] == [
        (State.OUT_OF_SCOPE, "bank-only worker")
    ]


# --- Nothing personal -------------------------------------------------------------------------

SLIPPED = [
    "QQ123456C",
    "QQ 12 34 56 C",
    "NI: qq 12 34 56 c",
    "01/02/1980",
    "1-2-80",
    "1 February 1980",
    "1980-02-01",
    "09000123",
    "07700 900123",
    "020 7946 0000",
    "first.last@example.org",
    "x" * 61,
]


@pytest.mark.parametrize("value", SLIPPED)
@pytest.mark.parametrize("column", ["ethnic_category", "pay_band", "primary"])
def test_what_may_identify_a_person_is_not_shown_in_any_column(column: str, value: str) -> None:
    intake = workforce({column: value})

    (problem,) = intake.problems
    assert HIDDEN in problem.message
    assert value not in str(problem)
    assert [entry.value for entry in rejected(intake)] == [HIDDEN]


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        *((value, HIDDEN) for value in SLIPPED),
        *((value, value) for value in ("-1", "1,5", "120%", "0.123456", "1e400", "-inf", "NaN")),
    ],
)
def test_only_what_looks_like_a_measured_number_is_shown_as_one(value: str, safe: str) -> None:
    assert shown(value, columns(StaffRecord)["fte"]) == safe


def test_values_that_are_not_shown_are_told_together() -> None:
    intake = workforce(*({"pay_band": value} for value in SLIPPED))

    (problem,) = intake.problems
    assert (problem.count, problem.message) == (len(SLIPPED), f"unknown pay band {HIDDEN}")


@pytest.mark.parametrize("value", ["Band 12", "XR05", "8a (part)", "Nursing & Midwifery", "T", "é"])
def test_codes_and_labels_are_shown(value: str) -> None:
    assert shown(value, columns(StaffRecord)["pay_band"]) == value


PERSONAL = [
    (record.table, name)
    for record in RECORDS
    for name, column in columns(record).items()
    if column.personal
]


@given(value=st.text(min_size=5))
def test_a_personal_value_is_never_shown(value: str) -> None:
    personal = {record.table: columns(record) for record in RECORDS}

    assert all(shown(value, personal[table][name]) is None for table, name in PERSONAL)


def test_no_problem_and_no_ledger_entry_names_a_person() -> None:
    secret = "S3CRET"
    frame = pl.DataFrame(
        [
            {**GOOD, "person": secret, "assignment": secret, "pay_band": "?"},
            {**GOOD, "person": secret, "assignment": None},
            {**GOOD, "person": None, "assignment": secret},
        ]
    )

    filed = count({"workforce": frame}, year=2025, accept_rejected=True)
    intake = intake_of({"workforce": frame}, 2025)

    assert secret not in repr(intake.problems) + repr(filed.evidence)


# --- Hints of adapters ------------------------------------------------------------------------


def test_hints_decide_before_anything_is_checked() -> None:
    frame = pl.DataFrame([{**GOOD, "person": str(number), "pay_band": "?"} for number in range(4)])
    frame = frame.with_columns(
        pl.Series(OUT_OF_SCOPE, ["a totals row", None, " ", "a trailer"]),
        pl.Series(MERGED_INTO, [None, "a person row", None, "a person row"]),
    )

    intake = intake_of({"workforce": frame}, 2025)

    assert [(item.state, item.rule, item.rows) for item in intake.ledger.entries] == [
        (State.MERGED, "a person row", 1),
        (State.OUT_OF_SCOPE, "a totals row", 1),
        (State.OUT_OF_SCOPE, "a trailer", 1),
        (State.REJECTED, "unknown-pay-band", 1),
    ]


def test_hints_that_are_true_or_false_are_understood() -> None:
    frame = pl.DataFrame([{**GOOD, "person": str(number)} for number in range(3)])
    frame = frame.with_columns(pl.Series(OUT_OF_SCOPE, [True, False, None]))

    intake = intake_of({"workforce": frame}, 2025)

    assert [(item.state, item.rule, item.rows) for item in intake.ledger.entries] == [
        (State.COUNTED, "person in post", 2),
        (State.OUT_OF_SCOPE, "marked so by the source", 1),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["7", "7", "7"], id="all the same"),
        pytest.param([None, None, None], id="none"),
        pytest.param(["a", "", "2"], id="no numbers"),
        pytest.param([2**63 - 1, -1, 0], id="odd numbers"),
    ],
)
def test_row_numbers_of_the_source_decide_nothing(rows: list[object]) -> None:
    frame = pl.DataFrame([GOOD, GOOD, {**GOOD, "pay_band": "?"}])

    intake = intake_of({"workforce": frame.with_columns(pl.Series(ROW, rows))}, 2025)

    assert intake.ledger.totals() == {"counted": 1, "out_of_scope": 0, "merged": 1, "rejected": 1}
    assert all(str(problem) for problem in intake.problems)


def test_tables_are_the_valid_rows_in_their_schema_whatever_is_counted() -> None:
    rows = [GOOD, GOOD, {**GOOD, "engagement": "bank"}, {**GOOD, "pay_band": "?"}]

    table = intake_of({"workforce": pl.DataFrame(rows)}, 2025).tables["workforce"].collect()

    assert table.height == 3
    assert table["started_on"].to_list() == [date(2020, 1, 1)] * 3
    assert table["person"].to_list() == ["09000123"] * 3


def test_an_events_table_keeps_people_the_standard_leaves_out() -> None:
    bank = pl.DataFrame([{**GOOD, "engagement": "bank"}])
    case = pl.DataFrame(
        {
            "organisation": "RXX",
            "case": "1",
            "person": "09000123",
            "entered_on": "01-Sep-2024",
            DATED_ON: None,
        }
    )

    intake = intake_of({"workforce": bank, "disciplinary": case}, 2025)

    assert intake.ledger.totals("disciplinary")[State.OUT_OF_SCOPE] == 1
    assert intake.tables["disciplinary"].collect().height == 1
