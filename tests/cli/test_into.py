"""``wres report --into``: a filled-in copy of a form among the results."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import wres
from tests.returns.official_forms import Form


Run = Callable[..., Result]
ASKED = (
    *("report", "--return", "return.csv", "--organisation", "RXX", "--year", "2025"),
    *("--out", "out", "--format", "json"),
)


@pytest.fixture
def form(here: Path) -> Path:
    path = here / "WRES 2025 form.xlsx"
    path.write_bytes(Form().content())
    return path


@pytest.mark.usefixtures("filed")
def test_the_form_is_filled_in_beside_the_other_files(run: Run, here: Path, form: Path) -> None:
    before = form.read_bytes()

    result = run(*ASKED, "--into", form.name)

    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        form.name,
        "manifest.json",
        "report.json",
    ]
    assert form.read_bytes() == before
    assert (
        "Filled in WRES 2025 form.xlsx\n"
        "  6 cells of sheet 'WRES Template' written, L45 to P46\n"
        "  not supplied, left as they were: items 1 to 33, 39, 43, 46 to 51, 54\n"
    ) in result.stdout
    intake = wres.read(here / "out" / form.name, adapter="dcf", year=2025)
    lines = wres.count(intake).to_frame().select("measure", "ethnic_group", "value").rows()
    assert ("shortlisted", "white", 780) in lines
    assert len(lines) == 6


@pytest.mark.usefixtures("filed")
def test_a_second_run_gives_the_same_bytes(run: Run, here: Path, form: Path) -> None:
    run(*ASKED, "--into", form.name)
    first = (here / "out" / form.name).read_bytes()

    run(*ASKED, "--into", form.name)

    assert (here / "out" / form.name).read_bytes() == first


@pytest.mark.usefixtures("filed")
def test_what_is_wrong_with_the_form_is_listed_and_nothing_is_written(
    run: Run, here: Path, form: Path
) -> None:
    form.write_bytes(Form(locked=frozenset({34})).content())

    result = run(*ASKED, "--into", form.name)

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "WRES 2025 form.xlsx, sheet 'WRES Template', row 45, column 'L': cell L45 is locked, "
    )
    assert result.stderr.endswith("error: 3 problems; nothing was written\n")
    assert not (here / "out").exists()


@pytest.mark.usefixtures("filed")
def test_a_form_in_the_folder_of_the_results_is_never_replaced(
    run: Run, here: Path, form: Path
) -> None:
    (here / "out").mkdir()
    before = form.rename(here / "out" / form.name).read_bytes()

    result = run(*ASKED, "--into", f"out/{form.name}")

    assert result.exit_code == 2
    assert "WRES 2025 form.xlsx is in --out, and would be replaced" in result.stderr
    assert (here / "out" / form.name).read_bytes() == before
    assert len([*(here / "out").iterdir()]) == 1


@pytest.mark.usefixtures("filed")
def test_a_form_that_is_called_as_a_result_is_refused(run: Run, here: Path, form: Path) -> None:
    form.rename(here / "report.json")

    result = run(*ASKED, "--into", "report.json")

    assert result.exit_code == 1
    assert result.stderr == (
        "report.json: the results have a file of the same name; "
        "accepted: a form under another name [same-name]\n"
        "error: 1 problem; nothing was written\n"
    )
