"""What a mapping reads: formats, values, dates, counts, rows out of scope."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from wres.errors import InputError
from wres.files import same
from wres.mappings import MappedAdapter, SourceMapping, parse_mapping
from wres.mappings.drafting.drafts import quoted
from wres.mappings.rules import fields_of
from wres.records import RECORDS, Record
from wres.tables import to_frame, to_records
from wres.testing.strategies import records_of
from wres.vocabulary import fold


CITY = """
name = "city"
table = "workforce"
[columns.ethnic_category]
headers = ["Race"]
values = { "White" = "C", "Asian" = "L", "Hispanic" = "" }
[columns.workforce_group]
headers = ["Class"]
values = { "Nurse*" = "clinical" }
others = "non_clinical"
[columns.pay_band]
headers = ["Class"]
values = { "Nurse" = "Band 5", "Nurse manager" = "Band 7", "Clerk" = "Band 3" }
[columns.engagement]
constant = "substantive"
[columns.count]
headers = ["Employees"]
values = { "*" = 2 }
"""


def read(tmp_path: Path, content: str | bytes, mapping: str = CITY, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "city.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return wres.read(path, adapter=parse_mapping(mapping, "city.toml"), **options)


def fates(intake: wres.Intake) -> dict[str, int]:
    assert intake.ledger.balances
    return {entry.rule: entry.rows for entry in intake.ledger.entries}


HEADER = "Class,Race,Sex,Employees\n"


def test_counted_rows_are_people(tmp_path: Path) -> None:
    text = (
        HEADER + 'Nurse,White,F,"1,200"\nnurse MANAGER,Asian,F,30\nClerk,White,M,*\nTotal,,,1232\n'
    )

    intake = read(tmp_path, text, year=2025)

    assert fates(intake) == {"person in post": 1232, "totals row": 1}
    filed = wres.count(intake)
    assert filed.value("staff", "white") == 1202
    assert filed.value("staff", "bme") == 30
    (warning,) = filed.evidence.warnings
    assert warning == (
        "city.csv: rows that stand for several are counted by column 'Employees'; the ledger "
        "counts what they stand for"
    )


@pytest.mark.parametrize("value", ["Hispanic", "Latino", "A", "99", "C"])
def test_an_ethnicity_that_the_mapping_does_not_have_is_told_and_never_guessed(
    value: str, tmp_path: Path
) -> None:
    intake = read(tmp_path, HEADER + f"Nurse,White,F,7\nNurse,{value},F,5\nClerk,{value},F,6\n")

    (problem,) = intake.problems
    shown = f"{value} (not in the mapping)" if value in {"A", "99", "C"} else value
    assert str(problem) == (
        f"city.csv, row 3, column 'Race': unknown ethnic category '{shown}' (and in 1 more row); "
        "accepted: an NHS ethnic category code: A to S without I, O and Q, or Z, or 99, or its "
        "meaning under [columns.ethnic_category.values] of city.toml [unknown-ethnic-category]"
    )
    assert fates(intake)["unknown-ethnic-category"] == 11


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("many", "city.csv, row 2, column 'Employees': impossible count 'many'; accepted: "),
        ("-3", "city.csv, row 2, column 'Employees': impossible count '-3'; accepted: "),
        ("1.5", "city.csv, row 2, column 'Employees': impossible count '1.5'; accepted: "),
        ("2000000000", "city.csv, row 2, column 'Employees': impossible count (not shown"),
        ("", "city.csv, row 2, column 'Employees': no count; accepted: a whole number from 0 to "),
    ],
)
def test_a_count_that_is_none_is_told(value: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEADER + f"Nurse,White,F,{value}\nNurse,White,M,2\n")

    (problem,) = caught.value.problems
    assert str(problem).startswith(told)


def test_many_impossible_counts_are_told_together(tmp_path: Path) -> None:
    rows = "".join(f"Nurse,White,F,x{letter}\n" for letter in "abcdefghijklmnopqrstuvw")

    with pytest.raises(InputError) as caught:
        read(tmp_path, HEADER + rows)

    assert len(caught.value.problems) == 21
    assert caught.value.problems[-1].message == "3 further values that are no count"


def test_rows_that_stand_for_nobody_are_left_aside(tmp_path: Path) -> None:
    assert fates(read(tmp_path, HEADER + "Nurse,White,F,0\nNurse,White,M,3\n")) == {
        "person in post": 3
    }


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    text = HEADER + "Nurse,White,F,3\n"

    both = read(tmp_path, text, year=2025) + read(tmp_path, text, year=2025)

    assert fates(both) == {"person in post": 3, "duplicate of an assignment": 3}


STAFF = """
name = "hr"
table = "workforce"
dates = ["%m/%d/%Y"]
[columns.person]
headers = ["Emp ID"]
[columns.ethnic_category]
headers = ["Ethnicity"]
words = true
[columns.workforce_group]
headers = ["Dept"]
values = { "Nursing" = "clinical", "Medical" = "medical" }
[columns.pay_band]
headers = ["Grade"]
words = true
[columns.engagement]
headers = ["Contract"]
words = true
blank = "substantive"
[columns.primary]
constant = true
[columns.started_on]
headers = ["Hired"]
required = false
[columns.effective_to]
headers = ["Left"]
required = false
[[out_of_scope]]
headers = ["Country"]
unless = ["England", "UK*"]
reason = "abroad"
required = false
[[out_of_scope]]
headers = ["Status"]
values = ["Vacant"]
blank = true
reason = "no person"
required = false
"""
ROW = "E1,A White British,Nursing,Band 5,Permanent,04/13/2020"
COLUMNS = "Emp ID,Ethnicity,Dept,Grade,Contract,Hired"


def staff(tmp_path: Path, *rows: str, header: str = COLUMNS, **options: Any) -> wres.Intake:  # noqa: ANN401
    return read(tmp_path, "\n".join([header, *rows]) + "\n", STAFF, **options)


def test_dates_are_read_in_the_forms_of_the_mapping(tmp_path: Path) -> None:
    rows = staff(tmp_path, ROW).tables["workforce"].collect()

    assert rows["started_on"].to_list() == [date(2020, 4, 13)]
    assert rows["pay_band"].to_list() == ["Band 5"]
    assert rows["assignment"].to_list() == ["E1"]


def test_a_date_of_another_form_is_refused_though_it_could_be_read(tmp_path: Path) -> None:
    (problem,) = staff(tmp_path, ROW.replace("04/13", "13/04")).problems

    assert problem.code == "impossible-date"


def test_an_end_that_is_no_date_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        staff(tmp_path, ROW + ",13/04/2024", header=COLUMNS + ",Left")

    assert [problem.code for problem in caught.value.problems] == ["impossible-date"]


def test_leavers_are_out_of_scope(tmp_path: Path) -> None:
    header, rows = COLUMNS + ",Left", [ROW + ",12/31/2024", ROW.replace("E1", "E2") + ","]

    intake = staff(tmp_path, *rows, header=header, year=2025)

    assert fates(intake) == {"person in post": 1, "not in post at the snapshot": 1}


def test_rows_are_put_out_of_scope_with_the_reason(tmp_path: Path) -> None:
    header = COLUMNS + ",Country,Status"
    rows = [
        ROW.replace("E1", f"E{n}") + tail
        for n, tail in enumerate(
            (
                ",England,Active",
                ",uk (wales),Active",
                ",France,Active",
                ",,Active",
                ",England,Vacant",
                ",England,",
            )
        )
    ]

    assert fates(staff(tmp_path, *rows, header=header)) == {
        "person in post": 3,
        "abroad": 1,
        "no person": 2,
    }


def test_a_blank_means_what_the_mapping_says(tmp_path: Path) -> None:
    assert fates(staff(tmp_path, ROW.replace("Permanent", ""))) == {"person in post": 1}


def test_a_value_without_meaning_shows_where_to_give_it_one(tmp_path: Path) -> None:
    (problem,) = staff(tmp_path, ROW.replace("Nursing", "Gardens")).problems

    assert problem.accepted == (
        "non_clinical, clinical or medical, or its meaning under [columns.workforce_group.values] "
        "of city.toml"
    )


def test_a_missing_column_is_told_with_the_headers_tried(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'Grade'; accepted: a column headed 'Grade'"):
        staff(tmp_path, "E1,A,Nursing,Permanent", header="Emp ID,Ethnicity,Dept,Contract")


def test_options_say_more_than_the_mapping(tmp_path: Path) -> None:
    header = COLUMNS.replace("Grade", "Level") + ",Ward"
    row = ROW.replace("Nursing", "Gardens") + ",East"

    intake = staff(
        tmp_path,
        row,
        header=header,
        pay_band="Level",
        translations={"workforce_group": {"Gardens": "non_clinical"}},
        dimensions="Ward",
        separator="comma",
    )

    assert wres.count(intake, by=["ward"]).to_frame()["ward"].drop_nulls().unique().to_list() == [
        "East"
    ]


@pytest.mark.parametrize(
    "options",
    [
        {"translations": {"pay_band": {"x": "Band 12"}}},
        {"translations": {"nobody": {"x": "y"}}},
        {"translations": {"pay_band": 3}},
        {"separator": "and"},
    ],
)
def test_an_impossible_option_is_told(options: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        staff(tmp_path, ROW, **options)

    assert [problem.code for problem in caught.value.problems] == ["wrong-option"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
def test_any_encoding(encoding: str, tmp_path: Path) -> None:
    mapping = CITY.replace('"White"', '"Whité"').replace(
        'name = "city"',
        'name = "city"\nencoding = "iso-8859-15"' if encoding == "iso-8859-15" else 'name = "city"',
    )

    intake = read(tmp_path, (HEADER + "Nurse,Whité,F,2\n").encode(encoding), mapping)

    assert fates(intake) == {"person in post": 2}


RECORD = {"Class": "Nurse", "Race": "White", "Employees": 3, "more": {"deep": [1]}}


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ([RECORD], None),
        ({"next": None, "results": [RECORD]}, None),
        ({"data": {"rows": [RECORD], "other": [{"a": 1}]}}, "data.rows"),
    ],
)
def test_json_in_any_shape(content: object, records: str | None, tmp_path: Path) -> None:
    mapping = (
        CITY
        if records is None
        else CITY.replace('name = "city"', f'name = "city"\nrecords = "{records}"')
    )

    assert fates(read(tmp_path, json.dumps(content), mapping)) == {"person in post": 3}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'[{"Class": 1}, {"Cl', "not-json"),
        (b'{"a": [{"b": 1}], "c": [{"d": 1}]}', "no-records"),
        (b'{"a": 1}', "no-records"),
        (b'{"a": [1, 2]}', "no-records"),
        (b"{" * 9, "missing-header"),
        (b'[{"a":' * 3000 + b"1" + b"}]" * 3000, "not-json"),
        (b"PAR1 and nothing else", "not-parquet"),
        (b"PK\x03\x04 and nothing else", "not-a-workbook"),
        (b'[{"Class": {"a": 1}}, {"Class": "x"}]', "not-json"),
        (b'[{"Class": NaN}]', "not-json"),
        (b"\0\0\0\0", "empty-file"),
    ],
)
def test_a_damaged_file_is_told_of(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_an_organisation_that_is_named_is_no_header(tmp_path: Path) -> None:
    mapping = CITY + '[columns.organisation]\nheaders = ["Trust"]\nrequired = false\n'
    (tmp_path / "city.toml").write_text(mapping)
    (tmp_path / "city.csv").write_text(
        "Class,Race,Employees,Trust\nNurse,White,2,RYY\nNurse,White,2,\n"
    )

    intake = wres.read(
        tmp_path / "city.csv", adapter=str(tmp_path / "city.toml"), organisation="RXX"
    )

    assert intake.admitted.organisations["workforce"] == ("RXX", "RYY")


@pytest.mark.parametrize("content", [b"[]", b"[{}]", b'{"results": [], "next": null}'])
def test_an_answer_without_a_record_is_a_table_without_a_row(
    content: bytes, tmp_path: Path
) -> None:
    assert fates(read(tmp_path, content)) == {}


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    mapping = CITY.replace('name = "city"', 'name = "city"\nformat = "parquet"')

    with pytest.raises(InputError, match="this is a csv file; accepted: a parquet file, as city"):
        read(tmp_path, HEADER, mapping)


def test_a_damaged_parquet_file_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "city.csv"
    frame = pl.DataFrame(
        {"Class": ["Nurse"] * 999, "Race": ["White"] * 999, "Employees": [1] * 999}
    )
    frame.write_parquet(path)
    whole = path.read_bytes()

    told = []
    for cut in range(5, len(whole), 101):
        try:
            fates(read(tmp_path, whole[:cut] + bytes(7) + whole[cut + 7 :]))
        except InputError as error:
            told += [problem.code for problem in error.problems]

    assert set(told) <= {"not-parquet", "missing-column", "missing-header", "empty-file"}
    assert "not-parquet" in told


def test_reading_is_lazy(tmp_path: Path) -> None:
    intake = staff(tmp_path, ROW)

    assert isinstance(intake.loose[0].frame, pl.LazyFrame)
    assert set(intake.loose[0].frame.collect_schema()) == {
        *("source_row", "out_of_scope", "person", "ethnic_category", "workforce_group"),
        *("pay_band", "engagement", "primary", "started_on", "assignment"),
    }


# ---- any mapping, any records ------------------------------------------------

WORDS = st.text(st.sampled_from("abcdefgh -_/&é"), min_size=1, max_size=8).map(str.strip)


def distinct(number: int, key: Any) -> st.SearchStrategy[list[str]]:  # noqa: ANN401
    """Different words that are different after folding too, and no label of ours."""
    return st.lists(
        WORDS.filter(lambda word: bool(fold(word))),
        min_size=number,
        max_size=number,
        unique_by=key,
    )


@st.composite
def mappings(draw: st.DrawFn, record: type[Record]) -> SourceMapping:
    """Draw a mapping of a table: columns of any name, each label under another word."""
    fields = {name: column for name, column in fields_of(record.table).items() if name != "count"}
    names = [name for name in fields if name not in {"effective_from", "effective_to", "dated_on"}]
    headers = draw(distinct(len(names), same))
    form = draw(st.sampled_from(["csv", "json", "parquet"]))
    lines = [f'name = "any"\ntable = "{record.table}"\nformat = "{form}"']
    lines += [f"dates = {json.dumps([draw(st.sampled_from(['%m/%d/%Y', '%d %B %Y']))])}"]
    for name, header in zip(names, headers, strict=True):
        lines.append(f"[columns.{name}]\nheaders = [{quoted(header)}]")
        labels = fields[name].labels or (("true", "false") if fields[name].kind == "flag" else ())
        if labels and (name == "ethnic_category" or draw(st.booleans())):
            words = draw(distinct(len(labels), fold))
            means = [label if label in {"true", "false"} else quoted(label) for label in labels]
            lines.append(f"[columns.{name}.values]")
            lines += [f"{quoted(word)} = {label}" for word, label in zip(words, means, strict=True)]
    return parse_mapping("\n".join(lines))


@settings(max_examples=40)
@given(data=st.data(), record=st.sampled_from(RECORDS))
def test_what_a_mapping_writes_it_reads_back(
    data: st.DataObject, record: type[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    mapping = data.draw(mappings(record))
    records = data.draw(records_of(record))
    path = tmp_path_factory.mktemp("mapping") / "any.data"
    adapter = MappedAdapter(mapping)
    try:
        content = adapter.specimen({record.table: to_frame(records, record)})
    except ValueError:  # a zero byte
        return
    path.write_bytes(content)

    intake = wres.read(path, adapter=mapping)

    assert intake.ledger.balances
    assert {problem.code for problem in intake.problems} <= {"conflicting-rows"}
    assert to_records(intake.tables[record.table], record) == records


def test_a_person_of_whom_no_row_is_left_is_told_in_numbers(tmp_path: Path) -> None:
    of_people, _, _ = CITY.partition("[columns.count]")
    mapping = of_people + (
        '[columns.person]\nheaders = ["Number"]\n[columns.primary]\nconstant = true\n'
        '[[out_of_scope]]\nheaders = ["Main"]\nunless = ["Y"]\nreason = "another one"\n'
        'each = "person"\n'
    )
    rows = ["Nurse,White,7,Y", "Nurse,Asian,7,N", "Nurse,White,8,N", "Clerk,Asian,8,N"]
    content = "\n".join(["Class,Race,Number,Main", *rows, "Clerk,White,9,Y", ""])

    intake = read(tmp_path, content, mapping)

    assert intake.warnings == (
        (
            "city.csv: column 'Number' has 1 without a row that counts, as column 'Main' leaves theirs "
            "out: another one"
        ),
    )
    assert fates(intake) == {"person in post": 2, "another one": 3}


def test_each_of_a_rule_is_a_field_of_the_mapping() -> None:
    rule = (
        '[[out_of_scope]]\nheaders = ["Main"]\nunless = ["Y"]\nreason = "other"\neach = "course"\n'
    )

    with pytest.raises(InputError, match=r"'out_of_scope.1.each' is 'course'; accepted: one of "):
        parse_mapping(CITY + rule)
