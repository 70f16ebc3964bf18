"""GO1: an assignment is of the person above it, and ethnicity of a list that the user names."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest
from hypothesis import assume, given, settings

import wres
from wres.cli.config import job_from
from wres.errors import InputError
from wres.hookspecs import Adapter
from wres.job import run
from wres.ledger import State
from wres.plugins import installed
from wres.records import StaffRecord
from wres.tables import to_records
from wres.testing.frames import staff_tables
from wres.testing.kit.hostile import survive
from wres.testing.kit.lazy import FEW, MANY, _steps
from wres.testing.kit.mutants import mutants
from wres.testing.kit.subject import subject_of
from wres.vocabulary import Engagement, EthnicCategory, PayBand, WorkforceGroup
from wres_adapters._esr_words import CATEGORIES, GRADES, OCCUPATIONS, STAFF_GROUPS
from wres_adapters.esr_go1 import EXAMPLES, EsrGo1


NAME = "GO_999_ASG_20250401_Full_00000001.DAT"
LIST = "Employee Number,Ethnic Origin\n09000123,A White - British\n"
PERSON = {
    0: "PER",
    1: "9000001",
    2: "09000123",
    3: "Ms",
    4: "Exampleton",
    5: "Sample",
    8: "Female",
    9: "19850214",
    10: "QQ123456C",
    11: "20190603",
    14: "1 Example Road, Flat 2",
}
ASSIGNMENT = {
    0: "ASG",
    1: "8000001",
    2: "09000123",
    3: "20200101",
    5: "Active Assignment",
    20: "PT",
    21: "Permanent",
    22: "1",
    23: "25",
    24: "Week",
    25: "37.5",
    33: "RXX",
    34: "4362624|Community Nurse Band 5|N6H|Community Health Services|",
    36: "N6H",
    35: "Community Nurse",
    38: "NHS|XR05|Review Body Band 5",
    39: "Nursing and Midwifery Registered|Community Nurse",
}
NURSE = StaffRecord(
    *("RXX", "09000123", "09000123", EthnicCategory("A"), WorkforceGroup.CLINICAL, PayBand.BAND_5),
    Engagement.SUBSTANTIVE,
    primary=True,
    fte=25 / 37.5,
    started_on=date(2020, 1, 1),
)
Row = Mapping[int, str]


def line(row: Row) -> str:
    """Write a row as ESR does: every text in quotation marks."""
    out, width = io.StringIO(), {"PER": 30, "ASG": 45}.get(row[0], max(row) + 1)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([row.get(index, "") for index in range(width)])
    return out.getvalue()


def file_of(*rows: Row, count: int | None = None, name: str = NAME) -> str:
    footer = f"FTR,{name},{len(rows) if count is None else count}\r\n"
    return f"HDR,{NAME}\r\n" + "".join(map(line, rows)) + footer


def read(tmp_path: Path, content: str, listed: str = LIST, **options: Any) -> wres.Intake:  # noqa: ANN401
    path, people = tmp_path / "GO_999.DAT", tmp_path / "people.csv"
    path.write_bytes(content.encode())
    people.write_text(listed, encoding="utf-8")
    return wres.read(path, adapter="esr-go1", **{"ethnicity": str(people), **options})


def staff(found: wres.Intake) -> list[StaffRecord]:
    assert found.problems == ()
    return sorted(to_records(found.tables["workforce"], StaffRecord), key=repr)


def fates(found: wres.Intake, state: State | None = None) -> dict[str, int]:
    assert found.ledger.balances
    entries = found.ledger.entries
    return {one.rule: one.rows for one in entries if state in {None, one.state}}


def refused(tmp_path: Path, content: str, **options: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        read(tmp_path, content, **options)
    return [str(problem) for problem in caught.value.problems]


def test_a_person_an_assignment_and_a_line_of_the_list_make_a_record(tmp_path: Path) -> None:
    found = read(tmp_path, file_of(PERSON, ASSIGNMENT), year=2025)

    assert staff(found) == [NURSE]
    assert fates(found) == {
        "person in post": 1,
        "header record": 1,
        "footer record": 1,
        "person row joined to its assignments": 1,
        "joined to the person's rows in the other file": 1,
    }
    assert [table.source.file for table in found.loose] == ["GO_999.DAT", "people.csv"]


def test_nothing_of_a_person_but_the_number_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, file_of(PERSON, ASSIGNMENT))

    text = str([table.frame.collect().rows() for table in found.loose])
    assert not any(one in text for one in ("Exampleton", "Sample", "19850214", "QQ123456C"))


def test_an_assignment_is_of_the_person_above_it_even_without_a_number(tmp_path: Path) -> None:
    """A blank number never takes the number of the person before."""
    found = read(tmp_path, file_of(PERSON, ASSIGNMENT, {**PERSON, 2: ""}, ASSIGNMENT))

    told = [str(one).partition(";")[0] for one in found.problems]
    assert told[0] == "GO_999.DAT, row 5, column 'Employee Number': no person"
    assert told[1].endswith("unknown ethnic category 'person not in the file of ethnicity'")
    assert fates(found, State.COUNTED) == {"person in post": 1}


def test_an_assignment_above_every_person_is_nobodys(tmp_path: Path) -> None:
    found = read(tmp_path, file_of(ASSIGNMENT, PERSON, ASSIGNMENT))

    assert {(one.where.row, one.code) for one in found.problems} == {
        (2, "missing-value"),
        (2, "unknown-ethnic-category"),
    }


def test_second_posts_are_merged_by_the_primary_flag(tmp_path: Path) -> None:
    second = {**ASSIGNMENT, 2: "09000123-2", 22: "0", 38: "NHS|XR07|Review Body Band 7"}

    found = read(tmp_path, file_of(PERSON, second, ASSIGNMENT), year=2025)

    assert fates(found, State.COUNTED) == {"person in post": 1}
    assert fates(found)["second assignment; the primary one is kept"] == 1
    assert wres.count(found).value("staff", "white", pay_band="Band 5", organisation="RXX") == 1


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({38: "NHS|XR08|Review Body Band 8 - Range A"}, "pay_band", "Band 8a"),
        ({36: "", 34: "1|Clerk|G2D|Finance|"}, "workforce_group", "non_clinical"),
        (
            {36: "", 34: "no bars", 39: "Estates and Ancillary|Porter"},
            "workforce_group",
            "non_clinical",
        ),
        ({21: "", 34: "1|Bank Nurse|N6H|Bank|"}, "engagement", "bank"),
        ({21: ""}, "engagement", "substantive"),
        ({35: "Non Executive Director"}, "engagement", "non_executive"),
        ({35: "", 39: "Board|Non Executive Director"}, "engagement", "non_executive"),
        ({23: ".8", 25: "1"}, "fte", 0.8),
        ({23: " "}, "fte", None),
        ({25: "0"}, "fte", None),
        ({24: "Month"}, "fte", None),
        ({3: ""}, "started_on", date(2019, 6, 3)),
        ({33: ""}, "organisation", ""),
    ],
)
def test_the_words_of_esr_mean_what_they_should(
    tmp_path: Path, fields: dict[int, str], name: str, value: object
) -> None:
    (record,) = staff(read(tmp_path, file_of(PERSON, {**ASSIGNMENT, **fields})))

    assert getattr(record, name) == value


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({38: "123|AB01|Local"}, "column 'Grade': unknown pay band '123|AB01|Local'"),
        ({23: "lots"}, "column 'Normal Hours': impossible fte"),
        (
            {5: "On The Moon"},
            "'Assignment Category': unknown engagement 'Assignment Status: On The",
        ),
        ({4: "20251399"}, "unknown engagement 'Final Assignment End Date: 20251399'"),
    ],
)
def test_what_is_not_known_is_refused_with_its_field(
    tmp_path: Path, fields: dict[int, str], problem: str
) -> None:
    (found,) = read(tmp_path, file_of(PERSON, {**ASSIGNMENT, **fields})).problems

    assert found.where.row == 3
    assert problem in str(found) or "not shown" in str(found)


def test_ends_and_statuses_decide_who_is_in_post_at_the_snapshot(tmp_path: Path) -> None:
    rows: list[Row] = []
    ends = ["", "47121231", "19000101", "20250331", "20250330"]
    for number, end in enumerate(ends):
        rows += [{**PERSON, 2: f"{number}"}, {**ASSIGNMENT, 4: end}]
    rows += [{**PERSON, 2: "8", 12: "20250101"}, ASSIGNMENT]
    rows += [{**PERSON, 2: "9"}, {**ASSIGNMENT, 5: "Terminate Assignment"}]
    listed = "Staff Number,Ethnicity\n" + "".join(f"{n},H\n" for n in range(10))

    found = read(tmp_path, file_of(*rows), listed, year=2025)

    assert fates(found, State.COUNTED) == {"person in post": 4}
    assert fates(found)["not in post at the snapshot"] == 2
    assert fates(found)["assignment ended"] == 1
    assert fates(found)["nobody in the other file"] == 3  # 5, 6 and 7


@pytest.mark.parametrize("words", ["A", "a ", "White - British", "CA", "A White - British"])
def test_ethnicity_is_a_code_or_a_label(tmp_path: Path, words: str) -> None:
    found = read(
        tmp_path, file_of(PERSON, ASSIGNMENT), f"Employee Number,Ethnicity\n09000123,{words}\n"
    )

    assert [one.ethnic_category.group for one in staff(found)] == ["white"]


def test_blank_is_not_known_and_not_stated_stays_apart(tmp_path: Path) -> None:
    rows = [PERSON, ASSIGNMENT, {**PERSON, 2: "2"}, ASSIGNMENT]

    found = read(tmp_path, file_of(*rows), "Employee Number,Ethnicity\n09000123,\n2,Z\n")

    assert sorted(one.ethnic_category for one in staff(found)) == ["99", "Z"]


def test_a_person_whom_the_list_does_not_have_is_refused_and_never_named(tmp_path: Path) -> None:
    content = file_of(PERSON, ASSIGNMENT, {**PERSON, 2: "09000777"}, ASSIGNMENT)

    found = read(tmp_path, content)

    (problem,) = found.problems
    assert str(problem).startswith(
        "GO_999.DAT, row 5, column 'Ethnic Origin': unknown ethnic category "
        "'person not in the file of ethnicity'; accepted: "
    )
    assert fates(found, State.REJECTED) == {"unknown-ethnic-category": 1}
    assert "09000777" not in str(found.problems) + str(found.ledger)
    counted = staff(read(tmp_path, content, unmatched="unknown"))
    assert [one.ethnic_category for one in counted] == ["A", "99"]


def test_people_are_told_who_would_count_as_unknown(tmp_path: Path) -> None:
    content = file_of(PERSON, ASSIGNMENT, {**PERSON, 2: "2"}, ASSIGNMENT, {**ASSIGNMENT, 22: "0"})

    assert read(tmp_path, content, unmatched="unknown").warnings == (
        "1 person of GO_999.DAT is not in people.csv and counts as of unknown ethnicity",
    )
    assert read(tmp_path, file_of(PERSON, ASSIGNMENT), unmatched="unknown").warnings == ()


@pytest.mark.parametrize(
    ("second", "agrees"),
    [("A", True), ("White - British", True), ("H", False), ("", False), ("Martian", False)],
)
def test_rows_of_one_person_have_to_agree(tmp_path: Path, second: str, *, agrees: bool) -> None:
    found = read(tmp_path, file_of(PERSON, ASSIGNMENT), f"{LIST}09000123,{second}\n")

    told = fates(found)
    if agrees:
        assert [one.ethnic_category for one in staff(found)] == ["A"]
        assert told["repeats what another row says of the person"] == 1
    else:
        (problem,) = found.problems
        assert "'several of one person in the file of ethnicity'" in str(problem)
        assert told["rows of one person do not agree"] == 2


def test_an_unknown_word_of_the_list_is_shown_and_can_be_translated(tmp_path: Path) -> None:
    listed = "Employee Number,Ethnicity\n09000123,Martian\n"

    (problem,) = read(tmp_path, file_of(PERSON, ASSIGNMENT), listed).problems

    assert "column 'Ethnicity': unknown ethnic category 'Martian'" in str(problem)
    words = {"ethnic_category": {"Martian": "S"}}
    (record,) = staff(read(tmp_path, file_of(PERSON, ASSIGNMENT), listed, translations=words))
    assert record.ethnic_category == "S"


def test_leading_zeros_that_a_spreadsheet_took_can_be_put_back(tmp_path: Path) -> None:
    listed = "Employee Number,Ethnicity\n9000123,A\n"

    assert read(tmp_path, file_of(PERSON, ASSIGNMENT), listed).problems
    assert staff(read(tmp_path, file_of(PERSON, ASSIGNMENT), listed, person_digits=8)) == [NURSE]


def test_the_list_may_have_titles_notes_and_totals_and_other_headers(tmp_path: Path) -> None:
    listed = "Equality report;\nPayroll No;Origin\n09000123;A\n;H\nTotal;\n"
    named = {"person": "Payroll No", "ethnic_category": "Origin"}

    found = read(tmp_path, file_of(PERSON, ASSIGNMENT), listed, **named)

    assert staff(found) == [NURSE]
    assert fates(found)["no number of a person"] == 1
    assert fates(found)["totals row"] == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            {"ethnicity": None},
            "GO_999.DAT: option 'ethnicity' is missing; accepted: the path of a list",
        ),
        ({"ethnicity": 7}, "GO_999.DAT: option 'ethnicity' cannot be read"),
        ({"ethnicity": "none.csv"}, "none.csv: there is no such file"),
        ({"unmatched": "drop"}, "GO_999.DAT: option 'unmatched' has another value"),
        ({"person": "Payroll No"}, "people.csv, row 1: no column 'Payroll No'"),
        ({"translations": "some"}, "GO_999.DAT: option 'translations' cannot be read"),
    ],
)
def test_a_wrong_option_is_told(tmp_path: Path, options: dict[str, Any], problem: str) -> None:
    (told,) = refused(tmp_path, file_of(PERSON, ASSIGNMENT), **options)

    assert told.startswith(problem)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (file_of(PERSON, ASSIGNMENT).partition("\r\n")[2], "missing-header-record"),
        (file_of(PERSON, ASSIGNMENT).replace("_Full_", "_Changes_"), "wrong-header-record"),
        (file_of(PERSON, {0: "HDR", 1: NAME}, ASSIGNMENT), "wrong-header-record"),
        (file_of(PERSON, ASSIGNMENT).partition("FTR")[0], "missing-footer"),
        (file_of(PERSON, ASSIGNMENT, count=3), "wrong-footer-count"),
        (file_of(PERSON, ASSIGNMENT, name=NAME.replace("999", "998")), "wrong-footer-count"),
        (
            file_of(PERSON, {**ASSIGNMENT, 45: "x"} | {0: "ASG"}).replace('"ASG"', 'ASG,"ASG"'),
            "wrong-width",
        ),
        (file_of({0: "PER", 29: "x", 2: "1"}).replace('"PER"', "PER,x"), "wrong-width"),
        (file_of({**PERSON, 14: "two\r\nlines"}, ASSIGNMENT), "unbalanced-quotes"),
        (file_of(PERSON, ASSIGNMENT).replace('"Ms"', '"Ms"x'), "unbalanced-quotes"),
        (file_of({0: "LOC", 1: "x"}, count=0), "no-people"),
        (
            "HDR~GO_431_EXP_GOF_20121113_00000001.DAT~x~431~x~x~01\r\nTRL~0\r\n",
            "missing-header-record",
        ),
    ],
)
def test_a_file_that_is_no_whole_go1_file_is_refused(
    tmp_path: Path, content: str, code: str
) -> None:
    assert any(f"[{code}]" in told for told in refused(tmp_path, content))


def test_an_envelope_alone_is_a_file_of_nobody(tmp_path: Path) -> None:
    assert fates(read(tmp_path, file_of()), State.COUNTED) == {}


def test_blank_lines_and_other_records_are_out_of_scope(tmp_path: Path) -> None:
    rows = [{**PERSON, 2: "1"}, PERSON, ASSIGNMENT, {0: "LOC", 1: "x"}]
    content = file_of(*rows, count=3).replace('"ASG"', '\r\n"ASG"')

    found = read(tmp_path, content)

    assert staff(found) == [NURSE]
    assert fates(found, State.OUT_OF_SCOPE) == {
        "blank row": 1,
        "footer record": 1,
        "header record": 1,
        "person without an assignment": 1,
        "record of another kind": 1,
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    content = file_of({**PERSON, 4: "Exampl\u00e9ton"}, ASSIGNMENT)
    path, people = tmp_path / "GO_999.DAT", tmp_path / "people.csv"
    path.write_bytes(content.encode(encoding))
    people.write_text(LIST, encoding=encoding)

    assert staff(wres.read(path, adapter="esr-go1", ethnicity=people)) == [NURSE]


def test_in_a_configuration_the_list_stands_beside_it_and_no_folder_is_told(
    tmp_path: Path,
) -> None:
    for example in EXAMPLES.iterdir():
        (tmp_path / example.name).write_bytes(example.read_bytes())
    (tmp_path / "job.toml").write_text(
        'year = 2025\nformats = ["json"]\n[organisation]\ncode = "RXX"\n[[source]]\n'
        'adapter = "esr-go1"\npath = "esr-go1.DAT"\n'
        'options = { ethnicity = "esr-go1-ethnicity.csv", unmatched = "unknown" }\n'
    )

    job = job_from(tmp_path / "job.toml")
    outcome = run(job)

    listed = "esr-go1-ethnicity.csv"
    assert job.sources[0].options["ethnicity"] == str(tmp_path / listed)
    read_from = {one.file: one.options for one in outcome.manifest.sources}
    assert read_from["esr-go1.DAT"] == {"ethnicity": listed, "unmatched": "unknown"}
    assert set(read_from) == {"esr-go1.DAT", listed}
    assert str(tmp_path).encode() not in b"".join(outcome.files.values())


def test_more_rows_take_no_more_steps_in_python(tmp_path: Path) -> None:
    subject = subject_of(installed().adapter("esr-go1"), tmp_path)
    subject.read()

    few, many = (
        _steps(subject, file_of(PERSON, *[ASSIGNMENT] * rows).encode()) for rows in (FEW, MANY)
    )

    assert many < few + 2 * (MANY - FEW)


class _OfTheList(EsrGo1):
    """The adapter with the list in the place of the source, so that the list can be changed."""

    def read(self, source_file: Path, options: Mapping[str, Any]) -> Any:  # noqa: ANN401
        return super().read(EXAMPLES / "esr-go1.DAT", {**options, "ethnicity": str(source_file)})


def test_whatever_is_changed_in_the_list_is_refused_or_accounted_for(tmp_path: Path) -> None:
    content = (EXAMPLES / "esr-go1-ethnicity.csv").read_bytes()
    subject = subject_of(cast("Adapter", _OfTheList()), tmp_path, good_file=content)

    for number, (how, changed) in enumerate(islice(mutants(content), 25)):
        survive(subject, changed, f"mutant {number} ({how})")


def _rows_of(record: Mapping[str, Any]) -> list[Row]:
    person, group = {0: "PER", 2: record["person"]}, record["workforce_group"]
    role = "Medical Director" if record["senior_medical_manager"] else "Worker"
    started = record["started_on"]
    assignment = {
        0: "ASG",
        2: record["assignment"],
        3: f"{started:%Y%m%d}" if started else "",
        5: "Active Assignment",
        21: CATEGORIES[record["engagement"]],
        24: "Week",
        25: "1",
        22: "1" if record["primary"] else "0",
        33: record["organisation"],
        35: role,
        23: "" if record["fte"] is None else repr(record["fte"]),
        36: OCCUPATIONS[group],
        38: GRADES[record["pay_band"]],
        39: f"{STAFF_GROUPS[group]}|{role}",
    }
    return [person, assignment]


@settings(max_examples=12)
@given(staff_tables())
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: pl.DataFrame
) -> None:
    people = rows.unique("person", keep="first", maintain_order=True)
    expected = rows.drop("ethnic_category").join(
        people.select("person", "ethnic_category"), on="person"
    )
    expected = expected.select(rows.columns[: len(StaffRecord.__attrs_attrs__)])
    texts = expected.select(pl.concat_str("organisation", "person", "assignment"))
    assume(not texts.to_series().str.contains(r'[\x00\r\n"]').any())
    records = expected.cast({pl.Enum: pl.String}).rows(named=True)
    listed = pl.DataFrame(
        {"Employee Number": people["person"], "Ethnicity": people["ethnic_category"].cast(str)}
    )

    found = read(
        tmp_path_factory.mktemp("go1"),
        file_of(*[row for record in records for row in _rows_of(record)]),
        listed.write_csv(),
    )

    assert found.problems == ()
    assert found.ledger.balances
    back = found.tables["workforce"].collect().sort(pl.all())
    assert back.equals(expected.sort(pl.all()))
