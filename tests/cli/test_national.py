"""``wres national``: a folder of whatever organisations sent, analysed or refused as a whole."""

import json
import re
from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from tests.cli.conftest import Run
from tests.nationwide.england import england, table
from wres.manifest import manifest_of_analysis
from wres.nationwide import national
from wres.report import measure_all
from wres.returns import WresReturn, count
from wres.returns.dcf import dcf_bytes


@pytest.fixture
def folder(here: Path) -> Path:
    """Three organisations: a report, a tidy return, and a form without a code in it."""
    found = here / "sent"
    (found / "T00").mkdir(parents=True)
    filed = england(3)
    report = measure_all(filed)["T00"]
    (found / "T00" / "report.json").write_text(report.to_json())
    (found / "T00" / "metrics.csv").write_text("measure,ethnic_group,value\nstaff,white,1\n")
    tidy = filed.of("T01").to_frame()
    tidy.write_csv(found / "t01.csv")
    (found / "T02 final.xlsx").write_bytes(dcf_bytes(filed.of("T02"), year=2025))
    (found / "notes.csv").write_text("a,b\n1,2\n")
    (found / "nested.json").write_text("[" * 50_000)
    return found


@pytest.mark.usefixtures("folder")
def test_whatever_was_sent_is_analysed_together(run: Run, here: Path) -> None:
    table(3).write_csv(here / "trusts.csv")

    result = run("national", "sent", "--organisations", "trusts.csv", "--out", "out")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("All organisations: 3 organisations\n")
    assert "Read: 1 report, 1 return, 1 form" in result.stdout
    told = " ".join(result.stdout.split())
    assert (
        "left alone, as they hold no figures of organisations, or lie beside a report: "
        "T00/metrics.csv, nested.json, notes.csv"
    ) in told
    assert max(map(len, result.stdout.splitlines())) <= 80
    expected = national([*measure_all(england(3)).values()], table(3)).pooled
    made = json.loads((here / "out" / "national.json").read_text())["pooled"]
    shown = [row["display"] for row in made if row["scope"] == "all"]
    assert shown == expected.filter(scope="all")["display"].to_list()


def test_what_a_report_was_written_with_is_not_named_and_what_lies_beside_it_is(
    run: Run, folder: Path
) -> None:
    own = {"report.json": (folder / "T00" / "report.json").read_bytes(), "return.csv": b"measure"}
    manifest = manifest_of_analysis("report", (), organisation="T00", year=2025, options={})
    for name, content in manifest.beside(own).items():
        (folder / "T00" / name).write_bytes(content)
    (folder / "T00" / "t09.csv").write_bytes((folder / "t01.csv").read_bytes())

    result = run("national", "sent")

    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "beside a report: T00/metrics.csv, T00/t09.csv, nested.json, notes.csv" in told


@pytest.mark.parametrize("name", ["t01.csv", "T00/report.json", "T02 final.xlsx"])
def test_the_same_file_twice_is_refused(run: Run, folder: Path, here: Path, name: str) -> None:
    copy = folder / "again" / Path(name).name
    copy.parent.mkdir()
    copy.write_bytes((folder / name).read_bytes())

    result = run("national", "sent", "--out", "out")

    assert result.exit_code == 1
    first, second = sorted([name, f"again/{copy.name}"])
    assert f"{second}: the same content as {first}" in " ".join(result.stderr.split())
    assert "repeated-file" in result.stderr
    assert not (here / "out").exists()


@pytest.mark.usefixtures("folder")
def test_without_out_nothing_is_written(run: Run, here: Path) -> None:
    before = sorted(here.rglob("*"))

    result = run("national", "sent")

    assert result.exit_code == 0
    assert re.search(r"2\. Appointment from +White over BME +\d\.\d\d", result.stdout)
    assert sorted(here.rglob("*")) == before


