"""Another standard as data: disability in place of ethnicity, with no change to the engine."""

import json
import os
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
import wres_wdes
from hypothesis import given, settings
from wres_wdes.definitions import ENGINE, SPELLINGS

from wres.errors import FigureError, InputError
from wres.metrics import Likelihood, NoData, Representation
from wres.report import measure
from wres.returns import WresReturn
from wres.testing import returns


EXAMPLE = Path(__file__).parents[2] / "examples" / "wres-wdes"


def staff(words: list[str | None]) -> pl.DataFrame:
    """One person a word, whose ethnicity has nothing to do with it."""
    number = len(words)
    return pl.DataFrame(
        {
            "organisation": ["RXX"] * number,
            "person": [f"P{n}" for n in range(number)],
            "assignment": [f"P{n}" for n in range(number)],
            "ethnic_category": ["AHZ"[n % 3] for n in range(number)],
            "workforce_group": ["clinical"] * number,
            "pay_band": [("Band 5", "Band 8a")[n % 2] for n in range(number)],
            "engagement": ["substantive"] * number,
            "primary": [True] * number,
            "senior_medical_manager": [False] * number,
            "disability": words,
        },
        schema_overrides={"disability": pl.String},
    )


def applications(counts: dict[str, tuple[int, int]]) -> pl.DataFrame:
    rows = [
        {
            "organisation": "RXX",
            "application": f"{word}{n}",
            "ethnic_category": "AH"[n % 2],
            "shortlisted": True,
            "appointed": n < hired,
            "disability": word,
        }
        for word, (listed, hired) in counts.items()
        for n in range(listed)
    ]
    return pl.DataFrame(rows)


WORDS = ["No"] * 60 + ["Yes"] * 30 + ["Not Declared", "Prefer Not To Answer", None, ""] * 2
BOARD = pl.DataFrame(
    {
        "organisation": ["RXX"] * 4,
        "ethnic_category": ["A", "H", "A", "A"],
        "voting": [True, True, True, False],
        "executive": [True, False, True, False],
        "disability": ["Yes", "No", "No", "No"],
    }
)
CASES = pl.DataFrame(
    {
        "organisation": ["RXX"] * 3,
        "case": ["1", "2", "3"],
        "person": ["P0", "P60", "P61"],
        "entered_on": ["2024-05-01", "2024-06-01", "2023-06-01"],
    }
)


def everything() -> wres_wdes.WdesReport:
    frames = {
        "workforce": staff(WORDS),
        "recruitment": applications({"No": (100, 30), "Yes": (50, 10), "Unspecified": (5, 1)}),
        "capability": CASES,
        "board": BOARD,
    }
    return wres_wdes.measure(wres_wdes.count(frames, year=2025), year=2025)


def test_four_metrics_worked_by_hand() -> None:
    """2: (30/100) / (10/50) = 1.5.   3: halves over two years: (1/30) / (0.5/60) = 4.
    10: one of three voting members is 33.3%; 30 of 98 staff are 30.6%: 2.7 points.
    """
    report = everything()

    overall, hired, entered, board = report.metrics
    assert isinstance(overall, Representation)
    assert overall.overall.headcount.total == 98
    assert overall.overall.share.bme is not None
    assert overall.overall.share.bme.display == "30.6%"
    assert overall.disparity == ()
    assert isinstance(hired, Likelihood)
    assert hired.ratio.exact == Fraction(3, 2)
    assert isinstance(entered, Likelihood)
    assert entered.ratio.exact == 4
    assert entered.events.bme == 1
    assert report.words(2).startswith(
        "Not disabled applicants 1.50 times as likely to be appointed"
    )
    assert report.words(3).startswith("Disabled staff 4.00 times as likely to enter the process")
    assert report.words(10).startswith(
        "Disabled share beside that of the workforce: voting members 2.7 points above"
    )
    assert board.number == 10


def test_the_clusters_are_those_of_the_other_standard() -> None:
    overall = everything()[1]

    assert isinstance(overall, Representation)
    assert {one.scheme for one in overall.clusters} == {"wdes"}


def test_json_has_our_groups_only() -> None:
    text = everything().to_json()

    content = json.loads(text)
    assert content["experimental"] is True
    assert content["unverified"] == [*wres_wdes.UNVERIFIED]
    assert content["groups"] == {
        "not_disabled": "Not disabled",
        "disabled": "Disabled",
        "unknown": "Unknown",
    }
    hired = content["metrics"][1]
    assert hired["population"] == {"not_disabled": 100, "disabled": 50, "unknown": 5}
    assert (hired["ratio"]["of"], hired["ratio"]["to"]) == ("not_disabled", "disabled")
    assert hired["ratio"]["exact"] == {"value": 1.5, "exact": "3/2"}
    for word in ("white", "bme", "White", "BME", "ethnic"):
        assert f'"{word}' not in text
        assert f"{word} staff" not in text


