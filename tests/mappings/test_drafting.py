"""What a draft says, what it leaves to a person, and what it never repeats."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from tests.mappings.presets import CASES, Case
from wres.errors import InputError, UnknownNameError
from wres.mappings import parse_mapping
from wres.mappings.drafting import draft
from wres.mappings.drafting.matching import TABLES_DRAFTED
from wres.mappings.drafting.proposing import date_form


CITY = "Job Class,Race/Ethnicity,Gender,Headcount\n" + "".join(
    f"{job},{race},{sex},{number}\n"
    for number, (job, race, sex) in enumerate(
        (job, race, sex)
        for job in ("Staff Nurse II", "Office Clerk")
        for race in ("White", "Black or African American", "Declined")
        for sex in "FM"
    )
)


def write(tmp_path: Path, text: str, name: str = "city.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_draft_of_counted_rows(tmp_path: Path) -> None:
    made = draft(write(tmp_path, CITY))

    assert (
        made.text
        == """\
# Drafted by 'wres map' from city.csv. '# TODO': needs you; '# CHECK': was assumed.
# It can be tried at once: wres check --source THIS.toml=FILE lists what is open.

name = "city"
title = "city.csv"
table = "workforce"  # the table that the columns look most like
format = "csv"
# not used: 1 column: 'Gender'

[columns.ethnic_category]  # high: the header is a usual one
headers = ["Race/Ethnicity"]
# what each value means: A, B, C, D, E, F, G, H, J, K, L, M, N, P, R, S, Z, 99
[columns.ethnic_category.values]
"Black or African American" = ""  # TODO 4 rows; no list of ours has it
"Declined" = "Z"  # high: Not stated; 4 rows
"White" = "C"  # high: Any other White background; 4 rows

[columns.workforce_group]  # low: no better column; the header may mean it
headers = ["Job Class"]
# what each value means: non_clinical, clinical, medical
[columns.workforce_group.values]
"Office Clerk" = ""  # TODO 6 rows; no list of ours has it
"Staff Nurse II" = ""  # TODO 6 rows; no list of ours has it

[columns.pay_band]  # low: no better column; the header may mean it
headers = ["Job Class"]
# what each value means: Under Band 1, Band 1, Band 2, Band 3, Band 4, Band 5, Band 6, Band 7, Band 8a, Band 8b, Band 8c, Band 8d, Band 9, VSM, Consultant, Non-consultant career grade, Trainee grade, Other medical
[columns.pay_band.values]
"Office Clerk" = ""  # TODO 6 rows; no list of ours has it
"Staff Nurse II" = ""  # TODO 6 rows; no list of ours has it

[columns.engagement]  # low: no column looks like it
constant = "substantive"  # CHECK no column says it: everyone is taken to be directly employed

