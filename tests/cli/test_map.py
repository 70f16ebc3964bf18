"""``wres map``, and a mapping in the place of an adapter's name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result


Run = Callable[..., Result]
CITY = "Class,Race,Headcount\nNurse,White,7\nNurse,Asian,3\n"
MAPPING = """\
name = "city"
table = "workforce"
[columns.ethnic_category]
headers = ["Race"]
words = true
[columns.workforce_group]
constant = "clinical"
[columns.pay_band]
constant = "Band 5"
[columns.engagement]
constant = "substantive"
[columns.count]
headers = ["Headcount"]
"""


@pytest.fixture(autouse=True)
def city(here: Path) -> Path:
    (here / "city.toml").write_text(MAPPING)
    path = here / "city.csv"
    path.write_text(CITY)
    return path


def test_a_draft_is_printed(run: Run) -> None:
    result = run("map", "city.csv")

    assert result.exit_code == 0
    assert result.stdout.startswith("# Drafted by 'wres map' from city.csv.")
    assert 'headers = ["Headcount"]' in result.stdout


def test_a_draft_is_written_and_can_be_tried_at_once(run: Run, here: Path) -> None:
    result = run("map", "city.csv", "--out", "draft.toml", "--table", "workforce")

    assert result.stdout.startswith("draft.toml: a mapping of city.csv to table 'workforce'\n")
    assert result.stdout.endswith("Try it: wres check --source draft.toml=city.csv\n")
    assert (here / "draft.toml").read_text().startswith("# Drafted by")
    tried = run("check", "--source", "draft.toml=city.csv")
    assert tried.exit_code == 1
    assert "It adds up" in tried.stdout


def test_no_mapping_is_written_over(run: Run, here: Path) -> None:
    result = run("map", "city.csv", "--out", "city.toml")

    assert result.exit_code == 1
    assert result.stderr.startswith("city.toml: there is such a file, and it may hold somebody's")
    assert (here / "city.toml").read_text() == MAPPING


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("map", "nowhere.csv"), 1, "nowhere.csv: there is no such file; "),
        (("map", "city.csv", "--out", "city.csv"), 2, "'city.csv' does not end in .toml"),
        (("map", "city.csv", "--table", "survey"), 2, "'survey' is not one of"),
        (("check", "--source", "nobody.toml=city.csv"), 1, "nobody.toml: there is no such file; "),
        (
            ("check", "--source", "city.toml=city.csv", "--option", "city.toml.nothing=1"),
            2,
            "no option of adapter 'city.toml' named 'nothing'",
        ),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], code: int, told: str, run: Run
) -> None:
    result = run(*arguments)

    assert result.exit_code == code
    assert told in result.stderr


def test_a_mapping_stands_where_an_adapters_name_does(run: Run, here: Path) -> None:
    checked = run("check", "--source", "city.toml=city.csv")
    assert checked.exit_code == 0
    assert checked.stdout.startswith("city.csv (workforce): 2 rows, which stand for 10, read\n")

    (here / "wres.toml").write_text(
        'year = 2025\n[organisation]\ncode = "CITY"\n'
        '[[source]]\nadapter = "city.toml"\npath = "city.csv"\n'
    )
    reported = run("report", "wres.toml", "--out", "out", "--format", "json")
    assert reported.exit_code == 0, reported.stderr

    option = ("--option", "city.toml.ethnic_category=Race")
    again = run(
        *("report", "--source", "city.toml=city.csv", "--organisation", "CITY", "--year", "2025"),
        *("--out", "again", "--format", "json", *option),
    )
    assert again.exit_code == 0, again.stderr
    assert '"ethnic_category": "Race"' in (here / "again" / "manifest.json").read_text()


def test_a_fault_of_a_mapping_is_told_with_those_of_the_configuration(run: Run, here: Path) -> None:
    (here / "city.toml").write_text(MAPPING.replace('"Band 5"', '"Band 12"'))
    (here / "wres.toml").write_text(
        'year = 2025\n[organisation]\ncode = "CITY"\n'
        '[[source]]\nadapter = "city.toml"\npath = "city.csv"\n'
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    assert result.stderr.startswith("city.toml, row 9: 'columns.pay_band.constant' is 'Band 12'; ")


def test_presets_are_listed_apart_and_told_with_their_standing(run: Run) -> None:
    listed = run("adapters").stdout

    assert listed.index("return-csv") < listed.index("PRESET") < listed.index("workday")
    told = run("adapters", "moodle").stdout
    assert "* person is assumed" in told
    assert "* course is sourced: Columns of the completion report by Catalyst" in told