@settings(max_examples=20)
@given(returns(year=2025, complete=True))
def test_it_measures_what_the_engine_would_measure_of_groups_by_another_name(
    filed: WresReturn,
) -> None:
    """Each group is called by its counterpart's name: figures must be those of the WRES."""
    words = {"white": "No", "bme": "Yes", "unknown": "Not Declared"}
    counts = filed.counts.with_columns(
        disability=pl.col("ethnic_group").cast(pl.String).replace_strict(words)
    )
    told = WresReturn.from_cells(counts.with_columns(ethnic_group=pl.lit("white")))

    ours = wres_wdes.measure(wres_wdes.grouped(told), year=2025)
    theirs = measure(WresReturn(filed.counts), year=2025)

    for number in (2, 3):
        one, other = ours[number], theirs[number]
        assert isinstance(one, Likelihood)
        assert isinstance(other, Likelihood)
        assert one.ratio.exact == other.ratio.exact
        assert one.ratio.interval == other.ratio.interval
    mine, wres_own = ours[1], theirs[1]
    assert isinstance(mine, Representation)
    assert isinstance(wres_own, Representation)
    assert mine.overall == wres_own.overall
    assert mine.rows == wres_own.rows


def test_a_table_that_says_nothing_of_disability_is_not_supplied() -> None:
    silent = applications({"No": (10, 2)}).with_columns(disability=pl.lit(None, pl.String))

    filed = wres_wdes.count({"workforce": staff(["No", "Yes"]), "recruitment": silent}, year=2025)

    result = wres_wdes.measure(filed, year=2025)[2]
    assert isinstance(result, NoData)
    assert result.reason == "appointed was not supplied by disability"


def test_a_word_that_nobody_knows_is_told() -> None:
    with pytest.raises(
        InputError, match=r"unknown disability 'Perhaps'; accepted: .*\[unknown-disability\]"
    ):
        wres_wdes.count({"workforce": staff(["No", "Perhaps"])}, year=2025)


def test_every_word_means_one_of_our_groups() -> None:
    assert {*SPELLINGS.values()} == {*ENGINE}


def test_one_organisation_is_measured_at_a_time() -> None:
    two = pl.concat([staff(["No"]), staff(["Yes"]).with_columns(organisation=pl.lit("RYY"))])

    with pytest.raises(FigureError, match="one organisation is measured at a time"):
        wres_wdes.measure(wres_wdes.count({"workforce": two}, year=2025), year=2025)


def installed(folder: Path) -> dict[str, str]:
    """Stand the example beside `wres` as an installed distribution of its own."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    info = folder / "wres_wdes-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = "\n".join(f"{name} = {home}" for name, home in project["entry-points"]["wres"].items())
    (info / "entry_points.txt").write_text(f"[wres]\n{points}\n")
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(
            [str(folder), str(EXAMPLE / "src"), os.environ.get("PYTHONPATH", "")]
        )
    }


def test_as_a_plugin_it_writes_its_metrics_from_the_main_job(tmp_path: Path) -> None:
    header = (
        "Employee Number,Assignment Number,Primary Assignment,Assignment Status,Assignment Category,"
        "Staff Group,Grade,Ethnic Origin,disability\n"
    )
    rows = [
        f"0000{n:04},0000{n:04},Y,Active Assignment,Permanent,Nursing and Midwifery Registered,"
        f"NHS|XR05|Review Body Band 5,{'AH'[n % 2]},{word}\n"
        for n, word in enumerate(["No", "No", "Yes", "Not Declared"])
    ]
    (tmp_path / "staff.csv").write_text(header + "".join(rows))
    command = [sys.executable, "-c", "from wres.cli import main; main()", "report"]
    given_ = [
        "--source",
        "esr-bi=staff.csv",
        "--option",
        "esr-bi.dimensions=disability",
        "--organisation",
        "RXX",
        "--year",
        "2025",
        "--format",
        "wdes",
        "--out",
        "out",
    ]
    env = installed(tmp_path)

    def ran(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *given_, *more],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    refused, done = ran(), ran("--by", "disability")

    assert refused.returncode == 1
    assert "exporter 'wdes' needs a breakdown by disability: --by disability" in refused.stderr
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "out" / "wdes.json").read_text())
    assert content["metrics"][0]["overall"]["headcount"] == {
        "not_disabled": 2,
        "disabled": 1,
        "unknown": 1,
        "total": 4,
    }
    assert content["metrics"][2]["reason"] == "capability cases are not part of a WRES report"