[columns.count]  # high: the header is a usual one
headers = ["Headcount"]
"""
    )
    assert (made.todo, made.check) == (5, 1)


def test_what_nobody_found_is_left_open_and_told(tmp_path: Path) -> None:
    path = write(tmp_path, "Employee ID,Ethnicity\n1,White\n2,Martian\n3,Martian\n4,Martian\n")
    made = draft(path, table="workforce")

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter=parse_mapping(made.text, "d.toml"))

    told = [(problem.code, problem.message) for problem in caught.value.problems]
    assert told == [
        ("open-mapping", "'columns.workforce_group' says nothing yet"),
        ("open-mapping", "'columns.pay_band' says nothing yet"),
        ("unknown-ethnic-category", "unknown ethnic category 'Martian'"),
    ]
    assert caught.value.problems[-1].count == 3


@pytest.mark.parametrize(
    ("header", "codes", "proposed"),
    [
        pytest.param("Ethnic Origin", "ABHZ", {"A": "A", "B": "B", "H": "H", "Z": "Z"}, id="NHS"),
        pytest.param("Ethnic Origin", "ABHW", {}, id="a code that is another list's"),
        pytest.param("Race", "ABHZ", {}, id="by race"),
    ],
)
def test_codes_are_proposed_only_where_all_can_be_the_nhs_own(
    header: str, codes: str, proposed: dict[str, str], tmp_path: Path
) -> None:
    rows = "".join(f"{number},{code}\n" for number, code in enumerate(codes * 3))
    made = draft(write(tmp_path, f"Employee Number,{header}\n{rows}"), table="workforce")

    values = parse_mapping(made.text).columns["ethnic_category"].values

    assert {value: label for value, label in values.items() if label} == proposed
    assert set(values) == set(codes)


def test_stages_say_both_who_was_shortlisted_and_who_was_appointed(tmp_path: Path) -> None:
    stages = ["Starting", "Interview", "Shortlisting - Rejected", "Elsewhere"] * 3
    rows = "".join(f"{number},{stage},White\n" for number, stage in enumerate(stages))
    made = draft(write(tmp_path, f"Application ID,Stage,Ethnicity\n{rows}"))

    mapping = parse_mapping(made.text)

    assert made.table == "recruitment"
    assert mapping.columns["shortlisted"].values == {
        "Elsewhere": "",
        "Interview": "true",
        "Shortlisting - Rejected": "false",
        "Starting": "true",
    }
    assert mapping.columns["appointed"].values["Interview"] == "false"
    assert mapping.columns["appointed"].values["Starting"] == "true"


@pytest.mark.parametrize(
    ("values", "form", "either"),
    [
        (["2024-01-31", "31/01/2024"], None, False),
        (["01/31/2024", "02/01/2024"], "%m/%d/%Y", False),
        (["01/02/2024", "03/04/2024"], None, True),
        (["Jan 31, 2024"], "%b %d, %Y", False),
        (["/Date(1711929600000)/"], "odata", False),
        (["soon"], None, False),
        ([], None, False),
    ],
)
def test_the_form_of_dates_is_found_out(values: list[str], form: str | None, either: bool) -> None:  # noqa: FBT001
    assert date_form(values) == (form, either)


def test_american_dates_are_drafted(tmp_path: Path) -> None:
    rows = "".join(f"{number},01/{number}/2024\n" for number in range(10, 31))
    path = write(tmp_path, f"Employee ID,Hire Date\n{rows}")

    mapping = parse_mapping(draft(path, table="workforce").text)

    assert mapping.dates == ("%m/%d/%Y", "%Y-%m-%d")


def test_a_table_that_has_figures_is_not_drafted(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="no table to draft a mapping for named 'survey'"):
        draft(write(tmp_path, CITY), table="survey")


def test_the_header_is_found_below_titles_in_the_right_sheet_and_separator(tmp_path: Path) -> None:
    below = "Report of the city\n\n" + CITY.replace(",", ";")
    (tmp_path / "sub").mkdir()
    plain = draft(write(tmp_path, CITY))
    assert draft(write(tmp_path / "sub", below)).text == plain.text

    rows = [line.split(",") for line in CITY.splitlines()]
    frame = pl.DataFrame(rows[1:], schema=rows[0], orient="row")
    book = tmp_path / "city.xlsx"
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(book) as workbook:
        pl.DataFrame({"a": ["note"]}).write_excel(workbook, worksheet="Cover")
        frame.write_excel(workbook, worksheet="Data")
    made = draft(book)

    assert 'sheet = "Data"' in made.text
    assert parse_mapping(made.text).columns["count"].headers == ("Headcount",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.preset}-{case.file}")
def test_a_draft_of_any_systems_file_is_a_mapping_that_runs(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.content)
    records = "d.results" if case.preset == "successfactors" else None
    records = "employees" if case.preset == "bamboohr" else records

    made = draft(path, records=records)

    assert made.text == draft(path, records=records).text
    assert_runs(path, made.text)
    for name in ("Exampleton", "Sam Ple", "Ex Ample", "exampleton.example"):
        assert name not in made.text


def assert_runs(path: Path, text: str) -> None:
    """A draft can be tried at once: rows have fates that add up, or all that is open is told."""
    mapping = parse_mapping(text, "d.toml")
    with suppress(InputError):
        assert wres.read(path, adapter=mapping, year=2025).ledger.balances


PEOPLE = st.sampled_from(
    [
        "Exampleton, Sample",
        "Sam Ple",
        "sam.ple@example.org",
        "QQ123456C",
        "01/02/1970",
        "07700900123",
    ]
)
PERSONAL = ["Employee Name", "Date of Birth", "E-mail", "NI Number", "Manager", "Postcode", "Notes"]
HEADERS = [
    *("Employee Number", "Ethnic Origin", "Race", "Grade", "Staff Group", "Contract Type"),
    *("Headcount", "Hire Date", "Stage", "Application ID", "Case ID", "Course", "Mandatory"),
    *("Voting", "Executive", "Completion Date", "Job Title", "Something Else"),
]


@st.composite
def files(draw: st.DrawFn) -> tuple[pl.DataFrame, list[str]]:
    """Draw a file with persons in it, some of them in the wrong column; and what is theirs."""
    rows = draw(st.integers(1, 12))
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=6, unique=True))
    personal = draw(st.lists(st.sampled_from(PERSONAL), max_size=3, unique=True))
    columns: dict[str, list[str]] = {}
    theirs: list[str] = []
    for header in personal:
        columns[header] = draw(st.lists(PEOPLE, min_size=rows, max_size=rows))
        theirs += columns[header]
    for header in headers:
        if draw(st.booleans()):  # one person's own value in each row
            columns[header] = [f"{draw(PEOPLE)} of row {row}" for row in range(rows)]
            theirs += columns[header]
        else:
            words = st.sampled_from(["White", "Band 5", "Yes", "Starting", "2024-01-01", "7", ""])
            columns[header] = draw(st.lists(words, min_size=rows, max_size=rows))
    order = draw(st.permutations(sorted(columns)))
    return pl.DataFrame({name: columns[name] for name in order}), theirs


@settings(max_examples=30)
@given(
    made=files(),
    form=st.sampled_from(["csv", "json", "parquet"]),
    table=st.sampled_from([None, *TABLES_DRAFTED]),
)
def test_no_draft_repeats_what_is_a_persons(
    made: tuple[pl.DataFrame, list[str]],
    form: str,
    table: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    frame, theirs = made
    path = tmp_path_factory.mktemp("draft") / f"list.{form}"
    if form == "csv":
        frame.write_csv(path)
    elif form == "json":
        path.write_text(json.dumps(frame.to_dicts()))
    else:
        frame.write_parquet(path)
    if not frame.width:
        return

    try:
        drafted = draft(path, table=table)
    except InputError:  # a text file of blanks
        return

    assert not [value for value in theirs if value in drafted.text]
    assert drafted.text == draft(path, table=table).text
    assert_runs(path, drafted.text)


@settings(max_examples=30)
@given(
    content=st.binary(max_size=200),
    start=st.sampled_from([b"", b"PAR1", b"[{", b'{"a": [{', b"PK\x03\x04", b"Grade,"]),
)
def test_any_bytes_are_drafted_or_told_of(
    content: bytes, start: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("draft") / "any"
    path.write_bytes(start + content)

    with suppress(InputError):
        assert_runs(path, draft(path).text)
