from pathlib import Path

import polars as pl
import pytest

from wres.admission import held as held_rows
from wres.errors import InputError, PluginError, UnknownNameError
from wres.job import Job, SourceFile, check_names, count_all, gather, run, running
from wres.plugins import Plugins, installed


LINES = "measure,ethnic_group,value\nshortlisted,white,780\nshortlisted,bme,210\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "return.csv"
    path.write_text(LINES)
    source = SourceFile("return-csv", path)
    return Job(sources=(source,), year=2025, organisation="RXX", formats=("json",))


def test_each_step_is_told_before_it_is_done(job: Job) -> None:
    told: list[str] = []

    outcome = run(job, told.append)

    assert told == ["reading return.csv", "counting rows", "making json"]
    assert len(told) == job.steps
    assert list(outcome.files) == ["report.json", "manifest.json"]


def test_large_sources_stay_lazy_and_count_the_same(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, _ = count_all(job)
    monkeypatch.setattr(held_rows, "HELD_AT_MOST", 0)

    intake, problems = gather(job)
    lazy, _ = count_all(job)

    assert problems == []
    assert "CSV SCAN" in intake.loose[0].frame.explain().upper()
    assert lazy == held


def test_problems_come_in_the_order_of_the_sources(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(LINES.replace("780", "-1"))
    sources = tuple(
        SourceFile("return-csv", tmp_path / name) for name in ("z.csv", "b.csv", "a.csv")
    )

    with pytest.raises(InputError) as caught:
        count_all(Job(sources=sources, year=2025))

    assert [problem.where.file for problem in caught.value.problems] == ["z.csv", "b.csv", "a.csv"]


def test_a_name_that_does_not_exist_costs_no_reading(tmp_path: Path) -> None:
    source = SourceFile("return-csv", tmp_path / "missing.csv")

    with pytest.raises(UnknownNameError, match="no exporter named 'pdf'"):
        check_names(Job(sources=(source,), formats=("pdf",)))


class Broken:
    name = "json"
    title = "Breaks"

    def export(self, *_: object) -> dict[str, bytes]:
        raise KeyError("Ms Exampleton")


def test_an_exporter_that_breaks_its_contract_is_named(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Plugins(installed().adapters, {"json": Broken()})
    monkeypatch.setattr(running, "installed", lambda: found)

    with pytest.raises(PluginError) as caught:
        run(job)

    assert str(caught.value) == (
        "exporter 'json' failed with KeyError; this is a fault of the exporter, please report it"
    )


def test_the_return_of_a_job_is_that_of_its_parts_added_up(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "board.csv"
    path.write_text(
        "Employee Number,Role,Voting Member,Ethnic Origin\n00000007,Executive Director,Yes,A\n"
    )
    board = Job(sources=(SourceFile("board", path),), year=2025, organisation="RXX")

    both, _ = count_all(Job(sources=job.sources + board.sources, year=2025, organisation="RXX"))

    one, other = count_all(job)[0], count_all(board)[0]
    lines = pl.concat([one.counts, other.counts], how="diagonal")
    assert both.counts["value"].sum() == lines["value"].sum()
    assert both == one + other
