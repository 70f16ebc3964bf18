"""The made-up trust: the same each time, plausible, and nobody of it in any result."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import polars as pl
import pytest
from click.testing import CliRunner

import wres
from tests.returns.official_forms import Form
from wres.cli import main
from wres.demo import DEFAULT_SEED, Demo, make_demo
from wres.demo.people import FIRST_NAMES, LAST_NAMES
from wres.demo.trust import trust
from wres.hookspecs import WritesSpecimen
from wres.metrics import BoardRepresentation, Likelihood, Representation
from wres.plugins import installed
from wres.returns.dcf import write_into
from wres.writing import write_files


@cache
def demo() -> Demo:
    return make_demo()


def results() -> dict[str, bytes]:
    """Files that hold results, those that are archives with their parts unpacked."""
    files = {name: content for name, content in demo().files.items() if "/" not in name}
    files["FORM.xlsx"] = filled_form()
    for name, content in list(files.items()):
        if content.startswith(b"PK"):  # workbooks and Word documents
            with ZipFile(io.BytesIO(content)) as book:
                files |= {f"{name}/{part}": book.read(part) for part in book.namelist()}
    return files


def filled_form() -> bytes:
    """A form with the demo's figures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "FORM.xlsx"
        path.write_bytes(Form().content())
        return write_into(path, demo().outcome.report.filed, year=2025).content


def personal() -> Iterator[str]:
    """What identifies somebody in the sources: numbers, names, birth dates."""
    made_up = trust(DEFAULT_SEED)
    for person in made_up.staff.values():
        yield person.number
        yield from (f"{person.born_on:{form}}" for form in ("%d-%b-%Y", "%Y%m%d", "%Y-%m-%d"))
    yield from made_up.tables["recruitment"]["application"]
    yield from made_up.tables["disciplinary"]["case"]
    yield from (*FIRST_NAMES, *LAST_NAMES)


def test_two_runs_give_the_same_bytes() -> None:
    assert make_demo().files == demo().files


def test_another_seed_gives_another_trust() -> None:
    assert (
        make_demo(DEFAULT_SEED + 1).files["sources/esr-bi.csv"]
        != demo().files["sources/esr-bi.csv"]
    )


def test_every_format_that_holds_what_the_trust_has_is_a_source() -> None:
    plugins = installed()
    names = [
        name
        for name, adapter in plugins.adapters.items()
        if plugins.origins[name].distribution == "wres"
        and name not in plugins.presets
        and isinstance(adapter, WritesSpecimen)
    ]

    sources = {Path(name).stem for name in demo().files if name.startswith("sources/")}

    assert names
    assert sources == set(names) - {"esr-dw", "sql"}  # few columns; a database


def test_nobody_of_the_sources_is_in_any_result() -> None:
    everything = b"\0".join(results().values())
    text = everything.decode("utf-8", errors="ignore")

    # A number counts where it stands alone: any eight digits may turn up within a longer figure.
    whole = set(re.findall(r"\d+", text))
    found = [
        value
        for value in dict.fromkeys(personal())
        if (value in whole if value.isdecimal() else value in text)
    ]

    assert found == []


def test_the_sources_do_name_people() -> None:
    sources = b"".join(
        content for name, content in demo().files.items() if name.startswith("sources/")
    ).decode("cp1252", errors="ignore")

    assert [value for value in list(personal())[:4000:4] if value not in sources] == []
    assert [name for name in FIRST_NAMES if name.isascii() and name not in sources] == []


def test_the_sources_have_the_oddities_of_real_exports() -> None:
    files = demo().files
    reasons = {entry.rule for entry in demo().outcome.report.data_quality.ledger}

    assert files["sources/esr-bi.csv"].startswith(b"Staff in Post with Ethnicity: ")
    assert b"\xeb" in files["sources/esr-bi.csv"]  # e with two dots, in Windows-1252
    assert files["sources/learning.csv"].startswith(b"\xff\xfe")
    assert reasons >= {
        "person in post",
        "bank-only worker",
        "not in post at the snapshot",
        "history of an assignment; the row at the snapshot is kept",
        "second assignment; the primary one is kept",
        "repeated header",
        "totals row",
        "duplicate application; the furthest stage is kept",
        "mandatory training",
        "outside the reporting year",
        "not disciplinary: grievance",
        "another organisation",
    }


def test_no_row_is_rejected_and_every_row_is_accounted_for() -> None:
    ledger = demo().outcome.filed.evidence.ledger

    assert ledger.balances
    assert ledger.totals()["rejected"] == 0  # type: ignore[index]  # a State is its text
    assert demo().outcome.accepted == ()


def test_the_trust_is_of_the_size_and_shape_meant() -> None:
    report = demo().outcome.report
    one, two, three, nine = report[1], report[2], report[3], report[9]
    assert isinstance(one, Representation)
    assert isinstance(two, Likelihood)
    assert isinstance(three, Likelihood)
    assert isinstance(nine, BoardRepresentation)

    assert one.overall.headcount.total == 8000
    assert 0.26 < float(one.overall.share.bme.exact if one.overall.share.bme else 0) < 0.31
    assert (two.population.white, two.population.bme) == (1180, 830)
    assert two.ratio.display == "1.51"
    assert three.ratio.display == "1.20"
    assert nine.headcount.total.total == 17
    assert [result.status for result in report] == ["measured"] * 9


def test_the_config_makes_the_same_results_again(tmp_path: Path) -> None:
    write_files(tmp_path / "demo", demo().files)

    ran = CliRunner().invoke(
        main, ["report", str(tmp_path / "demo/wres.toml"), "--out", str(tmp_path / "again")]
    )

    assert ran.exit_code == 0, ran.output
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again == demo().outcome.files
    del again["manifest.json"]  # the demo's own is of its sources too
    assert {name: demo().files[name] for name in again} == again


def test_the_command_writes_everything_and_sums_up(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "demo")])

    assert ran.exit_code == 0, ran.output
    assert ran.stderr == ""
    assert "Exampleton University Hospitals NHS Foundation Trust (RXX)\n" in ran.stdout
    assert re.search(r"^It adds up: ", ran.stdout, re.MULTILINE)
    lines = [line for line in ran.stdout.splitlines() if not line.startswith("Written to ")]
    assert max(map(len, lines)) <= 80
    written = {
        path.relative_to(tmp_path / "demo").as_posix(): path.read_bytes()
        for path in (tmp_path / "demo").rglob("*")
        if path.is_file()
    }
    assert written == demo().files


@pytest.mark.parametrize("adapter", ["esr-bi", "esr-go2"])
def test_both_staff_lists_count_the_same_people(adapter: str, tmp_path: Path) -> None:
    name = next(name for name in demo().files if Path(name).stem == adapter)
    path = tmp_path / Path(name).name
    path.write_bytes(demo().files[name])

    filed = wres.count(wres.read(path, adapter=adapter, year=2025))

    staff = demo().outcome.filed.to_frame().filter(pl.col("measure") == "staff")
    own = filed.to_frame().filter(pl.col("measure") == "staff")
    assert own.select(staff.columns).equals(staff)
