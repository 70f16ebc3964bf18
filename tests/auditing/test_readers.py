"""Each file of a report says the same; what is no published file is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wres
from tests.auditing.test_attack import lines
from wres.auditing import audit, policies
from wres.auditing.files import released
from wres.errors import InputError
from wres.plugins import installed
from wres.statistics import settled, wilson_weighted
from wres.vocabulary import read_table


NOT_ON_THE_FORM = ("total",)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Everything that is written of one report, nothing hidden."""
    filed = wres.WresReturn.from_frame(lines())
    report = wres.measure(filed, year=2025, organisation="RXX", name="Example NHS Trust")
    made: dict[str, bytes] = {}
    for name in ("json", "csv", "template", "html"):
        made |= installed().exporters[name].export(report, {})
    return made


@pytest.mark.parametrize("name", ["metrics.csv", "template.xlsx", "report.html"])
def test_each_file_shows_the_counts_that_the_report_does(
    files: dict[str, bytes], name: str
) -> None:
    of_report, of_file = (
        {
            (one.cell, one.low)
            for one in audit({file: files[file]}).findings
            if one.cell.group not in NOT_ON_THE_FORM
        }
        for file in ("report.json", name)
    )

    assert of_file == of_report
    assert of_report


def test_the_return_is_read_too() -> None:
    table = lines().write_csv()

    found = audit({"return.csv": table}).findings

    assert "indicator 1, Clinical Band 9, BME: 1 is shown" in map(str, found)


def test_a_survey_base_is_given_back_by_its_interval(files: dict[str, bytes]) -> None:
    content = json.loads(files["report.json"])
    of_eight = settled(wilson_weighted(0.25, 8))
    assert of_eight is not None
    interval = {"low": of_eight.low, "high": of_eight.high, "method": "wilson_weighted"}
    content["metrics"][4] = {
        "number": 5,
        "name": "harassed_by_public",
        "status": "measured",
        "share": {"bme": {"value": 0.25, "exact": "1/4", "display": "25.0%", "interval": interval}},
        "respondents": {"bme": None},
    }

    found = audit({"report.json": json.dumps(content)}).findings

    told = {one.name: one.extent for one in found}
    assert told["RXX 2025, indicator 5, respondents, BME"] == "exactly 8"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.json", "{", id="cut JSON"),
        pytest.param("a.json", '{"format": "other/1"}', id="another JSON"),
        pytest.param("a.csv", "one,two\n1,2\n", id="another table"),
        pytest.param("a.csv", b"\xff\xfe\x00", id="no text"),
    ],
)
def test_what_was_not_published_is_refused(name: str, content: str | bytes) -> None:
    with pytest.raises(InputError, match="not-published"):
        audit({name: content})


def test_files_that_contradict_each_other_are_refused() -> None:
    one, other = lines(), lines(entered=(13, 7, 0))

    with pytest.raises(InputError, match="contradiction"):
        audit({"one.csv": one.write_csv(), "other.csv": other.write_csv()})


def test_a_page_says_its_year_whatever_the_name_of_the_organisation() -> None:
    report = wres.measure(wres.WresReturn.from_frame(lines()), year=2025, name=" ")
    [page] = installed().exporters["html"].export(report, {}).values()
    title = b"<title>Workforce Race Equality Standard 2025:"

    assert title in page
    [release] = released({"report.html": page})
    assert {one.year for one in release.said} == {2025}
    for year in (b"1999", b"20xx"):
        odd = page.replace(title, title.replace(b"2025", year))
        with pytest.raises(InputError, match=r"no year of the standard.*not-published"):
            audit({"report.html": odd})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("[", "releases.toml: .*not-toml", id="no TOML"),
        pytest.param("a = " + "[" * 5000, "without end", id="lists without end"),
        pytest.param("files = 3", "unknown key files", id="unknown key"),
        pytest.param("[[release]]", "no file", id="no file"),
        pytest.param('[[total]]\nwhole = 1\nparts = ["A"]', "whole must be a str", id="type"),
    ],
)
def test_a_wrong_ledger_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "releases.toml").write_text(text)

    with pytest.raises(InputError, match=fault):
        audit([], ledger=tmp_path / "releases.toml")


def test_every_policy_says_where_it_comes_from() -> None:
    rows = read_table("disclosure_policies")

    assert [row["id"] for row in rows] == [one.id for one in policies()]
    assert all(row["source"] and row["verified"] for row in rows)
    assert wres.audit is audit