def written_tables(folder: Path, suffix: str, codes: list[str]) -> dict[str, pl.DataFrame]:
    """Tables of two years, with the organisation in a column."""
    frames: dict[str, list[dict[str, object]]] = {}
    for year in (2024, 2025):
        for number, code in enumerate(codes):
            people: list[dict[str, object]] = [
                {
                    "organisation": code,
                    "person": f"{code}{year}{n}",
                    "assignment": f"{code}{year}{n}",
                    "ethnic_category": "AHZ"[n % 3] if n % 7 else "A",
                    "workforce_group": "clinical",
                    "pay_band": ("Band 5", "Band 8a")[n % 5 == 0],
                    "engagement": "substantive",
                    "primary": True,
                    "senior_medical_manager": False,
                }
                for n in range(40 + 30 * number)
            ]
            applied: list[dict[str, object]] = [
                {
                    "organisation": code,
                    "application": f"{code}{n}",
                    "ethnic_category": "AHZ"[n % 3],
                    "shortlisted": True,
                    "appointed": n % (4 + n % 3) == 0,
                }
                for n in range(60)
            ]
            for name, rows in (("workforce", people), ("recruitment", applied)):
                frames.setdefault(f"{name}-{year}", []).extend(rows)
    made = {name: pl.DataFrame(rows) for name, rows in frames.items()}
    folder.mkdir()
    for name, frame in made.items():
        if suffix == "parquet":
            frame.write_parquet(folder / f"{name}.parquet")
        else:
            frame.write_csv(folder / f"{name}.csv")
    return made


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_tables_of_all_organisations_are_counted_year_by_year(
    suffix: str, run: Run, here: Path
) -> None:
    made = written_tables(here / "tables", suffix, ["RXX", "RYY", "RZZ"])

    result = run("national", "tables", "--out", "out", "--format", "json")

    assert result.exit_code == 0, result.output
    parts = [counted(made, code, year) for year in (2024, 2025) for code in ("RXX", "RYY", "RZZ")]
    expected = json.loads(national(parts).to_json())
    got = json.loads((here / "out" / "national.json").read_text())
    for name in ("years", "pooled", "distribution", "standings", "funnels", "challenged"):
        assert got[name] == expected[name]


def counted(made: dict[str, pl.DataFrame], code: str, year: int) -> WresReturn:
    frames = {
        name: made[f"{name}-{year}"].filter(pl.col("organisation") == code)
        for name in ("workforce", "recruitment")
    }
    filed = count(frames, year=year)
    return evolve(filed, counts=filed.counts.with_columns(year=pl.lit(year, pl.Int64)))


def test_every_problem_of_every_file_is_told_and_nothing_is_written(
    run: Run, folder: Path, here: Path
) -> None:
    (folder / "T00" / "report.json").write_text("{}")
    bad = (folder / "t01.csv").read_text().replace("Band 5", "Band 55")
    (folder / "t01.csv").write_text(bad)
    (folder / "workforce-2025.parquet").write_text("no parquet")

    result = run("national", "sent", "--out", "out")

    assert result.exit_code == 1
    assert "report.json: a report has format 'wres-report/1'" in result.stderr
    assert "Band 55" in result.stderr
    assert "workforce-2025.parquet: the file cannot be read as parquet" in result.stderr
    assert result.stderr.strip().endswith("nothing was written")
    assert not (here / "out").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("notes.txt", "x", "nothing to analyse", id="nothing"),
        pytest.param("workforce.csv", "organisation\n", "no year is known", id="no year"),
    ],
)
def test_what_cannot_be_begun_is_told(
    name: str, content: str, said: str, run: Run, here: Path
) -> None:
    (here / "sent").mkdir()
    (here / "sent" / name).write_text(content)

    result = run("national", "sent")

    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("name\nTrust\n", "no column 'code'", id="no codes"),
        pytest.param(
            "code\nRXX\nRYY\nRXX\n",
            "row 4, column 'code': organisation 'RXX' is there 2 times",
            id="twice",
        ),
        pytest.param('code,name\n"",Trust\n', "row 2, column 'code': no code", id="empty"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_table_of_organisations_is_checked(content: str, said: str, run: Run, here: Path) -> None:
    (here / "trusts.csv").write_text(content)

    result = run("national", "sent", "--organisations", "trusts.csv")

    assert result.exit_code == 1
    assert said in result.stderr
