"""Each preset reads a file of its system, and says of each column whether a source shows it."""

from pathlib import Path

import pytest

import wres
from tests.mappings.preset_pages import FOLDER, pages
from tests.mappings.presets import CASES, Case
from wres.errors import InputError
from wres.files import same
from wres.plugins import installed


PRESETS = installed().presets
NAMED = (
    *("bamboohr", "er-tracker", "finch", "itrent", "kallidus", "merge", "moodle", "nhs-jobs"),
    *("oracle-hcm", "peoplesoft", "personio", "successfactors", "totara", "trac", "workday"),
)


def test_the_presets_are_there_and_each_has_a_file_that_it_reads() -> None:
    assert tuple(PRESETS) == NAMED
    assert {case.preset for case in CASES} == set(NAMED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.preset}-{case.file}")
def test_a_preset_reads_its_file_and_the_ledger_balances(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.content)
    adapter: str | Path = case.preset
    if case.own:
        adapter = tmp_path / "own.toml"
        adapter.write_text(f'extends = "{case.preset}"\n{case.own}')

    intake = wres.read(path, adapter=adapter, year=2025, organisation="RXX")

    assert intake.ledger.balances
    assert [str(problem) for problem in intake.problems] == []
    assert {entry.rule: entry.rows for entry in intake.ledger.entries} == dict(case.fates)
    personal = {"Full_Name", "Candidate Name", "Employee Name", "Email", "Participant", "Forename"}
    (table,) = intake.loose
    kept = {same(name) for name in table.frame.collect_schema()}
    assert not kept & {same(name) for name in personal}


@pytest.mark.parametrize("name", NAMED)
def test_every_column_of_a_preset_is_sourced_or_assumed(name: str) -> None:
    mapping = PRESETS[name].mapping
    read = [rule for rule in mapping.columns.values() if rule.constant is None]
    told = [(rule.standing, rule.source) for rule in read]
    told += [(rule.standing, rule.source) for rule in mapping.out_of_scope]

    assert {standing for standing, _ in told} <= {"sourced", "assumed"}
    assert all(bool(source) == (standing == "sourced") for standing, source in told)


def test_what_a_preset_leaves_open_is_told_at_once(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.preset == "personio")
    path = tmp_path / case.file
    path.write_bytes(case.content)

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter="personio")

    assert [problem.code for problem in caught.value.problems] == ["open-mapping"] * 3
    assert str(caught.value.problems[0]).startswith(
        "a mapping that extends 'personio': 'columns.ethnic_category' says nothing yet; accepted: "
        "under headers, the column that has it, or under constant, what every row has: an NHS "
    )


def test_a_column_can_be_named_by_an_option(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.preset == "personio")
    path = tmp_path / case.file
    path.write_bytes(case.content)
    columns = {
        name: f"attributes.dynamic_{number}.value"
        for number, name in enumerate(("ethnic_category", "workforce_group", "pay_band"), 1)
    }

    intake = wres.read(path, adapter="personio", year=2025, **columns)

    assert wres.count(intake).value("staff", "bme") == 1


def test_every_preset_has_a_page_that_says_what_it_does() -> None:
    written = pages()

    assert set(FOLDER.glob("*.md")) == set(written)
    for path, text in written.items():
        assert path.read_text(encoding="utf-8") == text, "see tests/mappings/preset_pages.py"
